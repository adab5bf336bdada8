"""Forms of the designer: blocks with their minutes and order, what to carry, who does what, a whole format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manantial.voices.actions import FormatCard
from manantial.voices.rules import ROLE_WORDS

MOST_BLOCKS, MOST_SUPPLIES = 40, 60


class BlockForm(forms.Form):
    """One block of the agenda; without a title it is left out."""

    order = forms.IntegerField(
        label=_("Lugar"), min_value=0, max_value=999, required=False,
        widget=forms.NumberInput(attrs={"data-order": "1"}),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutos"), min_value=0, max_value=600, required=False,
        widget=forms.NumberInput(attrs={"data-minutes": "1"}),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Qué"), max_length=160, required=False, widget=forms.TextInput(attrs={"data-title": "1"})
    )
    how = forms.CharField(label=_("Cómo"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    questions = forms.CharField(
        label=_("Preguntas, una por renglón"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    who = forms.CharField(label=_("Quién lo lleva"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A block with a title lasts something."""
        data = super().clean() or {}
        if data.get("title") and not data.get("minutes"):
            self.add_error("minutes", gettext("¿Cuánto dura?"))
        return data


BlockFormSet = forms.formset_factory(BlockForm, extra=2, max_num=MOST_BLOCKS, absolute_max=MOST_BLOCKS + 10)


def blocks_of(formset: Any) -> list[dict[str, Any]]:
    """The agenda written in the forms, in the order asked; a block without a place stays where it stands."""
    kept = [(n, form.cleaned_data) for n, form in enumerate(formset, 1) if form.cleaned_data.get("title")]
    kept.sort(key=lambda pair: (pair[1].get("order") or pair[0] * 10, pair[0]))
    return [
        {
            "minutes": data["minutes"],
            "title": data["title"],
            "how": data["how"],
            "questions": lines_of(data["questions"]),
            "who": data["who"],
        }
        for _n, data in kept
    ]


def block_initial(blocks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The agenda as the forms show it."""
    return [
        block | {"questions": "\n".join(block.get("questions", [])), "order": n * 10}
        for n, block in enumerate(blocks, 1)
    ]


class SupplyForm(forms.Form):
    """One thing to carry; without a name it is left out."""

    name = forms.CharField(label=_("Qué"), max_length=120, required=False)
    per_person = forms.FloatField(label=_("Por persona"), min_value=0, max_value=100, required=False)
    per_group = forms.FloatField(label=_("Por mesa"), min_value=0, max_value=100, required=False)
    fixed = forms.IntegerField(label=_("Además"), min_value=0, max_value=9999, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("per_person", "per_group"):
            self.fields[name].widget.attrs["step"] = "any"
        for bound in self.visible_fields():
            bound.field.widget.attrs |= {"aria-label": str(bound.label), f"data-{bound.name.replace('_', '-')}": "1"}


SupplyFormSet = forms.formset_factory(SupplyForm, extra=2, max_num=MOST_SUPPLIES, absolute_max=MOST_SUPPLIES + 10)


def supplies_written(formset: Any) -> list[dict[str, Any]]:
    """The things to carry written in the forms."""
    return [
        {
            "name": data["name"],
            "per_person": data["per_person"] or 0,
            "per_group": data["per_group"] or 0,
            "fixed": data["fixed"] or 0,
        }
        for data in (form.cleaned_data for form in formset)
        if data.get("name")
    ]


class DayForm(forms.Form):
    """Who takes care of what that day, and how the workshop is adapted to who comes."""

    cares = forms.CharField(
        label=_("Cuidados y adaptaciones, uno por renglón"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Para quien no lee, varias lenguas, un espacio de mujeres, niñas y niños."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, word in ROLE_WORDS.items():
            self.fields[f"role_{key}"] = forms.CharField(label=gettext(word), max_length=160, required=False)

    def roles(self) -> dict[str, str]:
        """The parts that somebody takes."""
        return {str(key): name for key in ROLE_WORDS if (name := self.cleaned_data[f"role_{key}"].strip())}


class FormatForm(forms.Form):
    """What a format is for, what comes out of it, how it is adapted."""

    title = forms.CharField(label=_("Nombre del formato"), max_length=200)
    objective = forms.CharField(label=_("Para qué"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    outcomes = forms.CharField(
        label=_("Qué debe quedar al terminar, uno por renglón"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    cares = forms.CharField(
        label=_("Cuidados y adaptaciones, uno por renglón"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def card(self, blocks: Sequence[dict[str, Any]], supplies: Sequence[dict[str, Any]]) -> FormatCard:
        """The format as the action takes it."""
        data = self.cleaned_data
        return FormatCard(
            title=data["title"],
            objective=data["objective"],
            blocks=blocks,
            supplies=supplies,
            outcomes=lines_of(data["outcomes"]),
            cares=lines_of(data["cares"]),
        )


def lines_of(text: str) -> list[str]:
    """The lines of a box that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
