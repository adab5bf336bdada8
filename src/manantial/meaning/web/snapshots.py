"""The moments at which the map of actors is drawn, each typed in rows: relation, interest, influence."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from manantial.kernel.digests import brief_digest
from manantial.meaning.actions import Placed, add_snapshot, place_actors
from manantial.meaning.models import Actor, Snapshot
from manantial.meaning.queries import Placing, actor_maps, standing_actors
from manantial.meaning.rules import LEVEL_WORDS, RELATION_WORDS, ActorRelation, Stand
from manantial.meaning.web.cards import SnapshotForm
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find
from manantial.people.listing import following, paged, sought
from manantial.voices.queries import choices

PER_PAGE = 25


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
    """The actors at one moment, on sheets of so many rows: relation, interest, influence, and what changed.

    Only the rows that this person changed are written.
    """
    snapshot = find(request, "meaning.edit", Snapshot, pk)
    rows, form = sought(request, standing_actors(), lambda actor: actor.name)
    page = paged(request, rows, PER_PAGE)
    if request.method == "POST":
        placed = {actor.pk: _placed(request, actor) for actor in rows if _retyped(request, actor)}
        person, now = request.actor.person, timezone.now()
        act = lambda: place_actors(snapshot, placed=placed, by=person, now=now)  # noqa: E731
        if done(request, act, _("Se guardó el mapa.")):
            on = "seguir" in request.POST and page.has_next()
            return redirect(following(request, page) if on else "meaning:actors")
    standing = {place.actor.pk: place for place in actor_maps([snapshot])[0].places}
    context = {
        "title": _("Actores: %(moment)s") % {"moment": snapshot.label},
        "lead": _("Deje vacía la relación de quien no se sepa. «Ausente» quiere decir que no estaba."),
        "rows": [(actor, place := standing.get(actor.pk), _seen(place)) for actor in page.object_list],
        "relations": choices(RELATION_WORDS),
        "levels": [(level, _(word)) for level, word in LEVEL_WORDS.items()],
        "snapshot": snapshot,
        "form": form,
        "page": page,
    }
    return render(request, "meaning/snapshot.html", context)


def _seen(place: Placing | None) -> str:
    """What the row of an actor said when the page was opened, in few letters."""
    return _mark(place.stand, place.note) if place else _mark(None, "")


def _mark(stand: Stand | None, note: str) -> str:
    return brief_digest([stand.relation, stand.interest, stand.influence, note] if stand else None)


def _retyped(request: Request, actor: Actor) -> bool:
    """Tell whether the page showed this actor and now says something else of it."""
    if f"r-{actor.pk}" not in request.POST:
        return False
    typed = _placed(request, actor)
    return request.POST.get(f"v-{actor.pk}") != _mark(typed.stand if typed else None, typed.note if typed else "")


def _placed(request: Request, actor: Actor) -> Placed | None:
    relation = request.POST.get(f"r-{actor.pk}", "")
    if relation not in set(ActorRelation):
        return None
    note = request.POST.get(f"n-{actor.pk}", "").strip()[:500]
    return Placed(
        Stand(ActorRelation(relation), _level(request, f"i-{actor.pk}"), _level(request, f"p-{actor.pk}")), note
    )


def _level(request: Request, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text in {"1", "2", "3"} else None
