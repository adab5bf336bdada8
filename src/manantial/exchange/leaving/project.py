"""The research of an alliance as a REFI-QDA project, written while it is read: a thousand interviews need no memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from manantial import __version__
from manantial.alliance.tenancy import current_alliance
from manantial.exchange.leaving.choice import Leave, Parts, open_voices
from manantial.exchange.leaving.names import Names, Notes, cases_of, codes_of, variables
from manantial.exchange.leaving.passages import fragments_of, newest_versions, page_of, turns_of
from manantial.exchange.leaving.sources import Builder
from manantial.exchange.qda import writing
from manantial.meaning.models import Coding
from manantial.press.zips import zip_members
from manantial.voices.models import Voice
from manantial.voices.rules import Use

_VOICES_AT_ONCE = 20
_PIECE = 1 << 18

Members = Iterator[tuple[str, bytes | Path | Iterable[bytes]]]


def project_stream(leave: Leave, *, by: UUID | None, now: datetime) -> Iterator[bytes]:
    """Yield a `.qdpx` with what may leave. The gate is asked for each voice at the moment it is written."""
    return zip_members(_members(leave, by, now))


def codebook_content(now: datetime) -> bytes:
    """The codes alone as a `.qdc`: they belong to the team and quote nobody."""
    leave = Leave(Use.PRESS, now.date())  # the farthest: no memos go along
    names = Names(leave)
    return writing.codebook_file(codes_of(names, Notes(leave, names)), __version__)


def _members(leave: Leave, by: UUID | None, now: datetime) -> Members:
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as sources,
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as later,
    ):
        names = Names(leave)
        notes = Notes(leave, names)
        codes = writing.codebook_xml(codes_of(names, notes))
        cases: list[str] = []
        for voices, parts in _batches(leave):
            gone: list[Voice] = []
            yield from _batch(leave, names, notes, voices, parts, sources, gone)
            cases += map(writing.case_xml, cases_of(names, gone, parts))
            later.writelines(map(writing.note_xml, notes.taken()))
        yield "project.qde", _xml(names, by, now, codes, cases, sources, later)


def _batches(leave: Leave) -> Iterator[tuple[list[Voice], dict[UUID, Parts]]]:
    pks = list(Voice.objects.order_by("folio").values_list("pk", flat=True))
    for start in range(0, len(pks), _VOICES_AT_ONCE):
        rows = Voice.objects.filter(pk__in=pks[start : start + _VOICES_AT_ONCE]).order_by("folio")
        listed = list(rows.select_related("original", "sound", "picture"))
        parts = open_voices(listed, leave)
        yield [voice for voice in listed if voice.pk in parts], parts


def _batch(
    leave: Leave,
    names: Names,
    notes: Notes,
    voices: list[Voice],
    parts: dict[UUID, Parts],
    out: IO[str],
    gone: list[Voice],
) -> Members:
    versions = newest_versions(pk for pk, found in parts.items() if found.words)
    turns, marked = turns_of(versions.values()), fragments_of(parts)
    names.load("fragment", (one.pk for rows in marked.values() for one in rows))
    codings = _codings(parts)
    names.load("coding", (row[1] for rows in codings.values() for row in rows))
    for voice in voices:
        version, fragments = versions.get(voice.pk), marked.get(voice.pk, [])
        page = page_of(version, turns.get(version, []), fragments, whole=leave.whole) if version else None
        builder = Builder(leave, names, notes, voice, parts[voice.pk], page, fragments, codings)
        source = builder.source()
        if source is None:
            continue
        out.writelines(writing.source_xml(source))
        gone.append(voice)
        yield from builder.members


def _codings(voices: Iterable[UUID]) -> dict[UUID, list[tuple[UUID, UUID, UUID, UUID | None, datetime, str]]]:
    found: dict[UUID, list[tuple[UUID, UUID, UUID, UUID | None, datetime, str]]] = {}
    rows = Coding.objects.filter(fragment__voice__in=list(voices), retired_at=None, code__retired_at=None)
    fields = ("fragment_id", "pk", "code_id", "by_id", "at", "memo")
    for row in rows.filter(code__merged_into=None).order_by("at", "id").values_list(*fields):
        found.setdefault(row[0], []).append(row)
    return found


def _xml(
    names: Names, by: UUID | None, now: datetime, codes: str, cases: list[str], sources: IO[str], later: IO[str]
) -> Iterator[bytes]:
    alliance = current_alliance()
    yield writing.opening(alliance.name, __version__, names.user(by), now).encode()
    yield (writing.users_xml(list(names.users.values())) + codes).encode()
    if cases:
        yield writing.variables_xml(dict(variables().values())).encode()
    yield from (piece.encode() for piece in writing.listed("Cases", cases))
    for name, spooled in (("Sources", sources), ("Notes", later)):
        spooled.seek(0)
        yield from (piece.encode() for piece in writing.listed(name, _spooled(spooled)))
    yield b"</Project>"


def _spooled(file: IO[str]) -> Iterator[str]:
    while piece := file.read(_PIECE):
        yield piece
