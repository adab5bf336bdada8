"""Pages of how a workshop went: its account, its phrases, and what was agreed in all of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.governance.actions import GovernanceRefused
from manantial.governance.choices import SessionChoice, sessions
from manantial.kernel.dates import PartialDate
from manantial.kernel.digests import brief_digest
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered_rows, paged
from manantial.people.models import Seat
from manantial.voices.actions import (
    AgreedLine,
    VoiceProfile,
    VoicesRefused,
    adopt_agreement,
    note_phrase,
    set_agreement_done,
    write_report,
)
from manantial.voices.models import Workshop, WorkshopAgreement
from manantial.voices.queries import WORKSHOP_ACCOUNT, agreed_lines, stands
from manantial.voices.web.fields import day_field, words_field
from manantial.voices.web.former import clash_of, labels_of
from manantial.voices.web.plumbing import PER_PAGE
from manantial.voices.web.workshop_forms import AccountForm, AgreementFormSet, PhraseForm

ORDERS = {
    "acuerdo": "text", "quien": "who", "cuando": "by_when", "hecho": "done_on", "taller": "workshop__on",
}  # fmt: skip
OPEN, LATE, DONE = "abiertos", "vencidos", "hechos"


@address("workshops.edit")
@require_http_methods(["GET", "POST"])
def workshop_account(request: Request, pk: UUID) -> HttpResponse:
    """Write how it went: what was said, what was agreed, what is missing, how people felt."""
    workshop = find(request, "workshops.edit", Workshop, pk)
    data = request.POST if request.method == "POST" else None
    names = ("report", "tensions", "pending", "feelings")
    form = AccountForm(data, initial={name: getattr(workshop, name) for name in names})
    kept = list(workshop.agreements.values("position", "text", "who", "by_when", "done_on"))
    agreed = AgreementFormSet(data, initial=kept, prefix="acuerdo")
    stood = stands(workshop, WORKSHOP_ACCOUNT) | {"agreements": agreed_lines(workshop)}
    clash = None
    if data is not None and form.is_valid() and agreed.is_valid():
        lines = [_line(one.cleaned_data) for one in agreed if one.cleaned_data.get("text")]
        typed = form.cleaned_data | {"agreements": [line.said() for line in lines]}
        clash = clash_of(request, stood, typed, labels_of(form))
    if data is not None and form.is_valid() and agreed.is_valid() and clash is None:
        write_report(workshop, **form.cleaned_data, agreements=lines, by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se guardó la relatoría."))
        return redirect("voices:workshop", pk=pk)
    context = {
        "title": _("Relatoría de %(name)s") % {"name": workshop.title},
        "workshop": workshop,
        "form": form,
        "agreed": agreed,
        "seen": brief_digest(stood),
        "clash": clash,
    }
    return render(request, "voices/workshop_account.html", context)


def _line(data: dict[str, Any]) -> AgreedLine:
    return AgreedLine(data["text"], data["who"], data["by_when"], data["done_on"], data["position"] or 0)


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def phrase_new(request: Request, pk: UUID) -> HttpResponse:
    """Keep a phrase as it was said, and go on to its permission."""
    workshop = find(request, "workshops.edit", Workshop.objects.select_related("community"), pk)
    form = PhraseForm(request.POST or None, initial={"community": workshop.community_id})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        words = data.pop("words")
        profile = VoiceProfile(**data, workshop=workshop, recorded=PartialDate.on(workshop.on), place=workshop.place)
        try:
            made = note_phrase(workshop, words, profile=profile, by=request.actor.person, now=timezone.now())
        except VoicesRefused as error:
            form.add_error("words", str(error))
        else:
            messages.success(request, _("Se guardó la frase. Ahora anote qué permitió quien la dijo."))
            return redirect("voices:consent_new", pk=made.voice_id)
    context = {
        "title": _("Frase tal cual"),
        "lead": _("Se guarda como una voz más. Sin permiso anotado no sale en ningún papel."),
        "workshop": workshop,
        "form": form,
    }
    return render(request, "voices/phrase_new.html", context)


class FollowFilter(forms.Form):
    """Which agreements of workshops to see."""

    cuales = words_field(
        {OPEN: gettext_lazy("Abiertos"), LATE: gettext_lazy("Vencidos"), DONE: gettext_lazy("Hechos")},
        label=gettext_lazy("Cuáles"),
        empty=gettext_lazy("Todos"),
        required=False,
    )
    palabra = forms.CharField(label=gettext_lazy("Con la palabra"), required=False, max_length=60)


@address("workshops.see")
@require_GET
def agreement_follow(request: Request) -> HttpResponse:
    """What the workshops agreed, the most urgent first."""
    form = FollowFilter(request.GET if "cuales" in request.GET else request.GET.dict() | {"cuales": OPEN})
    rows = visible(request.actor, "workshops.see", WorkshopAgreement.objects.select_related("workshop", "adopted"))
    asked = form.cleaned_data if form.is_valid() else {"cuales": OPEN, "palabra": ""}
    if asked["cuales"] in {OPEN, LATE}:
        rows = rows.filter(done_on=None)
    if asked["cuales"] == LATE:
        rows = rows.filter(by_when__lt=today())
    if asked["cuales"] == DONE:
        rows = rows.exclude(done_on=None)
    if asked["palabra"]:
        rows = rows.filter(text__icontains=asked["palabra"])
    rows = ordered_rows(request, rows.order_by("done_on", "by_when", "workshop__folio", "position"), ORDERS)
    heads = [_("Taller"), _("Día"), _("Acuerdo"), _("Quién"), _("Para cuándo"), _("Hecho el"), _("Adoptado como")]
    cells = (
        [
            one.workshop.folio, one.workshop.on, one.text, one.who, one.by_when, one.done_on,
            one.adopted.folio if one.adopted else "",
        ]
        for one in rows
    )  # fmt: skip
    context = {
        "title": _("Acuerdos de los talleres"),
        "lead": _(
            "Lo que se quedó de hacer en cada taller. Cuando una asamblea o la Junta lo hace suyo, se sigue allá."
        ),
        "form": form,
        "page": paged(request, rows, PER_PAGE),
        "count": rows.count(),
        "today": today(),
    }
    exported = table_answer(request, _("Acuerdos de los talleres"), heads, cells)
    return exported or render(request, "voices/workshop_agreements.html", context)


@address("workshops.edit")
@require_POST
def agreement_done(request: Request, pk: UUID) -> HttpResponse:
    """Write that it was done today, or that it is open again."""
    one = find(request, "workshops.edit", WorkshopAgreement.objects.select_related("workshop__community"), pk)
    done_on = None if "abrir" in request.POST else today()
    set_agreement_done(one, done_on=done_on, by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se anotó que se hizo.") if done_on else _("Quedó abierto otra vez."))
    return redirect("voices:workshop_agreements")


class AdoptForm(forms.Form):
    """Which session made it its own, and whose duty it is."""

    session = SessionChoice(label=gettext_lazy("¿En qué sesión se adoptó?"), required=True)
    responsible = forms.ModelChoiceField(
        label=gettext_lazy("Asiento responsable"), queryset=Seat.everywhere.none(), required=False,
        empty_label=gettext_lazy("Sin decir"),
    )  # fmt: skip
    due_on = day_field(label=gettext_lazy("Para cuándo"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions().exclude(state="cancelled")  # type: ignore[attr-defined]
        seats = Seat.objects.select_related("body").order_by("body__name", "label")
        self.fields["responsible"].queryset = seats  # type: ignore[attr-defined]


@address("agreements.edit")
@require_http_methods(["GET", "POST"])
def agreement_adopt(request: Request, pk: UUID) -> HttpResponse:
    """Make what a workshop agreed an agreement of a body."""
    one = find(request, "workshops.see", WorkshopAgreement.objects.select_related("workshop__community"), pk)
    form = AdoptForm(request.POST or None, initial={"due_on": one.by_when})
    if request.method == "POST" and form.is_valid():
        try:
            made = adopt_agreement(one, **form.cleaned_data, by=request.actor.person, now=timezone.now())
        except (VoicesRefused, GovernanceRefused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("Ahora es el acuerdo %(folio)s y se sigue con los demás.") % {"folio": made.folio}
            )
            return redirect("governance:agreement", pk=made.pk)
    context = {"title": _("Adoptar en una sesión"), "lead": one.text, "one": one, "form": form}
    return render(request, "voices/agreement_adopt.html", context)
