"""Forms of the inventory of sources: the card, and what is looked for in the list."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import LivedDateField
from manantial.people.choices import CommunityChoice, communities
from manantial.vault.models import Arrival
from manantial.voices.actions import SourceCard
from manantial.voices.queries import SourceFilter, axes_of_sources
from manantial.voices.rules import CONDITION_WORDS, SOURCE_ACCESS_WORDS, SOURCE_WORDS, Condition
from manantial.voices.web.arrivals import ArrivalsField
from manantial.voices.web.fields import day_field, words_field


class SourceForm(forms.Form):
    """The card of a source."""

    kind = words_field(SOURCE_WORDS, label=_("¿Qué es?"))
    title = forms.CharField(label=_("Título o de qué trata"), max_length=240)
    when = LivedDateField(label=_("Fecha"))
    author = forms.CharField(label=_("Quién lo hizo"), max_length=160, required=False)
    keeper = forms.CharField(label=_("Quién lo guarda"), max_length=160, required=False)
    location = forms.CharField(label=_("Dónde está el original"), max_length=200, required=False)
    community = CommunityChoice(label=_("Comunidad"))
    condition = words_field(CONDITION_WORDS, label=_("En qué estado está"), initial=Condition.GOOD)
    visibility = words_field(SOURCE_ACCESS_WORDS, label=_("¿Quién lo puede ver?"), initial="organism")
    axis = forms.CharField(
        label=_("Eje con que se relaciona"), max_length=160, required=False,
        widget=forms.TextInput(attrs={"list": "ejes"}),
    )  # fmt: skip
    citation = forms.CharField(label=_("Si es público: cómo se cita"), max_length=400, required=False)
    note = forms.CharField(label=_("Nota"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    file = forms.FileField(
        label=_("Copia digital"), required=False,
        help_text=_("Foto, PDF, documento, sonido o video. Basta saber quién lo tiene: la copia puede venir después."),
    )  # fmt: skip
    arrival = ArrivalsField(label=_("Lo que ya llegó"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]

    def offer(self, account: UUID, now: datetime) -> list[Arrival]:
        """Offer what this account has sent already; return what is still on its way."""
        field = self.fields["arrival"]
        return field.offer(account, now) if isinstance(field, ArrivalsField) else []

    def card(self) -> SourceCard:
        """The card as the action takes it."""
        names = SourceCard.__dataclass_fields__
        return SourceCard(**{key: value for key, value in self.cleaned_data.items() if key in names})


class SourceFilterForm(forms.Form):
    """What to look for in the inventory."""

    q = forms.CharField(label=_("Título o nota"), required=False, widget=forms.SearchInput)
    guarda = forms.CharField(label=_("Quién lo guarda"), required=False, max_length=160)
    clase = words_field(SOURCE_WORDS, label=_("Qué es"), empty=_("Todo"), required=False)
    comunidad = CommunityChoice(label=_("Comunidad"), empty_label=_("Todas"))
    estado = words_field(CONDITION_WORDS, label=_("Estado"), empty=_("Todos"), required=False)
    acceso = words_field(SOURCE_ACCESS_WORDS, label=_("Quién lo puede ver"), empty=_("Todos"), required=False)
    eje = forms.ChoiceField(label=_("Eje"), required=False)
    copia = forms.ChoiceField(
        label=_("Copia digital"), required=False,
        choices=[("", _("Todas")), ("si", _("Con copia")), ("no", _("Sin copia"))],
    )  # fmt: skip
    desde = day_field(label=_("Desde el día"), required=False)
    hasta = day_field(label=_("Hasta el día"), required=False)
    riesgo = forms.BooleanField(label=_("Solo lo que está en riesgo"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comunidad"].queryset = communities()  # type: ignore[attr-defined]
        self.fields["eje"].choices = [("", _("Todos")), *((axis, axis) for axis in axes_of_sources())]  # type: ignore[attr-defined]

    def asked(self) -> SourceFilter:
        """The filter as the question takes it; nothing for a form that does not hold."""
        if not self.is_valid():
            return SourceFilter()
        data = self.cleaned_data
        return SourceFilter(
            words=data["q"],
            kind=data["clase"],
            keeper=data["guarda"],
            community=data["comunidad"].pk if data["comunidad"] else None,
            condition=data["estado"],
            access=data["acceso"],
            axis=data["eje"],
            copy=data["copia"],
            risk=data["riesgo"],
            since=data["desde"],
            until=data["hasta"],
        )
