"""Votes typed from paper: three numbers for a group. What is not a number is said and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.meaning.models import Validation
from manantial.meaning.rules import GroupVotes
from manantial.voices.models import Workshop
from manantial.voices.queries import said
from manantial.voices.rules import EXPECTED_GROUPS, GROUP_WORDS

COLOURS = ("green", "yellow", "red")
UNDERSTOOD = {"": None, "si": True, "no": False}
MOST = 2_000  # people of one group in one room

Counts = tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    """What somebody typed for one finding: votes that changed, and what could not be read."""

    votes: tuple[GroupVotes, ...]
    wrong: tuple[str, ...]


def read_votes(
    post: Mapping[str, str], name: str, groups: Iterable[str], counted: Mapping[str, GroupVotes], *, about: str = ""
) -> Typed:
    """Read the boxes of one finding (`name` has places for group and colour); only what changed is a vote.

    `counted` is what the sheet showed when it was opened, so that a sheet that lay open changes nobody else's count.
    Boxes emptied where something was counted are zeros: they take the count back. Boxes that did not come say nothing.
    """
    votes: list[GroupVotes] = []
    wrong: list[str] = []
    for group in groups:
        if not any(name.format(group=group, colour=colour) in post for colour in COLOURS):
            continue
        texts = _texts(post, name, group)
        bad = [text for text in texts if text and not (text.isdecimal() and int(text) <= MOST)]
        if bad:
            where = f"{about} {said(GROUP_WORDS, group)}:".strip()
            words = _("%(about)s «%(text)s» no es un número de personas (de 0 a %(most)s).")
            wrong += [words % {"about": where, "text": text[:20], "most": MOST} for text in bad]
            continue
        stood = counted.get(group, GroupVotes(group))
        told = post.get(name.format(group=group, colour="understood"))
        understood = stood.understood if told is None else UNDERSTOOD.get(told)  # a sheet of numbers alone asks nothing
        vote = GroupVotes(group, *(int(text) if text else 0 for text in texts), understood=understood)
        if vote != stood:
            votes.append(vote)
    return Typed(tuple(votes), tuple(wrong))


def counted_in(workshop: Workshop, until: datetime | None = None) -> dict[UUID, dict[str, GroupVotes]]:
    """What stands (or stood `until` then) counted in a workshop: of each finding (its id), the newest of each group."""
    newest: dict[tuple[UUID, str], GroupVotes] = {}
    rows = Validation.objects.filter(workshop=workshop)
    rows = rows.filter(recorded_at__lte=until) if until else rows
    for row in rows.order_by("recorded_at", "id"):
        newest[row.finding_id, row.group] = GroupVotes(
            row.group, row.green, row.yellow, row.red, understood=row.understood
        )
    found: dict[UUID, dict[str, GroupVotes]] = {}
    for (finding, group), vote in newest.items():
        if vote.total:
            found.setdefault(finding, {})[group] = vote
    return found


def seen_at(post: Mapping[str, str]) -> datetime | None:
    """When the sheet that was sent had been opened; None when it does not say."""
    try:
        return datetime.fromisoformat(post.get("visto", ""))
    except ValueError:
        return None


def boxes(vote: GroupVotes | None) -> Counts:
    """What stands in the three boxes of a group and in «¿se entendió?»: nothing where nobody was counted, not zeros."""
    if vote is None or not vote.total:
        return "", "", "", ""
    understood = next(key for key, told in UNDERSTOOD.items() if told is vote.understood)
    return str(vote.green), str(vote.yellow), str(vote.red), understood


def groups_of(workshop: Workshop, counted: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """The groups that came or were counted (the expected ones when nobody wrote a list), and all the others."""
    came = workshop.attendances.exclude(group="").filter(count__gt=0).values_list("group", flat=True)
    listed = list(dict.fromkeys(came)) or [group.value for group in EXPECTED_GROUPS]
    first = list(dict.fromkeys([*listed, *counted]))
    return first, [str(group) for group in GROUP_WORDS if group not in first]


def typed_again(post: Mapping[str, str], name: str, groups: Sequence[str]) -> dict[str, Counts]:
    """What was typed, as it was, to show it again beside what is wrong with it."""
    return {
        group: (*_texts(post, name, group), post.get(name.format(group=group, colour="understood"), ""))
        for group in groups
    }


def _texts(post: Mapping[str, str], name: str, group: str) -> Counts:
    return tuple(post.get(name.format(group=group, colour=colour), "").strip() for colour in COLOURS)
