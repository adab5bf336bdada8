"""The timeline on the desk: milestones, their versions side by side, the wording a meeting agreed, why it happened."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.actions import Told, add_cause, add_version, agree_wording, record_milestone
from manantial.meaning.queries import MilestoneView, milestone_rows, milestone_view, timeline, voice_matrix
from manantial.meaning.rules import WORDS, MilestoneKind, Relation
from manantial.meaning.web.forms import CauseForm, MilestoneForm, VersionForm, WordingForm
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.voices.queries import permitted, said
from manantial.voices.rules import GROUP_WORDS, Use, What


@address("meaning.see")
@require_GET
def milestone_list(request: Request) -> HttpResponse:
    """The timeline; a milestone told in several ways shows its span and that they differ."""
    views = timeline(visible(request.actor, "meaning.see", milestone_rows()))
    heads = [_("Folio"), _("Cuándo"), _("Qué pasó"), _("Tipo"), _("Lugar"), _("Versiones"), _("¿Difieren?")]
    cells = (
        [
            view.milestone.folio,
            view.when,
            view.milestone.title,
            said(WORDS, view.milestone.kind),
            view.milestone.place or str(view.milestone.community or ""),
            len(view.versions),
            _("Sí") if view.differs else _("No"),
        ]
        for view in views
    )
    context = {
        "title": _("Línea del tiempo"),
        "lead": _("Lo que pasó y cómo lo cuenta cada quien. Dos fechas distintas se quedan las dos."),
        "rows": [(view, said(WORDS, view.milestone.kind)) for view in views],
        "count": len(views),
    }
    return table_answer(request, _("Línea del tiempo"), heads, cells) or render(
        request, "meaning/milestones.html", context
    )


@address("meaning.see")
@require_GET
def matrix_page(request: Request) -> HttpResponse:
    """The matrix of voices: who has told what, and who has not been asked."""
    matrix = voice_matrix(timeline(visible(request.actor, "meaning.see", milestone_rows())))
    context = {
        "title": _("Matriz de voces"),
        "lead": _("Un hueco no es un no: a ese grupo no se le ha preguntado."),
        "groups": [said(GROUP_WORDS, group) for group in matrix.groups],
        "rows": [(row.view, [len(cell) for cell in row.cells]) for row in matrix.rows],
        "silent": [said(GROUP_WORDS, group) for group in matrix.silent_groups],
    }
    return render(request, "meaning/matrix.html", context)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def milestone_new(request: Request) -> HttpResponse:
    """Record a milestone with its first version."""
    form = MilestoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = record_milestone(
            data["title"],
            kind=MilestoneKind(data["kind"]),
            told=_told(data),
            community=data["community"],
            place=data["place"],
            context=data["context"],
            by=request.actor.person,
            now=timezone.now(),
        )
        messages.success(request, _("Se guardó el hito. ¿Quién más lo cuenta?"))
        return redirect("meaning:milestone", pk=made.pk)
    context = {"title": _("Nuevo hito"), "form": form, "back": "meaning:milestones"}
    return render(request, "meaning/form.html", context)


def _told(data: dict[str, object]) -> Told:
    relation = str(data.get("relation") or "")
    return Told(
        group=str(data["group"]),
        text=str(data["text"]),
        when=data["when"],  # type: ignore[arg-type]
        voice=data["voice"],  # type: ignore[arg-type]
        source=data["source"],  # type: ignore[arg-type]
        relation=Relation(relation) if relation else None,
    )


@address("meaning.see")
@require_GET
def milestone_page(request: Request, pk: UUID) -> HttpResponse:
    """One milestone with every version, nothing resolved by itself."""
    return _page(request, _view(request, pk))


def _view(request: Request, pk: UUID, permission: str = "meaning.see") -> MilestoneView:
    return milestone_view(find(request, permission, milestone_rows(), pk))


def _page(
    request: Request,
    view: MilestoneView,
    *,
    version: VersionForm | None = None,
    wording: WordingForm | None = None,
    cause: CauseForm | None = None,
) -> HttpResponse:
    voices = [row.voice for row in view.versions if row.voice]
    open_ = {voice.pk for voice, ruling in permitted(voices, use=Use.ANALYSIS, on=today(), what=What.QUOTE) if ruling}
    versions = [
        (row, said(GROUP_WORDS, row.group), said(WORDS, row.relation), row.voice_id is None or row.voice_id in open_)
        for row in view.versions
    ]
    context = {
        "title": view.milestone.title,
        "view": view,
        "kind": said(WORDS, view.milestone.kind),
        "versions": versions,
        "causes": view.milestone.causes.all(),
        "version_form": version or VersionForm(prefix="version"),
        "wording_form": wording or WordingForm(prefix="acordada"),
        "cause_form": cause or CauseForm(prefix="causa"),
    }
    return render(request, "meaning/milestone.html", context)


@address("meaning.edit")
@require_POST
def version_add(request: Request, pk: UUID) -> HttpResponse:
    """Add how somebody else tells it."""
    view = _view(request, pk, "meaning.edit")
    form = VersionForm(request.POST, prefix="version")
    if not form.is_valid():
        return _page(request, view, version=form)
    add_version(view.milestone, _told(form.cleaned_data), by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se guardó la versión, junto a las otras."))
    return redirect("meaning:milestone", pk=pk)


@address("meaning.decide")
@require_POST
def wording_agree(request: Request, pk: UUID) -> HttpResponse:
    """Write the wording a meeting agreed."""
    view = _view(request, pk, "meaning.decide")
    form = WordingForm(request.POST, prefix="acordada")
    if not form.is_valid():
        return _page(request, view, wording=form)
    data = form.cleaned_data
    if not done(
        request,
        lambda: agree_wording(view.milestone, by=request.actor.person, now=timezone.now(), **data),
        _("Se guardó la redacción acordada. Las versiones se quedan."),
    ):
        return _page(request, view, wording=form)
    return redirect("meaning:milestone", pk=pk)


@address("meaning.edit")
@require_POST
def cause_add(request: Request, pk: UUID) -> HttpResponse:
    """Add what helped or hindered."""
    view = _view(request, pk, "meaning.edit")
    form = CauseForm(request.POST, prefix="causa")
    if not form.is_valid():
        return _page(request, view, cause=form)
    data = form.cleaned_data
    add_cause(
        view.milestone,
        text=data["text"],
        helped=data["helped"] == "1",
        internal=data["internal"] == "1",
        fragment=data["fragment"],
        by=request.actor.person,
        now=timezone.now(),
    )
    messages.success(request, _("Se anotó."))
    return redirect("meaning:milestone", pk=pk)
