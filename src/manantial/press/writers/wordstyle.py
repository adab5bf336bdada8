"""How a Word file of ours looks and what it says of itself: styles, language, sheet, properties, fields."""

from __future__ import annotations

import re
from datetime import datetime
from xml.sax.saxutils import quoteattr

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from manantial.press.document import Document, Kind
from manantial.press.glyphs import legible
from manantial.press.writers.office import FONT, LOOKS, SHEETS, Look, margin, text_size

# The preset 136 of VML (ECMA-376 part 4, 19.1.2): a line of letters stretched to its box. Word removes by
# «Quitar marca de agua» what bears this name.
_WATERMARK = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject" type="#_x0000_t136" alt={words} o:allowincell="f" fillcolor="#d9d9d9"
 stroked="f" style="position:absolute;margin-left:0;margin-top:0;width:{wide:.0f}pt;height:{tall:.0f}pt;rotation:315;
z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin"><v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt" string={words}/></v:shape></w:pict></w:r>"""


def dress(word: Word, document: Document) -> None:
    """Styles, language, sheet and properties, before anything is written."""
    width, height = SHEETS[document.sheet]
    section = word.sections[0]
    section.page_width, section.page_height = Inches(width), Inches(height)
    free = Inches(margin(document.sheet))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = free
    section.header_distance = section.footer_distance = Inches(margin(document.sheet) * 0.45)
    section.different_first_page_header_footer = document.cover is not None and document.kind != Kind.PAPER
    _styles(word, text_size(document))
    word.styles["Heading 1"].paragraph_format.page_break_before = document.kind == Kind.REPORT
    _language(word, document.language)
    _properties(word, document)


def style_ids(word: Word) -> dict[str, str | None]:
    """The id of each style of paragraph by its name, None for the usual one, which nothing has to name.

    python-docx looks through all styles for every paragraph that is given one: half the time of a report.
    """
    styles = [style for style in word.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]
    usual = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    return {style.name: None if style == usual else style.style_id for style in styles}


def _styles(word: Word, size: float) -> None:
    known = {style.name for style in word.styles}
    _style(word, Look("Normal", 1.0), size)
    for look in LOOKS:
        if look.name not in known:
            word.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
        _style(word, look, size)
    usual = word.styles["Normal"].paragraph_format
    usual.space_after, usual.line_spacing = Pt(7), 1.12
    word.styles["Caption"].paragraph_format.keep_with_next = False
    for name, points in (("Note Line", 2), ("Fact", 3), ("Small Title", 4)):
        word.styles[name].paragraph_format.space_after = Pt(points)
    word.styles["Small Title"].paragraph_format.keep_with_next = True
    for name in ("Quote", "Attribution"):
        word.styles[name].paragraph_format.left_indent = Cm(0.8)
    word.styles["Quote"].font.italic = False


def _style(word: Word, look: Look, size: float) -> None:
    style = word.styles[look.name]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.font.name = FONT
    style.font.size = Pt(round(size * look.scale * 2) / 2)
    if look.colour:
        style.font.color.rgb = RGBColor.from_string(look.colour)
    if look.bold is not None:
        style.font.bold = look.bold


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


def lay_watermark(paragraph: Paragraph, words: str, sheet: float) -> None:
    """A word in large grey letters across every page of a header, behind the text; the sheet is so many inches wide."""
    wide = sheet * 72 * 0.8
    tall = min(wide / len(words) * 1.5, wide / 3)
    made = _WATERMARK.format(words=quoteattr(legible(words)), wide=wide, tall=tall, font=FONT)
    paragraph._p.append(parse_xml(made))


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
