"""Small addresses every face needs: language, health, help, drafts."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.dates import say_day
from manantial.people.access import Request, address
from manantial.site.actions import drop_draft, keep_draft
from manantial.site.handbook import PAGES, page
from manantial.site.models import Draft

A_YEAR = 365 * 24 * 60 * 60


@address("public.see")
@require_POST
def choose_language(request: Request) -> HttpResponse:
    """Keep the language of this browser in a cookie and go back to the page."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=A_YEAR, samesite="Lax", httponly=True)
    return response


@address("public.see")
@require_GET
def health(request: Request) -> JsonResponse:
    """Whether the server and its database answer: for whoever watches over the installation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"ok": True}, headers={"Cache-Control": "no-store"})


@address("public.see")
@require_GET
def handbook(request: Request, name: str = "") -> HttpResponse:
    """The handbook, inside the product and without internet."""
    if not name:
        return render(request, "site/help.html", {"title": _("Ayuda"), "pages": PAGES})
    shown = page(name)
    if shown is None:
        raise Http404
    return render(request, "site/help_page.html", {"title": shown.title, "page": shown, "pages": PAGES})


@address("account.own")
@require_http_methods(["GET", "POST"])
def draft(request: Request) -> JsonResponse:
    """What somebody was typing in a form: POST keeps it (or forgets it with `olvidar`), GET gives it back."""
    account = request.actor.account
    form = (request.POST if request.method == "POST" else request.GET).get("form", "")[:160]
    if account is None or not form:
        raise Http404
    if request.method == "GET":
        return JsonResponse(_told(request, Draft.objects.filter(account_id=account.pk, form=form).first()))
    if "olvidar" in request.POST:
        drop_draft(account, form=form)
        return JsonResponse({"kept": False})
    fields = {name: values for name, values in request.POST.lists() if name != "form"}
    kept = keep_draft(account, form=form, fields=fields, now=timezone.now())
    return JsonResponse({"kept": True, "at": kept.kept_at.isoformat()})


def _told(request: Request, kept: Draft | None) -> dict[str, object]:
    """The draft with the words that the page says about it, and a key against forged forms that is good now."""
    words = {
        "kept": _("Borrador guardado"),
        "restore": _("Recuperarlo"),
        "drop": _("Descartarlo"),
        "ended": _("Su sesión terminó. Lo último que escribió no se ha guardado: no cierre esta página."),
        "enter": _("Entrar en otra pestaña y seguir aquí"),
        "offline": _("Sin conexión con el servidor. Lo último que escribió sigue solo en esta página: no la cierre."),
        "door": reverse("people:enter"),
    }
    told: dict[str, object] = {"fields": kept.fields if kept else {}, "words": words, "token": get_token(request)}
    if kept:
        local = timezone.localtime(kept.kept_at)
        day = f"{say_day(local.date(), get_language() or 'es')}, {local:%H:%M}"
        told |= {
            "at": kept.kept_at.isoformat(),
            "said": _("Aquí escribió algo que no se guardó (%(day)s).") % {"day": day},
        }
    return told
