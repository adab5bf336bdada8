"""Forms of a handover; the same order as its paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import DayInput, MoneyField
from manantial.handover.rules import TIMELINESS_WORDS
from manantial.people.sent import PaperField, VoiceNoteField


class Filters(forms.Form):
    """What the list of committees is narrowed by."""

    como = forms.ChoiceField(label=_("Cómo va su relevo"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(key), str(_(word))) for key, word in TIMELINESS_WORDS.items()]
        self.fields["como"].choices = [("", str(_("Todos"))), *listed]  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """The act of an election."""

    elected_on = forms.DateField(label=_("Día de la elección"), widget=DayInput())
    due_on = forms.DateField(
        label=_("Para cuándo debe entregarse"), required=False, widget=DayInput(), help_text=_("Vacío: quince días.")
    )
    place = forms.CharField(label=_("Lugar"), max_length=160, required=False)


class MoneyForm(forms.Form):
    """What was counted in front of everybody."""

    taps = forms.IntegerField(label=_("Tomas en el padrón"), min_value=0, required=False)
    place = forms.CharField(label=_("Lugar de la entrega"), max_length=160, required=False)
    remarks = forms.CharField(
        label=_("Promesas y problemas"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Sin nombres de quien debe."),
    )  # fmt: skip

    def __init__(self, currency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Dinero contado (%(currency)s)") % {"currency": currency}
        cash = MoneyField(currency, label=label, required=False)
        self.fields = {"cash": cash, **self.fields}


class SignForm(forms.Form):
    """When the act was signed."""

    signed_on = forms.DateField(label=_("Qué día se firmó"), widget=DayInput())
    scan = PaperField(label=_("Foto del acta firmada"), required=False, help_text=_("Puede subirla después."))


class NeverForm(forms.Form):
    """Why there was no handover."""

    reason = forms.CharField(label=_("Qué pasó"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class MissedForm(forms.Form):
    """What the new committee found missing, asked thirty days later."""

    missed = forms.CharField(label=_("¿Qué le faltó recibir?"), widget=forms.Textarea(attrs={"rows": 4}))


class VoiceForm(forms.Form):
    """The voice note of whoever leaves."""

    sound = VoiceNoteField(
        label=_("Nota de voz de quien entrega"), help_text=_("Tres minutos bastan: válvulas, bomba, a quién llamar.")
    )
