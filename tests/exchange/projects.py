"""Small research projects as other programs write them, made for the tests."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

SPACE = 'xmlns="urn:QDA-XML:project:1.0"'


def guid(number: int, *, capitals: bool = False) -> str:
    """An id that is the same each time."""
    made = f"00000000-0000-4000-8000-{number:012x}"
    return made.upper() if capitals else made


@dataclass
class Twin:
    """A project of one text with selections, as a program counts its letters."""

    origin: str
    text: str
    spans: list[tuple[int, int]]  # places in the text as it stands in the file, counted in code points with CRLF as two
    utf16: bool = False
    crlf: int = 2
    capitals: bool = False
    root: str = "project.qde"
    folder: str = "Sources"
    mark: bool = False
    named: bool = True
    user: str = "Rosalba Méndez"
    shift: int = 0  # added to every id: what a program does that gives new ones at each export
    extra: str = ""
    inner: str = ""  # at the end of the source
    cases: str = ""
    members: dict[str, bytes] = field(default_factory=dict)

    def units(self, place: int) -> int:
        """A place as the program counts it."""
        before = self.text[:place]
        counted = len(before.encode("utf-16-le")) // 2 if self.utf16 else len(before)
        return counted - (before.count("\r\n") if self.crlf == 1 else 0)

    def write(self, path: Path) -> Path:
        """Write the archive."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(self.root, self.xml())
            content = self.text.encode()
            archive.writestr(f"{self.folder}/{self.id(2)}.txt", (b"\xef\xbb\xbf" if self.mark else b"") + content)
            for name, member in self.members.items():
                archive.writestr(name, member)
        return path

    def id(self, number: int) -> str:
        """An id in the letters of the program."""
        return guid(number + self.shift, capitals=self.capitals)

    def xml(self) -> str:
        """The project itself."""
        selections = "".join(self._selection(100 + 2 * n, *span) for n, span in enumerate(self.spans))
        return (
            f'<?xml version="1.0" encoding="utf-8"?><Project {SPACE} name="Agua" origin={quoteattr(self.origin)}>'
            f'<Users><User guid="{self.id(1)}" name={quoteattr(self.user)}/></Users>'
            f'<CodeBook><Codes><Code guid="{self.id(10)}" name="Agua" isCodable="true" color="#0a0">'
            f'<Description>Todo</Description><Code guid="{self.id(11)}" name="Escasez" isCodable="true"/></Code>'
            f"</Codes></CodeBook>{self.cases}<Sources>"
            f'<TextSource guid="{self.id(2)}" name="Entrevista" plainTextPath="internal://{self.id(2)}.txt">'
            f"{selections}{self.inner}</TextSource></Sources>{self.extra}<Sets/></Project>"
        )

    def _selection(self, number: int, start: int, end: int) -> str:
        name = f" name={quoteattr(self.text[start:end])}" if self.named else ""
        return (
            f'<PlainTextSelection guid="{self.id(number)}"{name} startPosition="{self.units(start)}" '
            f'endPosition="{self.units(end)}" creatingUser="{self.id(1)}" creationDateTime="2024-03-05T10:00:00Z">'
            f'<Coding guid="{self.id(number + 1)}" creatingUser="{self.id(1)}" '
            f'creationDateTime="2024-03-05T10:01:00Z"><CodeRef targetGUID="{self.id(11)}"/></Coding>'
            "</PlainTextSelection>"
        )


def texts_of(content: bytes) -> str:
    """Everything that is said anywhere in an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def note_xml(number: int, text: str) -> str:
    """A note of a project."""
    said = f"<PlainTextContent>{escape(text)}</PlainTextContent>"
    return f'<Note guid="{guid(number)}" creatingUser="{guid(1)}">{said}</Note>'


def words(text: str, *wanted: str) -> list[tuple[int, int]]:
    """Where words stand in a text."""
    return [(text.index(one), text.index(one) + len(one)) for one in wanted]
