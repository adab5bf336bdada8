"""Keeping the codebook: a real tree whose codes are renamed, moved, joined and retired, and whose versions are kept.

Nothing is lost: a joined code keeps its own codings and says into which one it went (questions read both as one), a
retired one can come back, and a version keeps the whole book as it stood that day.
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
from manantial.meaning.actions.refusals import MeaningRefused, require
from manantial.meaning.models import Axis, Code, CodebookVersion, Question
from manantial.meaning.rules.codebook import COLOURS, CodeKind, Entry, may_hang, may_merge, walked
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
    code = _new(card, parent)
    code.save()
    record("code.added", code, by=by, now=now, facts={"kind": code.kind})
    return code


@transaction.atomic
def change_code(code: Code, card: CodeCard, *, by: Person | None, now: datetime) -> Code:
    """Rename or define a code. Raises MeaningRefused for an empty name, or one that a brother has."""
    _free(card.name, code.parent_id, but=code.pk)
    changed = _write(code, card)
    code.save()
    record("code.changed", code, by=by, now=now, facts={"changed": changed})
    return code


@transaction.atomic
def move_code(code: Code, *, parent: Code | None, before: Code | None = None, by: Person | None, now: datetime) -> Code:
    """Hang a code under another one (None: at the top), before one of its new brothers or after all of them.

    Raises MeaningRefused when it would hang from itself.
    """
    parents = dict(Code.objects.values_list("pk", "parent_id"))
    require(may_hang(code.pk, parent.pk if parent else None, parents))
    _free(code.name, parent.pk if parent else None, but=code.pk)
    brothers = list(Code.objects.filter(parent=parent).exclude(pk=code.pk))
    place = next((n for n, one in enumerate(brothers) if before and one.pk == before.pk), len(brothers))
    code.parent = parent
    brothers.insert(place, code)
    for position, one in enumerate(brothers, start=1):
        one.position = position
    Code.objects.bulk_update(brothers, ["position", "parent"])
    record("code.moved", code, by=by, now=now, facts={"parent": str(parent.pk) if parent else "", "place": place + 1})
    return code


@transaction.atomic
def merge_codes(code: Code, *, into: Code, by: Person | None, now: datetime) -> Code:
    """Join a code to another one: from now on whoever asks for the other finds the fragments of both.

    The codings stay as they were put, with their author, so that it can be taken apart again. What hung from the
    joined code hangs from the other one. Raises MeaningRefused when they cannot be joined.
    """
    parents = dict(Code.objects.values_list("pk", "parent_id"))
    require(may_merge(code.pk, into.pk, parents))
    if into.retired_at is not None:
        raise MeaningRefused(Ruling.no(_("Ese código está retirado. Regréselo primero.")))
    moved = Code.objects.filter(parent=code).update(parent=into)
    Code.objects.filter(merged_into=code).update(merged_into=into)
    code.merged_into, code.retired_at = into, now
    code.save(update_fields=["merged_into", "retired_at"])
    record("code.merged", code, by=by, now=now, facts={"into": str(into.pk), "children": moved})
    return code


@transaction.atomic
def retire_code(code: Code, *, by: Person | None, now: datetime) -> Code:
    """Take a code, and what hangs from it, out of the book; its codings stay and it can come back."""
    code.retired_at = now
    code.save(update_fields=["retired_at"])
    record("code.retired", code, by=by, now=now)
    return code


@transaction.atomic
def restore_code(code: Code, *, by: Person | None, now: datetime) -> Code:
    """Bring a retired or joined code back with its own codings."""
    facts = {"from": str(code.merged_into_id) if code.merged_into_id else ""}
    code.retired_at, code.merged_into = None, None
    code.save(update_fields=["retired_at", "merged_into"])
    record("code.restored", code, by=by, now=now, facts=facts)
    return code


@transaction.atomic
def codes_of_plan(*, by: Person | None, now: datetime) -> list[Code]:
    """Make a code for each axis and each question of the plan that has none yet; questions hang from their axis."""
    have = {(code.axis_id, code.question_id): code for code in Code.objects.filter(kind__in=_OF_PLAN)}
    made: list[Code] = []
    for axis in Axis.objects.filter(retired_at=None):
        above = have.get((axis.pk, None))
        if above is None:
            above = _new(CodeCard(axis.name[:120], CodeKind.AXIS, axis.description, axis=axis), None, free=False)
            above.save()
            made.append(above)
        for question in axis.questions.filter(retired_at=None):
            if not any(key[1] == question.pk for key in have):
                card = CodeCard(_short(question.text), CodeKind.QUESTION, question.text, axis=axis, question=question)
                one = _new(card, above, free=False)
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
    order = walked((code.pk, code.parent_id) for code in codes.values())
    return [_entry(codes[key]) for key, _depth in order]


def _entry(code: Code) -> Entry:
    texts = {name: getattr(code, name) for name in ("name", "kind", "description", "applies", "excludes", "example")}
    return Entry(id=str(code.pk), parent=str(code.parent_id or ""), colour=code.colour, **texts)


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


def _new(card: CodeCard, parent: Code | None, *, free: bool = True) -> Code:
    if free:
        _free(card.name, parent.pk if parent else None)
    last = Code.objects.filter(parent=parent).aggregate(last=Max("position"))["last"] or 0
    colour = COLOURS[Code.objects.count() % len(COLOURS)]
    code = Code(parent=parent, position=last + 1, colour=card.colour or colour)
    _write(code, card)
    return code


def _free(name: str, parent: UUID | None, *, but: UUID | None = None) -> None:
    if not name.strip():
        raise MeaningRefused(Ruling.no(_("Póngale nombre al código.")))
    same = Code.objects.filter(parent_id=parent, name__iexact=name.strip(), retired_at=None)
    if (same.exclude(pk=but) if but else same).exists():
        raise MeaningRefused(Ruling.no(_("Ya hay un código «%(name)s» en ese lugar."), name=name.strip()))


def _short(text: str, longest: int = 80) -> str:
    words = text.strip().rstrip(".")
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + "…"
