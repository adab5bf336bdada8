"""The papers of a session and the poster of agreements, as PDF."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from manantial.governance.papers import PAPERS
from manantial.governance.queries import sessions
from manantial.people.access import Request, address, find
from manantial.press.compile import PageOverflow, Pdf, TypesettingFailed, compile_pdf
from manantial.press.posters.imprint import DoesNotFit, Ink
from manantial.territory.papers import PaperRefused
from manantial.vault.streaming import handed

_OF_A_SESSION = ("convocatoria", "lista-de-asistencia", "acta", "cartel-de-acuerdos")


@address("sessions.see")
@require_GET
def session_paper(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Send a paper of a session; `?tinta=one` for a photocopier. What cannot be printed says why."""
    session = find(request, "sessions.see", sessions(), pk)
    if name not in _OF_A_SESSION:
        raise Http404
    options = {"session": str(session.pk), **_ink(request, name)}
    try:
        made = PAPERS[name](language="es", on=timezone.localdate(), **options)
        pdf = made if isinstance(made, Pdf) else compile_pdf(made)
    except (PaperRefused, DoesNotFit, PageOverflow, TypesettingFailed) as error:
        messages.error(request, str(error))
        return redirect("governance:session", pk=pk)
    return handed(pdf.content, media_type="application/pdf", name=f"{name}-{session.number}.pdf", inline=True)


@address("agreements.see")
@require_GET
def poster(request: Request) -> HttpResponse:
    """Send the wall poster of agreements, of all bodies or of the one asked for with `?organo=`."""
    options = {"body": request.GET.get("organo", ""), **_ink(request, "cartel-de-acuerdos")}
    try:
        made = PAPERS["cartel-de-acuerdos"](language="es", on=timezone.localdate(), **options)
    except (PaperRefused, DoesNotFit, TypesettingFailed) as error:
        messages.error(request, str(error))
        return redirect("governance:agreements")
    content = made.content if isinstance(made, Pdf) else compile_pdf(made).content
    return handed(content, media_type="application/pdf", name="lo-que-acordamos.pdf", inline=True)


def _ink(request: Request, name: str) -> dict[str, str]:
    takes = name in {"convocatoria", "cartel-de-acuerdos"}
    return {"ink": Ink.ONE.value} if takes and request.GET.get("tinta") == Ink.ONE.value else {}
