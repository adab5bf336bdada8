"""Reach, exposure, recall: what may be added, what may be said, and with how much doubt.

Counted, estimated and claimed reach are three different things and this module has no function that adds them. A share
is always given with its n and its Wilson 95 % interval, and withheld under 30 answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

from manantial.campaign.rules.catalogues import ReachKind
from manantial.kernel.rulings import gettext_noop as _

SMALLEST_SAMPLE = 30  # answers; below this only counts are shown
_Z95 = 1.959963984540054


@dataclass(frozen=True)
class Reach:
    """Reach of one activity or of many, in three columns that never meet; None is «sin dato», not zero."""

    counted: int | None = None
    estimated: int | None = None
    claimed: int | None = None

    def of(self, kind: ReachKind) -> int | None:
        """Return one of the three."""
        value: int | None = getattr(self, kind.value)
        return value


def reach_by_kind(reaches: Iterable[Reach]) -> Reach:
    """Add each column to itself only. Counted attendance adds up to visits, not to different persons."""
    every = list(reaches)
    return Reach(*(_sum([reach.of(kind) for reach in every]) for kind in ReachKind))


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


@dataclass(frozen=True)
class Share:
    """`hits` of `n` answers."""

    hits: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.n:
            raise ValueError(f"{self.hits} of {self.n}")

    @property
    def suppressed(self) -> bool:
        """Too few answers to speak of percent."""
        return self.n < SMALLEST_SAMPLE

    @property
    def percent(self) -> int | None:
        """Whole percent rounded half up, None when there are too few answers."""
        return None if self.suppressed else (200 * self.hits + self.n) // (2 * self.n)

    @property
    def interval(self) -> tuple[int, int] | None:
        """The Wilson 95 % interval in whole percent, None when there are too few answers."""
        if self.suppressed:
            return None
        low, high = wilson(self.hits, self.n)
        return _round(low * 100), _round(high * 100)


SHARE_WORDS = _("de cada 100, entre %(low)s y %(high)s (%(hits)s de %(n)s)")
FEW_WORDS = _("%(hits)s de %(n)s; son pocas respuestas para dar un porcentaje")


def share_words(share: Share) -> tuple[str, Mapping[str, int]]:
    """Return the sentence that says a share with its doubt, and its facts."""
    facts = {"hits": share.hits, "n": share.n}
    if share.interval is None:
        return FEW_WORDS, facts
    return SHARE_WORDS, facts | {"low": share.interval[0], "high": share.interval[1]}


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the Wilson score interval at 95 % for `hits` of `n` (n > 0), both between 0 and 1."""
    share, spread = hits / n, _Z95 * _Z95 / n
    centre = (share + spread / 2) / (1 + spread)
    half = _Z95 * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))  # 0 and 1 stay in their interval


def _round(value: float) -> int:
    return int(value + 0.5)


class Heard(StrEnum):
    """The answer about one message."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Recall:
    """What one person answered about one message: heard or seen, and by which channels."""

    message: str
    heard: Heard
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Respondent:
    """One interview, without a name."""

    recalls: tuple[Recall, ...]
    spontaneous: bool | None = None  # named the organism unasked
    aided: bool | None = None  # knew it when it was named

    def exposures(self, own: Collection[str]) -> int:
        """Return how many times a message met this person by one of the campaign's own channels."""
        return sum(len(set(recall.channels) & set(own)) for recall in self.recalls if recall.heard is Heard.YES)

    def messages(self, own: Collection[str]) -> int:
        """Return how many different messages met this person by an own channel."""
        met = {r.message for r in self.recalls if r.heard is Heard.YES and set(r.channels) & set(own)}
        return len(met)


def exposure(respondents: Sequence[Respondent], own: Collection[str]) -> Share:
    """Return who met at least one message by an own channel."""
    return Share(sum(1 for person in respondents if person.exposures(own)), len(respondents))


def exposure_by_channel(respondents: Sequence[Respondent], own: Sequence[str]) -> dict[str, Share]:
    """Return exposure for each own channel; one person may count in several, so the shares do not add up."""
    return {channel: exposure(respondents, [channel]) for channel in own}


def message_index(respondents: Sequence[Respondent], own: Collection[str], *, at_least: int = 2) -> Share:
    """Return who recalls `at_least` messages met by own channels (Indikit's protocol for promoted messages)."""
    return Share(sum(1 for person in respondents if person.messages(own) >= at_least), len(respondents))


def recall_of(respondents: Sequence[Respondent], message: str, own: Collection[str]) -> Share:
    """Return who recalls one message by an own channel, among those asked about it."""
    asked = [r for person in respondents for r in person.recalls if r.message == message]
    return Share(sum(1 for r in asked if r.heard is Heard.YES and set(r.channels) & set(own)), len(asked))


def mean_dose(respondents: Sequence[Respondent], own: Collection[str]) -> float | None:
    """Return exposures per exposed person; None when nobody was exposed."""
    doses = [dose for person in respondents if (dose := person.exposures(own))]
    return sum(doses) / len(doses) if doses else None


@dataclass(frozen=True)
class Coverage:
    """How many of a number; `percent` is None when there is nothing to divide by."""

    done: int
    of: int

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded half up."""
        return None if self.of <= 0 else (200 * self.done + self.of) // (2 * self.of)


def percentage_points(before: Share, after: Share) -> int | None:
    """Return the change p2 - p1 in points; None when either has too few answers."""
    if before.percent is None or after.percent is None:
        return None
    return after.percent - before.percent


def sampling_step(dwellings: int, interviews: int) -> int:
    """Return k of «every k houses» of a systematic selection. Raises ValueError when nothing can be chosen."""
    if dwellings < 1 or interviews < 1:
        raise ValueError("dwellings and interviews must be at least 1")
    return max(1, dwellings // interviews)


def still_in_place(placed: date, checked: date | None, *, days: int = 15) -> bool:
    """Tell whether a check counts as verification: made at least `days` after the copy was placed."""
    return checked is not None and (checked - placed).days >= days
