"""«De dónde viene»: the chain of any object, with the sound that plays at the second, within what a reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.alliance.models import Owned
from manantial.campaign.models import Release
from manantial.people.access import Actor, Request, address, can, visible
from manantial.site.addresses import desk_address, public_address
from manantial.site.queries.public import lessons
from manantial.site.queries.search import PERMISSIONS
from manantial.site.queries.spoken import Spoken, chosen_fragments, spoken
from manantial.site.trace import KINDS, Chain, Node, chain_of
from manantial.site.trace.walk import Seen
from manantial.voices.models import Fragment
from manantial.voices.rules import Use

RIVER_PERMISSIONS = PERMISSIONS | {
    "release": "campaign.see",
    "dissemination": "campaign.see",
    "kit": "kits.see",
    "delivery": "kits.see",
}
LONG = 4
PER_PAGE = 16


@dataclass(frozen=True)
class Stop:
    """One object on the page: its node, where it leads, and the sound that starts at its second."""

    node: Node
    href: str
    sound: str
    whole: bool  # the sound is the whole testimony, so it starts at a second

    @property
    def start(self) -> float | None:
        """The second at which the words begin in the sound that is played."""
        return self.node.start_ms / 1000 if self.whole and self.node.start_ms is not None else None

    @property
    def end(self) -> float | None:
        """The second at which they end."""
        return self.node.end_ms / 1000 if self.whole and self.node.end_ms is not None else None


@dataclass(frozen=True)
class Stretch:
    """The objects of one kind, above or below."""

    kind: str
    name: str
    stops: tuple[Stop, ...]

    @property
    def first(self) -> tuple[Stop, ...]:
        """The ones shown at once."""
        return self.stops[:LONG]

    @property
    def rest(self) -> int:
        """How many more there are behind "ver todos"."""
        return max(0, len(self.stops) - LONG)


@address("public.see")
@require_GET
def origin(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Where an object comes from, and where it went."""
    today = timezone.localdate()
    if kind not in KINDS:
        raise Http404
    at_desk = can(request.actor, RIVER_PERMISSIONS[kind])
    use = Use.PRINT if at_desk else Use.INTERNET
    try:
        chain = chain_of(kind, pk, on=today, use=use, seen=seen_by(request.actor, today))
    except KeyError as error:
        raise Http404 from error
    heard = _heard(chain, use, today)
    stretches = _stretches(request.actor, {**chain.above(), **chain.below()}, heard)
    whole = next((stretch for stretch in stretches if stretch.kind == request.GET.get("ver")), None)
    above = len(chain.above())
    context = {
        "title": _("De dónde viene"),
        "stop": _stop(request.actor, chain.node, heard),
        "kind_name": KINDS[kind],
        "whole": whole,
        "page": Paginator(whole.stops, PER_PAGE).get_page(request.GET.get("page")) if whole else None,
        "above": stretches[:above],
        "below": stretches[above:],
        "hidden": [(KINDS[of_kind], count) for of_kind, count in chain.hidden.items()],
    }
    return render(request, "site/origin.html", context)


def seen_by(actor: Actor, on: date) -> Seen:
    """Return what of each kind this reader may see: by permission, or else what is public."""

    def seen(kind: str, table: type[Owned]) -> QuerySet[Any]:
        rows: QuerySet[Any] = table.objects.all()
        permission = RIVER_PERMISSIONS[kind]
        return visible(actor, permission, rows) if can(actor, permission) else _public(kind, rows, on)

    return seen


def _public(kind: str, rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    if kind == "fragment":
        return rows.filter(pk__in=[one.fragment.pk for one in spoken(chosen_fragments(), on=on)])
    if kind in {"finding", "lesson"}:
        told = lessons(on=on)
        finding_ids = {view.finding.pk for lesson in told for view in lesson.findings if view.ruling}
        return rows.filter(pk__in=finding_ids if kind == "finding" else [view.lesson.pk for view in told])
    if kind == "agreement":
        return rows.filter(visibility="public")
    released = Release.objects.filter(material__retired_at=None)
    if kind == "material":
        return rows.filter(pk__in=released.values("material"))
    if kind == "message":
        return rows.filter(pk__in=released.exclude(material__message=None).values("material__message"))
    return rows if kind in {"release", "dissemination", "kit"} else rows.none()


def _heard(chain: Chain, use: Use, on: date) -> dict[UUID, Spoken]:
    ids = [thing.pk for thing in chain.nodes if thing.kind == "fragment"]
    fragments = Fragment.objects.filter(pk__in=ids, retired_at=None).select_related("voice__community", "voice__sound")
    return {one.fragment.pk: one for one in spoken(fragments, on=on, use=use)}


def _stop(actor: Actor, node: Node, heard: dict[UUID, Spoken]) -> Stop:
    kind, pk = node.thing.kind, node.thing.pk
    mine = can(actor, RIVER_PERMISSIONS[kind])
    href = desk_address(kind, pk) if mine else public_address(kind, pk)
    if kind == "fragment" and mine and node.has_sound:
        return Stop(node, href, reverse("voices:sound", args=[node.voice]), whole=True)
    if pk in heard and heard[pk].heard:
        return Stop(node, href, reverse("voices:fragment_sound", args=[pk]), whole=False)
    return Stop(node, href, "", whole=False)


def _stretches(actor: Actor, groups: dict[str, list[Node]], heard: dict[UUID, Spoken]) -> list[Stretch]:
    return [
        Stretch(kind, str(KINDS[kind]), tuple(_stop(actor, node, heard) for node in nodes))
        for kind, nodes in groups.items()
    ]
