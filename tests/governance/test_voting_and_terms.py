"""Votes, notices, terms: what a count means."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from manantial.governance.rules import (
    Base,
    BodyFacts,
    Counts,
    Gathering,
    Majority,
    MajorityKind,
    Notice,
    Presence,
    Quorum,
    Reelection,
    RuleKind,
    SeatFacts,
    Share,
    Staggering,
    Term,
    TermLength,
    Tie,
    add_months,
    default_rules,
    explain,
    judge_notice,
    judge_renewal,
    judge_terms,
    judge_vote,
    passed,
)
from manantial.kernel.dates import PartialDate

DAY = date(2024, 6, 1)
FORTY = BodyFacts("Asamblea", communities=tuple(f"c{n}" for n in range(40)))
RULES = default_rules(Base.COMMUNITIES)


def present(count: int) -> Gathering:
    return Gathering(tuple(Presence(community=f"c{n}", accredited=True) for n in range(count)))


def test_half_of_those_present_does_not_pass() -> None:
    rulings = judge_vote(FORTY, RULES, DAY, Counts(12, 8, 4), present(24))
    assert passed(rulings) is False
    assert any("la mitad no basta" in explain(one) for one in rulings)
    assert passed(judge_vote(FORTY, RULES, DAY, Counts(13, 8, 3), present(24))) is True


def test_abstentions_weigh_in_a_majority_of_those_present() -> None:
    assert passed(judge_vote(FORTY, RULES, DAY, Counts(10, 2, 12), present(24))) is False


def test_absolute_and_qualified_majorities() -> None:
    absolute = [Quorum(Share(1, 2), Base.COMMUNITIES), Majority(MajorityKind.ABSOLUTE)]
    assert passed(judge_vote(FORTY, absolute, DAY, Counts(20, 0), present(24))) is False
    assert passed(judge_vote(FORTY, absolute, DAY, Counts(21, 0), present(24))) is True
    qualified = [Quorum(Share(1, 2), Base.COMMUNITIES), Majority(MajorityKind.QUALIFIED, Share(2, 3))]
    assert passed(judge_vote(FORTY, qualified, DAY, Counts(16, 8), present(24))) is True
    assert passed(judge_vote(FORTY, qualified, DAY, Counts(15, 8, 1), present(24))) is False


def test_a_tie_is_told_with_who_decides_it() -> None:
    body = BodyFacts("Comité", (SeatFacts("p", "Presidencia", role="presidency"), SeatFacts("s", "Secretaría")))
    rules = [Quorum(Share(1, 2), Base.VOTING), Majority(MajorityKind.SIMPLE), Tie("presidency")]
    said = [explain(one) for one in judge_vote(body, rules, DAY, Counts(1, 1))]
    assert "Hay empate. Decide el voto de calidad de: Presidencia. Anótelo en el acta." in said
    waits = [explain(one) for one in judge_vote(body, [*rules[:2], Tie()], DAY, Counts(1, 1))]
    assert "Hay empate. Se vuelve a tratar en otra sesión." in waits


def test_more_votes_than_people_are_noticed_and_not_blocked() -> None:
    rulings = judge_vote(FORTY, RULES, DAY, Counts(30, 0), present(24))
    assert any("30 votos y hay 24 presentes" in explain(one) for one in rulings)
    assert passed(rulings) is True


def test_the_quorum_of_the_call_is_frozen_with_the_vote() -> None:
    first = judge_vote(FORTY, RULES, DAY, Counts(9, 0), present(19), call=1)
    second = judge_vote(FORTY, RULES, DAY, Counts(9, 0), present(19), call=2)
    assert [one.allowed for one in first if one.facts["rule"] == RuleKind.QUORUM] == [False]
    assert [one.allowed for one in second if one.facts["rule"] == RuleKind.QUORUM] == [True]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_a_majority_always_has_more_in_favour_than_against(favour: int, against: int, abstain: int) -> None:
    rulings = judge_vote(FORTY, RULES, DAY, Counts(favour, against, abstain), present(24))
    if passed(rulings):
        assert favour > against
        assert favour * 2 > 24


def test_days_of_notice() -> None:
    rules = [Notice({"ordinary": 3})]
    on_time = judge_notice(rules, "ordinary", date(2024, 6, 1), date(2024, 6, 4))
    late = judge_notice(rules, "ordinary", date(2024, 6, 2), date(2024, 6, 4))
    assert on_time
    assert late is not None
    assert not late
    assert "2 días de aviso; se piden 3" in late.say()
    assert not judge_notice(rules, "ordinary", None, date(2024, 6, 4))
    assert judge_notice(rules, "assembly", None, date(2024, 6, 4)) is None


def term(person: str, start: str, end: str = "", planned: date | None = None) -> Term:
    return Term(person, PartialDate.parse(start), PartialDate.parse(end), planned)


def test_terms_longer_than_the_regulation_and_rows_of_terms() -> None:
    seat = SeatFacts(
        "p",
        "Presidencia",
        terms=(
            term("ana", "2021-01-01", "2021-12-31"),
            term("ana", "2022-01-01", "2022-12-31"),
            term("ana", "2023-01-01", planned=date(2024, 12, 31)),
        ),
    )
    said = [explain(one) for one in judge_terms(BodyFacts("C", (seat,)), [TermLength(12), Reelection(2)], DAY)]
    assert said == [
        "Presidencia: el periodo anotado dura más de los 12 meses del reglamento.",
        "Presidencia: 3 periodos seguidos; se permiten 2.",
    ]


def test_a_whole_committee_changed_at_once() -> None:
    seats = tuple(
        SeatFacts(str(n), f"Vocalía {n}", terms=(term(f"a{n}", "2022", "2022-12-31"), term(f"b{n}", "2023-01-01")))
        for n in range(5)
    )
    body = BodyFacts("C", seats)
    ruling = judge_renewal(body, [Staggering(2)], date(2022, 6, 1), date(2023, 6, 1))
    assert ruling is not None
    assert not ruling
    assert ruling.facts["obtained"] == 5
    assert judge_renewal(body, [], date(2022, 6, 1), date(2023, 6, 1)) is None


def test_months_later() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 11, 30), 1) == date(2024, 12, 30)
    assert add_months(date(2024, 12, 31), 12) == date(2025, 12, 31)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 60))
def test_adding_months_never_skips_one(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
