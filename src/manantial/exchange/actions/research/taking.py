"""What the taking in of a project carries along: what is known already, what is new, who coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.apps import apps

from manantial.alliance.models import Owned
from manantial.exchange.actions.report import Source
from manantial.exchange.models import ForeignId, Kept
from manantial.exchange.qda.laying import ORIGIN
from manantial.exchange.qda.positions import Units
from manantial.exchange.qda.shapes import Note, Project
from manantial.kernel.text import fold
from manantial.meaning.models import Outsider
from manantial.people.models import Person

SYSTEM = "refi-qda"
_BATCH = 500
_LONGEST_NAME = 160


class Taking:
    """One file being taken in."""

    def __init__(self, source: Source, project: Project) -> None:
        self.source, self.project = source, project
        self.own = project.origin.startswith(ORIGIN)
        self.units = Units()
        self.made: Counter[str] = Counter()  # new rows by table
        self.kept: Counter[str] = Counter()  # rows known already
        self.unplaced: Counter[tuple[str, str]] = Counter()  # what, why → how many
        self.split = 0  # selections over several turns
        self.joined = 0  # selections of words that another one marks too
        self.strangers: Counter[str] = Counter()  # names of those who are no person here → codings
        self.notes: dict[str, Note] = {note.guid: note for note in project.notes}
        self.note_texts: dict[str, str] = {}
        self.spoken: set[str] = set()  # notes that were written as the memo of a coding
        self.noted: list[tuple[str, str, UUID]] = []  # note, table, thing
        self.values: list[tuple[str, UUID, str]] = []  # mark, voice, what variables without a place here say of it
        self.memos: dict[str, UUID] = {}  # note → the memo that it became
        self._known = {
            (row.thing_kind, row.foreign): row.thing_id for row in ForeignId.objects.filter(system=SYSTEM).iterator()
        }
        self._earlier = dict(self._known)
        self._fresh: list[ForeignId] = []
        self._authors = self._known_authors()
        self._kept: set[tuple[str, ...]] = set()
        for element, foreign, name, things in Kept.objects.values_list("element", "foreign", "name", "things"):
            self._kept |= {(element, foreign), *([(element, name, *_joined(things))] if things else [])}

    @property
    def by_id(self) -> UUID | None:
        """Who takes the file in."""
        return self.source.by.pk if self.source.by else None

    def known(self, kind: str, foreign: str) -> UUID | None:
        """The thing of ours that came with this id, or that has it."""
        return self._known.get((kind, foreign))

    def known_before(self, kind: str, foreign: str) -> UUID | None:
        """The thing of ours that came with this id in an earlier file; in one file two things may look alike."""
        return None if self.own else self._earlier.get((kind, foreign))

    def ours(self, source: str) -> bool:
        """The words of this source were written by us: the project is ours, or its voice is and comes back."""
        return self.own or str(self.known("voice", source)) == source

    def received(self, kind: str) -> set[UUID]:
        """The things of this kind that came from other programs."""
        return {thing for (known, _foreign), thing in self._known.items() if known == kind}

    def look_for_own(self, kind: str, guids: Iterable[str]) -> None:
        """A project that we wrote, or that was ours and comes back, names our own things: those here are known."""
        model: type[Owned] = apps.get_model("manantial", kind)
        wanted = [guid for guid in guids if (kind, guid) not in self._known and _is_id(guid)]
        for start in range(0, len(wanted), _BATCH):
            found = model.objects.filter(pk__in=wanted[start : start + _BATCH]).values_list("pk", flat=True)
            self._known.update({(kind, str(pk)): pk for pk in found})

    def remember(self, kind: str, foreign: str, thing: UUID) -> None:
        """Note under which id a new thing came."""
        self.made[kind] += 1
        self.alias(kind, foreign, thing)

    def alias(self, kind: str, foreign: str, thing: UUID) -> None:
        """Note one more id of a thing."""
        if not foreign or (kind, foreign) in self._known:
            return
        self._known[kind, foreign] = thing
        self._fresh.append(ForeignId(system=SYSTEM, foreign=foreign[:80], thing_kind=kind, thing_id=thing))

    def flush(self) -> None:
        """Write the ids of what was written."""
        ForeignId.objects.bulk_create(self._fresh, batch_size=_BATCH)
        self._fresh = []

    close = flush

    def author(self, user: str) -> UUID | None:
        """Who did a thing: the person of ours with that name, else the name itself, kept without an account.

        A name that two persons have is nobody's: it is kept as the name of somebody from elsewhere.
        """
        if user in self._authors:
            return self._authors[user]
        name = " ".join(self._names.get(user, "").split())[:_LONGEST_NAME]
        if not name:
            return None
        made = Outsider.objects.create(name=name, origin=self.project.origin[:80], came_at=self.source.now)
        for guid, other in self._names.items():
            if _told(other) == _told(name):
                self._authors[guid] = made.pk
        self._outside.add(made.pk)
        return made.pk

    def is_kept(
        self, element: str, foreign: str, name: str = "", things: Mapping[str, list[str]] | None = None
    ) -> bool:
        """Something without a place here was kept before: under this id, or with this name and the same things."""
        return (element, foreign) in self._kept or (element, name[:200], *_joined(things or {})) in self._kept

    def keep(self, element: str, foreign: str, name: str, xml: str, things: Mapping[str, list[str]]) -> Kept:
        """A row for something without a place here; whoever asks writes it."""
        self._kept.add((element, foreign))
        return Kept(
            element=element,
            foreign=foreign[:80],
            name=name[:200],
            xml=xml,
            things=dict(things),
            project=self.project.name[:200],
            came_at=self.source.now,
        )

    def count_stranger(self, user: str) -> None:
        """A coding whose author is no person here: the report tells the name and how many."""
        if self._authors.get(user) in self._outside:
            self.strangers[self._names[user]] += 1

    def note_on(self, guids: Iterable[str], kind: str, thing: UUID) -> None:
        """Keep for later that notes speak of a thing."""
        self.noted += [(guid, kind, thing) for guid in guids]

    def _known_authors(self) -> dict[str, UUID]:
        """The users of the project who came before, or who are persons of ours."""
        people: dict[str, set[UUID]] = {}
        ids = {str(pk): pk for pk in Person.objects.values_list("pk", flat=True)}
        for person in Person.objects.filter(merged_into=None, retired_at=None):
            for name in (person.name, *person.aliases):
                people.setdefault(_told(str(name)), set()).add(person.pk)
        outside = {_told(one.name): one.pk for one in Outsider.objects.all()}
        self._outside = set(outside.values())
        self._names = {user.guid: user.name for user in self.project.users}
        found = {}
        for guid, name in self._names.items():
            told = _told(name)
            ours = people.get(told, set())
            if guid in ids:
                found[guid] = ids[guid]
            elif told in outside:
                found[guid] = outside[told]
            elif told and len(ours) == 1:
                found[guid] = next(iter(ours))
        return found


def _joined(things: Mapping[str, list[str]]) -> list[str]:
    return sorted(" ".join(thing) for thing in things.values())


def _told(name: str) -> str:
    return " ".join(fold(name).split())


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
