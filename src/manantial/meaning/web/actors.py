"""The map of actors over time: one map for each moment, what changed between two of them, and the actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.actions import add_actor, edit_actor, retire_actor
from manantial.meaning.models import Actor, Snapshot
from manantial.meaning.papers import map_drawing, part_words, stand_words
from manantial.meaning.queries import (
    ActorMap,
    Passage,
    actor_maps,
    map_changes,
    placed_count,
    snapshots,
    standing_actors,
)
from manantial.meaning.rules import ACTOR_WORDS, CHANGE_WORDS, ActorKind, Change
from manantial.meaning.web.cards import ActorForm
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer
from manantial.people.listing import paged
from manantial.voices.queries import said

PER_PAGE = 25
PER_MAP = 50
MOST_DRAWN = 60  # actors on all the maps together; with more, each map is drawn when somebody opens it

TONES = {
    Change.ARRIVED: "good",
    Change.LEFT: "bad",
    Change.CHANGED: "warn",
    Change.SAME: "info",
    Change.UNKNOWN: "none",
}


@address("meaning.see")
@require_GET
def actors_page(request: Request) -> HttpResponse:
    """The comparison of two moments, the map of each one, and the actors."""
    exported = table_answer(request, _("Mapa de actores en el tiempo"), *_table())
    if exported:
        return exported
    moments, placed = list(snapshots()), placed_count()
    drawn = [one for one in moments if one.pk in placed]
    first, second = _chosen(request, moments, drawn)
    shown = drawn if sum(placed.values()) <= MOST_DRAWN else []
    read = {one.pk: one for one in (first, second, *shown) if one}
    maps = {one.snapshot.pk: one for one in actor_maps(list(read.values()))}
    rows = map_changes(maps[first.pk], maps[second.pk]) if first and second else []
    changes, page = paged(request, rows, PER_PAGE, "cambios"), paged(request, standing_actors(), PER_PAGE)
    context = {
        "title": _("Mapa de actores en el tiempo"),
        "lead": _(
            "Quién contaba en cada momento, con qué interés y con cuánta influencia; quién se fue y quién llegó."
        ),
        "maps": [(one, placed[one.pk], _drawn(maps[one.pk]) if shown else "") for one in drawn],
        "moments": moments,
        "first": first,
        "second": second,
        "changes": changes,
        "changed": [
            (row, said(CHANGE_WORDS, row.change), TONES[row.change], stand_words(row.before), stand_words(row.after))
            for row in changes.object_list
        ],
        "tally": [(said(CHANGE_WORDS, change), TONES[change], many) for change, many in _tally(rows)],
        "actors": [(actor, said(ACTOR_WORDS, actor.kind), part_words(actor)) for actor in page.object_list],
        "page": page,
        "count": page.paginator.count,
    }
    return render(request, "meaning/actors.html", context)


def _tally(rows: Sequence[Passage]) -> list[tuple[Change, int]]:
    """How many came, left, changed, stayed; what happened to nobody is not told."""
    counted = Counter(row.change for row in rows)
    return [(change, counted[change]) for change in Change if counted[change]]


def _table() -> tuple[list[str], Iterator[list[object]]]:
    """Every actor with where it stood at each moment; the rows are read when somebody asks for the file."""

    def cells() -> Iterator[list[object]]:
        stands = [one.stands for one in actor_maps(moments)]
        for actor in standing_actors():
            told = [stand_words(stand.get(actor.pk)) for stand in stands]
            yield [actor.name, said(ACTOR_WORDS, actor.kind), part_words(actor), *told]

    moments = list(snapshots())
    return [_("Actor"), _("Qué es"), _("Su parte"), *(one.label for one in moments)], cells()


def _drawn(one: ActorMap) -> str:
    return mark_safe(map_drawing(one).svg)  # noqa: S308 - press.charts escapes every word


def _chosen(
    request: Request, moments: Sequence[Snapshot], drawn: Sequence[Snapshot]
) -> tuple[Snapshot | None, Snapshot | None]:
    """The two moments that are compared: those asked for, else the first and the last."""
    by_key = {str(one.pk): one for one in moments}
    first = by_key.get(request.GET.get("de", "")) or (drawn[0] if len(drawn) > 1 else None)
    second = by_key.get(request.GET.get("a", "")) or (drawn[-1] if len(drawn) > 1 else None)
    return first, second


@address("meaning.see")
@require_GET
def map_page(request: Request, pk: UUID) -> HttpResponse:
    """One moment: its map, and who stood where in words."""
    snapshot = find(request, "meaning.see", Snapshot, pk)
    [one] = actor_maps([snapshot])
    page = paged(request, one.places, PER_MAP)
    context = {
        "title": _("Actores: %(moment)s") % {"moment": snapshot.label},
        "snapshot": snapshot,
        "drawing": _drawn(one) if one.places else "",
        "rows": [(place, stand_words(place.stand)) for place in page.object_list],
        "page": page,
    }
    return render(request, "meaning/actor_map.html", context)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def actor_new(request: Request) -> HttpResponse:
    """Add an actor."""
    form = ActorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        name, kind = data.pop("name"), ActorKind(data.pop("kind"))
        person, now = request.actor.person, timezone.now()
        act = lambda: add_actor(name, kind=kind, by=person, now=now, **data)  # noqa: E731
        if done(request, act, _("Se agregó el actor. Colóquelo en cada momento.")):
            return redirect("meaning:actors")
    context = {"title": _("Nuevo actor"), "form": form, "back": "meaning:actors", "blank": "I-13"}
    return render(request, "meaning/form.html", context)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def actor_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change what is said of an actor."""
    row = find(request, "meaning.edit", standing_actors(), pk)
    names = ("name", "kind", "part", "group", "note")
    form = ActorForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kind, person, now = ActorKind(data.pop("kind")), request.actor.person, timezone.now()
        act = lambda: edit_actor(row, kind=kind, by=person, now=now, **data)  # noqa: E731
        if done(request, act, _("Se guardó el actor. Lo que decía antes se queda.")):
            return redirect("meaning:actors")
    context = {"title": row.name, "form": form, "back": "meaning:actors", "blank": "I-13"}
    return render(request, "meaning/form.html", context)


@address("meaning.edit")
@require_POST
def actor_retire(request: Request, pk: UUID) -> HttpResponse:
    """Take an actor off the maps to come."""
    retire_actor(find(request, "meaning.edit", Actor, pk), by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se retiró. Lo que ya se dibujó con él se queda."))
    return redirect("meaning:actors")
