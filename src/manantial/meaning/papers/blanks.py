"""The blank twin of every instrument of the analysis, in the order in which it is typed in afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.papers.frame import PaperRefused, frame
from manantial.meaning.papers.matrices import ordering_heads
from manantial.meaning.papers.model_blanks import cost_blank, model_blank
from manantial.meaning.queries import current_plan, plan_view, questions, standing_actors
from manantial.meaning.rules import (
    ACTOR_WORDS,
    METHODS,
    RELATION_WORDS,
    STAGE_WORDS,
    WORDS,
    Addressee,
    MilestoneKind,
    Relation,
    Stage,
    StanceKind,
)
from manantial.press.document import BlankField, BlankForm, Block, Column, Document, Prose, Sheet, Table
from manantial.voices.queries import said

Blank = tuple[object, Sheet, Callable[[], list[Block]]]


def blank_sheet(language: str, on: date, *, instrument: str) -> Document:
    """Build the blank sheet of an instrument («I-04»). Raises PaperRefused for one that has none here."""
    found = BLANKS.get(instrument)
    if found is None:
        raise PaperRefused(_("No hay formato en papel con la clave «%(key)s».") % {"key": instrument})
    title, sheet, make = found
    return frame(f"{title} ({instrument})", make(), language=language, on=on, sheet=sheet, folio=instrument)


def _form(*fields: BlankField, title: str = "") -> list[Block]:
    return [BlankForm(fields, title)]


def _grid(heads: Sequence[str], rows: int, shares: Sequence[float] = ()) -> Table:
    wide = shares or [1.0] * len(heads)
    columns = tuple(Column(head, share=share) for head, share in zip(heads, wide, strict=True))
    return Table(columns, [("\u00a0\n\u00a0",) * len(heads)] * rows)


def _words(kinds: Sequence[str], words: Mapping[str, str] = WORDS) -> tuple[str, ...]:
    return tuple(said(words, kind) for kind in kinds)


def _plan() -> list[Block]:
    plan = current_plan()
    method = plan_view(plan).method if plan else METHODS["jara"]
    fields = [BlankField(_("Título"))]
    fields += [BlankField(_(part.label), _(part.hint) if part.hint else "", lines=2) for part in method.parts]
    fields += [BlankField(_("Desde cuándo"), half=True), BlankField(_("Hasta cuándo"), half=True)]
    heads = (_("Actividad"), _("Empieza"), _("Termina"), _("Responde"), _("Qué sale"))
    asked = (_("Eje"), _("Pregunta"), _("Fuentes"))
    return [BlankForm(tuple(fields)), _grid(asked, 9, (1, 3, 1)), _grid(heads, 8, (3, 1, 1, 1.4, 1.4))]


def _matrix() -> list[Block]:
    asked = list(questions()) or []
    legend = "\n".join(f"- **{n}.** {question.text}" for n, question in enumerate(asked, 1))
    numbers = [str(n) for n in range(1, max(12, len(asked)) + 1)]
    table = _grid((_("Folio"), _("Fuente"), *numbers), 18, (1, 3, *[0.4] * len(numbers)))
    key = _("s = sí aporta, n = no aporta, ? = por revisar")
    return [Prose(f"{key}\n\n{legend}" if legend else key), table]


def _milestone() -> list[Block]:
    return _form(
        BlankField(_("Qué pasó")),
        BlankField(_("Qué fue"), choices=_words(list(MilestoneKind))),
        BlankField(_("Etapa"), choices=_words(list(Stage), STAGE_WORDS)),
        BlankField(_("Comunidad"), half=True),
        BlankField(_("Lugar"), half=True),
        BlankField(_("Quiénes participaron"), lines=2),
        BlankField(_("Por qué fue importante"), lines=2),
        *_version(_("Quién lo cuenta")),
        *_version(_("Quién lo cuenta distinto")),
        BlankField(_("Frente a la primera versión"), choices=_words(list(Relation))),
        BlankField(_("Redacción acordada y en qué reunión"), lines=3),
        BlankField(_("Nota de disenso (con sus palabras) y de qué grupo"), lines=2),
    )


def _version(who: str) -> tuple[BlankField, ...]:
    hint = _("día, mes o año; o con sus palabras: «antes de la administración 2021–2024»")
    return (
        BlankField(who, half=True),
        BlankField(_("Cuándo fue"), hint, half=True),
        BlankField(_("Cómo lo cuenta"), lines=3),
    )


def _ordering() -> list[Block]:
    return [_grid(ordering_heads(), 8)]


def _by_axis() -> list[Block]:
    """Axis, question, and room to write what was said: rows for each question of the plan, or empty ones."""
    heads = (_("Eje y pregunta"), _("Aspecto o tema"), _("Lo que se dijo, tal cual"), _("Quién y folio"))
    columns = tuple(Column(head, share=share) for head, share in zip(heads, (2, 1.2, 3, 1.2), strict=True))
    asked = [f"{question.axis.name}\n{question.text}" for question in questions()] or ["\u00a0\n\u00a0"] * 8
    return [Table(columns, [(words, "\u00a0\n\u00a0\n\u00a0", "", "") for words in asked])]


def _voices() -> list[Block]:
    heads = (_("Hito o pregunta"), *(_("Grupo: ") for _n in range(6)), _("Coinciden"), _("Difieren"), _("Faltan"))
    return [_grid(heads, 8, (1.6, *[1.0] * 9))]


def _actors() -> list[Block]:
    names = [(actor.name, said(ACTOR_WORDS, actor.kind), *[""] * 5) for actor in standing_actors()]
    empty = [("\u00a0", *[""] * 6)] * max(4, 16 - len(names))
    heads = (
        _("Actor"),
        _("Qué es"),
        _("Directo / indirecto"),
        _("Relación"),
        _("Interés 1–3"),
        _("Influencia 1–3"),
        _("Qué cambió y desde cuándo"),
    )
    shares = (2, 1.2, 1, 1.3, 0.9, 0.9, 2)
    columns = tuple(Column(head, share=share) for head, share in zip(heads, shares, strict=True))
    relations = ", ".join(_words(list(RELATION_WORDS), RELATION_WORDS))
    return [
        BlankForm((BlankField(_("Momento del mapa"), _("por ejemplo 2021, al cambiar la administración")),)),
        Prose(_("Relación: %(words)s.") % {"words": relations}),
        Table(columns, [*names, *empty]),
    ]


def _why() -> list[Block]:
    heads = (_("Qué ayudó o frenó"), _("Ayudó / frenó"), _("Propio / de fuera"), _("Folio"), _("Quién está de acuerdo"))
    return [BlankForm((BlankField(_("Qué pasó (el resultado)"), lines=2),)), _grid(heads, 10, (3, 1, 1, 1, 1.6))]


def _finding() -> list[Block]:
    return _form(
        BlankField(_("Hallazgo, en una frase"), lines=2),
        BlankField(_("Eje o pregunta")),
        BlankField(_("Etapa"), choices=_words(list(Stage), STAGE_WORDS)),
        BlankField(_("Fragmentos que lo sostienen (folios)"), _("al menos dos voces"), lines=2),
        BlankField(_("Documentos que lo sostienen (folios)")),
        BlankField(_("Lo que habla en contra (folios)"), lines=2),
        BlankField(_("Con qué cuidado tomarlo"), lines=2),
        BlankField(_("Grupo"), half=True),
        BlankField(_("Qué dice"), choices=_words(list(StanceKind))),
        BlankField(_("Nota de disenso, con sus palabras"), lines=3),
    )


def _lesson() -> list[Block]:
    return _form(
        BlankField(_("Aprendizaje, en pocas palabras")),
        BlankField(_("En qué situación"), lines=2),
        BlankField(_("Qué aprendimos"), lines=3),
        BlankField(_("Qué haríamos distinto"), lines=2),
        BlankField(_("Qué se recomienda"), lines=2),
        BlankField(_("A quién"), choices=_words(list(Addressee))),
        BlankField(_("Para cuándo"), half=True),
        BlankField(_("Quién lo dice (o anónimo)"), half=True),
    )


def _correction() -> list[Block]:
    return _form(
        BlankField(_("Comunidad"), half=True),
        BlankField(_("Grupo"), half=True),
        BlankField(_("Fecha"), half=True),
        BlankField(_("Qué papel o hallazgo (folio)"), half=True),
        BlankField(_("Qué piden corregir, con sus palabras"), lines=3),
        BlankField(_("¿Piden que algo no se publique?"), choices=(_("Sí"), _("No"))),
        BlankField(_("Cómo debe decir"), lines=3),
    )


def _stages() -> list[Block]:
    heads = ("", _("Antes"), _("En el camino"), _("Hoy"))
    rows = [(label, "\n\n\n", "", "") for label in (_("Cómo era"), _("Cifra"), _("De dónde sale"))]
    columns = tuple(Column(head, share=share) for head, share in zip(heads, (0.8, 2, 2, 2), strict=True))
    return [BlankForm((BlankField(_("Eje")),)), Table(columns, rows)]


BLANKS: Mapping[str, Blank] = {
    "I-01": (gettext_lazy("Ficha del plan de sistematización"), Sheet.LETTER, _plan),
    "I-03": (gettext_lazy("Matriz de fuentes y preguntas"), Sheet.LETTER_WIDE, _matrix),
    "I-04": (gettext_lazy("Ficha de hito"), Sheet.LETTER, _milestone),
    "I-05": (gettext_lazy("Matriz de ordenamiento y reconstrucción"), Sheet.LETTER_WIDE, _ordering),
    "I-06": (gettext_lazy("Guía de ordenamiento por eje"), Sheet.LETTER_WIDE, _by_axis),
    "I-07": (gettext_lazy("Ficha de aprendizaje"), Sheet.LETTER, _lesson),
    "I-08": (gettext_lazy("Matriz de voces"), Sheet.LETTER_WIDE, _voices),
    "I-13": (gettext_lazy("Mapa de actores"), Sheet.LETTER, _actors),
    "I-14": (gettext_lazy("Mesa «¿por qué pasó?»"), Sheet.LETTER, _why),
    "I-15": (gettext_lazy("Ficha de hallazgo"), Sheet.LETTER, _finding),
    "correccion": (gettext_lazy("Lo que se pide corregir"), Sheet.LETTER, _correction),
    "etapas": (gettext_lazy("Comparar etapas"), Sheet.LETTER_WIDE, _stages),
    "modelo": (gettext_lazy("Renglón de la ficha del modelo"), Sheet.LETTER, model_blank),
    "costos": (gettext_lazy("Costos de arranque y operación"), Sheet.LETTER_WIDE, cost_blank),
}
