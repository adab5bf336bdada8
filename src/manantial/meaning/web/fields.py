"""Fields of the forms of this room: folios typed by hand, words of a catalogue, rows to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import FoundByTyping, QuickSelect
from manantial.meaning.models import Finding
from manantial.press.markdown import MarkdownRefused, check_markdown
from manantial.voices.models import Workshop
from manantial.voices.queries import choices

_BETWEEN = re.compile(r"[,;\s]+")
_ID = re.compile(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")
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


class _FindingsWidget(FoundByTyping):
    """Boxes for the findings that are ticked and for the newest; all others are named by their folio below."""

    MOST = 40

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The boxes that were ticked, and the folios that were typed."""
        typed = _BETWEEN.split(str(data.get(f"{name}-folios") or ""))
        return [*super().value_from_datadict(data, files, name), *(one for one in typed if one)]

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        """Tell what is drawn: what is ticked first."""
        drawn: Any = self.choices
        ticked, _unknown = named_findings(drawn.queryset, value or ())
        rest = drawn.queryset.exclude(pk__in=[row.pk for row in ticked]).order_by("-folio")[: self.MOST]
        label = drawn.field.label_from_instance
        return [
            (None, [self.create_option(name, row.pk, label(row), row in ticked, n, attrs=attrs)], n)
            for n, row in enumerate([*ticked, *rest])
        ]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the boxes, and below them the line for folios when not all findings have a box."""
        boxes = super().render(name, value, attrs, renderer)
        drawn: Any = self.choices
        ticked, unknown = named_findings(drawn.queryset, value or ())
        left = drawn.queryset.count() - len(ticked) - self.MOST
        if left <= 0 and not unknown:
            return boxes
        words = ngettext(
            "Hay %(n)s hallazgo más. Escriba su folio.",
            "Hay %(n)s hallazgos más. Escriba sus folios, separados por comas.",
            max(left, 0),
        ) % {"n": max(left, 0)}
        return format_html(
            '{}<p class="help" id="{n}-more">{} <a href="{}" target="_blank">{}</a></p>'
            '<label for="{n}-folios">{}</label>'
            '<input id="{n}-folios" name="{n}-folios" value="{}" autocomplete="off" aria-describedby="{n}-more">',
            boxes, words, reverse("meaning:findings"), gettext("Ver la lista"),
            gettext("Otros hallazgos, por su folio"), ", ".join(unknown), n=name,
        )  # fmt: skip


def named_findings(rows: QuerySet[Finding], named: Iterable[Any]) -> tuple[list[Finding], list[str]]:
    """The findings that were ticked by id or typed by folio, and what names none of them."""
    listed = [getattr(one, "pk", one) for one in named]
    ids = {one: UUID(str(one)) for one in listed if _ID.fullmatch(str(one))}
    folios = {one: _ways(str(one).upper()) or [str(one).upper()] for one in listed if one not in ids}
    asked = Q(pk__in=list(ids.values())) | Q(folio__in=[way for ways in folios.values() for way in ways])
    found = list(rows.filter(asked)) if listed else []
    known = {row.folio for row in found}
    return found, [str(one) for one, ways in folios.items() if not known & set(ways)]


class FindingsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # a stub, not a generic
    """Findings to tick or to name by folio, told by folio and statement; which may be chosen says the form."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"queryset": Finding.everywhere.none(), "widget": _FindingsWidget}
        super().__init__(**usual | kwargs)

    def label_from_instance(self, obj: Finding) -> str:
        """Folio and statement."""
        return f"{obj.folio} {obj.statement}"

    def clean(self, value: Any) -> Any:
        """Read boxes and folios; a folio that there is not is told of."""
        rows: Any = self.queryset
        found, unknown = named_findings(rows, value or ())
        if unknown:
            raise forms.ValidationError(gettext("No hay nada con el folio «%(folio)s».") % {"folio": unknown[0]})
        return super().clean([row.pk for row in found] if value else value)


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
