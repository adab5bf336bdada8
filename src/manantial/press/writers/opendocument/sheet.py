"""The sheet of an OpenDocument text: its size, what stands on the edge of every page, the word across it."""

from __future__ import annotations

import re

from manantial.press.document import Document
from manantial.press.edition import Edition
from manantial.press.writers.office import FONT, RAYA, SHEETS, margin
from manantial.press.writers.opendocument.looks import key, named_styles
from manantial.press.writers.opendocument.spelling import inches, part, tag, words

# The custom shape that LibreOffice itself makes for a watermark: letters stretched along two lines.
_FORMULAS = (
    "$0 -10800", "?f0 *2", "abs(?f1 )", "if(?f1 ,0,?f2 )", "21600-?f2 ", "if(?f1 ,?f4 ,21600)", "if(?f1 ,?f2 ,0)",
    "if(?f1 ,21600,?f4 )",
)  # fmt: skip
_PATH = {
    "draw_text_path": "true", "draw_text_path_mode": "shape", "draw_text_path_scale": "path",
    "draw_type": "fontwork-plain-text", "draw_modifiers": "10800", "svg_viewBox": "0 0 21600 21600",
    "draw_text_areas": "0 0 21600 21600", "draw_enhanced_path": "M ?f3 0 L ?f5 0 N M ?f6 21600 L ?f7 21600 N",
}  # fmt: skip
_BEHIND = {
    "draw_stroke": "none", "draw_fill": "solid", "draw_fill_color": "#d9d9d9", "draw_opacity": "50%",
    "style_run_through": "background", "style_wrap": "run-through", "style_flow_with_text": "false",
    "style_vertical_pos": "middle", "style_vertical_rel": "page-content",
    "style_horizontal_pos": "center", "style_horizontal_rel": "page-content",
    "draw_auto_grow_height": "false", "draw_auto_grow_width": "false", "style_number_wrapped_paragraphs": "no-limit",
}  # fmt: skip


def styles_part(edition: Edition) -> bytes:
    """styles.xml: the named styles, the sheet, header and footer."""
    document = edition.document
    face = tag("style:font-face", style_name=FONT, svg_font_family=FONT, style_font_family_generic="swiss")
    wide, tall = _watered(document)
    least = {"fo_min_width": inches(wide), "fo_min_height": inches(tall)}
    look = tag("style:graphic-properties", **_BEHIND, **least)
    behind = tag("style:style", look, style_name="Water", style_family="graphic")
    return part(
        "office:document-styles",
        tag("office:font-face-decls", face)
        + tag("office:styles", named_styles(document))
        + tag("office:automatic-styles", _layout(document) + behind)
        + tag("office:master-styles", _masters(edition)),
    )


def _layout(document: Document) -> str:
    width, height = SHEETS[document.sheet]
    side, end = inches(margin(document.sheet)), inches(margin(document.sheet) * 0.6)
    around = {f"fo_margin_{where}": side for where in ("left", "right")}
    around |= {f"fo_margin_{where}": end for where in ("top", "bottom")}
    line = {"style_width": "0.5pt", "style_rel_width": "25%", "style_color": f"#{RAYA}"}
    line |= {f"style_distance_{where}_sep": "0.15cm" for where in ("before", "after")}
    turned = "landscape" if width > height else "portrait"
    sheet = tag(
        "style:page-layout-properties",
        tag("style:footnote-sep", **line),
        fo_page_width=inches(width),
        fo_page_height=inches(height),
        style_print_orientation=turned,
        **around,
    )
    edges = "".join(
        tag(name, tag("style:header-footer-properties", fo_min_height="0.6cm", **{gap: "0.35cm"}))
        for name, gap in (("style:header-style", "fo_margin_bottom"), ("style:footer-style", "fo_margin_top"))
    )
    return tag("style:page-layout", sheet + edges, style_name="Sheet")


def _masters(edition: Edition) -> str:
    """Every page with its header and footer; the cover with the watermark alone."""
    document = edition.document
    water = _watermark(document)
    folio = f"{edition.words.folio} {document.folio}" if document.folio else ""
    running = " · ".join(filter(None, (document.title, folio, document.watermark)))
    about = {"style_page_layout_name": "Sheet"}
    head = tag("style:header", tag("text:p", words(running) + water, text_style_name="Header"))
    usual = tag("style:master-page", head + tag("style:footer", _footer(edition)), style_name="Standard", **about)
    bare = tag("style:header", tag("text:p", water, text_style_name="Header")) if water else ""
    return usual + tag("style:master-page", bare, style_name="Cover", style_next_style_name="Standard", **about)


def _footer(edition: Edition) -> str:
    document = edition.document
    said = " · ".join(filter(None, (document.fictitious, document.contact)))
    fields = {"{n}": tag("text:page-number", "1", text_select_page="current"), "{total}": tag("text:page-count", "1")}
    counted = "".join(fields.get(piece) or words(piece) for piece in re.split(r"(\{n\}|\{total\})", edition.words.page))
    line = tag("text:p", words(said), text_style_name="Footer") if said else ""
    return line + tag("text:p", counted, text_style_name=key("Footer Right"))


def _watered(document: Document) -> tuple[float, float]:
    """Inches that the word across the page takes before it is turned."""
    wide = SHEETS[document.sheet][0] * 0.8
    return wide, min(wide / max(len(document.watermark), 1) * 1.5, wide / 3)


def _watermark(document: Document) -> str:
    if not document.watermark:
        return ""
    wide, tall = _watered(document)
    formulas = "".join(
        tag("draw:equation", draw_name=f"f{number}", draw_formula=formula) for number, formula in enumerate(_FORMULAS)
    )
    return tag(
        "draw:custom-shape",
        tag("text:p", words(document.watermark)) + tag("draw:enhanced-geometry", formulas, **_PATH),
        draw_name="PowerPlusWaterMarkObject",
        draw_style_name="Water",
        text_anchor_type="char",
        svg_width=inches(wide),
        svg_height=inches(tall),
        draw_transform=f"rotate (0.7853982) translate ({inches(wide * 0.06)} {inches(wide)})",
    )
