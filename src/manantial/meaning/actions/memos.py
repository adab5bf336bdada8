"""Memos: what somebody of the team thinks of a thing. A new text is a new row; the earlier ones can be read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import search_keys
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import MeaningRefused
from manantial.meaning.models import Memo
from manantial.people.models import Person


@transaction.atomic
def write_memo(thing_kind: str, thing_id: UUID, text: str, *, by: Person | None, now: datetime) -> Memo:
    """Write a memo on a thing, named by its table and id. Raises MeaningRefused for an empty one."""
    memo = _row(thing_kind, thing_id, text, None, by, now)
    record("memo.written", memo, by=by, now=now, facts={"kind": thing_kind, "thing": str(thing_id)})
    return memo


@transaction.atomic
def rewrite_memo(memo: Memo, text: str, *, by: Person | None, now: datetime) -> Memo:
    """Write a memo anew: the earlier text stays behind it. Raises MeaningRefused when somebody rewrote it meanwhile."""
    if memo.retired_at is not None or memo.replaced_by.exists():
        raise MeaningRefused(
            Ruling.no(_("Otra persona cambió ese memo mientras usted escribía. Guarde el suyo como memo nuevo."))
        )
    made = _row(memo.thing_kind, memo.thing_id, text, memo, by, now)
    memo.retired_at = now
    memo.save(update_fields=["retired_at"])
    record("memo.rewritten", made, by=by, now=now, facts={"kind": memo.thing_kind, "thing": str(memo.thing_id)})
    return made


@transaction.atomic
def retire_memo(memo: Memo, *, by: Person | None, now: datetime) -> Memo:
    """Put a memo away; it can still be read in the history."""
    memo.retired_at = now
    memo.save(update_fields=["retired_at"])
    record("memo.retired", memo, by=by, now=now, facts={"kind": memo.thing_kind, "thing": str(memo.thing_id)})
    return memo


@transaction.atomic
def restore_memo(memo: Memo, *, by: Person | None, now: datetime) -> Memo:
    """Take a memo out again. Raises MeaningRefused for an earlier text of a memo that was rewritten."""
    if memo.replaced_by.exists():
        raise MeaningRefused(Ruling.no(_("Ese texto ya fue cambiado por otro; escriba uno nuevo.")))
    memo.retired_at = None
    memo.save(update_fields=["retired_at"])
    record("memo.restored", memo, by=by, now=now, facts={"kind": memo.thing_kind, "thing": str(memo.thing_id)})
    return memo


def _row(kind: str, thing: UUID, text: str, replaces: Memo | None, by: Person | None, now: datetime) -> Memo:
    if not text.strip():
        raise MeaningRefused(Ruling.no(_("Escriba algo en el memo.")))
    return Memo.objects.create(
        thing_kind=kind,
        thing_id=thing,
        text=text.strip(),
        keys=search_keys(text),
        replaces=replaces,
        written_by_id=by.pk if by else None,
        written_at=now,
    )
