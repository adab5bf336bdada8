"""What the site writes: the index of the search, which may be made anew at any time, drafts, and what members tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext

from manantial.kernel.dates import PartialDate
from manantial.kernel.text import search_keys
from manantial.ledger.models import Entry
from manantial.people.models import Account, Person
from manantial.site.models import Draft, SearchEntry
from manantial.site.queries.searchable import KINDS, told
from manantial.territory.models import Community
from manantial.voices.actions import Permission, Upload, VoiceProfile, add_voice, link_person, record_consent
from manantial.voices.models import Voice
from manantial.voices.rules import (
    PRESETS,
    Attribution,
    ConsentForm,
    Preset,
    VoiceGroup,
    VoiceKind,
    VoiceState,
    preset_scopes,
)

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


@dataclass(frozen=True)
class ToldPhoto:
    """A photo of a story: what is seen, and how many children and others can be recognised."""

    upload: Upload | None
    seen: str = ""
    children: int | None = None
    faces: int | None = None


@transaction.atomic
def tell_story(
    community: Community,
    *,
    preset: Preset,
    words: str = "",
    sound: Upload | None = None,
    photo: ToldPhoto | None = None,
    title: str = "",
    by: Person,
    now: datetime,
) -> Voice:
    """A member tells something, with the permission chosen there; it waits in the mailbox until staff has heard it.

    It is a voice, a photo, or words alone. Raises VoicesRefused when there is nothing to keep or the file cannot be
    opened; then nothing is kept.
    """
    kind = VoiceKind.SOUND if sound else VoiceKind.PHOTO if photo else VoiceKind.TEXT
    pictured = photo if photo and not sound else ToldPhoto(None)
    voice = add_voice(
        kind,
        title=title or gettext("Relato de %(place)s") % {"place": community.name},
        profile=VoiceProfile(
            group=VoiceGroup.COMMITTEE,
            community=community,
            recorded=PartialDate.on(localdate(now)),
            summary=words[:200],
            picture_alt=pictured.seen,
            children_seen=pictured.children,
            faces_seen=pictured.faces,
        ),
        upload=sound or pictured.upload,
        words=words,
        state=VoiceState.RECEIVED,
        by=by,
        now=now,
    )
    record_consent(voice, permission=_own_permission(preset, by, now), by=by, now=now)
    link_person(voice, by, by=by, now=now)  # so that she can follow it, add to it and take it back herself
    return voice


def _own_permission(preset: Preset, by: Person, now: datetime) -> Permission:
    attribution = PRESETS[preset].attribution
    return Permission(
        scopes=preset_scopes(preset),
        form=ConsentForm.RECORDED,
        given_on=localdate(now),
        attribution=attribution,
        attribution_name=by.name if attribution in {Attribution.FULL_NAME, Attribution.FIRST_NAME} else "",
        evidence_note=gettext("Lo escogió en su propia cuenta, al contarlo."),
    )
