"""Figures: the adopted one with its rivals, their ages, and who captured each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.water.models import Figure, FigureAdoption, Indicator
from manantial.water.rules import AdoptionFacts, AgeChip, Arrangement, FigureFacts, age_of, arrange


@dataclass(frozen=True)
class FigureView:
    """A figure with its age and, when a body adopted it, its adoption."""

    figure: Figure
    age: AgeChip
    adoption: FigureAdoption | None
    captured_by: str

    @property
    def is_adopted(self) -> bool:
        """True for the value a body chose."""
        return self.adoption is not None


@dataclass(frozen=True)
class IndicatorView:
    """An indicator in one place: what is shown first and its rivals beside it."""

    indicator: Indicator
    community: Community | None
    shown: FigureView | None
    others: tuple[FigureView, ...]
    disagree: bool


def indicators() -> QuerySet[Indicator]:
    """Return what is measured, with every figure and adoption; three questions whatever their number."""
    adoptions = Prefetch(
        "adoptions", FigureAdoption.objects.select_related("session__body").order_by("adopted_on", "id")
    )
    figures = Figure.objects.select_related("community").prefetch_related(adoptions).order_by("when_min", "id")
    return Indicator.objects.prefetch_related(Prefetch("figures", figures)).order_by("code")


def indicator_views(found: Iterable[Indicator], *, on: date, community: Community | None = None) -> list[IndicatorView]:
    """Tell of each indicator which value is shown and which others there are, for the alliance or one community."""
    listed = list(found)
    names = _names([figure for one in listed for figure in one.figures.all()])
    return [_view(one, community, on, names) for one in listed]


def indicator_view(indicator: Indicator, *, on: date, community: Community | None = None) -> IndicatorView:
    """Tell of one indicator; give it from `indicators()` so that its figures come along."""
    return indicator_views([indicator], on=on, community=community)[0]


def arrangement_of(indicator: Indicator, *, on: date, community: UUID | None = None) -> Arrangement:
    """Return the figures of an indicator in one place as the rules arrange them."""
    figures = [one for one in indicator.figures.all() if one.community_id == community]
    adopted = [
        AdoptionFacts(str(one.pk), adoption.adopted_on, adoption.act)
        for one in figures
        for adoption in one.adoptions.all()
    ]
    return arrange([_facts(one) for one in figures], adopted, on)


def _view(indicator: Indicator, community: Community | None, on: date, names: dict[UUID, str]) -> IndicatorView:
    arranged = arrangement_of(indicator, on=on, community=community.pk if community else None)
    rows = {str(one.pk): one for one in indicator.figures.all()}

    def told(facts: FigureFacts) -> FigureView:
        figure = rows[facts.key]
        valid = [one for one in figure.adoptions.all() if one.adopted_on <= on]
        adoption = valid[-1] if valid and arranged.adopted is facts else None
        who = names.get(figure.captured_by_id, "") if figure.captured_by_id else ""
        return FigureView(figure, age_of(figure.when, on), adoption, who)

    shown = told(arranged.shown) if arranged.shown else None
    return IndicatorView(indicator, community, shown, tuple(map(told, arranged.others)), arranged.disagree)


def _facts(figure: Figure) -> FigureFacts:
    return FigureFacts(
        key=str(figure.pk), value=figure.value, unit=figure.unit, when=figure.when, source=figure.source,
        definition=figure.definition, lower_bound=figure.lower_bound,
    )  # fmt: skip


def _names(figures: list[Figure]) -> dict[UUID, str]:
    wanted = {one.captured_by_id for one in figures if one.captured_by_id}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
