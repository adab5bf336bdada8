"""The project page as data: every field it prints, in its order; None means that the page does not say.

The page is what a funder reads. It is kept word for word; display wordings and translations stand beside it, never
in its place. Where something stands on the page (`line`) is kept, and does not make two pages differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from manantial.kernel.money import Money


@dataclass(frozen=True)
class Source:
    """Which page it is, and in which languages it is written."""

    page: str
    prose: str = "en"
    budget_lines: str = "es"


@dataclass(frozen=True)
class Place:
    """Where the project happens: the printed words, and what they mean."""

    text: str | None
    municipality: str | None = None
    state: str | None = None
    country: str | None = None
    country_line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Labelled:
    """A label of the page with its value, its list of values, or neither."""

    label: str | None
    text: str | None = None
    values: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Section:
    """A titled section of running text."""

    label: str | None
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class PhaseText:
    """One of the phases the project consists of."""

    number: int
    name: str
    text: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ContextFigure:
    """A figure of the text with the words around it; `value` is the number or range as printed."""

    key: str
    value: str
    unit: str
    quote: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ActivityText:
    """An activity with its code."""

    code: str
    text: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ActivityGroup:
    """The activities of a phase."""

    phase: int
    name: str | None
    activities: tuple[ActivityText, ...]
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ResultText:
    """A direct result; its quantity is None when the page does not state one."""

    text: str
    quantity: int | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class TargetText:
    """An impact target; `target` and `baseline` are decimal text."""

    text: str
    target: str
    unit: str
    by_year: int
    baseline: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class PartnerText:
    """An organisation of the project."""

    name: str
    role: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class PersonText:
    """A contact of the project. It is private until the person agrees."""

    name: str
    role: str | None = None
    contact: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class UpdateText:
    """A progress note; `date` is a partial date as text."""

    paragraphs: tuple[str, ...]
    date: str | None = None
    author: str | None = None
    activities: tuple[str, ...] = ()
    lines: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Amounts:
    """Total, secured and missing as printed; None where the page does not say."""

    total: Money | None
    secured: Money | None
    missing: Money | None


@dataclass(frozen=True)
class LineText:
    """A line of the budget. `in_kind` and `financing` are the planned kinds of source: the marks (*) and (**)."""

    description: str
    marks: str
    in_kind: bool
    financing: bool
    amounts: Amounts
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class BudgetCategory:
    """A group of lines; its name is None where the heading is lost."""

    position: int
    name: str | None
    lines: tuple[LineText, ...]
    sums: Amounts | None = None
    note: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class BudgetText:
    """The budget with its legend and the total it prints."""

    label: str | None
    currency: str
    currency_as_printed: str | None
    categories: tuple[BudgetCategory, ...]
    printed_total: Amounts | None = None
    printed_total_line: int | None = field(default=None, compare=False)
    legend: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    columns_note: str | None = None

    @property
    def lines(self) -> tuple[LineText, ...]:
        """All lines in the order of the page."""
        return tuple(line for category in self.categories for line in category.lines)


@dataclass(frozen=True)
class DossierPage:
    """The whole page, in its own order."""

    source: Source
    title: str
    subtitle: str | None
    place: Place
    category: Labelled
    investment: Labelled
    sdgs: Labelled
    challenge: Section
    project: Section
    phases: tuple[PhaseText, ...]
    know_more: Section
    figures: tuple[ContextFigure, ...]
    activities_label: str | None
    activities: tuple[ActivityGroup, ...]
    results: tuple[ResultText, ...]
    targets: tuple[TargetText, ...]
    partners: tuple[PartnerText, ...]
    people: tuple[PersonText, ...]
    updates: tuple[UpdateText, ...]
    budget: BudgetText
    labels: dict[str, str | None] = field(default_factory=dict)  # of results, impact, partners, people, updates, share
    people_note: str | None = None


@dataclass(frozen=True)
class Wording:
    """How the page is shown beside its own words: translations and corrected labels, ours and never the page's.

    `texts` goes from the printed words to those in `language`; `lines` and `groups` give display words by language
    for a budget line (by its printed words) and for a group (by its position); `proposed` does so for a group whose
    heading is lost; `figures` names the indicator of a context figure (by its key).
    """

    language: str = "es"
    texts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    proposed: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
