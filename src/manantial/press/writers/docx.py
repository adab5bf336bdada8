"""A Word file people can go on editing: real headings, header rows, alt texts, footnotes, a watermark one can remove.

Every title carries a bookmark with its anchor, every note its number as id, and every place under /origen/ its mark
(press.marks), so that a comment somebody writes finds what it speaks of. The list of contents is written as content,
with links, because a field stays empty until somebody updates it.
"""

from __future__ import annotations

import io

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Inches
from docx.text.paragraph import Paragraph

from manantial.press.document import Document, Kind
from manantial.press.edition import Edition, edit
from manantial.press.glyphs import legible
from manantial.press.packing import repacked
from manantial.press.writers import office
from manantial.press.writers.wordnotes import add_notes
from manantial.press.writers.wordparts import Hand
from manantial.press.writers.wordstyle import dress, lay_watermark, say_page


def write_docx(document: Document) -> bytes:
    """The document as a .docx. Raises what press.edition.edit raises, TypesettingFailed."""
    edition = edit(document)
    word = docx.Document()
    dress(word, document)
    hand = Hand(word, edition, office.pictures(edition), office.text_width(document))
    _front(hand, edition)
    before = len(word.element.body)
    hand.flow(edition.body, word)
    if document.cover and document.kind != Kind.PAPER:
        _open_page(word, before)
    add_notes(word, edition.notes)
    _running(word, edition)
    out = io.BytesIO()
    word.save(out)
    return repacked(out.getvalue(), document.date)


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


def _open_page(word: Word, place: int) -> None:
    """Let what stands at a place of the body begin on a new page."""
    first = word.element.body[place - 1]  # the last element is the section, which stays behind what is written
    if first.tag == qn("w:p"):
        Paragraph(first, word._body).paragraph_format.page_break_before = True
    else:
        broken = word.add_paragraph()
        broken.paragraph_format.page_break_before = True
        first.addprevious(broken._p)


def _running(word: Word, edition: Edition) -> None:
    """Header and footer of every page."""
    document, words = edition.document, edition.words
    section = word.sections[0]
    folio = f"{words.folio} {document.folio}" if document.folio else ""
    head = section.header.paragraphs[0]
    head.text = legible(" · ".join(filter(None, (document.title, folio, document.watermark))))
    if document.watermark:
        for place in (head, section.first_page_header.paragraphs[0]):
            lay_watermark(place, document.watermark, office.SHEETS[document.sheet][0])
    foot = section.footer.paragraphs[0]
    said = " · ".join(filter(None, (document.fictitious, document.contact)))
    if said:
        foot.add_run(legible(said))
        foot = section.footer.add_paragraph(style="Footer")
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    say_page(foot, words.page)
