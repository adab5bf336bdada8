"""«4 de cada 10 casas»: a share told by counting small drawings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manantial.press.charts.canvas import AGUA, BARRO, INK, LINE, MARGIN, Canvas
from manantial.press.charts.drawing import Drawing
from manantial.press.charts.numbers import CannotDraw
from manantial.press.pictograms import pictogram

MOST = 100


def array(title: str, *, count: int, of: int = 10, what: str = "", picture: str = "house", source: str = "") -> Drawing:
    """`of` drawings of which `count` are full; the sentence stands below in large letters.

    what: the plural of what is counted («casas»). Raises CannotDraw when count is not between 0 and of (at most 100).
    """
    if not 0 <= count <= of or not 0 < of <= MOST:
        raise CannotDraw(_("No se puede dibujar %(count)s de cada %(of)s.") % {"count": count, "of": of})
    canvas = Canvas(title)
    across = min(of, 10)
    cell = canvas.room / max(across, 5)
    name = canvas.symbol(pictogram(picture).placed(0, 0, cell - 12, "currentColor"))
    for place in range(of):
        x, y = MARGIN + place % across * cell, canvas.y + place // across * cell
        full = place < count
        if full:
            canvas.add(
                f'<rect x="{x + 2:.1f}" y="{y + 2:.1f}" width="{cell - 4:.1f}" height="{cell - 4:.1f}" rx="7" '
                'fill="#dcecec"/>'
            )
            canvas.add(_copy(name, x, y, AGUA))
        else:
            canvas.add(
                f'<rect x="{x + 3:.1f}" y="{y + 3:.1f}" width="{cell - 6:.1f}" height="{cell - 6:.1f}" rx="7" '
                'fill="none" '
                f'stroke="{BARRO}" stroke-width="1.2" stroke-dasharray="3 4"/>'
            )
            canvas.add(_copy(name, x, y, LINE))
    canvas.y += -(-of // across) * cell + 8
    sentence = _sentence(count, of, what)
    canvas.words(sentence, size=23, bold=True, colour=INK)
    alt = f"{title.rstrip('.')}. {sentence}."
    return Drawing(
        title,
        canvas.finish(alt, source),
        alt,
        ("", what or _("Cantidad")),
        ((_("Sí"), count), (_("De cada"), of)),
        source,
        says_all=True,
    )


def _sentence(count: int, of: int, what: str) -> str:
    """«4 de cada 10 casas»; of any other number it is a count: «12 de 30 comunidades»."""
    share = of in {10, 100}
    words = _("%(count)s de cada %(of)s %(what)s") if share else _("%(count)s de %(of)s %(what)s")
    return (words % {"count": count, "of": of, "what": what}).strip()


def _copy(name: str, x: float, y: float, colour: str) -> str:
    return f'<use href="#{name}" x="{x + 6:.1f}" y="{y + 6:.1f}" fill="{colour}" color="{colour}"/>'
