"""The page of coding as a whole, and what of it changed: the same pieces, drawn once, sent whole or in part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from manantial.meaning.models import Code
from manantial.meaning.queries.codebook import Node, code_nodes
from manantial.meaning.queries.workbench import CodedFragment, Workbench
from manantial.meaning.web.coding.drawing import (
    fragment_html,
    joined,
    regions_html,
    spans_html,
    tree_html,
    turn_html,
    within,
)
from manantial.people.access import Request, can
from manantial.people.models import Person
from manantial.voices.models import Fragment, Turn
from manantial.voices.rules.parts import Part


@dataclass(frozen=True)
class Reader:
    """Who looks: whose own codes can be taken off, and whether anything may be changed."""

    me: UUID | None
    edit: bool

    @classmethod
    def of(cls, request: Request) -> Reader:
        """The one who asks."""
        person: Person | None = request.actor.person
        return cls(person.pk if person else None, can(request.actor, "meaning.edit"))


def seek_of(bench: Workbench) -> str:
    """The address of the sound of a voice; empty without sound."""
    return reverse("voices:sound", args=[bench.voice.pk]) if bench.voice.sound_id else ""


def whole(bench: Workbench, reader: Reader, nodes: Iterable[Node], part: Part | None) -> dict[str, object]:
    """Every piece of the page, of the words and fragments those of one part."""
    return {
        **rows_drawn(bench, reader, part),
        "tree": tree_html(counted_here(bench, nodes), edit=reader.edit),
        "spans": spans_html(bench, (part.first, part.last) if part else None),
        "regions": regions_html(bench) if bench.voice.picture_id else "",
    }


def rows_drawn(bench: Workbench, reader: Reader, part: Part | None) -> dict[str, object]:
    """The turns of a part with the fragments that stand there."""
    seek, here = seek_of(bench), bench.in_turns()
    turns = [turn for turn in bench.turns if part and part.holds(turn.position)]
    fragments = [one for one in bench.fragments if part and part.holds(one.row)]
    return {
        "turns": joined(turn_html(turn, here.get(turn.pk, ()), seek=seek) for turn in turns),
        "fragments": joined(fragment_html(one, me=reader.me, edit=reader.edit) for one in fragments),
    }


def edges(bench: Workbench, part: Part) -> dict[str, object]:
    """Where a part begins and ends, in rows and in seconds: what a script must know to ask for what goes on."""
    starts = {row.number: row.start_ms for row in bench.rows}
    after = [start for row in bench.rows if row.number > part.last and (start := row.start_ms) is not None]
    start = starts[part.first]
    return {
        "first": part.first,
        "last": part.last,
        "before": part.before,
        "after": part.after,
        "from": None if start is None else start / 1000,
        "until": after[0] / 1000 if after and bench.turns else None,
        "shown": shown_said(bench, part.first, part.last),
    }


def shown_said(bench: Workbench, first: int, last: int) -> str:
    """Which rows are on the page, in words."""
    words = _("Turnos %(first)d a %(last)d, de %(all)d") if bench.turns else _("Del %(first)d al %(last)d, de %(all)d")
    return words % {"first": first, "last": last, "all": bench.rows[-1].number}


def counted_here(bench: Workbench, nodes: Iterable[Node]) -> list[Node]:
    """The tree with how many fragments of this voice each code holds."""
    used = used_here(bench)
    return [replace(node, used=used.get(node.code.pk, 0)) for node in nodes]


def used_here(bench: Workbench) -> Counter[UUID]:
    """In how many fragments of this voice each code stands."""
    return Counter(code for one in bench.fragments for code in {put.code.pk for put in one.codes})


def part_changed(
    bench: Workbench,
    reader: Reader,
    changed: Collection[UUID],
    *,
    said: str,
    codes: bool = False,
    mine: Collection[UUID] = (),
    seen: tuple[int, int] | None = None,
) -> JsonResponse:
    """Only what changed: the turns and fragments that were touched, the counts, and what can be undone.

    `seen`: the rows that the page shows; what changed elsewhere is only counted, and `at` says where an own step was.
    """
    seek, here = seek_of(bench), bench.in_turns()
    standing = [one for one in bench.fragments if one.fragment.pk in changed]
    touched = [one for one in standing if within(one.row, seen)]
    gone, left = _gone(bench, changed, standing)
    turns = {one.placed.turn for one in touched} | {turn for turn in left if within(turn.position, seen)}
    drawn = [turn for turn in bench.turns if turn in turns]
    sent: dict[str, object] = _tally(bench) | {
        "said": said,
        "mine": [str(key) for key in mine],
        "turns": {f"t{turn.position}": turn_html(turn, here.get(turn.pk, ()), seek=seek) for turn in drawn},
        "fragments": {one.fragment.folio: fragment_html(one, me=reader.me, edit=reader.edit) for one in touched},
        "gone": [one.folio for one in gone],
    }
    rows = [one.row for one in standing if one.fragment.pk in mine] or [turn.position for turn in left if mine]
    if rows:
        sent["at"] = next((row for row in rows if within(row, seen)), rows[0])
    if any(one.fragment.start_ms is not None for one in standing) or gone:
        sent["spans"] = spans_html(bench, seen)
    if bench.voice.picture_id:
        sent["regions"] = regions_html(bench)
    if codes:
        sent["tree"] = tree_html(counted_here(bench, code_nodes(counted=False)), edit=reader.edit)
    return JsonResponse(sent)


def _tally(bench: Workbench) -> dict[str, object]:
    return {
        "sequence": bench.sequence,
        "count": count_said(len(bench.fragments)),
        "used": {str(key): n for key, n in used_here(bench).items()},
        "undo": bench.steps.next_undo is not None,
        "redo": bench.steps.next_redo is not None,
    }


def _gone(
    bench: Workbench, changed: Collection[UUID], standing: Sequence[CodedFragment]
) -> tuple[list[Fragment], list[Turn]]:
    """The fragments that no longer stand, and the turns of this version where they stood."""
    lost = set(changed) - {one.fragment.pk for one in standing}
    gone = list(Fragment.objects.filter(pk__in=lost).select_related("turn")) if lost else []
    lineages = {one.turn.lineage for one in gone if one.turn}
    return gone, [turn for turn in bench.turns if turn.lineage in lineages]


def count_said(number: int) -> str:
    """How many fragments there are, in words."""
    return _("Fragmentos: %(n)d") % {"n": number}


def code_words(codes: Iterable[Code]) -> str:
    """Names of codes between quotes."""
    return ", ".join(f"«{code.name}»" for code in codes)
