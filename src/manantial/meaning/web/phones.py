"""What a phone in the room opens with the code on the wall: no login, no name, one page, no scripts needed."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.remembered import read_remembered
from manantial.meaning.actions import CardText, MeaningRefused, answer_round, put_card
from manantial.meaning.models import Round
from manantial.meaning.queries.rounds import (
    answers_of,
    cards_of,
    items_of,
    open_round_of,
    round_by_code,
)
from manantial.meaning.rules.rounds import CARD_LETTERS, LIGHT_WORDS, RoundKind, tidy_code
from manantial.meaning.web.fields import words_field
from manantial.people.access import Request, address
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS

LIFE = 12 * 60 * 60  # seconds a phone keeps its mark: one working day
SALT = "manantial.room"


class GroupForm(forms.Form):
    """Of which group one answers."""

    group = words_field(
        GROUP_WORDS, label=gettext_lazy("¿De qué grupo es usted?"), empty=gettext_lazy("Escoja su grupo")
    )


class CardForm(GroupForm):
    """A card for the wall."""

    text = forms.CharField(
        label=gettext_lazy("¿Qué pasó?"), max_length=CARD_LETTERS, widget=forms.Textarea(attrs={"rows": 4})
    )
    when = forms.CharField(
        label=gettext_lazy("¿Cuándo fue?"), max_length=120, required=False,
        help_text=gettext_lazy("El año basta. También «cuando el temblor»."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


@address("public.see")
@never_cache
@require_GET
def room_door(request: Request) -> HttpResponse:
    """Where the code on the wall is typed, for a phone that cannot read the QR."""
    code = tidy_code(request.GET.get("clave", ""))
    if code:
        return redirect("meaning:room", code=code)
    return render(request, "meaning/phone_door.html", {"title": _("Escriba la clave de la pared")})


@address("public.see")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: Request, code: str) -> HttpResponse:
    """The question of the moment: put a card, or vote. The code of an open question is the only key."""
    found = round_by_code(tidy_code(code))
    if found is None:
        context = {"title": _("No hay ninguna pregunta con esa clave"), "code": code[:12]}
        return render(request, "meaning/phone_door.html", context, status=404)
    token, known = _token(request)
    if found.closed_at is not None or found.opened_at is None:
        return _closed(request, found)
    mark = salted_hmac(SALT, f"{found.pk}{token}").hexdigest()[:32]
    answer = _answer(request, found, mark, known=known)
    if answer is None:
        answer = render(request, "meaning/phone.html", _context(request, found, mark))
    if not known:
        _give(request, answer, token)
    if group := request.POST.get("group", ""):
        answer.set_cookie(_name(request, "grupo"), group[:30], max_age=LIFE, httponly=True, samesite="Lax")
    return answer


def _answer(request: Request, found: Round, mark: str, *, known: bool) -> HttpResponse | None:
    if request.method != "POST":
        return None
    if not known:
        # Without its mark a phone could answer without end; the page that comes back gives it one.
        messages.warning(request, _("Su teléfono acaba de entrar. Toque otra vez para enviar."))
        return None
    try:
        said_so = _put(request, found, mark) if found.kind == RoundKind.CARDS else _vote(request, found, mark)
    except MeaningRefused as error:
        messages.error(request, str(error))
        return None
    if not said_so:
        return None
    messages.success(request, said_so)
    return redirect("meaning:room", code=found.code)


def _put(request: Request, found: Round, mark: str) -> str:
    form = CardForm(request.POST)
    if not form.is_valid():
        return ""
    data = form.cleaned_data
    card = CardText(data["group"], data["text"], read_remembered(data["when"]))
    put_card(found, card, device=mark, now=timezone.now())
    return _("Su tarjeta ya está en la pared. Puede poner otra.")


def _vote(request: Request, found: Round, mark: str) -> str:
    choices = {item.number: request.POST.get(f"item-{item.number}", "") for item in items_of(found)}
    given = {number: choice for number, choice in choices.items() if choice}
    answer_round(found, group=request.POST.get("group", ""), choices=given, device=mark, now=timezone.now())
    return _("Quedó anotado. Mientras siga abierta puede cambiar su respuesta.")


def _context(request: Request, found: Round, mark: str) -> dict[str, Any]:
    group = request.POST.get("group") or request.COOKIES.get(_name(request, "grupo"), "")
    context: dict[str, Any] = {"title": found.question, "round": found, "kind": found.kind}
    if found.kind == RoundKind.CARDS:
        form = CardForm(request.POST if request.method == "POST" else None, initial={"group": group})
        return context | {"form": form, "mine": cards_of(found, mark)}
    given = answers_of(found, mark)
    typed = {
        item.number: request.POST.get(f"item-{item.number}", given.get(item.number, "")) for item in items_of(found)
    }
    rows = [
        (item, [(value, _choice(found, value, words), typed[item.number] == value) for value, words in item.choices])
        for item in items_of(found)
    ]
    return context | {"form": GroupForm(initial={"group": group}), "rows": rows, "answered": bool(given)}


def _choice(found: Round, value: str, words: str) -> str:
    return said(LIGHT_WORDS, value) if found.kind == RoundKind.LIGHTS else words


def _closed(request: Request, found: Round) -> HttpResponse:
    """A closed question says so and leads to the one that is asked now in the same room."""
    now_asked = open_round_of(found.workshop_id)
    context = {"title": _("Esta pregunta ya se cerró"), "next": now_asked, "asked": found.question}
    return render(request, "meaning/phone_closed.html", context, status=200 if request.method != "POST" else 409)


def _name(request: Request, what: str) -> str:
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}{what}-{request.alliance.slug}"


def _token(request: Request) -> tuple[str, bool]:
    """The mark of this phone and whether it brought it; it was given by us and cannot be made up."""
    try:
        return signing.loads(request.COOKIES.get(_name(request, "mano"), ""), salt=SALT, max_age=LIFE), True
    except signing.BadSignature:
        return secrets.token_hex(12), False


def _give(request: Request, answer: HttpResponse, token: str) -> None:
    answer.set_cookie(
        _name(request, "mano"),
        signing.dumps(token, salt=SALT),
        max_age=LIFE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
