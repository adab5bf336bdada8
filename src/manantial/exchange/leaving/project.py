"""The research of an alliance as a REFI-QDA project, written while it is read: a thousand interviews need no memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from django.utils.translation import gettext as _

from manantial import __version__
from manantial.alliance.tenancy import current_alliance
from manantial.exchange.leaving.accounts import Accounts
from manantial.exchange.leaving.choice import Leave, parts_of_voices
from manantial.exchange.leaving.names import Names, Notes, cases_of, codes_of, variables
from manantial.exchange.leaving.passages import fragments_of
from manantial.exchange.leaving.sources import Builder, PutOn
from manantial.exchange.leaving.tables import TABLES
from manantial.exchange.leaving.tally import Line, Tally
from manantial.exchange.leaving.ties import Ties
from manantial.exchange.leaving.versions import Told, told_by
from manantial.exchange.qda import writing
from manantial.exchange.readers import Progress, quiet
from manantial.meaning.models import Code, CodebookVersion, Coding, Memo
from manantial.press.zips import zip_members
from manantial.voices.models import EarlierMark, Fragment, QuoteTranslation, Transcript, Turn, Voice
from manantial.voices.rules import Use

_VOICES_AT_ONCE = 20
_PIECE = 1 << 18
_EXPRESSED = {Voice, Transcript, Turn, Fragment, Code, Coding, Memo}  # tables that have a place in the format

Members = Iterator[tuple[str, bytes | Path | Iterable[bytes]]]


def project_stream(
    leave: Leave, *, by: UUID | None, now: datetime, tally: Tally | None = None, progress: Progress = quiet
) -> Iterator[bytes]:
    """Yield a `.qdpx` with what may leave. The gate is asked for each voice at the moment it is written.

    `tally` is told of everything that left or stayed; it is complete when the last piece was taken.
    """
    return zip_members(_members(leave, by, now, tally or Tally(), progress))


def account_of(tally: Tally) -> list[Line]:
    """The account of a project that was written: every kind of thing, and what this format has no place for."""
    without = {str(one.title): one.model.objects.count() for one in TABLES if one.model not in _EXPRESSED}
    others = {
        _("Palabras elegidas en traducciones"): QuoteTranslation.objects.count(),
        _("Marcas anteriores de fragmentos"): EarlierMark.objects.count(),
        _("Versiones del libro de códigos"): CodebookVersion.objects.count(),
    }
    return tally.lines(without, others)


def codebook_content(now: datetime) -> bytes:
    """The codes alone as a `.qdc`: they belong to the team and quote nobody."""
    leave = Leave(Use.PRESS, now.date())  # the farthest: no memos go along
    names = Names(leave)
    return writing.codebook_file(codes_of(names, Notes(leave, names), Tally()), __version__)


def _members(leave: Leave, by: UUID | None, now: datetime, tally: Tally, progress: Progress) -> Members:
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as sources,
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as later,
    ):
        names = Names(leave)
        ties = Ties(leave, names, tally)
        notes = Notes(leave, names, tally)
        of_project, files = notes.of_project()
        yield from files
        codes = writing.codebook_xml(codes_of(names, notes, tally))
        work = _Work(leave, names, notes, tally, sources)
        for voices in _batches(progress):
            yield from work.batch(voices)
            later.writelines(map(writing.note_xml, notes.taken()))
        notes.account()
        loose, joined = ties.written()
        later.writelines(map(writing.note_xml, loose))
        head = writing.opening(current_alliance().name, __version__, names.user(by), now)
        head += writing.users_xml(list(names.users.values())) + codes
        head += writing.variables_xml(dict(variables().values())) if work.cases else ""
        lists = [("Cases", work.cases), ("Sources", _spooled(sources)), ("Notes", _spooled(later)), *joined.items()]
        yield "project.qde", _xml(head, lists, of_project)


def _batches(progress: Progress) -> Iterator[list[Voice]]:
    pks = list(Voice.objects.order_by("folio").values_list("pk", flat=True))
    for start in range(0, len(pks), _VOICES_AT_ONCE):
        progress(start, len(pks), _("Preguntando por cada voz y escribiéndola"))
        rows = Voice.objects.filter(pk__in=pks[start : start + _VOICES_AT_ONCE]).order_by("folio")
        yield list(rows.select_related("original", "sound", "film", "picture"))


class _Work:
    """The voices while they are written: their sources to `out`, their cases aside."""

    def __init__(self, leave: Leave, names: Names, notes: Notes, tally: Tally, out: IO[str]) -> None:
        self._leave, self._names, self._notes, self._tally, self._out = leave, names, notes, tally, out
        self._accounts = Accounts(leave, names, tally)
        self._into = dict(Code.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
        self.cases: list[str] = []

    def batch(self, voices: list[Voice]) -> Members:
        """Write some voices, a fixed number of questions for all of them; yields the files that go with them."""
        asked = parts_of_voices(voices, self._leave)
        self._accounts.closed({pk: parts.reason for pk, parts in asked.items() if not parts.any})
        parts = {pk: found for pk, found in asked.items() if found.any}
        self._accounts.silent({pk: found.silent for pk, found in parts.items() if not found.words})
        marked = fragments_of(parts)
        told = told_by((pk for pk, found in parts.items() if found.words), marked, whole=self._leave.whole)
        self._names.load("fragment", (one.pk for rows in marked.values() for one in rows))
        codings = self._codings(parts)
        self._names.load("coding", (put.pk for rows in codings.values() for put in rows))
        cases: dict[Voice, list[str]] = {}
        for voice in (one for one in voices if one.pk in parts):
            said, fragments = told.get(voice.pk) or Told(), marked.get(voice.pk, [])
            of_voice = parts[voice.pk]
            builder = Builder(
                self._leave, self._names, self._notes, self._tally, voice, of_voice, said, fragments, codings
            )
            sources = builder.sources()
            self._accounts.voice(builder, of_voice, said, fragments, codings, wrote=bool(sources))
            for source in sources:
                self._out.writelines(writing.source_xml(source))
            if sources:
                cases[voice] = [source.guid for source in sources]
            yield from builder.members
        self.cases += map(writing.case_xml, cases_of(cases, parts))

    def _codings(self, voices: Iterable[UUID]) -> dict[UUID, list[PutOn]]:
        """All codings of some voices, those that were taken off too, under the code that stands for theirs."""
        found: dict[UUID, list[PutOn]] = {}
        rows = Coding.objects.filter(fragment__voice__in=list(voices)).order_by("at", "id")
        for row in rows.values_list("fragment_id", "pk", "code_id", "by_id", "at", "memo", "retired_at"):
            put = PutOn._make(row)
            if put.code in self._into:
                put = put._replace(code=self._into[put.code])
            found.setdefault(put.fragment, []).append(put)
        return found


def _xml(head: str, lists: Iterable[tuple[str, Iterable[str]]], of_project: list[str]) -> Iterator[bytes]:
    yield head.encode()
    for name, pieces in lists:
        yield from (piece.encode() for piece in writing.listed(name, pieces))
    yield (writing.note_refs(of_project) + "</Project>").encode()


def _spooled(file: IO[str]) -> Iterator[str]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece
