"""What is asked before a bundle is written or read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.exchange.bundles.keys import SHORTEST_PHRASE, proposed_phrase

WHOLE = "whole"


class WriteForm(forms.Form):
    """For which computer, and with which phrase it is closed."""

    to = forms.ChoiceField(
        label=_("Para qué computadora"),
        help_text=_("Completo: para una computadora nueva, o si a la otra le faltan cosas."),
    )
    phrase = forms.CharField(
        label=_("Frase para cerrarlo"),
        required=False,
        max_length=200,
        help_text=_(
            "Anótela en un papel y llévela aparte de la USB: sin ella nadie abre el paquete, tampoco usted. "
            "Puede cambiarla. Si la borra, el paquete sale abierto y quien encuentre la USB lo lee todo."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, known: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["to"]
        choice.choices = [*known, (WHOLE, _("Completo, para cualquiera"))]  # type: ignore[attr-defined]
        choice.initial = known[0][0] if known else WHOLE
        self.fields["phrase"].initial = proposed_phrase()

    def clean_phrase(self) -> str:
        """A phrase that somebody could guess is none."""
        phrase = " ".join(str(self.cleaned_data["phrase"]).split())
        if phrase and len(phrase) < SHORTEST_PHRASE:
            raise forms.ValidationError(_("La frase es corta: escriba al menos 12 letras, o varias palabras."))
        return phrase


class ReadForm(forms.Form):
    """A bundle of another computer."""

    file = forms.FileField(
        label=_("Paquete"),
        help_text=_(
            "El archivo .manantial de la USB. Si pesa más de 300 MB, léalo con el comando: "
            "manantial bundle read ARCHIVO"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".manantial"}),
    )
    phrase = forms.CharField(
        label=_("Frase, si está cerrado"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ConfirmForm(forms.Form):
    """Whether somebody compared the words of a computer."""

    compared = forms.BooleanField(
        label=_("Comparé las ocho palabras con las de la otra computadora y son las mismas"),
        error_messages={"required": _("Compárelas primero: en la otra computadora están en esta misma página.")},
    )
    phrase = forms.CharField(required=False, widget=forms.HiddenInput)
