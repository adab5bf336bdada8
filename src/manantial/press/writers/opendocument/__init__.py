"""An OpenDocument text people can go on editing in LibreOffice: the same paper as the Word file, in a free format.

Written here, as press.sheets writes ODS: odfpy had its last release in 2020, and odfdo (1.6 MB over lxml) leaves the
styles, the notes and the fixed bytes to us just the same. Source of the format: OpenDocument 1.3, parts 2 (packages)
and 3 (schema).
"""

from __future__ import annotations

from manantial.press.document import Document, Kind
from manantial.press.edition import Edition, edit
from manantial.press.packing import packed
from manantial.press.writers import office
from manantial.press.writers.opendocument.body import COVER, PICTURES, USUAL, Hand, picture_name
from manantial.press.writers.opendocument.sheet import styles_part
from manantial.press.writers.opendocument.spelling import ODT_TYPE, manifest, part, tag, words

_MIMETYPE = "mimetype"


def write_odt(document: Document) -> bytes:
    """The document as an .odt. Raises what press.edition.edit raises, TypesettingFailed."""
    edition = edit(document)
    hand = Hand(edition, office.pictures(edition), office.text_width(document))
    covered = document.cover is not None and document.kind != Kind.PAPER
    hand.opening = COVER if covered else ""
    body = _front(hand, edition)
    hand.opening = USUAL if covered else ""
    body += hand.flow(edition.body)
    content = part(
        "office:document-content",
        tag("office:automatic-styles", hand.dress.styles()) + tag("office:body", tag("office:text", body)),
    )
    media = {f"{PICTURES}/{picture_name(name, stored)}": stored for name, stored in sorted(hand.pictures.items())}
    parts = {"content.xml": content, "styles.xml": styles_part(edition), "meta.xml": _meta(document)}
    kinds = {**dict.fromkeys(parts, "text/xml"), **{name: stored.media_type for name, stored in media.items()}}
    files = [
        (_MIMETYPE, ODT_TYPE.encode()),
        *parts.items(),
        *((name, stored.content) for name, stored in media.items()),
        ("META-INF/manifest.xml", manifest(kinds)),
    ]
    return packed(files, document.date, stored=frozenset({_MIMETYPE}))


def _front(hand: Hand, edition: Edition) -> str:
    """The title page of a report or booklet; the head of a paper."""
    document, said = edition.document, edition.words
    return "".join(
        (
            *(hand.picture(logo, height=0.6) for logo in edition.logos),
            hand.line(document.publisher, "Publisher"),
            hand.line(document.title, "Title"),
            hand.line(document.subtitle, "Subtitle"),
            *(hand.line(text) for text in (document.cover.lines if document.cover else ())),
            hand.picture(edition.cover) if edition.cover else "",
            hand.line(document.watermark, "Notice"),
            hand.line(edition.date),
            hand.line(f"{said.as_of} {edition.as_of}" if edition.as_of else ""),
            hand.line(f"{said.folio} {document.folio}" if document.folio else ""),
            hand.line(document.fictitious, "Notice"),
            hand.line(document.contact),
            hand.picture(edition.code, height=1.1) if edition.code else "",
            hand.line(document.code.words if document.code else "", "Caption"),
        )
    )


def _meta(document: Document) -> bytes:
    moment = f"{document.date.isoformat()}T12:00:00"
    author = words(", ".join(document.authors) or document.publisher)
    said = [
        tag("meta:generator", "Manantial"),
        tag("dc:title", words(document.title)),
        tag("dc:subject", words(document.subtitle)) if document.subtitle else "",
        tag("meta:initial-creator", author),
        tag("dc:creator", author),
        tag("meta:creation-date", moment),
        tag("dc:date", moment),
        tag("dc:language", document.language),
        *(tag("meta:keyword", words(keyword)) for keyword in document.keywords),
    ]
    return part("office:document-meta", tag("office:meta", "".join(said)))
