"""Form fields for the ideas of ``columns``: dates people remember, days and hours, amounts of money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from manantial.kernel.dates import InvalidDate, PartialDate
from manantial.kernel.money import Money, MoneyError


class PartialDateField(forms.CharField):
    """A date known to the day, the month or the year; empty is unknown."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("El día, el mes o solo el año: 15/03/2021, marzo de 2021, 2021."))
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Read what was typed as a PartialDate; ValidationError says how to write it."""
        typed = str(super().clean(value) or "")
        try:
            return PartialDate.parse(typed)
        except InvalidDate as error:
            words = _("No se entiende «%(typed)s» como fecha. Escriba 15/03/2021, marzo de 2021 o 2021.")
            raise ValidationError(words, params={"typed": typed}) from error


class MoneyField(forms.CharField):
    """An amount in one currency; empty is "not counted", which is not zero."""

    def __init__(self, currency: str, **kwargs: Any) -> None:
        self.currency = currency
        kwargs.setdefault("help_text", _("Por ejemplo 3,420.50. Si no se contó, deje vacío: vacío no es cero."))
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Read what was typed as Money or None."""
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return None
        try:
            return Money.parse(typed, self.currency)
        except MoneyError as error:
            words = _("No se entiende «%(typed)s» como cantidad. Escriba por ejemplo 3,420.50.")
            raise ValidationError(words, params={"typed": typed}) from error


class DayInput(forms.DateInput):
    """A calendar where the browser has one."""

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})


class MomentInput(forms.DateTimeInput):
    """A day and hour where the browser has a control for both."""

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class QuickSelect(forms.Select):
    """A choice among hundreds: drawn in one go, where Django draws each option with a template of its own."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the select and its options."""
        chosen = {str(one) for one in self.format_value(value)}
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, mark_safe(" selected") if str(key) in chosen else "", word) for key, word in self.choices),
        )
        told = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(told), options)


def choices(words: Mapping[str, str], first: str | None = None) -> list[tuple[str, str]]:
    """Return a catalogue of words as choices in the reader's language; `first` is the word of the empty choice."""
    listed = [(str(key), now_said(word)) for key, word in words.items()]
    return listed if first is None else [("", first), *listed]
