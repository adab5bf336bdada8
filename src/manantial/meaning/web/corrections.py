"""What people asked to correct, on the desk: written down, made or declined with its reason, and answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.text import fold
from manantial.meaning.actions import Asker, ask_correction, decline_correction, make_correction
from manantial.meaning.models import Correction
from manantial.meaning.queries import correction_rows
from manantial.meaning.rules import CORRECTION_WORDS, CorrectionState
from manantial.meaning.web.cards import AnswerForm, CorrectionForm
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.choices import CommunityChoice, communities
from manantial.people.listing import ordered_rows
from manantial.people.models import Person
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS

PER_PAGE = 25
ORDERS = {"folio": "folio", "quien": ("community__name", "group"), "dia": "asked_on", "que": "outcome"}
TONES = {CorrectionState.PENDING: "warn", CorrectionState.DONE: "good", CorrectionState.DECLINED: "bad"}


class Filters(forms.Form):
    """What somebody looks for among the corrections."""

    texto = forms.CharField(label=gettext_lazy("Palabras"), max_length=120, required=False)
    comunidad = CommunityChoice(label=gettext_lazy("Comunidad"), empty_label=gettext_lazy("Todas"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comunidad"].queryset = communities()  # type: ignore[attr-defined]

    def keep(self, rows: QuerySet[Correction]) -> QuerySet[Correction]:
        """The corrections that are looked for."""
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("comunidad"):
            rows = rows.filter(community=data["comunidad"])
        if not data.get("texto"):
            return rows
        words = fold(data["texto"])
        held = [row.pk for row in rows if words in fold(f"{row.folio} {row.asked} {row.before} {row.after}")]
        return rows.filter(pk__in=held)


@address("meaning.see")
@require_GET
def correction_list(request: Request) -> HttpResponse:
    """The corrections, those that wait first if asked; each says what became of it."""
    rows = visible(request.actor, "meaning.see", correction_rows())
    asked = request.GET.get("que", "")
    if asked in set(CorrectionState):
        rows = rows.filter(outcome=asked)
    form = Filters(request.GET)
    rows = ordered_rows(request, form.keep(rows), ORDERS)
    heads = [_("Folio"), _("Día"), _("Comunidad"), _("Grupo"), _("Qué se pidió"), _("Antes decía"), _("Ahora dice")]
    heads += [_("Qué se hizo"), _("Por qué")]
    exported = table_answer(request, _("Correcciones"), heads, (_cells(row) for row in rows))
    if exported:
        return exported
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    states = [(state, said(CORRECTION_WORDS, state)) for state in CorrectionState]
    context = {
        "title": _("Lo que pidieron corregir"),
        "lead": _("Cada comunidad ve que se hizo con lo que pidió: se corrigió, o no, y por qué."),
        "rows": [(row, *_words(row)) for row in page.object_list],
        "page": page,
        "count": page.paginator.count,
        "states": states,
        "form": form,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "asked": asked,
    }
    return render(request, "meaning/corrections.html", context)


def _words(row: Correction) -> tuple[str, str, str]:
    who = row.community.name if row.community else said(GROUP_WORDS, row.group)
    return who, said(CORRECTION_WORDS, row.outcome), TONES[CorrectionState(row.outcome)]


def _cells(row: Correction) -> list[object]:
    place = row.community.name if row.community else ""
    group = said(GROUP_WORDS, row.group) if row.group else ""
    before = "" if row.withheld else row.before
    answer = said(CORRECTION_WORDS, row.outcome)
    asked = _("Que no se publique una parte") if row.withheld else row.asked
    return [row.folio, row.asked_on, place, group, asked, before, row.after, answer, row.reason]


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def correction_new(request: Request) -> HttpResponse:
    """Write what somebody asked."""
    form = CorrectionForm(request.POST or None, initial={"on": today(), "finding": request.GET.get("hallazgo", "")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asker = Asker(data["community"], data["group"], data["workshop"])
        made: list[Correction] = []

        def act() -> None:
            made.append(
                ask_correction(
                    data["asked"],
                    on=data["on"],
                    asker=asker,
                    finding=data["finding"],
                    milestone=data["milestone"],
                    withheld=data["withheld"],
                    by=request.actor.person,
                    now=timezone.now(),
                )
            )

        if done(request, act, _("Se anotó. Ahora diga qué se hizo, o déjelo por atender.")):
            return redirect("meaning:correction", pk=made[0].pk)
    context = {
        "title": _("Anotar lo que piden corregir"),
        "form": form,
        "back": "meaning:corrections",
        "blank": "correccion",
    }
    return render(request, "meaning/form.html", context)


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def correction_page(request: Request, pk: UUID) -> HttpResponse:
    """One correction: what was asked, what it said, what it says, who did it."""
    row = find(request, "meaning.see", correction_rows(), pk)
    form = AnswerForm(request.POST or None, prefix="respuesta")
    if request.method == "POST" and form.is_valid():
        return _answer(request, row, form)
    who, word, tone = _words(row)
    person = Person.objects.filter(pk=row.done_by_id).first() if row.done_by_id else None
    context = {
        "title": row.folio,
        "row": row,
        "who": who,
        "word": word,
        "tone": tone,
        "group": said(GROUP_WORDS, row.group) if row.group else "",
        "done_by": person,
        "form": form,
        "pending": row.outcome == CorrectionState.PENDING,
    }
    return render(request, "meaning/correction.html", context)


@address("meaning.edit")
def _answer(request: Request, row: Correction, form: AnswerForm) -> HttpResponse:
    data, person, now = form.cleaned_data, request.actor.person, timezone.now()

    def act() -> None:
        if data["outcome"] == "done":
            texts = {"after": data["after"], "before": data["before"], "reason": data["reason"]}
            make_correction(row, on=today(), by=person, now=now, **texts)
        else:
            decline_correction(row, reason=data["reason"], on=today(), by=person, now=now)

    done(request, act, _("Se guardó la respuesta. Sale en la hoja de su comunidad y en el informe final."))
    return redirect("meaning:correction", pk=row.pk)
