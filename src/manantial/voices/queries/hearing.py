"""Who has spoken and who is missing: voices by group, sex, age and community, beside the targets of the alliance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from manantial.territory.models import Community
from manantial.voices.models import Voice, VoiceTarget
from manantial.voices.queries.words import said
from manantial.voices.rules import (
    AGE_WORDS,
    GROUP_WORDS,
    SEX_WORDS,
    Coverage,
    Dimension,
    Heard,
    Progress,
    Target,
    VoiceState,
    against,
    coverage,
)


@dataclass(frozen=True)
class Hearing:
    """The whole picture: groups with their silences, ages, targets, and the communities by name."""

    coverage: Coverage
    progress: tuple[Progress, ...]
    ages: tuple[tuple[str, int], ...]  # word, voices
    communities: tuple[tuple[Community, int], ...]
    unheard: tuple[Community, ...]

    @property
    def short(self) -> tuple[Progress, ...]:
        """The targets that were not reached."""
        return tuple(row for row in self.progress if not row.met)

    def name(self, target: Target) -> str:
        """Of whom a target speaks."""
        words: Mapping[str, Mapping[str, str]] = {
            Dimension.GROUP: GROUP_WORDS,
            Dimension.SEX: SEX_WORDS,
            Dimension.AGE: AGE_WORDS,
        }
        if target.dimension in words:
            return said(words[target.dimension], target.value)
        return next((one.name for one, _n in self.communities if str(one.pk) == target.value), target.value)


def hearing() -> Hearing:
    """Who has spoken, of the voices in the memory, in three questions for any number of them."""
    fields = ("group", "sex", "community_id", "age_range")
    heard = [Heard(*row) for row in Voice.objects.filter(state=VoiceState.ACCEPTED).values_list(*fields)]
    places = list(Community.objects.filter(merged_into=None).order_by("code"))
    counted = coverage(heard, [place.pk for place in places])
    by_age = Counter(voice.age_range for voice in heard)
    by_place = Counter(voice.community for voice in heard)
    unheard = set(counted.unheard)
    return Hearing(
        coverage=counted,
        progress=tuple(against(targets(), heard)),
        ages=tuple((said(AGE_WORDS, age), by_age[age]) for age in AGE_WORDS),
        communities=tuple((place, by_place[place.pk]) for place in places),
        unheard=tuple(place for place in places if place.pk in unheard),
    )


def targets() -> list[Target]:
    """The targets in force; a target of nothing was taken away."""
    rows = VoiceTarget.objects.filter(percent__gt=0, dimension__in=list(Dimension))
    return [Target(row.dimension, row.value, row.percent) for row in rows]
