"""Filled sheets, one for each thing: the twin of the blank card, with everything that was written on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    Document,
    FactList,
    Figure,
    Heading,
    Picture,
    Prose,
    on_own_pages,
)
from manantial.voices.models import Debrief, Source
from manantial.voices.papers.frame import paper, spoken
from manantial.voices.papers.gatherings import permission_words
from manantial.voices.papers.records import debrief_blocks
from manantial.voices.queries import risk_of, said
from manantial.voices.queries.sheets import InterviewSheet, PhotoSheet
from manantial.voices.rules import (
    AGE_WORDS,
    CONDITION_WORDS,
    DEBRIEF_WORDS,
    FORM_WORDS,
    GROUP_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    RISK_WORDS,
    SEX_WORDS,
    SOURCE_ACCESS_WORDS,
    SOURCE_WORDS,
    TRANSCRIPT_WORDS,
)

Sheets = Iterable[tuple[str, Sequence[Block]]]


def bundle(title: str, sheets: Sheets, *, left: int = 0, on: date) -> Document:
    """Several filled sheets in one paper, each on its own page; `left` is how many more there are than these."""
    blocks = on_own_pages(sheets)
    if not blocks:
        blocks.append(Callout(_("Todavía no hay ninguna."), CalloutKind.MISSING))
    if left > 0:
        words = ngettext(
            "Falta %(n)d que no cupo aquí: filtre la lista e imprima por partes.",
            "Faltan %(n)d que no cupieron aquí: filtre la lista e imprima por partes.",
            left,
        )
        blocks.append(Callout(words % {"n": left}, CalloutKind.WARNING))
    return paper(title, tuple(blocks), on=on)


def source_sheets(rows: Iterable[Source], *, left: int = 0, on: date) -> Document:
    """The cards of sources (I-02), filled."""
    return bundle(
        _("Fichas de fuente"), ((f"{row.folio}. {row.title}", _source(row)) for row in rows), left=left, on=on
    )


def _source(row: Source) -> list[Block]:
    facts = (
        (_("¿Qué es?"), said(SOURCE_WORDS, row.kind)),
        (_("Fecha"), row.when),
        (_("¿Quién lo hizo?"), row.author),
        (_("¿Quién lo guarda?"), row.keeper),
        (_("Dónde está el original"), row.location),
        (_("Comunidad"), row.community.name if row.community else ""),
        (_("¿Hay copia digital?"), _("Sí") if row.blob_id else _("No")),
        (_("¿En qué estado está?"), said(CONDITION_WORDS, row.condition)),
        (_("¿Quién lo puede ver?"), said(SOURCE_ACCESS_WORDS, row.visibility)),
        (_("Eje con que se relaciona"), row.axis),
        (_("Si es público: cómo se cita"), row.citation),
        (_("Nota"), row.note),
    )
    risks = [said(RISK_WORDS, risk) for risk in risk_of(row)]
    warned: list[Block] = [Callout(". ".join(risks) + ".", CalloutKind.WARNING)] if risks else []
    return [FactList.of(facts), *warned]


def interview_sheets(sheets: Iterable[InterviewSheet], *, left: int = 0, on: date) -> Document:
    """The cards of interviews (I-11), filled: who speaks as far as the team may know, and with which guide."""
    pages = ((_title(one.folio, one.title), _interview(one)) for one in sheets)
    return bundle(_("Fichas de entrevista"), pages, left=left, on=on)


def _title(folio: str, title: str) -> str:
    return f"{folio}. {title}" if title else folio


def _interview(one: InterviewSheet) -> list[Block]:
    voice, words = one.voice, one.transcript
    if not one.open:
        return [Callout(_("Su permiso se retiró. Queda aquí solo que existió."), CalloutKind.PRIVACY)]
    facts = (
        (_("¿Qué es?"), said(KIND_WORDS, voice.kind)),
        (_("¿Quién habla?"), said(GROUP_WORDS, voice.group)),
        (_("¿Cómo le decimos?"), voice.pseudonym),
        (_("Cargo"), voice.role),
        (_("Comunidad"), one.place),
        (_("Mujer u hombre"), said(SEX_WORDS, voice.sex)),
        (_("Edad"), said(AGE_WORDS, voice.age_range)),
        (_("Lengua en que habla"), said(LANGUAGE_WORDS, voice.language)),
        (_("¿Cuándo fue?"), voice.recorded),
        (_("¿Dónde?"), voice.place),
        (_("Cuánto dura"), one.length),
        (_("Quién entrevistó"), ", ".join(filter(None, (row.interviewer for row in one.interviews)))),
        (_("Quién interpretó"), ", ".join(filter(None, (row.interpreter for row in one.interviews)))),
        (_("Permiso"), permission_words(one.row)),
        (_("Cómo se dio el permiso"), "; ".join(_consent(form, day) for form, day in one.permissions)),
        (_("Huella del archivo (SHA-256)"), one.digest),
        (_("Lo que dice, por escrito"), _words(one)),
        (_("Quién tradujo"), ", ".join(one.translators)),
        (_("Quién revisó"), ", ".join(one.reviewers)),
    )
    blocks: list[Block] = [FactList.of(facts)]
    for row in one.interviews:
        asked = set(row.asked)
        items = tuple(CheckItem(f"{n}. {text}", n in asked) for n, text in enumerate(row.guide.questions, 1))
        title = _("Guía «%(title)s», versión %(n)d: lo que sí se preguntó")
        blocks.append(Checklist(items, title % {"title": row.guide.title, "n": row.guide.version}))
        blocks += [Prose.plain(row.note)] if row.note else []
    if words is None and not one.interviews:
        blocks.append(
            Callout(_("Falta escribir lo que dice y anotar con qué guía se entrevistó."), CalloutKind.MISSING)
        )
    return blocks


def _words(one: InterviewSheet) -> str:
    row = one.transcript
    return f"{gettext(TRANSCRIPT_WORDS[row.kind])}, {_('versión')} {row.version}" if row else _("Todavía no se escribe")


def _consent(form: str, day: date) -> str:
    return f"{said(FORM_WORDS, form)}, {spoken(day)}"


def photo_sheets(sheets: Iterable[PhotoSheet], *, left: int = 0, on: date) -> Document:
    """The photo testimonies (I-12), filled: the picture, what it shows and why it was chosen, as the gate lets them."""
    pages = ((_title(one.folio, one.title), _photo(one)) for one in sheets)
    return bundle(_("Testimonios con foto o dibujo"), pages, left=left, on=on)


def _photo(one: PhotoSheet) -> list[Block]:
    blocks: list[Block] = []
    if one.refusal:
        blocks.append(Callout(f"{_('La imagen no va en este papel.')} {one.refusal}", CalloutKind.PRIVACY))
    elif one.path is not None:
        alt = one.shows or one.title
        blocks.append(Figure(Picture(one.path, alt, one.media_type, width=0.8, credit=one.credit), alt))
    told = ((_("Qué muestra"), one.shows), (_("Por qué la eligió"), one.because), (_("De qué trata"), one.summary))
    for title, text in told:
        given: Block = Prose.plain(text) if text else Callout(_("Sin contestar."), CalloutKind.MISSING)
        blocks += [Heading(title, 2), given] if text or title != _("De qué trata") else []
    return [*blocks, FactList.of(((_("Crédito"), one.credit), (_("Comunidad"), one.place), (_("Cuándo"), one.when)))]


def debrief_sheets(rows: Iterable[Debrief], *, left: int = 0, on: date) -> Document:
    """Short records (I-17) and reviews after the action (I-18), filled."""
    pages = ((f"{row.folio}. {row.title} ({gettext(DEBRIEF_WORDS[row.kind])})", debrief_blocks(row)) for row in rows)
    return bundle(_("Fichas cortas"), pages, left=left, on=on)
