"""What is read aloud, on the desk: the list of parts and languages, what is missing, and the folder that plays it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from manantial.jobs.models import Job, JobState
from manantial.kernel.text import fold
from manantial.meaning.actions.listening import FOLDER, ask_comparison, ask_folder, comparison
from manantial.meaning.queries.aloud import ReadRow, read_rows
from manantial.meaning.rules.aloud import LACK_WORDS, PAPER_WORDS, READ_WORDS, ReadState
from manantial.meaning.web import readings
from manantial.meaning.web.fields import words_field
from manantial.meaning.web.plumbing import done, made_file
from manantial.people.access import Request, address
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered, paged
from manantial.vault.streaming import ranged
from manantial.voices.queries import said
from manantial.voices.rules import LANGUAGE_WORDS

PER_PAGE = 40
_STATES = list(ReadState)
ORDERS: Mapping[str, Callable[[ReadRow], Any]] = {
    "parte": lambda row: fold(row.title),
    "lengua": lambda row: said(LANGUAGE_WORDS, row.language),
    "lee": lambda row: fold(row.view.reading.reader) if row.view else None,
    "cuando": lambda row: row.view.reading.read_on if row.view else None,
    "minutos": lambda row: row.view.seconds if row.view else None,
    "estado": lambda row: _STATES.index(row.state),
}


class Filters(forms.Form):
    """What somebody looks for among what is read aloud."""

    texto = forms.CharField(label=gettext_lazy("Palabras"), max_length=120, required=False)
    papel = words_field(PAPER_WORDS, label=gettext_lazy("Papel"), empty=gettext_lazy("Todos"), required=False)
    lengua = words_field(LANGUAGE_WORDS, label=gettext_lazy("Lengua"), empty=gettext_lazy("Todas"), required=False)
    estado = words_field(READ_WORDS, label=gettext_lazy("Cómo va"), empty=gettext_lazy("Todas"), required=False)


@dataclass(frozen=True)
class _Language:
    """How far one language is."""

    code: str
    name: str
    ready: int
    parts: int
    minutes: int


@address("meaning.see")
@require_GET
def aloud_list(request: Request) -> HttpResponse:
    """Every part in every language that is spoken here: who reads it, how far it is, what is missing."""
    every = read_rows(on=today())
    form = Filters(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    rows = ordered(request, [row for row in every if _wanted(row, data)], ORDERS)
    if answer := table_answer(request, _("Versiones de audio"), _heads(), (_cells(row) for row in rows)):
        return answer
    page = paged(request, rows, PER_PAGE)
    comparing, due = comparison(now=timezone.now())
    context = {
        "title": _("Versiones de audio"),
        "lead": _("La misma historia para quien no lee: qué parte se lee en voz alta, en qué lengua, y qué falta."),
        "form": form,
        "rows": [(row, *shown(row)) for row in page.object_list],
        "page": page,
        "count": len(rows),
        "languages": list(_by_language(every)),
        "comparing": comparing,
        "due": due,
        "folders": _folders(),
    }
    return render(request, "meaning/aloud.html", context)


def shown(row: ReadRow) -> tuple[str, str, str, str, str]:
    """A line in words: paper, language, tone and word of its state, what is missing."""
    state = row.state
    lack = row.view.refusal if row.view and state is ReadState.REFUSED else said(LACK_WORDS, state)
    return said(PAPER_WORDS, row.part.paper), said(LANGUAGE_WORDS, row.language), *readings.state_words(state), lack


def _wanted(row: ReadRow, data: Mapping[str, str]) -> bool:
    if data.get("papel") and row.part.paper != data["papel"]:
        return False
    if data.get("lengua") and row.language != data["lengua"]:
        return False
    if data.get("estado") and row.state != data["estado"]:
        return False
    reader = row.view.reading.reader if row.view else ""
    return not data.get("texto") or fold(data["texto"]) in fold(f"{row.title} {reader}")


def _heads() -> list[str]:
    return [
        _("Papel"),
        _("Parte"),
        _("Lengua"),
        _("Folio"),
        _("Quién lee"),
        _("Se leyó el"),
        _("Minutos"),
        _("Cómo va"),
        _("La oyó completa"),
        _("Párrafos que cambiaron"),
        _("Va en los kits"),
        _("Qué falta"),
    ]


def _cells(row: ReadRow) -> list[object]:
    paper, language, _tone, word, lack = shown(row)
    if row.view is None:
        return [paper, row.title, language, *[None] * 4, word, *[None] * 3, lack]
    reading, seconds = row.view.reading, row.view.seconds
    minutes = round(seconds / 60, 1) if seconds else None
    kit = _("sí") if reading.in_kit else _("no")
    told = [reading.folio, reading.reader, reading.read_on, minutes, word, reading.heard_by or None]
    return [paper, row.title, language, *told, reading.changed, kit, lack]


def _by_language(rows: Iterable[ReadRow]) -> Iterable[_Language]:
    listed = list(rows)
    for code, word in LANGUAGE_WORDS.items():
        own = [row for row in listed if row.language == code]
        ready = [row for row in own if row.state is ReadState.READY]
        seconds = sum(row.view.seconds or 0 for row in ready if row.view)
        if own:
            parts = len({row.part for row in own})
            yield _Language(code, _(word), len({row.part for row in ready}), parts, round(seconds / 60))


def _folders() -> list[Job]:
    """The newest folder of each language: on its way, failed or built."""
    newest: dict[str, Job] = {}
    for job in Job.objects.filter(kind=FOLDER).exclude(state=JobState.CANCELLED).order_by("-created_at")[:20]:
        newest.setdefault(str(job.payload.get("languages", "")), job)
    return list(newest.values())


@address("meaning.see")
@require_POST
def compare_ask(request: Request) -> HttpResponse:
    """Ask that what was read be compared with what is written today; the work goes on if the page is closed."""
    done(request, lambda: ask_comparison(now=timezone.now()), _("Se está comparando lo leído con lo escrito."))
    return redirect("meaning:aloud")


@address("meaning.see")
@require_POST
def folder_ask(request: Request) -> HttpResponse:
    """Ask for the folder that plays everything that may go out; the work goes on if the page is closed."""
    act = lambda: ask_folder(request.POST.get("lengua", ""), by=request.actor.person, now=timezone.now())  # noqa: E731
    done(request, act, _("Se está haciendo la carpeta que se oye."))
    return redirect("meaning:aloud")


@address("meaning.see")
@require_GET
def folder_take(request: Request, pk: UUID) -> HttpResponseBase:
    """Hand out a folder that was made, unless a permission changed since."""
    job, blob = made_file(request, pk, kind=FOLDER, on=today())
    if blob is None:
        return redirect("meaning:aloud")
    return ranged(request, blob, filename=str(job.result["name"]))


ADDRESSES = [
    path("mesa/audio/", aloud_list, name="aloud"),
    path("mesa/audio/carpeta/", folder_ask, name="aloud_folder"),
    path("mesa/audio/comparar/", compare_ask, name="aloud_compare"),
    path("mesa/audio/carpeta/<uuid:pk>/", folder_take, name="aloud_taken"),
    path("mesa/audio/lectura/<uuid:pk>/", readings.reading_page, name="reading"),
    path("mesa/audio/lectura/<uuid:pk>/corregir/", readings.reading_change, name="reading_change"),
    path("mesa/audio/lectura/<uuid:pk>/hacer/", readings.reading_do, name="reading_do"),
    path("mesa/audio/<slug:paper>/<slug:part>/", readings.part_page, name="aloud_part"),
]
