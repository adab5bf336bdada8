"""Forms of sessions, votes, agreements, rules and visits; the same order as their papers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import DayInput, MomentInput, choices
from manantial.governance.models import AgendaItem, Session
from manantial.governance.queries import seats_to_assign, sessions
from manantial.governance.rules import (
    AGREEMENT_KIND_WORDS,
    AGREEMENT_STATE_WORDS,
    ITEM_KIND_WORDS,
    SESSION_KIND_WORDS,
    SESSION_STATE_WORDS,
    SUPPORT_WORDS,
    VOTE_METHOD_WORDS,
    AgreementState,
    ItemKind,
    SessionState,
    steps_from,
)
from manantial.people.models import Body, Seat
from manantial.people.sent import PaperField
from manantial.territory.models import Community

VISIBILITY_WORDS = {
    "public": _("Para todas las personas"),
    "alliance": _("Solo la alianza"),
    "organism": _("Solo el organismo y la Junta"),
    "committee": _("Solo el comité y el organismo"),
}


class SeatField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A seat, told with its body; the form fills it when it is made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Seat.everywhere.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """The seat and its body."""
        return f"{obj.label} — {obj.body.name}"


class Filters(forms.Form):
    """What the list of sessions is narrowed by."""

    organo = forms.ModelChoiceField(Body.everywhere.none(), label=_("Órgano"), required=False, empty_label=_("Todos"))
    estado = forms.ChoiceField(label=_("Estado"), required=False)
    anio = forms.IntegerField(label=_("Año"), required=False, min_value=1900, max_value=2200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Session.objects.values("body")
        self.fields["organo"].queryset = Body.objects.filter(pk__in=held)  # type: ignore[attr-defined]
        self.fields["estado"].choices = choices(SESSION_STATE_WORDS, now_said("Todos"))  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """A session to come."""

    body = forms.ModelChoiceField(Body.everywhere.none(), label=_("Quién se reúne"))
    kind = forms.ChoiceField(label=_("Qué es"))
    planned_at = forms.DateTimeField(label=_("Día y hora"), widget=MomentInput())
    second_call_at = forms.DateTimeField(
        label=_("Segunda convocatoria"), required=False, widget=MomentInput(),
        help_text=_("Si no se juntan los que hacen falta."),
    )  # fmt: skip
    place = forms.CharField(label=_("Lugar"), max_length=160, required=False)
    number = forms.CharField(
        label=_("Número"), max_length=20, required=False, help_text=_("Vacío: el sistema pone el que sigue.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(dissolved_max=None).order_by("kind", "name")  # type: ignore[attr-defined]
        self.fields["kind"].choices = choices(SESSION_KIND_WORDS)  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    """What of a planned session may still change."""

    kind = forms.ChoiceField(label=_("Qué es"))
    planned_at = forms.DateTimeField(label=_("Día y hora"), widget=MomentInput())
    second_call_at = forms.DateTimeField(label=_("Segunda convocatoria"), required=False, widget=MomentInput())
    place = forms.CharField(label=_("Lugar"), max_length=160, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices(SESSION_KIND_WORDS)  # type: ignore[attr-defined]


class CallForm(forms.Form):
    """How people were summoned."""

    called_on = forms.DateField(label=_("Qué día se convocó"), widget=DayInput())
    called_by = SeatField(label=_("Quién convoca"), required=False)
    media = forms.CharField(  # type: ignore[assignment]  # the name of the column; no page of ours uses form media
        label=_("Por dónde se avisó"),
        max_length=200,
        required=False,
        help_text=_("Carteles, radio, casa por casa."),
    )
    evidence = PaperField(label=_("Foto del cartel pegado"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["called_by"].queryset = seats_to_assign()  # type: ignore[attr-defined]


class AgendaForm(forms.Form):
    """Points to add, one a line."""

    points = forms.CharField(
        label=_("Puntos, uno por renglón"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("El seguimiento de los acuerdos anteriores se pone solo."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Qué se hace con ellos"), initial=ItemKind.DELIBERATIVE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices(ITEM_KIND_WORDS)  # type: ignore[attr-defined]


class PointForm(forms.Form):
    """What was said on a point."""

    title = forms.CharField(label=_("Punto"), max_length=240)
    summary = forms.CharField(
        label=_("Qué se dijo"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("En pocas palabras, sin nombres de quien no quiera salir."),
    )  # fmt: skip
    other_views = forms.CharField(
        label=_("Otras voces"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Quien no estuvo de acuerdo y por qué."),
    )  # fmt: skip
    position = forms.IntegerField(label=_("Lugar en el orden"), min_value=1, required=False)


class HoldForm(forms.Form):
    """How a session went."""

    started_at = forms.DateTimeField(label=_("Hora de inicio"), widget=MomentInput())
    ended_at = forms.DateTimeField(label=_("Hora de cierre"), required=False, widget=MomentInput())
    call = forms.TypedChoiceField(
        label=_("Se celebró en"), coerce=int, widget=forms.RadioSelect,
        choices=[(1, _("Primera convocatoria")), (2, _("Segunda convocatoria"))],
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Por qué"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class VoteForm(forms.Form):
    """A vote as it was counted."""

    question = forms.CharField(label=_("Qué se votó"), max_length=300)
    method = forms.ChoiceField(label=_("Cómo se votó"))
    favour = forms.IntegerField(label=_("A favor"), min_value=0, initial=0)
    against = forms.IntegerField(label=_("En contra"), min_value=0, initial=0)
    abstain = forms.IntegerField(label=_("Abstenciones"), min_value=0, initial=0)
    blank = forms.IntegerField(label=_("Nulos o en blanco"), min_value=0, initial=0)
    closed_at = forms.DateTimeField(label=_("A qué hora se cerró"), widget=MomentInput())
    call = forms.TypedChoiceField(
        label=_("Con el cuórum de"), coerce=int, widget=forms.RadioSelect, initial=1,
        choices=[(1, _("Primera convocatoria")), (2, _("Segunda convocatoria"))],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = choices(VOTE_METHOD_WORDS)  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    """What was agreed; the duty is of a seat."""

    text = forms.CharField(label=_("Qué se acordó"), widget=forms.Textarea(attrs={"rows": 3}))
    text_plain = forms.CharField(
        label=_("Lo mismo, corto, para la pared y para oír"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=_("Qué es"))
    responsible = SeatField(label=_("A qué cargo le toca"), required=False)
    due_on = forms.DateField(label=_("Para cuándo"), required=False, widget=DayInput())
    review_on = forms.DateField(label=_("Cuándo se revisa"), required=False, widget=DayInput())
    community = forms.ModelChoiceField(Community.everywhere.none(), label=_("Sobre qué comunidad"), required=False)
    item = forms.ModelChoiceField(AgendaItem.everywhere.none(), label=_("Punto del orden del día"), required=False)
    visibility = forms.ChoiceField(label=_("Quién lo puede ver"))

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices(AGREEMENT_KIND_WORDS)  # type: ignore[attr-defined]
        self.fields["visibility"].choices = [(k, str(w)) for k, w in VISIBILITY_WORDS.items()]  # type: ignore[attr-defined]
        self.fields["responsible"].queryset = seats_to_assign()  # type: ignore[attr-defined]
        self.fields["community"].queryset = Community.objects.filter(merged_into=None)  # type: ignore[attr-defined]
        self.fields["item"].queryset = AgendaItem.objects.filter(session=session)  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """A change of state of an agreement, with what proves it."""

    state = forms.ChoiceField(label=_("Cómo va"))
    on = forms.DateField(label=_("Desde qué día"), widget=DayInput())
    note = forms.CharField(label=_("Qué se hizo"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    decided_in = forms.ModelChoiceField(
        Session.everywhere.none(), label=_("Si lo decidió una sesión, cuál"), required=False,
        help_text=_("Solo una sesión cancela un acuerdo."),
    )  # fmt: skip
    evidence = PaperField(label=_("Foto o documento que lo demuestra"), required=False)

    def __init__(self, *args: Any, present: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = steps_from(AgreementState(present), in_session=True)
        words = {state.value: AGREEMENT_STATE_WORDS[state] for state in allowed}
        self.fields["state"].choices = choices(words)  # type: ignore[attr-defined]
        held = sessions().filter(state=SessionState.HELD)
        self.fields["decided_in"].queryset = held  # type: ignore[attr-defined]
        self.fields["decided_in"].label_from_instance = lambda one: f"{one.number} — {one.body.name}"  # type: ignore[attr-defined]


class AgreementFilters(forms.Form):
    """What the list of agreements is narrowed by."""

    como = forms.ChoiceField(label=_("Cómo va"), required=False)
    organo = forms.ModelChoiceField(
        Body.everywhere.none(), label=_("De qué órgano"), required=False, empty_label=_("Todos")
    )
    cargo = SeatField(label=_("A qué cargo le toca"), required=False, empty_label=_("Todos"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = {"open": now_said("Abiertos"), "overdue": now_said("Vencidos"), "closed": now_said("Terminados")}
        self.fields["como"].choices = [("", now_said("Todos")), *ways.items()]  # type: ignore[attr-defined]
        held = Session.objects.values("body")
        self.fields["organo"].queryset = Body.objects.filter(pk__in=held)  # type: ignore[attr-defined]
        self.fields["cargo"].queryset = seats_to_assign()  # type: ignore[attr-defined]


class VisitForm(forms.Form):
    """A visit, or what a community asked for."""

    community = forms.ModelChoiceField(Community.everywhere.none(), label=_("Comunidad"))
    kind = forms.ChoiceField(label=_("Qué fue"))
    on = forms.DateField(label=_("Qué día"), widget=DayInput())
    text = forms.CharField(label=_("Qué pasó o qué se pide"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = Community.objects.filter(merged_into=None)  # type: ignore[attr-defined]
        self.fields["kind"].choices = choices(SUPPORT_WORDS)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to what a community asked for."""

    answer = forms.CharField(label=_("Qué se respondió"), widget=forms.Textarea(attrs={"rows": 3}))
    on = forms.DateField(label=_("Qué día"), widget=DayInput())
