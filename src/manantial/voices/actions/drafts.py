"""Keeping what somebody types in a transcript before it is saved: only the turns that changed travel and are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from manantial.people.models import Account
from manantial.voices.models import Transcript, TurnDraft, Voice


@dataclass(frozen=True)
class TypedTurn:
    """A turn as it stands in the page: its key, its place among the others, and whether it was taken out."""

    key: str
    place: float
    speaker: str = ""
    start_ms: int | None = None
    text: str = ""
    gone: bool = False


@transaction.atomic
def keep_turns(
    voice: Voice,
    typed: Iterable[TypedTurn],
    *,
    below: Transcript | None,
    work: str = "",
    account: Account,
    now: datetime,
) -> int:
    """Keep the turns that changed since the last time; those kept before stay. Return how many.

    `work`: which translation is being written; empty for the words themselves. What was typed of the same work over
    another version is forgotten: a page always continues the version its draft belongs to.
    """
    kept = TurnDraft.objects.filter(voice=voice, account_id=account.pk, work=work)
    kept.exclude(below=below).delete()
    rows = [
        TurnDraft(
            account_id=account.pk,
            voice=voice,
            work=work,
            below=below,
            key=one.key[:40],
            place=one.place,
            speaker=one.speaker[:80],
            start_ms=one.start_ms,
            text=one.text,
            gone=one.gone,
            kept_at=now,
        )
        for one in typed
    ]
    kept.filter(key__in=[row.key for row in rows]).delete()
    TurnDraft.objects.bulk_create({row.key: row for row in rows}.values())
    return len(rows)


def drop_turns(voice: Voice, *, work: str = "", account: Account) -> None:
    """Forget what was typed: it was saved, or the person begins again."""
    TurnDraft.objects.filter(voice=voice, account_id=account.pk, work=work).delete()
