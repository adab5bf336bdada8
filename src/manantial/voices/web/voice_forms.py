"""Forms of voices: what it is, who speaks, what may be done with it, what is looked for in the list."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import LivedDateField
from manantial.people.choices import CommunityChoice, communities
from manantial.people.models import Person
from manantial.vault.models import Arrival
from manantial.voices.actions import VoiceProfile
from manantial.voices.models import Voice, Workshop
from manantial.voices.rules import (
    AGE_WORDS,
    ATTRIBUTION_WORDS,
    CONTENT_OF,
    GROUP_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    PICTURED,
    SEX_WORDS,
    STATE_WORDS,
    TRANSCRIPT_WORDS,
    Attribution,
    TranscriptKind,
    VoiceKind,
)
from manantial.voices.web.arrivals import ArrivalsField
from manantial.voices.web.fields import day_field, words_field

WHO = {
    "organism": _("El equipo de la alianza"),
    "committee": _("El equipo y el comité de su comunidad"),
    "reserved": _("Solo quien facilita: reservada"),
}
FILES = "audio/*,video/*,image/*,.amr,.opus,.3gp,.m4a"
FACES = ("faces_seen", "children_seen")
MOST_FACES = 999


class CountField(forms.IntegerField):
    """How many: zero is an answer, nothing is none."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "size": "4"}
        usual: dict[str, Any] = {"min_value": 0, "max_value": MOST_FACES, "required": False}
        super().__init__(**usual | {"widget": forms.TextInput(attrs=attrs)} | kwargs)


class ProfileForm(forms.Form):
    """Who speaks. Only the group is asked of everybody."""

    group = words_field(GROUP_WORDS, label=_("¿Quién habla?"), empty=_("Escoja el grupo"))
    pseudonym = forms.CharField(
        label=_("¿Cómo le decimos?"), max_length=80, required=False, help_text=_("Un nombre inventado basta.")
    )
    role = forms.CharField(label=_("Cargo"), max_length=80, required=False)
    community = CommunityChoice(label=_("Comunidad"))
    community_reserved = forms.BooleanField(label=_("La comunidad se sabe pero no se dice"), required=False)
    credit_limit = words_field(
        {key: ATTRIBUTION_WORDS[key] for key in (Attribution.GROUP, Attribution.ANONYMOUS)},
        label=_("Al decir de quién es, a lo más"), empty=_("Lo que la persona permitió"), required=False,
        help_text=_("Si con el cargo y la comunidad se sabe quién es, aquí el equipo dice menos."),
    )  # fmt: skip
    sex = words_field(SEX_WORDS, label=_("Mujer u hombre"), empty=_("Sin decir"), required=False)
    age_range = words_field(AGE_WORDS, label=_("Edad"), empty=_("Sin decir"), required=False)
    language = words_field(LANGUAGE_WORDS, label=_("Lengua en que habla"), initial="es")
    collective = forms.BooleanField(label=_("Habla un grupo o una asamblea, no una persona"), required=False)
    minor = forms.BooleanField(label=_("Es menor de 18 años"), required=False)
    faces_seen = CountField(
        label=_("Si es imagen: ¿a cuántas personas adultas se les reconoce?"),
        help_text=_("Sin contar a quien da el permiso. Si a nadie, escriba 0."),
    )
    children_seen = CountField(
        label=_("¿Y a cuántas niñas o niños?"), help_text=_("Por cada uno firma quien tiene su custodia.")
    )
    workshop = forms.ModelChoiceField(
        label=_("Taller"), queryset=Workshop.everywhere.none(), required=False, empty_label=_("Ninguno")
    )
    recorded = LivedDateField(label=_("¿Cuándo se grabó o se dijo?"))
    place = forms.CharField(label=_("¿Dónde?"), max_length=160, required=False)
    summary = forms.CharField(
        label=_("De qué trata"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    visibility = words_field(WHO, label=_("¿Quién la puede ver en la mesa?"), initial="organism")
    picture_alt = forms.CharField(
        label=_("Si es imagen: qué se ve"), max_length=400, required=False,
        help_text=_("Con palabras, para quien no puede verla. No diga nombres."),
    )  # fmt: skip
    chosen_because = forms.CharField(
        label=_("Por qué la eligió"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Con las palabras de quien la tomó o la dibujó."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]
        self.fields["workshop"].queryset = Workshop.objects.all()  # type: ignore[attr-defined]

    def profile(self) -> VoiceProfile:
        """Who speaks, as the action takes it."""
        names = VoiceProfile.__dataclass_fields__
        given = {name: value for name, value in self.cleaned_data.items() if name in names}
        return VoiceProfile(**given)


class VoiceForm(ProfileForm):
    """A new voice."""

    kind = words_field(KIND_WORDS, label=_("¿Qué es?"), widget=forms.RadioSelect, initial=VoiceKind.SOUND)
    title = forms.CharField(label=_("¿Cómo se llama este testimonio?"), max_length=200)
    file = forms.FileField(
        label=_("Grabación, video, foto o dibujo"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": FILES}),
        help_text=_("El original se guarda. De la foto se quita el lugar donde se tomó."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Lo que se dijo"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Escriba o pegue. Puede poner quién habla y el minuto: [0:01:12] María: …"),
    )  # fmt: skip
    arrival = ArrivalsField(label=_("Lo que ya llegó"))

    def offer(self, account: UUID, now: datetime) -> list[Arrival]:
        """Offer what this account has sent already; return what is still on its way."""
        field = self.fields["arrival"]
        return field.offer(account, now) if isinstance(field, ArrivalsField) else []

    def clean(self) -> dict[str, Any]:
        """Of a photo or a film one must say who can be recognised."""
        data = super().clean() or {}
        for name in FACES if CONTENT_OF.get(data.get("kind", "")) in PICTURED else ():
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, gettext("Conteste: de esto depende si la imagen se puede publicar."))
        return data


class ChangeForm(ProfileForm):
    """Who speaks, corrected."""

    title = forms.CharField(label=_("¿Cómo se llama este testimonio?"), max_length=200)


def profile_initial(voice: Voice) -> dict[str, Any]:
    """What is known of a voice, as the form shows it."""
    names = (*VoiceProfile.__dataclass_fields__, "title")
    return {name: getattr(voice, name) for name in names}


class VoiceFilterForm(forms.Form):
    """What to look for in the list of voices."""

    q = forms.CharField(label=_("Palabras"), max_length=120, required=False, widget=forms.SearchInput)
    grupo = words_field(GROUP_WORDS, label=_("Grupo"), empty=_("Todos"), required=False)
    comunidad = CommunityChoice(label=_("Comunidad"), empty_label=_("Todas"))
    clase = words_field(KIND_WORDS, label=_("Qué es"), empty=_("Todo"), required=False)
    taller = forms.ModelChoiceField(
        label=_("Taller"), queryset=Workshop.everywhere.none(), required=False, empty_label=_("Todos")
    )
    permiso = forms.ChoiceField(
        label=_("Permiso"), required=False,
        choices=[
            ("", _("Todos")), ("given", _("Con permiso")), ("none", _("Sin permiso")), ("withdrawn", _("Retirado")),
        ],
    )  # fmt: skip
    estado = words_field(STATE_WORDS, label=_("Estado"), empty=_("En la memoria y por revisar"), required=False)
    sexo = words_field(SEX_WORDS, label=_("Mujer u hombre"), empty=_("Todos"), required=False)
    edad = words_field(AGE_WORDS, label=_("Edad"), empty=_("Todas"), required=False)
    lengua = words_field(LANGUAGE_WORDS, label=_("Lengua"), empty=_("Todas"), required=False)
    desde = day_field(label=_("Desde el día"), required=False)
    hasta = day_field(label=_("Hasta el día"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comunidad"].queryset = communities()  # type: ignore[attr-defined]
        self.fields["taller"].queryset = Workshop.objects.all()  # type: ignore[attr-defined]


class TranscriptForm(forms.Form):
    """What is said, turn by turn."""

    words = forms.CharField(
        label=_("Palabras"), required=False, widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
        help_text=_("Un párrafo por turno. Al inicio puede ir el minuto y quién habla: [0:01:12] María: …"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Cómo se hizo"))
    language = words_field(LANGUAGE_WORDS, label=_("Lengua"))
    translator = forms.CharField(label=_("Quién tradujo"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (TranscriptKind.MANUAL, TranscriptKind.IMPORTED, TranscriptKind.TRANSLATION)
        self.fields["kind"].choices = [(str(kind), _(TRANSCRIPT_WORDS[kind])) for kind in kinds]  # type: ignore[attr-defined]

    def clean_kind(self) -> TranscriptKind:
        """The kind as the action takes it."""
        return TranscriptKind(self.cleaned_data["kind"])


CAPTIONS = ".vtt,.srt,.otr,.eaf,.docx,.odt,.txt,text/vtt,application/x-subrip,text/plain"


class BringForm(forms.Form):
    """A file of words of one voice."""

    file = forms.FileField(label=_("Archivo"), widget=forms.ClearableFileInput(attrs={"accept": CAPTIONS}))
    join = forms.BooleanField(
        label=_("Juntar en un turno los renglones seguidos de la misma persona"), required=False, initial=True,
        help_text=_("Los subtítulos vienen en renglones cortos; así se leen como se habló."),
    )  # fmt: skip
    language = words_field(LANGUAGE_WORDS, label=_("Lengua"))


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each checked as one."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files in the order in which they were chosen."""
        listed = data if isinstance(data, (list, tuple)) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in listed]


class BringManyForm(forms.Form):
    """Files of words of several voices, told apart by the folio in their names."""

    texts = ManyFilesField(label=_("Archivos"), widget=ManyFiles(attrs={"accept": CAPTIONS}))
    join = forms.BooleanField(
        label=_("Juntar en un turno los renglones seguidos de la misma persona"), required=False, initial=True
    )


class PersonForm(forms.Form):
    """Which person of the register a voice is."""

    person = forms.ModelChoiceField(label=_("Persona"), queryset=Person.everywhere.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(merged_into=None)  # type: ignore[attr-defined]
