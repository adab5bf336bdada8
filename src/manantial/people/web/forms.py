"""Forms of the people's room. The order of the fields is the order of the printed form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from manantial.people.models import Body, Person, Seat
from manantial.people.queries.names import PersonFound, people_named
from manantial.people.rules import (
    BODY_WORDS,
    CHARACTER_WORDS,
    END_WORDS,
    SEAT_WORDS,
    SECTOR_WORDS,
    BodyKind,
    Character,
    EndReason,
)
from manantial.people.web.fields import CommunityField, NameInput, PartialDateField, day_input
from manantial.territory.models import Community


def words(catalogue: Mapping[str, str], first: str | None = None) -> list[tuple[str, str]]:
    """Choices of a catalogue in the reader's language, after an empty one with the words of `first`."""
    choices = [(str(key), say(word)) for key, word in catalogue.items()]
    return choices if first is None else [("", first), *choices]


class WithCommunities(forms.Form):
    """A form that offers the communities of the present alliance."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, CommunityField):
                field.fill()


class PersonForm(WithCommunities):
    """A person as she writes her name. No identity number is asked for."""

    name = forms.CharField(label=_("Nombre, como lo escribe"), max_length=160)
    community = CommunityField(label=_("Comunidad"), required=False)
    phone = forms.CharField(
        label=_("Teléfono"), max_length=40, required=False, help_text=_("Solo lo ve el equipo, salvo que dé permiso.")
    )
    phone_public = forms.BooleanField(label=_("Permite que su teléfono se imprima en el directorio"), required=False)
    sex = forms.ChoiceField(
        label=_("Sexo"),
        required=False,
        choices=[("", _("No se pregunta")), ("M", _("Mujer")), ("H", _("Hombre"))],
        help_text=_("Solo se usa en sumas."),
    )
    aliases = forms.CharField(label=_("Otros nombres con que se le conoce"), max_length=300, required=False)

    def clean_aliases(self) -> list[str]:
        """Names separated by commas."""
        return [name.strip() for name in self.cleaned_data["aliases"].split(",") if name.strip()]


class CorrectPersonForm(PersonForm):
    """A correction of what is written of a person; it says why."""

    reason = forms.CharField(label=_("Por qué se corrige"), max_length=200)


class BodyForm(WithCommunities):
    """A new body. A committee belongs to a community and gets its usual seats."""

    kind = forms.ChoiceField(label=_("Clase de órgano"))
    name = forms.CharField(
        label=_("Nombre"), max_length=200, required=False, help_text=_("Si se deja vacío se usa el de su clase.")
    )
    community = CommunityField(label=_("Comunidad"), required=False)
    founded = PartialDateField(label=_("Desde cuándo existe"), required=False)
    term_months = forms.IntegerField(
        label=_("Meses que dura el cargo"), min_value=1, max_value=120, required=False, initial=12
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = words(BODY_WORDS)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A committee needs its community."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == BodyKind.COMMITTEE and not cleaned.get("community"):
            self.add_error("community", say("Un comité es de una comunidad: falta decir de cuál."))
        return cleaned


class SeatForm(forms.Form):
    """A new seat of a body."""

    role = forms.ChoiceField(label=_("Cargo"))
    label = forms.CharField(
        label=_("Nombre del puesto"), max_length=120, required=False, help_text=_("Como se imprime: Vocalía 2.")
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    votes = forms.BooleanField(label=_("Tiene voto"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = words(SEAT_WORDS)  # type: ignore[attr-defined]
        self.fields["sector"].choices = words(SECTOR_WORDS, say("El del órgano"))  # type: ignore[attr-defined]


class NamedPersonForm(WithCommunities):
    """A form in which a person is typed by name: a known one is found, an unknown one is written down."""

    community: Community | None = None

    def find(self, field: str, typed: str) -> PersonFound | None:
        """Who is meant; adds an error to the field when two persons have that name."""
        if not typed.strip():
            return None
        found = people_named(typed, self.community)
        if len(found.persons) > 1:
            self.add_error(field, say("Hay más de una persona con ese nombre; escríbalo como está en su ficha."))
        return found


class StartForm(NamedPersonForm):
    """Who takes a seat, since when and by which act."""

    person = forms.CharField(
        label=_("Persona"),
        max_length=160,
        widget=NameInput(),
        help_text=_("Escoja de la lista o escriba el nombre; si es nueva se registra."),
    )
    start = PartialDateField(label=_("Tomó el cargo"))
    planned_end = forms.DateField(
        label=_("Termina según lo previsto"),
        required=False,
        widget=day_input(),
        help_text=_("Si se deja vacío se calcula con la duración del cargo."),
    )
    character = forms.ChoiceField(label=_("En calidad de"), initial=Character.PROPRIETOR)
    represents_community = CommunityField(label=_("Comunidad a la que representa"), required=False)
    represents = forms.CharField(label=_("Organización a la que representa"), max_length=160, required=False)
    act = forms.CharField(label=_("Acta o documento"), max_length=200, required=False)

    def __init__(self, seat: Seat, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = seat.body.community
        self.fields["character"].choices = words(CHARACTER_WORDS)  # type: ignore[attr-defined]
        if self.community is not None:
            del self.fields["represents_community"], self.fields["represents"]

    def clean(self) -> dict[str, Any]:
        """Find the person."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["found"] = self.find("person", cleaned.get("person", ""))
        return cleaned


class EndForm(forms.Form):
    """When and why somebody left a seat."""

    end = PartialDateField(label=_("Último día en el cargo"))
    reason = forms.ChoiceField(label=_("Motivo"), initial=EndReason.TERM)
    act = forms.CharField(label=_("Acta o documento"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = words(END_WORDS)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why something is done that is not undone."""

    reason = forms.CharField(label=_("Por qué"), max_length=300)


class RenewForm(NamedPersonForm):
    """The act of an election: the day, and one name for each seat. An empty seat stays vacant."""

    on = forms.DateField(label=_("Toman el cargo el"), widget=day_input())
    act = forms.CharField(label=_("Acta de la elección"), max_length=200, required=False)

    def __init__(self, body: Body, seats: Iterable[Seat], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community, self.seats = body.community, list(seats)
        for seat in self.seats:
            self.fields[self.key(seat)] = forms.CharField(
                label=seat.label, max_length=160, required=False, widget=NameInput()
            )

    @staticmethod
    def key(seat: Seat) -> str:
        """The name of the field of a seat."""
        return f"seat_{seat.pk.hex}"

    def clean(self) -> dict[str, Any]:
        """Find the person of each seat."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["found"] = {seat: self.find(self.key(seat), cleaned.get(self.key(seat), "")) for seat in self.seats}
        if not any(cleaned["found"].values()):
            self.add_error(None, say("Falta al menos una persona electa."))
        return cleaned


class AccountForm(forms.Form):
    """A new account for a person."""

    person = forms.ModelChoiceField(Person.everywhere.none(), label=_("Persona"))
    username = forms.CharField(
        label=_("Nombre para entrar"),
        max_length=80,
        required=False,
        help_text=_("Si se deja vacío se hace con su nombre: guadalupe.hernandez. Nunca con el cargo."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(retired_at=None, merged_into=None).exclude(accounts__is_active=True)
        self.fields["person"].queryset = people.order_by("name")  # type: ignore[attr-defined]


class PasswordForm(forms.Form):
    """A name and a password."""

    username = forms.CharField(
        label=_("Nombre para entrar"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Contraseña"), max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class CodeForm(forms.Form):
    """A name and a code that was told or printed."""

    username = forms.CharField(
        label=_("Nombre para entrar"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("Código"),
        max_length=20,
        help_text=_("8 letras y números, como ABCD-EFGH. Sirve una sola vez."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


def pin_widget(kind: str) -> forms.PasswordInput:
    """Six digits, with the keyboard of numbers on a phone."""
    return forms.PasswordInput(
        attrs={"inputmode": "numeric", "autocomplete": kind, "maxlength": "6", "pattern": "[0-9]{6}"}
    )


class PinForm(forms.Form):
    """The PIN of an enrolled phone."""

    pin = forms.CharField(label=_("Su PIN de 6 números"), max_length=6, widget=pin_widget("current-password"))


class NewPinForm(forms.Form):
    """A PIN chosen by its owner, twice."""

    pin = forms.CharField(label=_("Escoja un PIN de 6 números"), max_length=6, widget=pin_widget("new-password"))
    again = forms.CharField(label=_("Escríbalo otra vez"), max_length=6, widget=pin_widget("new-password"))

    def clean(self) -> dict[str, Any]:
        """Both must be equal."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("again") and cleaned.get("pin") != cleaned["again"]:
            self.add_error("again", say("Los dos PIN no son iguales."))
        return cleaned


class NewPasswordForm(forms.Form):
    """A new password, twice; any sentence of twelve letters or more will do."""

    password = forms.CharField(
        label=_("Contraseña nueva"),
        max_length=200,
        help_text=_("12 letras o más. Una frase que recuerde sirve muy bien."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Escríbala otra vez"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both must be equal."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("again") and cleaned.get("password") != cleaned["again"]:
            self.add_error("again", say("Las dos contraseñas no son iguales."))
        return cleaned
