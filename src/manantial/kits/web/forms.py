"""The forms of deliveries; the same order as the printed receipt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from manantial.kits.models import Kit
from manantial.kits.rules import STATE_WORDS
from manantial.people.models import Seat

RECEIPTS = (
    ("", gettext_lazy("Todavía no firma")),
    ("signature", gettext_lazy("Firma")),
    ("fingerprint", gettext_lazy("Huella")),
)


def day_field(label: Any) -> forms.DateField:
    """A day picked from a calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget)


class DeliverForm(forms.Form):
    """What is noted when a kit is handed over."""

    on = day_field(gettext_lazy("Fecha de entrega"))
    usb = forms.IntegerField(label=gettext_lazy("Memorias USB"), min_value=0, max_value=50, initial=1)
    printed = forms.IntegerField(label=gettext_lazy("Juegos impresos"), min_value=0, max_value=50, initial=1)
    seat = forms.ModelChoiceField(
        queryset=Seat.everywhere.none(), required=False, label=gettext_lazy("Cargo que lo guarda")
    )
    received_by = forms.CharField(label=gettext_lazy("Quién recibe, como lo escribió"), max_length=160, required=False)
    receipt = forms.ChoiceField(label=gettext_lazy("Recibo"), choices=RECEIPTS, required=False)
    note = forms.CharField(label=gettext_lazy("Nota"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, kit: Kit, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        seats = Seat.objects.filter(body__community=kit.community, body__kind="committee")
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]


def state_choices() -> list[tuple[str, str]]:
    """Return the steps that may be noted after the delivery itself."""
    return [(state.value, gettext(word)) for state, word in STATE_WORDS.items()][1:]


class StepForm(forms.Form):
    """A step of a delivered kit."""

    state = forms.ChoiceField(label=gettext_lazy("Qué pasó"), choices=state_choices)
    on = day_field(gettext_lazy("Cuándo"))
    note = forms.CharField(label=gettext_lazy("Nota"), max_length=300, required=False)


class SignForm(forms.Form):
    """A receipt that comes back signed."""

    how = forms.ChoiceField(label=gettext_lazy("Cómo firmó"), choices=RECEIPTS[1:])
    received_by = forms.CharField(label=gettext_lazy("Quién recibió"), max_length=160)
    on = day_field(gettext_lazy("Cuándo"))
