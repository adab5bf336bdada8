"""Changing the tree of codes: moving, joining, splitting and retiring them, and taking the last such step back.

Nothing is lost: a joined code keeps its own codings and says into which one it went (questions read both as one), a
retired one can come back, what was split off keeps who coded it and when. Each step writes into the ledger what it
needs to be taken back; before a step that changes what codes mean, the book is kept as a version by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.ledger.models import Entry
from manantial.meaning.actions.codebook import CodeCard, book_entries, free_name, new_code, save_version
from manantial.meaning.actions.coding import bring_back
from manantial.meaning.actions.refusals import MeaningRefused, require
from manantial.meaning.models import Code, CodebookVersion, Coding
from manantial.meaning.queries.codebook import BOOK_STEPS, BOOK_UNDONE, book_steps
from manantial.meaning.rules.codebook import may_hang, may_merge
from manantial.people.models import Person
from manantial.voices.models import Fragment


@transaction.atomic
def move_code(code: Code, *, parent: Code | None, before: Code | None = None, by: Person | None, now: datetime) -> Code:
    """Hang a code under another one (None: at the top), before one of its new brothers or after all of them.

    Raises MeaningRefused when it would hang from itself, or where another code has its name.
    """
    was = {"was_parent": str(code.parent_id or ""), "was_before": _next_brother(code)}
    place = _hang(code, parent.pk if parent else None, before.pk if before else None)
    facts = {"parent": str(parent.pk) if parent else "", "place": place, **was}
    record("code.moved", code, by=by, now=now, facts=facts)
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
    words = gettext("Antes de juntar «%(one)s» con «%(other)s».")
    _keep_before(words % {"one": code.name, "other": into.name}, by=by, now=now)
    children = list(Code.objects.filter(parent=code).values_list("pk", flat=True))
    joined = list(Code.objects.filter(merged_into=code).values_list("pk", flat=True))
    _join(code, into.pk, children, joined, now)
    facts = {"into": str(into.pk), "children": _texts(children), "joined": _texts(joined)}
    record("code.merged", code, by=by, now=now, facts=facts)
    return code


@transaction.atomic
def split_code(
    code: Code,
    fragments: Sequence[Fragment],
    *,
    name: str = "",
    into: Code | None = None,
    by: Person | None,
    now: datetime,
) -> Code:
    """Give some fragments of a code to another one: to a new one called `name` beside it, or to one that is there.

    Who coded them, when and with which memo stays. Raises MeaningRefused without fragments of that code, for a code
    that is put away, or for an empty or taken name.
    """
    if into is not None and (into.pk == code.pk or into.retired_at is not None):
        raise MeaningRefused(Ruling.no(_("Escoja otro código, que esté en el libro.")))
    ours = {code.pk, *Code.objects.filter(merged_into=code).values_list("pk", flat=True)}
    taken = list(Coding.objects.filter(fragment__in=fragments, code__in=ours, retired_at=None).order_by("at", "pk"))
    if not taken:
        raise MeaningRefused(Ruling.no(_("Escoja al menos un fragmento de este código.")))
    _keep_before(gettext("Antes de partir «%(name)s».") % {"name": code.name}, by=by, now=now)
    target = into or new_code(CodeCard(name, code.kind), code.parent)
    if into is None:
        target.split_from = code
        target.save()
    put = _given(taken, target)
    Coding.objects.filter(pk__in=[one.pk for one in taken]).update(retired_at=now)
    facts = {
        "made": "" if into else str(target.pk),
        "into": str(target.pk),
        "taken": _texts(one.pk for one in taken),
        "put": _texts(one.pk for one in put),
    }
    record("code.split", code, by=by, now=now, facts=facts)
    return target


@transaction.atomic
def retire_code(code: Code, *, by: Person | None, now: datetime) -> Code:
    """Take a code, and what hangs from it, out of the book; its codings stay and it can come back."""
    code.retired_at = now
    code.save(update_fields=["retired_at"])
    record("code.retired", code, by=by, now=now)
    return code


@transaction.atomic
def restore_code(code: Code, *, by: Person | None, now: datetime) -> Code:
    """Bring a retired code back, or take a joined one apart again: with its own codings and what hung from it.

    Raises MeaningRefused when another code has its name there by now.
    """
    free_name(code.name, code.parent_id, but=code.pk)
    into, facts = code.merged_into_id, _merging(code)
    children, joined = _ids(facts, "children"), _ids(facts, "joined")
    _part(code, into, children, joined)
    told = {"from": str(into or ""), "children": _texts(children), "joined": _texts(joined)}
    record("code.restored", code, by=by, now=now, facts=told)
    return code


@transaction.atomic
def undo_reshaping(*, by: Person | None, now: datetime) -> Entry:
    """Take back the last own change of the tree. Raises MeaningRefused when there is none, or others built on it."""
    number = book_steps(by.pk if by else None).next_undo
    if number is None:
        raise MeaningRefused(Ruling.no(_("No hay ningún cambio suyo que deshacer en los códigos.")))
    entry = Entry.objects.get(sequence=number)
    code = Code.objects.get(pk__in=[entry.thing_id])
    _nobody_since(entry, by)
    _BACK[entry.verb](code, entry.facts, now)
    record(BOOK_UNDONE, code, by=by, now=now, facts={"of": entry.sequence})
    return entry


def _move_back(code: Code, facts: Mapping[str, Any], _now: datetime) -> None:
    before = UUID(facts["was_before"]) if facts.get("was_before") else None
    _hang(code, UUID(facts["was_parent"]) if facts.get("was_parent") else None, before)


def _take_apart(code: Code, facts: Mapping[str, Any], _now: datetime) -> None:
    free_name(code.name, code.parent_id, but=code.pk)
    _part(code, UUID(facts["into"]), _ids(facts, "children"), _ids(facts, "joined"))


def _put_back(code: Code, facts: Mapping[str, Any], now: datetime) -> None:
    """What was split off goes back; not when others use the new code already."""
    put, made = _ids(facts, "put"), facts.get("made", "")
    if made and Coding.objects.filter(code=made, retired_at=None).exclude(pk__in=put).exists():
        words = _("El código nuevo ya se puso en otros fragmentos. Júntelo con el de antes.")
        raise MeaningRefused(Ruling.no(words))
    Coding.objects.filter(pk__in=put).update(retired_at=now)
    bring_back(_ids(facts, "taken"), [])
    if made:
        Code.objects.filter(pk=made).update(retired_at=now)


def _bring_in(code: Code, _facts: Mapping[str, Any], _now: datetime) -> None:
    free_name(code.name, code.parent_id, but=code.pk)
    code.retired_at = None
    code.save(update_fields=["retired_at"])


def _take_out(code: Code, facts: Mapping[str, Any], now: datetime) -> None:
    if facts.get("from"):
        _join(code, UUID(facts["from"]), _ids(facts, "children"), _ids(facts, "joined"), now)
        return
    code.retired_at = now
    code.save(update_fields=["retired_at"])


_BACK: Mapping[str, Callable[[Code, Mapping[str, Any], datetime], None]] = {
    "code.moved": _move_back,
    "code.merged": _take_apart,
    "code.split": _put_back,
    "code.retired": _bring_in,
    "code.restored": _take_out,
}


def _nobody_since(entry: Entry, by: Person | None) -> None:
    """Raise MeaningRefused when somebody else has meanwhile changed a code that the step touched."""
    touched = {entry.thing_id, *_ids(entry.facts, "children")}
    touched |= {UUID(entry.facts[name]) for name in ("into", "made", "from") if entry.facts.get(name)}
    later = Entry.objects.filter(sequence__gt=entry.sequence, verb__in=[*BOOK_STEPS, BOOK_UNDONE], thing_id__in=touched)
    if (later.exclude(person_id=by.pk) if by else later.exclude(person_id=None)).exists():
        raise MeaningRefused(Ruling.no(_("Otra persona cambió después ese código. Hablen antes de deshacerlo.")))


def _hang(code: Code, parent: UUID | None, before: UUID | None) -> int:
    """Put a code in its place; return which one it is among its brothers, from 1."""
    parents = dict(Code.objects.values_list("pk", "parent_id"))
    require(may_hang(code.pk, parent, parents))
    free_name(code.name, parent, but=code.pk)
    brothers = list(Code.objects.filter(parent_id=parent).exclude(pk=code.pk))
    place = next((n for n, one in enumerate(brothers) if one.pk == before), len(brothers))
    code.parent_id = parent
    brothers.insert(place, code)
    for position, one in enumerate(brothers, start=1):
        one.position = position
    Code.objects.bulk_update(brothers, ["position", "parent"])
    return place + 1


def _next_brother(code: Code) -> str:
    brothers = list(Code.objects.filter(parent_id=code.parent_id, retired_at=None).values_list("pk", flat=True))
    after = brothers[brothers.index(code.pk) + 1 :] if code.pk in brothers else []
    return str(after[0]) if after else ""


def _join(code: Code, into: UUID, children: Sequence[UUID], joined: Sequence[UUID], now: datetime) -> None:
    Code.objects.filter(pk__in=children, parent=code).update(parent_id=into)
    Code.objects.filter(pk__in=joined, merged_into=code).update(merged_into_id=into)
    code.merged_into_id, code.retired_at = into, now
    code.save(update_fields=["merged_into", "retired_at"])


def _part(code: Code, into: UUID | None, children: Sequence[UUID], joined: Sequence[UUID]) -> None:
    """Stand by itself again; what went along comes back unless somebody has meanwhile put it elsewhere."""
    Code.objects.filter(pk__in=children, parent_id=into).update(parent=code)
    Code.objects.filter(pk__in=joined, merged_into_id=into).update(merged_into=code)
    code.retired_at, code.merged_into = None, None
    code.save(update_fields=["retired_at", "merged_into"])


def _merging(code: Code) -> Mapping[str, Any]:
    """What went along when a code was joined to the one it is in now; nothing for a retired one."""
    if code.merged_into_id is None:
        return {}
    rows = Entry.objects.filter(thing_id=code.pk, verb="code.merged").order_by("-sequence")
    return next((row.facts for row in rows if row.facts.get("into") == str(code.merged_into_id)), {})


def _given(taken: Sequence[Coding], target: Code) -> list[Coding]:
    """The same codings with the other code, once for each person and fragment, where they are not yet."""
    there = set(
        Coding.objects.filter(
            code=target, fragment__in=[one.fragment_id for one in taken], retired_at=None
        ).values_list("fragment_id", "by_id")
    )
    rows: dict[tuple[UUID, UUID | None], Coding] = {}
    for one in taken:
        key = (one.fragment_id, one.by_id)
        if key not in there:
            made = Coding(fragment_id=one.fragment_id, code=target, by_id=one.by_id, at=one.at, memo=one.memo)
            rows.setdefault(key, made)
    return Coding.objects.bulk_create(rows.values())


def _keep_before(note: str, *, by: Person | None, now: datetime) -> None:
    """Keep the book as it stands, unless the last version says the same."""
    last = CodebookVersion.objects.order_by("-number").first()
    if last is None or last.tree != [entry.stored() for entry in book_entries()]:
        save_version(note=note, by=by, now=now)


def _ids(facts: Mapping[str, Any], name: str) -> list[UUID]:
    found = facts.get(name)
    return [UUID(key) for key in found] if isinstance(found, list) else []


def _texts(keys: Any) -> list[str]:
    return [str(key) for key in keys]
