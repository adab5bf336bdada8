"""The page of coding as a whole, and what of it changed: the same pieces, drawn once, sent whole or in part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from manantial.meaning.models import Code
from manantial.meaning.queries.codebook import Node, code_nodes
from manantial.meaning.queries.workbench import Workbench
from manantial.meaning.web.coding.drawing import (
    fragment_html,
    joined,
    regions_html,
    spans_html,
    tree_html,
    turn_html,
)
from manantial.people.access import Request, can
from manantial.people.models import Person
from manantial.voices.models import Fragment


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


def whole(bench: Workbench, reader: Reader, nodes: Iterable[Node]) -> dict[str, object]:
    """Every piece of the page."""
    seek, here = seek_of(bench), bench.in_turns()
    return {
        "turns": joined(turn_html(turn, here.get(turn.pk, ()), seek=seek) for turn in bench.turns),
        "fragments": joined(fragment_html(one, me=reader.me, edit=reader.edit) for one in bench.fragments),
        "tree": tree_html(counted_here(bench, nodes), edit=reader.edit),
        "spans": spans_html(bench),
        "regions": regions_html(bench) if bench.voice.picture_id else "",
    }


def counted_here(bench: Workbench, nodes: Iterable[Node]) -> list[Node]:
    """The tree with how many fragments of this voice each code holds."""
    used = used_here(bench)
    return [replace(node, used=used.get(node.code.pk, 0)) for node in nodes]


def used_here(bench: Workbench) -> Counter[UUID]:
    """In how many fragments of this voice each code stands."""
    return Counter(code for one in bench.fragments for code in {put.code.pk for put in one.codes})


def part(
    bench: Workbench,
    reader: Reader,
    changed: Collection[UUID],
    *,
    said: str,
    codes: bool = False,
    mine: Collection[UUID] = (),
) -> JsonResponse:
    """Only what changed: the turns and fragments that were touched, the counts, and what can be undone."""
    seek, here = seek_of(bench), bench.in_turns()
    standing = {one.fragment.pk: one for one in bench.fragments}
    touched = [one for key, one in standing.items() if key in changed]
    lost = [key for key in changed if key not in standing]
    gone = Fragment.objects.filter(pk__in=lost).select_related("turn") if lost else ()
    lineages = {one.turn.lineage for one in gone if one.turn}
    turns = {one.placed.turn.pk for one in touched if one.placed.turn}
    drawn = [turn for turn in bench.turns if turn.pk in turns or turn.lineage in lineages]
    sent: dict[str, object] = {
        "sequence": bench.sequence,
        "said": said,
        "mine": [str(key) for key in mine],
        "turns": {f"t{turn.position}": turn_html(turn, here.get(turn.pk, ()), seek=seek) for turn in drawn},
        "fragments": {one.fragment.folio: fragment_html(one, me=reader.me, edit=reader.edit) for one in touched},
        "gone": [one.folio for one in gone],
        "count": count_said(len(bench.fragments)),
        "used": {str(key): n for key, n in used_here(bench).items()},
        "undo": bench.steps.next_undo is not None,
        "redo": bench.steps.next_redo is not None,
    }
    if any(one.fragment.start_ms is not None for one in touched) or lost:
        sent["spans"] = spans_html(bench)
    if bench.voice.picture_id:
        sent["regions"] = regions_html(bench)
    if codes:
        sent["tree"] = tree_html(counted_here(bench, code_nodes(counted=False)), edit=reader.edit)
    return JsonResponse(sent)


def count_said(number: int) -> str:
    """How many fragments there are, in words."""
    return _("Fragmentos: %(n)d") % {"n": number}


def code_words(codes: Iterable[Code]) -> str:
    """Names of codes between quotes."""
    return ", ".join(f"«{code.name}»" for code in codes)
