"""Forms to mark a fragment: by seconds, by words, or by a part of a picture; and to put one aside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.voices.web.fields import ClockField

TITLE = _("Nombre corto, para encontrarlo")


class TimeForm(forms.Form):
    """From which second to which."""

    start = ClockField(label=_("Desde"), help_text=_("minuto:segundo, como 3:12"))
    end = ClockField(label=_("Hasta"))
    title = forms.CharField(label=TITLE, max_length=160, required=False)


class WordsForm(forms.Form):
    """Which words: selected on the page, or copied by hand; and, if one likes, from which second to which."""

    words = forms.CharField(
        label=_("Palabras"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Seleccione arriba las palabras, o cópielas aquí tal como están escritas."),
    )  # fmt: skip
    turn = forms.UUIDField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    start = ClockField(label=_("Desde el segundo"), required=False)
    end = ClockField(label=_("Hasta el segundo"), required=False)
    title = forms.CharField(label=TITLE, max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        """Seconds come in pairs."""
        data = super().clean() or {}
        if (data.get("start") is None) != (data.get("end") is None) and not self.errors:
            self.add_error("end", _("Escriba los dos segundos, o ninguno."))
        return data


class RegionForm(forms.Form):
    """A part of a picture in percent, or all of it when empty."""

    left = forms.IntegerField(label=_("Desde la izquierda, %"), min_value=0, max_value=100, required=False)
    top = forms.IntegerField(label=_("Desde arriba, %"), min_value=0, max_value=100, required=False)
    right = forms.IntegerField(label=_("Hasta la derecha, %"), min_value=0, max_value=100, required=False)
    bottom = forms.IntegerField(label=_("Hasta abajo, %"), min_value=0, max_value=100, required=False)
    title = forms.CharField(label=TITLE, max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        """Four sides or none."""
        data = super().clean() or {}
        given = [data.get(side) for side in ("left", "top", "right", "bottom")]
        if any(side is not None for side in given) and None in given and not self.errors:
            self.add_error(None, _("Escriba los cuatro lados, o ninguno para tomar toda la imagen."))
        return data

    def region(self) -> list[int] | None:
        """In thousandths; None for the whole picture."""
        sides = [self.cleaned_data[side] for side in ("left", "top", "right", "bottom")]
        return None if None in sides else [side * 10 for side in sides]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("¿Por qué?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
