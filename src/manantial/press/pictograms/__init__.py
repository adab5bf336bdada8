"""Pictograms for posters, leaflets, charts and the screen: one index of vendored drawings, each with its word.

The drawings are single-colour SVG in `currentColor` or plain black, unmodified, chosen by eye for what people of a
village see every day. LICENCES.md beside them says where each set comes from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manantial.press.document import Picture

HERE = Path(__file__).parent
_ROOT = re.compile(r"<svg\b[^>]*?\bviewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


class Source(StrEnum):
    """The sets the drawings come from; the value is what a colophon prints."""

    HEALTH_ICONS = "Health Icons (MIT)"
    TEMAKI = "Temaki (CC0)"
    OCHA = "OCHA (dominio público)"


class NoSuchPictogram(ValueError):
    """A key that is not in the index; the message is for people."""


@dataclass(frozen=True, slots=True)
class Pictogram:
    """One drawing: its key, the word that always stands beside it, its set and its name there."""

    key: str
    title: str | Promise
    source: Source
    original: str

    def svg(self, colour: str = "") -> str:
        """The file as it came; with `colour` (#rrggbb) wrapped so that it is drawn in that colour."""
        if not colour:
            return (HERE / f"{self.key}.svg").read_text(encoding="utf-8")
        x, y, width, height = self.box()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:g} {y:g} {width:g} {height:g}">'
            f'<g fill="{colour}" color="{colour}">{self.inside()}</g></svg>'
        )

    def inside(self) -> str:
        """The marks without their <svg>, to be placed in another drawing."""
        return _parts(self.key)[1]

    def box(self) -> tuple[float, float, float, float]:
        """The viewBox: x, y, width, height."""
        x, y, width, height = map(float, _parts(self.key)[0].split())
        return x, y, width, height

    def placed(self, x: float, y: float, size: float, colour: str) -> str:
        """A group that draws it inside a square of `size` whose top left corner is x, y.

        With "currentColor" it takes the colour of what it stands in.
        """
        left, top, width, height = self.box()
        scale = size / max(width, height)
        dx = x + (size - width * scale) / 2 - left * scale
        dy = y + (size - height * scale) / 2 - top * scale
        paint = "" if colour == "currentColor" else f' fill="{colour}" color="{colour}"'
        return f'<g transform="translate({dx:.2f} {dy:.2f}) scale({scale:.4f})"{paint}>{self.inside()}</g>'

    def picture(self, *, width: float = 0.2, colour: str = "") -> Picture:
        """For a document, described by its word."""
        return Picture.svg(self.svg(colour), str(self.title), width=width, credit=str(self.source))


INDEX = (
    Pictogram("water", _("Agua"), Source.TEMAKI, "water"),
    Pictogram("tap", _("Llave de agua"), Source.HEALTH_ICONS, "running-water"),
    Pictogram("drinking-tap", _("Agua para beber"), Source.TEMAKI, "water-tap-drinkable"),
    Pictogram("glass", _("Vaso de agua limpia"), Source.OCHA, "potable-water-source"),
    Pictogram("bucket", _("Cubeta"), Source.OCHA, "bucket"),
    Pictogram("jar", _("Cántaro"), Source.TEMAKI, "vase"),
    Pictogram("spring", _("Manantial"), Source.TEMAKI, "fountain"),
    Pictogram("hand-pump", _("Bomba de mano"), Source.TEMAKI, "well-pump-manual"),
    Pictogram("pump", _("Bomba"), Source.OCHA, "submersible-pump"),
    Pictogram("well", _("Pozo"), Source.OCHA, "borehole"),
    Pictogram("tank", _("Tanque de agua"), Source.TEMAKI, "storage-tank"),
    Pictogram("tower", _("Tanque elevado"), Source.TEMAKI, "water-tower"),
    Pictogram("leak", _("Fuga en la tubería"), Source.TEMAKI, "plumber"),
    Pictogram("valve", _("Válvula"), Source.TEMAKI, "water-shutoff"),
    Pictogram("meter", _("Medidor"), Source.TEMAKI, "water-meter"),
    Pictogram("filter", _("Filtro de agua"), Source.HEALTH_ICONS, "treated-water"),
    Pictogram("treatment", _("Tratamiento del agua"), Source.HEALTH_ICONS, "water-treatment"),
    Pictogram("hands", _("Lavado de manos"), Source.HEALTH_ICONS, "wash-hands"),
    Pictogram("water-truck", _("Pipa de agua"), Source.OCHA, "water-trucking"),
    Pictogram("rain", _("Lluvia"), Source.OCHA, "heavy-rain"),
    Pictogram("drought", _("Sequía"), Source.OCHA, "drought"),
    Pictogram("mountain", _("Cerro"), Source.TEMAKI, "mountain-range"),
    Pictogram("tree", _("Árbol"), Source.TEMAKI, "tree-broadleaved"),
    Pictogram("forest", _("Monte"), Source.HEALTH_ICONS, "forest"),
    Pictogram("seedling", _("Cuidado de la tierra"), Source.HEALTH_ICONS, "agriculture"),
    Pictogram("maize", _("Milpa"), Source.OCHA, "agriculture"),
    Pictogram("cattle", _("Ganado"), Source.OCHA, "livestock"),
    Pictogram("house", _("Casa"), Source.HEALTH_ICONS, "home"),
    Pictogram("village", _("Comunidad"), Source.HEALTH_ICONS, "village"),
    Pictogram("school", _("Escuela"), Source.TEMAKI, "school"),
    Pictogram("town-hall", _("Presidencia municipal"), Source.TEMAKI, "town-hall"),
    Pictogram("assembly", _("Asamblea"), Source.HEALTH_ICONS, "community-meeting"),
    Pictogram("dialogue", _("Plática en grupo"), Source.HEALTH_ICONS, "group-discussion-meetingx3"),
    Pictogram("committee", _("Comité"), Source.OCHA, "leadership"),
    Pictogram("people", _("Gente"), Source.HEALTH_ICONS, "i-groups-perspective-crowd"),
    Pictogram("woman", _("Mujer"), Source.HEALTH_ICONS, "woman"),
    Pictogram("man", _("Hombre"), Source.HEALTH_ICONS, "man"),
    Pictogram("elder-woman", _("Mujer mayor"), Source.HEALTH_ICONS, "old-woman"),
    Pictogram("elder-man", _("Hombre mayor"), Source.HEALTH_ICONS, "old-man"),
    Pictogram("youth", _("Jóvenes"), Source.HEALTH_ICONS, "young-people"),
    Pictogram("agreement", _("Acuerdo"), Source.OCHA, "partnership"),
    Pictogram("voice", _("Voz"), Source.HEALTH_ICONS, "speech-language-therapy"),
    Pictogram("ear", _("Escuchar"), Source.HEALTH_ICONS, "ear"),
    Pictogram("microphone", _("Micrófono"), Source.OCHA, "public-information"),
    Pictogram("megaphone", _("Bocina"), Source.HEALTH_ICONS, "megaphone"),
    Pictogram("radio", _("Radio"), Source.TEMAKI, "radio"),
    Pictogram("noticeboard", _("Periódico mural"), Source.TEMAKI, "bulletin-board"),
    Pictogram("book", _("Libro"), Source.HEALTH_ICONS, "register-book"),
    Pictogram("calendar", _("Calendario"), Source.HEALTH_ICONS, "calendar"),
    Pictogram("clock", _("Hora"), Source.TEMAKI, "clock"),
    Pictogram("phone", _("Teléfono"), Source.TEMAKI, "telephone"),
    Pictogram("coins", _("Dinero"), Source.HEALTH_ICONS, "coins"),
    Pictogram("contribution", _("Cooperación"), Source.TEMAKI, "money-hand"),
    Pictogram("justice", _("Reglas justas"), Source.HEALTH_ICONS, "justice"),
    Pictogram("fingerprint", _("Huella"), Source.HEALTH_ICONS, "fingerprint"),
    Pictogram("training", _("Taller"), Source.OCHA, "training"),
    Pictogram("camera", _("Foto"), Source.OCHA, "photo"),
    Pictogram("film", _("Video"), Source.OCHA, "film"),
    Pictogram("tools", _("Herramientas"), Source.TEMAKI, "tools"),
    Pictogram("worker", _("Trabajo en la obra"), Source.HEALTH_ICONS, "construction-worker"),
    Pictogram("truck", _("Camioneta"), Source.OCHA, "truck"),
    Pictogram("location", _("Lugar"), Source.OCHA, "location"),
    Pictogram("warning", _("Cuidado"), Source.HEALTH_ICONS, "alert-triangle"),
    Pictogram("yes", _("Sí"), Source.HEALTH_ICONS, "yes"),
    Pictogram("no", _("No"), Source.HEALTH_ICONS, "no"),
    Pictogram("question", _("Pregunta"), Source.HEALTH_ICONS, "question"),
)
PICTOGRAMS = {pictogram.key: pictogram for pictogram in INDEX}


def pictogram(key: str) -> Pictogram:
    """The drawing of that key. Raises NoSuchPictogram."""
    if key not in PICTOGRAMS:
        raise NoSuchPictogram(_("No hay un dibujo con la clave «%(key)s».") % {"key": key})
    return PICTOGRAMS[key]


@cache
def sprite() -> str:
    """All drawings as <symbol id="p-key"> of one SVG, for the screen."""
    symbols = (f'<symbol id="p-{one.key}" viewBox="{_parts(one.key)[0]}">{one.inside()}</symbol>' for one in INDEX)
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>\n"])


@cache
def _parts(key: str) -> tuple[str, str]:
    found = _ROOT.search((HERE / f"{key}.svg").read_text(encoding="utf-8"))
    if not found:
        raise NoSuchPictogram(_("El dibujo «%(key)s» está dañado.") % {"key": key})
    return found[1], found[2].strip()
