"""Finding anything one may see: accents, plurals, apostrophes and beginnings of words do not matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from manantial.campaign.models import Release
from manantial.kernel.text import fold, prefix_key, search_keys
from manantial.people.access import Actor, can, visible
from manantial.site.addresses import desk_address, public_address
from manantial.site.models import SearchEntry
from manantial.site.queries.public import lessons
from manantial.site.queries.spoken import chosen_fragments, spoken
from manantial.site.words import KIND_PICTURES, KIND_WORDS
from manantial.site.words_index import matching
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import permitted
from manantial.voices.rules import Use, What

MOST = 200
PERMISSIONS = {
    "community": "communities.see",
    "voice": "voices.see",
    "fragment": "voices.see",
    "milestone": "meaning.see",
    "finding": "meaning.see",
    "lesson": "meaning.see",
    "message": "campaign.see",
    "material": "campaign.see",
    "agreement": "agreements.see",
    "session": "sessions.see",
    "workshop": "workshops.see",
    "source": "voices.see",
    "body": "bodies.see",
    "person": "people.see",
}
PUBLIC_KINDS = ("community", "milestone", "agreement")


@dataclass(frozen=True)
class Found:
    """One thing that was found, with a piece of its text around the first word."""

    kind: str
    pk: UUID
    title: str
    piece: str
    href: str
    on: date | None

    @property
    def kind_word(self) -> str:
        """What it is, in words."""
        return str(KIND_WORDS.get(self.kind, self.kind))

    @property
    def picture(self) -> str:
        """The pictogram of its kind."""
        return KIND_PICTURES.get(self.kind, "file")


def search(actor: Actor, text: str, *, on: date, kind: str = "") -> list[Found]:
    """Return what the actor may see that holds every word of `text`; the last word may be only begun.

    At most 200; titles that hold the words come first, then the newest. Nothing of a voice is shown that the gate
    does not allow today.
    """
    wanted = _asked(text)
    if wanted is None:
        return []
    entries = SearchEntry.objects.filter(wanted)
    if kind:
        entries = entries.filter(kind=kind)
    allowed = _within_reach(actor, entries, on)
    words = search_keys(text).split()
    ordered = sorted(allowed, key=lambda entry: (not _holds(entry.title, words), -(entry.on or date.min).toordinal()))
    at_desk = can(actor, "desk.enter")
    return [_found(entry, words, at_desk) for entry in ordered[:MOST]]


def _asked(text: str) -> Q | None:
    last = prefix_key(text)
    keys = search_keys(text).split()
    if last is None or not keys:
        return None
    *whole, _ending = keys
    return matching(whole, (last.prefix, *last.wholes))


def _within_reach(actor: Actor, entries: QuerySet[SearchEntry], on: date) -> list[SearchEntry]:
    found: dict[UUID, SearchEntry] = {}
    for kind, permission in PERMISSIONS.items():
        if can(actor, permission):
            rows = list(visible(actor, permission, entries.filter(kind=kind))[:MOST])
            found |= {row.pk: row for row in _analysed(kind, rows, on)}
    for row in _public(actor, entries, on):
        found.setdefault(row.pk, row)
    return list(found.values())


def _analysed(kind: str, rows: list[SearchEntry], on: date) -> list[SearchEntry]:
    """Voices and fragments only while they may be studied: what was taken back is not found."""
    ids = [row.thing_id for row in rows]
    if kind == "voice":
        asked = Voice.objects.filter(pk__in=ids)  # both the testimony and its words, which are what is searched
        heard = {one.pk for one, may in permitted(asked, use=Use.ANALYSIS, on=on) if may}
        usable = {one.pk for one, may in permitted(asked, use=Use.ANALYSIS, on=on, what=What.QUOTE) if may} & heard
    elif kind == "fragment":
        marked = Fragment.objects.filter(pk__in=ids)
        usable = {one.pk for one, may in permitted(marked, use=Use.ANALYSIS, on=on) if may}
    else:
        return rows
    return [row for row in rows if row.thing_id in usable]


def _public(actor: Actor, entries: QuerySet[SearchEntry], on: date) -> list[SearchEntry]:
    found = list(visible(actor, "public.see", entries.filter(kind__in=PUBLIC_KINDS))[:MOST])
    rest = list(entries.filter(kind__in=["lesson", "material", "fragment"])[:MOST])
    if not rest:
        return found
    told = {view.lesson.pk for view in lessons(on=on)} if any(row.kind == "lesson" for row in rest) else set()
    told |= set(Release.objects.filter(material__retired_at=None).values_list("material", flat=True))
    fragments = chosen_fragments().filter(pk__in=[row.thing_id for row in rest if row.kind == "fragment"])
    told |= {one.fragment.pk for one in spoken(fragments, on=on) if one.words}
    return found + [row for row in rest if row.thing_id in told]


def _found(entry: SearchEntry, words: list[str], at_desk: bool) -> Found:
    href = desk_address(entry.kind, entry.thing_id) if at_desk else ""
    href = href or public_address(entry.kind, entry.thing_id)
    return Found(entry.kind, entry.thing_id, entry.title, _piece(entry.text, words), href, entry.on)


def _holds(text: str, words: list[str]) -> bool:
    keys = set(search_keys(text).split())
    return all(word in keys for word in words)


def _piece(text: str, words: list[str], around: int = 90) -> str:
    """The text around the first word that was asked for; empty when it is only in the title."""
    folded = fold(text)
    if len(folded) != len(text):
        return text[: 2 * around]
    places = [place for word in words if (place := folded.find(word)) >= 0]
    if not places:
        return ""
    start = max(0, min(places) - around)
    return f"{'…' if start else ''}{text[start : min(places) + around].strip()}…"
