"""Reading a project or a codebook: by local names, element by element, so that a large one needs no tree in memory.

What real programs write is taken as they write it: ids in capitals and in braces, namespaces of three versions, empty
sets, a title before or after. Documents with a DOCTYPE are refused: nothing of the standard needs one, and through it
a file could make others be read or grow without end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.parsers import expat

from django.utils.translation import gettext as _

from manantial.exchange.qda.kept import plain_xml
from manantial.exchange.qda.shapes import (
    Case,
    Code,
    Coding,
    Graph,
    Link,
    Note,
    Project,
    Selection,
    Set,
    Source,
    SourceKind,
    SyncPoint,
    Transcript,
    User,
    Words,
)
from manantial.exchange.readers import Unreadable

_DEEPEST = 100
_SELECTIONS = {"PlainTextSelection", "PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection"}


def read_project(stream: IO[bytes]) -> Project:
    """Read the `.qde` of a project. Unreadable when it is none, is broken or carries a DOCTYPE."""
    project = Project()
    for depth, element in _elements(stream):
        if depth == 0:
            if local(element) != "Project":
                raise Unreadable(_("El archivo XML no es un proyecto REFI-QDA."))
            project.name, project.origin = element.get("name", ""), element.get("origin", "")
        else:
            _PARTS.get(local(element), _unread)(project, element)
    return project


def read_codebook(stream: IO[bytes]) -> list[Code]:
    """Read a `.qdc`: the codes, parents before children. Unreadable when it is none."""
    codes: list[Code] = []
    for depth, element in _elements(stream):
        if depth == 0 and local(element) != "CodeBook":
            raise Unreadable(_("El archivo XML no es un libro de códigos REFI-QDA."))
        if local(element) == "Codes":
            codes += _codes(element)
    return codes


def root_name(stream: IO[bytes]) -> str:
    """The local name of the first element; empty when it is no XML. Raises Unreadable for a DOCTYPE."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator="}")

    def started(name: str, _attributes: dict[str, str]) -> None:
        found.append(name.rpartition("}")[2])
        raise StopIteration

    def doctype(*_facts: object) -> None:
        raise Unreadable(_("El archivo declara entidades (DOCTYPE); por seguridad no se abre."))

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = started, doctype
    try:
        while (piece := stream.read(1 << 14)) and not found:
            parser.Parse(piece)
    except (StopIteration, expat.ExpatError):
        pass
    return found[0] if found else ""


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def guid_of(text: str | None) -> str:
    """An id as all of them are compared: without braces, in lower case."""
    return (text or "").strip().strip("{}").lower()


def moment_of(text: str | None) -> datetime | None:
    """A moment as written; one without a zone is taken as UTC, one that is none is not known."""
    try:
        found = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _elements(stream: IO[bytes]) -> Iterator[tuple[int, Element]]:
    """The root when it starts (depth 0), then each part of a list when it ends, cleared after it was looked at."""
    depth = 0
    parents: list[Element] = []
    try:
        for event, element in iterparse(stream, ("start", "end")):  # noqa: S314 - no DOCTYPE comes here
            if event == "start":
                if depth == 0:
                    yield 0, element
                parents.append(element)
                depth += 1
                if depth > _DEEPEST:
                    raise Unreadable(_("El proyecto tiene demasiados niveles, uno dentro de otro."))
                continue
            parents.pop()
            depth -= 1
            whole = depth == 1 and local(element) not in _LISTS
            part = depth == 2 and local(parents[1]) in _LISTS
            if whole or part:
                yield depth, element
                parents[-1].remove(element)
    except ParseError as error:
        raise Unreadable(_("El XML está dañado: %(error)s") % {"error": error}, error.position[0]) from error


_LISTS = {"Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"}


def _codes(codes: Element) -> list[Code]:
    found: list[Code] = []
    waiting = [(code, "") for code in reversed(_children(codes, "Code"))]
    while waiting:
        element, parent = waiting.pop()
        guid = guid_of(element.get("guid"))
        found.append(
            Code(
                guid,
                element.get("name", "").strip(),
                _text(element, "Description"),
                element.get("color", ""),
                element.get("isCodable", "true").lower() != "false",
                parent,
                _notes(element),
            )
        )
        waiting += [(child, guid) for child in reversed(_children(element, "Code"))]
    return found


def _children(element: Element, name: str) -> list[Element]:
    return [child for child in element if local(child) == name]


def _text(element: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in element if local(child) == name), "")


def _notes(element: Element) -> list[str]:
    return [guid_of(child.get("targetGUID")) for child in _children(element, "NoteRef")]


def _number(text: str | None) -> int | None:
    try:
        return int((text or "").strip())
    except ValueError:
        return None


def _words(element: Element) -> Words:
    inside = _children(element, "PlainTextContent")
    content = (inside[0].text or "") if inside else None
    return Words(content, element.get("plainTextPath", ""), element.get("richTextPath", ""))


def _coding(element: Element) -> Coding:
    code = next((guid_of(child.get("targetGUID")) for child in _children(element, "CodeRef")), "")
    at = moment_of(element.get("creationDateTime"))
    return Coding(guid_of(element.get("guid")), code, guid_of(element.get("creatingUser")), at, _notes(element))


def _selection(element: Element) -> Selection:
    sides = [_number(element.get(side)) for side in ("firstX", "firstY", "secondX", "secondY")]
    left, top, right, bottom = sides
    box = None
    if left is not None and top is not None and right is not None and bottom is not None:
        box = (left, top, right, bottom)
    said = _children(element, "Representation")
    return Selection(
        guid_of(element.get("guid")),
        element.get("name", ""),
        guid_of(element.get("creatingUser")),
        moment_of(element.get("creationDateTime")),
        _number(element.get("startPosition", element.get("begin"))),
        _number(element.get("endPosition", element.get("end"))),
        box,
        _number(element.get("page")),
        (_words(said[0]).content or "") if said else "",
        guid_of(element.get("fromSyncPoint")),
        guid_of(element.get("toSyncPoint")),
        _text(element, "Description"),
        [_coding(child) for child in _children(element, "Coding")],
        _notes(element),
    )


def _transcript(element: Element) -> Transcript:
    syncs = [
        SyncPoint(guid_of(child.get("guid")), _number(child.get("position")), _number(child.get("timeStamp")))
        for child in _children(element, "SyncPoint")
    ]
    selections = [_selection(child) for child in _children(element, "TranscriptSelection")]
    guid, name = guid_of(element.get("guid")), element.get("name", "")
    about, user = _text(element, "Description"), guid_of(element.get("creatingUser"))
    at, words = moment_of(element.get("creationDateTime")), _words(element)
    return Transcript(guid, name, about, user, at, words, syncs, selections, _notes(element))


def _values(element: Element) -> dict[str, str]:
    found = {}
    for value in _children(element, "VariableValue"):
        variable = next((guid_of(child.get("targetGUID")) for child in _children(value, "VariableRef")), "")
        said = next(((child.text or "").strip() for child in value if local(child).endswith("Value")), "")
        if variable and said:
            found[variable] = said
    return found


def _source(project: Project, element: Element) -> None:
    source = Source(
        guid_of(element.get("guid")),
        SourceKind(local(element)),
        element.get("name", ""),
        _text(element, "Description"),
        guid_of(element.get("creatingUser")),
        moment_of(element.get("creationDateTime")),
        element.get("path", "") or element.get("currentPath", ""),
        _words(element),
        notes=_notes(element),
        values=_values(element),
    )
    for child in element:
        name = local(child)
        if name in _SELECTIONS:
            source.selections.append(_selection(child))
        elif name == "Transcript":
            source.transcripts.append(_transcript(child))
        elif name == "Coding":
            source.codings.append(_coding(child))
        elif name in {"Representation", "TextDescription"}:
            source.words, source.text = _words(child), guid_of(child.get("guid"))
            source.selections += [_selection(inner) for inner in _children(child, "PlainTextSelection")]
    project.sources.append(source)


def _case(project: Project, element: Element) -> None:
    sources = [guid_of(child.get("targetGUID")) for child in _children(element, "SourceRef")]
    selections = [guid_of(child.get("targetGUID")) for child in _children(element, "SelectionRef")]
    guid, name = guid_of(element.get("guid")), element.get("name", "")
    about, codes = _text(element, "Description"), len(_children(element, "CodeRef"))
    project.cases.append(Case(guid, name, about, _values(element), sources, selections, codes))


def _note(project: Project, element: Element) -> None:
    at = moment_of(element.get("creationDateTime"))
    user, description = guid_of(element.get("creatingUser")), _text(element, "Description")
    guid, name = guid_of(element.get("guid")), element.get("name", "")
    coded = sum(local(child) == "Coding" for child in element.iter())
    project.notes.append(Note(guid, name, _words(element), description, user, at, coded))


def _link(project: Project, element: Element) -> None:
    origin, target = guid_of(element.get("originGUID")), guid_of(element.get("targetGUID"))
    guid, name, one_way = guid_of(element.get("guid")), element.get("name", ""), element.get("direction") == "OneWay"
    project.links.append(Link(guid, name, origin, target, one_way, plain_xml(element)))


def _set(project: Project, element: Element) -> None:
    members = [guid_of(child.get("targetGUID")) for child in element if local(child).startswith("Member")]
    project.sets.append(Set(guid_of(element.get("guid")), element.get("name", ""), members, plain_xml(element)))


def _graph(project: Project, element: Element) -> None:
    graph = Graph(guid_of(element.get("guid")), element.get("name", ""), raw=plain_xml(element))
    for child in _children(element, "Vertex"):
        graph.vertices[guid_of(child.get("guid"))] = (child.get("name", ""), guid_of(child.get("representedGUID")))
    for child in _children(element, "Edge"):
        ends = guid_of(child.get("sourceVertex")), guid_of(child.get("targetVertex"))
        graph.edges.append((*ends, child.get("name", ""), child.get("direction") == "OneWay"))
    project.graphs.append(graph)


def _about(project: Project, element: Element) -> None:
    project.description = (element.text or "").strip()


def _user(project: Project, element: Element) -> None:
    project.users.append(User(guid_of(element.get("guid")), element.get("name", "").strip()))


def _variable(project: Project, element: Element) -> None:
    project.variables[guid_of(element.get("guid"))] = (element.get("name", ""), element.get("typeOfVariable", "Text"))


def _unread(project: Project, element: Element) -> None:
    project.left[local(element)] += 1


_PARTS: dict[str, Callable[[Project, Element], None]] = {
    **dict.fromkeys(map(str, SourceKind), _source),
    "User": _user,
    "Codes": lambda project, element: project.codes.extend(_codes(element)),
    "Variable": _variable,
    "Case": _case,
    "Note": _note,
    "Link": _link,
    "Set": _set,
    "Graph": _graph,
    "Description": _about,
    "NoteRef": lambda _project, _element: None,  # a note of the project: one that is about nothing else
}
