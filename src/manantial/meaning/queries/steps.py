"""Somebody's own steps at a voice, and what others did there since: both read from the ledger by its indexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from manantial.ledger.models import Entry
from manantial.meaning.queries.codebook import BOOK_STEPS, BOOK_UNDONE
from manantial.meaning.rules.undoing import Deed, Step, Steps, standing_steps
from manantial.voices.models import Fragment

DONE, UNDONE, REDONE = "voice.coded", "voice.coding_undone", "voice.coding_redone"
DEEDS: Mapping[str, Deed] = {DONE: Deed.DONE, UNDONE: Deed.UNDONE, REDONE: Deed.REDONE}
REMEMBERED = 200  # steps: more than anybody takes back
AT_ONCE = 400  # entries read by one question; whoever was away longer opens the page again


def steps_of(voice: UUID, person: UUID | None) -> Steps:
    """What a person may undo and redo at a voice; what she did on another computer is undone there."""
    here = Entry.objects.filter(origin__isnull=True)
    rows = here.filter(thing_id=voice, person_id=person, verb__in=DEEDS).order_by("-sequence")
    read = list(rows.values_list("sequence", "verb", "facts")[:REMEMBERED])
    return standing_steps(Step(number, DEEDS[verb], facts.get("of")) for number, verb, facts in reversed(read))


@dataclass(frozen=True)
class News:
    """What happened since a number of the ledger that a page of coding must know."""

    sequence: int
    fragments: tuple[UUID, ...] = ()
    people: frozenset[UUID] = frozenset()  # who did it, besides the one who asks
    codes: bool = False  # the codebook changed
    reread: bool = False  # words or permission changed: the page is to be opened again

    def __bool__(self) -> bool:
        return bool(self.fragments or self.codes or self.reread)


def newest_sequence() -> int:
    """The number of the newest entry of the ledger; 0 for an empty one."""
    return Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def news(voice: UUID, *, since: int, reader: UUID | None) -> News:
    """What others did at a voice since: one indexed question when nothing happened anywhere."""
    rows = Entry.objects.filter(sequence__gt=since).order_by("sequence")
    read = list(rows.values_list("sequence", "verb", "thing_kind", "thing_id", "person_id", "facts")[:AT_ONCE])
    if not read:
        return News(since)
    last = read[-1][0]
    if len(read) == AT_ONCE:
        return News(last, reread=True)
    found = _Found(voice, reader)
    loose = {thing for _n, _v, kind, thing, _p, facts in read if thing and kind == "fragment" and "voice" not in facts}
    found.here = (
        set(Fragment.objects.filter(pk__in=loose, voice=voice).values_list("pk", flat=True)) if loose else set()
    )
    for _number, verb, kind, thing, person, facts in read:
        found.take(verb, kind, thing, person, facts)
    return News(last, tuple(sorted(found.fragments)), frozenset(found.people), found.codes, found.reread)


@dataclass
class _Found:
    """What the entries tell about one voice."""

    voice: UUID
    reader: UUID | None
    here: set[UUID] = field(default_factory=set)
    fragments: set[UUID] = field(default_factory=set)
    people: set[UUID] = field(default_factory=set)
    codes: bool = False
    reread: bool = False

    def take(self, verb: str, kind: str, thing: UUID | None, person: UUID | None, facts: Mapping[str, Any]) -> None:
        """Read one entry."""
        named = {UUID(key) for key in facts.get("fragments", [])}
        mine = facts.get("voice") == str(self.voice) or self.voice == thing or thing in self.here
        if verb == "code.put":
            named = set(Fragment.objects.filter(pk__in=named, voice=self.voice).values_list("pk", flat=True))
            mine = bool(named)
        self.codes = self.codes or verb in _BOOK
        self.reread = self.reread or verb.startswith(_PERMISSION) or (mine and verb in _WORDS)
        touched = (named | ({thing} if thing and kind == "fragment" else set())) if mine else set()
        self.fragments |= touched
        if touched and person is not None and person != self.reader:
            self.people.add(person)


_BOOK = {"code.added", "code.changed", "codebook.planned", BOOK_UNDONE, *BOOK_STEPS}
_PERMISSION = ("consent.", "data.", "bundle.read")
_WORDS = {"voice.transcribed", "voice.retired", "voice.accepted"}
