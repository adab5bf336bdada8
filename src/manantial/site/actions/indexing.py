"""What the site writes of itself: the index of the search, which may be made anew at any time, and drafts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from manantial.kernel.text import search_keys
from manantial.ledger.models import Entry
from manantial.people.models import Account
from manantial.site.models import Draft, SearchEntry
from manantial.site.queries.searchable import KINDS, told

#: The one row that remembers up to which entry of the ledger the index knows.
MARK = "_mark"
NOBODY = UUID(int=0)
#: More entries than these since the last time, and everything is read anew.
MANY = 150
#: Verbs about these bring in many rows with one ledger entry.
MANY_AT_ONCE = {"", "alliance", "municipality"}
#: A change of one of these is a change of the words of another kind.
SEEN_AS = {"milestoneversion": "milestone", "agendaitem": "session"}
#: What stands on the page of another thing changes with it: of each kind of thing, which kinds and by which column.
HANGING: Mapping[str, tuple[tuple[str, str], ...]] = {
    "milestone": (("card", "id"), ("version", "milestone"), ("cause", "milestone")),
    "finding": (("stance", "finding"),),
    "lesson": (("recommendation", "lesson"),),
    "axis": (("question", "axis"),),
}
#: A newer row of these takes the place of an older one, so all of the kind are read again: there are few.
WHOLE = frozenset({"passage"})


@transaction.atomic
def refresh_search() -> int:
    """Bring the index up to the last entry of the ledger; return how many things were read.

    A thing that changed is known by its ledger entry, so nothing has to tell the search. What is said in transcripts,
    fragments and memos is found in their own tables (see ``alliance.words_index``) and is not copied here.
    """
    head = Entry.objects.aggregate(last=Max("sequence"))["last"] or 0
    mark = SearchEntry.objects.filter(kind=MARK).first()
    known = int(mark.title) if mark else -1
    if known == head:
        return 0
    changed = None if known < 0 or head - known > MANY else _changed(known)
    read = sum(_write(kind, ids) for kind, ids in (changed or dict.fromkeys(KINDS)).items())
    SearchEntry.objects.update_or_create(kind=MARK, thing_id=NOBODY, defaults={"title": str(head), "keys": ""})
    return read


def rebuild_search() -> int:
    """Read everything anew; return how many things can be found."""
    with transaction.atomic():
        SearchEntry.objects.filter(kind=MARK).delete()
        return refresh_search()


def _changed(known: int) -> dict[str, set[UUID] | None]:
    found: dict[str, set[UUID] | None] = {}
    for kind, pk in Entry.objects.filter(sequence__gt=known).values_list("thing_kind", "thing_id"):
        if kind in SEEN_AS or kind in WHOLE:
            found[SEEN_AS.get(kind, kind)] = None
        elif kind in KINDS and pk is not None:
            _add(found, kind, {pk})
        elif kind in MANY_AT_ONCE:
            return dict.fromkeys(KINDS)
    for kind, hanging in HANGING.items():
        for below, column in hanging:
            _add_below(found, kind, below, column)
    return found


def _add(found: dict[str, set[UUID] | None], kind: str, ids: set[UUID]) -> None:
    known = found.setdefault(kind, set())
    if known is not None:
        known |= ids


def _add_below(found: dict[str, set[UUID] | None], kind: str, below: str, column: str) -> None:
    """What hangs from things that changed has changed too."""
    above = found.get(kind, set())
    if above is None:
        found[below] = None
    elif above:
        rows = KINDS[below].table.objects.filter(**{f"{column}__in": above})
        _add(found, below, set(rows.order_by().values_list("pk", flat=True)))


def _write(kind: str, ids: Iterable[UUID] | None) -> int:
    old = SearchEntry.objects.filter(kind=kind)
    if ids is not None:
        old = old.filter(thing_id__in=list(ids))
    old.delete()
    new = [
        SearchEntry(
            kind=kind,
            thing_id=words.pk,
            title=words.title[:240],
            text=words.text,
            keys=search_keys(f"{words.title} {words.text}"),
            visibility=words.visibility,
            community_id=words.community,
            group=words.group,
            on=words.on,
        )
        for words in told(kind, ids)
    ]
    SearchEntry.objects.bulk_create(new, batch_size=200)
    return len(new)


#: Names of fields that no draft holds.
_UNKEPT = re.compile(r"password|contrase|(^|[-_])pin|csrfmiddlewaretoken|^_draft$", re.IGNORECASE)


def keep_draft(account: Account, *, form: str, fields: Mapping[str, Sequence[str]], now: datetime) -> Draft:
    """Keep what somebody typed in a form and did not send yet; a name may have several values, as marked boxes do.

    Passwords, keys against forged forms and the name of the draft itself are left out.
    """
    kept = {name: [str(value) for value in values] for name, values in fields.items() if not _UNKEPT.search(name)}
    draft, _new = Draft.objects.update_or_create(
        account_id=account.pk, form=form[:160], defaults={"fields": kept, "kept_at": now}
    )
    return draft


def drop_draft(account: Account, *, form: str) -> None:
    """Forget a draft: it was sent, or somebody chose to begin again."""
    Draft.objects.filter(account_id=account.pk, form=form[:160]).delete()
