"""The named styles of an OpenDocument text: what a person changes once to change the whole paper."""

from __future__ import annotations

from manantial.press.document import Document, Kind
from manantial.press.writers.office import AGUA, FONT, LOOKS, PIEDRA, TINTA, Look, text_size, text_width
from manantial.press.writers.opendocument.spelling import inches, locale, tag

LEVELS = 3  # of a list
_TITLES = {f"Heading {level}": level for level in range(1, 5)}
_APART = {  # centimetres before and after a paragraph; 0 and 0.25 for those not named
    **{name: (0.75 - level * 0.1, 0.2) for name, level in _TITLES.items()},
    **dict.fromkeys(("Header", "Footer"), (0.0, 0.0)),
    **dict.fromkeys(("Table Text", "Small Table Text"), (0.0, 0.03)),
    "Title": (0.1, 0.4),
    "Subtitle": (0.0, 0.4),
    "Caption": (0.1, 0.35),
    "Note Line": (0.0, 0.07),
    "Small Title": (0.25, 0.1),
    "Fact": (0.0, 0.1),
}
_FAMILY = {"style_family": "paragraph"}
_INDENT = 0.8  # centimetres that a quote and each level of a list stand in
_RAISED = {"style_text_position": "super 62%"}
_LETTERS = {
    "Strong": {"fo_font_weight": "bold"},
    "Emphasis": {"fo_font_style": "italic"},
    "Strong Emphasis": {"fo_font_weight": "bold", "fo_font_style": "italic"},
    "Raised": _RAISED,
    "Link": {"fo_color": f"#{AGUA}", "style_text_underline_style": "solid"},
    "Contents Link": {"fo_color": f"#{TINTA}", "style_text_underline_style": "none"},
}


def key(name: str) -> str:
    """A name as references to styles call it: spaces cannot stand there."""
    return name.replace(" ", "_20_")


def named_styles(document: Document) -> str:
    """Every named style of the paper, with its letters and its language."""
    size = text_size(document)
    letters = {"style_font_name": FONT, "fo_font_size": f"{size}pt"}
    spoken = tag("style:text-properties", **letters, **locale(document.language))
    return "".join(
        (
            tag("style:default-style", spoken, **_FAMILY),
            _style("Standard", _paragraph(0, 0.25), parent=""),
            *(_look(look, size, opens=document.kind == Kind.REPORT) for look in LOOKS),
            *_more(text_width(document)),
            *(tag("style:style", tag("style:text-properties", **look), style_name=key(name), style_family="text")
              for name, look in _LETTERS.items()),
            _outline(),
            _list("Bullets", "text:list-level-style-bullet", text_bullet_char="•"),
            _list("Numbers", "text:list-level-style-number", style_num_format="1", style_num_suffix="."),
            _notes(),
        )
    )  # fmt: skip


def _style(name: str, inside: str, *, parent: str = "Standard", **more: object) -> str:
    about = {"style_name": key(name), "style_display_name": name, "style_parent_style_name": key(parent)}
    return tag("style:style", inside, **about, **_FAMILY, **more)


def _paragraph(before: float, after: float, **more: object) -> str:
    apart = {"fo_margin_top": f"{before:g}cm", "fo_margin_bottom": f"{after:g}cm", "fo_line_height": "112%"}
    return tag("style:paragraph-properties", **apart, **more)


def _look(look: Look, size: float, *, opens: bool) -> str:
    before, after = _APART.get(look.name, (0.0, 0.25))
    more: dict[str, object] = {}
    if look.name in {"Small Title", "Quote", *_TITLES}:
        more["fo_keep_with_next"] = "always"
    if look.name == "Heading 1" and opens:
        more["fo_break_before"] = "page"
    if look.name in {"Quote", "Attribution"}:
        more |= {"fo_margin_left": f"{_INDENT}cm", "fo_margin_right": f"{_INDENT}cm"}
    letters = tag(
        "style:text-properties",
        fo_font_size=f"{round(size * look.scale * 2) / 2:g}pt",
        fo_color=f"#{look.colour}" if look.colour else "",
        fo_font_weight={None: "", True: "bold", False: "normal"}[look.bold],
    )
    level = _TITLES.get(look.name)
    following = "Standard" if level else ""
    inside = _paragraph(before, after, **more) + letters
    return _style(look.name, inside, style_default_outline_level=level, style_next_style_name=following)


def _more(wide: float) -> list[str]:
    """Styles only this format needs: lines to write on, the list of contents, numbers at the right."""
    stop = tag("style:tab-stop", style_position=inches(wide), style_type="right", style_leader_style="dotted",
               style_leader_text=".")  # fmt: skip
    stops = tag("style:tab-stops", stop)
    line = {"fo_border_bottom": f"0.5pt solid #{PIEDRA}", "fo_margin_top": "0.5cm", "fo_margin_bottom": "0.1cm"}
    line["style_join_border"] = "false"
    kept = tag("style:paragraph-properties", fo_keep_with_next="always")
    right, centre = (tag("style:paragraph-properties", fo_text_align=side) for side in ("end", "center"))
    return [
        *(_style(f"Contents {level}", _contents_line(level, stops)) for level in range(1, 5)),
        _style("Line", tag("style:paragraph-properties", **line)),
        _style("Centred", centre),
        *(_style(f"{name} Right", right, parent=name) for name in ("Table Text", "Small Table Text", "Footer")),
        _style("Caption Above", kept, parent="Caption"),
        _style("Picture Line", kept),
        _style("List Item", _paragraph(0, 0.08)),
        _style("Gap", _paragraph(0, 0) + tag("style:text-properties", fo_font_size="6pt")),
    ]


def _contents_line(level: int, stops: str) -> str:
    indent = {"fo_margin_left": f"{0.7 * (level - 1):g}cm", "fo_margin_bottom": "0.05cm"}
    return tag("style:paragraph-properties", stops, **indent)


def _outline() -> str:
    """Titles carry their number in their words, so the outline itself counts nothing."""
    levels = (f'<text:outline-level-style text:level="{level}" style:num-format=""/>' for level in range(1, 5))
    return tag("text:outline-style", "".join(levels), style_name="Outline")


def _list(name: str, kind: str, **sign: object) -> str:
    levels = (tag(kind, _list_level(level), text_level=level, **sign) for level in range(1, LEVELS + 1))
    return tag("text:list-style", "".join(levels), style_name=name)


def _list_level(level: int) -> str:
    room = {"fo_text_indent": f"-{_INDENT * 0.7:g}cm", "fo_margin_left": f"{_INDENT * level:g}cm"}
    label = tag("style:list-level-label-alignment", text_label_followed_by="listtab", **room)
    mode = {"text_list_level_position_and_space_mode": "label-alignment"}
    return tag("style:list-level-properties", label, **mode)


def _notes() -> str:
    return tag(
        "text:notes-configuration",
        text_note_class="footnote",
        text_citation_style_name="Raised",
        text_citation_body_style_name="Raised",
        text_default_style_name=key("Note Line"),
        style_num_format="1",
        text_start_value=0,
        text_footnotes_position="page",
        text_start_numbering_at="document",
    )
