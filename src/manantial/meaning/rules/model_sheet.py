"""The sheet of the model: which parts it has, what each asks for, and when a line of it may go out.

The parts are those a mayor asks about before copying the model (the synthesis of the method): legal figure, organs,
team, services, money, conditions, mistakes, route, documents, contacts. What can be counted is never typed: a text
names it (`![…](dato:asientos-de-la-junta)`) and the register answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _

COUNTED = "dato"  # the kind of a reference to something counted
FIRST = "es"  # the language in which a line is written first
SHEET_LANGUAGES: Mapping[str, str] = {"es": _("español"), "en": _("inglés")}
_REFERENCE = re.compile(rf"!\[[^\]]*\]\({COUNTED}:([\w.-]{{1,60}})\)")


class ModelPart(StrEnum):
    """A part of the sheet."""

    LEGAL = "legal"
    CREATION = "creation"
    ORGANS = "organs"
    TEAM = "team"
    SERVICES = "services"
    MONEY = "money"
    CONDITIONS = "conditions"
    MISTAKES = "mistakes"
    ROUTE = "route"
    DOCUMENTS = "documents"
    CONTACTS = "contacts"


@dataclass(frozen=True)
class PartRule:
    """What a part is called, what goes into it, an example, and what its lines carry besides words."""

    title: str
    about: str
    example: str
    steps: bool = False  # from which month to which, and the documents to copy
    posts: bool = False  # a post of the team, counted in its register
    grounds: bool = True  # it makes a claim: nothing goes out without saying where it comes from


PARTS: Mapping[ModelPart, PartRule] = {
    ModelPart.LEGAL: PartRule(
        _("Figura legal"),
        _("Qué es el organismo ante la ley, quién lo creó y con qué papel."),
        _("Organismo descentralizado del municipio, creado por acuerdo de cabildo."),
    ),
    ModelPart.CREATION: PartRule(
        _("Cómo se crea"),
        _("Los pasos hasta que existe: en qué mes va cada uno y qué documentos se copian."),
        _("Mes 1 a 3: asambleas en cada comunidad para nombrar representantes."),
        steps=True,
    ),
    ModelPart.ORGANS: PartRule(
        _("Quién decide"),
        _("Los órganos y sus asientos se cuentan solos de los registros. Aquí va lo que no se cuenta: cómo deciden."),
        _("La junta decide por mayoría; quien no está de acuerdo deja su nota en el acta."),
    ),
    ModelPart.TEAM: PartRule(
        _("El equipo"),
        _("Los puestos se cuentan solos. Aquí va qué hace cada uno."),
        _("Coordinación social: visita a los comités y prepara las asambleas."),
        posts=True,
    ),
    ModelPart.SERVICES: PartRule(
        _("Qué hace por las comunidades"),
        _("Cada servicio que recibe una comunidad, y cada cuánto."),
        _("Mide el cloro en cada visita y enseña a medirlo."),
    ),
    ModelPart.MONEY: PartRule(
        _("De dónde sale el dinero"),
        _("Quién pone, para qué y cómo se da cuenta. Los montos van en la hoja de costos."),
        _("La comunidad pone mano de obra; el municipio, material; se anota lo que puso cada quien."),
    ),
    ModelPart.CONDITIONS: PartRule(
        _("Lo que hace falta para que funcione"),
        _("Sin qué no vale la pena empezar."),
        _("Un cabildo que acepte perder un poco de control."),
    ),
    ModelPart.MISTAKES: PartRule(
        _("Errores comunes"),
        _("Lo que ya salió mal. Si lo cuenta un aprendizaje, póngalo: con él van sus voces y su permiso."),
        _("Comprar antes de medir."),
    ),
    ModelPart.ROUTE: PartRule(
        _("La ruta para hacerlo en otro municipio"),
        _("Los pasos en su orden, con sus meses y los documentos que se copian."),
        _("Mes 1 a 6: visitar a cada comunidad y hacer la lista de quién da el agua."),
        steps=True,
    ),
    ModelPart.DOCUMENTS: PartRule(
        _("Documentos para copiar"),
        _("Cada documento modelo, para qué sirve y, si ya está en el inventario, su folio."),
        _("Reglamento interno: quién vota, cuánto dura cada cargo."),
        grounds=False,
    ),
    ModelPart.CONTACTS: PartRule(
        _("Con quién hablar"),
        _("La oficina o el cargo, no el teléfono de una persona: las personas cambian."),
        _("Oficina del organismo, de lunes a viernes."),
        grounds=False,
    ),
}


@dataclass(frozen=True)
class Wording:
    """A line in one language. `of` is the mark of the Spanish wording it was translated from."""

    title: str = ""
    text: str = ""
    of: str = ""

    @property
    def mark(self) -> str:
        """A short mark of these words, to notice later that they changed."""
        return sha256(f"{self.title}\n{self.text}".encode()).hexdigest()[:16]

    def stored(self) -> dict[str, str]:
        """As it is kept in the row."""
        return {"title": self.title, "text": self.text} | ({"of": self.of} if self.of else {})


Texts = Mapping[str, Wording]


def read_texts(stored: Mapping[str, Mapping[str, str]]) -> dict[str, Wording]:
    """The wordings of a row by language; an empty one is none."""
    found = {
        language: Wording(one.get("title", ""), one.get("text", ""), one.get("of", ""))
        for language, one in stored.items()
    }
    return {language: one for language, one in found.items() if one.title or one.text}


def wording_for(texts: Texts, language: str) -> tuple[str, Wording]:
    """The wording a reader gets and its language: what nobody translated stays in Spanish rather than missing."""
    if language in texts:
        return language, texts[language]
    if FIRST in texts:
        return FIRST, texts[FIRST]
    return next(iter(texts.items()), (FIRST, Wording()))


def is_behind(texts: Texts, language: str) -> bool:
    """A translation of an earlier Spanish wording: it was not looked at since that changed."""
    return language != FIRST and language in texts and FIRST in texts and texts[language].of != texts[FIRST].mark


def rewritten(before: Texts, after: Texts, *, still_valid: bool = False) -> dict[str, Wording]:
    """The wordings to keep: each translation with the mark of the Spanish it was made from.

    A translation that did not change while the Spanish did keeps its old mark, so that it shows as behind, unless
    somebody says that it is still valid.
    """
    spanish = after.get(FIRST, Wording())
    kept: dict[str, Wording] = {}
    for language, one in after.items():
        if language == FIRST:
            kept[language] = Wording(one.title, one.text)
            continue
        old = before.get(language)
        same = old is not None and (old.title, old.text) == (one.title, one.text)
        kept[language] = Wording(one.title, one.text, old.of if same and old and not still_valid else spanish.mark)
    return {language: one for language, one in kept.items() if one.title or one.text}


def counted_in(text: str) -> tuple[str, ...]:
    """The keys of the counted things that a text names, each once."""
    return tuple(dict.fromkeys(_REFERENCE.findall(text)))


def fill_counted(text: str, values: Mapping[str, str]) -> str:
    """A text with every counted thing said; what nobody counts stays as it is written, to be seen and mended."""
    return _REFERENCE.sub(lambda found: values.get(found[1].lower(), found[0]), text)


class Lack(StrEnum):
    """What a line still lacks."""

    GROUNDS = "grounds"
    ENGLISH = "english"
    BEHIND = "behind"
    MONTHS = "months"
    DOCUMENT = "document"
    LESSON = "lesson"
    VOICES = "voices"
    UNCOUNTED = "uncounted"
    SEAT = "seat"


LACK_WORDS: Mapping[str, str] = {
    Lack.GROUNDS: _("Falta de dónde sale"),
    Lack.ENGLISH: _("Falta en inglés"),
    Lack.BEHIND: _("El inglés es de antes de corregir"),
    Lack.MONTHS: _("Faltan los meses"),
    Lack.DOCUMENT: _("Falta el documento en el inventario"),
    Lack.LESSON: _("Su aprendizaje no está validado"),
    Lack.VOICES: _("Las voces que lo cuentan ya no dan permiso"),
    Lack.UNCOUNTED: _("Nombra un dato que no hay"),
    Lack.SEAT: _("Su puesto ya no está en el registro"),
}
_STOPS = (Lack.GROUNDS, Lack.LESSON, Lack.VOICES, Lack.UNCOUNTED, Lack.SEAT)
_REASONS: Mapping[Lack, str] = {
    Lack.GROUNDS: _("No sale: falta decir de dónde sale."),
    Lack.LESSON: _("No sale: el aprendizaje que lo cuenta no está validado."),
    Lack.VOICES: _("No sale: ninguna de las voces que lo cuentan permite este uso."),
    Lack.UNCOUNTED: _("No sale: nombra un dato que los registros no tienen."),
    Lack.SEAT: _("No sale: el puesto del que habla ya no está en el registro."),
}


@dataclass(frozen=True)
class LineFacts:
    """What the rule reads of a line of the sheet."""

    part: ModelPart
    texts: Texts = field(default_factory=dict)
    grounded: bool = False  # a source, a lesson, an agreement or a public source is named
    has_document: bool = False
    months: tuple[int | None, int | None] = (None, None)
    lesson_validated: bool | None = None  # None: no lesson tells it
    voices_allow: bool | None = None  # None: it rests on no voice alone
    uncounted: bool = False
    seat_gone: bool = False


def lacks(line: LineFacts) -> tuple[Lack, ...]:
    """What a line lacks, the reasons for staying inside first."""
    rule = PARTS[line.part]
    found = {
        Lack.GROUNDS: rule.grounds and not line.grounded,
        Lack.LESSON: line.lesson_validated is False,
        Lack.VOICES: line.voices_allow is False,
        Lack.UNCOUNTED: line.uncounted,
        Lack.SEAT: line.seat_gone,
        Lack.MONTHS: rule.steps and line.months[0] is None,
        Lack.DOCUMENT: line.part is ModelPart.DOCUMENTS and not line.has_document,
        Lack.ENGLISH: "en" not in line.texts,
        Lack.BEHIND: is_behind(line.texts, "en"),
    }
    return tuple(lack for lack, there in found.items() if there)


def may_be_told(line: LineFacts) -> Ruling:
    """Whether a line may stand in a paper or a page for everybody, and if not, why."""
    stop = next((lack for lack in lacks(line) if lack in _STOPS), None)
    return Ruling.no(_REASONS[stop]) if stop else Ruling.yes(_("Sale."))


def months_agree(start: int | None, end: int | None) -> Ruling:
    """Months are counted from 1; a step does not end before it begins."""
    if start is not None and start < 1:
        return Ruling.no(_("Los meses se cuentan desde 1."))
    if end is not None and start is None:
        return Ruling.no(_("Escriba también en qué mes empieza."))
    if start is not None and end is not None and end < start:
        return Ruling.no(_("Termina antes de empezar: revise los meses."))
    return Ruling.yes()


def last_month(spans: Iterable[tuple[int | None, int | None]]) -> int | None:
    """How many months a route takes; None when no step says its months."""
    ends = [end or start for start, end in spans if (end or start) is not None]
    return max((end for end in ends if end is not None), default=None)
