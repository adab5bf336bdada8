"""What the rules say of time in office: how long, how many times in a row, how many may change at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from manantial.governance.rules.facts import BodyFacts, SeatFacts, Term
from manantial.governance.rules.judging import extension_of
from manantial.governance.rules.kinds import Reelection, Rule, RuleKind, Staggering, TermLength
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _


def judge_terms(body: BodyFacts, rules: Sequence[Rule], on: date) -> list[Ruling]:
    """Tell which seats hold a longer term, or a longer row of terms, than the regulation says."""
    extension = extension_of(rules)
    found: list[Ruling] = []
    for seat in body.seats:
        if holder := seat.holder_on(on, extension):
            found += [ruling for rule in rules for ruling in _term_rulings(rule, seat, holder)]
    return found


def judge_renewal(body: BodyFacts, rules: Sequence[Rule], before: date, after: date) -> Ruling | None:
    """Tell whether more seats changed hands between two days than the regulation wants; None without such a rule."""
    rule = next((one for one in rules if isinstance(one, Staggering)), None)
    if rule is None:
        return None
    changed = len(body.seats) - continuing(body, rules, before, after)[0]
    facts = {"rule": RuleKind.STAGGERING.value, "obtained": changed, "required": rule.at_most, "total": len(body.seats)}
    if changed <= rule.at_most:
        return Ruling(
            True, _("Cambiaron %(obtained)s de %(total)s; está dentro de los %(required)s permitidos."), facts
        )
    return Ruling(False, _("Cambiaron %(obtained)s de %(total)s; el reglamento permite %(required)s."), facts)


def continuing(body: BodyFacts, rules: Sequence[Rule], before: date, after: date) -> tuple[int, int]:
    """Return how many seats kept the same person between two days, of how many seats."""
    extension = extension_of(rules)
    same = 0
    for seat in body.seats:
        first, last = seat.holder_on(before, extension), seat.holder_on(after, extension)
        same += first is not None and last is not None and first.person == last.person
    return same, len(body.seats)


def add_months(day: date, months: int) -> date:
    """Return the day so many months later; the 31st becomes the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first_of_next = date(day.year + years + (month == 11), (month + 1) % 12 + 1, 1)
    last = date.fromordinal(first_of_next.toordinal() - 1)
    return last.replace(day=min(day.day, last.day))


def _term_rulings(rule: Rule, seat: SeatFacts, holder: Term) -> Iterator[Ruling]:
    if isinstance(rule, TermLength) and holder.planned_end and holder.start.latest:
        if holder.planned_end > add_months(holder.start.latest, rule.months):
            reason = _("%(seat)s: el periodo anotado dura más de los %(required)s meses del reglamento.")
            yield Ruling(False, reason, {"rule": RuleKind.TERM.value, "seat": seat.label, "required": rule.months})
    elif isinstance(rule, Reelection):
        row = _terms_in_a_row(seat, holder)
        if row > rule.terms:
            facts = {"rule": RuleKind.REELECTION.value, "seat": seat.label, "obtained": row, "required": rule.terms}
            yield Ruling(False, _("%(seat)s: %(obtained)s periodos seguidos; se permiten %(required)s."), facts)


def _terms_in_a_row(seat: SeatFacts, holder: Term) -> int:
    """How many terms the holder has had in this seat without anybody in between, the present one included."""
    proper = [term for term in seat.terms if term.character == holder.character and not term.annulled]
    row = 0
    for term in sorted(proper, key=lambda one: one.start.key, reverse=True):
        if term.start.key > holder.start.key:
            continue
        if term.person != holder.person:
            break
        row += 1
    return row
