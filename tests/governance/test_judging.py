"""Composition, quorum and the warnings that must appear, on the board of sixteen and the assembly of forty."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.governance.rules import (
    HALF_PLUS_ONE,
    WARNING,
    BadRule,
    Base,
    BodyFacts,
    Extension,
    ExtensionKind,
    Gathering,
    Presence,
    Proportion,
    Quorum,
    RuleKind,
    SeatFacts,
    Seats,
    SectorPresent,
    Share,
    Term,
    default_rules,
    explain,
    freeze,
    judge,
    quorum_in,
    read_rule,
    thaw,
)
from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling

DAY = date(2024, 6, 1)
EIGHT_SIX_TWO = Seats({"community": 8, "official": 6, "civil": 2})


def seat(sector: str, number: int, *, votes: bool = True, end: date | None = None, held: bool = True) -> SeatFacts:
    term = Term(f"{sector}{number}", PartialDate.parse("2023"), planned_end=end)
    return SeatFacts(f"{sector}{number}", f"{sector} {number}", sector, votes, terms=(term,) if held else ())


def board(*, civil_votes: bool = True, community_end: date | None = None, vacant: int = 0) -> BodyFacts:
    return BodyFacts(
        "Junta",
        (
            *(seat("community", n, end=community_end, held=n >= vacant) for n in range(8)),
            *(seat("official", n) for n in range(6)),
            *(seat("civil", n, votes=civil_votes) for n in range(2)),
        ),
    )


def came(*keys: str) -> Gathering:
    return Gathering(tuple(Presence(seat=key) for key in keys))


def warnings(rulings: list[Ruling]) -> list[str]:
    return [explain(one) for one in rulings if one.facts["rule"] == WARNING]


def test_exactly_half_is_told_and_is_not_a_majority() -> None:
    said = warnings(judge(board(), [EIGHT_SIX_TWO], DAY))
    assert said == ["El sector comunitario tiene 8 de 16 asientos con voto: la mitad exacta no es mayoría."]
    assert warnings(judge(board(civil_votes=False), [EIGHT_SIX_TWO], DAY)) == []  # 8 of 14 is 57 %


def test_more_than_half_fails_at_exactly_half() -> None:
    rule = Proportion("community", HALF_PLUS_ONE, Base.VOTING)
    (ruling, *_rest) = judge(board(), [rule], DAY)
    assert not ruling
    assert ruling.facts["required"] == 9
    assert judge(board(civil_votes=False), [rule], DAY)[0]


def test_advisory_seats_are_not_counted_for_quorum() -> None:
    rules = [Quorum(HALF_PLUS_ONE, Base.VOTING)]
    seven = [f"community{n}" for n in range(7)]
    rulings = judge(board(civil_votes=False), rules, DAY, came(*seven, "civil0", "civil1"))
    first = quorum_in(rulings, 1)
    assert first is not None
    assert (first.allowed, first.facts["required"], first.facts["obtained"], first.facts["total"]) == (False, 8, 7, 14)
    assert quorum_in(judge(board(civil_votes=False), rules, DAY, came(*seven, "official0")), 1)


def test_expired_mandates_must_not_silently_make_quorum_impossible() -> None:
    body = board(community_end=date(2024, 1, 1))
    rules = [Quorum(HALF_PLUS_ONE, Base.VOTING)]
    allowed = warnings(judge(body, rules, DAY))
    assert any("8 de 16 asientos están vencidos" in text for text in allowed)
    assert any("habrá 8 ocupados y el cuórum pide 9" in text for text in allowed)
    ended = warnings(judge(body, [*rules, Extension(ExtensionKind.NONE)], DAY))
    assert any("Con 8 asientos ocupados no se pueden reunir los 9" in text for text in ended)
    in_grace = [*rules, Extension(ExtensionKind.DAYS, 200)]
    assert not any("no se pueden reunir" in text for text in warnings(judge(body, in_grace, DAY)))


def test_quorum_with_one_community_member_is_shown() -> None:
    people = ["community0", *(f"official{n}" for n in range(6)), "civil0", "civil1"]
    rulings = judge(board(), [Quorum(HALF_PLUS_ONE, Base.VOTING)], DAY, came(*people))
    assert quorum_in(rulings, 1)
    assert "Hay cuórum con 1 del sector comunitario entre 9 presentes con voto." in warnings(rulings)
    required = judge(board(), [SectorPresent("community", 3)], DAY, came(*people))
    assert not required[0]


def test_a_vacated_community_seat_raises_the_alarm() -> None:
    assert any("7 de 16" in text and "menos de la mitad" in text for text in warnings(judge(board(vacant=1), [], DAY)))
    assert not any("menos de la mitad" in text for text in warnings(judge(board(), [], DAY)))


def test_seats_of_each_sector_are_counted() -> None:
    rulings = judge(board(vacant=2), [EIGHT_SIX_TWO], DAY)
    assert explain(rulings[0]) == "Sector comunitario: 8 asientos de 8, 6 ocupados."
    assert not judge(BodyFacts("x", board().seats[1:]), [EIGHT_SIX_TWO], DAY)[0]


def test_the_doubtful_assembly() -> None:
    """Forty accredited: nineteen at the first call are not twenty-one, twenty-three at the second are enough."""
    begin = datetime(2024, 11, 24, 16, tzinfo=UTC)
    second = begin + timedelta(minutes=30)
    body = BodyFacts("Asamblea", communities=tuple(f"c{n}" for n in range(40)))
    there = tuple(
        Presence(community=f"c{n}", accredited=True, people=2, arrived=begin if n < 19 else second) for n in range(23)
    )
    guests = (Presence(community="x", people=5), Presence(community="c39", accredited=False))
    rulings = judge(body, default_rules(Base.COMMUNITIES), DAY, Gathering((*there, *guests), second))
    first, last = quorum_in(rulings, 1), quorum_in(rulings, 2)
    assert first is not None
    assert last is not None
    assert explain(first) == "Primera convocatoria: hacen falta 21 de 40 comunidades acreditadas. Hay 19. Sin cuórum."
    assert explain(last).startswith("Segunda convocatoria: vale con quienes estén. Hay 23 de 40")
    assert last


def test_who_left_is_not_there_at_the_vote() -> None:
    ten = datetime(2024, 6, 1, 16, tzinfo=UTC)
    gone = Presence(seat="community0", arrived=ten, left=ten + timedelta(hours=1))
    rules = [Quorum(Share(1, 16), Base.VOTING)]
    assert quorum_in(judge(board(), rules, DAY, Gathering((gone,), moment=ten)), 1)
    assert not quorum_in(judge(board(), rules, DAY, Gathering((gone,), moment=ten + timedelta(hours=2))), 1)


def test_the_proprietor_counts_before_the_substitute_and_partial_dates_count() -> None:
    terms = (
        Term("suplente", PartialDate.parse("2020"), character="substitute"),
        Term("titular", PartialDate.parse("2023"), PartialDate.parse("2024-05")),
    )
    place = SeatFacts("s", "Presidencia", terms=terms)
    always = Extension(ExtensionKind.ALLOWED)
    inside, after = place.holder_on(date(2024, 5, 20), always), place.holder_on(date(2024, 6, 1), always)
    assert inside is not None
    assert inside.person == "titular"
    assert after is not None
    assert after.person == "suplente"
    annulled = Term("x", PartialDate.parse("2023"), annulled=True)
    assert SeatFacts("s", "S", terms=(annulled,)).holder_on(DAY, always) is None


def test_rulings_survive_being_frozen() -> None:
    rulings = judge(board(), [EIGHT_SIX_TWO, Quorum(HALF_PLUS_ONE, Base.VOTING)], DAY, came("community0"))
    assert [explain(one) for one in thaw(freeze(rulings))] == [explain(one) for one in rulings]


def test_rules_are_read_from_data_and_nonsense_is_refused() -> None:
    half = {"num": 1, "den": 2, "more": True, "base": "voting"}
    assert read_rule("quorum", half) == Quorum(HALF_PLUS_ONE, Base.VOTING)
    assert read_rule("seats", {"community": "8"}) == Seats({"community": 8})
    bad = [
        ("quorum", {"num": 1, "den": 0, "base": "voting"}), ("quorum", {"num": 3, "den": 2, "base": "voting"}),
        ("quorum", {"num": 1, "den": 2, "base": "moon"}), ("nothing", {}), ("term", {"months": "pronto"}),
        ("term", {"months": 0}), ("extension", {}),
    ]  # fmt: skip
    for kind, params in bad:
        with pytest.raises(BadRule, match=" "):
            read_rule(kind, params)


shares = st.builds(
    lambda den, num, more: Share(min(num, den), den, more), st.integers(1, 12), st.integers(0, 12), st.booleans()
)


@given(shares, st.integers(1, 200))
def test_needed_is_the_smallest_number_that_is_enough(share: Share, total: int) -> None:
    needed = share.needed(total)
    whole = share.more and share.num == share.den  # more than everybody: nobody can
    assert share.met(needed, total) or (whole and needed == total + 1)
    if needed > 1:
        assert not share.met(needed - 1, total)


@given(st.integers(1, 100))
def test_half_is_never_a_majority(half: int) -> None:
    assert not HALF_PLUS_ONE.met(half, 2 * half)
    assert HALF_PLUS_ONE.met(half + 1, 2 * half)


seat_keys = [one.key for one in board().seats]


@given(st.sets(st.sampled_from(seat_keys)), st.sets(st.sampled_from(seat_keys)))
def test_more_people_never_lose_the_quorum(some: set[str], others: set[str]) -> None:
    rules = [Quorum(HALF_PLUS_ONE, Base.VOTING)]
    few, many = (quorum_in(judge(board(), rules, DAY, came(*keys)), 1) for keys in (some, some | others))
    assert few is not None
    assert many is not None
    assert many.allowed >= few.allowed
    assert quorum_in(judge(board(), rules, DAY), 1) is None  # without a list nobody claims a quorum


@given(st.permutations(seat_keys))
def test_the_kind_of_rule_is_always_told(keys: list[str]) -> None:
    rules = [EIGHT_SIX_TWO, Proportion("community", Share(1, 2), Base.PRESENT), Quorum(HALF_PLUS_ONE, Base.VOTING)]
    kinds = {one.facts["rule"] for one in judge(board(), rules, DAY, came(*keys[:9]))}
    assert {RuleKind.SEATS, RuleKind.PROPORTION, RuleKind.QUORUM} <= kinds
