"""Decisions about channels, materials, reach, recall and the chain of the plan."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.campaign import rules
from manantial.campaign.rules import (
    Heard,
    Lack,
    Link,
    LinkKind,
    MaterialState,
    Medium,
    Production,
    Reach,
    Recall,
    Respondent,
    Share,
    Verdict,
)

READY = Production(
    MaterialState.IDEA,
    has_purpose=True,
    has_message=True,
    has_audience=True,
    has_text=True,
    pretest=Verdict.APPROVED,
    approved_in_act=True,
)


def test_every_channel_says_what_can_be_counted():
    assert {channel.kind for channel in rules.CHANNELS} == set(Medium)
    assert all(channel.counted and channel.estimated and channel.evidence for channel in rules.CHANNELS)


def test_the_plan_has_thirteen_sections():
    assert len(rules.PLAN_SECTIONS) == 13


def test_three_kinds_of_reach_stay_three():
    spots = [Reach(counted=24, claimed=20_000), Reach(estimated=1_800), Reach(counted=6)]
    assert rules.reach_by_kind(spots) == Reach(counted=30, estimated=1_800, claimed=20_000)


def test_a_reach_nobody_knows_is_not_zero():
    assert rules.reach_by_kind([Reach(), Reach(counted=0)]) == Reach(counted=0)


numbers = st.none() | st.integers(0, 10**6)


@given(st.lists(st.builds(Reach, numbers, numbers, numbers), max_size=6), st.integers(1, 10**6))
def test_a_claim_never_moves_the_counted_column(reaches, claim):
    added = rules.reach_by_kind([*reaches, Reach(claimed=claim)])
    before = rules.reach_by_kind(reaches)
    assert (added.counted, added.estimated) == (before.counted, before.estimated)


def test_thirty_five_of_sixty_is_said_with_its_doubt():
    share = Share(35, 60)
    assert (share.percent, share.interval) == (58, (46, 70))
    sentence, facts = rules.share_words(share)
    assert sentence % facts == "de cada 100, entre 46 y 70 (35 de 60)"


def test_under_thirty_answers_no_percent_is_given():
    share = Share(12, 29)
    assert share.percent is None
    assert share.interval is None
    sentence, facts = rules.share_words(share)
    assert "12 de 29" in sentence % facts


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_its_share(pair):
    hits, n = pair
    low, high = rules.wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1


def test_a_share_cannot_exceed_its_answers():
    with pytest.raises(ValueError):
        Share(3, 2)


OWN = ["radio", "poster", "assembly"]


def heard(*channels):
    return Heard.YES, tuple(channels)


def person(**messages):
    return Respondent(tuple(Recall(name, *answer) for name, answer in messages.items()))


def test_only_own_channels_count_for_exposure_and_recall():
    people = [
        person(m1=heard("radio"), m2=heard("poster", "family")),
        person(m1=heard("family"), m2=heard("other")),
        person(m1=(Heard.NO, ()), m2=(Heard.UNSURE, ("radio",))),
        person(m1=heard("radio", "assembly")),
    ]
    assert rules.exposure(people, OWN) == Share(2, 4)
    assert rules.message_index(people, OWN) == Share(1, 4)
    assert rules.exposure_by_channel(people, OWN)["radio"] == Share(2, 4)
    assert rules.recall_of(people, "m2", OWN) == Share(1, 3)
    assert rules.mean_dose(people, OWN) == 2.0


def test_no_exposed_person_has_no_dose():
    assert rules.mean_dose([person(m1=heard("family"))], OWN) is None


def test_coverage_of_forty():
    assert rules.Coverage(33, 40).percent == 83
    assert rules.Coverage(0, 0).percent is None


def test_change_in_knowledge_is_given_in_points_and_withheld_for_few():
    assert rules.percentage_points(Share(12, 60), Share(30, 60)) == 30
    assert rules.percentage_points(Share(12, 60), Share(20, 20)) is None


@given(st.integers(1, 500), st.integers(1, 100))
def test_every_k_houses_reaches_the_wanted_interviews(dwellings, interviews):
    step = rules.sampling_step(dwellings, interviews)
    assert len(range(0, dwellings, step)) >= min(dwellings, interviews)


def test_a_check_on_the_same_day_does_not_prove_that_a_poster_stayed():
    placed = date(2024, 5, 1)
    assert not rules.still_in_place(placed, date(2024, 5, 2))
    assert rules.still_in_place(placed, date(2024, 5, 16))
    assert not rules.still_in_place(placed, None)


def test_the_second_version_passes_its_pretest():
    assert rules.verdict(8, 14) is Verdict.CHANGE
    assert rules.verdict(12, 14) is Verdict.APPROVED
    assert rules.verdict(5, 5) is Verdict.TOO_FEW
    assert rules.verdict(7, 10) is Verdict.APPROVED


def test_a_ready_material_walks_to_the_printer():
    assert rules.may_move(READY, MaterialState.PRINTING)
    assert rules.may_release(READY)


def test_a_photo_without_print_permission_never_reaches_the_printer():
    blocked = replace(READY, refused_fragments=1)
    for reason in ("", "urge", "lo pidió el presidente"):
        ruling = rules.may_move(blocked, MaterialState.PRINTING, override=reason)
        assert not ruling
        assert "no se puede saltar" in ruling.say()


def test_a_missing_source_can_be_overridden_only_with_words():
    unsourced = replace(READY, unsourced_claims=2)
    assert not rules.may_move(unsourced, MaterialState.PRINTING)
    assert not rules.may_move(unsourced, MaterialState.PRINTING, override="   ")
    assert rules.may_move(unsourced, MaterialState.PRINTING, override="La fuente se anexa mañana.")


productions = st.builds(
    Production,
    state=st.sampled_from(MaterialState),
    has_purpose=st.booleans(),
    has_message=st.booleans(),
    has_audience=st.booleans(),
    has_text=st.booleans(),
    pretest=st.sampled_from([None, *Verdict]),
    refused_fragments=st.integers(0, 2),
    unsourced_claims=st.integers(0, 2),
    approved_in_act=st.booleans(),
)


@given(productions, st.text(max_size=10))
def test_no_reason_opens_the_door_of_consent(production, reason):
    forward = replace(production, state=MaterialState.SKETCH, refused_fragments=1)
    assert not rules.may_move(forward, MaterialState.PRINTING, override=reason)


@given(productions)
def test_going_back_is_always_allowed_unless_retired(production):
    if production.state is not MaterialState.RETIRED:
        assert rules.may_move(production, MaterialState.IDEA)
        assert rules.may_move(production, MaterialState.RETIRED)


def test_a_retired_material_does_not_come_back():
    assert not rules.may_move(replace(READY, state=MaterialState.RETIRED), MaterialState.DESIGN)


def test_the_usual_way_leads_from_idea_to_retired():
    way, state = [MaterialState.IDEA], MaterialState.IDEA
    while following := rules.next_step(state, Verdict.APPROVED):
        state = following
        way.append(state)
    assert way[-1] is MaterialState.RETIRED
    assert MaterialState.CHANGES not in way
    order = list(MaterialState)
    assert all(order.index(a) < order.index(b) for a, b in pairwise(way))
    assert rules.next_step(MaterialState.CHANGES, Verdict.CHANGE) is MaterialState.PRETEST


PLAN = [
    Link(LinkKind.OBJECTIVE, "o"),
    Link(LinkKind.AUDIENCE, "families", objectives=("o",)),
    *(Link(LinkKind.MESSAGE, m, audiences=("families",), lessons=("l",)) for m in ("m1", "m2", "m3")),
    *(Link(LinkKind.MATERIAL, f"p{n}", messages=(f"m{n}",), channels=("poster",)) for n in (1, 2, 3)),
]


def test_a_whole_chain_has_no_orphans():
    assert rules.orphans(PLAN) == []


def test_removing_an_audience_orphans_its_three_messages():
    without = [link for link in PLAN if link.id != "families"]
    lacking = [(orphan.id, orphan.lack) for orphan in rules.orphans(without) if orphan.kind is LinkKind.MESSAGE]
    assert lacking == [("m1", Lack.AUDIENCE), ("m2", Lack.AUDIENCE), ("m3", Lack.AUDIENCE)]


def test_a_poster_without_message_and_a_message_without_lesson_are_shown():
    plan = [*PLAN, Link(LinkKind.MATERIAL, "p9", channels=("poster",)), Link(LinkKind.MESSAGE, "m9", ("o",))]
    lacks = {(orphan.id, orphan.lack) for orphan in rules.orphans(plan)}
    assert lacks >= {("p9", Lack.MESSAGE), ("m9", Lack.LESSON), ("m9", Lack.AUDIENCE), ("m9", Lack.MATERIAL)}


def test_an_activity_inside_the_electoral_silence_is_warned():
    silence = rules.Period(rules.Band.ELECTORAL, date(2024, 4, 1), date(2024, 6, 2))
    assert rules.warnings_on(date(2024, 6, 2), [silence]) == [silence]
    assert rules.warnings_on(date(2024, 6, 3), [silence]) == []


def test_plain_language_finds_the_word_nobody_uses():
    found = [r.sentence % r.facts for r in rules.remarks("El OMSCAS es un organismo paramunicipal.")]
    assert any("paramunicipal" in sentence and "depende del municipio" in sentence for sentence in found)
    assert any("OMSCAS" in sentence for sentence in found)


def test_plain_language_is_silent_about_a_plain_text():
    assert rules.remarks("Guarde el acta. El agua es de todas y todos. Llame a la oficina.") == []


def test_a_sentence_too_long_is_shown_by_its_beginning():
    (remark,) = rules.remarks("uno " * 19 + ".")
    assert remark.sentence % remark.facts == "Frase de 19 palabras: «uno uno uno uno uno…». Pártala en dos."
