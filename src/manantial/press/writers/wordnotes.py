"""The footnotes of a Word file: real ones, which Word numbers, moves and lets people edit.

python-docx has no door for them, so the part is written here (ECMA-376, part 1, 11.3.7 and 17.11) and tied to the
document. Ids are the numbers of the notes, so an edited file can be compared with the paper it came from.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from docx.document import Document as Word
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from manantial.press import nodes
from manantial.press.edition import Note
from manantial.press.glyphs import legible

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_RULES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def call_note(number: int, made: Paragraph) -> _Element:
    """Put the raised number that calls a note at the end of a paragraph, and return its run."""
    run = made.add_run()
    run.font.superscript = True
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)
    called: _Element = run._r
    return called


def add_notes(word: Word, notes: Iterable[Note]) -> None:
    """Tie the texts of the notes to the document; the address of a note that has one stands after its words."""
    body = "".join(map(_note, notes))
    if not body:
        return
    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_SPACE}">{_RULES}{body}'
    blob = f"{content}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, word.part.package)
    word.part.relate_to(part, _RELATION)


def _note(note: Note) -> str:
    text = nodes.bare(note.inside)
    if note.url and note.url not in text:
        text = f"{text} ({note.url})"
    words = escape(legible(text))
    return (
        f'<w:footnote w:id="{note.number}"><w:p><w:pPr><w:pStyle w:val="NoteLine"/></w:pPr>'
        f'<w:r>{_RAISED}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>'
    )
