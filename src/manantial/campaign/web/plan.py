"""The campaign's plan on the desk: objectives, audiences, messages from lessons, and what hangs loose."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.campaign.actions import (
    add_audience,
    add_objective,
    approve_campaign,
    retire_audience,
    write_campaign,
    write_message,
)
from manantial.campaign.models import Audience, Campaign
from manantial.campaign.papers import PAPERS
from manantial.campaign.queries import audiences, current_campaign, loose_ends, messages
from manantial.campaign.rules import CHANNEL, LACK_WORDS, LEVEL_WORDS, Level
from manantial.campaign.web.forms import AudienceForm, CampaignForm, MessageForm, ObjectiveForm
from manantial.campaign.web.plumbing import done
from manantial.meaning.papers import PaperRefused
from manantial.people.access import Request, address, find
from manantial.people.answers import paper_answer, table_answer, today
from manantial.voices.queries import said

TEXTS = ("title", "central_message", "diagnosis", "sustainability")
SECTIONS = ("quien", "roles", "calendario", "presupuesto", "riesgos", "evaluacion", "funciono", "recomendaciones")


@address("campaign.see")
@require_GET
def messages_page(request: Request) -> HttpResponse:
    """The chain from objective to material on one page, loose ends first."""
    campaign = current_campaign()
    found = list(messages(campaign)) if campaign else []
    heads = [_("Folio"), _("Mensaje"), _("Aprendizajes"), _("Para quién"), _("Materiales")]
    cells = (
        [
            row.folio,
            row.text,
            ", ".join(link.lesson.folio for link in row.lesson_links.all()),
            ", ".join(link.audience.name for link in row.audience_links.all()),
            ", ".join(material.folio for material in row.materials.all()),
        ]
        for row in found
    )
    context = {
        "title": _("Mensajes"),
        "lead": _("Cada mensaje sale de un aprendizaje y es para alguien. Lo que no, se ve aquí."),
        "campaign": campaign,
        "rows": found,
        "count": len(found),
        "objectives": [(row, said(LEVEL_WORDS, row.level)) for row in campaign.objectives.all()] if campaign else [],
        "audiences": [(row, _channels(row)) for row in audiences(campaign)] if campaign else [],
        "loose": [(end.thing, _(LACK_WORDS[end.orphan.lack])) for end in loose_ends(campaign)] if campaign else [],
    }
    return table_answer(request, _("Mensajes"), heads, cells) or render(request, "campaign/messages.html", context)


def _channels(audience: Audience) -> str:
    return ", ".join(_(CHANNEL[medium].name) for medium in audience.channels if medium in CHANNEL)


@address("campaign.edit")
@require_http_methods(["GET", "POST"])
def campaign_write(request: Request) -> HttpResponse:
    """Write the plan in its parts."""
    campaign = current_campaign()
    form = CampaignForm(request.POST or None, initial=_initial(campaign))
    if request.method == "POST" and form.is_valid():
        data, person, now = form.cleaned_data, request.actor.person, timezone.now()
        made = write_campaign(
            campaign,
            texts={name: data[name] for name in TEXTS},
            starts=data["starts"],
            ends=data["ends"],
            sections={name: data[name] for name in SECTIONS},
            by=person,
            now=now,
        )
        if data["approved_in"] and data["approved_in"].pk != made.approved_in_id:
            approve_campaign(made, session=data["approved_in"], by=person, now=now)
        notes.success(request, _("Se guardó el plan de la campaña."))
        return redirect("campaign:messages")
    return _form(request, _("Escribir el plan de la campaña"), form)


def _initial(campaign: Campaign | None) -> dict[str, object]:
    if campaign is None:
        return {}
    names = (*TEXTS, "starts", "ends", "approved_in")
    return {name: getattr(campaign, name) for name in names} | dict(campaign.sections)


def _form(request: Request, title: str, form: object, back: str = "campaign:messages") -> HttpResponse:
    return render(request, "campaign/form.html", {"title": title, "form": form, "back": back})


def _campaign() -> Campaign:
    campaign = current_campaign()
    if campaign is None:
        raise Http404
    return campaign


@address("campaign.edit")
@require_http_methods(["GET", "POST"])
def objective_new(request: Request) -> HttpResponse:
    """Add an objective."""
    campaign, form = _campaign(), ObjectiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        level = Level(data.pop("level"))
        add_objective(campaign, level=level, by=request.actor.person, now=timezone.now(), **data)
        notes.success(request, _("Se agregó el objetivo."))
        return redirect("campaign:messages")
    return _form(request, _("Nuevo objetivo"), form)


@address("campaign.edit")
@require_http_methods(["GET", "POST"])
def audience_new(request: Request) -> HttpResponse:
    """Add an audience."""
    campaign, form = _campaign(), AudienceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        add_audience(
            campaign,
            name=data["name"],
            texts={name: data[name] for name in ("now", "wanted", "barriers", "trusted")},
            channels=data["channels"],
            objective=data["objective"],
            by=request.actor.person,
            now=timezone.now(),
        )
        notes.success(request, _("Se agregó la audiencia."))
        return redirect("campaign:messages")
    return _form(request, _("Nueva audiencia"), form)


@address("campaign.edit")
@require_POST
def audience_retire(request: Request, pk: UUID) -> HttpResponse:
    """Take an audience out; its messages are shown as loose."""
    audience = find(request, "campaign.edit", Audience, pk)
    reason = request.POST.get("reason", "")
    retire_audience(audience, reason=reason, by=request.actor.person, now=timezone.now())
    notes.success(request, _("Se quitó «%(name)s». Revise los mensajes que eran para ella.") % {"name": audience.name})
    return redirect("campaign:messages")


@address("campaign.edit")
@require_http_methods(["GET", "POST"])
def message_new(request: Request) -> HttpResponse:
    """Write a message from lessons."""
    campaign, form = _campaign(), MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if done(
            request,
            lambda: write_message(campaign, by=request.actor.person, now=timezone.now(), **data),
            _("Se guardó el mensaje. ¿En qué material va?"),
        ):
            return redirect("campaign:messages")
    return _form(request, _("Nuevo mensaje"), form)


@address("campaign.see")
@require_GET
def paper_page(request: Request, name: str) -> HttpResponse:
    """One of the papers of this room."""
    build = PAPERS.get(name)
    if build is None:
        raise Http404
    try:
        document = build("en" if request.LANGUAGE_CODE == "en" else "es", today())
    except PaperRefused as error:
        notes.error(request, str(error))
        return redirect("campaign:messages")
    return paper_answer(request, document, name)
