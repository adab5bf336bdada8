"""Filled sheets to print: of one voice or source from its page, of many from their list with its filters."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.people.access import Request, address, find
from manantial.people.answers import paper_answer, today
from manantial.voices import papers
from manantial.voices.models import Debrief, Source, Voice, Workshop
from manantial.voices.queries import sources
from manantial.voices.queries.sheets import PICTURES, interview_sheets_of, photo_sheets_of
from manantial.voices.rules import WorkshopState
from manantial.voices.web.workshop_papers import account_of

MOST = 60  # sheets of one paper; what does not fit is said at its end


def voice_sheets(request: Request, rows: QuerySet[Voice]) -> HttpResponse | None:
    """The list as filled sheets when `?papel=` asks for interviews (`entrevistas`) or photo testimonies (`fotos`)."""
    match request.GET.get("papel"):
        case "entrevistas":
            spoken = rows.exclude(kind__in=PICTURES)
            made = papers.interview_sheets(
                interview_sheets_of(spoken[:MOST], on=today()), left=_left(spoken), on=today()
            )
            return paper_answer(request, made, "fichas-de-entrevista")
        case "fotos":
            pictured = rows.filter(kind__in=PICTURES)
            made = papers.photo_sheets(photo_sheets_of(pictured[:MOST], on=today()), left=_left(pictured), on=today())
            return paper_answer(request, made, "testimonios-con-foto")
        case _:
            return None


@address("voices.see")
@require_GET
def voice_sheet(request: Request, pk: UUID) -> HttpResponse:
    """The filled sheet of one voice: the photo testimony of a picture, the interview of any other."""
    voice = find(request, "voices.see", Voice, pk)
    one = Voice.objects.filter(pk=voice.pk)
    if voice.kind in PICTURES:
        made = papers.photo_sheets(photo_sheets_of(one, on=today()), on=today())
    else:
        made = papers.interview_sheets(interview_sheets_of(one, on=today()), on=today())
    return paper_answer(request, made, f"ficha-{voice.folio}")


def source_sheets(request: Request, rows: QuerySet[Source]) -> HttpResponse:
    """The inventory as filled cards."""
    return paper_answer(request, papers.source_sheets(rows[:MOST], left=_left(rows), on=today()), "fichas-de-fuente")


@address("voices.see")
@require_GET
def source_sheet(request: Request, pk: UUID) -> HttpResponse:
    """The filled card of one source."""
    source = find(request, "voices.see", sources(), pk)
    return paper_answer(request, papers.source_sheets([source], on=today()), f"ficha-{source.folio}")


def debrief_sheets(request: Request, rows: QuerySet[Debrief]) -> HttpResponse:
    """The short records of the list, filled."""
    return paper_answer(request, papers.debrief_sheets(rows[:MOST], left=_left(rows), on=today()), "fichas-cortas")


def account_sheets(request: Request, rows: QuerySet[Workshop]) -> HttpResponse:
    """The accounts of the workshops of the list that were held, without what only the team reads."""
    held = rows.filter(state=WorkshopState.HELD)
    made = ((one.folio, account_of(one, team=False)) for one in held[:MOST])
    pages = ((f"{folio}. {paper.title}", paper.blocks) for folio, paper in made)
    return paper_answer(request, papers.bundle(_("Relatorías"), pages, left=_left(held), on=today()), "relatorias")


def _left(rows: QuerySet[Model]) -> int:
    """How many do not fit on the paper."""
    return rows.count() - MOST
