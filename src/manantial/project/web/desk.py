"""The desk of the project: how it stands, its budget, its progress notes, its partners and people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, can, find
from manantial.press.compile import compile_pdf
from manantial.project.actions import (
    ProjectRefused,
    add_update,
    ask_to_show,
    name_role,
    set_activity_state,
)
from manantial.project.models import Activity, Partner, ProjectPerson
from manantial.project.papers import ask_letter
from manantial.project.papers.budget import ask_words
from manantial.project.papers.frame import bar_of
from manantial.project.queries.dossier import checked, current_project, dossier_of
from manantial.project.rules.catalogues import ACTIVITY_TONES, ACTIVITY_WORDS, ActivityState
from manantial.project.web.forms import ActivityForm, ConsentForm, RoleForm, UpdateForm
from manantial.project.web.frame import language_of, now, refuse, tabs, the_project, today
from manantial.vault.streaming import handed


@address("project.see")
@require_GET
def summary(request: Request) -> HttpResponse:
    """How the project stands on one page: money, states, what the page lacks, where it contradicts itself."""
    project = current_project()
    if project is None:
        return render(request, "project/desk_none.html", {"title": _("Proyecto")})
    dossier = dossier_of(project, language_of(request))
    found = checked(project)
    bar = bar_of(dossier.budget)
    context = {
        "title": dossier.title.words,
        "tabs": tabs("summary"),
        "dossier": dossier,
        "bar": bar,
        "bar_svg": mark_safe(bar.svg),  # noqa: S308 - drawn by us, every text in it is escaped
        "gaps": [remark.say(_) for remark in found.gaps],
        "doubts": [remark.say(_) for remark in found.doubts],
        "people": ProjectPerson.objects.filter(project=project),
    }
    return render(request, "project/summary.html", context)


@address("project.see")
@require_GET
def budget(request: Request) -> HttpResponse:
    """The whole budget with its sums by group and mark, and in the other currency when a rate is known."""
    dossier = dossier_of(the_project(), language_of(request))
    context = {
        "title": _("Presupuesto"),
        "tabs": tabs("budget"),
        "budget": dossier.budget,
        "marks": dossier.budget.by_marks.items(),
        "asks": [(line, ask_words(line)) for line in dossier.budget.asks],
        "language": dossier.language,
    }
    return render(request, "project/budget.html", context)


@address("project.see")
@require_GET
def letter(request: Request) -> HttpResponseBase:
    """The letter that tells what is missing."""
    the_project()
    made = compile_pdf(ask_letter(language=language_of(request), on=today()))
    return handed(made.content, media_type="application/pdf", name="carta-proyecto.pdf")


@address("project.see")
@require_http_methods(["GET", "POST"])
def updates(request: Request) -> HttpResponse:
    """The progress notes and the state of each activity; a note is added and never edited."""
    project = the_project()
    dossier = dossier_of(project, language_of(request))
    codes = [
        (one.row.code, f"{one.row.code} {one.words.words}") for phase in dossier.phases for one in phase.activities
    ]
    form = UpdateForm(codes, request.POST or None)
    if request.method == "POST" and may_edit(request) and form.is_valid():
        try:
            _add(request, form.cleaned_data)
        except ProjectRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se agregó el avance."))
            return redirect("project:updates")
    context = {
        "title": _("Avances"),
        "tabs": tabs("updates"),
        "form": form,
        "dossier": dossier,
        "phases": [
            (
                phase,
                [(one, _(ACTIVITY_WORDS[one.row.state]), ACTIVITY_TONES[one.row.state]) for one in phase.activities],
            )
            for phase in dossier.phases
        ],
    }
    return render(request, "project/updates.html", context)


def may_edit(request: Request) -> bool:
    """Whether the reader may write in the project; a POST without it is refused like any other address."""
    if not can(request.actor, "project.edit"):
        raise PermissionDenied
    return True


def _add(request: Request, data: dict[str, Any]) -> None:
    english = _paragraphs(data["english"])
    add_update(
        the_project(),
        paragraphs=_paragraphs(data["text"]),
        language="es",
        translation=english,
        translation_language="en" if english else "",
        when=data["when"],
        author=data["author"],
        activities=data["activities"],
        by=request.actor.person,
        now=now(),
    )


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


@address("project.edit")
@require_http_methods(["GET", "POST"])
def activity(request: Request, pk: UUID) -> HttpResponse:
    """Say how an activity stands."""
    found = find(request, "project.edit", Activity, pk)
    form = ActivityForm(request.POST or None, initial={"state": found.state, "note": found.note})
    if request.method == "POST" and form.is_valid():
        state = ActivityState(form.cleaned_data["state"])
        set_activity_state(found, state, note=form.cleaned_data["note"], by=request.actor.person, now=now())
        messages.success(request, _("Se guardó cómo va la actividad."))
        return redirect("project:updates")
    return _form(request, _("Actividad %(code)s") % {"code": found.code}, form, "updates")


@address("project.edit")
@require_http_methods(["GET", "POST"])
def partner(request: Request, pk: UUID) -> HttpResponse:
    """Write what an organisation does in the project."""
    found = find(request, "project.edit", Partner, pk)
    form = RoleForm(request.POST or None, initial={"role": found.role})
    if request.method == "POST" and form.is_valid():
        name_role(found, role=form.cleaned_data["role"], by=request.actor.person, now=now())
        messages.success(request, _("Se guardó el papel del aliado."))
        return redirect("project:summary")
    return _form(request, found.name, form, "summary")


@address("project.edit")
@require_http_methods(["GET", "POST"])
def person(request: Request, pk: UUID) -> HttpResponse:
    """Write whether a person agreed to be named in public."""
    found = find(request, "project.edit", ProjectPerson, pk)
    form = ConsentForm(request.POST or None, initial={"agreed": found.may_show})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            ask_to_show(found, agreed=data["agreed"], note=data["note"], by=request.actor.person, now=now())
        except ProjectRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se guardó la respuesta de la persona."))
            return redirect("project:summary")
    return _form(request, found.name, form, "summary")


def _form(request: Request, title: str, form: Any, tab: str) -> HttpResponse:
    return render(
        request, "project/form.html", {"title": title, "form": form, "tabs": tabs(tab), "back": f"project:{tab}"}
    )
