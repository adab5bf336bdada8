"""What became of my story: with folio and key, without an account and without names, one follows and takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.people.access import Request, address, client_mark, find
from manantial.people.actions import WrongSecret
from manantial.people.answers import paper_answer, today
from manantial.people.rules import format_code
from manantial.site.actions import follow_by_key, give_key
from manantial.site.queries.own_stories import own_stories
from manantial.site.web.own_stories import SCOPES, TakeBackForm, receipt_of
from manantial.voices import papers
from manantial.voices.actions import VoicesRefused, withdraw_consent
from manantial.voices.models import Voice
from manantial.voices.queries import reach_of
from manantial.voices.rules import Channel

SALT = "manantial.story"
LIFE = 20 * 60  # seconds that a phone remembers which story it opened: it may not be its owner's


class KeyForm(forms.Form):
    """Folio and key, as they stand on the receipt."""

    folio = forms.CharField(
        label=gettext_lazy("Folio"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    code = forms.CharField(
        label=gettext_lazy("Clave"), max_length=20, help_text=gettext_lazy("Son ocho letras o números."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


@address("public.see")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: Request) -> HttpResponse:
    """The door (folio and key), or the story that was opened with them."""
    voice = _opened(request)
    if voice is not None and request.method != "POST":
        return _page(request, voice, TakeBackForm())
    form = KeyForm(request.POST or None, initial={"folio": request.GET.get("folio", "")[:20]})
    if request.method == "POST" and form.is_valid():
        data, near = form.cleaned_data, client_mark(request)
        try:
            voice = follow_by_key(data["folio"], data["code"], address=near, now=timezone.now())
        except WrongSecret as error:
            form.add_error(None, str(error))
        else:
            return remember(request, redirect("site:follow"), "relato", str(voice.pk))
    return render(request, "site/follow_door.html", {"title": _("¿Qué fue de mi relato?"), "form": form})


@address("public.see")
@require_POST
def follow_back(request: Request) -> HttpResponse:
    """Take the story back, wholly or in part; it holds from this moment."""
    voice, form = _required(request), TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, voice, form)
    scope = form.cleaned_data["scope"]
    erase = form.cleaned_data["erase_media"] and scope == "all"
    try:
        withdraw_consent(
            voice, channel=Channel.RECEIPT, withdrawn_on=today(), uses=SCOPES[scope], erase_media=erase, by=None,
            now=timezone.now(),
        )  # fmt: skip
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return _page(request, voice, form)
    messages.success(request, _("Se retiró. Desde ahora no sale en nada nuevo. Aquí está su comprobante."))
    return redirect("site:follow")


@address("public.see")
@require_GET
def follow_receipt(request: Request, withdrawal: UUID) -> HttpResponse:
    """The receipt of what was taken back."""
    return receipt_of(request, _required(request), withdrawal)


@address("public.see")
@require_POST
def follow_leave(request: Request) -> HttpResponse:
    """Forget on this phone which story was opened."""
    answer = redirect("site:follow")
    answer.delete_cookie(_name(request, "relato"))
    return answer


@address("public.see")
@never_cache
@require_GET
def story_paper(request: Request, folio: str) -> HttpResponse:
    """The receipt of a story just told, to print; only while this phone remembers its key."""
    code = dict(receipts_of(request)).get(folio)
    voice = Voice.objects.filter(folio=folio).first() if code else None
    if code is None or voice is None:
        raise Http404
    return _receipt(request, voice, code)


@address("consents.edit")
@require_POST
def key_new(request: Request, pk: UUID) -> HttpResponse:
    """Staff give who told a story its folio and a new key, on paper; an earlier key opens nothing any more."""
    voice = find(request, "consents.edit", Voice, pk)
    return _receipt(request, voice, format_code(give_key(voice, by=request.actor.person, now=timezone.now())))


def give_receipts(request: Request, answer: HttpResponse, keys: Sequence[tuple[str, str]]) -> HttpResponse:
    """Let this phone remember for a while the folios and keys it was given; none makes it forget."""
    if not keys:
        answer.delete_cookie(_name(request, "claves"))
        return answer
    return remember(request, answer, "claves", [[folio, format_code(code)] for folio, code in keys])


def receipts_of(request: Request) -> list[tuple[str, str]]:
    """The folios and keys that this phone was given a while ago."""
    kept = recalled(request, "claves")
    return [(folio, code) for folio, code in kept] if isinstance(kept, list) else []


def _receipt(request: Request, voice: Voice, code: str) -> HttpResponse:
    public = settings.PUBLIC_ADDRESS.rstrip("/")
    path = reverse("site:follow")
    link = f"{public}{path}" if public else request.build_absolute_uri(path)
    [story] = own_stories([voice])
    received = timezone.localtime(voice.received_at).date()
    paper = papers.story_receipt(
        voice.folio, code, permission=story.permission, received_on=received, link=f"{link}?folio={voice.folio}",
        short=link.partition("://")[2], on=today(),
    )  # fmt: skip
    return paper_answer(request, paper, f"{voice.folio}-comprobante")


def _page(request: Request, voice: Voice, form: TakeBackForm) -> HttpResponse:
    [story] = own_stories([voice])
    context = {
        "title": voice.folio, "story": story, "voice": voice, "reach": reach_of(voice, on=today()), "form": form,
    }  # fmt: skip
    return render(request, "site/follow.html", context)


def _required(request: Request) -> Voice:
    voice = _opened(request)
    if voice is None:
        raise Http404
    return voice


def _opened(request: Request) -> Voice | None:
    kept = recalled(request, "relato")
    return Voice.objects.filter(pk=kept).first() if isinstance(kept, str) else None


def recalled(request: Request, what: str) -> object:
    """What this phone remembers by that name; None when nothing, or no longer."""
    try:
        return signing.loads(request.COOKIES.get(_name(request, what), ""), salt=f"{SALT}.{what}", max_age=LIFE)
    except signing.BadSignature:
        return None


def remember(request: Request, answer: HttpResponse, what: str, kept: object) -> HttpResponse:
    """Let this phone remember something for a while; it cannot be made up."""
    answer.set_cookie(
        _name(request, what), signing.dumps(kept, salt=f"{SALT}.{what}"), max_age=LIFE,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return answer


def _name(request: Request, what: str) -> str:
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}{what}-{request.alliance.slug}"
