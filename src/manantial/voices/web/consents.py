"""Pages of permission: recording one, taking one back, the receipt, the agreements of communities, blank papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.text import fold
from manantial.people.access import Request, address, find
from manantial.people.answers import paper_answer, table_answer, today
from manantial.people.listing import ordered
from manantial.territory.models import Community
from manantial.voices import papers
from manantial.voices.actions import (
    VoicesRefused,
    record_consent,
    record_data_agreement,
    withdraw_consent,
    withdraw_data_agreement,
)
from manantial.voices.models import Consent, Voice, Withdrawal
from manantial.voices.queries import (
    CommunityAgreement,
    data_agreements,
    reach_of,
    reach_of_withdrawal,
    said,
    voice_page,
)
from manantial.voices.rules import USE_WORDS, Use
from manantial.voices.web.care import cares_of
from manantial.voices.web.consent_forms import DataAgreementForm, PermissionForm, WithdrawForm
from manantial.voices.web.plumbing import upload_of
from manantial.voices.web.showing import consent_view


@address("consents.edit")
@require_http_methods(["GET", "POST"])
def consent_new(request: Request, pk: UUID) -> HttpResponse:
    """Write down a permission of a voice."""
    voice = find(request, "consents.edit", Voice, pk)
    page = voice_page(pk, on=today())
    standing = [(str(row.consent.pk), _replaceable(row.consent)) for row in page.consents if row.stands]
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PermissionForm(data, files, replaceable=standing, initial={"given_on": today()})
    if request.method == "POST" and form.is_valid():
        permission = form.permission()
        if permission is not None and _recorded(request, voice, form):
            messages.success(request, _("Se registró el permiso. Manda desde ahora."))
            return redirect("voices:voice", pk=pk)
    context = {
        "title": _("Permiso de %(folio)s") % {"folio": voice.folio},
        "lead": _("Marque lo que la persona dijo. Lo que no se marca es no."),
        "voice": voice,
        "cares": cares_of(voice),
        "form": form,
        "history": [consent_view(row) for row in page.consents],
    }
    return render(request, "voices/consent_new.html", context)


def _recorded(request: Request, voice: Voice, form: PermissionForm) -> bool:
    permission, proof = form.permission(), upload_of(form.cleaned_data["evidence"])
    if permission is None:
        return False
    try:
        record_consent(voice, permission=permission, evidence=proof, by=request.actor.person, now=timezone.now())
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return False
    return True


def _replaceable(consent: Consent) -> str:
    return _("El del %(day)s") % {"day": f"{consent.given_on:%d/%m/%Y}"}


@address("consents.edit")
@require_http_methods(["GET", "POST"])
def consent_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take a permission back, and give the receipt."""
    voice = find(request, "consents.edit", Voice, pk)
    form = WithdrawForm(request.POST or None, initial={"withdrawn_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = withdraw_consent(voice, **form.cleaned_data, by=request.actor.person, now=timezone.now())
        except VoicesRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Se retiró el permiso. Imprima el comprobante para la persona."))
            return redirect("voices:withdrawal", pk=made.pk)
    reach = reach_of(voice, on=today())
    context = {
        "title": _("Retirar el permiso de %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "form": form,
        "items": [*reach.stopped, *reach.copies],
    }
    return render(request, "voices/withdraw.html", context)


@address("voices.see")
@require_GET
def withdrawal_one(request: Request, pk: UUID) -> HttpResponse:
    """What was taken back, and its receipt to print."""
    withdrawal = find(request, "voices.see", Withdrawal.objects.select_related("voice__community"), pk)
    context = {
        "title": _("Retiro %(folio)s") % {"folio": withdrawal.folio},
        "withdrawal": withdrawal,
        "voice": withdrawal.voice,
        "facts": papers.withdrawal_said(withdrawal),
        "reach": reach_of_withdrawal(withdrawal, on=today()),
    }
    return render(request, "voices/withdrawal.html", context)


@address("voices.see")
@require_GET
def withdrawal_receipt(request: Request, pk: UUID) -> HttpResponse:
    """The receipt, to print."""
    withdrawal = find(request, "voices.see", Withdrawal.objects.select_related("voice__community"), pk)
    copies = reach_of_withdrawal(withdrawal, on=today()).copies
    receipt = papers.withdrawal_receipt(withdrawal, unrecoverable=copies, on=today())
    return paper_answer(request, receipt, withdrawal.folio)


@address("voices.see")
@require_GET
def consent_paper(request: Request, pk: UUID) -> HttpResponse:
    """The sheet of permission of a voice, filled with its last permission."""
    voice = find(request, "voices.see", Voice.objects.select_related("community"), pk)
    last = Consent.objects.filter(voice=voice).last()
    return paper_answer(request, papers.consent_sheet(on=today(), voice=voice, consent=last), f"{voice.folio}-permiso")


@address("voices.see")
@require_GET
def blank_paper(request: Request, name: str) -> HttpResponse:
    """A blank sheet to take to the field."""
    blank = _BLANK.get(name)
    if blank is None:
        raise Http404
    return paper_answer(request, blank(on=today()), name)


_BLANK = {
    "permiso": papers.consent_sheet,
    "retiro": papers.withdrawal_form,
    "personas-en-la-imagen": papers.pictured_sheet,
    "ficha-de-voz": papers.voice_card,
    "ficha-de-fuente": papers.source_card,
    "inventario": papers.blank_inventory,
    "ficha-de-entrevista": papers.interview_card,
    "testimonio-con-foto": papers.photo_card,
    "lista": papers.attendance_sheet,
    "relatoria": papers.blank_account,
    "acuerdo-de-datos": papers.data_agreement_act,
}


@address("voices.see")
@require_GET
def agreement_list(request: Request) -> HttpResponse:
    """Which communities have decided what may be public about them, and which have not yet."""
    listed = data_agreements(on=today())
    rows = [
        (row, ", ".join(said(USE_WORDS, use) for use in Use if row.in_force and use in row.in_force.uses))
        for row in listed
    ]
    rows = ordered(request, rows, _AGREEMENT_ORDERS)
    heads = [_("Clave"), _("Comunidad"), _("Se puede publicar en"), _("Desde"), _("Se revisa")]
    exported = table_answer(request, _("Acuerdos de datos"), heads, (_agreement_cells(row, uses) for row, uses in rows))
    context = {
        "title": _("Acuerdos de datos"),
        "lead": _("Nada de una comunidad es público antes de que su asamblea lo decida."),
        "rows": rows,
        "open": sum(1 for row in listed if row.in_force),
        "count": len(rows),
    }
    return exported or render(request, "voices/agreements.html", context)


def _agreement_cells(row: CommunityAgreement, uses: str) -> list[object]:
    since = row.in_force.agreed_on if row.in_force else None
    return [row.community.code, row.community.name, uses if row.in_force else _("Sin acuerdo"), since, row.review_due]


_AGREEMENT_ORDERS: Mapping[str, Callable[[tuple[CommunityAgreement, str]], Any]] = {
    "comunidad": lambda pair: fold(pair[0].community.name),
    "usos": lambda pair: pair[1] or None,
    "desde": lambda pair: pair[0].in_force.agreed_on if pair[0].in_force else None,
    "revision": lambda pair: pair[0].review_due,
}


@address("consents.edit")
@require_http_methods(["GET", "POST"])
def agreement_new(request: Request, pk: UUID) -> HttpResponse:
    """Write down what the assembly of a community decided."""
    community = find(request, "consents.edit", Community, pk)
    form = DataAgreementForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _agreed(request, community, form):
        messages.success(request, _("Se registró lo que decidió la asamblea de %(place)s.") % {"place": community.name})
        return redirect("voices:agreements")
    context = {
        "title": _("Acuerdo de datos de %(place)s") % {"place": community.name},
        "community": community,
        "form": form,
    }
    return render(request, "voices/agreement_new.html", context)


def _agreed(request: Request, community: Community, form: DataAgreementForm) -> bool:
    data, by, now = form.cleaned_data, request.actor.person, timezone.now()
    act = {"session": data["session"], "act": data["act"], "by": by, "now": now}
    try:
        if data["what"] == "close":
            withdraw_data_agreement(community, withdrawn_on=data["agreed_on"], **act)
        else:
            uses = [Use(use) for use in data["uses"]]
            review = data["review_on"]
            record_data_agreement(community, agreed_on=data["agreed_on"], uses=uses, review_on=review, **act)
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return False
    return True
