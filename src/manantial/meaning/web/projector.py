"""The wall of a workshop: big letters, one thing for each screen, and what the room answers, as it comes in."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.meaning.models import Round
from manantial.meaning.queries.rounds import Item, RoundView, round_view, rounds_of
from manantial.meaning.rules.rounds import RoundKind, phone_address
from manantial.meaning.web.rounds import choice_words
from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.press.qr import qr_svg
from manantial.voices import papers
from manantial.voices.models import Workshop
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS, VoiceGroup

TONES = {"green": "good", "yellow": "warn", "red": "bad"}


@address("workshops.see")
@require_GET
def projector(request: Request, pk: UUID) -> HttpResponse:
    """The whole wall: blocks with their clock, their questions, the code, the cards, the votes."""
    workshop = find(request, "workshops.see", Workshop.objects.select_related("community"), pk)
    found = rounds_of(workshop).first()
    context = {
        "title": workshop.title,
        "workshop": workshop,
        "agenda": papers.clock_of(workshop),
        "is_today": workshop.on == today(),
        **_live(request, workshop, found),
    }
    return render(request, "meaning/projector.html", context)


@address("workshops.see")
@require_GET
def projector_now(request: Request, pk: UUID) -> HttpResponse:
    """Only what changes: the code, the wall and the votes of the newest question."""
    workshop = find(request, "workshops.see", Workshop, pk)
    answer = render(request, "meaning/projector_now.html", _live(request, workshop, rounds_of(workshop).first()))
    answer["Cache-Control"] = "no-store"
    return answer


def _live(request: Request, workshop: Workshop, found: Round | None) -> dict[str, Any]:
    near = phone_address(
        settings.PUBLIC_ADDRESS,
        settings.ALLOWED_HOSTS,
        request.get_host(),
        request.get_port(),
        secure=request.is_secure(),
    )
    if found is None:
        return {"view": None, "near": near, "workshop": workshop}
    view = round_view(found)
    link = f"{near}{reverse('meaning:room', args=[found.code])}" if near else ""
    return {
        "workshop": workshop,
        "view": view,
        "near": near,
        "link": link,
        "qr": mark_safe(qr_svg(link)) if link else "",  # noqa: S308 - drawn by us from our own address
        "items": [_item(view, item) for item in view.items],
        "years": _years(view) if found.kind == RoundKind.CARDS else [],
        "key": f"{found.pk}-{'abierta' if view.is_open else 'cerrada'}-{len(view.items)}",
    }


def _item(view: RoundView, item: Item) -> dict[str, Any]:
    """One thing asked: its sums as bars, and its groups, the small ones without breakdown."""
    result = view.shown(item)
    words = {value: choice_words(view.round, value, text) for value, text in item.choices}
    return {
        "item": item,
        "people": result.people,
        "bars": [(words[value], count, TONES.get(value, ""), value) for value, count in result.totals.items()],
        "heads": list(words.values()),
        "groups": [
            (said(GROUP_WORDS, group), list(counts.values()) if counts is not None else None)
            for group, counts in result.groups
        ],
    }


def _years(view: RoundView) -> list[tuple[str, list[tuple[Any, str, int]]]]:
    """The cards by year, those without a date at the end; each with its group and the number of its border."""
    order = {group.value: n % 6 for n, group in enumerate(VoiceGroup)}
    found: dict[str, list[tuple[Any, str, int]]] = {}
    for card in sorted(view.on_the_wall, key=lambda one: (one.when.earliest or date.max, one.given_at)):
        year = str(card.when.earliest.year) if card.when.earliest else _("Sin fecha")
        found.setdefault(year, []).append((card, said(GROUP_WORDS, card.group), order.get(card.group, 0)))
    return list(found.items())
