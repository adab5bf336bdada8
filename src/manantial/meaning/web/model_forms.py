"""The forms of the sheet of the model and of its costs; each has its paper twin in the same order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manantial.alliance.tenancy import current_alliance
from manantial.governance.models import Agreement
from manantial.kernel.money import Money
from manantial.meaning.actions.costs import CostContent
from manantial.meaning.actions.model_sheet import EntryContent
from manantial.meaning.models import CostLine, Lesson, ModelEntry
from manantial.meaning.queries.counted import registers, seat_name
from manantial.meaning.queries.model_sheet import documents_to_copy
from manantial.meaning.rules.costs import (
    PAYER_WORDS,
    PHASE_WORDS,
    CostPhase,
    Payer,
    read_price,
    read_quantity,
    read_times,
    say_quantity,
)
from manantial.meaning.rules.model_sheet import PARTS, ModelPart, Wording, is_behind, read_texts
from manantial.meaning.web.fields import FolioField, day_field, text_area, words_field
from manantial.people.access import Actor, visible
from manantial.people.models import Seat
from manantial.people.rules import BodyKind
from manantial.voices.models import Source

CITED_HELP = _("Una ley, una página, un informe, o quién lo cuenta y cuándo.")


class SeatChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # a stub, not a generic
    """A post of the team."""

    def label_from_instance(self, obj: Seat) -> str:
        """Its name."""
        return seat_name(obj)


class DocumentChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # a stub, not a generic
    """Model documents to copy in a step."""

    def label_from_instance(self, obj: ModelEntry) -> str:
        """Its title."""
        return str(obj)


class EntryForm(forms.Form):
    """A line of the sheet: its words in two languages, what its part asks for, where it comes from."""

    title = forms.CharField(label=_("En pocas palabras"), max_length=200, required=False)
    text = forms.CharField(label=_("Cómo es"), widget=text_area(4), required=False, max_length=2000)
    month_from = forms.IntegerField(label=_("Empieza en el mes"), required=False, min_value=1, max_value=240)
    month_to = forms.IntegerField(label=_("Termina en el mes"), required=False, min_value=1, max_value=240)
    needs = DocumentChoice(
        label=_("Qué documentos se copian"),
        queryset=ModelEntry.everywhere.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seat = SeatChoice(
        label=_("De qué puesto habla"),
        queryset=Seat.everywhere.none(),
        required=False,
        empty_label=_("De ninguno en particular"),
    )
    source = FolioField(label=_("Documento del inventario (folio)"))
    lesson = FolioField(label=_("Aprendizaje que lo cuenta (folio)"))
    agreement = FolioField(label=_("Acuerdo (folio)"))
    cited = forms.CharField(label=_("Otra fuente"), help_text=CITED_HELP, max_length=400, required=False)
    title_en = forms.CharField(label=_("En inglés, en pocas palabras"), max_length=200, required=False)
    text_en = forms.CharField(label=_("Cómo es, en inglés"), widget=text_area(4), required=False, max_length=2000)
    still_valid = forms.BooleanField(label=_("El inglés sigue diciendo lo mismo"), required=False)

    def __init__(self, part: ModelPart, actor: Actor, entry: ModelEntry | None, data: Any = None) -> None:
        super().__init__(data, initial=_first_entry(entry))
        rule = PARTS[part]
        self.fields["text"].help_text = gettext("Los números que se cuentan solos se ponen con su marca, de la lista.")
        absent = [] if rule.steps else ["month_from", "month_to", "needs"]
        absent += [] if rule.posts else ["seat"]
        absent += [] if entry and is_behind(read_texts(entry.texts), "en") else ["still_valid"]
        for name in absent:
            del self.fields[name]
        if rule.steps:
            self.fields["needs"].queryset = documents_to_copy()  # type: ignore[attr-defined]
        if rule.posts:
            posts = [seat.pk for seat in registers(timezone.localdate()).of(BodyKind.OPERATING)]
            self.fields["seat"].queryset = Seat.objects.filter(pk__in=posts)  # type: ignore[attr-defined]
        rows = {
            "source": visible(actor, "voices.see", Source.objects.all()),
            "lesson": visible(actor, "meaning.see", Lesson.objects.filter(retired_at=None)),
            "agreement": visible(actor, "agreements.see", Agreement.objects.all()),
        }
        for name, found in rows.items():
            self.fields[name].rows = found  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Months that agree, and words at least in Spanish."""
        data = super().clean() or {}
        start, end = data.get("month_from"), data.get("month_to")
        if end and not start:
            self.add_error("month_from", gettext("Escriba también en qué mes empieza."))
        elif start and end and end < start:
            self.add_error("month_to", gettext("Termina antes de empezar: revise los meses."))
        if not data.get("title") and not data.get("text") and not data.get("seat"):
            self.add_error("title", gettext("Escriba al menos un título."))
        return data

    def content(self) -> EntryContent:
        """What was typed."""
        data = self.cleaned_data
        english = Wording(data["title_en"], data["text_en"])
        return EntryContent(
            texts={"es": Wording(data["title"], data["text"]), "en": english},
            source=data["source"],
            lesson=data["lesson"],
            agreement=data["agreement"],
            cited=data["cited"],
            seat=data.get("seat"),
            month_from=data.get("month_from"),
            month_to=data.get("month_to"),
            needs=tuple(data.get("needs") or ()),
            still_valid=bool(data.get("still_valid")),
        )


def line_stands(form: EntryForm | CostForm) -> dict[str, Any]:
    """What a line says when its page is opened, part by part as its form asks, to see whether somebody changed it."""
    return {name: _plain(form.initial.get(name)) for name in form.fields if name != "still_valid"}


def line_typed(form: EntryForm | CostForm) -> dict[str, Any]:
    """What somebody typed of a line, part by part."""
    return {name: _plain(form.cleaned_data.get(name)) for name in form.fields if name != "still_valid"}


def line_labels(form: EntryForm | CostForm) -> dict[str, str]:
    """How the parts of a line are called."""
    return {name: str(field.label) for name, field in form.fields.items() if name not in {"needs", "seat"}}


def _plain(value: Any) -> str:
    """A value as a text that can be compared: things by their folio, lists in order, nothing as nothing."""
    if isinstance(value, list | tuple | QuerySet):
        return ", ".join(sorted(_plain(one) for one in value))
    if isinstance(value, Model):
        return str(getattr(value, "folio", "") or value.pk)
    if isinstance(value, Money):
        return value.plain
    if isinstance(value, Decimal):
        return say_quantity(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _first_entry(entry: ModelEntry | None) -> dict[str, Any]:
    if entry is None:
        return {}
    texts = read_texts(entry.texts)
    spanish, english = texts.get("es", Wording()), texts.get("en", Wording())
    return {
        "title": spanish.title,
        "text": spanish.text,
        "title_en": english.title,
        "text_en": english.text,
        "source": entry.source.folio if entry.source else "",
        "lesson": entry.lesson.folio if entry.lesson else "",
        "agreement": entry.agreement.folio if entry.agreement else "",
        "cited": entry.cited,
        "seat": entry.seat_id,
        "month_from": entry.month_from,
        "month_to": entry.month_to,
        "needs": entry.needs,
    }


class CostForm(forms.Form):
    """A line of the sheet of costs."""

    phase = words_field(PHASE_WORDS, label=_("Cuándo se paga"))
    concept = forms.CharField(label=_("Qué se paga"), max_length=160)
    quantity = forms.CharField(label=_("Cuántos"), max_length=12, initial="1")
    unit = forms.CharField(label=_("De qué"), help_text=_("persona, viaje, pieza"), max_length=60, required=False)
    price = forms.CharField(label=_("Precio de cada uno"), max_length=20, required=False)
    times = forms.CharField(
        label=_("Cuántas veces"), help_text=_("12 si es un pago de cada mes"), max_length=4, initial="1"
    )
    payer = words_field(PAYER_WORDS, label=_("Quién paga"))
    assumption = forms.CharField(
        label=_("De qué se parte"),
        help_text=_("para que otro municipio sepa qué cambiar"),
        max_length=300,
        required=False,
    )
    priced_on = day_field(label=_("De qué día es el precio"), required=False)
    source = FolioField(label=_("Documento del precio (folio)"))
    cited = forms.CharField(label=_("Otra fuente del precio"), help_text=CITED_HELP, max_length=400, required=False)
    concept_en = forms.CharField(label=_("Qué se paga, en inglés"), max_length=160, required=False)
    unit_en = forms.CharField(label=_("De qué, en inglés"), max_length=60, required=False)
    assumption_en = forms.CharField(label=_("De qué se parte, en inglés"), max_length=300, required=False)

    def __init__(self, actor: Actor, line: CostLine | None, data: Any = None) -> None:
        super().__init__(data, initial=_first_cost(line))
        self.currency = current_alliance().currency
        told = gettext("En %(code)s. Vacío si nadie lo sabe todavía: no se suma como cero.") % {"code": self.currency}
        self.fields["price"].help_text = told
        self.fields["source"].rows = visible(actor, "voices.see", Source.objects.all())  # type: ignore[attr-defined]

    def clean_quantity(self) -> Any:
        """Read it."""
        found = read_quantity(self.cleaned_data["quantity"])
        if found is None:
            raise forms.ValidationError(gettext("Escriba un número, con dos decimales cuando mucho: 2 o 1.5."))
        return found

    def clean_price(self) -> Any:
        """Read it; empty is not known."""
        typed = self.cleaned_data["price"]
        found = read_price(typed, self.currency) if typed else None
        if typed and found is None:
            raise forms.ValidationError(gettext("Escriba el precio con números: 12,500.00"))
        return found

    def clean_times(self) -> Any:
        """Read it."""
        found = read_times(self.cleaned_data["times"])
        if found is None:
            raise forms.ValidationError(gettext("Escriba un número entero: 1, 12, 52."))
        return found

    def clean_priced_on(self) -> Any:
        """No price is of a day to come."""
        found = self.cleaned_data["priced_on"]
        if found and found > timezone.localdate():
            raise forms.ValidationError(gettext("Ese día todavía no llega: revíselo."))
        return found

    def content(self) -> CostContent:
        """What was typed."""
        data = self.cleaned_data
        words = ("concept", "unit", "assumption")
        texts = {"es": {part: data[part] for part in words}, "en": {part: data[f"{part}_en"] for part in words}}
        numbers = {name: data[name] for name in ("quantity", "price", "times", "priced_on", "source", "cited")}
        return CostContent(CostPhase(data["phase"]), Payer(data["payer"]), texts, **numbers)


def _first_cost(line: CostLine | None) -> dict[str, Any]:
    if line is None:
        return {}
    spanish, english = line.texts.get("es", {}), line.texts.get("en", {})
    return {
        **spanish,
        **{f"{part}_en": text for part, text in english.items()},
        "phase": line.phase,
        "payer": line.payer,
        "quantity": say_quantity(line.quantity),
        "price": line.price.plain if line.price else "",
        "times": str(line.times),
        "priced_on": line.priced_on,
        "source": line.source.folio if line.source else "",
        "cited": line.cited,
    }
