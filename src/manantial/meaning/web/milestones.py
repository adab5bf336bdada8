"""One milestone on the desk: its versions side by side, the wording a meeting agreed, the notes kept beside it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.dates import PartialDate
from manantial.meaning.actions import (
    Told,
    add_version,
    agree_wording,
    correct_version,
    edit_milestone,
    keep_note,
    record_milestone,
)
from manantial.meaning.actions.milestones import MILESTONE_CARD, MILESTONE_TEXTS
from manantial.meaning.models import Milestone, MilestoneVersion
from manantial.meaning.papers import timeline_drawing
from manantial.meaning.queries import (
    MilestoneView,
    current_plan,
    milestone_rows,
    milestone_stage,
    milestone_view,
    open_to,
)
from manantial.meaning.rules import CONTEXT_WORDS, STAGE_WORDS, STANDING_WORDS, WORDS, MilestoneKind, Relation
from manantial.meaning.web.cards import CardForm, NoteForm, OtherVersionForm
from manantial.meaning.web.forms import MilestoneForm, VersionCorrectionForm, VersionForm, WordingForm
from manantial.meaning.web.plumbing import done, stage_words
from manantial.meaning.web.timeline import STANDING_TONES, open_voices
from manantial.people.access import Request, address, find
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def milestone_new(request: Request) -> HttpResponse:
    """Record a milestone with its first version, and a second one when somebody already tells it otherwise."""
    form = MilestoneForm(request.POST or None)
    other = OtherVersionForm(request.POST or None, prefix="otra")
    if request.method == "POST" and form.is_valid() and other.is_valid():
        made = _record(request, form.cleaned_data)
        if other.cleaned_data["text"]:
            add_version(made, _told(other.cleaned_data), by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se guardó el hito. ¿Quién más lo cuenta?"))
        say_unplaced(request, form.cleaned_data["when"])
        return redirect("meaning:milestone", pk=made.pk)
    context = {
        "title": _("Nuevo hito"),
        "lead": _("Si dos grupos dan fechas distintas, escriba las dos. Nadie borra a nadie."),
        "form": form,
        "other": other,
    }
    return render(request, "meaning/milestone_new.html", context)


def _record(request: Request, data: dict[str, Any]) -> Milestone:
    return record_milestone(
        data["title"],
        kind=MilestoneKind(data["kind"]),
        told=_told(data),
        community=data["community"],
        place=data["place"],
        context=data["context"],
        card={name: data[name] for name in MILESTONE_TEXTS if name in data},
        by=request.actor.person,
        now=timezone.now(),
    )


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
    note: NoteForm | None = None,
) -> HttpResponse:
    open_ = open_voices(request, [view])
    shown = open_to(view, open_)
    versions = [
        (
            row,
            said(GROUP_WORDS, row.group),
            said(WORDS, row.relation),
            row.voice_id is None or row.voice_id in open_,
            shown.before(row),
        )
        for row in view.versions
    ]
    drawing = timeline_drawing([shown], language=get_language() or "es")
    context = {
        "title": view.milestone.title,
        "view": view,
        "kind": said(WORDS, view.milestone.kind),
        "stage": stage_words(milestone_stage(view, current_plan())),
        "versions": versions,
        "state": (STANDING_TONES[view.state], _(STANDING_WORDS[view.state])),
        "notes": [(note, said(GROUP_WORDS, note.group)) for note in shown.notes],
        "card": _card(view.milestone),
        "former": _former(view.milestone),
        "when": shown.when,
        "drawing": mark_safe(drawing.svg),  # noqa: S308 - press.charts escapes every word
        "note_form": note or NoteForm(prefix="nota"),
        "version_form": version or VersionForm(prefix="version"),
        "wording_form": wording or WordingForm(prefix="acordada"),
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
    say_unplaced(request, form.cleaned_data["when"])
    return redirect("meaning:milestone", pk=pk)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def version_correct(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    """Put right what was typed wrong in one version; the old row stays and can be read."""
    view = _view(request, pk, "meaning.edit")
    row = next((one for one in view.versions if one.pk == version), None)
    if row is None or (row.voice_id and row.voice_id not in open_voices(request, [view])):
        raise Http404
    form = VersionCorrectionForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        told, why = _told(form.cleaned_data), form.cleaned_data["why"]
        act = partial(correct_version, row, told, why=why, by=request.actor.person, now=timezone.now())
        if done(request, act, _("Se corrigió. Lo que decía antes se queda a la vista.")):
            say_unplaced(request, told.when)
            return redirect("meaning:milestone", pk=pk)
    context = {
        "title": _("Corregir cómo lo cuenta: %(group)s") % {"group": said(GROUP_WORDS, row.group)},
        "form": form,
        "back": "meaning:milestones",
    }
    return render(request, "meaning/form.html", context)


def _initial(row: MilestoneVersion) -> dict[str, object]:
    folios = {"voice": row.voice.folio if row.voice else "", "source": row.source.folio if row.source else ""}
    return {"group": row.group, "text": row.text, "when": row.when, "relation": row.relation, **folios}


def say_unplaced(request: Request, when: PartialDate) -> None:
    """Say that a date was kept in words because nobody can place it: the timeline will not guess."""
    if when.is_unknown and when.words:
        words = _("«%(words)s» se guardó con esas palabras, pero no dice de qué año: queda al final de la línea.")
        messages.warning(request, words % {"words": when.words})


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
def note_keep(request: Request, pk: UUID) -> HttpResponse:
    """Keep the note of a group beside the agreed wording."""
    view = _view(request, pk, "meaning.edit")
    form = NoteForm(request.POST, prefix="nota")
    if not form.is_valid():
        return _page(request, view, note=form)
    data = form.cleaned_data
    if not done(
        request,
        lambda: keep_note(view.milestone, by=request.actor.person, now=timezone.now(), **data),
        _("Se guardó la nota. Se imprimirá siempre junto a la redacción acordada."),
    ):
        return _page(request, view, note=form)
    return redirect("meaning:milestone", pk=pk)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def milestone_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change the card of a milestone; what each group told is never edited, and the old card is kept."""
    row = find(request, "meaning.edit", milestone_rows(), pk)
    initial = {name: getattr(row, name) for name in (*MILESTONE_CARD, "community", "visibility")}
    form = CardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        community, visibility = data.pop("community"), data.pop("visibility")
        person, now = request.actor.person, timezone.now()
        edit_milestone(row, card=data, community=community, visibility=visibility, by=person, now=now)
        messages.success(request, _("Se guardó la ficha. Lo que decía antes se queda."))
        return redirect("meaning:milestone", pk=pk)
    context = {"title": _("Ficha de %(title)s") % {"title": row.title}, "form": form, "back": "meaning:milestones"}
    return render(request, "meaning/form.html", context)


def _former(row: Milestone) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the card said before each change: the day, and each part with its name."""
    labels = {name: str(field.label) for name, field in CardForm().fields.items()}
    words = {**WORDS, **STAGE_WORDS, **CONTEXT_WORDS}
    return [
        (change["at"][:10], [(labels.get(name, name), said(words, old)) for name, old in change["before"].items()])
        for change in row.former
    ]


def _card(row: Milestone) -> list[tuple[str, str]]:
    labels = {
        "participants": _("Quiénes participaron"),
        "importance": _("Por qué fue importante"),
        "aims": _("Para qué se hizo"),
        "means": _("Cómo se hizo"),
        "results": _("Qué resultó"),
        "remarks": _("Observaciones"),
    }
    return [(label, getattr(row, name)) for name, label in labels.items()]
