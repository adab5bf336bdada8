"""Under which ids things leave, who coded, what the team noted, and who speaks as far as it may be told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from manantial.exchange.leaving.choice import Leave, Parts
from manantial.exchange.leaving.tally import Kind, Tally, Why
from manantial.exchange.models import ForeignId, Kept
from manantial.exchange.qda.beside import before_facts
from manantial.exchange.qda.shapes import Case, Code, Note, Selection, Source, Transcript, User, Words
from manantial.exchange.qda.shapes import Coding as Coded
from manantial.meaning.models import Code as Row
from manantial.meaning.models import Coding, Memo, Outsider
from manantial.people.models import Person
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import permissions_said, said
from manantial.voices.rules import (
    AGE_WORDS,
    GROUP_WORDS,
    LANGUAGE_WORDS,
    SEX_WORDS,
)

SYSTEM = "refi-qda"
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOTED = ("voice", "fragment", "code", "transcript", "plan")  # of what the format has, notes go along
_AT_ONCE = ("code", "voice", "transcript")  # few; the ids of fragments and codings are read with their voices


class Names:
    """The ids and the people of one export."""

    def __init__(self, leave: Leave) -> None:
        known = ForeignId.objects.filter(system=SYSTEM)
        self._many = set(known.exclude(thing_kind__in=_AT_ONCE).values_list("thing_kind", flat=True).distinct())
        self._foreign: dict[UUID, str] = {}
        self._read(known.filter(thing_kind__in=_AT_ONCE).values_list("thing_id", "foreign"))
        self.users = users_of(leave)
        self.codes: set[UUID] = set()  # the codes that leave
        self.wanted: set[UUID] = set()  # things that kept links, sets and maps name
        self.gone: dict[UUID, str] = {}  # those of them that left, with their id in the file
        whole = known.filter(thing_kind="fragment", foreign__startswith="whole:")
        self.whole = set(whole.values_list("thing_id", flat=True))  # fragments that stand for a whole source

    def guid(self, pk: UUID) -> str:
        """The id that a thing came with, else ours."""
        return self._foreign.get(pk) or str(pk)

    def went(self, pk: UUID, guid: str) -> None:
        """Note that a thing left, for what names it."""
        if pk in self.wanted:
            self.gone[pk] = guid

    def load(self, kind: str, pks: Iterable[UUID]) -> None:
        """Read under which ids some things came."""
        if kind in self._many:
            found = ForeignId.objects.filter(system=SYSTEM, thing_kind=kind, thing_id__in=list(pks))
            self._read(found.values_list("thing_id", "foreign"))

    def user(self, pk: UUID | None) -> str:
        """The id of somebody who coded, if they are in the list of users."""
        return self.users[pk].guid if pk in self.users else ""

    def _read(self, rows: Iterable[tuple[UUID, str]]) -> None:
        self._foreign.update({pk: foreign for pk, foreign in rows if _GUID.fullmatch(foreign)})


class _Noted(NamedTuple):
    pk: UUID
    kind: str
    thing: UUID
    text: str
    by: UUID | None
    at: datetime


class Notes:
    """The memos of the team; outside of it there are none. `refs` hands out those of a thing that leaves."""

    def __init__(self, leave: Leave, names: Names, tally: Tally | None = None) -> None:
        self._names, self._tally = names, tally or Tally()
        self.near, self._spoken = leave.near, leave.qualcoder
        self._of: dict[tuple[str, UUID], list[_Noted]] = defaultdict(list)
        self.waiting: list[Note] = []
        self._retold = 0
        if leave.near:
            retold = _retold()
            rows = Memo.objects.filter(retired_at=None, replaced_by=None).order_by("written_at", "id")
            fields = ("pk", "thing_kind", "thing_id", "text", "written_by_id", "written_at")
            for row in map(_Noted._make, rows.values_list(*fields)):
                if row.pk in retold:
                    self._retold += 1
                else:
                    self._of[row.kind, row.thing].append(row)

    def on(self, thing: Code | Source | Selection | Transcript, kind: str, pk: UUID) -> None:
        """Put the memos of a thing on it: as notes of their own, or for QualCoder in its description."""
        rows = self._of.pop((kind, pk), [])
        self._left(rows)
        if self._spoken:
            thing.description = before_facts(thing.description, "\n\n".join(map(self._said, rows)))
            return
        self.waiting += map(self._note, rows)
        thing.notes += [str(row.pk) for row in rows]

    def on_coding(self, coding: Coded, thing: Selection | Source, pk: UUID, text: str) -> None:
        """Put the memo of a coding on it; for QualCoder, in the description of what is coded."""
        if not self.near or not text:
            return
        if self._spoken:
            thing.description = before_facts(thing.description, text)
            return
        guid = str(uuid5(pk, "memo"))
        coding.notes.append(guid)
        self.waiting.append(Note(guid, "", Words(text), "", coding.user, coding.at))

    def taken(self) -> list[Note]:
        """The notes that wait to be written."""
        ready, self.waiting = self.waiting, []
        return ready

    def of_project(self) -> tuple[list[str], list[tuple[str, bytes]]]:
        """The memos on the plan as notes of the project; for QualCoder with a name and a file: there, a journal."""
        rows = [row for kind, thing in list(self._of) if kind == "plan" for row in self._of.pop((kind, thing))]
        self._left(rows)
        files: list[tuple[str, bytes]] = []
        for number, row in enumerate(rows, 1):
            note = self._note(row)
            if self._spoken:
                note.name, note.words = _("Nota del plan %(number)d") % {"number": number}, Words()
                note.words.plain = f"internal://{note.guid}.txt"
                files.append((f"sources/{note.guid}.txt", row.text.encode()))
            self.waiting.append(note)
        return [str(row.pk) for row in rows], files

    def _left(self, rows: Sequence[_Noted]) -> None:
        self._tally.left(Kind.MEMO, len(rows))
        for row in rows:
            self._names.went(row.pk, str(row.pk))

    def _said(self, row: _Noted) -> str:
        who = self._names.users[row.by].name if row.by in self._names.users else "—"
        return f"[{who}, {localtime(row.at):%Y-%m-%d}] {row.text}"

    def account(self) -> None:
        """Count the memos that stay, when everything else was written: those of what stays, and earlier texts."""
        every = Memo.objects.all()
        if not self.near:
            self._tally.stays(Kind.MEMO, _(Why.FAR), every.count())
            return
        removed = every.exclude(retired_at=None).filter(replaced_by=None).count()
        self._tally.stays(Kind.MEMO, _(Why.REMOVED), removed)
        self._tally.stays(Kind.MEMO, _(Why.REWRITTEN), every.exclude(replaced_by=None).count())
        self._tally.stays(Kind.MEMO, _(Why.TOLD_AS_TIE), self._retold)
        for (kind, _thing), rows in self._of.items():
            self._tally.stays(Kind.MEMO, _(Why.ABOUT_STAYS if kind in _NOTED else Why.NO_PLACE), len(rows))

    def _note(self, row: _Noted) -> Note:
        return Note(str(row.pk), "", Words(row.text), "", self._names.user(row.by), row.at)


def _retold() -> set[UUID]:
    """The memos that only tell of a link, a set or a map that came: these go themselves."""
    links = list(Kept.objects.filter(element="Link").values_list("foreign", flat=True))
    found = set(
        ForeignId.objects.filter(thing_kind="memo", foreign__startswith="ties:").values_list("thing_id", flat=True)
    )
    if links:
        rows = ForeignId.objects.filter(thing_kind="memo", foreign__contains=":").values_list("foreign", "thing_id")
        known = set(links)
        found |= {pk for foreign, pk in rows if foreign.partition(":")[0] in known}
    return found


def codes_of(names: Names, notes: Notes, tally: Tally) -> list[Code]:
    """The codebook in use: parents before children, in the order of the tree."""
    every = list(Row.objects.order_by("position", "name"))
    rows = [row for row in every if row.retired_at is None and row.merged_into_id is None]
    joined = sum(row.merged_into_id is not None for row in every)
    names.codes = {row.pk for row in rows}
    for row in rows:
        names.went(row.pk, names.guid(row.pk))
    tally.left(Kind.CODE, len(rows))
    tally.stays(Kind.CODE, _(Why.MERGED), joined)
    tally.stays(Kind.CODE, _(Why.CODE_RETIRED), len(every) - len(rows) - joined)
    found = []
    for row in rows:
        parent = names.guid(row.parent_id) if row.parent_id else ""
        code = Code(names.guid(row.pk), row.name, row.description, row.colour, True, parent)
        notes.on(code, "code", row.pk)
        found.append(code)
    return found


def variables() -> dict[str, tuple[str, str]]:
    """The variables of a case: field → (id, name)."""
    listed = {
        "group": _("Grupo"),
        "sex": _("Sexo"),
        "age_range": _("Edad"),
        "language": _("Idioma"),
        "community": _("Comunidad"),
        "role": _("Cargo"),
        "consent": _("Permiso"),
    }
    return {key: (str(uuid5(NAMESPACE_URL, f"manantial:{key}")), name) for key, name in listed.items()}


def cases_of(sources: Mapping[Voice, Sequence[str]], parts: Mapping[UUID, Parts]) -> list[Case]:
    """Each voice as a case of its sources, telling of it what its permission lets be told for this use, and no name."""
    ids, cases = {key: guid for key, (guid, _name) in variables().items()}, []
    levels = permissions_said(voice.pk for voice in sources)
    for voice, guids in sources.items():
        told = {
            "group": said(GROUP_WORDS, voice.group),
            "sex": said(SEX_WORDS, voice.sex),
            "age_range": said(AGE_WORDS, voice.age_range),
            "language": said(LANGUAGE_WORDS, voice.language),
            "community": parts[voice.pk].credit.community,
            "role": parts[voice.pk].credit.role,
            "consent": levels.get(voice.pk, _("Sin permiso registrado")),
        }
        values = {ids[key]: value for key, value in told.items() if value}
        cases.append(Case(str(uuid5(voice.pk, "case")), voice.folio, "", values, list(guids)))
    return cases


def users_of(leave: Leave) -> dict[UUID | None, User]:
    """Whoever marked, coded or wrote, here or in another program: named inside the team, numbered outside of it."""
    wanted: set[UUID] = set()
    for rows, field in ((Coding.objects, "by_id"), (Fragment.objects, "marked_by_id"), (Memo.objects, "written_by_id")):
        wanted.update(rows.exclude(**{field: None}).values_list(field, flat=True).distinct())
    people = [
        *Person.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", "name"),
        *Outsider.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", "name"),
    ]
    if leave.near:
        return {pk: User(str(pk), name) for pk, name in people}
    return {
        pk: User(str(uuid5(pk, "coder")), _("Persona %(number)d") % {"number": number})
        for number, (pk, _name) in enumerate(people, 1)
    }
