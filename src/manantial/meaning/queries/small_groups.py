"""What a small group said of a delicate finding: how many they were is not told, nor which group it was.

From how many persons on a group is told is decided by the alliance (`Alliance.small_group`, 3 to 5; 5 until it decides
otherwise): the fewer, the more a count points at somebody whom everybody knows. A group that took a stance and was
never counted is held to be small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.alliance.tenancy import current_alliance
from manantial.meaning.models import Stance, Validation
from manantial.meaning.queries.findings import FindingView
from manantial.meaning.rules import StanceKind, shown_breakdown
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS


@dataclass(frozen=True)
class Breakdown:
    """The votes of a finding by group, as far as they may be told."""

    told: tuple[Validation, ...]
    hidden: tuple[Validation, ...]

    @property
    def words(self) -> str:
        """That something is hidden, and why; empty when nothing is."""
        return hidden_words(len(self.hidden)) if self.hidden else ""


def breakdown(view: FindingView) -> Breakdown:
    """The newest votes of each group, those of small groups of a delicate finding apart."""
    hidden = hidden_groups(view.finding.sensitive, _sizes(view.votes))
    return Breakdown(
        tuple(vote for vote in view.votes if vote.group not in hidden),
        tuple(vote for vote in view.votes if vote.group in hidden),
    )


def hidden_groups(sensitive: bool, sizes: Mapping[str, int]) -> frozenset[str]:
    """The groups whose number may not be told."""
    counts = shown_breakdown(sizes, sensitive=sensitive, smallest=current_alliance().small_group)
    return frozenset(group for group, count in counts.items() if count is None)


def hidden_everywhere() -> dict[UUID, frozenset[str]]:
    """Of each delicate finding, the groups that any of its counts, old or new, would give away; two questions."""
    sizes: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows = Validation.objects.filter(finding__sensitive=True)
    for finding, group, *lights in rows.values_list("finding_id", "group", "green", "yellow", "red"):
        if total := sum(lights):
            sizes[finding][group] = min(total, sizes[finding].get(group, total))
    spoke: dict[UUID, set[str]] = defaultdict(set)
    stances = Stance.objects.filter(finding__sensitive=True).exclude(stance=StanceKind.NOT_ASKED)
    for finding, group in stances.values_list("finding_id", "group"):
        spoke[finding].add(group)
    return {
        finding: hidden_groups(True, sizes.get(finding, {})) | uncounted(True, spoke[finding], sizes.get(finding, ()))
        for finding in (*sizes, *spoke)
    }


def small_group_word(group: str, hidden: Iterable[str]) -> str:
    """The word of a group, unless it would point at somebody: what it said stays, who said it does not."""
    return _("Un grupo pequeño") if group in hidden else said(GROUP_WORDS, group)


def told_group(view: FindingView, group: str) -> str:
    """The word of a group that took a stance on a finding or left a note of dissent."""
    spoke = {row.group for row in view.stances if row.stance != StanceKind.NOT_ASKED}
    quiet = uncounted(view.finding.sensitive, spoke, {vote.group for vote in view.votes})
    return small_group_word(group, quiet | {vote.group for vote in breakdown(view).hidden})


def uncounted(sensitive: bool, spoke: Iterable[str], counted: Iterable[str]) -> frozenset[str]:
    """Of a delicate finding, the groups that said something and never voted: nobody knows that they are many.

    That a group was not asked is a fault of who asks and names nobody: it stays.
    """
    return frozenset(spoke) - frozenset(counted) if sensitive else frozenset()


def hidden_words(count: int) -> str:
    """That the votes of so many groups are not told, and why."""
    words = ngettext(
        "No se dice el voto de %(count)s grupo: es un asunto delicado y son menos de %(smallest)s personas.",
        "No se dicen los votos de %(count)s grupos: es un asunto delicado y alguno tiene menos de %(smallest)s "
        "personas; con una resta se sabría.",
        count,
    )
    return words % {"count": count, "smallest": current_alliance().small_group}


def untold() -> str:
    """What stands in the place of a number that is not told; never a zero, never empty."""
    return _("no se dice: grupo de menos de %(smallest)s") % {"smallest": current_alliance().small_group}


def _sizes(votes: Iterable[Validation]) -> dict[str, int]:
    return {vote.group: vote.green + vote.yellow + vote.red for vote in votes}
