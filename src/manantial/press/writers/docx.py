"""A Word file people can go on editing: real headings, header rows, alt texts, footnotes.

Every title carries a bookmark with its anchor and every note its number as id, so that a file somebody edited can be
compared with the paper. The list of contents is written as content, with links, because a field stays empty until
somebody updates it.
"""

from __future__ import annotations

import io

import docx
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.shared import Inches

from manantial.press.compile import svgs_to_png
from manantial.press.document import Document, Kind
from manantial.press.edition import Edition, edit
from manantial.press.packing import repacked
from manantial.press.shelf import SVG
from manantial.press.writers.wordnotes import add_notes
from manantial.press.writers.wordparts import Hand
from manantial.press.writers.wordstyle import dress, say_page

RASTER_PX = 1400


def write_docx(document: Document) -> bytes:
    """The document as a .docx. Raises what press.edition.edit raises, TypesettingFailed."""
    edition = edit(document)
    word = docx.Document()
    dress(word, document)
    hand = Hand(word, edition, _pictures(edition))
    _front(hand, edition)
    hand.flow(edition.body, hand.word)
    add_notes(word, edition.notes)
    _running(word, edition)
    out = io.BytesIO()
    word.save(out)
    return repacked(out.getvalue(), document.date)


def _pictures(edition: Edition) -> dict[str, bytes]:
    """Every picture as Word can show it: drawings become PNG, all in one run."""
    drawings = {name: stored.content for name, stored in edition.shelf.pictures.items() if stored.media_type == SVG}
    rastered = dict(zip(drawings, svgs_to_png(list(drawings.values()), width_px=RASTER_PX), strict=True))
    return {name: rastered.get(name, stored.content) for name, stored in edition.shelf.pictures.items()}


def _front(hand: Hand, edition: Edition) -> None:
    document, words = edition.document, edition.words
    page = hand.word
    for logo in edition.logos:
        hand.picture(logo, page, height=Inches(0.6))
    hand.line(document.publisher, page, style="Publisher")
    hand.line(document.title, page, style="Title")
    hand.line(document.subtitle, page, style="Subtitle")
    for text in document.cover.lines if document.cover else ():
        hand.line(text, page)
    if edition.cover:
        hand.picture(edition.cover, page)
    hand.line(document.watermark, page, style="Notice")
    hand.line(edition.date, page)
    hand.line(f"{words.as_of} {edition.as_of}" if edition.as_of else "", page)
    hand.line(f"{words.folio} {document.folio}" if document.folio else "", page)
    hand.line(document.fictitious, page, style="Notice")
    hand.line(document.contact, page)
    if edition.code:
        hand.picture(edition.code, page, height=Inches(1.1))
        hand.line(document.code.words if document.code else "", page, style="Caption")
    if document.cover and document.kind != Kind.PAPER:
        page.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _running(word: Word, edition: Edition) -> None:
    """Header and footer of every page."""
    document, words = edition.document, edition.words
    section = word.sections[0]
    folio = f"{words.folio} {document.folio}" if document.folio else ""
    section.header.paragraphs[0].text = " · ".join(filter(None, (document.title, folio, document.watermark)))
    foot = section.footer.paragraphs[0]
    said = " · ".join(filter(None, (document.fictitious, document.contact)))
    foot.add_run(f"{said}\t" if said else "")
    say_page(foot, words.page)
