"""The act of handover: who gives and who receives, the money, the list, what is pending, signatures or fingerprints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.governance.rules import PROOF_WORDS, explain
from manantial.handover.models import Handover, HandoverItem
from manantial.handover.papers.finding import handover_named, said_day
from manantial.handover.queries import parties, pending_agreements, sections
from manantial.handover.rules import OBSERVATION_DAYS, OUTCOME_WORDS, HandoverState, Side
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    Document,
    Fact,
    FactList,
    Heading,
    Prose,
    Row,
    Signatures,
    Signer,
    Table,
)
from manantial.press.qr import code
from manantial.territory.papers import frame, titled

_BOX = "☐"


@titled(gettext_noop("Acta de entrega entre comités"))
def handover_act(language: str, on: date, handover: str | Handover) -> Document:
    """Return the act, filled with what is known; lines nobody answered come with boxes to tick by hand.

    Raises PaperRefused for an unknown act.
    """
    asked = handover_named(handover)
    never = asked.state == HandoverState.NONE
    blocks: tuple[Block, ...] = (
        _head(asked, language),
        *(_never(asked) if never else ()),
        *_people(asked),
        *_money(asked),
        *_listed(asked),
        *_pending(asked, on),
        *_remarks(asked),
        *_signing(asked),
    )
    return frame(
        _("Acta de entrega entre comités"),
        blocks,
        language=language,
        on=asked.signed_on or on,
        subtitle=asked.body.name,
        folio=asked.folio,
        code=code(asked.folio, _("Folio %(folio)s") % {"folio": asked.folio}),
    )


def list_table(handover: Handover) -> Table:
    """Return the whole list by section with what became of each thing; unanswered lines have boxes."""
    columns = (
        Column(_("Qué"), share=3),
        Column(_("Qué pasó"), share=2.4),
        Column(_("Dónde está o qué falta"), share=2.6),
    )
    rows: list[Row] = []
    for section in sections(handover):
        rows.append(Row((_(section.title), "", ""), strong=True))
        rows.extend(Row(_line(one)) for one in section.items)
    return Table(columns, rows, small=True)


def _head(asked: Handover, language: str) -> FactList:
    return FactList(
        (
            Fact(_("Día de la elección"), said_day(asked.elected_on, language)),
            Fact(_("Día de la entrega"), said_day(asked.signed_on, language) or "____ / ____ / ________"),
            Fact(_("Lugar"), asked.place or "________________________________"),
            Fact(_("Hora"), "________"),
        )
    )


def _never(asked: Handover) -> Iterator[Block]:
    text = _("No hubo entrega. El organismo reconstruye lo que puede con el registro de la alianza.")
    yield Callout(Prose.plain(f"{text}\n\n{asked.remarks}").markdown, CalloutKind.WARNING, title=_("No hubo entrega"))


def _people(asked: Handover) -> Iterator[Block]:
    yield Heading(_("Quiénes entregan y quiénes reciben"), level=2)
    for side, title in ((Side.OUTGOING, _("Entregan")), (Side.INCOMING, _("Reciben")), (Side.WITNESS, _("Testigos"))):
        rows = [
            (one.seat.label if one.seat else None, one.written_name, _(PROOF_WORDS[one.proof]),
             _("bajo protesta") if one.under_protest else "")
            for one in parties(asked, side)
        ]  # fmt: skip
        columns = (
            Column(_("Cargo"), share=2),
            Column(_("Nombre"), share=3),
            Column(_("Cómo firma"), share=2),
            Column("", share=1.4),
        )
        if rows:
            yield Table(columns, rows, caption=title, small=True)


def _money(asked: Handover) -> Iterator[Block]:
    yield Heading(_("Dinero y padrón"), level=2)
    taps = str(asked.taps) if asked.taps is not None else None
    yield FactList(
        (
            Fact(_("Dinero contado frente a todos"), asked.cash if asked.cash is not None else None),
            Fact(_("Tomas en el padrón"), taps),
            Fact(_("Recibos: del folio"), "__________ al __________"),
        )
    )
    yield Prose.plain(_("La lista de quien debe se queda en el libro del comité y no sale de la comunidad."))


def _listed(asked: Handover) -> Iterator[Block]:
    yield Heading(_("Qué se entrega"), level=2)
    yield list_table(asked)


def _line(item: HandoverItem) -> tuple[object, ...]:
    if not item.outcome:
        return _(item.label), f"{_BOX} sí  {_BOX} no  {_BOX} no existe  {_BOX} litigio", ""
    where = ". ".join(filter(None, (item.place, item.note)))
    return _(item.label), _(OUTCOME_WORDS[item.outcome]), where


def _pending(asked: Handover, on: date) -> Iterator[Block]:
    rows = pending_agreements(asked.body, on=on)
    yield Heading(_("Acuerdos que se quedan pendientes"), level=2)
    if not rows:
        yield Prose(_("Ninguno."))
        return
    columns = (Column(_("Folio"), share=1.3), Column(_("Acuerdo"), share=4), Column(_("Cómo va"), share=1.7))
    told = [(row.agreement.folio, row.agreement.text, explain(row.due.ruling(), _)) for row in rows]
    yield Table(columns, told, small=True)


def _remarks(asked: Handover) -> Iterator[Block]:
    yield Heading(_("Promesas y problemas"), level=2)
    if asked.remarks and asked.state != HandoverState.NONE:
        yield Prose.plain(asked.remarks)
    else:
        yield Prose.plain("\n\n".join(["_" * 78] * 3))
    said = _("Quien recibe tiene %(days)s días para decir qué faltó.")
    yield Prose.plain(said % {"days": OBSERVATION_DAYS})


def _signing(asked: Handover) -> Iterator[Block]:
    people = [*parties(asked, Side.OUTGOING), *parties(asked, Side.INCOMING), *parties(asked, Side.WITNESS)]
    words = {Side.OUTGOING: _("entrega"), Side.INCOMING: _("recibe"), Side.WITNESS: _("testigo")}
    signers = [
        Signer(one.written_name, ", ".join(filter(None, (one.seat.label if one.seat else "", words[Side(one.side)]))))
        for one in people
    ]
    witnesses = sum(one.side == Side.WITNESS for one in people)
    signers += [Signer(role=_("testigo"))] * max(0, 2 - witnesses)
    yield Prose.plain(_("Quien no sabe firmar pone su huella. Quien no está de acuerdo firma «bajo protesta»."))
    yield Signatures(tuple(signers), across=3, title=_("Firmas o huellas"))
