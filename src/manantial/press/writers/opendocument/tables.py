"""Tables of an OpenDocument text, and the styles that only the content of one file knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from manantial.press import nodes
from manantial.press.nodes import Inlines
from manantial.press.writers import office
from manantial.press.writers.opendocument.looks import key
from manantial.press.writers.opendocument.spelling import inches, locale, tag, words

_GROUND = {"fo_background_color": f"#{office.CAL}"}
_CELLS = {
    "Head": {**_GROUND, "fo_border_bottom": f"1pt solid #{office.AGUA}", "fo_padding": "0.07cm"},
    "Cell": {"fo_border_bottom": f"0.5pt solid #{office.RAYA}", "fo_padding": "0.07cm"},
    "Framed": {**_GROUND, "fo_border": f"0.8pt solid #{office.AGUA}", "fo_padding": "0.18cm"},
    "Open": {"fo_padding": "0.08cm"},
}


@dataclass(slots=True)
class Dress:
    """The styles that the content of one file asks for while it is written."""

    columns: dict[str, str] = field(default_factory=dict)
    tables: dict[tuple[str, bool], str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    turned: dict[tuple[str, str], str] = field(default_factory=dict)
    count: int = 0

    def column(self, wide: float) -> str:
        """The style of a column so many inches wide."""
        return self.columns.setdefault(inches(wide), f"co{len(self.columns) + 1}")

    def table(self, wide: float, *, whole: bool) -> str:
        """The style of a table so many inches wide; a whole one is not split between pages."""
        return self.tables.setdefault((inches(wide), whole), f"ta{len(self.tables) + 1}")

    def spoken(self, language: str) -> str:
        """The style of words in another language."""
        return self.languages.setdefault(language, f"la{len(self.languages) + 1}")

    def opened(self, style: str, page: str) -> str:
        """The same style at the head of a new page of a kind (`Standard`, `Cover`)."""
        return self.turned.setdefault((style, page), f"op{len(self.turned) + 1}")

    def named(self) -> str:
        """A name for the next table."""
        self.count += 1
        return f"table{self.count}"

    def styles(self) -> str:
        """All of them, as the content declares them."""
        fixed = (
            _style("Row", "table-row", fo_keep_together="always"),
            *(_style(name, "table-cell", **look) for name, look in _CELLS.items()),
            _style("Picture", "graphic", style_vertical_pos="top", style_vertical_rel="baseline"),
        )
        asked = (
            *(
                _style(name, "table", style_width=wide, table_align="left", style_may_break_between_rows=split)
                for (wide, whole), name in self.tables.items()
                for split in ["false" if whole else "true"]
            ),
            *(_style(name, "table-column", style_column_width=wide) for wide, name in self.columns.items()),
            *(_style(name, "text", **locale(spoken)) for spoken, name in self.languages.items()),
            *(_turned(name, style, page) for (style, page), name in self.turned.items()),
        )
        return "".join((*fixed, *asked))


def _style(name: str, family: str, **look: object) -> str:
    return tag("style:style", tag(f"style:{family}-properties", **look), style_name=name, style_family=family)


def _turned(name: str, style: str, page: str) -> str:
    about = {"style_parent_style_name": key(style), "style_master_page_name": page}
    return tag("style:style", style_name=name, style_family="paragraph", **about)


def laid(dress: Dress, widths: Sequence[float], rows: Sequence[str], *, caption: str = "") -> str:
    """A table of finished rows; the caption is said to those who cannot see it."""
    columns = "".join(tag("table:table-column", table_style_name=dress.column(wide)) for wide in widths)
    told = tag("table:title", words(caption)) if caption else ""
    style = dress.table(sum(widths), whole=len(rows) <= office.TOGETHER)
    return tag("table:table", told + columns + "".join(rows), table_name=dress.named(), table_style_name=style)


def cell(inside: str, style: str) -> str:
    """A cell with finished paragraphs."""
    return tag("table:table-cell", inside, table_style_name=style, office_value_type="string")


def row(cells: Iterable[str]) -> str:
    """A row of finished cells, never split between pages."""
    return tag("table:table-row", "".join(cells), table_style_name="Row")


def sheet_rows(sheet: nodes.Sheet, spell: Callable[[Inlines], str]) -> list[str]:
    """The rows of a table of data: the head repeats on every page, the total stands in bold."""
    style = office.table_text(sheet).name
    names = [key(f"{style} Right" if head.align == "right" else style) for head in sheet.heads]

    def line(cells: Iterable[Inlines], look: str) -> str:
        texts = (tag("text:p", spell(inside), text_style_name=name) for inside, name in zip(cells, names, strict=True))
        return row(cell(text, look) for text in texts)

    heads = ((nodes.Strong((nodes.Text(head.title),)),) for head in sheet.heads)
    lines = [*((each, each.strong) for each in sheet.rows), *([(sheet.total, True)] if sheet.total else [])]
    body = [
        line(((nodes.Strong(inside),) if strong else inside for inside in each.cells), "Cell") for each, strong in lines
    ]
    return [tag("table:table-header-rows", line(heads, "Head")), *body]
