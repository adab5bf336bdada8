"""The five moments as five open doors: how far each is, what it lacks with the link that mends it, its instruments."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.meaning.queries import current_plan, moments, plan_view
from manantial.meaning.rules import METHODS, MOMENT_WORDS, STATE_WORDS, Moment, MomentStatus, State
from manantial.meaning.rules.instruments import INSTRUMENTS, Instrument, instruments_of
from manantial.people.access import Request, address
from manantial.people.answers import today

STATE_TONES = {State.EMPTY: "none", State.STARTED: "warn", State.GROUNDED: "good"}
# What mends each thing that is missing: a page of this room (meaning:…), or a place of another room on the desk.
MENDS: Mapping[str, str] = {
    "voices": "mesa/voces/",
    "sources": "mesa/fuentes/",
    "plan": "meaning:plan_write",
    "approval": "meaning:plan_write",
    "questions": "meaning:questions",
    "source_matrix": "meaning:source_matrix",
    "calendar": "meaning:calendar",
    "milestone_new": "meaning:milestone_new",
    "unsupported": "meaning:milestones?que=sin-sustento",
    "one_voice": "meaning:milestones?que=un-grupo",
    "uncoded": "mesa/fragmentos/?estado=sin",
    "fragments": "mesa/fragmentos/",
    "weak": "meaning:findings?que=debil",
    "stances": "meaning:findings",
    "unvalidated": "meaning:findings?que=validar",
    "undecided": "meaning:findings?que=decidir",
    "lesson_new": "meaning:lesson_new",
    "lessons": "meaning:lessons",
    "corrections": "meaning:corrections",
    "returns": "meaning:returns",
}


def to(target: str) -> str:
    """The address of a place: `meaning:findings?que=debil`, `papel:formato?clave=I-01`, or of another room."""
    name, mark, asked = target.partition("?")
    if name.startswith("papel:"):
        path = reverse("meaning:paper", args=[name.removeprefix("papel:")])
    else:
        path = reverse(name) if ":" in name else reverse("meaning:plan").removesuffix("mesa/plan/") + name
    return f"{path}{mark}{asked}"


def moment_tabs(current: Moment | None = None) -> list[dict[str, object]]:
    """The five doors with how far each is; the one that is open is marked."""
    return [_tab(status, current) for status in moments(on=today())]


def _tab(status: MomentStatus, current: Moment | None) -> dict[str, object]:
    return {
        "number": int(status.moment),
        "name": _(MOMENT_WORDS[status.moment]),
        "word": _(STATE_WORDS[status.state]),
        "tone": STATE_TONES[status.state],
        "missing": [(_(gap.sentence) % gap.facts, to(MENDS.get(gap.mend, "meaning:plan"))) for gap in status.missing],
        "current": status.moment is current,
    }


@address("meaning.see")
@require_GET
def moment_page(request: Request, number: int) -> HttpResponse:
    """One moment: what it lacks and where to mend it, and the work of the moment gathered."""
    if number not in set(Moment):
        raise Http404
    moment = Moment(number)
    tabs = moment_tabs(moment)
    plan = current_plan()
    method = plan_view(plan).method if plan else METHODS["jara"]
    context = {
        "title": f"{number}. {_(MOMENT_WORDS[moment])}",
        "tabs": tabs,
        "tab": tabs[number - 1],
        "steps": [(_(step.title), _(step.asks)) for step in method.steps if step.moment is moment],
        "method": _(method.name),
        "instruments": [_instrument(one) for one in instruments_of(moment)],
    }
    return render(request, "meaning/moment.html", context)


@address("meaning.see")
@require_GET
def instruments_page(request: Request) -> HttpResponse:
    """The eighteen instruments in one table: each blank, typed in, filled and as a table."""
    context = {
        "title": _("Instrumentos"),
        "lead": _("Los dieciocho del método. Cada uno: en blanco para llevar, para capturar, lleno y como tabla."),
        "tabs": moment_tabs(),
        "instruments": [_instrument(one) for one in INSTRUMENTS.values()],
    }
    return render(request, "meaning/instruments.html", context)


def _instrument(one: Instrument) -> dict[str, str]:
    """An instrument as the table shows it: its addresses, empty where it has no such form."""
    found = {form.value: to(place) if place else "" for form, place in one.forms}
    if table := found["table"]:
        found["table"] = f"{table}{'&' if '?' in table else '?'}formato="
    return {"key": one.key, "name": _(one.name), **found}
