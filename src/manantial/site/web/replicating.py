"""How another municipality can begin: the sheet of the model, and its costs to be tried with other numbers.

Everything comes from the sheet the alliance keeps and from its registers; nothing typed here by a visitor is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.alliance.tenancy import current_alliance
from manantial.meaning.papers.costs import cost_book, say_sum
from manantial.meaning.papers.diagram import governance_diagram, organs
from manantial.meaning.papers.model_sheet import say_months
from manantial.meaning.queries.costs import CostView, cost_views, sums_of
from manantial.meaning.queries.counted import seat_name
from manantial.meaning.queries.model_sheet import EntryView, ModelSheet, Named, model_sheet, named_grounds
from manantial.meaning.rules.costs import (
    PAYER_WORDS,
    PHASE_WORDS,
    CostPhase,
    CostSums,
    Payer,
    read_price,
    read_quantity,
    read_times,
    say_quantity,
)
from manantial.meaning.rules.model_sheet import PARTS, ModelPart
from manantial.people.access import Request, address
from manantial.people.answers import table_answer
from manantial.people.rules import BodyKind
from manantial.site.tags import language
from manantial.voices.queries import said
from manantial.voices.rules import Use

PUBLIC = ("public",)


@dataclass(frozen=True)
class Line:
    """A line of the sheet as everybody reads it."""

    title: str
    text: str
    months: str
    lang: str  # set when nobody translated it
    grounds: tuple[Named, ...]
    copies: tuple[str, ...]
    dissents: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A part of the sheet with its lines that may be on the internet."""

    key: str
    title: str
    lines: tuple[Line, ...]


@address("public.see")
@require_GET
def replicate(request: Request) -> HttpResponse:
    """The model for a mayor with ten minutes: parts of the sheet, who decides as counted, what it costs."""
    today = timezone.localdate()
    sheet = model_sheet(today, uses=(Use.INTERNET,))
    views = cost_views(language())
    drawing = governance_diagram(today, sheet.registers)
    context = {
        "title": _("Replicar en otro municipio"),
        "sections": _sections(sheet),
        "drawing": _drawn(drawing.data()) if drawing else "",
        "organs": organs(today, sheet.registers),
        "posts": [seat_name(seat) for seat in sheet.registers.of(BodyKind.OPERATING)],
        "months": sheet.months,
        "sums": _sums(sums_of(views)) if views else [],
    }
    return render(request, "site/replicate.html", context)


def _drawn(svg: bytes) -> SafeString:
    return mark_safe(svg.decode())  # noqa: S308 - meaning.papers.diagram escapes every word


def _sections(sheet: ModelSheet) -> list[Section]:
    """The parts in their order; those that the registers fill stand even without a line."""
    counted = {
        ModelPart.ORGANS: bool(sheet.registers.seats),
        ModelPart.TEAM: bool(sheet.registers.of(BodyKind.OPERATING)),
    }
    return [
        Section(part.value, _(rule.title), tuple(_line(view, sheet) for view in sheet.told(part)))
        for part, rule in PARTS.items()
        if sheet.told(part) or counted.get(part)
    ]


def _line(view: EntryView, sheet: ModelSheet) -> Line:
    told = language()
    spoken = view.language(told)
    known = {one.entry.pk: one.title(told) for one in sheet.told(ModelPart.DOCUMENTS)}
    lesson = view.lesson if view.is_told_by_lesson else None
    dissents = [note for finding, note in lesson.dissents if finding.ruling] if lesson else []
    return Line(
        title=view.title(told),
        text=view.text(told),
        months=say_months(view) if view.facts.months[0] else "",
        lang=spoken if spoken != told else "",
        grounds=tuple(named_grounds(view, sheet.counted, PUBLIC)),
        copies=tuple(known[row.pk] for row in view.documents if row.pk in known),
        dissents=tuple(dissents),
    )


def _sums(sums: CostSums) -> list[tuple[str, str]]:
    return [
        *((said(PHASE_WORDS, phase), say_sum(getattr(sums, phase.value))) for phase in CostPhase),
        (_("El primer año, todo junto"), say_sum(sums.first_year)),
    ]


@dataclass(frozen=True)
class Tried:
    """A line with the numbers of whoever tries: as typed, as counted, and which fields are no numbers."""

    view: CostView
    typed: Mapping[str, str]
    wrong: tuple[str, ...]

    @property
    def payer(self) -> str:
        """Who pays it."""
        return said(PAYER_WORDS, self.view.facts.payer)


@address("public.see")
@require_GET
def costs(request: Request) -> HttpResponse:
    """What it costs, with numbers anybody may change: the address carries them and nothing is stored."""
    views = cost_views(language())
    tried = [_tried(view, request.GET) for view in views]
    changed = [one.view for one in tried]
    exported = table_answer(request, _("Costos de arranque y operación"), *cost_book(changed))
    if exported:
        return exported
    ours, theirs = sums_of(views), sums_of(changed)
    context = {
        "title": _("Lo que cuesta empezar y seguir"),
        "currency": current_alliance().currency,
        "phases": [
            (said(PHASE_WORDS, phase), [one for one in tried if one.view.facts.phase is phase]) for phase in CostPhase
        ],
        "count": len(views),
        "wrong": sum(1 for one in tried if one.wrong),
        "is_changed": [view.facts for view in views] != [view.facts for view in changed],
        "sums": [(*one, other[1]) for one, other in zip(_sums(theirs), _sums(ours), strict=True)],
        "payers": [
            (said(PAYER_WORDS, payer), [say_sum(theirs.by_payer[payer][phase]) for phase in CostPhase])
            for payer in Payer
        ],
    }
    return render(request, "site/replicate_costs.html", context)


def _tried(view: CostView, asked: Mapping[str, Any]) -> Tried:
    """A line with what the address says of it; what is no number leaves the line without a sum, and is told."""
    facts, currency = view.facts, current_alliance().currency
    usual = {
        "c": say_quantity(facts.quantity),
        "p": facts.price.plain.removesuffix(".00") if facts.price else "",
        "v": str(facts.times),
    }
    typed = {name: str(asked.get(f"{name}-{view.key}", text))[:20].strip() for name, text in usual.items()}
    quantity, times = read_quantity(typed["c"]), read_times(typed["v"])
    price = read_price(typed["p"], currency) if typed["p"] else None
    wrong = [name for name, found in (("c", quantity), ("v", times)) if found is None]
    wrong += ["p"] if typed["p"] and price is None else []
    if quantity is None or times is None:
        return Tried(replace(view, facts=replace(facts, price=None)), typed, tuple(wrong))
    return Tried(replace(view, facts=replace(facts, quantity=quantity, times=times, price=price)), typed, tuple(wrong))
