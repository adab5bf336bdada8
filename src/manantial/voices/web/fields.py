"""Fields of the forms of this room: minutes and seconds, communities typed by code or name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from manantial.kernel.text import fold
from manantial.people.choices import communities
from manantial.territory.models import Community
from manantial.voices.queries import choices
from manantial.voices.rules import InvalidClock, parse_clock, say_clock


class ClockField(forms.CharField):
    """A place in a sound: `3:12`. The value is milliseconds."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "size": "8"}
        usual: dict[str, Any] = {"max_length": 12, "widget": forms.TextInput(attrs=attrs)}
        super().__init__(**usual | kwargs)

    def clean(self, value: Any) -> Any:
        """Read it."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_clock(text)
        except InvalidClock as error:
            raise forms.ValidationError(gettext("Escriba minuto y segundo, como 3:12.")) from error

    def prepare_value(self, value: Any) -> Any:
        """Write it back."""
        return say_clock(value) if isinstance(value, int) else value


def words_field(
    words: Mapping[str, Any], *, label: Any, empty: Any = "", required: bool = True, **more: Any
) -> forms.ChoiceField:
    """A choice among the words of a catalogue, translated when the form is drawn."""
    return forms.ChoiceField(
        label=label, required=required, choices=lambda: choices(words, gettext(empty) if empty else ""), **more
    )


def day_field(**kwargs: Any) -> forms.DateField:
    """A day picked from a calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class CommunityBook:
    """Finds a community by what somebody types fast: its code, its whole name or an alias."""

    def __init__(self) -> None:
        self.listed = list(communities())
        self._by_key: dict[str, list[Community]] = {}
        for community in self.listed:
            for key in {community.code, community.name, f"{community.code} {community.name}", *community.aliases}:
                self._by_key.setdefault(fold(key).strip(), []).append(community)

    def find(self, typed: str) -> Community | None:
        """The community of that text. Raises ValidationError when there is none, or more than one with that name."""
        if not typed.strip():
            return None
        found = self._by_key.get(fold(" ".join(typed.split())), [])
        if len(found) == 1:
            return found[0]
        if found:
            codes = ", ".join(community.code for community in found)
            raise forms.ValidationError(
                gettext("Hay varias con ese nombre; escriba la clave: %(codes)s") % {"codes": codes}
            )
        raise forms.ValidationError(gettext("«%(typed)s» no está en la lista de comunidades.") % {"typed": typed})

    def begin(self, typed: str) -> Community | None:
        """The community whose code, number or name begins so; for the fast list. Raises ValidationError as `find`."""
        plain = fold(" ".join(typed.split()))
        if not plain or plain in self._by_key:
            return self.find(typed)
        if plain.isdecimal():
            found = [one for one in self.listed if _number(one.code) == int(plain)]
        else:
            found = [one for one in self.listed if fold(one.name).startswith(plain)]
            found = found or [one for one in self.listed if f" {plain}" in fold(one.name)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{one.code} {one.name}" for one in found[:6])
            raise forms.ValidationError(gettext("Varias empiezan así: %(names)s.") % {"names": names})
        return self.find(typed)


def _number(code: str) -> int | None:
    tail = code.rpartition("-")[2]
    return int(tail) if tail.isdecimal() else None
