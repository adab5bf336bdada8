"""Hearing a fragment and seeing a picture in public: the gate is asked at each request."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.people.access import Request, address
from manantial.press.sound import cut
from manantial.site.queries.spoken import Spoken, spoken_of
from manantial.vault.streaming import ranged

RANGE = re.compile(r"^bytes=(\d+)-(\d*)$")


@address("public.see")
@require_GET
def fragment_sound(request: Request, pk: UUID) -> HttpResponseBase:
    """The sound of one fragment and nothing more of the testimony."""
    found = _found(pk)
    blob = found.fragment.voice.sound
    if not found.heard or blob is None or blob.erased_at is not None or not blob.path().is_file():
        raise Http404
    start, end = found.fragment.start_ms or 0, found.fragment.end_ms or blob.duration_ms or 0
    return _part(request, _cut(str(blob.path()), start, end, found.credit))


@address("public.see")
@require_GET
def fragment_picture(request: Request, pk: UUID) -> HttpResponseBase:
    """The picture of one fragment."""
    found = _found(pk)
    picture = found.fragment.voice.picture
    if not found.seen or picture is None:
        raise Http404
    return ranged(request, picture, public=False)


def _found(pk: UUID) -> Spoken:
    found = spoken_of(pk, on=timezone.localdate())
    if found is None:
        raise Http404
    return found


@lru_cache(maxsize=24)
def _cut(path: str, start_ms: int, end_ms: int, credit: str) -> bytes:
    """Cuts stay in memory for a while and never on disk, so that a withdrawal leaves nothing behind."""
    return cut(Path(path), start_ms, end_ms, title=_("Voz de la alianza"), album=credit)


def _part(request: Request, content: bytes) -> HttpResponse:
    """Answer with the sound or with the part the browser asks for."""
    asked = RANGE.match(request.headers.get("Range", ""))
    start, end = 0, len(content) - 1
    if asked:
        start, end = int(asked[1]), min(int(asked[2] or end), end)
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    response = HttpResponse(content[start : end + 1], content_type="audio/mpeg", status=206 if asked else 200)
    if asked:
        response["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "no-store"
    return response
