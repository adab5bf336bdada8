"""Fields of this room's forms: dates as people remember them, and persons by their name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from manantial.kernel.dates import InvalidDate, PartialDate
from manantial.territory.models import Community

DATE_HELP = _("El día, el mes o solo el año: 15/03/2021, marzo de 2021, 2021.")


class PartialDateField(forms.CharField):
    """A date known to the day, the month or the year; empty is unknown."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", DATE_HELP)
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> PartialDate:
        """Read what was typed; ValidationError says how to write it."""
        typed = str(super().clean(value) or "")
        try:
            return PartialDate.parse(typed)
        except InvalidDate as error:
            raise ValidationError(
                _("No se entiende «%(typed)s» como fecha. Escriba 15/03/2021, marzo de 2021 o 2021."),
                params={"typed": typed},
            ) from error


class CommunityField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A community of the present alliance; the form fills it when it is made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Community.everywhere.none(), **kwargs)

    def fill(self) -> None:
        """Offer the communities of the alliance we work for."""
        self.queryset = Community.objects.filter(merged_into=None).order_by("name", "code")


class NameInput(forms.TextInput):
    """A name typed freely, with the known names of a `<datalist>` of the page to choose from."""

    def __init__(self, names_id: str = "nombres") -> None:
        super().__init__(attrs={"list": names_id, "autocomplete": "off"})


def day_input() -> forms.DateInput:
    """A calendar where the browser has one."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
