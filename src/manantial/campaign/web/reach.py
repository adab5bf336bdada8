"""Dissemination and evaluation on the desk: three reaches side by side, the survey, the questions of the people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.campaign.actions import (
    Activity,
    answer_rumour,
    hear_rumour,
    open_survey,
    record_dissemination,
    type_answer,
)
from manantial.campaign.models import Dissemination, Rumour, Survey
from manantial.campaign.papers import counted_chart, limit_text, share_text
from manantial.campaign.queries import (
    SurveyResult,
    activity_rows,
    communities_reached,
    current_campaign,
    limitations,
    media_table,
    survey_result,
    surveys,
)
from manantial.campaign.rules import CHANNEL, CHANNELS, Medium
from manantial.campaign.web.plumbing import PER_PAGE, done
from manantial.campaign.web.reach_forms import AnswerForm, DisseminationForm, RumourForm, SurveyForm
from manantial.kernel.dates import PartialDate
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered_rows, sought

ORDERS = {"donde": ("community__name", "place"), "medio": "medium", "dia": "on", "contado": "counted"}


@address("campaign.see")
@require_GET
def dissemination_list(request: Request) -> HttpResponse:
    """Activities, and the table in which counted, estimated and claimed never meet."""
    listed = ordered_rows(request, visible(request.actor, "campaign.see", activity_rows()), ORDERS)
    rows, form = sought(request, listed, _read)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    media = media_table()
    context = {
        "title": _("Difusión"),
        "lead": _("Lo contado, lo estimado y lo que declara otro van en columnas aparte y nunca se suman."),
        "form": form,
        "page": page,
        "rows": [(row, _(CHANNEL[row.medium].name)) for row in page],
        "count": page.paginator.count,
        "media": [(row, _(row.channel.name)) for row in media],
        "coverage": communities_reached(),
        "chart": _figure(counted_chart(media)),
    }
    return table_answer(request, _("Difusión"), _heads(), _cells(rows)) or render(
        request, "campaign/dissemination.html", context
    )


def _read(row: Dissemination) -> str:
    return f"{row.folio} {_(CHANNEL[row.medium].name)} {row.community or ''} {row.place}"


def _heads() -> list[str]:
    return [
        _("Folio"), _("Día"), _("Medio"), _("Dónde"), _("Unidades"), _("Contado"), _("Estimado"), _("Declarado"),
        _("Prueba"),
    ]  # fmt: skip


def _cells(rows: Iterable[Dissemination]) -> Iterator[list[object]]:
    for row in rows:
        yield [
            row.folio, row.on, _(CHANNEL[row.medium].name), str(row.community or row.place), row.units, row.counted,
            row.estimated, row.claimed, row.evidence_note,
        ]  # fmt: skip


def _figure(drawing: object) -> dict[str, object] | None:
    if drawing is None:
        return None
    svg = mark_safe(drawing.svg)  # type: ignore[attr-defined]  # noqa: S308 - drawn by press.charts, which escapes
    return {"title": drawing.title, "svg": svg, "heads": drawing.heads, "rows": drawing.rows}  # type: ignore[attr-defined]


@address("dissemination.edit")
@require_http_methods(["GET", "POST"])
def dissemination_new(request: Request) -> HttpResponse:
    """Write an activity from its tally sheet."""
    form = DisseminationForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        material, community = data.pop("material"), data.pop("community")
        activity = Activity(**(data | {"medium": Medium(data["medium"])}))
        act = partial(
            record_dissemination,
            activity,
            material=material,
            community=community,
            by=request.actor.person,
            now=timezone.now(),
        )
        if done(request, act, _("Se guardó la actividad.")):
            return redirect("campaign:dissemination")
    context = {"title": _("Anotar una actividad"), "form": form, "channels": CHANNELS}
    return render(request, "campaign/dissemination_new.html", context)


@address("campaign.see")
@require_GET
def evaluation_page(request: Request) -> HttpResponse:
    """What people heard and recall, each share with its n, and the limits the data tell by themselves."""
    campaign = current_campaign()
    results = [survey_result(survey) for survey in surveys(campaign)] if campaign else []
    limits = limitations(results, media_table(), communities_reached())
    context = {
        "title": _("Evaluación"),
        "lead": _("¿Sirvió? Con cuántas respuestas se dice, y con cuánta duda."),
        "campaign": campaign,
        "results": [_result(result) for result in results],
        "limits": [limit_text(limit) for limit in limits],
        "rumours": Rumour.objects.select_related("community").order_by("closed_on", "id"),
        "rumour_form": RumourForm(prefix="rumor"),
    }
    return render(request, "campaign/evaluation.html", context)


def _result(result: SurveyResult) -> dict[str, object]:
    channels = sorted(result.by_channel.items(), key=lambda item: -item[1].hits)
    return {
        "result": result,
        "exposure": share_text(result.exposure),
        "index": share_text(result.index),
        "spontaneous": share_text(result.spontaneous),
        "aided": share_text(result.aided),
        "by_message": [(message, share_text(share)) for message, share in result.by_message],
        "by_channel": [(_(CHANNEL[channel].name), share_text(share)) for channel, share in channels],
    }


@address("dissemination.edit")
@require_http_methods(["GET", "POST"])
def survey_new(request: Request) -> HttpResponse:
    """Open a round."""
    campaign = current_campaign()
    form = SurveyForm(request.POST or None, initial={"starts": today(), "ends": today()})
    if campaign and request.method == "POST" and form.is_valid():
        open_survey(campaign, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Se abrió la ronda. Imprima las hojas."))
        return redirect("campaign:evaluation")
    context = {"title": _("Nueva ronda de encuesta"), "form": form, "back": "campaign:evaluation"}
    return render(request, "campaign/form.html", context)


@address("dissemination.edit")
@require_http_methods(["GET", "POST"])
def answer_new(request: Request, pk: UUID) -> HttpResponse:
    """Type one sheet; the next one opens right after."""
    survey = find(request, "dissemination.edit", Survey.objects.select_related("campaign"), pk)
    asked = [link.message for link in survey.message_links.select_related("message")]
    form = AnswerForm(request.POST or None, asked=asked, campaign=survey.campaign, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        folio = form.cleaned_data["folio"]
        act = partial(type_answer, survey, form.interview(), folio=folio, by=request.actor.person, now=timezone.now())
        if done(request, act, _("Se capturó la hoja. Sigue la otra.")):
            return redirect("campaign:answer_new", pk=pk)
    context = {
        "title": survey.title,
        "lead": _("Una hoja a la vez, sin nombres."),
        "form": form,
        "typed": survey.answers.count(),
        "places": [word for _key, word in form.places],
    }
    return render(request, "campaign/answer.html", context)


@address("dissemination.edit")
@require_POST
def rumour_new(request: Request) -> HttpResponse:
    """Write a question or rumour."""
    form = RumourForm(request.POST, prefix="rumor")
    if form.is_valid():
        hear_rumour(
            form.cleaned_data["text"],
            community=form.cleaned_data["community"],
            heard=PartialDate.on(today()),
            by=request.actor.person,
            now=timezone.now(),
        )
        messages.success(request, _("Se anotó. Contéstelo en la siguiente edición."))
    else:
        messages.error(request, _("Escriba qué se dice."))
    return redirect("campaign:evaluation")


@address("dissemination.edit")
@require_POST
def rumour_answer(request: Request, pk: UUID) -> HttpResponse:
    """Answer it."""
    rumour = find(request, "dissemination.edit", Rumour, pk)
    act = partial(
        answer_rumour,
        rumour,
        answer=request.POST.get("answer", ""),
        on=today(),
        by=request.actor.person,
        now=timezone.now(),
    )
    done(request, act, _("Se guardó la respuesta."))
    return redirect("campaign:evaluation")
