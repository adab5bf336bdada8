"""The folder of the new committee: everything it needs to begin, in at most twelve pages, sections B to J."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.governance.models import CalendarDate, Visit
from manantial.governance.rules import SUPPORT_WORDS, explain
from manantial.handover.models import Handover
from manantial.handover.papers.act import list_table
from manantial.handover.papers.finding import community_of, handover_named, said_day
from manantial.handover.papers.front import phones
from manantial.handover.queries import (
    former_holders,
    handover_view,
    not_found,
    parties,
    pending_agreements,
)
from manantial.handover.rules import OUTCOME_WORDS, TRAINING, Side
from manantial.kernel.dates import say_month
from manantial.people.queries.seats import representatives_of
from manantial.press.compile import Pdf, compile_pdf
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    Column,
    ColumnKind,
    Contents,
    Fact,
    FactList,
    Heading,
    Prose,
    Table,
)
from manantial.press.qr import code
from manantial.territory.models import Community
from manantial.territory.papers import frame, titled
from manantial.territory.queries import dated_states, family
from manantial.territory.rules import STATE_WORDS
from manantial.water.papers.community import spoken_sheet
from manantial.water.queries import community_water, failures
from manantial.water.rules import FAILURE_STATE_WORDS, FAILURE_WORDS, write_value

FOLDER_PAGES = range(1, 13)
_SUPPORTS = ("operation", "sampling", "finance", "tariff", "regulation", "conflict", "legal", "organise")


@titled(gettext_noop("Carpeta del nuevo comité"))
def new_committee_folder(language: str, on: date, handover: str | Handover) -> Pdf:
    """Return the folder of a relief as PDF, of twelve pages at most (its front sheet is a paper of its own).

    Raises PaperRefused for an unknown act, PageOverflow when it would be longer.
    """
    asked = handover_named(handover)
    community = community_of(asked)
    blocks: tuple[Block, ...] = (
        Prose.plain(_("Guarde esta carpeta con el libro de actas. Es del comité, no de una persona.")),
        Contents(depth=1),
        *_act(asked, on, language),
        *_list(asked),
        *_money(asked),
        *_system(community, on, language),
        *_agreements(asked, on, language),
        *_year(asked, community, on, language),
        *_memory(asked, community, on, language),
        *_supports(asked, community, on),
        *_training(),
    )
    document = frame(
        _("Carpeta del nuevo comité"),
        blocks,
        language=language,
        on=on,
        as_of=on,
        subtitle=f"{asked.body.name}",
        folio=asked.folio,
        code=code(asked.folio, _("Folio %(folio)s") % {"folio": asked.folio}),
    )
    return compile_pdf(document, pages=FOLDER_PAGES)


def _act(asked: Handover, on: date, language: str) -> Iterator[Block]:
    view = handover_view(asked, on=on)
    yield Heading(_("B. Cómo fue la entrega"))
    days = view.clock.days
    yield FactList(
        (
            Fact(_("Elección"), said_day(asked.elected_on, language)),
            Fact(_("Entrega firmada"), said_day(asked.signed_on, language)),
            Fact(_("Días entre una y otra"), days),
            Fact(_("De la lista se entregó"), f"{view.list.given} / {view.list.total}"),
        )
    )
    for side, title in ((Side.OUTGOING, _("Entregaron")), (Side.INCOMING, _("Recibieron"))):
        people = [(one.seat.label if one.seat else None, one.written_name) for one in parties(asked, side)]
        if people:
            yield Table((Column(_("Cargo")), Column(_("Nombre"))), people, caption=title, small=True)


def _list(asked: Handover) -> Iterator[Block]:
    yield Heading(_("C. La lista: qué hay y dónde está"))
    missing = not_found(asked)
    if missing:
        lines = [f"{_(one.label)}: {_(OUTCOME_WORDS[one.outcome]).lower()}" for one in missing]
        yield Callout(Prose.plain(". ".join(lines)).markdown, CalloutKind.MISSING, title=_("Lo que no se encontró"))
    yield list_table(asked)


def _money(asked: Handover) -> Iterator[Block]:
    yield Heading(_("D. El dinero"))
    yield FactList(
        (
            Fact(_("Dinero contado"), asked.cash),
            Fact(_("Tomas en el padrón"), asked.taps),
        )
    )
    yield Prose.plain(_("Abra el libro de caja con esta cantidad. La lista de quien debe se queda en la comunidad."))


def _system(community: Community, on: date, language: str) -> Iterator[Block]:
    known = community_water(community, on=on)
    yield Heading(_("E. Nuestro sistema"))
    yield Prose.plain(spoken_sheet(community, on=on))
    for view in known.systems:
        rows = [
            (_(part.word), _(part.state_word), said_day(part.seen.on, language) if part.seen else None,
             part.seen.note if part.seen else None)
            for part in view.seen
        ]  # fmt: skip
        columns = (Column(_("Parte")), Column(_("Cómo está")), Column(_("Visto el")), Column(_("Nota"), share=2))
        if rows:
            yield Table(columns, rows, caption=view.system.name, small=True)
    last = write_value(known.last.hundredths) if known.last else None
    recipe = "____ g / ____ L"
    yield FactList((Fact(_("Último cloro (mg/L)"), last), Fact(_("Receta del cloro"), recipe)))
    found = failures().filter(community__in=family(community))[:6]
    reports = [
        (said_day(one.reported_at.date(), language), _(FAILURE_WORDS[one.kind]), _(FAILURE_STATE_WORDS[one.state]))
        for one in found
    ]
    if reports:
        heads = (Column(_("Cuándo")), Column(_("Qué falló"), share=2), Column(_("Cómo quedó")))
        yield Table(heads, reports, caption=_("Últimas fallas"), small=True)


def _agreements(asked: Handover, on: date, language: str) -> Iterator[Block]:
    yield Heading(_("F. Acuerdos pendientes"))
    rows = pending_agreements(asked.body, on=on)
    if not rows:
        yield Prose(_("Ninguno."))
        return
    told = [
        (row.agreement.folio, row.agreement.text, row.charged_to or None, explain(row.due.ruling(), _)) for row in rows
    ]
    columns = (
        Column(_("Folio"), share=1.3), Column(_("Acuerdo"), share=4), Column(_("Le toca a"), share=2),
        Column(_("Cómo va"), share=1.6),
    )  # fmt: skip
    yield Table(columns, told, small=True)


def _year(asked: Handover, community: Community, on: date, language: str) -> Iterator[Block]:
    yield Heading(_("G. El calendario del año"))
    yield Prose.plain(_("Cada día: medir cloro. Cada mes: llevar la hoja al organismo y cerrar el libro de caja."))
    coming = CalendarDate.objects.filter(starts__range=(on, on + timedelta(days=365)))
    marked = coming.filter(Q(community=None) | Q(community__in=family(community)))
    by_month: dict[date, list[str]] = {}
    for one in marked:
        by_month.setdefault(one.starts.replace(day=1), []).append(f"{one.starts.day}: {one.title}")
    months = [_month_after(on, n) for n in range(12)]
    rows = [(say_month(first, language), "; ".join(by_month.get(first, [])), "") for first in months]
    columns = (
        Column(_("Mes"), share=1.4),
        Column(_("Fechas de la alianza"), share=2.4),
        Column(_("Tanque, asamblea, pagos"), share=2.4),
    )
    yield Table(columns, rows, small=True)


def _memory(asked: Handover, community: Community, on: date, language: str) -> Iterator[Block]:
    yield Heading(_("H. Nuestra memoria"))
    states = [(str(one.since), _(STATE_WORDS[one.state]), one.act or None) for one in dated_states(community)]
    if states:
        yield Table((Column(_("Desde")), Column(_("En la alianza")), Column(_("Acta"))), states, small=True)
    before = former_holders(asked.body, on=on)
    if before:
        rows = [(one.person.name, one.seat.label, one.end) for one in before[:10]]
        columns = (Column(_("A quién preguntar")), Column(_("Cargo que tuvo")), Column(_("Hasta"), ColumnKind.DATE))
        yield Table(columns, rows, caption=_("Comités anteriores"), small=True)
    seen = Visit.objects.filter(community__in=family(community), state="closed", on__lte=on).order_by("-on")[:4]
    if seen:
        rows_seen = [(said_day(one.on, language), _(SUPPORT_WORDS.get(one.kind, one.kind))) for one in seen]
        yield Table((Column(_("Cuándo")), Column(_("Visita del organismo"))), rows_seen, small=True)
    if not (states or before or seen):
        yield Callout(_("No hay memoria escrita. Pregunte a quien fundó el comité y escríbala."), CalloutKind.MISSING)


def _supports(asked: Handover, community: Community, on: date) -> Iterator[Block]:
    yield Heading(_("I. Nuestros derechos y apoyos"))
    offered = "\n".join(f"- {_(SUPPORT_WORDS[kind])}" for kind in _SUPPORTS)
    yield Prose(_("El organismo acompaña a los comités sin costo en:") + "\n\n" + offered)
    spoken = [
        f"{one.person.name}, {one.seat.label} ({one.seat.body.name})" for one in representatives_of(community.pk, on)
    ]
    yield FactList(
        (
            Fact(_("Quién nos representa"), "; ".join(spoken) or None),
            Fact(_("A quién llamar"), "; ".join(phones(asked.body, on)) or None),
        )
    )


def _training() -> Iterator[Block]:
    yield Heading(_("J. El primer mes"))
    yield Checklist(tuple(CheckItem(_(step)) for step in TRAINING))


def _month_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
