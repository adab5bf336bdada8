"""Forms about water."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import DayInput, FoundByTyping, MomentInput, PartialDateField, choices
from manantial.governance.models import Session
from manantial.governance.queries import sessions
from manantial.people.sent import PhotoField, VoiceNoteField
from manantial.territory.models import Community
from manantial.water.rules import (
    COMPONENT_WORDS,
    FAILURE_WORDS,
    LIGHT_WORDS,
    SOURCE_WORDS,
    SYSTEM_KIND_WORDS,
    Component,
    Light,
)

_USED = {"": _("Sin dato"), "yes": _("Sí"), "no": _("No")}
_SOURCES = {
    "registry": _("Registro del organismo"),
    "census": _("Censo"),
    "survey": _("Encuesta"),
    "press": _("Prensa o dicho"),
    "page": _("Página o documento"),
    "computed": _("Calculada"),
}


class SystemForm(forms.Form):
    """A water system."""

    name = forms.CharField(label=_("Cómo le dicen"), max_length=160)
    kind = forms.ChoiceField(label=_("Cómo llega el agua"))
    source_kind = forms.ChoiceField(label=_("De dónde sale"), required=False)
    communities = forms.ModelMultipleChoiceField(
        Community.everywhere.none(), label=_("A qué comunidades sirve"), widget=FoundByTyping
    )
    built = PartialDateField(label=_("Desde cuándo existe"), required=False)
    chlorine_used = forms.ChoiceField(
        label=_("¿Se le pone cloro?"), required=False, widget=forms.RadioSelect, choices=list(_USED.items())
    )
    note = forms.CharField(label=_("Nota"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = Community.objects.filter(merged_into=None)
        self.fields["communities"].queryset = listed  # type: ignore[attr-defined]
        self.fields["kind"].choices = choices(SYSTEM_KIND_WORDS)  # type: ignore[attr-defined]
        self.fields["source_kind"].choices = choices(SOURCE_WORDS, str(_("Sin dato")))  # type: ignore[attr-defined]

    def clean_chlorine_used(self) -> bool | None:
        """Yes, no, or nobody knows."""
        return {"yes": True, "no": False}.get(self.cleaned_data["chlorine_used"])


class ServeForm(forms.Form):
    """How a system serves a community."""

    community = forms.ModelChoiceField(Community.everywhere.none(), label=_("Comunidad"))
    dwellings = forms.IntegerField(label=_("Viviendas con toma"), min_value=0, required=False)
    days_per_week = forms.DecimalField(
        label=_("Días con agua por semana"), min_value=0, max_value=7, decimal_places=1, required=False
    )
    hours_per_day = forms.DecimalField(
        label=_("Horas por día"), min_value=0, max_value=24, decimal_places=1, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = Community.objects.filter(merged_into=None)
        self.fields["community"].queryset = listed  # type: ignore[attr-defined]


class VisitForm(forms.Form):
    """What was seen of each part; parts not looked at stay without data."""

    on = forms.DateField(label=_("Día de la visita"), widget=DayInput())
    seen_by = forms.CharField(label=_("Quién visitó"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked = {key: word for key, word in LIGHT_WORDS.items() if key != Light.GREY}
        for part in Component:
            light = forms.ChoiceField(
                label=COMPONENT_WORDS[part], required=False, choices=choices(looked, str(_("No se revisó")))
            )
            self.fields[f"{part.value}_light"] = light
            note = forms.CharField(label=_("Qué se vio"), max_length=300, required=False)
            self.fields[f"{part.value}_note"] = note
        self.fields["photo"] = PhotoField(label=_("Foto"), required=False)


class FailureForm(forms.Form):
    """A problem a community reports, typed by somebody of the desk."""

    community = forms.ModelChoiceField(Community.everywhere.none(), label=_("Comunidad"))
    kind = forms.ChoiceField(label=_("Qué pasa"))
    text = forms.CharField(label=_("Con sus palabras"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    reported_at = forms.DateTimeField(label=_("Cuándo avisaron"), widget=MomentInput())
    photo = PhotoField(label=_("Foto"), required=False)
    sound = VoiceNoteField(label=_("Nota de voz"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = Community.objects.filter(merged_into=None)
        self.fields["community"].queryset = listed  # type: ignore[attr-defined]
        self.fields["kind"].choices = choices(FAILURE_WORDS)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What was answered to a report."""

    answer = forms.CharField(label=_("Qué se le respondió a la comunidad"), widget=forms.Textarea(attrs={"rows": 3}))


class SolveForm(forms.Form):
    """When a problem was solved."""

    solved_at = forms.DateTimeField(label=_("Cuándo se resolvió"), widget=MomentInput())
    days_without_service = forms.IntegerField(
        label=_("Días sin agua"), min_value=0, required=False, help_text=_("Si no se sabe, deje vacío.")
    )


class IndicatorForm(forms.Form):
    """What is measured."""

    code = forms.CharField(label=_("Clave"), max_length=40, help_text=_("Corta: W1, cobertura-escuelas."))
    name = forms.CharField(label=_("Nombre"), max_length=200)
    unit = forms.CharField(label=_("Unidad"), max_length=80, help_text=_("Viviendas y personas son cosas distintas."))
    definition = forms.CharField(label=_("Definición"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class FigureForm(forms.Form):
    """A value as somebody gave it; it goes beside the others."""

    value = forms.CharField(
        label=_("Valor"), max_length=60, required=False, help_text=_("Vacío: sin dato. Cero es cero.")
    )
    lower_bound = forms.BooleanField(label=_("Es «más de» esa cantidad"), required=False)
    unit = forms.CharField(label=_("Unidad"), max_length=80)
    when = PartialDateField(label=_("De qué fecha es"), required=False)
    source = forms.CharField(
        label=_("De dónde salió"), max_length=300, help_text=_("Documento, persona o registro, con su lugar.")
    )
    source_kind = forms.ChoiceField(label=_("Qué clase de fuente es"), required=False, choices=list(_SOURCES.items()))
    numerator = forms.CharField(label=_("De estos"), max_length=60, required=False)
    denominator = forms.CharField(label=_("Entre estos"), max_length=60, required=False)
    definition = forms.CharField(
        label=_("Qué cuenta exactamente"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    method = forms.CharField(label=_("Cómo se obtuvo"), max_length=200, required=False)
    quote = forms.CharField(label=_("Palabras de la fuente"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    community = forms.ModelChoiceField(
        Community.everywhere.none(),
        label=_("De qué comunidad"),
        required=False,
        help_text=_("Vacío: de toda la alianza."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = Community.objects.filter(merged_into=None)
        self.fields["community"].queryset = listed  # type: ignore[attr-defined]


class AdoptForm(forms.Form):
    """Which session adopted a value."""

    session = forms.ModelChoiceField(Session.everywhere.none(), label=_("Sesión que la adoptó"), required=False)
    act = forms.CharField(
        label=_("O el acta, como está escrita"), max_length=200, required=False,
        help_text=_("Solo si la sesión es antigua y no está registrada."),
    )  # fmt: skip
    on = forms.DateField(label=_("Día en que se adoptó"), required=False, widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = sessions().filter(state="held")
        self.fields["session"].queryset = held  # type: ignore[attr-defined]
        self.fields["session"].label_from_instance = lambda one: f"{one.number} — {one.body.name}"  # type: ignore[attr-defined]


class ReportForm(forms.Form):
    """A problem told by somebody of the community: words, voice or photo, whichever is easier."""

    kind = forms.ChoiceField(label=_("Qué pasa"), widget=forms.HiddenInput)
    text = forms.CharField(label=_("Escríbalo, si quiere"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    sound = VoiceNoteField(label=_("O mande una nota de voz"), required=False)
    photo = PhotoField(label=_("O una foto"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices(FAILURE_WORDS)  # type: ignore[attr-defined]


class ReadingForm(forms.Form):
    """One reading from a phone."""

    value = forms.CharField(
        label=_("Cuánto salió"), max_length=10, help_text=_("Por ejemplo 0.8"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    on = forms.DateField(label=_("Qué día"), widget=DayInput())
    point = forms.CharField(label=_("Dónde"), max_length=120, required=False)
