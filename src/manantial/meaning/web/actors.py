"""The map of actors over time: one sheet for each moment, typed in rows, and what changed between two of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.actions import Placed, add_actor, add_snapshot, edit_actor, place_actors, retire_actor
from manantial.meaning.models import Actor, Snapshot
from manantial.meaning.papers import map_drawing, part_words, stand_words
from manantial.meaning.queries import ActorMap, actor_maps, map_changes, standing_actors
from manantial.meaning.rules import (
    ACTOR_WORDS,
    CHANGE_WORDS,
    LEVEL_WORDS,
    RELATION_WORDS,
    ActorKind,
    ActorRelation,
    Change,
    Stand,
)
from manantial.meaning.web.cards import ActorForm, SnapshotForm
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer
from manantial.voices.queries import choices, said

TONES = {
    Change.ARRIVED: "good",
    Change.LEFT: "bad",
    Change.CHANGED: "warn",
    Change.SAME: "none",
    Change.UNKNOWN: "none",
}


@address("meaning.see")
@require_GET
def actors_page(request: Request) -> HttpResponse:
    """The maps, one for each moment, and the comparison of two of them."""
    maps = actor_maps()
    first, second = _chosen(request, maps)
    rows = map_changes(first, second) if first and second else []
    heads = [_("Actor"), _("Qué es"), _("Su parte"), *(one.snapshot.label for one in maps)]
    stands = [one.stands for one in maps]
    actors = list(standing_actors())
    told = [(actor, said(ACTOR_WORDS, actor.kind), part_words(actor)) for actor in actors]
    cells = [
        [actor.name, kind, part, *(stand_words(stand.get(actor.pk)) for stand in stands)] for actor, kind, part in told
    ]
    exported = table_answer(request, _("Mapa de actores en el tiempo"), heads, cells)
    context = {
        "title": _("Mapa de actores en el tiempo"),
        "lead": _(
            "Quién contaba en cada momento, con qué interés y con cuánta influencia; quién se fue y quién llegó."
        ),
        "maps": [(one, _drawn(one)) for one in maps if one.places],
        "moments": [one.snapshot for one in maps],
        "first": first.snapshot if first else None,
        "second": second.snapshot if second else None,
        "changes": [
            (row, said(CHANGE_WORDS, row.change), TONES[row.change], stand_words(row.before), stand_words(row.after))
            for row in rows
        ],
        "actors": told,
        "heads": heads,
        "cells": cells,
        "count": len(actors),
    }
    return exported or render(request, "meaning/actors.html", context)


def _drawn(one: ActorMap) -> str:
    return mark_safe(map_drawing(one).svg)  # noqa: S308 - press.charts escapes every word


def _chosen(request: Request, maps: list[ActorMap]) -> tuple[ActorMap | None, ActorMap | None]:
    """The two moments that are compared: those asked for, else the first and the last."""
    by_key = {str(one.snapshot.pk): one for one in maps}
    drawn = [one for one in maps if one.places]
    first = by_key.get(request.GET.get("de", "")) or (drawn[0] if len(drawn) > 1 else None)
    second = by_key.get(request.GET.get("a", "")) or (drawn[-1] if len(drawn) > 1 else None)
    return first, second


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


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def snapshot_new(request: Request) -> HttpResponse:
    """Add a moment."""
    form = SnapshotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = add_snapshot(data["label"], when=data["when"], by=request.actor.person, now=timezone.now())
        return redirect("meaning:snapshot", pk=made.pk)
    context = {
        "title": _("Nuevo momento"),
        "form": form,
        "back": "meaning:actors",
    }
    return render(request, "meaning/form.html", context)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def snapshot_page(request: Request, pk: UUID) -> HttpResponse:
    """Every actor at one moment, on one sheet: relation, interest, influence, and what changed."""
    snapshot = find(request, "meaning.edit", Snapshot, pk)
    actors = list(standing_actors())
    if request.method == "POST":
        placed = {actor.pk: _placed(request, actor) for actor in actors}
        person, now = request.actor.person, timezone.now()
        act = lambda: place_actors(snapshot, placed=placed, by=person, now=now)  # noqa: E731
        if done(request, act, _("Se guardó el mapa.")):
            return redirect("meaning:actors")
    standing = {place.actor.pk: place for place in actor_maps([snapshot])[0].places}
    context = {
        "title": _("Actores: %(moment)s") % {"moment": snapshot.label},
        "lead": _("Deje vacía la relación de quien no se sepa. «Ausente» quiere decir que no estaba."),
        "rows": [(actor, standing.get(actor.pk)) for actor in actors],
        "relations": choices(RELATION_WORDS),
        "levels": [(level, _(word)) for level, word in LEVEL_WORDS.items()],
        "snapshot": snapshot,
    }
    return render(request, "meaning/snapshot.html", context)


def _placed(request: Request, actor: Actor) -> Placed | None:
    relation = request.POST.get(f"r-{actor.pk}", "")
    if relation not in set(ActorRelation):
        return None
    note = request.POST.get(f"n-{actor.pk}", "")[:500]
    return Placed(
        Stand(ActorRelation(relation), _level(request, f"i-{actor.pk}"), _level(request, f"p-{actor.pk}")), note
    )


def _level(request: Request, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text in {"1", "2", "3"} else None
