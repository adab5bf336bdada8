"""The five moments as five open doors: how far each is, what it lacks with the link that mends it, its instruments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n
from django.views.decorators.http import require_GET

from manantial.meaning.queries import current_plan, moments, plan_view
from manantial.meaning.rules import METHODS, MOMENT_WORDS, STATE_WORDS, Moment, MomentStatus, State
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


@dataclass(frozen=True)
class Instrument:
    """An instrument as people meet it: where it is typed in, its blank sheet, what it prints filled in."""

    key: str
    name: str
    capture: str
    blank: str = ""  # the key of a blank sheet of this room, or an address of the desk
    printed: str = ""  # the name of a paper of this room, or an address of the desk
    exported: bool = True


_INSTRUMENTS: Mapping[Moment, tuple[Instrument, ...]] = {
    Moment.LIVED: (
        Instrument(
            "I-02",
            _n("Inventario de fuentes"),
            "mesa/fuentes/",
            "mesa/voces/papel/ficha-de-fuente/",
            "mesa/fuentes/?papel=inventario",
        ),
        Instrument(
            "I-11",
            _n("Testimonios y entrevistas"),
            "mesa/voces/",
            "mesa/voces/papel/ficha-de-voz/",
            "mesa/voces/?imprimir=1",
        ),
        Instrument("I-13", _n("Mapa de actores en el tiempo"), "meaning:actors", "I-13", "mapa-de-actores"),
        Instrument(
            "I-17",
            _n("Fichas cortas"),
            "mesa/fichas/",
            "mesa/fichas/papel/short/",
            "mesa/fichas/?tipo=short&imprimir=1",
        ),
        Instrument(
            "I-18",
            _n("Revisión después de la acción"),
            "mesa/fichas/?tipo=after_action",
            "mesa/fichas/papel/after_action/",
            "mesa/fichas/?tipo=after_action&imprimir=1",
        ),
    ),
    Moment.PLAN: (
        Instrument(
            "I-01", _n("Plan de sistematización"), "meaning:plan_write", "I-01", "plan-de-sistematizacion", False
        ),
        Instrument("I-01", _n("Ejes y preguntas"), "meaning:questions", "", "acta-de-aprobacion-del-plan", False),
        Instrument("I-01", _n("Calendario"), "meaning:calendar"),
        Instrument("I-03", _n("Matriz de fuentes y preguntas"), "meaning:source_matrix", "I-03", "matriz-de-fuentes"),
    ),
    Moment.RECOVERY: (
        Instrument("I-04", _n("Línea del tiempo"), "meaning:milestones", "I-04", "meaning:strip"),
        Instrument("I-05", _n("Matriz de ordenamiento"), "meaning:ordering", "I-05", "matriz-de-ordenamiento"),
        Instrument("I-06", _n("Fragmentos por eje y tema"), "mesa/fragmentos/", "I-06", "mesa/fragmentos/?imprimir=1"),
        Instrument("I-08", _n("Matriz de voces"), "meaning:matrix", "I-08", "matriz-de-voces"),
        Instrument(
            "I-09",
            _n("Talleres y relatorías"),
            "mesa/talleres/",
            "mesa/voces/papel/relatoria/",
            "mesa/talleres/?imprimir=1",
        ),
        Instrument("I-10", _n("Guías de entrevista"), "mesa/guias/"),
    ),
    Moment.REFLECTION: (
        Instrument("I-14", _n("Mesa «¿por qué pasó?»"), "meaning:whys", "I-14", "", False),
        Instrument("I-15", _n("Hallazgos"), "meaning:findings", "I-15", "informe-preliminar"),
        Instrument("", _n("Antes, en el camino y hoy"), "meaning:stages", "etapas", "comparar-etapas"),
    ),
    Moment.ARRIVAL: (
        Instrument("I-16", _n("Validación con semáforo"), "meaning:validation", "", "hoja-de-semaforo", False),
        Instrument("I-16", _n("Lo que pidieron corregir"), "meaning:corrections", "correccion"),
        Instrument("I-07", _n("Aprendizajes y recomendaciones"), "meaning:lessons", "I-07"),
        Instrument("", _n("Regresar los resultados"), "meaning:returns"),
        Instrument("", _n("Informes y síntesis"), "meaning:reports", "", "informe-final", False),
        Instrument("", _n("Bitácora ética"), "meaning:ethics", "", "", False),
    ),
}


def to(target: str) -> str:
    """The address of a page of this room («meaning:findings?que=debil») or of another one («mesa/voces/»)."""
    name, mark, asked = target.partition("?")
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
        "instruments": [_instrument(one) for one in _INSTRUMENTS[moment]],
    }
    return render(request, "meaning/moment.html", context)


def _instrument(one: Instrument) -> dict[str, str]:
    capture = to(one.capture)
    paper = reverse("meaning:paper", args=["formato"])
    printed = ""
    if one.printed:
        printed = (
            to(one.printed)
            if ":" in one.printed or "/" in one.printed
            else reverse("meaning:paper", args=[one.printed])
        )
    return {
        "key": one.key,
        "name": _(one.name),
        "capture": capture,
        "blank": to(one.blank) if "/" in one.blank else f"{paper}?clave={one.blank}" if one.blank else "",
        "printed": printed,
        "exported": f"{capture}{'&' if '?' in capture else '?'}formato=xlsx" if one.exported else "",
    }
