"""The restricted Markdown of a material as plain text, for posters and scripts that carry no marks."""

from __future__ import annotations

import re

_MARKS = re.compile(r"(\*\*|\*|__|\\(?=[\W_]))")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_NOTE = re.compile(r"\[\^[^\]]+\](:.*$)?", re.MULTILINE)
_TITLE = re.compile(r"^#{2,4}\s+(.*)$", re.MULTILINE)


def plain(markdown: str) -> str:
    """The words alone: no stars, links as their words, no notes, no titles' marks."""
    words = _NOTE.sub("", _LINK.sub(r"\1", _TITLE.sub(r"\1", markdown)))
    return _MARKS.sub("", words).strip()


def sections_of(markdown: str) -> list[tuple[str, str]]:
    """The text cut at its titles: (title, words); what stands before the first title has none."""
    parts = _TITLE.split(markdown)
    found = [("", plain(parts[0]))]
    found += [(plain(title), plain(text)) for title, text in zip(parts[1::2], parts[2::2], strict=True)]
    return [(title, text) for title, text in found if title or text]
