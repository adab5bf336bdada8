"""The governance of the alliance as one drawing, counted from data: assembly, board, staff, committees.

One ink on white, so that a photocopy keeps it; its words are also its description.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.meaning.queries.counted import Registers, registers, seat_name
from manantial.people.rules import BodyKind, Sector
from manantial.press.document import Picture
from manantial.press.lettering import FAMILY, wrap

WIDE, GAP, LEFT, SMALL, LINE = 560, 34, 20, 15, 19
HEAD, FOOT = 52, 18  # above and below the small words of a box
INK, GROUND = "#12262b", "#ffffff"


@dataclass(frozen=True)
class Organ:
    """One box of the drawing: its name and what it says under it."""

    name: str
    words: str
    brief: str = ""  # for where there is little room; empty: the same words

    @property
    def line(self) -> str:
        """The organ in one short line."""
        return f"{self.name}: {self.brief or self.words}"

    @property
    def lines(self) -> list[str]:
        """Its words as they fit in the box; a box is as tall as they need."""
        return wrap(self.words, SMALL, WIDE - 2 * LEFT)

    @property
    def tall(self) -> int:
        """The height of its box."""
        return HEAD + LINE * len(self.lines) + FOOT


def organs(on: date, read: Registers | None = None) -> list[Organ]:
    """The organs of the alliance that exist on a day, from the assembly to the committees."""
    read = read or registers(on)
    found = []
    if read.count(BodyKind.ASSEMBLY):
        found.append(Organ(_("Asamblea"), _assembly_words(len(read.of(BodyKind.ASSEMBLY))), _("aquí se decide")))
    if board := read.by_sector(BodyKind.BOARD):
        found.append(Organ(_("Junta de gobierno"), _board_words(board)))
    if posts := read.of(BodyKind.OPERATING):
        words = ngettext("%(count)s puesto: %(names)s", "%(count)s puestos: %(names)s", len(posts))
        names = ", ".join(_counted_names(Counter(map(seat_name, posts))))
        brief = ngettext("%(count)s puesto", "%(count)s puestos", len(posts)) % {"count": len(posts)}
        found.append(Organ(_("Organismo de agua"), words % {"count": len(posts), "names": names}, brief))
    if committees := read.count(BodyKind.COMMITTEE):
        words = ngettext(
            "%(count)s comité, elegido por su comunidad", "%(count)s comités, elegidos por su comunidad", committees
        )
        found.append(Organ(_("Comités de agua"), words % {"count": committees}))
    return found


def _assembly_words(seats: int) -> str:
    who = _("Comités y representantes de las comunidades: aquí se decide")
    told = ngettext("%(count)s asiento", "%(count)s asientos", seats) % {"count": seats}
    return f"{who}. {told}" if seats else who


def _board_words(sides: Counter[str]) -> str:
    words = {
        Sector.COMMUNITY: _("%(count)s de las comunidades"),
        Sector.OFFICIAL: _("%(count)s del gobierno"),
        Sector.CIVIL: _("%(count)s de organizaciones civiles"),
    }
    total = sum(sides.values())
    told = [text % {"count": sides[sector]} for sector, text in words.items() if sides[sector]]
    rest = total - sum(sides[sector] for sector in words)
    told += [_("%(count)s más") % {"count": rest}] if rest else []
    seats = ngettext("%(count)s asiento: %(parts)s", "%(count)s asientos: %(parts)s", total)
    return seats % {"count": total, "parts": ", ".join(told)}


def _counted_names(labels: Counter[str]) -> list[str]:
    return [label if count == 1 else f"{label} ({count})" for label, count in labels.items()]


def governance_diagram(on: date, read: Registers | None = None) -> Picture | None:
    """The drawing, with its words as description; None while no organ is registered."""
    found = organs(on, read)
    if not found:
        return None
    parts, top = [], LEFT
    for organ in found:
        parts.append(_box(organ, top, last=organ is found[-1]))
        top += organ.tall + GAP
    title = _("Quién decide y quién hace")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE + 2 * LEFT} {top - GAP + LEFT}" role="img">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
    alt = ". ".join([title, *(f"{organ.name}: {organ.words}" for organ in found)])
    return Picture.svg(svg, alt, width=0.85)


def _box(organ: Organ, top: int, *, last: bool) -> str:
    middle = LEFT + WIDE / 2
    arrow = "" if last else _arrow(middle, top + organ.tall)
    words = "".join(_words(line, middle, top + HEAD + 12 + n * LINE, SMALL) for n, line in enumerate(organ.lines))
    return (
        f'<rect x="{LEFT}" y="{top}" width="{WIDE}" height="{organ.tall}" rx="8" fill="{GROUND}" '
        f'stroke="{INK}" stroke-width="2.5"/>{_words(organ.name, middle, top + 34, 22, bold=True)}{words}{arrow}'
    )


def _words(text: str, x: float, y: float, size: int, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" font-family="{escape(FAMILY)}" font-size="{size}"{weight} '
        f'fill="{INK}">{escape(text)}</text>'
    )


def _arrow(x: float, top: int) -> str:
    low = top + GAP
    return (
        f'<path d="M{x} {top}V{low - 8}" stroke="{INK}" stroke-width="2.5" fill="none"/>'
        f'<path d="M{x - 7} {low - 10}L{x} {low - 1}L{x + 7} {low - 10}Z" fill="{INK}"/>'
    )
