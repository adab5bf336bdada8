"""How a Word file of ours looks and what it says of itself: styles, language, sheet, properties, fields."""

from __future__ import annotations

import re
from datetime import datetime

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from manantial.press.document import Document, Kind, Sheet
from manantial.press.glyphs import legible

AGUA, BARRO, PIEDRA = RGBColor(0x0B, 0x4A, 0x52), RGBColor(0x9A, 0x45, 0x22), RGBColor(0x4D, 0x57, 0x55)
FONT = "Calibri"
SHEETS: dict[Sheet, tuple[float, float]] = {
    Sheet.LETTER: (8.5, 11),
    Sheet.LETTER_WIDE: (11, 8.5),
    Sheet.LEGAL: (8.5, 14),
    Sheet.TABLOID: (11, 17),
    Sheet.TABLOID_WIDE: (17, 11),
    Sheet.HALF_LETTER: (5.5, 8.5),
}


def dress(word: Word, document: Document) -> None:
    """Styles, language, sheet and properties, before anything is written."""
    width, height = SHEETS[document.sheet]
    section = word.sections[0]
    section.page_width, section.page_height = Inches(width), Inches(height)
    margin = Cm(1.6) if document.sheet == Sheet.HALF_LETTER else Cm(2.5)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    _styles(word, 14 if document.large or document.kind == Kind.BOOKLET else 11)
    _language(word, document.language)
    _properties(word, document)


def _styles(word: Word, size: float) -> None:
    _style(word, "Normal", size)
    for name in ("Header", "Footer", "Caption"):
        _style(word, name, size * 0.82, PIEDRA, bold=False)
    _style(word, "Title", size * 2.4, AGUA, bold=True)
    _style(word, "Subtitle", size * 1.35, RGBColor(0x1D, 0x24, 0x23), bold=False)
    for level, scale in enumerate((1.8, 1.4, 1.15, 1.0), 1):
        _style(word, f"Heading {level}", size * scale, AGUA, bold=True)
    _style(word, "Quote", size * 1.1, RGBColor(0x1D, 0x24, 0x23))
    for name, scale, colour in (
        ("Publisher", 1.0, BARRO),
        ("Notice", 1.0, BARRO),
        ("Notes Title", 1.0, AGUA),
        ("Small Title", 1.0, AGUA),
        ("Note Line", 0.82, PIEDRA),
        ("Lead", 1.12, AGUA),
    ):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
        _style(word, name, size * scale, colour, bold=name not in {"Note Line", "Lead"})
    word.styles["Caption"].paragraph_format.keep_with_next = False
    word.styles["Quote"].paragraph_format.left_indent = Cm(0.8)
    word.styles["Quote"].font.italic = False


def _style(word: Word, name: str, size: float, colour: RGBColor | None = None, *, bold: bool | None = None) -> None:
    style = word.styles[name]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.font.name = FONT
    style.font.size = Pt(round(size * 2) / 2)
    if colour is not None:
        style.font.color.rgb = colour
    if bold is not None:
        style.font.bold = bold


def _language(word: Word, language: str) -> None:
    for element in word.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


def _properties(word: Word, document: Document) -> None:
    core = word.core_properties
    made = datetime(document.date.year, document.date.month, document.date.day, 12)  # noqa: DTZ001 (Word keeps no zone)
    core.title, core.subject = legible(document.title)[:255], legible(document.subtitle)[:255]
    core.author = legible(", ".join(document.authors) or document.publisher)[:255]
    core.last_modified_by, core.comments = core.author, ""
    core.keywords, core.language = legible(", ".join(document.keywords))[:255], document.language
    core.created = core.modified = made
    core.revision = 1


def say_page(paragraph: Paragraph, words: str) -> None:
    """«Página {n} de {total}» with the fields Word counts."""
    for part in re.split(r"(\{n\}|\{total\})", words):
        field = {"{n}": "PAGE", "{total}": "NUMPAGES"}.get(part)
        run = paragraph.add_run("" if field else part)
        if field:
            for kind, text in (("begin", ""), ("", field), ("end", "")):
                run._r.append(_field(kind, text))


def _field(kind: str, text: str) -> _Element:
    element = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        element.set(qn("w:fldCharType"), kind)
    else:
        element.text = text
    return element
