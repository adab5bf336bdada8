"""The name with which one enters: typed with accents, capitals or spaces, it is the same."""

from __future__ import annotations

import re

from manantial.kernel.text import fold, slug_name


def fold_username(typed: str) -> str:
    """The one spelling of a name to enter with: no accents, small letters, points for spaces."""
    return re.sub(r"[^a-z0-9._-]+", ".", fold(typed.strip())).strip(".")[:80]


def choose_username(name: str, taken: frozenset[str] | set[str]) -> str:
    """A name to enter with, from the name of a person: `guadalupe.hernandez`, with a number when it is taken.

    It never says community or office, because both change hands.
    """
    plain = ".".join(slug_name(name).strip("-").split("-")[:2])
    candidate, number = plain, 2
    while candidate in taken:
        candidate, number = f"{plain}{number}", number + 1
    return candidate
