"""The plan of the campaign on paper: thirteen sections, loose ends printed and not hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.campaign.models import Campaign, Material, Message
from manantial.campaign.queries import audiences, bands, current_campaign, loose_ends, messages
from manantial.campaign.rules import (
    BAND_WORDS,
    CHANNEL,
    LACK_WORDS,
    LEVEL_WORDS,
    MATERIAL_WORDS,
    PLAN_SECTIONS,
    STATE_WORDS,
)
from manantial.kernel.money import Money
from manantial.meaning.papers import PaperRefused, escaped, frame, titled
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    Kind,
    Prose,
    Provenance,
    Row,
    Signatures,
    Signer,
    Table,
)
from manantial.territory.models import Community
from manantial.voices.queries import said

WRITTEN = {1: "quien", 8: "calendario", 9: "roles", 10: "presupuesto", 11: "riesgos", 12: "evaluacion"}


@titled(gettext_lazy("Plan de la campaña"))
def campaign_plan(language: str, on: date) -> Document:
    """Build the plan. Raises PaperRefused while there is no campaign."""
    campaign = current_campaign()
    if campaign is None:
        raise PaperRefused(_("Todavía no hay campaña. Escriba su plan en Mensajes."))
    blocks: list[Block] = []
    for number, title in enumerate(PLAN_SECTIONS, 1):
        make = _MAKERS.get(number)
        body = [*_written(campaign, number), *(make(campaign) if make else [])]
        missing: list[Block] = [Callout(_("Falta escribir esta parte."), CalloutKind.MISSING)]
        blocks += [Heading(_(title)), *(body or missing)]
    signers = (Signer(role=_("Por las comunidades")), Signer(role=_("Por el organismo")))
    blocks += [
        Heading(_("Cabos sueltos"), numbered=False),
        *_loose(campaign),
        Signatures(signers, title=_("Aprobación")),
    ]
    return frame(
        campaign.title,
        blocks,
        language=language,
        on=on,
        subtitle=_("Plan de la campaña de comunicación"),
        kind=Kind.PAPER,
        numbered=True,
        watermark="" if campaign.approved_in else _("SIN APROBAR"),
    )


def _written(campaign: Campaign, number: int) -> list[Block]:
    text = campaign.sections.get(WRITTEN.get(number, ""), "")
    return [Prose(escaped(text))] if text else []


def _who(campaign: Campaign) -> list[Block]:
    act = campaign.approved_in
    facts = (
        Fact(_("Se aprobó en"), f"{act.body}, {act}" if act else None),
        Fact(_("Empieza"), campaign.starts),
        Fact(_("Termina"), campaign.ends),
    )
    return [FactList(facts)]


def _diagnosis(campaign: Campaign) -> list[Block]:
    blocks: list[Block] = [Prose(escaped(campaign.diagnosis))] if campaign.diagnosis else []
    rows = list(Community.objects.filter(merged_into=None).values_list("media_available", flat=True))
    told = [media for media in rows if media]
    counts = Counter(medium for media in told for medium in media)
    if told:
        lines = [(_(CHANNEL[medium].name) if medium in CHANNEL else medium, n) for medium, n in counts.most_common()]
        note = _("Comunidades que lo dijeron: %(told)s de %(all)s.") % {"told": len(told), "all": len(rows)}
        columns = (Column(_("Medio que sí existe"), share=3), Column(_("Comunidades"), ColumnKind.NUMBER, 1))
        blocks.append(Table(columns, lines, note=note))
    return blocks


def _objectives(campaign: Campaign) -> list[Block]:
    rows = [
        (row.text, _(LEVEL_WORDS.get(row.level, row.level)), row.target_code or None)
        for row in campaign.objectives.all()
    ]
    columns = (Column(_("Objetivo"), share=4), Column(_("Hasta dónde"), share=1), Column(_("Meta"), share=0.8))
    return [Table(columns, rows)] if rows else []


def _audiences(campaign: Campaign) -> list[Block]:
    rows = [
        (row.name, row.now or None, row.wanted or None, row.barriers or None, row.trusted or None)
        for row in audiences(campaign)
    ]
    columns = (
        Column(_("Con quién"), share=1.4),
        Column(_("Hoy"), share=1.8),
        Column(_("Queremos"), share=1.8),
        Column(_("Qué estorba"), share=1.3),
        Column(_("A quién le cree"), share=1.3),
    )
    return [Table(columns, rows, small=True)] if rows else []


def _messages(campaign: Campaign) -> list[Block]:
    blocks: list[Block] = []
    if campaign.central_message:
        blocks.append(Callout(escaped(campaign.central_message), CalloutKind.AGREEMENT, _("Mensaje central")))
    found = list(messages(campaign))
    rows = [Row((row.folio, row.text, _lessons(row), _whom(row)), _notes(row)) for row in found]
    columns = (
        Column(_("Folio"), share=0.7),
        Column(_("Mensaje"), share=2.4),
        Column(_("De qué aprendizaje sale"), share=1.6),
        Column(_("Para quién"), share=1.6),
    )
    return [*blocks, Table(columns, rows, small=True)] if rows else blocks


def _lessons(message: Message) -> str:
    return ", ".join(f"{link.lesson.folio} {link.lesson.title}" for link in message.lesson_links.all()) or _(
        "de ninguno"
    )


def _whom(message: Message) -> str:
    names = [link.audience.name for link in message.audience_links.all() if link.audience.retired_at is None]
    return ", ".join(names) or _("nadie")


def _notes(message: Message) -> tuple[Provenance, ...]:
    links = message.lesson_links.all()
    return tuple(
        Provenance("lesson", str(link.lesson_id), f"{link.lesson.folio}, {link.lesson.title}") for link in links
    )


def _channels(campaign: Campaign) -> list[Block]:
    used = dict.fromkeys(medium for row in audiences(campaign) for medium in row.channels)
    rows = [
        (_(channel.name), _(channel.unit), _(channel.counted), _(channel.evidence), _(channel.failure))
        for medium in used
        if (channel := CHANNEL.get(medium))
    ]
    columns = (
        Column(_("Canal"), share=1.2),
        Column(_("Se cuenta por"), share=1.4),
        Column(_("Lo que se puede contar"), share=2),
        Column(_("La prueba"), share=1.4),
        Column(_("Cuidado con"), share=1.5),
    )
    return [Table(columns, rows, small=True)] if rows else []


def _live(campaign: Campaign) -> list[Material]:
    return list(campaign.materials.filter(retired_at=None).select_related("message", "audience"))


def _materials(campaign: Campaign) -> list[Block]:
    rows = [
        (
            row.folio,
            said(MATERIAL_WORDS, row.kind),
            row.title,
            row.message.folio if row.message else None,
            row.audience.name if row.audience else None,
            row.print_run,
            said(STATE_WORDS, row.state),
        )
        for row in _live(campaign)
    ]
    columns = (
        Column(_("Folio"), share=0.8),
        Column(_("Tipo"), share=1),
        Column(_("Título"), share=2),
        Column(_("Mensaje"), share=0.8),
        Column(_("Para quién"), share=1.4),
        Column(_("Tiraje"), ColumnKind.NUMBER, 0.7),
        Column(_("Cómo va"), share=1.2),
    )
    return [Table(columns, rows, small=True)] if rows else []


def _calendar(campaign: Campaign) -> list[Block]:
    if campaign.starts is None or campaign.ends is None:
        return []
    facts = [Fact(_("Desde"), campaign.starts), Fact(_("Hasta"), campaign.ends)]
    periods = bands(campaign.starts, campaign.ends)
    rows = [(_(BAND_WORDS[period.band]), period.note, period.start, period.end) for period in periods]
    columns = (
        Column(_("Cuidado"), share=1.2),
        Column(_("Qué es"), share=2),
        Column(_("Desde"), ColumnKind.DATE, 1.2),
        Column(_("Hasta"), ColumnKind.DATE, 1.2),
    )
    blocks: list[Block] = [FactList(tuple(facts))]
    return [*blocks, Table(columns, rows, note=_("Avisan; no impiden."))] if rows else blocks


def _budget(campaign: Campaign) -> list[Block]:
    priced = [row for row in _live(campaign) if row.cost is not None]
    if not priced:
        return []
    currency = priced[0].cost.currency
    rows = [(row.folio, row.title, row.budget_line, row.cost) for row in priced]
    total = sum((row.cost for row in priced if row.cost.currency == currency), Money(0, currency))
    columns = (
        Column(_("Folio"), share=0.8),
        Column(_("Material"), share=2.6),
        Column(_("Línea del presupuesto"), ColumnKind.NUMBER, 1),
        Column(_("Costo"), ColumnKind.MONEY, 1.2),
    )
    unpriced = len(_live(campaign)) - len(priced)
    note = _("Materiales sin costo escrito: %(count)s.") % {"count": unpriced} if unpriced else ""
    return [Table(columns, rows, total=(_("Total"), "", "", total), note=note)]


def _evaluation(campaign: Campaign) -> list[Block]:
    indicators = [
        (_("Comunidades con kit recibido, de las que lo esperan"), _("recibos firmados"), _("cada mes")),
        (_("Carteles que siguen en su lugar, de los puestos"), _("visita a los 15 o 30 días"), _("una vez")),
        (_("Asistencias contadas"), _("listas y hojas de conteo"), _("en cada actividad")),
        (_("Personas que oyeron o vieron algo, por canal"), _("encuesta corta"), _("al terminar")),
        (_("Personas que recuerdan al menos dos mensajes"), _("encuesta corta"), _("al terminar")),
        (_("Comunidades que piden integrarse"), _("solicitudes"), _("cada asamblea")),
    ]
    columns = (Column(_("Qué se mira"), share=3), Column(_("De dónde sale"), share=2), Column(_("Cuándo"), share=1.2))
    note = _("Lo contado, lo estimado y lo declarado por otros se anota aparte y nunca se suma.")
    return [Table(columns, indicators, note=note)]


def _lasting(campaign: Campaign) -> list[Block]:
    return [Prose(escaped(campaign.sustainability))] if campaign.sustainability else []


def _loose(campaign: Campaign) -> list[Block]:
    found = loose_ends(campaign)
    if not found:
        return [Prose(_("Ninguno: cada mensaje tiene de dónde sale, para quién es y en qué va."))]
    items = tuple(CheckItem(str(each.thing), done=False, detail=_(LACK_WORDS[each.orphan.lack])) for each in found)
    return [Checklist(items)]


_MAKERS: Mapping[int, Callable[[Campaign], list[Block]]] = {
    1: _who,
    2: _diagnosis,
    3: _objectives,
    4: _audiences,
    5: _messages,
    6: _channels,
    7: _materials,
    8: _calendar,
    10: _budget,
    12: _evaluation,
    13: _lasting,
}
