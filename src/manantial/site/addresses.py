"""Where each kind of thing has its page on the desk, for search, for "Hoy" and for "De dónde viene"."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

#: kind → name of its page on the desk. The kinds are those of the search, of the river and of the ledger.
DESK_PAGES: dict[str, str] = {
    "account": "people:account",
    "agreement": "governance:agreement",
    "body": "people:body",
    "community": "territory:community",
    "debrief": "voices:debrief",
    "delivery": "kits:delivery",
    "edition": "kits:edition",
    "failure": "water:failure",
    "finding": "meaning:finding",
    "fragment": "voices:fragment",
    "handover": "handover:act",
    "indicator": "water:indicator",
    "job": "site:job",
    "kit": "kits:kit",
    "lesson": "meaning:lesson",
    "material": "campaign:material",
    "milestone": "meaning:milestone",
    "person": "people:person",
    "round": "meaning:round",
    "session": "governance:session",
    "source": "voices:source",
    "target": "project:target",
    "voice": "voices:voice",
    "watersystem": "water:system",
    "withdrawal": "voices:withdrawal",
    "workshop": "voices:workshop",
}
#: kind → name of the public address.
PUBLIC_PAGES: dict[str, str] = {"community": "site:community", "lesson": "site:lesson", "fragment": "site:voice"}


def desk_address(kind: str, pk: UUID) -> str:
    """Return the desk page of a thing, or the empty text when its kind has none."""
    return reverse(DESK_PAGES[kind], args=[pk]) if kind in DESK_PAGES else ""


def public_address(kind: str, pk: UUID) -> str:
    """Return the public page of a thing, or the empty text when its kind has none."""
    return reverse(PUBLIC_PAGES[kind], args=[pk]) if kind in PUBLIC_PAGES else ""
