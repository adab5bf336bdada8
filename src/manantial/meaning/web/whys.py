"""«¿Por qué pasó?»: the decisive milestones (up to five), what helped and what hindered, the poster of each."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from manantial.meaning.actions import add_cause
from manantial.meaning.models import Cause, Milestone
from manantial.meaning.papers import why_poster
from manantial.meaning.queries import MilestoneView, milestone_rows, milestone_view, questions, timeline
from manantial.meaning.rules import QuestionKind
from manantial.meaning.web.forms import CauseForm
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import today
from manantial.press.posters import DoesNotFit
from manantial.press.tiles import CannotTile, tile
from manantial.vault.streaming import handed
from manantial.voices.models import Fragment
from manantial.voices.queries import permitted
from manantial.voices.rules import Use

MOST_DECISIVE = 5


@address("meaning.see")
@require_GET
def whys_page(request: Request) -> HttpResponse:
    """The milestones with a table of reasons, those that could have one, and the questions that cross them."""
    views = timeline(visible(request.actor, "meaning.see", milestone_rows()))
    chosen = [(view, list(view.milestone.causes.all())) for view in views]
    context = {
        "title": _("¿Por qué pasó lo que pasó?"),
        "lead": _(
            "Elija hasta cinco hitos decisivos. De cada uno: qué ayudó, qué frenó, de dónde vino y quién lo dice."
        ),
        "chosen": [_row(view, causes) for view, causes in chosen if causes],
        "others": [view for view, causes in chosen if not causes],
        "most": MOST_DECISIVE,
        "asked": questions().filter(kind=QuestionKind.ANALYTIC),
    }
    return render(request, "meaning/whys.html", context)


def _row(view: MilestoneView, causes: list[Cause]) -> dict[str, object]:
    helped = sum(1 for cause in causes if cause.helped)
    return {"view": view, "helped": helped, "hindered": len(causes) - helped}


@address("meaning.see")
@require_GET
def why_page(request: Request, pk: UUID) -> HttpResponse:
    """The table of one milestone, in four boxes."""
    return _page(request, milestone_view(find(request, "meaning.see", milestone_rows(), pk)))


def _page(request: Request, view: MilestoneView, form: CauseForm | None = None) -> HttpResponse:
    causes = list(view.milestone.causes.all())
    open_ = _open_fragments(request, causes)
    shown = [cause for cause in causes if cause.fragment_id is None or cause.fragment_id in open_]
    boxes = [
        (title, [cause for cause in shown if (cause.helped, cause.internal) == key], key[0])
        for title, key in (
            (_("Ayudó, y era nuestro"), (True, True)),
            (_("Ayudó, y vino de fuera"), (True, False)),
            (_("Frenó, y era nuestro"), (False, True)),
            (_("Frenó, y vino de fuera"), (False, False)),
        )
    ]
    context = {
        "title": _("¿Por qué pasó? %(title)s") % {"title": view.milestone.title},
        "view": view,
        "boxes": boxes,
        "hidden": len(causes) - len(shown),
        "form": form or CauseForm(prefix="causa"),
        "findings": view.milestone.findings.filter(retired_at=None),
    }
    return render(request, "meaning/why.html", context)


def _open_fragments(request: Request, causes: list[Cause]) -> set[UUID]:
    keys = [cause.fragment_id for cause in causes if cause.fragment_id]
    rows = visible(request.actor, "voices.see", Fragment.objects.filter(pk__in=keys)).select_related("voice__community")
    return {thing.pk for thing, ruling in permitted(list(rows), use=Use.ANALYSIS, on=today()) if ruling}


@address("meaning.edit")
@require_POST
def cause_add(request: Request, pk: UUID) -> HttpResponse:
    """Add what helped or hindered."""
    view = milestone_view(find(request, "meaning.edit", milestone_rows(), pk))
    form = CauseForm(request.POST, prefix="causa")
    if not form.is_valid():
        return _page(request, view, form)
    data = form.cleaned_data
    add_cause(
        view.milestone,
        text=data["text"],
        helped=data["helped"] == "1",
        internal=data["internal"] == "1",
        fragment=data["fragment"],
        said_by=data["said_by"],
        by=request.actor.person,
        now=timezone.now(),
    )
    messages.success(request, _("Se anotó."))
    return redirect("meaning:why", pk=pk)


@address("meaning.see")
@require_GET
def why_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The poster of one milestone: tabloid, or cut into letter sheets."""
    row: Milestone = find(request, "meaning.see", milestone_rows(), pk)
    try:
        content = why_poster("es", today(), row).content
        if request.GET.get("como") == "hojas":
            content = tile(content, title=row.title, language="es-MX", date=today()).content
    except (DoesNotFit, CannotTile) as error:
        messages.error(request, str(error))
        return redirect("meaning:why", pk=pk)
    return handed(content, media_type="application/pdf", name=f"por-que-{row.folio}.pdf", inline=True)
