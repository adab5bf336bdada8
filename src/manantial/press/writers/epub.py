"""EPUB 3.3 by our own hand: chapters, navigation, endnotes, a cover drawn by the paper's own template, fixed dates.

A quote that brings its sound is heard in its place; a reader that plays none shows words instead.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from PIL import Image as Raster

from manantial.press import nodes
from manantial.press.compile import preview_png
from manantial.press.document import Document
from manantial.press.edition import Edition, edit
from manantial.press.nodes import Node, Title
from manantial.press.packing import packed
from manantial.press.shelf import SVG, Stored
from manantial.press.writers.markup import Markup, esc, no_page, wrap

STYLE = Path(__file__).parent.parent / "styles" / "book.css"
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_MIMETYPE = "mimetype"
_HEARD = frozenset({"audio/mpeg", "audio/mp4"})  # what every reader must play (EPUB 3.3, core media types)


@dataclass(frozen=True, slots=True)
class _Chapter:
    file: str
    body: tuple[Node, ...]


def write_epub(document: Document) -> bytes:
    """The document as an EPUB; notes come at the end. Raises what press.edition.edit raises, TypesettingFailed."""
    edition = edit(document)
    chapters = _chapters(edition)
    files = {anchor: chapter.file for chapter in chapters for anchor in _anchors(chapter.body)}
    sounds = _sounds(edition)
    markup = Markup(
        edition,
        image=lambda name: f"media/{name}",
        sound=lambda name: f"media/{name}" if name in sounds else "",
        note=lambda number: f"notes.xhtml#n{number}",
        file=lambda title: files[title.anchor],
        top=1,
        links=True,
        epub=True,
    )
    pages = {
        "cover.xhtml": wrap("p", f'<img src="media/cover.jpg" alt="{esc(document.title)}"/>', class_="cover-image"),
        "title.xhtml": _title_page(edition, markup),
        **{chapter.file: markup.flow(chapter.body) for chapter in chapters},
    }
    if edition.notes:
        homes = {number: chapter.file for chapter in chapters for number in _calls(chapter.body)}
        pages["notes.xhtml"] = _notes(edition, markup, homes)
    return _bound(edition, pages, markup)


def _sounds(edition: Edition) -> dict[str, bytes]:
    """The sounds that go into the book: those cut to their quote. A longer one would carry more than was quoted."""
    cut = {
        node.sound
        for node in nodes.walk(edition.body)
        if isinstance(node, nodes.Voice) and node.start == 0 and node.end is None
    }
    shelf = edition.shelf.sounds
    return {name: shelf[name].content for name in sorted(cut & set(shelf)) if shelf[name].media_type in _HEARD}


def _drawn(stored: Stored) -> bytes:
    """A picture as books hold it: SVG 1.1, by which they are checked, knows the halo of letters only as a style."""
    return (
        re.sub(rb' paint-order="(\w+)"', rb' style="paint-order:\1"', stored.content)
        if stored.media_type == SVG
        else stored.content
    )


def _bound(edition: Edition, pages: dict[str, str], markup: Markup) -> bytes:
    document = edition.document
    media = {name: _drawn(stored) for name, stored in sorted(edition.shelf.pictures.items())}
    media["cover.jpg"] = _cover(document)
    media |= _sounds(edition)
    parts = [
        (_MIMETYPE, b"application/epub+zip"),
        ("META-INF/container.xml", _CONTAINER.encode()),
        ("OEBPS/book.opf", _package(edition, list(pages), media).encode()),
        ("OEBPS/nav.xhtml", _page(edition, _nav(edition, markup)).encode()),
        ("OEBPS/book.css", STYLE.read_bytes()),
        *((f"OEBPS/{name}", _page(edition, body).encode()) for name, body in pages.items()),
        *((f"OEBPS/media/{name}", content) for name, content in media.items()),
    ]
    return packed(parts, document.date, stored=frozenset({_MIMETYPE}))


def _chapters(edition: Edition) -> list[_Chapter]:
    groups: list[list[Node]] = [[]]
    for node in edition.body:
        if isinstance(node, Title) and node.level == 1:
            groups.append([])
        groups[-1].append(node)
    return [_Chapter(f"c{number:03}.xhtml", tuple(group)) for number, group in enumerate(groups) if group]


def _anchors(body: tuple[Node, ...]) -> list[str]:
    return [node.anchor for node in nodes.walk(body) if isinstance(node, Title)]


def _calls(body: tuple[Node, ...]) -> list[int]:
    return [node.number for node in nodes.walk(body) if isinstance(node, nodes.Call)]


def _title_page(edition: Edition, markup: Markup) -> str:
    document, words = edition.document, edition.words
    parts = [
        wrap("p", esc(document.publisher), class_="publisher"),
        wrap("h1", esc(document.title)),
        wrap("p", esc(document.subtitle)) if document.subtitle else "",
        wrap("p", "<br/>".join(map(esc, document.cover.lines))) if document.cover and document.cover.lines else "",
        wrap("p", esc(document.watermark), class_="draft") if document.watermark else "",
        wrap("p", esc(edition.date) + (f"<br/>{esc(words.as_of)} {esc(edition.as_of)}" if edition.as_of else "")),
        wrap("p", esc(f"{words.folio} {document.folio}")) if document.folio else "",
        wrap("p", esc(document.fictitious), class_="fictitious") if document.fictitious else "",
        wrap("p", esc(document.contact)) if document.contact else "",
        markup.picture(edition.code) if edition.code else "",
    ]
    return "\n".join(filter(None, parts))


def _notes(edition: Edition, markup: Markup, homes: dict[int, str]) -> str:
    back = esc(edition.words.back)
    items = (
        f'<li epub:type="endnote" role="doc-endnote" id="n{note.number}">{markup.note_body(note, no_page)} '
        f'<a href="{homes[note.number]}#c{note.number}" role="doc-backlink" aria-label="{back}">↩</a></li>'
        for note in edition.notes
    )
    inside = wrap("h1", esc(edition.words.notes)) + wrap("ol", "\n".join(items))
    return f'<section epub:type="endnotes" role="doc-endnotes">{inside}</section>'


def _nav(edition: Edition, markup: Markup) -> str:
    titles = [("title.xhtml", esc(edition.document.title))]
    titles += [
        (f"{markup.file(title)}#{title.anchor}", markup.heading(title)) for title in edition.titles if title.level == 1
    ]
    if edition.notes:
        titles.append(("notes.xhtml", esc(edition.words.notes)))
    items = "".join(wrap("li", wrap("a", heading, href=file)) for file, heading in titles)
    return f'<nav epub:type="toc" id="toc" role="doc-toc"><h1>{esc(edition.words.contents)}</h1><ol>{items}</ol></nav>'


def _page(edition: Edition, body: str) -> str:
    language = 'lang="{0}" xml:lang="{0}"'.format(esc(edition.document.language))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" {language}>
<head>
<title>{esc(edition.document.title)}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body>
{body}
</body>
</html>
"""


def _package(edition: Edition, pages: list[str], media: dict[str, bytes]) -> str:
    document = edition.document
    stored = {**edition.shelf.pictures, **edition.shelf.sounds}
    kinds = {name: one.media_type for name, one in stored.items()}
    items = ['<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>']
    items += ['<item id="css" href="book.css" media-type="text/css"/>']
    items += [f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)]
    items += [
        f'<item id="m{n}" href="media/{name}" media-type="{kinds.get(name, "image/jpeg")}"'
        + (' properties="cover-image"/>' if name == "cover.jpg" else "/>")
        for n, name in enumerate(media)
    ]
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{esc(document.language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{_metadata(document, heard=bool(_sounds(edition)))}
</metadata>
<manifest>
{chr(10).join(items)}
</manifest>
<spine>{spine}</spine>
</package>
"""


def _metadata(document: Document, *, heard: bool) -> str:
    key = f"{document.publisher}/{document.title}/{document.folio}/{document.date}"
    said = [
        wrap("dc:identifier", esc(document.identifier or uuid5(NAMESPACE_URL, key).urn), id="id"),
        wrap("dc:title", esc(document.title)),
        wrap("dc:language", esc(document.language)),
        wrap("dc:publisher", esc(document.publisher)),
        wrap("dc:date", document.date.isoformat()),
        *(wrap("dc:creator", esc(author)) for author in document.authors),
        *(wrap("dc:subject", esc(keyword)) for keyword in document.keywords),
        f'<meta property="dcterms:modified">{document.date.isoformat()}T12:00:00Z</meta>',
    ]
    features = ("alternativeText", "structuralNavigation", "tableOfContents")
    access = [
        ("accessMode", "textual"),
        ("accessMode", "visual"),
        *([("accessMode", "auditory")] if heard else []),
        ("accessModeSufficient", "textual"),
        *(("accessibilityFeature", feature) for feature in features),
        ("accessibilityHazard", "none"),
    ]
    said += [f'<meta property="schema:{name}">{value}</meta>' for name, value in access]
    return "\n".join(said)


def _cover(document: Document) -> bytes:
    """The first page as the paper's own template prints it."""
    first = preview_png(replace(document, blocks=()), ppi=110)[0]
    out = io.BytesIO()
    with Raster.open(io.BytesIO(first)) as page:
        page.convert("RGB").save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
