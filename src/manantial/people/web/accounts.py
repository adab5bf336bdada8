"""Accounts: who has one, a new card, a code told by telephone, a first link, and closing what must be closed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import check_password
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from manantial.people.access import Request, address, can, find
from manantial.people.actions import (
    Refused,
    close_account,
    create_account,
    end_logins,
    issue_card,
    issue_code,
    issue_link,
    reopen_account,
)
from manantial.people.models import Account, Invitation, Person
from manantial.people.papers import CardFacts, card_paper, qr_picture
from manantial.people.queries import current_mandates
from manantial.people.queries.doors import accounts, invitation_of
from manantial.people.rules import InvitationKind
from manantial.people.web.forms import AccountForm, ReasonForm
from manantial.people.web.writing import pdf_answer, table_answer
from manantial.press.compile import compile_pdf

PAGE = 50
_TRAIL = [("people:accounts", gettext_lazy("Cuentas"))]


@address("accounts.edit")
@require_safe
def listing(request: Request) -> HttpResponse:
    """All accounts, with the seats of their persons and when they were last used."""
    found = accounts()
    if request.GET.get("formato"):
        heads = [_("Persona"), _("Nombre para entrar"), _("Puestos de hoy"), _("Abierta"), _("Última entrada")]
        cells = [
            (one.person, one.username, "; ".join(seats), _("sí") if one.is_active else _("no"), one.last_login)
            for one, seats in _with_seats(list(found))
        ]
        return table_answer(request, _("Cuentas"), heads, cells)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts = {"title": _("Cuentas"), "page": page, "rows": _with_seats(list(page.object_list))}
    return render(request, "people/accounts.html", {**facts, "count": page.paginator.count})


def _with_seats(found: list[Account]) -> list[tuple[Account, list[str]]]:
    held: dict[UUID, list[str]] = {}
    people = [one.person_id for one in found]
    for mandate in current_mandates(timezone.localdate()).filter(person__in=people):
        held.setdefault(mandate.person_id, []).append(f"{mandate.seat.label}, {mandate.seat.body.name}")
    return [(one, held.get(one.person_id, [])) for one in found]


@address("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Open an account for a person."""
    person = Person.objects.filter(pk=request.GET["persona"]).first() if _is_uuid(request.GET.get("persona")) else None
    form = AccountForm(request.POST or None, initial={"person": person})
    if request.method == "POST" and form.is_valid():
        try:
            account = create_account(by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.ruling.say(_))
        else:
            messages.success(
                request, _("Cuenta abierta: %(name)s. Falta darle su tarjeta.") % {"name": account.username}
            )
            return redirect("people:account", account.pk)
    facts = {"title": _("Abrir cuenta"), "form": form, "trail": _TRAIL}
    return render(request, "people/form.html", facts)


@address("accounts.edit")
@require_safe
def page(request: Request, pk: UUID) -> HttpResponse:
    """One account and what can be done with it."""
    account = find(request, "accounts.edit", accounts(), pk)
    ((account, seats),) = _with_seats([account])
    now = timezone.now()
    facts = {
        "title": account.person.name,
        "account": account,
        "seats": seats,
        "phones": account.devices.filter(blocked_at=None).count(),
        "card": account.invitations.filter(kind=InvitationKind.CARD, used_at=None, expires_at__gt=now).first(),
        "mine_to_touch": _is_touchable(request, account),
    }
    return render(request, "people/account.html", facts)


@address("accounts.edit")
@never_cache
@require_POST
def card(request: Request, pk: UUID) -> HttpResponse:
    """Make a card and show it this once; its secrets are nowhere else."""
    account = _touchable(request, pk)
    made = issue_card(account, by=request.actor.person, now=timezone.now())
    facts = {
        "title": _("Tarjeta de %(name)s") % {"name": account.person.name},
        "account": account,
        "card": made,
        "qr": qr_picture(_card_address(request, made.token)),
        "expires": made.invitation.expires_at,
        "only_here": _only_here(request),
    }
    return render(request, "people/card_made.html", facts)


@address("accounts.edit")
@never_cache
@require_POST
def card_sheet(request: Request, pk: UUID) -> HttpResponse:
    """The card just made, as a PDF to print; the page sends its secrets back for it."""
    account = _touchable(request, pk)
    token, code = request.POST.get("token", ""), request.POST.get("code", "")
    invitation = invitation_of(token, InvitationKind.CARD, timezone.now())
    if invitation is None or invitation.account_id != account.pk or not _is_its_code(invitation, code):
        raise Http404
    facts = CardFacts(
        account.person.name, account.username, code, _card_address(request, token), invitation.expires_at.date()
    )
    document = card_paper(facts, request.alliance, on=timezone.localdate())
    return pdf_answer(compile_pdf(document, pages=range(1, 2)).content, "tarjeta")


def _is_its_code(invitation: Invitation, code: str) -> bool:
    return check_password(code.replace("-", ""), invitation.code_hash)


def _card_address(request: Request, token: str) -> str:
    return _reachable(request, reverse("people:card", args=[token]))


def _reachable(request: Request, path: str) -> str:
    """The whole address of a path as other devices reach it: the public one when the installation has one."""
    public = settings.PUBLIC_ADDRESS.rstrip("/")
    return f"{public}{path}" if public else request.build_absolute_uri(path)


def _only_here(request: Request) -> bool:
    """True when the page was opened by an address that no other device can open."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return not settings.PUBLIC_ADDRESS and host.strip("[]") in {"localhost", "127.0.0.1", "::1"}


@address("accounts.edit")
@never_cache
@require_POST
def code(request: Request, pk: UUID) -> HttpResponse:
    """Make a code to tell in person or by telephone, and show it this once."""
    account = _touchable(request, pk)
    told = issue_code(account, by=request.actor.person, now=timezone.now())
    facts = {"title": _("Código para %(name)s") % {"name": account.person.name}, "account": account, "code": told}
    return render(request, "people/code_made.html", facts)


@address("accounts.edit")
@never_cache
@require_POST
def link(request: Request, pk: UUID) -> HttpResponse:
    """Make a link that lets in once, for somebody who works on a computer and will choose a password."""
    account = _touchable(request, pk)
    path = issue_link(account, by=request.actor.person, now=timezone.now())
    facts: dict[str, object] = {"title": _("Enlace para %(name)s") % {"name": account.person.name}, "account": account}
    return render(
        request, "people/link_made.html", {**facts, "link": _reachable(request, path), "only_here": _only_here(request)}
    )


@address("accounts.edit")
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """End every login of an account: a lost phone."""
    account = _touchable(request, pk)
    end_logins(account, by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se cerraron todas las sesiones y se olvidaron los teléfonos de esta cuenta."))
    return redirect("people:account", account.pk)


@address("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close an account; what it did stays."""
    return _with_reason(request, pk, close_account, _("Cerrar la cuenta"), _("La cuenta quedó cerrada."))


@address("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Open a closed account again."""
    return _with_reason(request, pk, reopen_account, _("Abrir otra vez la cuenta"), _("La cuenta quedó abierta."))


def _with_reason(request: Request, pk: UUID, verb: Callable[..., Account], title: str, said: str) -> HttpResponse:
    account = _touchable(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb(account, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, said)
        return redirect("people:account", account.pk)
    facts = {"title": f"{title}: {account.person.name}", "form": form, "trail": _TRAIL}
    return render(request, "people/form.html", facts)


def _touchable(request: Request, pk: UUID) -> Account:
    account = find(request, "accounts.edit", accounts(), pk)
    if not _is_touchable(request, account):
        raise PermissionDenied("only who administers the machine opens doors of who administers the machine")
    return account


def _is_touchable(request: Request, account: Account) -> bool:
    """Who only keeps the accounts may not take the place of who administers the machine."""
    return not account.is_admin or can(request.actor, "system.admin")


def _is_uuid(text: str | None) -> bool:
    try:
        return bool(UUID(text or ""))
    except ValueError:
        return False
