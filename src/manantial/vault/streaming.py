"""Sending files with byte ranges, so that sound can start at the second it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import Context, copy_context
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from manantial.kernel.text import slug_name
from manantial.vault.models import Blob

CHUNK = 64 * 1024
_SHORT = 512 * 1024  # bytes made before an answer is sent while it goes on being made
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
# What a browser may show inside a page; everything else is downloaded, never rendered.
SHOWN = ("audio/", "image/jpeg", "image/png", "image/webp", "video/mp4", "video/webm")


def ranged(request: HttpRequest, blob: Blob, *, filename: str = "", public: bool = False) -> HttpResponseBase:
    """Answer with the bytes of a blob, or with the part that the Range header asks for (206 or 416)."""
    path = blob.path()
    if blob.erased_at is not None or not path.is_file():
        raise Http404
    return _answer(request, path, blob, filename or blob.name, public=public)


def _answer(request: HttpRequest, path: Path, blob: Blob, filename: str, *, public: bool) -> HttpResponseBase:
    response: HttpResponseBase
    asked = RANGE.match(request.headers.get("Range", ""))
    if asked and asked[0] != "bytes=-":
        response = _part(path, blob, asked[1], asked[2])
    else:
        response = FileResponse(path.open("rb"), content_type=blob.media_type)
        response["Content-Length"] = str(blob.size)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{blob.sha256}"'
    response["Cache-Control"] = "public, max-age=3600" if public else "private, no-store"
    response["Content-Disposition"] = _disposition(blob.media_type, filename)
    return response


def _part(path: Path, blob: Blob, first: str, last: str) -> HttpResponseBase:
    start = int(first) if first else max(0, blob.size - int(last))
    end = min(int(last), blob.size - 1) if first and last else blob.size - 1
    if start > end:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{blob.size}"
        return refused
    response = StreamingHttpResponse(_read(path, start, end), status=206, content_type=blob.media_type)
    response["Content-Range"] = f"bytes {start}-{end}/{blob.size}"
    response["Content-Length"] = str(end - start + 1)
    return response


def _read(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def handed(content: bytes, *, media_type: str, name: str, inline: bool = False) -> HttpResponse:
    """Answer with bytes made just now (a paper, a table); `inline` only for what this product itself made."""
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{_safe(name)}"'
    return response


def poured(pieces: Iterator[bytes], *, media_type: str, name: str) -> HttpResponseBase:
    """Answer with bytes while they are made; what is short goes whole, with its length.

    The server asks for the pieces after the page has ended, so each one is made in the surroundings of the request:
    its alliance and its language. What fails among the first pieces fails as a page does, before anything was sent.
    """
    here, size = copy_context(), 0
    first: list[bytes] = []
    while size < _SHORT:
        piece = here.run(next, pieces, None)
        if piece is None:
            return handed(b"".join(first), media_type=media_type, name=name)
        first.append(piece)
        size += len(piece)
    response = StreamingHttpResponse(_continued(here, first, pieces), content_type=media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'attachment; filename="{_safe(name)}"'
    return response


def _continued(here: Context, first: list[bytes], pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield from first
    while (piece := here.run(next, pieces, None)) is not None:
        yield piece


def _disposition(media_type: str, filename: str) -> str:
    way = "inline" if media_type.startswith(SHOWN) else "attachment"
    return f'{way}; filename="{_safe(filename)}"'


def _safe(filename: str) -> str:
    """A name every disk accepts, with its extension."""
    stem, dot, suffix = filename.rpartition(".")
    if not dot or not suffix.isalnum():
        return slug_name(filename, fallback="archivo")
    return f"{slug_name(stem, fallback='archivo')}.{suffix.lower()}"
