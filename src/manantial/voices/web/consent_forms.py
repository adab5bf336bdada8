"""Forms of permission: a usual answer in one touch and, where the person said otherwise, cell by cell."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manantial.governance.choices import SessionChoice, sessions
from manantial.voices.actions import Permission
from manantial.voices.queries import choices, offered_answers
from manantial.voices.rules import (
    ATTRIBUTION_WORDS,
    CHANNEL_WORDS,
    FORM_WORDS,
    LANGUAGE_WORDS,
    PUBLIC_USES,
    SUBJECT_WORDS,
    USE_SHORT,
    USE_WORDS,
    WHAT_WORDS,
    Answer,
    Attribution,
    Channel,
    ConsentForm,
    Subject,
    Use,
    What,
)
from manantial.voices.web.fields import day_field, words_field

PROOF = "image/*,application/pdf,audio/*"


_FOLDED = ("session", "valid_until", "not_before", "condition", "language", "interpreter")


def _nobody_asked() -> tuple[str, str]:
    return "", gettext("Todavía no hay permiso: solo se estudia en el equipo.")


class AnswerField(forms.CharField):
    """One cell of the matrix, written with one letter as on the sheet: S (yes), N (no), P (ask me before)."""

    LETTERS = {"s": Answer.YES, "n": Answer.NO, "p": Answer.ASK}

    def __init__(self, what: What, use: Use) -> None:
        label = f"{gettext(WHAT_WORDS[what])}, {gettext(USE_WORDS[use])}"
        attrs = {"aria-label": label, "size": "1", "id": False}  # sixty-three of them: the page must stay light
        super().__init__(label=label, max_length=1, required=False, widget=forms.TextInput(attrs=attrs))

    def clean(self, value: Any) -> Any:
        """The answer; None follows the usual answer."""
        letter = (super().clean(value) or "").lower()
        if letter and letter not in self.LETTERS:
            raise forms.ValidationError(gettext("Escriba S, N o P."))
        return self.LETTERS.get(letter)


class Cells:
    """The cells of a matrix in a form, by row, for the table of a page."""

    @property
    def matrix(self) -> list[tuple[str, list[Any]]]:
        """Each part with its cells."""
        form: Any = self
        return [(gettext(WHAT_WORDS[what]), [form[cell_name(what, use)] for use in Use]) for what in What]

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Short and long word of each column."""
        return [(gettext(USE_SHORT[use]), gettext(USE_WORDS[use])) for use in Use]


class PermissionForm(Cells, forms.Form):
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
        for name in ("preset", "form", "subject", "given_on"):
            self.fields[name].required = not optional
        if not optional:  # a page for one permission: who types a pile of sheets begins at once
            self.fields["preset"].widget.attrs["autofocus"] = True
        self.answers = {answer.key: answer for answer in offered_answers()}
        usual = [(key, f"{answer.title}. {answer.about}") for key, answer in self.answers.items()]
        self.fields["preset"].choices = [_nobody_asked(), *usual] if optional else usual  # type: ignore[attr-defined]
        self.fields["session"].queryset = sessions()  # type: ignore[attr-defined]
        for what in What:
            for use in Use:
                self.fields[cell_name(what, use)] = AnswerField(what, use)
        if replaceable:
            self.fields["replaces"] = forms.MultipleChoiceField(
                label=_("¿Cambia un permiso anterior?"), choices=replaceable, required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Si no marca nada, valen los dos y manda el más estrecho. Para cambiarlo, la prueba."),
            )  # fmt: skip

    @property
    def main_fields(self) -> list[Any]:
        """What is asked of every permission, after the usual answer."""
        return [
            self[name]
            for name in self.fields
            if not isinstance(self.fields[name], AnswerField) and name not in {"preset", *_FOLDED}
        ]

    @property
    def folded_fields(self) -> list[Any]:
        """What few permissions need."""
        return [self[name] for name in _FOLDED]

    @property
    def folded_open(self) -> bool:
        """Something folded away is wrong or written, so it is shown."""
        return any(field.errors or field.value() for field in self.folded_fields if field.name != "language")

    @property
    def cells_open(self) -> bool:
        """A cell is wrong or written, so the matrix is shown."""
        return any(cell.errors or cell.value() for _name, cells in self.matrix for cell in cells)

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
        usual = self.answers[data["preset"]]
        scopes = {
            what: {use: data.get(cell_name(what, use)) or usual.scopes[what][use] for use in Use} for what in What
        }
        as_said = scopes == usual.scopes
        kept = ("attribution_name", "given_on", "valid_until", "not_before", "condition", "session", "evidence_note")
        return Permission(
            scopes=scopes,
            form=ConsentForm(data["form"]),
            subject=Subject(data["subject"]),
            attribution=Attribution(data["attribution"]) if data["attribution"] else usual.attribution,
            answer=usual.title if as_said else "",
            answer_about=usual.about if as_said else "",
            language=data["language"] or "es",
            interpreter=data["interpreter"],
            replaces=tuple(data.get("replaces", ())),
            **{name: data[name] for name in kept},
        )


def cell_name(what: What, use: Use) -> str:
    """The short name of a cell of the matrix: row and column."""
    return f"c{list(What).index(what)}{list(Use).index(use)}"


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

    def clean_withdrawn_on(self) -> date:
        """The day; one that has not come is a slip, and the receipt would say it for ever."""
        day: date = self.cleaned_data["withdrawn_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("Ese día todavía no llega."))
        return day

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
