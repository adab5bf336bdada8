"""Who has spoken and who has not: voices by group, women and men, communities; and the silences.

The aim is to know who is missing before the last workshop. A group nobody asked is shown, never left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from manantial.voices.rules.catalogues import EXPECTED_GROUPS


@dataclass(frozen=True)
class Heard:
    """One voice, as far as coverage looks at it."""

    group: str
    sex: str = ""
    community: Hashable | None = None
    age_range: str = ""


@dataclass(frozen=True)
class GroupCoverage:
    """One row: how many voices of a group, of how many communities; `share` in whole percent of all voices."""

    group: str
    voices: int
    women: int
    men: int
    communities: int
    share: int

    @property
    def silent(self) -> bool:
        """Nobody of this group has been heard."""
        return self.voices == 0


@dataclass(frozen=True)
class Coverage:
    """All groups, the silent ones included, and the communities of which nobody has spoken."""

    groups: tuple[GroupCoverage, ...]
    unheard: tuple[Hashable, ...]
    voices: int

    @property
    def silences(self) -> tuple[str, ...]:
        """The groups nobody has asked."""
        return tuple(row.group for row in self.groups if row.silent)


class Dimension(StrEnum):
    """What a target may be about."""

    GROUP = "group"
    SEX = "sex"
    AGE = "age_range"
    COMMUNITY = "community"


@dataclass(frozen=True)
class Target:
    """How large a share of the voices, in whole percent, should be of one group, sex, age or community."""

    dimension: str
    value: str
    percent: int


@dataclass(frozen=True)
class Progress:
    """A target and how things stand: voices of it, their share in whole percent, and how many more would reach it.

    `needed` is None when no number of voices would: all of them were asked for and others have spoken already.
    """

    target: Target
    voices: int
    share: int
    needed: int | None

    @property
    def met(self) -> bool:
        """The share has been reached."""
        return self.needed == 0


def against(targets: Iterable[Target], voices: Iterable[Heard]) -> list[Progress]:
    """Set each target beside what was heard, those that are farthest from it first."""
    heard = list(voices)
    counts = {dimension: Counter(str(getattr(voice, dimension) or "") for voice in heard) for dimension in Dimension}
    found = [_progress(one, counts[Dimension(one.dimension)][one.value], len(heard)) for one in targets]
    return sorted(found, key=lambda row: (row.met, row.share - row.target.percent, row.target.value))


def _progress(target: Target, mine: int, total: int) -> Progress:
    share = round(100 * mine / total) if total else 0
    lacking = target.percent * total - 100 * mine
    if total and lacking <= 0:
        return Progress(target, mine, share, 0)
    if not total:
        return Progress(target, mine, share, 1 if target.percent else 0)
    left = 100 - target.percent
    return Progress(target, mine, share, -(-lacking // left) if left else None)


def coverage(voices: Iterable[Heard], communities: Iterable[Hashable]) -> Coverage:
    """Count voices by group; groups written by the alliance itself come after the known ones."""
    heard = list(voices)
    own = sorted({voice.group for voice in heard} - set(EXPECTED_GROUPS))
    spoken = {voice.community for voice in heard}
    unheard = tuple(community for community in communities if community not in spoken)
    groups = tuple(_row(group, heard) for group in (*map(str, EXPECTED_GROUPS), *own))
    return Coverage(groups, unheard, len(heard))


def _row(group: str, heard: list[Heard]) -> GroupCoverage:
    mine = [voice for voice in heard if voice.group == group]
    sexes = Counter(voice.sex for voice in mine)
    places = {voice.community for voice in mine if voice.community is not None}
    share = round(100 * len(mine) / len(heard)) if heard else 0
    return GroupCoverage(group, len(mine), sexes["M"], sexes["H"], len(places), share)
