"""What a user would notice of the decisions about places."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.dates import PartialDate
from manantial.territory.rules import (
    STATE_TONES,
    STATE_WORDS,
    DatedState,
    Likeness,
    MembershipState,
    Named,
    is_rural,
    match_name,
    proof_of_membership,
    propose_matches,
    public_point,
    standing_on,
)

S = MembershipState


def dated(state: S, since: str, act: str = "") -> DatedState:
    return DatedState(state, PartialDate.parse(since), act)


def test_a_year_is_sure_only_when_it_is_over() -> None:
    states = [dated(S.CONTACTED, "2018-05-02"), dated(S.MEMBER, "2019")]
    during = standing_on(states, date(2019, 6, 1))
    assert during.state == S.CONTACTED
    assert during.maybe == (S.MEMBER,)
    assert not during.is_sure
    after = standing_on(states, date(2020, 1, 1))
    assert (after.state, after.is_sure) == (S.MEMBER, True)


def test_nothing_is_known_before_the_first_state() -> None:
    assert standing_on([dated(S.MEMBER, "2021-03-01")], date(2020, 1, 1)).state is None
    assert standing_on([], date(2020, 1, 1)).maybe == ()


def test_an_unknown_date_never_becomes_certain() -> None:
    standing = standing_on([DatedState(S.MEMBER, PartialDate(words="hace mucho"))], date(2024, 1, 1))
    assert standing.state is None
    assert standing.maybe == (S.MEMBER,)


def test_membership_without_an_act_is_told_apart() -> None:
    day = date(2024, 1, 1)
    proven = proof_of_membership([dated(S.MEMBER, "2021", "Acta 3")], day)
    said = proof_of_membership([dated(S.MEMBER, "2021")], day)
    assert proven
    assert "Acta 3" in proven.say()
    assert said
    assert said.facts["proven"] is False
    assert not proof_of_membership([dated(S.MEMBER, "2021"), dated(S.WITHDREW, "2022-02-01", "Acta 9")], day)


def test_matching_proposes_and_keeps_homonyms_apart() -> None:
    places = [
        Named("1", "Vista Hermosa"),
        Named("2", "Vistahermosa"),
        *(Named(f"j{n}", "San José") for n in range(4)),
        Named("b", "Buenavista"),
        Named("s", "Santa Inés Buenavista"),
    ]
    matches = {(m.first, m.second): m.likeness for m in propose_matches(places)}
    assert matches[("1", "2")] == Likeness.SPELLING
    assert sum(likeness == Likeness.EQUAL for likeness in matches.values()) == 6  # four San José in pairs, none joined
    assert matches[("b", "s")] == Likeness.PART
    assert ("1", "b") not in matches


def test_a_written_name_meets_aliases_and_parentheses() -> None:
    places = [Named("1", "El Nuevo Triunfo (El Espadín)"), Named("2", "San Jerónimo", ("Solidaridad",))]
    assert match_name("nuevo triunfo", places)[0][1].key == "1"
    assert match_name("Solidaridad", places)[0] == (Likeness.EQUAL, places[1])
    assert match_name("Amendu", [Named("a", "Amendo")])[0][0] == Likeness.ONE_LETTER
    assert match_name("", places) == []


def test_places_of_the_public_map() -> None:
    assert public_point(16.80321, -93.27327, reserved=False) == (16.8, -93.27)
    assert public_point(16.80321, -93.27327, reserved=True) is None
    assert public_point(None, -93.2, reserved=False) is None


def test_rural_is_unknown_without_a_number() -> None:
    assert is_rural(None) is None
    assert is_rural(2499) is True
    assert is_rural(2500) is False


def test_every_state_has_a_word_and_a_tone() -> None:
    assert set(STATE_WORDS) == set(STATE_TONES) == set(MembershipState)


days = st.dates(date(2015, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(st.sampled_from(list(S)), days)), days)
def test_exact_dates_always_give_the_latest_state_begun(told: list[tuple[S, date]], day: date) -> None:
    begun = sorted((when for _state, when in told if when <= day))
    standing = standing_on([DatedState(state, PartialDate.on(when)) for state, when in told], day)
    assert (standing.state is None) == (not begun)
    assert standing.maybe == ()
    if begun:
        assert standing.since.earliest == begun[-1]


@given(st.text(max_size=30), st.text(max_size=30))
def test_matching_is_the_same_from_both_sides(first: str, second: str) -> None:
    one, other = Named("1", first), Named("2", second)
    assert [m.likeness for m in propose_matches([one, other])] == [m.likeness for m in propose_matches([other, one])]
