"""Fields of the forms of this room: folios typed by hand, words of a catalogue, rows to choose from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import FoundByTyping, QuickSelect
from manantial.meaning.models import Finding
from manantial.press.markdown import MarkdownRefused, check_markdown
from manantial.voices.models import Workshop
from manantial.voices.queries import choices

_FOLIO = re.compile(r"([A-Z]+)[\s-]*0*(\d{1,4})")
UNSAID: dict[str, Any] = {"required": False, "empty_label": _("Sin decir")}


class FolioField(forms.CharField):
    """A thing named by its folio (`FRA-0012`), typed by hand. The value is the row, None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "size": "12", "spellcheck": "false"}
        usual: dict[str, Any] = {"max_length": 20, "required": False, "widget": forms.TextInput(attrs=attrs)}
        super().__init__(**usual | kwargs)
        self.rows: QuerySet[Any] | None = None

    def clean(self, value: Any) -> Any:
        """Find it. The rows that may be named are set by the form, within its alliance."""
        folio = str(super().clean(value) or "").strip().upper()
        if not folio or self.rows is None:
            return None
        found: Model | None = self.rows.filter(folio=folio).first() or self.rows.filter(folio__in=_ways(folio)).first()
        if found is None:
            raise forms.ValidationError(gettext("No hay nada con el folio «%(folio)s».") % {"folio": folio})
        return found


def _ways(folio: str) -> list[str]:
    """The ways of writing the same folio: «fra 12» is FRA-0012."""
    read = _FOLIO.fullmatch(folio)
    return [f"{read[1]}-{read[2].zfill(size)}" for size in (2, 3, 4)] if read else []


class MarkdownField(forms.CharField):
    """Text in restricted Markdown, refused in Spanish where paper could not print it."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 6}), "required": False}
        super().__init__(**usual | kwargs)

    def clean(self, value: Any) -> Any:
        """Check it."""
        text = str(super().clean(value) or "")
        try:
            check_markdown(text)
        except MarkdownRefused as error:
            raise forms.ValidationError(str(error)) from error
        return text


class WorkshopChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # a stub, not a generic
    """A workshop told by its folio, title and day."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {
            "queryset": Workshop.everywhere.none(),
            "required": False,
            "empty_label": _("Sin decir"),
            "widget": QuickSelect,
        }
        super().__init__(**usual | kwargs)

    def label_from_instance(self, obj: Workshop) -> str:
        """Folio, title, day."""
        return f"{obj.folio} {obj.title} ({obj.on:%d/%m/%Y})"


class FindingsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # a stub, not a generic
    """Findings to tick, told by folio and statement, looked through by typing; which may be ticked says the form."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"queryset": Finding.everywhere.none(), "widget": FoundByTyping}
        super().__init__(**usual | kwargs)

    def label_from_instance(self, obj: Finding) -> str:
        """Folio and statement."""
        return f"{obj.folio} {obj.statement}"


def one_of(rows: QuerySet[Any], label: Any, empty: Any = None) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    """An optional choice among rows; which rows is said by the form, within its alliance."""
    return forms.ModelChoiceField(
        label=label, queryset=rows, required=False, empty_label=empty or _("Sin decir"), widget=QuickSelect
    )


def words_field(
    words: Mapping[Any, Any], *, label: Any, empty: Any = "", required: bool = True, **more: Any
) -> forms.ChoiceField:
    """A choice among the words of a catalogue, translated when the form is drawn."""
    return forms.ChoiceField(
        label=label, required=required, choices=lambda: choices(words, gettext(empty) if empty else ""), **more
    )


def day_field(**kwargs: Any) -> forms.DateField:
    """A day picked from a calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def text_area(rows: int = 3) -> forms.Textarea:
    """A box for a few sentences."""
    return forms.Textarea(attrs={"rows": rows})


def workshops() -> QuerySet[Workshop]:
    """The workshops that were held, the newest first."""
    return Workshop.objects.filter(state="held").order_by("-on", "folio")
