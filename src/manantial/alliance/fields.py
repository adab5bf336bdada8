"""Form fields for the ideas of ``columns``: dates people remember, days and hours, amounts of money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from manantial.kernel.dates import InvalidDate, PartialDate
from manantial.kernel.money import Money, MoneyError
from manantial.kernel.remembered import read_remembered

OLDEST = 1500  # the memory of a water committee does not go further back


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


class RememberedDateField(forms.CharField):
    """A date as people remember it; what is not a date is kept as their words. See ``kernel.remembered``.

    It offers the ways of saying a date of the page's list `anclas`: the tag ``remembered_dates`` writes it.
    """

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("Día, mes o año, o con palabras: «antes de 2021», «durante la administración 2021–2024».")
        attrs = {"maxlength": "120", "autocomplete": "off", "list": "anclas"}
        usual: dict[str, Any] = {"required": False, "help_text": help_text, "widget": forms.TextInput(attrs=attrs)}
        super().__init__(**usual | kwargs)

    def to_python(self, value: Any) -> Any:
        """Read it."""
        text = (super().to_python(value) or "")[:120]
        found = read_remembered(text)
        if found.is_unknown and text.strip() and not any(letter.isalpha() for letter in text):
            raise ValidationError(now_said("No es una fecha: escriba día, mes o año, o dígalo con palabras."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """Write it back as it can be read again."""
        if isinstance(value, PartialDate):
            told = read_remembered(value.words)
            same = (told.earliest, told.latest) == (value.earliest, value.latest)
            return value.words if value.words and same else value.iso
        return value


class LivedDateField(RememberedDateField):
    """When something happened: as people remember it, and never a day that has not come."""

    def to_python(self, value: Any) -> Any:
        """Read it; a year mistyped would stretch the whole timeline."""
        found = super().to_python(value)
        if found.earliest and found.earliest > timezone.localdate():
            raise ValidationError(now_said("Esa fecha todavía no llega: revise el año."))
        if found.earliest and found.earliest.year < OLDEST:
            raise ValidationError(now_said("Es una fecha muy vieja: revise el año."))
        return found


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


class FoundByTyping(forms.CheckboxSelectMultiple):
    """Boxes to tick among many: they scroll within their frame, and with scripts they are looked through by typing."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the boxes in a frame that a script knows."""
        boxes = super().render(name, value, attrs, renderer)
        said = now_said("{n} de {total} a la vista · marcados: {ticked}. Entrar marca el primero.")
        word = now_said("Buscar en la lista")
        return format_html('<div class="found" data-found="{}" data-said="{}">{}</div>', word, said, boxes)


def choices(words: Mapping[str, str], first: str | None = None) -> list[tuple[str, str]]:
    """Return a catalogue of words as choices in the reader's language; `first` is the word of the empty choice."""
    listed = [(str(key), now_said(word)) for key, word in words.items()]
    return listed if first is None else [("", first), *listed]
