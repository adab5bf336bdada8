"""Forms of workshops: the plan, the agenda block by block, the fast list, the account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.voices.actions import AttendanceLine, WorkshopPlan
from manantial.voices.models import WorkshopAttendance
from manantial.voices.rules import AGE_WORDS, GROUP_WORDS, LANGUAGE_WORDS, WORKSHOP_WORDS
from manantial.voices.web.fields import CommunityBook, CommunityChoice, communities, day_field, words_field

NEW_LINES = 8


class PlanForm(forms.Form):
    """When, where and with whom."""

    title = forms.CharField(label=_("Nombre del taller"), max_length=200)
    on = day_field(label=_("Día"))
    starts_at = forms.TimeField(
        label=_("Hora de inicio"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("Lugar"), max_length=160, required=False)
    community = CommunityChoice(label=_("Comunidad"))
    expected_people = forms.IntegerField(
        label=_("¿Cuántas personas espera?"), min_value=1, max_value=400, required=False,
        help_text=_("Con este número se calcula qué llevar y cuántos renglones tiene la lista."),
    )  # fmt: skip
    facilitators = forms.CharField(label=_("Quién facilita"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]

    def plan(self, blocks: list[dict[str, Any]] | None = None) -> WorkshopPlan:
        """The plan as the action takes it."""
        return WorkshopPlan(**self.cleaned_data, blocks=blocks or ())


class BlockForm(forms.Form):
    """One block of the agenda; without a title it is left out."""

    minutes = forms.IntegerField(label=_("Minutos"), min_value=0, max_value=600, required=False)
    title = forms.CharField(label=_("Qué"), max_length=160, required=False)
    how = forms.CharField(label=_("Cómo"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    questions = forms.CharField(
        label=_("Preguntas, una por renglón"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """A block with a title lasts something."""
        data = super().clean() or {}
        if data.get("title") and not data.get("minutes"):
            self.add_error("minutes", _("¿Cuánto dura?"))
        return data


BlockFormSet = forms.formset_factory(BlockForm, extra=2, max_num=24)


def blocks_of(formset: Any) -> list[dict[str, Any]]:
    """The agenda written in the forms."""
    return [
        {
            "minutes": data["minutes"],
            "title": data["title"],
            "how": data["how"],
            "questions": [line.strip() for line in data["questions"].splitlines() if line.strip()],
        }
        for data in (form.cleaned_data for form in formset)
        if data.get("title")
    ]


def block_initial(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The agenda as the forms show it."""
    return [block | {"questions": "\n".join(block.get("questions", []))} for block in blocks]


class LineForm(forms.Form):
    """One line of the list, to be typed without touching the mouse."""

    position = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Nombre o nada"), max_length=160, required=False)
    community = forms.CharField(
        label=_("Comunidad"), max_length=120, required=False, widget=forms.TextInput(attrs={"list": "comunidades"})
    )
    group = words_field(GROUP_WORDS, label=_("Grupo"), empty="—", required=False)
    sex = words_field({"M": "M", "H": "H"}, label=_("M / H"), empty="—", required=False)
    age_range = words_field(AGE_WORDS, label=_("Edad"), empty="—", required=False)
    language = words_field(LANGUAGE_WORDS, label=_("Lengua"), empty="—", required=False)
    count = forms.IntegerField(label=_("Cuántas"), min_value=0, max_value=500, required=False)

    def __init__(self, *args: Any, book: CommunityBook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        for bound in self.visible_fields():
            bound.field.widget.attrs["aria-label"] = str(bound.label)
            bound.field.widget.attrs["autocomplete"] = "off"

    def clean_community(self) -> Any:
        """The community that was typed."""
        return self.book.find(self.cleaned_data["community"])

    @property
    def is_empty(self) -> bool:
        """Nobody is on this line: a new one where nothing was written."""
        data = self.cleaned_data
        return not data.get("position") and not any(
            data.get(name) for name in ("name", "community", "group", "sex", "age_range", "language", "count")
        )

    def line(self) -> AttendanceLine:
        """The line as the action takes it; an empty count is one person, zero strikes the line."""
        data = self.cleaned_data
        count = data["count"] if data["count"] is not None else 1
        return AttendanceLine(**data | {"position": data["position"] or 0, "count": count})


LineFormSet = forms.formset_factory(LineForm, extra=NEW_LINES, max_num=400, absolute_max=500)


def line_initial(row: WorkshopAttendance) -> dict[str, Any]:
    """A written line as the form shows it."""
    names = ("position", "name", "group", "sex", "age_range", "language", "count")
    place = f"{row.community.code} {row.community.name}" if row.community else ""
    return {name: getattr(row, name) for name in names} | {"community": place}


class AccountForm(forms.Form):
    """How it went."""

    report = forms.CharField(
        label=_("Relatoría"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Qué se hizo, frases tal cual, acuerdos, en qué no estuvieron de acuerdo y qué falta preguntar."),
    )
    feelings = forms.CharField(label=_("Cómo nos sentimos"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photo_of_list = forms.FileField(
        label=_("Foto de la lista en papel"), required=False, help_text=_("Solo la ve el equipo."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf", "capture": "environment"}),
    )  # fmt: skip


class WorkshopFilter(forms.Form):
    """What to look for in the list of workshops."""

    estado = words_field(WORKSHOP_WORDS, label=_("Estado"), empty=_("Todos"), required=False)
    formato_de_taller = forms.ChoiceField(label=_("Formato"), required=False)
    comunidad = CommunityChoice(label=_("Comunidad"), empty_label=_("Todas"))

    def __init__(self, *args: Any, formats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comunidad"].queryset = communities()  # type: ignore[attr-defined]
        self.fields["formato_de_taller"].choices = [("", _("Todos")), *formats]  # type: ignore[attr-defined]
