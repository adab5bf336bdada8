"""The rules of a body on any day: the text in force, how it was composed, what the rules said; and a new version."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.alliance.fields import DayInput, choices
from manantial.governance.actions import GovernanceRefused, adopt_regulation
from manantial.governance.models import Session
from manantial.governance.queries import composition_rulings, regulations, rules_on, sessions
from manantial.governance.rules import (
    BASE_WORDS,
    KIND_WORDS,
    WARNING,
    BadRule,
    Base,
    ExtensionKind,
    MajorityKind,
    RuleKind,
    SessionState,
    explain,
)
from manantial.governance.web.plumbing import kept, now, refuse
from manantial.people.access import Request, address, can, find
from manantial.people.answers import today
from manantial.people.models import Body
from manantial.people.sent import PaperField

_FRACTION = gettext_lazy("Con números enteros, como 1/2 o 2/3.")
_EXTENSIONS = {
    ExtensionKind.ALLOWED: gettext_lazy("Sigue en funciones hasta que llegue su relevo"),
    ExtensionKind.DAYS: gettext_lazy("Sigue en funciones unos días"),
    ExtensionKind.NONE: gettext_lazy("Su cargo termina ese día"),
}
_MAJORITIES = {
    MajorityKind.SIMPLE: gettext_lazy("Más de la mitad de los presentes"),
    MajorityKind.ABSOLUTE: gettext_lazy("Más de la mitad de los que pueden votar"),
    MajorityKind.QUALIFIED: gettext_lazy("Dos terceras partes de los presentes"),
}


class DayForm(forms.Form):
    """The day asked about."""

    fecha = forms.DateField(label=gettext_lazy("Ver las reglas del día"), required=False, widget=DayInput())


class RegulationForm(forms.Form):
    """A version of the regulation in the words of the assembly; each answer becomes a rule."""

    title = forms.CharField(label=gettext_lazy("Cómo se llama"), max_length=200)
    valid_from = forms.DateField(label=gettext_lazy("Vale desde"), widget=DayInput())
    approved_in = forms.ModelChoiceField(
        Session.everywhere.none(), label=gettext_lazy("Sesión que lo aprobó"), required=False
    )
    community = forms.IntegerField(label=gettext_lazy("Asientos comunitarios"), min_value=0, required=False)
    official = forms.IntegerField(label=gettext_lazy("Asientos oficiales"), min_value=0, required=False)
    civil = forms.IntegerField(label=gettext_lazy("Asientos civiles"), min_value=0, required=False)
    quorum = forms.CharField(
        label=gettext_lazy("Cuórum en primera convocatoria"), initial="1/2", max_length=7, help_text=_FRACTION
    )
    plus_one = forms.BooleanField(label=gettext_lazy("Más uno (más de esa parte)"), required=False, initial=True)
    base = forms.ChoiceField(label=gettext_lazy("De qué se cuenta"))
    second = forms.CharField(
        label=gettext_lazy("Cuórum en segunda convocatoria"), max_length=7, required=False,
        help_text=gettext_lazy("Vacío: vale con quienes estén."),
    )  # fmt: skip
    share = forms.CharField(
        label=gettext_lazy("Parte que debe tener el sector comunitario"),
        max_length=7,
        required=False,
        help_text=_FRACTION,
    )
    majority = forms.ChoiceField(label=gettext_lazy("Para aprobar hace falta"))
    tie = forms.BooleanField(label=gettext_lazy("En un empate decide la presidencia"), required=False, initial=True)
    notice = forms.IntegerField(label=gettext_lazy("Días de aviso, sesión ordinaria"), min_value=0, required=False)
    notice_extra = forms.IntegerField(label=gettext_lazy("Días de aviso, extraordinaria"), min_value=0, required=False)
    months = forms.IntegerField(label=gettext_lazy("Meses que dura el cargo"), min_value=1, required=False)
    terms = forms.IntegerField(label=gettext_lazy("Periodos seguidos permitidos"), min_value=1, required=False)
    extension = forms.ChoiceField(label=gettext_lazy("Cuando vence el periodo"))
    days = forms.IntegerField(label=gettext_lazy("Cuántos días"), min_value=1, required=False)
    document = PaperField(label=gettext_lazy("Texto del reglamento"), required=False)

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = sessions().filter(state=SessionState.HELD)
        self.fields["approved_in"].queryset = held  # type: ignore[attr-defined]
        bases = {key.value: BASE_WORDS[key] for key in (Base.VOTING, Base.FILLED, Base.COMMUNITIES, Base.USERS)}
        self.fields["base"].choices = choices(bases)  # type: ignore[attr-defined]
        self.fields["majority"].choices = [(k.value, str(w)) for k, w in _MAJORITIES.items()]  # type: ignore[attr-defined]
        self.fields["extension"].choices = [(k.value, str(w)) for k, w in _EXTENSIONS.items()]  # type: ignore[attr-defined]

    def rules(self) -> list[tuple[RuleKind, dict[str, Any]]]:
        """Return the rules the answers make. Raises BadRule for a fraction that is none."""
        data = self.cleaned_data
        found = [_quorum_rule(data), *_composition_rules(data), *_time_rules(data)]
        majority = {"kind": data["majority"], "num": 2, "den": 3}
        tie = {"role": "presidency" if data["tie"] else ""}
        return [*found, (RuleKind.MAJORITY, majority), (RuleKind.TIE, tie)]


@address("sessions.see")
@require_GET
def page(request: Request, pk: UUID) -> HttpResponse:
    """Show the rules of a body on a day and what they say of how it was composed."""
    body = find(request, "bodies.see", Body, pk)
    form = DayForm(request.GET or None)
    day: date = (form.cleaned_data["fecha"] if form.is_valid() else None) or today()
    context: dict[str, Any] = {"title": _("Reglas de %(body)s") % {"body": body.name}, "body": body, "form": form}
    try:
        in_force = rules_on(body, day)
        rulings = composition_rulings(body, day)
    except BadRule as error:
        messages.error(request, str(error))
        return redirect("people:body", pk=pk)
    context |= {
        "day": day,
        "in_force": in_force,
        "kinds": [KIND_WORDS[row.kind] for row in in_force.regulation.rules.all()] if in_force.regulation else [],
        "rulings": [(bool(one), one.facts.get("rule") == WARNING, explain(one, _)) for one in rulings],
        "versions": regulations(body),
        "can_edit": can(request.actor, "sessions.edit"),
    }
    return render(request, "governance/rules.html", context)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def adopt(request: Request, pk: UUID) -> HttpResponse:
    """Write a new version of the regulation; the one before stays for its days."""
    body = find(request, "bodies.see", Body, pk)
    start = {"valid_from": today(), "notice": 3, "notice_extra": 1, "base": Base.VOTING}
    form = RegulationForm(body, request.POST or None, request.FILES or None, initial=start)
    if form.is_valid():
        data = form.cleaned_data
        try:
            adopt_regulation(
                body, title=data["title"], valid_from=data["valid_from"], rules=form.rules(),
                approved_in=data["approved_in"], document=kept(data["document"], data["title"]),
                by=request.actor.person, now=now(),
            )  # fmt: skip
        except BadRule as error:
            form.add_error(None, _(str(error)))
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Quedó vigente. La versión anterior se conserva."))
            return redirect("governance:rules", pk=pk)
    context = {"title": _("Nueva versión del reglamento"), "form": form, "body": body}
    return render(request, "governance/form.html", context)


def _fraction(written: str) -> dict[str, int]:
    num, _slash, den = written.partition("/")
    if not (num.strip().isdigit() and den.strip().isdigit()):
        raise BadRule("Una fracción va de 0 a 1, con números enteros: 1/2, 2/3.")
    return {"num": int(num), "den": int(den)}


def _quorum_rule(data: dict[str, Any]) -> tuple[RuleKind, dict[str, Any]]:
    params: dict[str, Any] = {**_fraction(data["quorum"]), "more": data["plus_one"], "base": data["base"]}
    if data["second"]:
        params["second"] = _fraction(data["second"])
    return RuleKind.QUORUM, params


def _composition_rules(data: dict[str, Any]) -> list[tuple[RuleKind, dict[str, Any]]]:
    seats = {sector: data[sector] for sector in ("community", "official", "civil") if data[sector] is not None}
    found: list[tuple[RuleKind, dict[str, Any]]] = [(RuleKind.SEATS, seats)] if seats else []
    if data["share"]:
        share = {"sector": "community", **_fraction(data["share"]), "base": Base.VOTING_FILLED.value}
        found.append((RuleKind.PROPORTION, share))
    return found


def _time_rules(data: dict[str, Any]) -> list[tuple[RuleKind, dict[str, Any]]]:
    notice = {"ordinary": data["notice"], "assembly": data["notice"], "extraordinary": data["notice_extra"]}
    found: list[tuple[RuleKind, dict[str, Any]]] = [
        (RuleKind.EXTENSION, {"kind": data["extension"], "days": data["days"] or 0})
    ]
    if days := {kind: n for kind, n in notice.items() if n is not None}:
        found.append((RuleKind.NOTICE, days))
    if data["months"]:
        found.append((RuleKind.TERM, {"months": data["months"]}))
    if data["terms"]:
        found.append((RuleKind.REELECTION, {"terms": data["terms"]}))
    return found
