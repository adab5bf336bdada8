"""Writing the sheet of costs: a line with its assumption, its order, taking it out and back, what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from manantial.kernel.money import Money
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.model_sheet import swap
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import CostLine
from manantial.meaning.rules.costs import MOST_QUANTITY, MOST_TIMES, CostPhase, Payer
from manantial.meaning.rules.model_sheet import FIRST
from manantial.people.models import Person
from manantial.voices.models import Source


@dataclass(frozen=True)
class CostContent:
    """A line of the sheet of costs: words by language (concept, unit, assumption), numbers, who pays, where from."""

    phase: CostPhase
    payer: Payer
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    quantity: Decimal = Decimal(1)
    price: Money | None = None
    times: int = 1
    priced_on: date | None = None
    source: Source | None = None
    cited: str = ""


@transaction.atomic
def add_cost(content: CostContent, *, by: Person | None, now: datetime) -> CostLine:
    """Add a line after the others of its phase. Raises MeaningRefused for a line without concept or beyond measure."""
    _check(content, now)
    row = CostLine(position=_last(content.phase) + 1)
    _put(row, content)
    row.save()
    record("cost_line.added", row, by=by, now=now, facts={"phase": str(content.phase)})
    return row


@transaction.atomic
def write_cost(row: CostLine, *, content: CostContent, by: Person | None, now: datetime) -> CostLine:
    """Change a line; what it said before is kept. No change writes nothing."""
    _check(content, now)
    before = _kept(row)
    if row.phase != content.phase:
        row.position = _last(content.phase) + 1
    _put(row, content)
    return _saved(row, before, "cost_line.written", by, now)


@transaction.atomic
def restore_cost(row: CostLine, number: int, *, by: Person | None, now: datetime) -> CostLine:
    """Make what a line said before (its number in the history, from 0) the present again. Raises MeaningRefused."""
    if not 0 <= number < len(row.former):
        require(Ruling.no(_("Esa redacción ya no está en la historia.")))
    before, wanted = _kept(row), row.former[number]["before"]
    for name in _PLAIN:
        setattr(row, name, wanted[name])
    row.priced_on = date.fromisoformat(wanted["priced_on"]) if wanted["priced_on"] else None
    row.source = Source.objects.filter(pk=UUID(wanted["source"])).first() if wanted["source"] else None
    return _saved(row, before, "cost_line.restored_wording", by, now)


@transaction.atomic
def move_cost(row: CostLine, *, up: bool, by: Person | None, now: datetime) -> None:
    """Move a line one place within its phase; at the ends nothing happens."""
    rows = CostLine.objects.filter(phase=row.phase, retired_at=None).order_by("position", "id")
    if swap(list(rows), row, up=up):
        record("cost_line.moved", row, by=by, now=now, facts={"up": up})


@transaction.atomic
def retire_cost(row: CostLine, *, by: Person | None, now: datetime) -> None:
    """Take a line out of the sheet and its sums; it can come back."""
    row.retired_at = now
    row.save(update_fields=["retired_at"])
    record("cost_line.retired", row, by=by, now=now)


@transaction.atomic
def bring_back_cost(row: CostLine, *, by: Person | None, now: datetime) -> None:
    """Bring a retired line back."""
    row.retired_at = None
    row.save(update_fields=["retired_at"])
    record("cost_line.brought_back", row, by=by, now=now)


_PLAIN = ("phase", "payer", "texts", "hundredths", "price_minor", "price_currency", "times", "cited")


def _check(content: CostContent, now: datetime) -> None:
    if not content.texts.get(FIRST, {}).get("concept", "").strip():
        require(Ruling.no(_("Escriba qué se paga.")))
    if not 0 <= content.quantity <= MOST_QUANTITY or not 1 <= content.times <= MOST_TIMES:
        require(Ruling.no(_("La cantidad o las veces no pueden ser así: revíselas.")))
    if content.price is not None and content.price.minor < 0:
        require(Ruling.no(_("Un precio no es menor que cero.")))
    if content.priced_on and content.priced_on > now.date():
        require(Ruling.no(_("El día del precio todavía no llega: revíselo.")))


def _put(row: CostLine, content: CostContent) -> None:
    row.phase, row.payer, row.times = CostPhase(content.phase), Payer(content.payer), content.times
    stripped = {key: {part: text.strip() for part, text in one.items()} for key, one in content.texts.items()}
    row.texts = {language: one for language, one in stripped.items() if any(one.values())}
    row.hundredths = int(content.quantity * 100)
    row.price, row.priced_on = content.price, content.priced_on
    row.source, row.cited = content.source, content.cited.strip()


def _last(phase: CostPhase) -> int:
    last = CostLine.objects.filter(phase=phase).order_by("-position").first()
    return last.position if last else 0


def _kept(row: CostLine) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "priced_on": row.priced_on.isoformat() if row.priced_on else "",
        "source": str(row.source_id) if row.source_id else "",
    }


def _saved(row: CostLine, before: dict[str, Any], verb: str, by: Person | None, now: datetime) -> CostLine:
    after = _kept(row)
    if after == before:
        return row
    row.former = [*row.former, {"at": now.isoformat(), "by": str(by.pk) if by else "", "before": before}]
    row.save()
    changed = sorted(name for name, value in after.items() if value != before[name])
    record(verb, row, by=by, now=now, facts={"changed": changed})
    return row
