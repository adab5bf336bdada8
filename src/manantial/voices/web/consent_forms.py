"""Forms of permission: a usual answer in one touch and, where the person said otherwise, cell by cell."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manantial.voices.actions import Permission
from manantial.voices.queries import choices
from manantial.voices.rules import (
    ANSWER_WORDS,
    ATTRIBUTION_WORDS,
    CHANNEL_WORDS,
    FORM_WORDS,
    LANGUAGE_WORDS,
    PRESETS,
    PUBLIC_USES,
    SUBJECT_WORDS,
    USE_SHORT,
    USE_WORDS,
    WHAT_WORDS,
    Answer,
    Attribution,
    Channel,
    ConsentForm,
    Preset,
    Subject,
    Use,
    What,
    preset_scopes,
)
from manantial.voices.web.fields import SessionChoice, day_field, sessions, words_field

PROOF = "image/*,application/pdf,audio/*"


def _presets() -> list[tuple[str, str]]:
    return [(str(key), f"{gettext(words.title)}. {gettext(words.about)}") for key, words in PRESETS.items()]


def _presets_or_none() -> list[tuple[str, str]]:
    return [("", gettext("Todavía no hay permiso: solo se estudia en el equipo.")), *_presets()]


class PermissionForm(forms.Form):
    """A permission as it was given. `optional=True` lets a voice be kept before anybody has been asked."""

    preset = forms.ChoiceField(label=_("¿Qué permite?"), widget=forms.RadioSelect, required=False)
    form = words_field(FORM_WORDS, label=_("Cómo lo dio"), initial=ConsentForm.SIGNATURE, required=False)
    subject = words_field(SUBJECT_WORDS, label=_("Quién lo da"), initial=Subject.PERSON, required=False)
    attribution = words_field(
        ATTRIBUTION_WORDS,
        label=_("Al usar sus palabras, se dice"),
        empty=_("Lo usual de esa respuesta"),
        required=False,
    )
    attribution_name = forms.CharField(
        label=_("Nombre como quiere que se diga"),
        max_length=160,
        required=False,
        help_text=_("Solo si pidió que se diga."),
    )
    given_on = day_field(label=_("Fecha del permiso"), required=False)
    evidence = forms.FileField(
        label=_("Prueba: foto de la hoja o grabación"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": PROOF}), help_text=_("Solo la ve el equipo."),
    )  # fmt: skip
    evidence_note = forms.CharField(
        label=_("O dónde está la prueba"),
        max_length=200,
        required=False,
        help_text=_("Por ejemplo: hoja 12 de la carpeta azul."),
    )
    session = SessionChoice(label=_("Acta de asamblea"))
    valid_until = day_field(label=_("Vale hasta"), required=False)
    not_before = day_field(label=_("No usar antes de"), required=False)
    condition = forms.CharField(
        label=_("Condición"), max_length=300, required=False,
        help_text=_("Mientras no se cumpla, no sale del equipo. Al cumplirse, registre otro permiso."),
    )  # fmt: skip
    language = words_field(LANGUAGE_WORDS, label=_("Lengua en que se le explicó"), initial="es", required=False)
    interpreter = forms.CharField(label=_("Intérprete"), max_length=120, required=False)

    def __init__(
        self, *args: Any, optional: bool = False, replaceable: list[tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.optional = optional
        self.fields["preset"].choices = _presets_or_none() if optional else _presets()  # type: ignore[attr-defined]
        self.fields["session"].queryset = sessions()  # type: ignore[attr-defined]
        for what in What:
            for use in Use:
                self.fields[cell_name(what, use)] = forms.ChoiceField(
                    label=f"{gettext(WHAT_WORDS[what])}, {gettext(USE_WORDS[use])}",
                    choices=[("", "·"), *choices(ANSWER_WORDS)],
                    required=False,
                )
        if replaceable:
            self.fields["replaces"] = forms.MultipleChoiceField(
                label=_("¿Cambia un permiso anterior?"), choices=replaceable, required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Si no marca nada, valen los dos y manda el más estrecho. Para cambiarlo, la prueba."),
            )  # fmt: skip

    @property
    def matrix(self) -> list[tuple[str, list[Any]]]:
        """The cells by row, for the table of the page."""
        return [(gettext(WHAT_WORDS[what]), [self[cell_name(what, use)] for use in Use]) for what in What]

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Short and long word of each column."""
        return [(gettext(USE_SHORT[use]), gettext(USE_WORDS[use])) for use in Use]

    @property
    def plain_fields(self) -> list[Any]:
        """Every field that is not a cell of the matrix, in order, after the usual answer."""
        return [self[name] for name in self.fields if not name.startswith("c-") and name != "preset"]

    def clean(self) -> dict[str, Any]:
        """A permission needs an answer, a form and a day, unless nobody has been asked yet."""
        data = super().clean() or {}
        if self.optional and not data.get("preset"):
            return data
        for name in ("preset", "form", "subject", "given_on"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, gettext("Falta este dato del permiso."))
        return data

    def permission(self) -> Permission | None:
        """The permission as the action takes it; None while nobody has been asked."""
        data = self.cleaned_data
        if not data.get("preset"):
            return None
        preset = Preset(data["preset"])
        scopes = preset_scopes(preset)
        for what in What:
            for use in Use:
                if answer := data.get(cell_name(what, use)):
                    scopes[what][use] = Answer(answer)
        kept = ("attribution_name", "given_on", "valid_until", "not_before", "condition", "session", "evidence_note")
        return Permission(
            scopes=scopes,
            form=ConsentForm(data["form"]),
            subject=Subject(data["subject"]),
            attribution=Attribution(data["attribution"]) if data["attribution"] else PRESETS[preset].attribution,
            language=data["language"] or "es",
            interpreter=data["interpreter"],
            replaces=tuple(data.get("replaces", ())),
            **{name: data[name] for name in kept},
        )


def cell_name(what: What, use: Use) -> str:
    """The name of a cell of the matrix."""
    return f"c-{what}-{use}"


class WithdrawForm(forms.Form):
    """A permission taken back; nothing marked means everything."""

    channel = words_field(CHANNEL_WORDS, label=_("¿Cómo avisó?"), initial=Channel.TELEPHONE)
    withdrawn_on = day_field(label=_("¿Qué día?"))
    whats = forms.MultipleChoiceField(
        label=_("¿Qué retira?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=lambda: choices(WHAT_WORDS),
        help_text=_("Sin marcar nada: todo."),
    )  # fmt: skip
    uses = forms.MultipleChoiceField(
        label=_("¿De qué usos?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=lambda: choices(USE_WORDS),
        help_text=_("Sin marcar nada: de todos."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Motivo, si lo dijo"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    erase_media = forms.BooleanField(label=_("Borrar también la grabación o la imagen, para siempre"), required=False)

    def clean_whats(self) -> list[What]:
        """The parts as the action takes them."""
        return [What(what) for what in self.cleaned_data["whats"]]

    def clean_uses(self) -> list[Use]:
        """The uses as the action takes them."""
        return [Use(use) for use in self.cleaned_data["uses"]]

    def clean_channel(self) -> Channel:
        """The channel as the action takes it."""
        return Channel(self.cleaned_data["channel"])


class DataAgreementForm(forms.Form):
    """What an assembly allows about its community."""

    what = forms.ChoiceField(
        label=_("¿Qué decidió la asamblea?"), widget=forms.RadioSelect, initial="agree",
        choices=[("agree", _("Qué se puede publicar")), ("close", _("Que ya no se publique nada"))],
    )  # fmt: skip
    agreed_on = day_field(label=_("Fecha de la asamblea"))
    uses = forms.MultipleChoiceField(
        label=_("Se permite publicar en"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(str(use), gettext(USE_WORDS[use])) for use in Use if use in PUBLIC_USES],
    )  # fmt: skip
    session = SessionChoice(label=_("Asamblea"))
    act = forms.CharField(label=_("O acta, como está escrita"), max_length=200, required=False)
    review_on = day_field(label=_("Se revisa el"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions()  # type: ignore[attr-defined]
