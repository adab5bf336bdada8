"""Forms of the desk of the project."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from manantial.kernel.dates import InvalidDate, PartialDate
from manantial.kernel.money import Money, MoneyError
from manantial.people.models import Person
from manantial.project.models import BudgetLine
from manantial.project.rules.catalogues import (
    ACTIVITY_WORDS,
    EVIDENCE_WORDS,
    INVESTMENT_STATE_WORDS,
    INVESTMENT_WORDS,
    INVESTOR_WORDS,
    SOURCE_WORDS,
    WORK_WORDS,
)
from manantial.territory.models import Community

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
UPLOAD_LIMIT = 20_000_000  # bytes of one proof


def words(catalogue: Any) -> list[tuple[str, Any]]:
    """A catalogue as choices, its words translated when they are shown."""
    return [(key, _(word)) for key, word in catalogue.items()]


class PartialDateField(forms.CharField):
    """A date as people know it: a year, a month, a day."""

    def clean(self, value: Any) -> Any:
        """Return a PartialDate; unknown when empty."""
        try:
            return PartialDate.parse(super().clean(value))
        except InvalidDate as error:
            raise ValidationError(_("Escriba una fecha como 2024, 2024-03 o 2024-03-15.")) from error


class MoneyFields(forms.Form):
    """An amount with its currency; `money()` after validation."""

    amount = forms.CharField(label=_("Cantidad"), max_length=20, required=False, help_text=_("Por ejemplo: 1,925.19"))
    currency = forms.ChoiceField(label=_("Moneda"), choices=[("MXN", "MXN"), ("USD", "USD"), ("EUR", "EUR")])

    def clean(self) -> dict[str, Any]:
        """Read the amount exactly."""
        data = super().clean() or {}
        if data.get("amount"):
            try:
                data["money"] = Money.parse(data["amount"], data.get("currency") or "MXN")
            except MoneyError:
                self.add_error("amount", _("Escriba la cantidad con centavos, por ejemplo 1,925.19."))
        return data


class OfferForm(MoneyFields):
    """What somebody offers for a line."""

    line = forms.ModelChoiceField(label=_("Renglón"), queryset=BudgetLine.everywhere.none())
    party = forms.CharField(label=_("Quién aporta"), max_length=200)
    kind = forms.ChoiceField(label=_("Qué aporta"), choices=words(SOURCE_WORDS))
    percent = forms.DecimalField(
        label=_("O qué porcentaje del renglón"), min_value=0, max_value=100, decimal_places=2, required=False
    )
    rate = forms.CharField(
        label=_("Tipo de cambio"), max_length=20, required=False,
        help_text=_("Solo si la moneda no es la del presupuesto: cuánto vale una unidad en la moneda del presupuesto."),
    )  # fmt: skip
    quantity = forms.CharField(label=_("Cuántos"), max_length=20, required=False)
    unit = forms.CharField(label=_("De qué"), max_length=40, required=False, help_text=_("Jornales, horas, piezas…"))
    criterion = forms.CharField(label=_("Cómo se valuó lo que es en especie"), max_length=300, required=False)
    on = forms.DateField(label=_("Fecha"), widget=_DAY)
    note = forms.CharField(label=_("Nota"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    field_order = (
        "line", "party", "kind", "amount", "currency", "percent", "rate", "quantity", "unit", "criterion", "on", "note",
    )  # fmt: skip

    def __init__(self, lines: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """The next step of a contribution."""

    state = forms.ChoiceField(label=_("Qué pasó"))
    on = forms.DateField(label=_("Fecha"), widget=_DAY)
    note = forms.CharField(label=_("Nota o motivo"), max_length=300, required=False)

    def __init__(self, states: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = states  # type: ignore[attr-defined]


class EvidenceForm(forms.Form):
    """What proves a result or a contribution."""

    kind = forms.ChoiceField(label=_("Qué es"), choices=words(EVIDENCE_WORDS))
    title = forms.CharField(label=_("Título"), max_length=200)
    file = forms.FileField(label=_("Archivo"), required=False)
    reference = forms.CharField(label=_("O dónde está el documento"), max_length=300, required=False)
    invoice = forms.UUIDField(label=_("Folio fiscal de la factura (UUID)"), required=False)
    on = forms.DateField(label=_("Fecha del documento"), widget=_DAY, required=False)

    def clean_file(self) -> Any:
        """Refuse a file that is too heavy to travel."""
        file = self.cleaned_data.get("file")
        if file and file.size > UPLOAD_LIMIT:
            raise ValidationError(_("El archivo pesa más de 20 MB. Súbalo más ligero o diga dónde está."))
        return file


class NeedsForm(forms.Form):
    """Which kinds of proof a result asks for."""

    needs = forms.MultipleChoiceField(
        label=_("Qué pide este resultado"), choices=words(EVIDENCE_WORDS), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Sin ninguno, cualquier evidencia basta."),
    )  # fmt: skip


class VerifyForm(forms.Form):
    """How many were achieved and who verified it."""

    achieved = forms.IntegerField(label=_("Cuántos se lograron"), min_value=1, max_value=100_000)
    on = forms.DateField(label=_("Cuándo se verificó"), widget=_DAY)
    verifier = forms.ModelChoiceField(label=_("Quién lo verificó"), queryset=Person.everywhere.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(merged_into=None, retired_at=None)
        self.fields["verifier"].queryset = people  # type: ignore[attr-defined]


class MeasureForm(forms.Form):
    """A dated value of a target."""

    value = forms.CharField(label=_("Valor"), max_length=40, help_text=_("Un cero también es un valor."))
    when = PartialDateField(label=_("De cuándo es"), max_length=40, help_text=_("2024, 2024-03 o 2024-03-15"))
    source = forms.CharField(label=_("De dónde sale"), max_length=300)
    baseline = forms.BooleanField(label=_("Es el punto de partida"), required=False)
    note = forms.CharField(label=_("Nota"), widget=forms.Textarea(attrs={"rows": 2}), required=False)


class RuleForm(forms.Form):
    """How a target is counted, in words."""

    rule = forms.CharField(label=_("Cómo se cuenta"), widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.CharField(label=_("Por qué cambia"), max_length=300, required=False)


class UpdateForm(forms.Form):
    """A progress note."""

    when = PartialDateField(
        label=_("De cuándo es"), max_length=40, required=False, help_text=_("2024, 2024-03 o 2024-03-15")
    )
    author = forms.CharField(label=_("Quién lo escribe"), max_length=160, required=False)
    text = forms.CharField(
        label=_("Qué avanzó y qué no"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Una línea vacía separa párrafos."),
    )  # fmt: skip
    english = forms.CharField(label=_("En inglés"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    activities = forms.MultipleChoiceField(label=_("Actividades"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, codes: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activities"].choices = codes  # type: ignore[attr-defined]


class ActivityForm(forms.Form):
    """How an activity stands."""

    state = forms.ChoiceField(label=_("Cómo va"), choices=words(ACTIVITY_WORDS))
    note = forms.CharField(label=_("Por qué, si se atrasó"), max_length=300, required=False)


class RoleForm(forms.Form):
    """What an organisation does in the project."""

    role = forms.CharField(label=_("Qué hace en el proyecto"), max_length=200)


class ConsentForm(forms.Form):
    """Whether a person agreed to be named on the public page."""

    agreed = forms.BooleanField(label=_("Dio su permiso para aparecer"), required=False)
    note = forms.CharField(
        label=_("Cómo se sabe"), max_length=300, required=False, help_text=_("Carta, correo o llamada, y su fecha.")
    )


class WorkForm(forms.Form):
    """A work or action."""

    title = forms.CharField(label=_("Obra o acción"), max_length=200)
    year = forms.IntegerField(label=_("Año"), min_value=1990, max_value=2100)
    communities = forms.ModelMultipleChoiceField(
        label=_("Comunidades"), queryset=Community.everywhere.none(), required=False
    )
    state = forms.ChoiceField(label=_("Estado"), choices=words(WORK_WORDS))
    people_served = forms.IntegerField(label=_("Personas que se benefician"), min_value=0, required=False)
    note = forms.CharField(label=_("Nota"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Community.objects.filter(merged_into=None)
        self.fields["communities"].queryset = found  # type: ignore[attr-defined]


class InvestForm(MoneyFields):
    """What somebody puts into a work."""

    source = forms.ChoiceField(label=_("Quién pone"), choices=words(INVESTOR_WORDS))
    party = forms.CharField(label=_("Nombre"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Qué pone"), choices=words(INVESTMENT_WORDS))
    quantity = forms.CharField(label=_("Cuántos"), max_length=20, required=False)
    unit = forms.CharField(
        label=_("De qué"), max_length=40, required=False, help_text=_("Jornales, metros cúbicos, horas…")
    )
    criterion = forms.CharField(label=_("Cómo se valuó"), max_length=300, required=False)
    state = forms.ChoiceField(label=_("Estado"), choices=words(INVESTMENT_STATE_WORDS), initial="executed")
    on = forms.DateField(label=_("Fecha"), widget=_DAY)
    document = forms.CharField(label=_("Documento"), max_length=200, required=False)
    field_order = (
        "source", "party", "kind", "quantity", "unit", "amount", "currency", "criterion", "state", "on", "document",
    )  # fmt: skip
