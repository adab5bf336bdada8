"""Writing a project or a codebook: piece by piece, in the order of the standard, nothing empty.

Sources are written as they come to a file beside, because the standard puts users, codes and cases before them while a
stream knows these last. `basePath` is never written: it tells other people the folders of whoever exports.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from manantial.exchange.qda.laying import ORIGIN
from manantial.exchange.qda.shapes import (
    Case,
    Code,
    Coding,
    Note,
    Selection,
    Source,
    SourceKind,
    Transcript,
    User,
    Words,
)

PROJECT_SPACE, CODEBOOK_SPACE = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_NAME = 100
_SELECTION = {
    SourceKind.TEXT: "PlainTextSelection",
    SourceKind.PICTURE: "PictureSelection",
    SourceKind.PDF: "PDFSelection",
    SourceKind.SOUND: "AudioSelection",
    SourceKind.VIDEO: "VideoSelection",
}


def text(said: str) -> str:
    """Text between tags."""
    if _FORBIDDEN.search(said):
        said = _FORBIDDEN.sub("", said)
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute(name: str, value: str) -> str:
    """One attribute with a space before it; nothing for an empty value."""
    if not value:
        return ""
    escaped = text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f' {name}="{escaped}"'


def moment(at: datetime | None) -> str:
    """A moment in UTC to the second, as all programs read it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else ""


def short(said: str) -> str:
    """The name of a selection: its words, cut at a hundred letters, without the ends of lines."""
    said = " ".join(said.split())
    return said if len(said) <= _LONGEST_NAME else said[: _LONGEST_NAME - 1] + "…"


def opening(name: str, version: str, user: str, at: datetime) -> str:
    """The beginning of a project."""
    return (
        f'{_HEAD}<Project xmlns="{PROJECT_SPACE}"{attribute("name", name)}'
        f"{attribute('origin', f'{ORIGIN} {version}')}{attribute('creatingUserGUID', user)}"
        f"{attribute('creationDateTime', moment(at))}>"
    )


def users_xml(users: Sequence[User]) -> str:
    """The list of users; nothing when there is none."""
    said = "".join(f"<User{attribute('guid', one.guid)}{attribute('name', one.name)}/>" for one in users)
    return f"<Users>{said}</Users>" if said else ""


def codebook_xml(codes: Sequence[Code], *, notes: bool = True) -> str:
    """The tree of codes; nothing when there is none. A child whose parent is not in the list stands at the top."""
    known = {code.guid for code in codes}
    below: dict[str, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent if code.parent in known else ""].append(code)
    said = "".join(_tree(below, "", notes))
    return f"<CodeBook><Codes>{said}</Codes></CodeBook>" if said else ""


def codebook_file(codes: Sequence[Code], version: str) -> bytes:
    """A whole `.qdc`."""
    inner = codebook_xml(codes, notes=False).removeprefix("<CodeBook>")
    origin = attribute("origin", f"{ORIGIN} {version}")
    return f'{_HEAD}<CodeBook xmlns="{CODEBOOK_SPACE}"{origin}>{inner or "<Codes/></CodeBook>"}'.encode()


def variables_xml(variables: Mapping[str, str]) -> str:
    """The variables of cases (id → name), all of text."""
    said = "".join(
        f'<Variable{attribute("guid", guid)}{attribute("name", name)} typeOfVariable="Text"/>'
        for guid, name in variables.items()
    )
    return f"<Variables>{said}</Variables>" if said else ""


def case_xml(case: Case) -> str:
    """A case with its values and sources."""
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{guid}"/><TextValue>{text(value)}</TextValue></VariableValue>'
        for guid, value in case.values.items()
    )
    sources = "".join(f'<SourceRef targetGUID="{guid}"/>' for guid in case.sources)
    return f"<Case{attribute('guid', case.guid)}{attribute('name', case.name)}>{values}{sources}</Case>"


def source_xml(source: Source) -> Iterator[str]:
    """A source with all that is in it."""
    yield f"<{source.kind}{_who(source.guid, source.name, source.user, source.at)}"
    yield attribute("path", source.path)
    yield _paths(source.words) if source.kind is SourceKind.TEXT else ""
    yield f">{_description(source.description)}"
    if source.kind is SourceKind.TEXT:
        yield _content(source.words)
    elif source.text:
        yield f"<TextDescription{attribute('guid', source.text)}{_paths(source.words)}>{_content(source.words)}"
        yield from (_selection("PlainTextSelection", one) for one in source.selections if one.box is None)
        yield "</TextDescription>"
    for transcript in source.transcripts:
        yield from _transcript(transcript)
    for selection in source.selections:
        if not source.text or selection.box is not None:
            yield _selection(_SELECTION[source.kind], selection)
    yield "".join(map(_coding, source.codings))
    yield f"{note_refs(source.notes)}</{source.kind}>"


def note_xml(note: Note) -> str:
    """A note with who wrote it and when."""
    who = _who(note.guid, note.name, note.user, note.at)
    return f"<Note{who}{_paths(note.words)}>{_content(note.words)}</Note>"


def listed(name: str, pieces: Iterable[str]) -> Iterator[str]:
    """The pieces within the element of a list; nothing at all when there is none."""
    started = False
    for piece in pieces:
        yield piece if started else f"<{name}>{piece}"
        started = True
    if started:
        yield f"</{name}>"


def _tree(below: Mapping[str, list[Code]], top: str, notes: bool) -> Iterator[str]:
    """Walk the codes from the top without recursion: a tree of others may be deep."""
    waiting: list[Code | str] = list(reversed(below.get(top, [])))
    while waiting:
        code = waiting.pop()
        if isinstance(code, str):
            yield code
            continue
        yield (
            f"<Code{attribute('guid', code.guid)}{attribute('name', code.name or '—')} "
            f'isCodable="{"true" if code.codable else "false"}"{attribute("color", code.colour)}>'
            f"{_description(code.description)}{note_refs(code.notes) if notes else ''}"
        )
        waiting.append("</Code>")
        waiting += reversed(below.get(code.guid, []))


def _who(guid: str, name: str, user: str, at: datetime | None) -> str:
    stamp = attribute("creationDateTime", moment(at))
    return f"{attribute('guid', guid)}{attribute('name', name)}{attribute('creatingUser', user)}{stamp}"


def _description(said: str) -> str:
    return f"<Description>{text(said)}</Description>" if said else ""


def _paths(words: Words) -> str:
    return attribute("richTextPath", words.rich) + attribute("plainTextPath", words.plain)


def _content(words: Words) -> str:
    return f"<PlainTextContent>{text(words.content)}</PlainTextContent>" if words.content is not None else ""


def note_refs(notes: Sequence[str]) -> str:
    """References to notes."""
    return "".join(f'<NoteRef targetGUID="{guid}"/>' for guid in notes)


def _coding(coding: Coding) -> str:
    return (
        f"<Coding{_who(coding.guid, '', coding.user, coding.at)}>"
        f'<CodeRef targetGUID="{coding.code}"/>{note_refs(coding.notes)}</Coding>'
    )


def _selection(element: str, selection: Selection) -> str:
    where = ""
    if element == "TranscriptSelection":
        where = attribute("fromSyncPoint", selection.from_sync) + attribute("toSyncPoint", selection.to_sync)
    elif selection.box is not None:
        left, top, right, bottom = selection.box
        where = f' firstX="{left}" firstY="{top}" secondX="{right}" secondY="{bottom}"'
    elif element == "PlainTextSelection":
        where = f' startPosition="{selection.start}" endPosition="{selection.end}"'
    else:
        where = f' begin="{selection.start}" end="{selection.end}"'
    inside = _description(selection.description) + "".join(map(_coding, selection.codings))
    who = _who(selection.guid, selection.name, selection.user, selection.at)
    return f"<{element}{who}{where}>{inside}{note_refs(selection.notes)}</{element}>"


def _transcript(transcript: Transcript) -> Iterator[str]:
    who = _who(transcript.guid, transcript.name, transcript.user, transcript.at)
    yield f"<Transcript{who}{_paths(transcript.words)}>{_description(transcript.description)}"
    yield _content(transcript.words)
    for sync in transcript.syncs:
        place = "" if sync.position is None else f' position="{sync.position}"'
        second = "" if sync.ms is None else f' timeStamp="{sync.ms}"'
        yield f"<SyncPoint{attribute('guid', sync.guid)}{second}{place}/>"
    for selection in transcript.selections:
        yield _selection("TranscriptSelection", selection)
    yield f"{note_refs(transcript.notes)}</Transcript>"
