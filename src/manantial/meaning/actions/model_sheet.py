"""Writing the sheet of the model: a line and where it comes from, its order, out and back, an earlier wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from manantial.governance.models import Agreement
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Lesson, ModelEntry
from manantial.meaning.queries.counted import counted_facts
from manantial.meaning.rules.model_sheet import (
    ModelPart,
    Wording,
    counted_in,
    months_agree,
    read_texts,
    rewritten,
)
from manantial.people.models import Person, Seat
from manantial.voices.models import Source


@dataclass(frozen=True)
class EntryContent:
    """What a line says and where it comes from."""

    texts: Mapping[str, Wording] = field(default_factory=dict)
    source: Source | None = None
    lesson: Lesson | None = None
    agreement: Agreement | None = None
    cited: str = ""
    seat: Seat | None = None
    month_from: int | None = None
    month_to: int | None = None
    needs: tuple[ModelEntry, ...] = ()
    still_valid: bool = False  # the translations say the same although the Spanish changed


@transaction.atomic
def add_entry(part: ModelPart, *, content: EntryContent, by: Person | None, now: datetime) -> ModelEntry:
    """Add a line after the others of its part. Raises MeaningRefused when it says nothing or names nothing counted."""
    _check(content, now)
    last = ModelEntry.objects.filter(part=part).order_by("-position").first()
    entry = ModelEntry(part=ModelPart(part), position=last.position + 1 if last else 1)
    _put(entry, content)
    entry.save()
    record("model_entry.added", entry, by=by, now=now, facts={"part": str(part)})
    return entry


@transaction.atomic
def write_entry(entry: ModelEntry, *, content: EntryContent, by: Person | None, now: datetime) -> ModelEntry:
    """Change a line; what it said before is kept with the day and who changed it. No change writes nothing."""
    _check(content, now)
    before = _kept(entry)
    _put(entry, content)
    return _saved(entry, before, "model_entry.written", by, now)


@transaction.atomic
def restore_entry_wording(entry: ModelEntry, number: int, *, by: Person | None, now: datetime) -> ModelEntry:
    """Make what a line said before (its number in the history, from 0) the present again; the present stays in it.

    Raises MeaningRefused when there is no such earlier wording.
    """
    if not 0 <= number < len(entry.former):
        require(Ruling.no(_("Esa redacción ya no está en la historia.")))
    before, wanted = _kept(entry), entry.former[number]["before"]
    for name in _PLAIN:
        setattr(entry, name, wanted[name])
    for name, model in _LINKS.items():
        key = wanted[name]
        setattr(entry, name, model.objects.filter(pk=UUID(key)).first() if key else None)
    return _saved(entry, before, "model_entry.restored_wording", by, now)


@transaction.atomic
def move_entry(entry: ModelEntry, *, up: bool, by: Person | None, now: datetime) -> None:
    """Move a line one place within its part; the first cannot go up, nor the last down (nothing happens)."""
    rows = ModelEntry.objects.filter(part=entry.part, retired_at=None).order_by("position", "id")
    if swap(list(rows), entry, up=up):
        record("model_entry.moved", entry, by=by, now=now, facts={"up": up})


@transaction.atomic
def retire_entry(entry: ModelEntry, *, by: Person | None, now: datetime) -> None:
    """Take a line out of the sheet and of everything made from it; it can come back."""
    entry.retired_at = now
    entry.save(update_fields=["retired_at"])
    record("model_entry.retired", entry, by=by, now=now)


@transaction.atomic
def bring_back_entry(entry: ModelEntry, *, by: Person | None, now: datetime) -> None:
    """Bring a retired line back to its part."""
    entry.retired_at = None
    entry.save(update_fields=["retired_at"])
    record("model_entry.brought_back", entry, by=by, now=now)


def swap(rows: list[Any], row: Any, *, up: bool) -> bool:
    """Exchange a row with its neighbour and number them all again; False when there is no neighbour on that side."""
    place = next(n for n, one in enumerate(rows) if one.pk == row.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    for position, one in enumerate(rows, 1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    return True


_PLAIN = ("texts", "cited", "month_from", "month_to", "needs")
_LINKS: Mapping[str, type[Any]] = {"source": Source, "lesson": Lesson, "agreement": Agreement, "seat": Seat}


def _check(content: EntryContent, now: datetime) -> None:
    spoken = any(one.title.strip() or one.text.strip() for one in content.texts.values())
    if not spoken and content.seat is None:
        require(Ruling.no(_("Escriba al menos un título.")))
    require(months_agree(content.month_from, content.month_to))
    named = [key for one in content.texts.values() for key in counted_in(f"{one.title} {one.text}")]
    unknown = set(named) - set(counted_facts(now.date())) if named else set()
    if unknown:
        keys = ", ".join(sorted(unknown))
        require(Ruling.no(_("No hay un dato que se llame «%(keys)s». Escójalo de la lista de datos."), keys=keys))


def _put(entry: ModelEntry, content: EntryContent) -> None:
    stripped = {key: Wording(one.title.strip(), one.text.strip()) for key, one in content.texts.items()}
    kept = rewritten(read_texts(entry.texts), stripped, still_valid=content.still_valid)
    entry.texts = {language: one.stored() for language, one in kept.items()}
    entry.source, entry.lesson, entry.agreement = content.source, content.lesson, content.agreement
    entry.cited, entry.seat = content.cited.strip(), content.seat
    entry.month_from, entry.month_to = content.month_from, content.month_to
    entry.needs = sorted(str(document.pk) for document in content.needs)


def _kept(entry: ModelEntry) -> dict[str, Any]:
    """What a line says now, as plain values for its history."""
    return {
        **{name: getattr(entry, name) for name in _PLAIN},
        **{name: str(key) if (key := getattr(entry, f"{name}_id")) else "" for name in _LINKS},
    }


def _saved(entry: ModelEntry, before: dict[str, Any], verb: str, by: Person | None, now: datetime) -> ModelEntry:
    after = _kept(entry)
    if after == before:
        return entry
    entry.former = [*entry.former, {"at": now.isoformat(), "by": str(by.pk) if by else "", "before": before}]
    entry.save()
    changed = sorted(name for name, value in after.items() if value != before[name])
    record(verb, entry, by=by, now=now, facts={"changed": changed})
    return entry
