"""What a count of votes means under the rules of the body, and whether the call to a session came in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from manantial.governance.rules.facts import BodyFacts, Gathering, View
from manantial.governance.rules.judging import FIRST, SECOND, WARNING, extension_of, judge, quorum_rule
from manantial.governance.rules.kinds import (
    BASE_WORDS,
    Base,
    Majority,
    MajorityKind,
    Notice,
    Rule,
    RuleKind,
    Share,
    Tie,
)
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _


@dataclass(frozen=True)
class Counts:
    """The votes as they were counted; `blank` are blank or spoilt ones."""

    favour: int
    against: int
    abstain: int = 0
    blank: int = 0

    @property
    def cast(self) -> int:
        """How many people voted in any way."""
        return self.favour + self.against + self.abstain + self.blank


def judge_vote(
    body: BodyFacts, rules: Sequence[Rule], on: date, counts: Counts, gathering: Gathering | None = None, call: int = 1
) -> list[Ruling]:
    """Tell whether a proposal passed and what to look at: quorum at that moment, majority, tie, numbers that differ."""
    view = View(body, on, extension_of(rules), gathering)
    unit = voters(rules)
    quorum = [one for one in judge(body, rules, on, gathering) if _speaks_of(one, call)]
    present = view.came(unit, SECOND if call != FIRST else FIRST) if gathering else 0
    return [*quorum, *_majority(view, rules, counts, present, unit), *_odd_numbers(counts, present, unit)]


def voters(rules: Sequence[Rule]) -> Base:
    """Return who votes: each community, each person of the roll, or each seat with vote."""
    quorum = quorum_rule(rules)
    if quorum is not None and quorum.base in {Base.COMMUNITIES, Base.USERS}:
        return quorum.base
    return Base.VOTING


def passed(rulings: Sequence[Ruling]) -> bool | None:
    """Tell whether the majority was reached; None when no rule speaks of it."""
    found = [one for one in rulings if one.facts.get("rule") == RuleKind.MAJORITY]
    return found[0].allowed if found else None


def judge_notice(rules: Sequence[Rule], kind: str, called_on: date | None, planned_on: date) -> Ruling | None:
    """Tell whether the call came with the days the regulation asks; None when it says nothing of this kind."""
    rule = next((one for one in rules if isinstance(one, Notice)), None)
    if rule is None or kind not in rule.days:
        return None
    required = rule.days[kind]
    if called_on is None:
        return _notice(False, _("Falta anotar qué día se convocó. Se piden %(required)s días de aviso."), required)
    days = (planned_on - called_on).days
    if days >= required:
        return _notice(True, _("Se convocó con %(obtained)s días de aviso; se piden %(required)s."), required, days)
    late = _("Se convocó con %(obtained)s días de aviso; se piden %(required)s. Anótelo en el acta.")
    return _notice(False, late, required, days)


def _notice(met: bool, reason: str, required: int, days: int | None = None) -> Ruling:
    return Ruling(met, reason, {"rule": RuleKind.NOTICE.value, "required": required, "obtained": days})


def _speaks_of(ruling: Ruling, call: int) -> bool:
    return ruling.facts.get("rule") == RuleKind.QUORUM and ruling.facts["call"] == call


def _majority(view: View, rules: Sequence[Rule], counts: Counts, present: int, unit: Base) -> Iterator[Ruling]:
    rule = next((one for one in rules if isinstance(one, Majority)), None)
    if rule is None:
        return
    total = view.total(unit) if rule.kind is MajorityKind.ABSOLUTE else max(present, counts.cast)
    met = rule.share.met(counts.favour, total)
    facts: Mapping[str, Any] = {
        "rule": RuleKind.MAJORITY.value,
        "required": rule.share.needed(total),
        "obtained": counts.favour,
        "total": total,
        "of": BASE_WORDS[unit],
    }
    yield Ruling(met, _majority_reason(rule, counts, total, met=met), facts)
    if counts.favour == counts.against and counts.favour:
        yield _tie(rules, view)


def _majority_reason(rule: Majority, counts: Counts, total: int, *, met: bool) -> str:
    if rule.kind is MajorityKind.ABSOLUTE:
        return (
            _("A favor: %(obtained)s. Hacen falta %(required)s de los %(total)s que pueden votar. Se aprueba.")
            if met
            else _("A favor: %(obtained)s. Hacen falta %(required)s de los %(total)s que pueden votar. No se aprueba.")
        )
    if met:
        return _("A favor: %(obtained)s. Hacen falta %(required)s de %(total)s presentes. Se aprueba.")
    if Share(1, 2).met(counts.favour, total):
        return _("A favor: %(obtained)s de %(total)s presentes. Hacen falta %(required)s: la mitad no basta.")
    return _("A favor: %(obtained)s. Hacen falta %(required)s de %(total)s presentes. No se aprueba.")


def _tie(rules: Sequence[Rule], view: View) -> Ruling:
    rule = next((one for one in rules if isinstance(one, Tie)), None)
    seat = next((one.label for one in view.body.seats if rule and rule.role and one.role == rule.role), "")
    facts = {"rule": RuleKind.TIE.value, "seat": seat}
    if seat:
        return Ruling(False, _("Hay empate. Decide el voto de calidad de: %(seat)s. Anótelo en el acta."), facts)
    return Ruling(False, _("Hay empate. Se vuelve a tratar en otra sesión."), facts)


def _odd_numbers(counts: Counts, present: int, unit: Base) -> Iterator[Ruling]:
    if present and counts.cast > present:
        yield Ruling(
            False,
            _("Se contaron %(obtained)s votos y hay %(total)s presentes con derecho a votar. Revise la cuenta."),
            {"rule": WARNING, "obtained": counts.cast, "total": present, "of": BASE_WORDS[unit]},
        )
