"""Forms about communities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import PartialDateField, choices
from manantial.kernel.dates import PartialDate
from manantial.territory.models import Community
from manantial.territory.rules import CHANNEL_WORDS, LANGUAGE_WORDS, PROVIDER_WORDS, STATE_WORDS

VISIBILITY_WORDS = {
    "public": _("Para todas las personas"),
    "alliance": _("Solo la alianza"),
    "organism": _("Solo el organismo y la Junta"),
    "committee": _("Solo el comité y el organismo"),
}


class Filters(forms.Form):
    """What the list is narrowed by."""

    texto = forms.CharField(label=_("Nombre o clave"), required=False)
    estado = forms.ChoiceField(label=_("Estado"), required=False)
    servicio = forms.ChoiceField(label=_("Quién da el agua"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estado"].choices = choices(STATE_WORDS, str(_("Todos")))  # type: ignore[attr-defined]
        self.fields["servicio"].choices = choices(PROVIDER_WORDS, str(_("Todos")))  # type: ignore[attr-defined]


class CommunityForm(forms.Form):
    """What is written of a community; the same order as on paper."""

    name = forms.CharField(label=_("Nombre, como lo escribe la asamblea"), max_length=120)
    aliases = forms.CharField(
        label=_("Otras maneras de escribirlo"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Una por renglón."),
    )  # fmt: skip
    provider = forms.ChoiceField(label=_("Quién da el agua"))
    languages = forms.MultipleChoiceField(
        label=_("Lenguas que se hablan en la asamblea"), required=False, widget=forms.CheckboxSelectMultiple
    )
    households = forms.IntegerField(label=_("Viviendas"), min_value=0, required=False)
    population = forms.IntegerField(label=_("Habitantes"), min_value=0, required=False)
    assembly_day = forms.CharField(
        label=_("Día de su asamblea"),
        max_length=80,
        required=False,
        help_text=_("Por ejemplo: primer domingo del mes."),
    )
    media_available = forms.MultipleChoiceField(
        label=_("Por dónde se entera la gente"), required=False, widget=forms.CheckboxSelectMultiple
    )
    latitude = forms.FloatField(label=_("Latitud"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(label=_("Longitud"), min_value=-180, max_value=180, required=False)
    place_reserved = forms.BooleanField(label=_("No mostrar el punto en ningún mapa"), required=False)
    visibility = forms.ChoiceField(label=_("Quién puede ver esta comunidad"))
    notes = forms.CharField(label=_("Notas"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        catalogues = {
            "provider": PROVIDER_WORDS, "languages": LANGUAGE_WORDS, "media_available": CHANNEL_WORDS,
            "visibility": VISIBILITY_WORDS,
        }  # fmt: skip
        for name, words in catalogues.items():
            self.fields[name].choices = choices(words)  # type: ignore[attr-defined, arg-type]

    def clean_aliases(self) -> list[str]:
        """One spelling a line."""
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]


def initial_of(community: Community) -> dict[str, Any]:
    """Return a community as its form shows it."""
    plain = {name: getattr(community, name) for name in CommunityForm.base_fields}
    return {**plain, "aliases": "\n".join(community.aliases)}


class StateForm(forms.Form):
    """A state and since when; words instead of a date are welcome."""

    state = forms.ChoiceField(label=_("Estado"))
    since = PartialDateField(label=_("Desde"), required=False)
    words = forms.CharField(
        label=_("O con las palabras de la gente"), max_length=120, required=False,
        help_text=_("Por ejemplo: cuando el temblor, en la administración pasada."),
    )  # fmt: skip
    act = forms.CharField(
        label=_("Acta que lo decidió"), max_length=200, required=False,
        help_text=_("Sin acta, la integración queda anotada pero no demostrada."),
    )  # fmt: skip
    note = forms.CharField(label=_("Nota"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = choices(STATE_WORDS)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Put the words beside the date."""
        data = super().clean() or {}
        if isinstance(moment := data.get("since"), PartialDate):
            data["since"] = PartialDate(moment.earliest, moment.latest, data.get("words", ""))
        return data


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("¿Cómo lo sabe?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)
