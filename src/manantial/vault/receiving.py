"""What an address answers while a file comes in by pieces: JSON for the script of the page, one account at a time.

The rooms above give these answers their addresses and say who may ask; here a stranger's arrival is not there at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from manantial.vault import arrivals
from manantial.vault.actions import VaultFull
from manantial.vault.models import Arrival

_NOTES = 64 * 1024  # bytes of what a form may remember beside a file
_KNOWN = frozenset({"marks", "ms", "asked", "page"})


def own(account: UUID, pk: UUID) -> Arrival:
    """An arrival of this account, else Http404."""
    found = Arrival.objects.filter(account_id=account, pk=pk).first()
    if found is None:
        raise Http404
    return found


def announced(request: HttpRequest, account: UUID, *, now: datetime) -> HttpResponse:
    """Open an arrival from the fields `name`, `size`, `type`, `purpose` and `facts` (JSON); 201 with where to go on."""
    size = request.POST.get("size", "")
    purpose = arrivals.RECORDING if request.POST.get("purpose") == arrivals.RECORDING else arrivals.FILE
    try:
        made = arrivals.open_arrival(
            account,
            purpose=purpose,
            name=request.POST.get("name", ""),
            media_type=request.POST.get("type", ""),
            size=int(size) if size.isdecimal() else None,
            facts=facts_of(request.POST.get("facts", "")),
            now=now,
        )
    except (arrivals.ArrivalRefused, VaultFull) as error:
        return _refused(error)
    return JsonResponse(told(made), status=201)


def received(request: HttpRequest, arrival: Arrival, *, now: datetime) -> HttpResponse:
    """Answer GET (how far it is), PUT or POST (one raw piece from `?desde=`) and DELETE (drop it)."""
    if request.method == "DELETE":
        arrivals.forget(arrival)
        return HttpResponse(status=204)
    if request.method not in {"PUT", "POST"}:
        return JsonResponse(told(arrival))
    offset, most = request.GET.get("desde", ""), min(arrivals.PIECE, settings.UPLOAD_LIMIT)
    piece = request.read(most + 1)
    try:
        if not offset.isdecimal():
            raise arrivals.WrongPlace(arrival.got)
        arrivals.append(arrival, int(offset), piece, now=now)
    except (arrivals.ArrivalRefused, VaultFull) as error:
        return _refused(error)
    return JsonResponse(told(arrival))


def noted(request: HttpRequest, arrival: Arrival, *, now: datetime) -> HttpResponse:
    """Keep what the form knows about the file: its marks of time, how long it is."""
    facts = facts_of(request.read(_NOTES + 1).decode("utf-8", "replace"))
    arrivals.note_facts(arrival, facts, now=now)
    return JsonResponse(told(arrival))


def told(arrival: Arrival) -> dict[str, object]:
    """An arrival as the script of a page reads it; sizes in bytes."""
    return {
        "id": str(arrival.pk),
        "name": arrival.name,
        "purpose": arrival.purpose,
        "size": arrival.size,
        "got": arrival.got,
        "piece": min(arrivals.PIECE, settings.UPLOAD_LIMIT),
        "closed": arrival.closed_at is not None,
        "facts": arrival.facts,
        "started": arrival.started_at.isoformat(),
    }


def facts_of(text: str) -> Mapping[str, object]:
    """Only what is known, of a sane size; anything else is left out."""
    if not text or len(text) > _NOTES:
        return {}
    try:
        given = json.loads(text)
    except ValueError:
        return {}
    return {key: value for key, value in given.items() if key in _KNOWN} if isinstance(given, dict) else {}


def _refused(error: Exception) -> HttpResponse:
    if isinstance(error, arrivals.WrongPlace):
        return JsonResponse({"got": error.got, "error": str(error)}, status=409)
    full = isinstance(error, VaultFull)
    return JsonResponse({"error": error.args[-1] if full else str(error)}, status=507 if full else 400)
