"""Walking the stored links: a fixed number of questions to the database, however long the river is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from manantial.alliance.models import Owned
from manantial.campaign.models import (
    Dissemination,
    Material,
    MaterialFragment,
    Message,
    MessageLesson,
    Release,
    ReleaseFragment,
)
from manantial.governance.models import Agreement
from manantial.kits.models import Delivery, Kit, KitFragment, KitRelease
from manantial.meaning.models import Finding, FindingSupport, Lesson, LessonFinding, Recommendation
from manantial.site.trace.graph import KINDS, Chain, Node, Thing
from manantial.site.trace.nodes import nodes_of
from manantial.voices.models import Fragment, Voice, Workshop
from manantial.voices.rules import Use

MODELS: dict[str, type[Owned]] = {
    "workshop": Workshop,
    "voice": Voice,
    "fragment": Fragment,
    "finding": Finding,
    "lesson": Lesson,
    "agreement": Agreement,
    "message": Message,
    "material": Material,
    "release": Release,
    "dissemination": Dissemination,
    "kit": Kit,
    "delivery": Delivery,
}
#: Kinds that carry a folio which people read on paper.
FOLIO_KINDS = tuple(kind for kind, model in MODELS.items() if any(f.name == "folio" for f in model._meta.fields))


@dataclass(frozen=True)
class Link:
    """A stored arrow between two kinds, and in which table and columns it lies."""

    above: str
    below: str
    table: type[Owned]
    above_field: str
    below_field: str = "id"
    only: Mapping[str, object] = field(default_factory=dict)  # of the rows of the table, those that still are arrows


STANDING: Mapping[str, object] = {"retired_at": None}
LINKS = (
    Link("workshop", "voice", Voice, "workshop_id"),
    Link("voice", "fragment", Fragment, "voice_id"),
    Link("fragment", "finding", FindingSupport, "fragment_id", "finding_id", only=STANDING),
    Link("finding", "lesson", LessonFinding, "finding_id", "lesson_id", only=STANDING),
    Link("lesson", "agreement", Recommendation, "lesson_id", "agreement_id"),
    Link("lesson", "message", MessageLesson, "lesson_id", "message_id"),
    Link("message", "material", Material, "message_id"),
    Link("fragment", "material", MaterialFragment, "fragment_id", "material_id"),
    Link("fragment", "release", ReleaseFragment, "fragment_id", "release_id"),
    Link("material", "release", Release, "material_id"),
    Link("material", "dissemination", Dissemination, "material_id"),
    Link("release", "dissemination", Dissemination, "release_id"),
    Link("fragment", "kit", KitFragment, "fragment_id", "kit_id"),
    Link("release", "kit", KitRelease, "release_id", "kit_id"),
    Link("kit", "delivery", Delivery, "kit_id"),
)

Seen = Callable[[str, type[Owned]], Any]  # kind and table → queryset of what the reader may see


def chain_of(kind: str, pk: UUID, *, on: date, use: Use = Use.PRINT, seen: Seen | None = None) -> Chain:
    """Return the chain of one object: what it rests on and what carries it.

    `on` is the day for which permission is asked and `use` what for. `seen` limits each kind to what a reader may
    see; what stays out is counted in `hidden`, never named. Raises KeyError when the object itself may not be seen.
    """
    start = Thing(kind, pk)
    links = _walk(start, up=True) | _walk(start, up=False)
    things = {start} | {thing for pair in links for thing in pair}
    nodes: dict[Thing, Node] = {}
    hidden: dict[str, int] = {}
    for of_kind in KINDS:
        ids = {thing.pk for thing in things if thing.kind == of_kind}
        if not ids:
            continue
        table = MODELS[of_kind]
        rows = (seen(of_kind, table) if seen else table.objects.all()).filter(pk__in=ids)
        found = nodes_of(of_kind, rows, on=on, use=use)
        nodes |= {node.thing: node for node in found}
        if len(ids) > len(found):
            hidden[of_kind] = len(ids) - len(found)
    if start not in nodes:
        raise KeyError(start)
    return Chain(start, nodes, frozenset(links), hidden)


def find_thing(text: str) -> Thing | None:
    """Return the object with this folio (`VOZ-0012`, any case) or id, or None."""
    asked = text.strip()
    try:
        wanted = Q(pk=UUID(asked))
        kinds: Collection[str] = MODELS
    except ValueError:
        wanted, kinds = Q(folio__iexact=asked), FOLIO_KINDS
    for kind in kinds:
        pk = MODELS[kind].objects.filter(wanted).values_list("pk", flat=True).first()
        if pk is not None:
            return Thing(kind, pk)
    return None


def _walk(start: Thing, *, up: bool) -> set[tuple[Thing, Thing]]:
    """One pass in the order of the river is enough, because every link goes from an earlier kind to a later one."""
    reached: dict[str, set[UUID]] = {kind: set() for kind in KINDS}
    reached[start.kind].add(start.pk)
    pairs: set[tuple[Thing, Thing]] = set()
    for kind in reversed(KINDS) if up else KINDS:
        for link in LINKS:
            if (link.below if up else link.above) == kind and reached[kind]:
                for one, other in _stored(link, reached[kind], up=up):
                    pairs.add((Thing(link.above, one), Thing(link.below, other)))
                    reached[link.above if up else link.below].add(one if up else other)
    return pairs


def _stored(link: Link, ids: Iterable[UUID], *, up: bool) -> Iterable[tuple[UUID, UUID]]:
    field = link.below_field if up else link.above_field
    rows = link.table.objects.filter(**{f"{field}__in": list(ids)})
    rows = rows.filter(**link.only)
    rows = rows.exclude(**{link.above_field: None}).exclude(**{link.below_field: None})
    return rows.order_by().values_list(link.above_field, link.below_field)
