"""Where each kind of thing has its page on the desk, for search, for "Hoy" and for "De dónde viene"."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

#: kind → (name of the address, permission of who may open it). The kinds are those of the search and of the river.
DESK_PAGES: dict[str, tuple[str, str]] = {}
#: kind → name of the public address.
PUBLIC_PAGES: dict[str, str] = {"community": "site:community", "lesson": "site:lesson", "fragment": "site:voice"}


def desk_address(kind: str, pk: UUID) -> str:
    """Return the desk page of a thing, or the empty text when its kind has none."""
    return reverse(DESK_PAGES[kind][0], args=[pk]) if kind in DESK_PAGES else ""


def public_address(kind: str, pk: UUID) -> str:
    """Return the public page of a thing, or the empty text when its kind has none."""
    return reverse(PUBLIC_PAGES[kind], args=[pk]) if kind in PUBLIC_PAGES else ""
