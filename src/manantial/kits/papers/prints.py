"""What is printed for kits: each community's sheet, labels, receipts, the list of deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import current_alliance
from manantial.kits.models import Delivery, Kit
from manantial.kits.queries import DeliveryRow
from manantial.kits.rules import Item, Part
from manantial.kits.sheets import SheetFacts, sheet_facts
from manantial.press.compile import Pdf, compile_pdf
from manantial.press.document import (
    Callout,
    CalloutKind,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    Kind,
    Prose,
    Sheet,
    Table,
)
from manantial.press.document import Column as PaperColumn
from manantial.press.posters import Imprint, Label, Receipt, labels, receipt
from manantial.press.typesetters import each
from manantial.territory.models import Community
from manantial.vault.actions import keep


@override("es-mx")  # a kit speaks the language of its communities, whatever the desk reads
def community_items(communities: Sequence[Community], *, on: date, now: datetime) -> dict[UUID, list[Item]]:
    """Return the files that only one community gets: its own sheet."""
    facts = sheet_facts(communities, on)
    made: dict[UUID, list[Item]] = {}
    pdfs = each(compile_pdf, [sheet(facts[community.pk], on) for community in communities])
    for community, pdf in zip(communities, pdfs, strict=True):
        blob = keep(pdf.content, media_type="application/pdf", name=f"{community.code}.pdf", now=now)
        title = _("La hoja de %(community)s") % {"community": community.name}
        made[community.pk] = [
            Item(Part.PRINT, title, blob.sha256, blob.size, "application/pdf", ".pdf", pages=pdf.pages)
        ]
    return made


def sheet(facts: SheetFacts, on: date) -> Document:
    """Return the sheet of one community: its water, its committee, what was agreed, whom to call."""
    alliance = current_alliance()
    agreements = Table(
        (PaperColumn(_("Folio")), PaperColumn(_("Qué se acordó")), PaperColumn(_("Para cuándo"))),
        rows=facts.agreements,
        caption=_("Acuerdos abiertos de la alianza"),
    )
    blocks = [
        FactList(tuple(Fact(label, value) for label, value in facts.numbers)),
        Heading(_("Quién cuida el agua"), level=2),
        FactList(tuple(Fact(label, value) for label, value in facts.committee)),
        Callout(facts.next_assembly, CalloutKind.NOTE)
        if facts.next_assembly
        else Prose(_("Todavía no hay fecha de la próxima asamblea.")),
        *((Heading(_("Lo que acordamos"), level=2), agreements) if facts.agreements else ()),
    ]
    return Document(
        title=_("Nuestra agua: %(community)s") % {"community": facts.name},
        subtitle=alliance.name,
        language="es-MX",
        date=on,
        as_of=on,
        publisher=alliance.organism or alliance.name,
        kind=Kind.PAPER,
        folio=facts.code,
        fictitious=_("Ejemplo: lugar y personas inventados.") if alliance.fictitious else "",
        contact=_("Dudas: %(phone)s") % {"phone": alliance.phone} if alliance.phone else "",
        blocks=tuple(blocks),
    )


@override("es-mx")
def label_sheet(kits: Iterable[Kit], on: date) -> Pdf:
    """Return the labels of an edition, ten a letter sheet."""
    made = [
        Label(
            kit.community.name,
            (f"{kit.community.code} · {kit.edition.title}", _("Comité de agua")),
            kit.community.code,
            f"{kit.community.code} {kit.digest[:16]}",
        )
        for kit in kits
    ]
    return labels(made, imprint(on, _("Etiquetas de kits"), "ETQ"))


@override("es-mx")
def receipt_sheet(delivery: Delivery) -> Pdf:
    """Return the receipt of a delivery: two halves, one for the committee and one for the organism."""
    kit = delivery.kit
    content = Receipt(
        title=_("Recibo de kit"),
        place=kit.community.name,
        items=((_("Memoria USB"), delivery.usb), (_("Juego impreso"), delivery.printed)),
        receiver=delivery.received_by,
        role=delivery.seat.label if delivery.seat else "",
        text=_("Recibí el kit de la %(edition)s, con la huella %(digest)s.")
        % {"edition": kit.edition.title, "digest": kit.digest[:16]},
        imprint=imprint(delivery.on, _("Recibo de kit"), delivery.folio),
    )
    return receipt(content)


def delivery_sheet(rows: Sequence[DeliveryRow], waiting: Sequence[Community], on: date) -> Pdf:
    """Return the list of deliveries to take on the road, and who has none yet."""
    alliance = current_alliance()
    number = ColumnKind.NUMBER
    heads = (
        PaperColumn(_("Folio"), share=1.2), PaperColumn(_("Comunidad"), share=2.4), PaperColumn(_("Fecha"), share=2.2),
        PaperColumn(_("USB"), number, share=0.6), PaperColumn(_("Papel"), number, share=0.7),
        PaperColumn(_("Quién recibió"), share=2), PaperColumn(_("Cómo va"), share=1.8),
    )  # fmt: skip
    given = [
        (row.delivery.folio, f"{row.delivery.kit.community.code} {row.delivery.kit.community.name}", row.delivery.on,
         row.delivery.usb, row.delivery.printed, row.delivery.received_by or None, row.word)
        for row in rows
    ]  # fmt: skip
    missing = [(community.code, community.name, "") for community in waiting]
    wait_heads = (PaperColumn(_("Clave")), PaperColumn(_("Comunidad")), PaperColumn(_("Para cuándo y quién lo lleva")))
    blocks = (
        Table(heads, given, caption=_("Kits entregados"), small=True),
        *((Heading(_("Sin kit"), level=2), Table(wait_heads, missing, small=True)) if missing else ()),
    )
    return compile_pdf(
        Document(
            title=_("Entregas de kits"),
            subtitle=alliance.name,
            language="es-MX",
            date=on,
            as_of=on,
            publisher=alliance.organism or alliance.name,
            kind=Kind.PAPER,
            sheet=Sheet.LETTER_WIDE,
            fictitious=_("Ejemplo: lugar y personas inventados.") if alliance.fictitious else "",
            blocks=blocks,
        )
    )


def imprint(on: date, origin: str, folio: str, alliance: Alliance | None = None) -> Imprint:
    """Return the foot of what is printed for kits."""
    owner = alliance or current_alliance()
    return Imprint(
        sender=owner.organism or owner.name, contact=owner.phone, date=on, folio=folio, origin=origin,
        fictitious=_("Ejemplo: lugar y personas inventados.") if owner.fictitious else "", qr=folio, qr_words=folio,
    )  # fmt: skip
