"""What a withdrawal reaches: drafts that stop, copies that cannot be called back, kits to replace, and its papers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.kits.papers import letter_to_media
from manantial.kits.queries import Aftermath, aftermath_of
from manantial.kits.web.plumbing import pdf_answer
from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.voices.models import Withdrawal
from manantial.voices.papers import withdrawal_said


def _found(request: Request, pk: UUID) -> tuple[Withdrawal, Aftermath]:
    rows = Withdrawal.objects.select_related("voice__community")
    withdrawal = find(request, "voices.see", rows, pk)
    return withdrawal, aftermath_of(withdrawal, on=today())


@address("kits.see")
@require_GET
def withdrawal_page(request: Request, pk: UUID) -> HttpResponse:
    """Show what a permission taken back reaches, and what to do about each thing."""
    withdrawal, reach = _found(request, pk)
    context = {
        "title": _("Qué alcanza el retiro %(folio)s") % {"folio": withdrawal.folio},
        "lead": _("Nada nuevo lleva ya lo que se retiró. Esto es lo que ya había salido, y qué hacer con cada cosa."),
        "withdrawal": withdrawal,
        "facts": withdrawal_said(withdrawal),
        "reach": reach,
    }
    return render(request, "kits/withdrawal.html", context)


@address("kits.see")
@require_GET
def withdrawal_letter(request: Request, pk: UUID) -> HttpResponse:
    """Return the letter that asks a station or a medium to stop using what it was given."""
    withdrawal, reach = _found(request, pk)
    return pdf_answer(letter_to_media(withdrawal, reach, today()).content, f"{withdrawal.folio}-carta.pdf")
