"""Pages for what did not work: what happened, what was kept and what to do, in Spanish and in short English."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manantial.site.middleware import refusal
from manantial.site.tags import language


def explained(request: HttpRequest, status: int, *, enter: bool = False, **words: str) -> HttpResponse:
    """Return a page that explains a refusal; `english` is shown only to readers of the Spanish page."""
    if language() == "en":
        words.pop("english", None)
    return render(request, "site/error.html", {**words, "enter": enter}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return refusal(400, "bad_request")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the reader may not see this, or has to say who they are first."""
    return explained(
        request,
        403,
        enter=True,
        title=_("Esta página pide otro permiso"),
        happened=_("Su cargo de hoy no incluye esta página, o su mandato ya terminó."),
        kept=_("No se cambió nada."),
        advice=_("Si tiene cuenta, entre con ella. Si cree que es un error, llame a la alianza."),
        english="You need another permission for this page. Nothing was changed. Sign in, or call the alliance.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such page, or it belongs to somebody else."""
    return explained(
        request,
        404,
        title=_("No encontramos esa página"),
        happened=_("La dirección está mal escrita, la página cambió de lugar o no es de esta alianza."),
        kept=_("No se perdió nada."),
        advice=_("Busque por palabra o empiece desde el inicio."),
        english="There is no such page here. Nothing was lost. Search, or start from the first page.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; a page that needs neither database nor alliance."""
    return refusal(500, "failure")


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose ticket is missing or too old: what was typed is still in the page before."""
    return explained(
        request,
        403,
        title=_("El formulario se venció"),
        happened=_("Pasó mucho tiempo, o el navegador no guarda las galletas (cookies) de esta página."),
        kept=_("Todavía no se guardó lo que mandó. Si regresa con la flecha de atrás, sus palabras siguen ahí."),
        advice=_("Regrese, vuelva a cargar la página y mande otra vez."),
        english="The form expired and was not saved. Go back, reload the page and send it again.",
    )
