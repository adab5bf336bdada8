"""Handing a kit over and following what becomes of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.kits.models import Delivery, DeliveryStep, Kit
from manantial.kits.queries import state_of
from manantial.kits.rules import DeliveryState, may_follow
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.people.models import Person, Seat
from manantial.vault.models import Blob


class StepRefused(ValueError):
    """A step that cannot follow what is already noted; the message is for people."""


@transaction.atomic
def deliver(
    kit: Kit,
    *,
    on: date,
    usb: int,
    printed: int,
    received_by: str = "",
    receipt: str = "",
    seat: Seat | None = None,
    person: Person | None = None,
    note: str = "",
    by: Person | None,
    now: datetime,
) -> Delivery:
    """Note that a kit was handed over; ``receipt`` is ``signature``, ``fingerprint`` or empty while unsigned."""
    if usb + printed < 1:
        raise StepRefused(_("Diga cuántas memorias o cuántos juegos de papel entregó."))
    delivery = Delivery.objects.create(
        kit=kit, folio=next_folio(Delivery, "ENT"), on=on, usb=usb, printed=printed, received_by=received_by,
        receipt=receipt, seat=seat, person=person, note=note,
    )  # fmt: skip
    DeliveryStep.objects.create(delivery=delivery, state=DeliveryState.DELIVERED, on=on)
    if receipt:
        DeliveryStep.objects.create(delivery=delivery, state=DeliveryState.RECEIVED, on=on)
    facts = {"kit": str(kit.pk), "digest": kit.digest, "usb": usb, "printed": printed, "signed": bool(receipt)}
    record("kit.delivered", delivery, by=by, now=now, community=kit.community, facts=facts)
    return delivery


@transaction.atomic
def note_step(
    delivery: Delivery,
    state: DeliveryState,
    *,
    on: date,
    note: str = "",
    photo: Blob | None = None,
    by: Person | None,
    now: datetime,
) -> DeliveryStep:
    """Note what became of a delivered kit.

    Raises StepRefused when the step goes backwards or the kit is gone.
    """
    ruling = may_follow(state_of(delivery), state)
    if not ruling:
        raise StepRefused(ruling.say(_))
    step = DeliveryStep.objects.create(delivery=delivery, state=state, on=on, note=note, photo=photo)
    record("kit.followed", delivery, by=by, now=now, community=delivery.kit.community, facts={"state": state.value})
    return step


@transaction.atomic
def sign_receipt(delivery: Delivery, *, how: str, received_by: str, on: date, by: Person | None, now: datetime) -> None:
    """Note that the receipt of a delivery was signed, or stamped with a fingerprint, on a later day."""
    delivery.receipt, delivery.received_by = how, received_by
    delivery.save(update_fields=["receipt", "received_by"])
    if may_follow(state_of(delivery), DeliveryState.RECEIVED):
        DeliveryStep.objects.create(delivery=delivery, state=DeliveryState.RECEIVED, on=on)
    record("kit.receipt_signed", delivery, by=by, now=now, community=delivery.kit.community, facts={"how": how})
