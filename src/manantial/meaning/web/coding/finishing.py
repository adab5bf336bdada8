"""How far each voice is coded, and the word of who has coded one whole: agreement is counted from that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from manantial.meaning.actions.finishing import finish_coding, go_on_coding
from manantial.meaning.queries.finishing import Stage, VoiceProgress, progress_of, voices_to_code
from manantial.meaning.web.fields import words_field
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer, today
from manantial.people.choices import CommunityChoice, communities
from manantial.people.listing import ordered_rows, paged
from manantial.voices.models import Voice
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS, KIND_WORDS

ON_A_PAGE = 40
MINE = "mias"
STAGE_WORDS: Mapping[str, str] = {
    MINE: gettext_noop("Las que me faltan"),
    Stage.UNTOUCHED: gettext_noop("Sin empezar"),
    Stage.BEGUN: gettext_noop("En camino"),
    Stage.ONE: gettext_noop("La terminó una persona"),
    Stage.SEVERAL: gettext_noop("La terminaron dos o más"),
}
ORDERS = {"folio": "folio", "voz": "title", "grupo": ("group", "folio"), "marcados": "marked", "avance": "finished"}


class ProgressFilter(forms.Form):
    """Which voices are looked at."""

    avance = words_field(STAGE_WORDS, label=gettext_lazy("Cómo va"), empty=gettext_lazy("Todas"), required=False)
    grupo = words_field(GROUP_WORDS, label=gettext_lazy("Quién habla"), empty=gettext_lazy("Todos"), required=False)
    comunidad = CommunityChoice(label=gettext_lazy("Comunidad"), empty_label=gettext_lazy("Todas"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comunidad"].queryset = communities()  # type: ignore[attr-defined]


@address("meaning.see")
@require_GET
def coding_progress(request: Request) -> HttpResponse:
    """Every voice with what is marked in it, who coded and who said it is whole."""
    form = ProgressFilter(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    stage, me = data.get("avance") or "", request.actor.person
    rows = voices_to_code(request.actor, stage=stage, not_by=me.pk if me and stage == MINE else None, on=today())
    if data.get("grupo"):
        rows = rows.filter(group=data["grupo"])
    if data.get("comunidad"):
        rows = rows.filter(community=data["comunidad"], community_reserved=False)
    rows = ordered_rows(request, rows, ORDERS)
    heads = [_("Folio"), _("Voz"), _("Qué es"), _("Quién habla"), _("Fragmentos"), _("Quién codificó")]
    heads += [_("Quién terminó"), _("Cómo va")]
    if "formato" in request.GET:
        answer = table_answer(request, _("Avance de la codificación"), heads, map(_cells, progress_of(rows)))
        if answer:
            return answer
    page = paged(request, rows, ON_A_PAGE)
    context = {
        "title": _("Avance de la codificación"),
        "lead": _("Cada quien dice qué voces ya codificó enteras; el acuerdo se cuenta con esas."),
        "form": form,
        "narrowed": any(data.values()),
        "page": page,
        "count": page.paginator.count,
        "rows": [(row, _words(row)) for row in progress_of(page)],
    }
    return render(request, "meaning/progress.html", context)


def _words(row: VoiceProgress) -> dict[str, str]:
    return {
        "kind": said(KIND_WORDS, row.voice.kind),
        "group": said(GROUP_WORDS, row.voice.group),
        "stage": said(STAGE_WORDS, row.stage),
        "tone": {Stage.UNTOUCHED: "none", Stage.SEVERAL: "good"}.get(row.stage, "info"),
    }


def _cells(row: VoiceProgress) -> list[object]:
    words = _words(row)
    people = [", ".join(row.coders), ", ".join(row.finished)]
    return [row.voice.folio, row.voice.title, words["kind"], words["group"], row.marked, *people, words["stage"]]


@address("meaning.edit")
@require_POST
def coding_finished(request: Request, pk: UUID) -> HttpResponse:
    """Say that one has coded a voice whole; with `seguir`, that one goes on after all."""
    voice, person = find(request, "voices.edit", Voice, pk), request.actor.person
    if person is None:
        messages.error(request, _("Su cuenta no es de una persona de la alianza: nadie sabría quién terminó."))
    elif "seguir" in request.POST:
        done(request, lambda: go_on_coding(voice, by=person, now=timezone.now()), _("Puede seguir codificando."))
    else:
        finish_coding(voice, by=person, now=timezone.now())
        messages.success(request, _("Quedó dicho que usted terminó esta voz: lo que no marcó también cuenta."))
    return redirect("meaning:coding", pk=pk)
