"""What the papers of this room and of the campaign have around their text: the frame of the alliance, with its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from manantial.press.document import Block, Document
from manantial.territory import papers as alliance_papers
from manantial.territory.papers import PaperRefused, escaped, titled
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS

__all__ = ["PaperRefused", "escaped", "frame", "group_word", "titled"]


def frame(title: str, blocks: Sequence[Block], *, language: str, on: date, **extra: Any) -> Document:
    """Return a document of the present alliance that says up to which day its data go."""
    dress: dict[str, Any] = {"as_of": on}
    return alliance_papers.frame(title, blocks, language=language, on=on, **(dress | extra))


def group_word(group: str) -> str:
    """The Spanish word of a group of voices; a group the alliance named itself is said as written."""
    return said(GROUP_WORDS, group)
