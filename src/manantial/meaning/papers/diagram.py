"""The governance of the alliance as one drawing, counted from data: assembly, board, staff, committees."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from html import escape

from django.db.models import Q
from django.utils.translation import gettext as _

from manantial.people.models import Body, Seat
from manantial.press.document import Picture
from manantial.press.lettering import FAMILY, wrap

WIDE, TALL, GAP, LEFT, SMALL = 560, 92, 34, 20, 15
INK, GROUND = "#12262b", "#ffffff"


@dataclass(frozen=True)
class Organ:
    """One box of the drawing: its name and what it says under it."""

    name: str
    words: str


def organs(on: date) -> list[Organ]:
    """The organs of the alliance that exist on a day, from the assembly to the committees."""
    open_seats = Q(suppressed_min=None) | Q(suppressed_min__gt=on)
    seats = Seat.objects.filter(open_seats).select_related("body")
    by_kind: dict[str, list[Seat]] = {}
    for seat in seats:
        by_kind.setdefault(seat.body.kind, []).append(seat)
    committees = Body.objects.filter(kind="committee", dissolved_min=None).count()
    found = []
    if Body.objects.filter(kind="assembly").exists():
        found.append(Organ(_("Asamblea"), _("Comités y representantes de las comunidades: aquí se decide")))
    if by_kind.get("board"):
        found.append(Organ(_("Junta de gobierno"), _board_words(by_kind["board"])))
    if by_kind.get("operating"):
        words = _("%(count)s puestos: %(names)s")
        names = ", ".join(seat.label for seat in by_kind["operating"])
        found.append(Organ(_("Organismo de agua"), words % {"count": len(by_kind["operating"]), "names": names}))
    if committees:
        words = _("%(count)s comités, elegidos por su comunidad") % {"count": committees}
        found.append(Organ(_("Comités de agua"), words))
    return found


def _board_words(seats: list[Seat]) -> str:
    counts = Counter(seat.sector for seat in seats)
    words = {
        "community": _("%(count)s de las comunidades"),
        "official": _("%(count)s del gobierno"),
        "civil": _("%(count)s de organizaciones civiles"),
    }
    told = [text % {"count": counts[sector]} for sector, text in words.items() if counts[sector]]
    return _("%(count)s asientos: %(parts)s") % {"count": len(seats), "parts": ", ".join(told)}


def governance_diagram(on: date) -> Picture | None:
    """The drawing, with its words as description; None while no organ is registered."""
    found = organs(on)
    if not found:
        return None
    height = LEFT * 2 + len(found) * TALL + (len(found) - 1) * GAP
    parts = [_box(organ, LEFT + place * (TALL + GAP), last=organ is found[-1]) for place, organ in enumerate(found)]
    title = _("Quién decide y quién hace")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE + 2 * LEFT} {height}" role="img">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
    alt = ". ".join([title, *(f"{organ.name}: {organ.words}" for organ in found)])
    return Picture.svg(svg, alt, width=0.85)


def _box(organ: Organ, top: int, *, last: bool) -> str:
    middle = LEFT + WIDE / 2
    arrow = "" if last else _arrow(middle, top + TALL)
    lines = wrap(organ.words, SMALL, WIDE - 2 * LEFT)[:2]
    start = top + (64 if len(lines) == 1 else 56)
    words = "".join(_words(line, middle, start + n * 19, SMALL) for n, line in enumerate(lines))
    return (
        f'<rect x="{LEFT}" y="{top}" width="{WIDE}" height="{TALL}" rx="8" fill="{GROUND}" '
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
