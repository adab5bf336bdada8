"""The calendar of the plan, typed as a sheet: some activities at a time, in the order of time, free rows below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from manantial.kernel.digests import brief_digest
from manantial.meaning.actions import set_calendar
from manantial.meaning.queries import PlanView, current_plan, plan_view
from manantial.meaning.rules import ACTIVITY_WORDS, Activity
from manantial.meaning.web.planning import activity_forms, activity_of
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address
from manantial.people.answers import table_answer
from manantial.people.listing import following, paged
from manantial.voices.queries import said

PER_SHEET = 25
NOTHING = "0"  # the mark of a calendar without activities, before the marks of its activities


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def calendar_page(request: Request) -> HttpResponse:
    """A row for each activity of the sheet, free rows below; the other sheets stay as they are."""
    plan = current_plan()
    if plan is None:
        messages.error(request, _("Escriba primero el plan; después su calendario."))
        return redirect("meaning:plan")
    view = plan_view(plan)
    if exported := table_answer(request, _("Calendario"), _heads(), _cells(view)):
        return exported
    page = paged(request, view.activities, PER_SHEET)
    shown, theirs = list(page.object_list), list[Activity]()
    rows = activity_forms(request.POST if request.method == "POST" else None, shown)
    own, beside = _parted(request, view) if request.method == "POST" else (shown, [])
    if request.method == "POST" and all(row.is_valid() for row in rows):
        typed = [each for row in rows if (each := activity_of(row.cleaned_data)).what]
        theirs = _of_others(request, view, typed)
        kept = [*beside, *typed]
        act = lambda: set_calendar(plan, activities=kept, by=request.actor.person, now=timezone.now())  # noqa: E731
        if not theirs and done(request, act, _("Se guardó el calendario.")):
            on = "seguir" in request.POST and page.has_next()
            return redirect(following(request, page) if on else "meaning:plan")
        if theirs:  # both stay: mine as I typed it, and below it what somebody else saved meanwhile
            rows = activity_forms(None, [*typed, *theirs])
    context = {
        "title": _("Calendario del plan"),
        "lead": _("Qué se hará, cuándo, quién responde y qué sale. Un renglón sin actividad no se guarda."),
        "rows": rows,
        "seen": _marks(view.activities),
        "stand": _marks([*own, *theirs]),
        "theirs": theirs,
        "page": page,
        "count": len(view.activities),
    }
    return render(request, "meaning/calendar.html", context)


def _mark(activity: Activity) -> str:
    return brief_digest(activity.stored())


def _marks(activities: Sequence[Activity]) -> str:
    """What the page tells of the activities it was made from, to know at the end what changed meanwhile."""
    return "_".join([NOTHING, *map(_mark, activities)])


def _parted(request: Request, view: PlanView) -> tuple[list[Activity], list[Activity]]:
    """The activities for which the rows of this sheet stand, and those of the other sheets, which stay.

    A sheet that names none stands for all it has seen.
    """
    told = request.POST.get("stand") or request.POST.get("seen")
    left = Counter(told.split("_") if told else map(_mark, view.activities))
    own, beside = list[Activity](), list[Activity]()
    for each in view.activities:
        mine = left[_mark(each)] > 0
        left[_mark(each)] -= 1
        (own if mine else beside).append(each)
    return own, beside


def _of_others(request: Request, view: PlanView, typed: Sequence[Activity]) -> list[Activity]:
    """What somebody else saved while this person was typing, and is not in what was typed."""
    seen = request.POST.get("seen", "").split("_")
    return [each for each in view.activities if _mark(each) not in seen and each not in typed] if any(seen) else []


def _heads() -> list[str]:
    return [_("Actividad"), _("Empieza"), _("Termina"), _("Responde"), _("Qué sale"), _("Estado")]


def _cells(view: PlanView) -> list[list[object]]:
    return [
        [each.what, each.start, each.end, each.who, each.product, said(ACTIVITY_WORDS, each.state)]
        for each in view.activities
    ]
