"""The one gate, asked with random permissions: it never opens wider than what people allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.voices.rules import (
    FACE_USES,
    PUBLIC_USES,
    Answer,
    Attribution,
    ConsentFacts,
    DataAgreementFacts,
    FaceFacts,
    FaceReach,
    Faces,
    FaceState,
    Preset,
    Refusal,
    ThingFacts,
    Use,
    What,
    WithdrawalFacts,
    agreement_in_force,
    may_use,
    narrowest_attribution,
    preset_of,
    preset_scopes,
    read_scopes,
    standing,
    standing_answers,
    store_scopes,
)

TODAY = date(2026, 11, 23)
START = datetime(2026, 1, 1, tzinfo=UTC)
ALL_USES = DataAgreementFacts(date(2025, 1, 1), frozenset(Use))


def some(values: Sequence[Any], least: int = 0) -> st.SearchStrategy[frozenset[Any]]:
    """A set of these, the small ones more often: one choice each, where building a set takes many."""
    sizes = [[frozenset(found) for found in combinations(values, size)] for size in range(least, len(values) + 1)]
    return st.one_of(st.sampled_from(sizes[0] + sizes[1]), st.sampled_from([one for found in sizes for one in found]))


def altered(preset: Preset | None, cells: list[tuple[What, Use, Answer]]) -> dict[What, dict[Use, Answer]]:
    """A usual answer, or an empty sheet, in which some cells were crossed out."""
    matrix = {what: dict(uses) for what, uses in preset_scopes(preset).items()} if preset else {}
    for what, use, answer in cells:
        matrix.setdefault(what, {})[use] = answer
    return matrix


def mostly(usual: Any, *others: Any) -> st.SearchStrategy[Any]:
    """The usual value nine times in ten: a door with many locks would else never be seen open."""
    return st.sampled_from([*[usual] * (9 * len(others)), *others])


MONTHS = [date(2026, month, 1) for month in range(1, 13)]  # few days, so that two of them often fall together
days = st.sampled_from(MONTHS)
given_days = st.sampled_from(MONTHS[:8])
asked_days = st.sampled_from(MONTHS[4:])
moments = st.integers(0, 4).map(lambda n: START + timedelta(days=n))
keys = st.integers(0, 999).map(str)
whats = some(list(What), least=1)
cells = st.tuples(st.sampled_from(What), st.sampled_from(Use), st.sampled_from(Answer))
consents = st.builds(
    ConsentFacts,
    key=keys,
    given_on=given_days,
    recorded_at=moments,
    scopes=st.builds(altered, st.sampled_from([*[Preset.EVERYTHING] * 8, *Preset, None]), st.lists(cells, max_size=3)),
    attribution=st.sampled_from(Attribution),
    valid_until=mostly(None, *MONTHS),
    not_before=mostly(None, *MONTHS),
    condition=mostly("", "después de la elección"),
    by_tutor=st.booleans(),
    evidence=st.booleans(),
    written=st.booleans(),
)
records_of = st.lists(consents, min_size=1, max_size=3)
withdrawals = st.builds(WithdrawalFacts, some(list(What)), some(list(Use)))
taken_back = st.lists(withdrawals, max_size=2)
agreements = st.none() | st.builds(
    DataAgreementFacts,
    given_days,
    mostly(PUBLIC_USES, *[PUBLIC_USES - {use} for use in PUBLIC_USES]),
    mostly(None, *MONTHS),
)
answers = st.builds(
    FaceFacts,
    key=keys,
    given_on=given_days,
    recorded_at=moments,
    faces=st.integers(1, 3),
    uses=mostly(FACE_USES[FaceReach.EVERYTHING], *FACE_USES.values()),
    state=mostly(FaceState.GIVEN, *FaceState),
    child=st.booleans(),
    written=st.booleans(),
    evidence=st.booleans(),
)
seen = st.sampled_from([0, 0, 0, 1, 2, None])
faces = st.builds(Faces, seen, seen, st.lists(answers, max_size=3).map(tuple))
aside = mostly({}, {"reserved": True}, {"unreviewed": True}, {"retired": True})
things = st.builds(
    lambda whats, community, minor, faces, aside, held: ThingFacts(
        whats, community, minor, faces, **aside, holding=held
    ),
    whats,
    st.booleans(),
    st.sampled_from([False, False, False, True]),
    faces,
    aside,
    mostly(frozenset(), *[frozenset({what}) for what in What]),
)
pictures = things.map(lambda thing: replace(thing, whats=thing.whats & {What.PHOTO, What.VIDEO} or {What.PHOTO}))


def consent(preset: Preset = Preset.EVERYTHING, key: str = "one", **facts: object) -> ConsentFacts:
    base = ConsentFacts(key, date(2026, 1, 1), START, preset_scopes(preset), Attribution.FULL_NAME)
    return replace(base, **facts)  # type: ignore[arg-type]


def asked(use: Use = Use.PRINT, *records: ConsentFacts, thing: ThingFacts | None = None, **kwargs: object) -> str:
    ruling = may_use(
        thing or ThingFacts(frozenset({What.QUOTE})),
        records,
        kwargs.get("withdrawals", ()),  # type: ignore[arg-type]
        kwargs.get("agreement"),  # type: ignore[arg-type]
        use,
        kwargs.get("on", TODAY),  # type: ignore[arg-type]
    )
    return "" if ruling else ruling.facts["code"]


@given(
    things,
    st.lists(consents, min_size=1, max_size=3),
    taken_back,
    agreements,
    st.sampled_from(Use),
    asked_days,
    consents,
)
def test_one_more_permission_never_opens_a_door(thing, records, taken, agreement, use, on, extra) -> None:
    before = may_use(thing, records, taken, agreement, use, on)
    spoke_before = bool(standing(records, on)) or use is Use.ANALYSIS
    children = thing.minor or thing.faces.children
    after = may_use(thing, [*records, extra], taken, agreement, use, on)
    if spoke_before and not children:
        assert not after or before


@given(things, records_of, taken_back, agreements, st.sampled_from(Use), asked_days, withdrawals)
def test_one_more_withdrawal_never_opens_a_door(thing, records, taken, agreement, use, on, extra) -> None:
    before = may_use(thing, records, taken, agreement, use, on)
    after = may_use(thing, records, [*taken, extra], agreement, use, on)
    assert not after or before
    if any(extra.covers(what, use) for what in thing.whats):
        assert not after


@given(things, records_of, agreements, st.sampled_from(Use), asked_days)
def test_an_open_door_means_that_every_record_that_speaks_said_yes_to_every_part(thing, records, agreement, use, on):
    if not may_use(thing, records, (), agreement, use, on) or use is Use.ANALYSIS:
        return
    speaking = standing(records, on)
    assert speaking
    assert all(r.scopes.get(what, {}).get(use) is Answer.YES for r in speaking for what in thing.whats)
    assert all(r.valid_until is None or r.valid_until >= on for r in speaking)
    assert all(r.not_before is None or r.not_before <= on for r in speaking)
    assert not (thing.community and use in PUBLIC_USES) or (agreement is not None and use in agreement.uses)
    assert not thing.minor or any(r.by_tutor and r.evidence for r in speaking)


@given(pictures, records_of, agreements, st.sampled_from(Use), asked_days)
def test_no_picture_leaves_the_team_before_everybody_who_is_seen_said_yes(thing, records, agreement, use, on) -> None:
    if use in {Use.ANALYSIS, Use.INTERNAL_REPORT} or not thing.whats & {What.PHOTO, What.VIDEO}:
        return
    if not may_use(thing, records, (), agreement, use, on):
        return
    assert thing.faces.grown is not None
    assert thing.faces.children is not None
    alive = [one for one in thing.faces.answers if one.given_on <= on and one.state is not FaceState.HIDDEN]
    assert all(one.state is FaceState.GIVEN and use in one.uses for one in alive if one.written or not one.child)
    assert sum(one.faces for one in alive if not one.child) >= thing.faces.grown
    signed = sum(r.by_tutor and r.evidence and r.written for r in standing(records, on))
    assert signed + sum(one.faces for one in alive if one.child and one.written) >= thing.faces.children


@given(st.lists(answers, min_size=1, max_size=4, unique_by=lambda one: one.key), days, st.data())
def test_who_takes_her_face_back_is_never_overruled_by_a_later_yes(listed, on, data) -> None:
    back = data.draw(st.sampled_from(listed))
    listed = [replace(one, state=FaceState.GIVEN) if one is not back else one for one in listed]
    listed = [replace(one, state=FaceState.WITHDRAWN, given_on=on) if one is back else one for one in listed]
    keys = frozenset(one.key for one in listed)
    tangled = [replace(one, replaces=keys - {one.key}) if one.key != back.key else one for one in listed]
    counted = replace(Faces(0, 0), answers=tuple(replace(one, child=False) for one in tangled))
    assert back.key in {one.key for one in standing_answers(tangled, on)}
    picture = ThingFacts(frozenset({What.PHOTO}), faces=counted)
    assert not may_use(picture, [consent(given_on=on)], (), None, Use.PRINT, on)


@given(things, records_of, taken_back, agreements, st.sampled_from(Use), asked_days, whats)
def test_a_bigger_thing_is_never_freer(thing, records, taken, agreement, use, on, more) -> None:
    bigger = replace(thing, whats=thing.whats | more)
    assert not may_use(bigger, records, taken, agreement, use, on) or may_use(thing, records, taken, agreement, use, on)


@given(st.lists(consents, min_size=1, max_size=4, unique_by=lambda c: c.key), days, st.data())
def test_replacing_never_silences_everybody(records, on, data) -> None:
    keys = [record.key for record in records]
    tangled = [replace(r, replaces=frozenset(data.draw(st.lists(st.sampled_from(keys))))) for r in records]
    assert bool(standing(tangled, on)) == any(record.given_on <= on for record in records)


@given(things, records_of, taken_back, agreements, st.sampled_from(Use), asked_days)
def test_a_refusal_says_why_in_words_that_can_be_printed(thing, records, taken, agreement, use, on) -> None:
    ruling = may_use(thing, records, taken, agreement, use, on)
    assert ruling or (ruling.facts["code"] in set(Refusal) and ruling.say().strip() and "%(" not in ruling.say())


def test_without_any_record_a_voice_may_only_be_studied() -> None:
    assert [use for use in Use if not asked(use)] == [Use.ANALYSIS]


def test_the_narrowest_of_two_records_wins() -> None:
    wide, narrow = consent(), consent(Preset.COMMUNITY, key="two")
    assert not asked(Use.PRINT, wide)
    assert asked(Use.PRINT, wide, narrow) == Refusal.NO
    assert not asked(Use.RETURN, wide, narrow)


def test_ask_me_before_is_no_until_a_later_record_answers_it() -> None:
    ask = consent(Preset.ASK)
    assert asked(Use.RADIO, ask) == Refusal.ASK
    yes = consent(key="two", recorded_at=START + timedelta(days=9), replaces=frozenset({"one"}), evidence=True)
    assert not asked(Use.RADIO, ask, yes)
    assert asked(Use.RADIO, ask, replace(yes, evidence=False)) == Refusal.ASK
    assert asked(Use.RADIO, ask, replace(yes, recorded_at=START - timedelta(days=9))) == Refusal.ASK


def test_a_withdrawal_is_not_outlived_by_a_later_record() -> None:
    radio = WithdrawalFacts(uses=frozenset({Use.RADIO}))
    later = consent(key="two", recorded_at=START + timedelta(days=9), replaces=frozenset({"one"}), evidence=True)
    assert asked(Use.RADIO, consent(), later, withdrawals=[radio]) == Refusal.WITHDRAWN
    assert not asked(Use.PRINT, consent(), later, withdrawals=[radio])


def test_dates_and_conditions_close_the_door() -> None:
    assert asked(Use.PRINT, consent(valid_until=date(2026, 11, 22))) == Refusal.EXPIRED
    assert not asked(Use.PRINT, consent(valid_until=TODAY))
    assert asked(Use.PRINT, consent(not_before=date(2026, 11, 24))) == Refusal.TOO_EARLY
    assert asked(Use.PRINT, consent(condition="que primero lo oiga mi mamá")) == Refusal.CONDITION
    assert not asked(Use.PRINT, consent(condition="después de la elección", not_before=date(2026, 6, 8)))
    assert asked(Use.PRINT, consent(given_on=date(2026, 11, 24))) == Refusal.NO_CONSENT


def test_of_children_who_has_custody_must_say_so_with_proof() -> None:
    girl = ThingFacts(frozenset({What.VOICE}), minor=True)
    assert asked(Use.RADIO, consent(), thing=girl) == Refusal.MINOR
    assert asked(Use.RADIO, consent(by_tutor=True), thing=girl) == Refusal.MINOR
    assert not asked(Use.RADIO, consent(by_tutor=True, evidence=True), thing=girl)
    photo = ThingFacts(frozenset({What.PHOTO}), faces=Faces(0, 1))
    oral = consent(by_tutor=True, evidence=True)
    assert asked(Use.PRINT, consent(), thing=photo) == Refusal.CHILDREN
    assert asked(Use.PRINT, oral, thing=photo) == Refusal.CHILDREN
    assert not asked(Use.PRINT, replace(oral, written=True), thing=photo)
    assert not asked(Use.ANALYSIS, consent(), thing=photo)


@pytest.mark.parametrize("use", sorted(PUBLIC_USES))
def test_of_a_community_nothing_is_public_before_its_assembly_agreed(use: Use) -> None:
    ours = ThingFacts(frozenset({What.QUOTE}), community=True)
    assert asked(use, consent(), thing=ours) == Refusal.COMMUNITY
    assert not asked(use, consent(), thing=ours, agreement=ALL_USES)
    assert not asked(Use.RETURN, consent(), thing=ours)


def test_the_last_assembly_decides_and_can_take_back() -> None:
    first = DataAgreementFacts(date(2026, 1, 10), frozenset({Use.PRINT}))
    later = DataAgreementFacts(date(2026, 5, 10), frozenset({Use.PRINT, Use.RADIO}))
    other_copy = DataAgreementFacts(date(2026, 5, 10), frozenset({Use.RADIO}))
    back = DataAgreementFacts(date(2026, 9, 1), frozenset(), withdrawn_on=date(2026, 9, 1))
    assert agreement_in_force([first, later], date(2026, 2, 1)) == first
    assert agreement_in_force([first, later], TODAY) == later
    assert agreement_in_force([first, later, other_copy], TODAY) == other_copy
    assert agreement_in_force([first, later, back], TODAY) is None
    assert agreement_in_force([], TODAY) is None


def test_what_is_put_aside_stays_inside() -> None:
    words = frozenset({What.QUOTE})
    assert asked(Use.INTERNAL_REPORT, consent(), thing=ThingFacts(words, reserved=True)) == Refusal.RESERVED
    assert asked(Use.RETURN, consent(), thing=ThingFacts(words, unreviewed=True)) == Refusal.UNREVIEWED
    assert asked(Use.ANALYSIS, consent(), thing=ThingFacts(words, retired=True)) == Refusal.RETIRED
    assert not asked(Use.ANALYSIS, consent(), thing=ThingFacts(words, reserved=True))
    assert asked(Use.ANALYSIS, consent(), withdrawals=[WithdrawalFacts()]) == Refusal.WITHDRAWN


@pytest.mark.parametrize("preset", list(Preset))
def test_a_usual_answer_survives_being_stored(preset: Preset) -> None:
    matrix = preset_scopes(preset)
    assert read_scopes(store_scopes(matrix)) == matrix
    assert preset_of(matrix) is preset
    assert not asked(Use.ANALYSIS, consent(preset))


def test_words_of_another_version_allow_nothing() -> None:
    stored = {"voice": {"radio": "yes", "moon": "yes"}, "smell": {"radio": "yes"}, "quote": {"print": "perhaps"}}
    assert read_scopes(stored) == {What.VOICE: {Use.RADIO: Answer.YES}, What.QUOTE: {}}


def test_my_words_but_not_my_voice() -> None:
    assert not asked(Use.RADIO, consent(Preset.WORDS))
    voice = ThingFacts(frozenset({What.VOICE}))
    assert asked(Use.RADIO, consent(Preset.WORDS), thing=voice) == Refusal.NO


def test_the_narrowest_credit_wins() -> None:
    group = consent(key="two", attribution=Attribution.GROUP)
    assert narrowest_attribution([consent(), group], TODAY) is Attribution.GROUP
    assert narrowest_attribution([], TODAY) is Attribution.ANONYMOUS
