"""«¿Por qué pasó?»: the decisive milestones (up to five), what helped and what hindered, the poster of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.actions import Factor, add_cause, correct_cause
from manantial.meaning.models import Cause, Milestone
from manantial.meaning.papers import why_poster
from manantial.meaning.queries import (
    MilestoneStanding,
    MilestoneView,
    milestone_rows,
    milestone_standings,
    milestone_view,
    questions,
    read_whole,
    reasons_counted,
)
from manantial.meaning.rules import QuestionKind
from manantial.meaning.web.forms import CauseCorrectionForm, CauseForm
from manantial.meaning.web.plumbing import done, in_language, paper_language
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import paged
from manantial.press.posters import DoesNotFit
from manantial.press.tiles import CannotTile, tile
from manantial.territory.papers import LANGUAGES
from manantial.vault.streaming import handed
from manantial.voices.models import Fragment
from manantial.voices.queries import permitted
from manantial.voices.rules import Use

PER_PAGE = 25
MOST_DECISIVE = 5


@address("meaning.see")
@require_GET
def whys_page(request: Request) -> HttpResponse:
    """The milestones with a table of reasons, those that could have one, and the questions that cross them."""
    rows = visible(request.actor, "meaning.see", Milestone.objects.filter(retired_at=None))
    standings, reasons = milestone_standings(rows), reasons_counted(rows)
    decisive = [one for one in standings if one.milestone.pk in reasons]
    if answer := table_answer(request, _("Por qué pasó"), _cause_heads(), _cause_cells(request, decisive)):
        return answer
    others = [one for one in standings if one.milestone.pk not in reasons]
    page = paged(request, [*decisive, *others], PER_PAGE)
    context = {
        "title": _("¿Por qué pasó lo que pasó?"),
        "lead": _(
            "Elija hasta cinco hitos decisivos. De cada uno: qué ayudó, qué frenó, de dónde vino y quién lo dice."
        ),
        "chosen": [(one, reasons[one.milestone.pk]) for one in page.object_list if one.milestone.pk in reasons],
        "others": [one for one in page.object_list if one.milestone.pk not in reasons],
        "decisive": len(decisive),
        "page": page,
        "count": sum(helped + hindered for helped, hindered in reasons.values()),
        "most": MOST_DECISIVE,
        "asked": questions().filter(kind=QuestionKind.ANALYTIC) if page.number == 1 else (),
    }
    return render(request, "meaning/whys.html", context)


def _cause_heads() -> list[str]:
    return [
        *(_("Hito"), _("Qué pasó"), _("Factor"), _("Ayudó o frenó")),
        *(_("De dónde"), _("Fragmento"), _("Quién lo dice")),
    ]


def _cause_cells(request: Request, standings: Sequence[MilestoneStanding]) -> Iterator[list[object]]:
    """Every factor that may be told, with the milestone it belongs to."""
    views = read_whole(standings)
    open_ = open_causes(request, [cause for view in views for cause in view.causes])
    for view in views:
        for cause in view.causes:
            if cause.pk in open_:
                told = [_("Ayudó") if cause.helped else _("Frenó"), _("Propio") if cause.internal else _("De fuera")]
                folio = cause.fragment.folio if cause.fragment else None
                yield [view.milestone.folio, view.milestone.title, cause.text, *told, folio, cause.said_by or None]


@address("meaning.see")
@require_GET
def why_page(request: Request, pk: UUID) -> HttpResponse:
    """The table of one milestone, in four boxes."""
    return _page(request, milestone_view(find(request, "meaning.see", milestone_rows(), pk)))


def _page(request: Request, view: MilestoneView, form: CauseForm | None = None) -> HttpResponse:
    open_ = open_causes(request, [*view.causes, *view.causes_corrected, *view.causes_retired])
    shown = [(cause, _open_before(view, cause, open_)) for cause in view.causes if cause.pk in open_]
    boxes = [
        (title, [row for row in shown if (row[0].helped, row[0].internal) == key], key[0])
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
        "hidden": len(view.causes) - len(shown),
        "retired": [cause for cause in view.causes_retired if cause.pk in open_],
        "form": form or CauseForm(prefix="causa"),
        "findings": view.milestone.findings.filter(retired_at=None),
    }
    return render(request, "meaning/why.html", context)


def _open_before(view: MilestoneView, cause: Cause, open_: set[UUID]) -> list[Cause]:
    """What a factor said before, as far as it may be read: earlier words may rest on another voice."""
    return [old for old in view.cause_before(cause) if old.pk in open_]


def open_causes(request: Request, causes: Sequence[Cause]) -> set[UUID]:
    """The factors whose words may be read by whoever asks: those that rest on no words, or on open ones."""
    keys = [cause.fragment_id for cause in causes if cause.fragment_id]
    rows = visible(request.actor, "voices.see", Fragment.objects.filter(pk__in=keys)).select_related("voice__community")
    words = {thing.pk for thing, ruling in permitted(list(rows), use=Use.ANALYSIS, on=today()) if ruling}
    return {cause.pk for cause in causes if cause.fragment_id is None or cause.fragment_id in words}


@address("meaning.edit")
@require_POST
def cause_add(request: Request, pk: UUID) -> HttpResponse:
    """Add what helped or hindered."""
    view = milestone_view(find(request, "meaning.edit", milestone_rows(), pk))
    form = CauseForm(request.POST, prefix="causa")
    if not form.is_valid():
        return _page(request, view, form)
    add_cause(view.milestone, _factor(form), by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se anotó."))
    return redirect("meaning:why", pk=pk)


def _factor(form: CauseForm) -> Factor:
    data = form.cleaned_data
    return Factor(data["text"], data["helped"] == "1", data["internal"] == "1", data["fragment"], data["said_by"])


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def cause_correct(request: Request, pk: UUID, cause: UUID) -> HttpResponse:
    """Put a factor right, the fragment it rests on too; what it said before stays readable."""
    view = milestone_view(find(request, "meaning.edit", milestone_rows(), pk))
    row = next((one for one in view.causes if one.pk == cause), None)
    if row is None or not open_causes(request, [row]):
        raise Http404
    form = CauseCorrectionForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        why, person, now = form.cleaned_data["why"], request.actor.person, timezone.now()
        act = partial(correct_cause, row, _factor(form), why=why, by=person, now=now)
        if done(request, act, _("Se corrigió. Lo que decía antes se queda a la vista.")):
            return redirect("meaning:why", pk=pk)
    context = {"title": _("Corregir qué ayudó o frenó"), "form": form, "back": "meaning:whys"}
    return render(request, "meaning/form.html", context)


def _initial(row: Cause) -> dict[str, object]:
    return {
        "text": row.text,
        "helped": str(int(row.helped)),
        "internal": str(int(row.internal)),
        "fragment": row.fragment.folio if row.fragment else "",
        "said_by": row.said_by,
    }


@address("meaning.see")
@require_GET
def why_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The poster of one milestone: tabloid, or cut into letter sheets."""
    row: Milestone = find(request, "meaning.see", milestone_rows(), pk)
    language = paper_language(request)
    try:
        with in_language(language):
            content = why_poster(language, today(), row).content
            if request.GET.get("como") == "hojas":
                content = tile(content, title=row.title, language=LANGUAGES[language], date=today()).content
    except (DoesNotFit, CannotTile) as error:
        messages.error(request, str(error))
        return redirect("meaning:why", pk=pk)
    return handed(content, media_type="application/pdf", name=f"por-que-{row.folio}.pdf", inline=True)
