"""Sheets of a workshop: what to carry, whom to invite, cards to cut, votes with beans, and the totals of the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    Prose,
    Sheet,
    Table,
)
from manantial.press.posters import CardSheet, Imprint, Ink, card_sheet
from manantial.territory.models import Community
from manantial.voices.models import Workshop
from manantial.voices.papers.frame import example_notice, paper, phone, sender, spoken
from manantial.voices.queries import Turnout, format_of, said, supplies_for
from manantial.voices.queries.formats import USUAL_PEOPLE
from manantial.voices.rules import AGE_WORDS, GROUP_WORDS, LANGUAGE_WORDS, VoiceGroup

BEAN_OPTIONS, BEAN_GROUPS = 5, 6
#: Groups that get a card of their own where nobody has written who came.
CARD_GROUPS = (
    VoiceGroup.COMMITTEE_WOMEN,
    VoiceGroup.COMMITTEE_MEN,
    VoiceGroup.BRIGADE,
    VoiceGroup.HOUSEHOLDS,
    VoiceGroup.AUTHORITIES,
    VoiceGroup.FORMER,
)


def materials_sheet(workshop: Workshop, *, on: date) -> Document:
    """The shopping list: how many of each thing for the people expected, with a box to tick."""
    people = workshop.expected_people or USUAL_PEOPLE
    supplies = supplies_for(workshop, format_of(workshop.format))
    columns = (
        Column(_("Qué"), share=3),
        Column(_("Llevar"), ColumnKind.NUMBER, 0.8),
        Column(_("Ya hay"), share=0.8),
        Column(_("Falta comprar"), share=1),
        Column(_("Listo"), share=0.6),
    )
    rows: list[tuple[object, ...]] = [(one.name, one.quantity(people), "", "", "☐") for one in supplies]
    rows += [("", "", "", "", "☐")] * 3
    intro = _("Para %(n)d personas, en %(t)d mesas de seis.") % {"n": people, "t": max(1, -(-people // 6))}
    title = _("Qué llevar: %(title)s") % {"title": workshop.title}
    return paper(
        title, (Prose.plain(intro), Table(columns, rows)), on=on, folio=workshop.folio, subtitle=_when(workshop)
    )


def invite_list(workshop: Workshop, communities: Iterable[Community], *, on: date) -> Document:
    """Whom to invite, by community and group, with room to write who told them and how many come."""
    groups = CARD_GROUPS[:5]
    columns = (
        Column(_("Comunidad"), share=2),
        *(Column(said(GROUP_WORDS, group), share=1) for group in groups),
        Column(_("Quién avisó"), share=1.3),
        Column(_("Día del aviso"), share=0.9),
    )
    rows = [(f"{one.code} {one.name}", *[""] * (len(groups) + 2)) for one in communities]
    note = _("En cada cuadro escriba cuántas personas dijeron que vienen. No se anotan nombres ni teléfonos.")
    blocks: tuple[Block, ...] = (Table(columns, rows, note=note),)
    return paper(
        _("A quién invitar: %(title)s") % {"title": workshop.title}, blocks, on=on, folio=workshop.folio,
        subtitle=_when(workshop), sheet=Sheet.LETTER_WIDE,
    )  # fmt: skip


def bean_sheet(*, on: date, workshop: Workshop | None = None) -> Document:
    """The sheet to count a vote with beans: what is asked, the options, and one line for each group."""
    columns = (
        Column(_("Grupo"), share=2),
        *(Column(chr(ord("A") + n), share=1) for n in range(BEAN_OPTIONS)),
    )
    fields = (
        BlankField(_("¿Qué se pregunta?")),
        *(BlankField(_("Opción %(letter)s") % {"letter": chr(ord("A") + n)}) for n in range(BEAN_OPTIONS)),
    )
    note = _("Cuente los granos de cada vaso delante de todos. Se escriben números, nunca nombres.")
    blocks: tuple[Block, ...] = (
        BlankForm(fields),
        Table(columns, [("\u00a0\n\u00a0", *[""] * BEAN_OPTIONS)] * BEAN_GROUPS, note=note),
    )
    folio = workshop.folio if workshop else ""
    return paper(_("Votación con granos"), blocks, on=on, folio=folio, subtitle=_when(workshop) if workshop else "")


def cards(workshop: Workshop, groups: Sequence[str], *, on: date, one_ink: bool = False) -> bytes:
    """Cards for the wall: one letter sheet for each group, four cards to cut, each group with its letter and border."""
    imprint = Imprint(
        sender=sender(), contact=phone(), date=on, folio=workshop.folio, fictitious=example_notice(),
    )  # fmt: skip
    said_groups = [said(GROUP_WORDS, group) for group in groups]
    sheet = CardSheet(_("Tarjetas: %(title)s") % {"title": workshop.title}, said_groups, imprint)
    return card_sheet(sheet, ink=Ink.ONE if one_ink else Ink.COLOUR).content


def totals_rows(came: Turnout) -> list[tuple[object, ...]]:
    """The totals as rows of a table file: what, which, women, men, unsaid, people."""
    rows: list[tuple[object, ...]] = [
        (_("Comunidad"), name or _("Sin comunidad"), women, men, unsaid, women + men + unsaid)
        for name, women, men, unsaid in came.by_community
    ]
    for what, words, counts in (
        (_("Grupo"), GROUP_WORDS, came.by_group),
        (_("Edad"), AGE_WORDS, came.by_age),
        (_("Lengua"), LANGUAGE_WORDS, came.by_language),
    ):
        rows += [(what, said(words, key) if key else _("Sin decir"), None, None, None, n) for key, n in counts]
    return [*rows, (_("En total"), "", came.women, came.men, came.unsaid, came.people)]


def totals_sheet(workshop: Workshop, came: Turnout, *, on: date) -> Document:
    """The totals of a list on paper, without names."""
    columns = (
        Column(_("Comunidad"), share=2),
        Column(_("Mujeres"), ColumnKind.NUMBER),
        Column(_("Hombres"), ColumnKind.NUMBER),
        Column(_("Sin decir"), ColumnKind.NUMBER),
        Column(_("Personas"), ColumnKind.NUMBER),
    )
    rows = [(name or _("Sin comunidad"), w, m, u, w + m + u) for name, w, m, u in came.by_community]
    total = (_("En total"), came.women, came.men, came.unsaid, came.people)
    blocks: list[Block] = [Table(columns, rows, total=total)]
    for title, words, counts in (
        (_("Por grupo"), GROUP_WORDS, came.by_group),
        (_("Por edad"), AGE_WORDS, came.by_age),
        (_("Por lengua"), LANGUAGE_WORDS, came.by_language),
    ):
        facts = tuple(Fact(gettext(words[key]) if key in words else key or _("Sin decir"), n) for key, n in counts)
        blocks += [Heading(title, 2), FactList(facts)] if facts else []
    title = _("Asistencia: %(title)s") % {"title": workshop.title}
    return paper(title, tuple(blocks), on=on, folio=workshop.folio, subtitle=_when(workshop))


def _when(workshop: Workshop) -> str:
    place = workshop.place or (workshop.community.name if workshop.community else "")
    return " · ".join(part for part in (spoken(workshop.on), place) if part)
