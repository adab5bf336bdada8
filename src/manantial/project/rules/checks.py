"""What the page does not say, and where it seems to contradict itself: lists for people, never corrections.

The page is shown as it is. A gap is something a reader will ask for; a contradiction is a soft warning with its
arithmetic, so that whoever keeps the page can decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from manantial.kernel.money import Money
from manantial.kernel.rulings import gettext_noop as _
from manantial.project.rules.page import Amounts, ContextFigure, DossierPage
from manantial.project.rules.targets import number

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_HALF_PERSON = Decimal("0.5")


@dataclass(frozen=True)
class Remark:
    """A gap or a doubt: the part of the page, a Spanish sentence with `%(name)s`, and its facts."""

    part: str
    sentence: str
    facts: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    def say(self, translate: Callable[[str], str] = str) -> str:
        """The sentence with its facts; pass `gettext` to translate it."""
        said = translate(self.sentence)
        return said % self.facts if self.facts else said


@dataclass(frozen=True)
class Calendar:
    """What is known of the project's dates beside the page."""

    has_start: bool = False
    has_end: bool = False


def gaps(page: DossierPage, calendar: Calendar | None = None) -> list[Remark]:
    """List what the page lacks, in its own order."""
    calendar = calendar or Calendar()
    return [
        *_gaps_of_head(page, calendar),
        *_gaps_of_results(page),
        *_gaps_of_allies(page),
        *_gaps_of_budget(page),
    ]


def _gaps_of_head(page: DossierPage, calendar: Calendar) -> Iterator[Remark]:
    if not page.investment.text:
        yield Remark("investment", _("El tipo de inversión que se necesita tiene su título, pero no su valor."))
    if not page.sdgs.values:
        yield Remark("sdgs", _("Los Objetivos de Desarrollo Sostenible tienen su título, pero no sus números."))
    if not calendar.has_start:
        yield Remark("dates", _("No dice cuándo empieza el proyecto."))
    if not calendar.has_end:
        yield Remark("dates", _("No dice cuándo termina el proyecto."))
    unlabelled = [part for part in ("activities", "partners", "people", "updates", "budget") if not _label(page, part)]
    if unlabelled:
        yield Remark(
            "headings",
            _("Faltan %(count)s títulos de sección. Aquí se muestran con palabras nuestras."),
            {"count": len(unlabelled), "parts": unlabelled},
        )


def _label(page: DossierPage, part: str) -> str | None:
    own = {"activities": page.activities_label, "budget": page.budget.label}
    return own.get(part, page.labels.get(part))


def _gaps_of_results(page: DossierPage) -> Iterator[Remark]:
    unstated = [f"R{n}" for n, result in enumerate(page.results, 1) if result.quantity is None]
    if unstated:
        yield Remark("results", _("No dice cuántos: %(codes)s."), {"codes": ", ".join(unstated)})
    unbased = [f"I{n}" for n, target in enumerate(page.targets, 1) if target.baseline is None]
    if unbased:
        yield Remark("targets", _("No dice de dónde se parte en las metas %(codes)s."), {"codes": ", ".join(unbased)})


def _gaps_of_allies(page: DossierPage) -> Iterator[Remark]:
    roleless = sum(partner.role is None for partner in page.partners)
    if roleless:
        yield Remark("partners", _("Organizaciones sin decir qué hacen: %(count)s."), {"count": roleless})
    silent = sum(person.contact is None for person in page.people)
    if silent:
        yield Remark("people", _("Personas sin forma de contacto: %(count)s."), {"count": silent})
    undated = sum(update.date is None for update in page.updates)
    if undated:
        yield Remark("updates", _("Avances sin fecha: %(count)s."), {"count": undated})
    unsigned = sum(update.author is None for update in page.updates)
    if unsigned:
        yield Remark("updates", _("Avances sin decir quién los escribió: %(count)s."), {"count": unsigned})


def _gaps_of_budget(page: DossierPage) -> Iterator[Remark]:
    nameless = [str(category.position) for category in page.budget.categories if not category.name]
    if nameless:
        yield Remark(
            "budget", _("Los grupos %(groups)s del presupuesto no tienen título."), {"groups": ", ".join(nameless)}
        )
    unknown = [n for n, line in enumerate(page.budget.lines, 1) if line.amounts.total is None]
    if unknown:
        yield Remark("budget", _("Renglones del presupuesto sin monto: %(count)s."), {"count": len(unknown)})
    unmarked = [n for n, line in enumerate(page.budget.lines, 1) if not line.in_kind and not line.financing]
    if unmarked:
        yield Remark(
            "budget", _("Renglones sin decir si son en especie o con dinero: %(count)s."), {"count": len(unmarked)}
        )


def doubts(page: DossierPage) -> list[Remark]:
    """List what does not fit together on the page. Each one is a warning that somebody may explain."""
    figures = {figure.key: figure for figure in page.figures}
    return [
        *_doubts_of_people(figures),
        *_doubts_of_board(page, figures),
        *_doubts_of_workshops(page),
        *_doubts_of_time(page),
        *_doubts_of_sums(page),
    ]


def _value(figures: Mapping[str, ContextFigure], key: str) -> Decimal | None:
    return number(figures[key].value) if key in figures else None


def _doubts_of_people(figures: Mapping[str, ContextFigure]) -> Iterator[Remark]:
    people = _value(figures, "people_without_water_at_home")
    everybody = _value(figures, "population_in_small_localities")
    homes = _value(figures, "rural_homes_without_piped_water")
    if people is not None and everybody is not None and homes is not None:
        product = everybody * homes / 100
        if abs(product - people) <= 1 + _HALF_PERSON:
            yield Remark(
                "challenge",
                _(
                    "Las %(people)s personas sin agua son el %(homes)s %% de %(everybody)s: un porcentaje de viviendas "
                    "aplicado a personas."
                ),
                {"people": f"{people:,}", "homes": f"{homes}", "everybody": f"{everybody:,}"},
            )
    families = (
        re.fullmatch(r"(\d+)/(\d+)", figures["rural_families_without_water_at_home"].value)
        if ("rural_families_without_water_at_home" in figures)
        else None
    )
    if families and homes is not None and abs(Decimal(families[1]) / Decimal(families[2]) * 100 - homes) > 1:
        yield Remark(
            "challenge",
            _("Dice %(some)s de cada %(all)s familias sin agua, y también %(homes)s %% de las viviendas."),
            {"some": families[1], "all": families[2], "homes": f"{homes}"},
        )


def _doubts_of_board(page: DossierPage, figures: Mapping[str, ContextFigure]) -> Iterator[Remark]:
    seats = [
        _value(figures, key)
        for key in ("board_community_members", "board_public_officials", "board_civil_associations")
    ]
    if any(seat is None for seat in seats):
        return
    communities, *others = (seat for seat in seats if seat is not None)
    everyone = communities + sum(others)
    told = " ".join(page.know_more.paragraphs).lower()
    if communities * 2 == everyone and ("for the most part" in told or "en su mayoría" in told):
        yield Remark(
            "know_more",
            _(
                "Dice que gobiernan en su mayoría las comunidades; con %(some)s de %(all)s lugares es la mitad exacta. "
                "Depende de quién vota."
            ),
            {"some": f"{communities}", "all": f"{everyone}"},
        )


def _doubts_of_workshops(page: DossierPage) -> Iterator[Remark]:
    single = next(
        (n for n, result in enumerate(page.results, 1) if result.quantity == 1 and "workshop" in result.text.lower()),
        None,
    )
    plural = [
        a.code for group in page.activities if group.phase == 1 for a in group.activities if "workshops" in a.text
    ]
    if single and len(plural) > 1:
        yield Remark(
            "results",
            _("El resultado R%(number)s dice un taller; las actividades %(codes)s hablan de varios."),
            {"number": single, "codes": ", ".join(plural)},
        )


def _doubts_of_time(page: DossierPage) -> Iterator[Remark]:
    months = {int(found[1]) for line in page.budget.lines if (found := re.search(r"\((\d+) mes", line.description))}
    years = sorted({target.by_year for target in page.targets})
    if months and years:
        yield Remark(
            "targets",
            _("Las metas son para %(years)s, y el presupuesto es de %(months)s meses sin mes de inicio."),
            {"years": ", ".join(map(str, years)), "months": max(months)},
        )


def _doubts_of_sums(page: DossierPage) -> Iterator[Remark]:
    printed = page.budget.printed_total
    if printed is None:
        return
    for name in ("total", "secured", "missing"):
        shown: Money | None = getattr(printed, name)
        amounts = [getattr(line.amounts, name) for line in page.budget.lines]
        known = [amount for amount in amounts if amount is not None]
        if shown is not None and len(known) == len(amounts) and Money.total(known, page.budget.currency) != shown:
            yield Remark(
                "budget",
                _("La columna suma %(sum)s y el total impreso dice %(printed)s."),
                {"sum": str(Money.total(known, page.budget.currency)), "printed": str(shown)},
            )


def closes(amounts: Amounts) -> bool | None:
    """True when total = secured + missing; None when one of them is unknown."""
    if amounts.total is None or amounts.secured is None or amounts.missing is None:
        return None
    return amounts.total == amounts.secured + amounts.missing
