"""Forms of workshops: the plan, the account and what was agreed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.people.choices import CommunityChoice, communities
from manantial.voices.actions import WorkshopPlan
from manantial.voices.queries import WorkshopQuestion
from manantial.voices.rules import GROUP_WORDS, SEX_WORDS, WORKSHOP_WORDS
from manantial.voices.web.fields import day_field, words_field


class PlanForm(forms.Form):
    """When, where and with whom."""

    title = forms.CharField(label=_("Nombre del taller"), max_length=200)
    on = day_field(label=_("Día"))
    starts_at = forms.TimeField(
        label=_("Hora de inicio"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("Lugar"), max_length=160, required=False)
    community = CommunityChoice(label=_("Comunidad"))
    expected_people = forms.IntegerField(
        label=_("¿Cuántas personas espera?"), min_value=1, max_value=400, required=False,
        help_text=_("Con este número se calcula qué llevar y cuántos renglones tiene la lista."),
    )  # fmt: skip
    facilitators = forms.CharField(label=_("Quién facilita"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]

    def plan(self, **designed: Any) -> WorkshopPlan:
        """The plan as the action takes it; `designed` are its blocks, supplies, cares and roles."""
        return WorkshopPlan(**self.cleaned_data, **designed)


class AccountForm(forms.Form):
    """How it went. What was agreed stands in its own lines."""

    report = forms.CharField(
        label=_("Qué se hizo y qué se dijo"), widget=forms.Textarea(attrs={"rows": 10}), required=False
    )
    tensions = forms.CharField(
        label=_("Tensiones"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Solo las lee el equipo: no salen en la relatoría que se reparte."),
    )  # fmt: skip
    pending = forms.CharField(
        label=_("Lo que falta preguntar o hacer"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    feelings = forms.CharField(label=_("Cómo nos sentimos"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class AgreementForm(forms.Form):
    """One agreement of a workshop; without words it is left out."""

    position = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Acuerdo"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    who = forms.CharField(label=_("Quién lo hace"), max_length=160, required=False)
    by_when = day_field(label=_("Para cuándo"), required=False)
    done_on = day_field(label=_("Se hizo el"), required=False)


AgreementFormSet = forms.formset_factory(AgreementForm, extra=3, max_num=60, absolute_max=80)


class PhraseForm(forms.Form):
    """A phrase as it was said. It becomes a voice, and waits for its permission."""

    words = forms.CharField(label=_("La frase, tal cual"), widget=forms.Textarea(attrs={"rows": 3}))
    group = words_field(GROUP_WORDS, label=_("¿De qué grupo es quien la dijo?"))
    sex = words_field(SEX_WORDS, label=_("Mujer u hombre"), empty=_("Sin decir"), required=False)
    community = CommunityChoice(label=_("Comunidad"))
    pseudonym = forms.CharField(
        label=_("Nombre inventado"), max_length=80, required=False, help_text=_("Si la persona quiere. No su nombre.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]


class WorkshopFilter(forms.Form):
    """What to look for in the list of workshops."""

    q = forms.CharField(label=_("Palabras"), max_length=120, required=False, widget=forms.SearchInput)
    estado = words_field(WORKSHOP_WORDS, label=_("Estado"), empty=_("Todos"), required=False)
    formato_de_taller = forms.ChoiceField(label=_("Formato"), required=False)
    comunidad = CommunityChoice(label=_("Comunidad"), empty_label=_("Todas"))
    desde = day_field(label=_("Desde el día"), required=False)
    hasta = day_field(label=_("Hasta el día"), required=False)

    def asked(self) -> WorkshopQuestion:
        """What somebody looks for; nothing for a form that does not hold."""
        if not self.is_valid():
            return WorkshopQuestion()
        data = self.cleaned_data
        return WorkshopQuestion(
            words=data["q"],
            state=data["estado"],
            format=data["formato_de_taller"],
            community=data["comunidad"].pk if data["comunidad"] else None,
            since=data["desde"],
            until=data["hasta"],
        )

    def __init__(self, *args: Any, formats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comunidad"].queryset = communities()  # type: ignore[attr-defined]
        self.fields["formato_de_taller"].choices = [("", _("Todos")), *formats]  # type: ignore[attr-defined]
