"""Keeping the codebook: adding codes, defining them, and keeping the whole book as it stands on a day.

How the tree is changed (moving, joining, splitting, retiring) lies in `reshaping`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import MeaningRefused
from manantial.meaning.models import Axis, Code, CodebookVersion, Question
from manantial.meaning.rules.codebook import COLOURS, CodeKind, Entry, walked
from manantial.people.models import Person


@dataclass(frozen=True)
class CodeCard:
    """What a code says of itself."""

    name: str
    kind: str = CodeKind.THEME
    description: str = ""
    applies: str = ""
    excludes: str = ""
    example: str = ""
    colour: str = ""
    axis: Axis | None = None
    question: Question | None = None
    group: str = ""


@transaction.atomic
def add_code(
    name: str,
    *,
    kind: str = "theme",
    parent: Code | None = None,
    axis: Axis | None = None,
    description: str = "",
    card: CodeCard | None = None,
    by: Person | None,
    now: datetime,
) -> Code:
    """Add a code after its brothers; a `card` says more of it. Raises MeaningRefused for an empty or taken name."""
    card = card or CodeCard(name, kind, description, axis=axis)
    code = new_code(card, parent)
    code.save()
    record("code.added", code, by=by, now=now, facts={"kind": code.kind})
    return code


@transaction.atomic
def change_code(code: Code, card: CodeCard, *, by: Person | None, now: datetime) -> Code:
    """Rename or define a code. Raises MeaningRefused for an empty name, or one that a brother has."""
    free_name(card.name, code.parent_id, but=code.pk)
    changed = _write(code, card)
    code.save()
    record("code.changed", code, by=by, now=now, facts={"changed": changed})
    return code


@transaction.atomic
def codes_of_plan(*, by: Person | None, now: datetime) -> list[Code]:
    """Make a code for each axis and each question of the plan that has none yet; questions hang from their axis."""
    have = {(code.axis_id, code.question_id): code for code in Code.objects.filter(kind__in=_OF_PLAN)}
    made: list[Code] = []
    for axis in Axis.objects.filter(retired_at=None):
        above = have.get((axis.pk, None))
        if above is None:
            above = new_code(CodeCard(axis.name[:120], CodeKind.AXIS, axis.description, axis=axis), None, free=False)
            above.save()
            made.append(above)
        for question in axis.questions.filter(retired_at=None):
            if not any(key[1] == question.pk for key in have):
                card = CodeCard(_short(question.text), CodeKind.QUESTION, question.text, axis=axis, question=question)
                one = new_code(card, above, free=False)
                one.save()
                made.append(one)
    record("codebook.planned", made[0] if made else None, by=by, now=now, facts={"codes": len(made)})
    return made


_OF_PLAN = (CodeKind.AXIS, CodeKind.QUESTION)


@transaction.atomic
def save_version(*, note: str = "", by: Person | None, now: datetime) -> CodebookVersion:
    """Keep the codebook as it stands today, with a note on why."""
    last = CodebookVersion.objects.aggregate(last=Max("number"))["last"] or 0
    tree = [entry.stored() for entry in book_entries()]
    version = CodebookVersion.objects.create(
        number=last + 1, note=note.strip(), tree=tree, made_by_id=by.pk if by else None, made_at=now
    )
    record("codebook.kept", version, by=by, now=now, facts={"number": version.number, "codes": len(tree)})
    return version


def book_entries() -> list[Entry]:
    """The codes in use, in the order of the tree, as a version keeps them."""
    codes = {code.pk: code for code in Code.objects.filter(retired_at=None)}
    joined: dict[UUID, list[str]] = {}
    for key, into in Code.objects.exclude(merged_into=None).order_by("pk").values_list("pk", "merged_into_id"):
        joined.setdefault(into, []).append(str(key))
    order = walked((code.pk, code.parent_id) for code in codes.values())
    return [_entry(codes[key], " ".join(joined.get(key, ()))) for key, _depth in order]


def _entry(code: Code, joined: str) -> Entry:
    texts = {name: getattr(code, name) for name in ("name", "kind", "description", "applies", "excludes", "example")}
    origin = str(code.split_from_id or "")
    return Entry(str(code.pk), str(code.parent_id or ""), colour=code.colour, joined=joined, origin=origin, **texts)


_TEXTS = ("name", "kind", "description", "applies", "excludes", "example", "group")


def _write(code: Code, card: CodeCard) -> list[str]:
    values: dict[str, object] = {name: getattr(card, name).strip() for name in _TEXTS}
    values |= {"axis_id": card.axis.pk if card.axis else None}
    values |= {"question_id": card.question.pk if card.question else None}
    if card.colour:
        values["colour"] = card.colour
    changed = [name for name, value in values.items() if getattr(code, name) != value]
    for name in changed:
        setattr(code, name, values[name])
    return changed


def new_code(card: CodeCard, parent: Code | None, *, free: bool = True) -> Code:
    """A code after its brothers, not saved yet. Raises MeaningRefused for an empty or taken name (when `free`)."""
    if free:
        free_name(card.name, parent.pk if parent else None)
    last = Code.objects.filter(parent=parent).aggregate(last=Max("position"))["last"] or 0
    colour = COLOURS[Code.objects.count() % len(COLOURS)]
    code = Code(parent=parent, position=last + 1, colour=card.colour or colour)
    _write(code, card)
    return code


def free_name(name: str, parent: UUID | None, *, but: UUID | None = None) -> None:
    """Raise MeaningRefused for an empty name, or one that a code in the same place has."""
    if not name.strip():
        raise MeaningRefused(Ruling.no(_("Póngale nombre al código.")))
    same = Code.objects.filter(parent_id=parent, name__iexact=name.strip(), retired_at=None)
    if (same.exclude(pk=but) if but else same).exists():
        raise MeaningRefused(Ruling.no(_("Ya hay un código «%(name)s» en ese lugar."), name=name.strip()))


def _short(text: str, longest: int = 80) -> str:
    words = text.strip().rstrip(".")
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + "…"
