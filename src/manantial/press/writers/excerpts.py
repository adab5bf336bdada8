"""A long list of quoted passages as Word, OpenDocument or HTML, written while it is read: ten or a hundred thousand.

The document model of the press holds a whole paper in memory and lays it out; that is right for a report and wrong for
every fragment of a code. Here each passage is a heading line, its words and a line of where they come from.
Source of the format: ECMA-376, the smallest document that Word and LibreOffice open without repairing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape as html_escape

from manantial.kernel.text import slug_name
from manantial.press.sheets import escaped
from manantial.press.writers.opendocument.spelling import ODT_TYPE
from manantial.press.writers.opentext import Paragraph, odt_members
from manantial.press.zips import zip_members

FORMATS = ("docx", "odt", "html")
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": ODT_TYPE,
    "html": "text/html; charset=utf-8",
}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BATCH = 200


@dataclass(frozen=True)
class Excerpt:
    """One passage: what it is called, the words before it, its own and those after it, and where it comes from."""

    heading: str
    words: str
    origin: str = ""
    before: str = ""
    after: str = ""


def excerpts_name(form: str, title: str) -> str:
    """The safe name of the file."""
    return f"{slug_name(title)}.{form}"


def excerpts_stream(form: str, title: str, lead: str, passages: Iterable[Excerpt], *, language: str) -> Iterator[bytes]:
    """Yield the bytes of the document while its passages are read. KeyError for another format."""
    if form == "html":
        return _html(title, lead, passages, language)
    if form == "odt":
        return zip_members(odt_members(_paragraphs(title, lead, passages), title=title, language=language))
    return zip_members(_docx_members(title, lead, passages, language))


def _html(title: str, lead: str, passages: Iterable[Excerpt], language: str) -> Iterator[bytes]:
    style = "body{font:18px/1.5 serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
    style += ".o{color:#574b3f}mark{background:#fbecc4}"
    yield (
        f'<!doctype html>\n<html lang="{html_escape(language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{html_escape(title)}</title>'
        f"<style>{style}</style></head><body><h1>{html_escape(title)}</h1><p>{html_escape(lead)}</p>\n"
    ).encode()
    for some in _batches(passages):
        yield "".join(
            f"<h2>{html_escape(one.heading)}</h2><blockquote>{html_escape(one.before)}"
            f"<mark>{html_escape(one.words)}</mark>{html_escape(one.after)}</blockquote>"
            f'<p class="o">{html_escape(one.origin)}</p>\n'
            for one in some
        ).encode()
    yield b"</body></html>\n"


def _paragraphs(title: str, lead: str, passages: Iterable[Excerpt]) -> Iterator[Paragraph]:
    yield Paragraph(title, style="Title")
    yield Paragraph(lead)
    for one in passages:
        yield Paragraph(one.heading, style="Heading", level=2)
        yield Paragraph(one.before, one.words, one.after)
        yield Paragraph(one.origin, style="Origin")


def _docx_members(
    title: str, lead: str, passages: Iterable[Excerpt], language: str
) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    yield "[Content_Types].xml", _content_types()
    yield "_rels/.rels", _relations("officeDocument", "word/document.xml")
    yield "word/_rels/document.xml.rels", _relations("styles", "styles.xml")
    yield "word/styles.xml", _styles(language)
    yield "word/document.xml", _docx_body(title, lead, passages)


def _docx_body(title: str, lead: str, passages: Iterable[Excerpt]) -> Iterator[bytes]:
    yield f"{_HEAD}<w:document {_W}><w:body>{_line('Title', title)}{_line('', lead)}".encode()
    for some in _batches(passages):
        yield "".join(
            f"{_line('Heading2', one.heading)}"
            f"<w:p>{_run(one.before)}{_run(one.words, bold=True)}{_run(one.after)}</w:p>"
            f"{_line('Origin', one.origin)}"
            for one in some
        ).encode()
    page = '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
    page += 'w:header="567" w:footer="567" w:gutter="0"/>'
    yield f"<w:sectPr>{page}</w:sectPr></w:body></w:document>".encode()


def _line(style: str, text: str) -> str:
    if not text:
        return ""
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}{_run(text)}</w:p>"


def _run(text: str, *, bold: bool = False) -> str:
    if not text:
        return ""
    kind = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{kind}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _batches(passages: Iterable[Excerpt]) -> Iterator[list[Excerpt]]:
    some: list[Excerpt] = []
    for one in passages:
        some.append(one)
        if len(some) == _BATCH:
            yield some
            some = []
    yield some


def _content_types() -> bytes:
    kinds = (("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"))
    parts = (("/word/document.xml", f"{_WORD}.document.main+xml"), ("/word/styles.xml", f"{_WORD}.styles+xml"))
    defaults = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in kinds)
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts)
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{_HEAD}<Types xmlns="{space}">{defaults}{overrides}</Types>'.encode()


def _relations(kind: str, target: str) -> bytes:
    link = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{link}</Relationships>'.encode()


def _styles(language: str) -> bytes:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/>'
        f'<w:lang w:val="{escaped(language)}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    looks = (
        ("Normal", "Normal", ""),
        ("Title", "Title", '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
        ("Heading2", "heading 2", '<w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>'),
        ("Origin", "Origin", '<w:rPr><w:i/><w:color w:val="574B3F"/><w:sz w:val="20"/></w:rPr>'),
    )
    drawn = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"{_DEFAULT if key == "Normal" else ""}>'
        f'<w:name w:val="{name}"/>{look}</w:style>'
        for key, name, look in looks
    )
    return f"{_HEAD}<w:styles {_W}>{defaults}{drawn}</w:styles>".encode()


_DEFAULT = ' w:default="1"'
