"""What the papers of this room and of the campaign have around their text: the frame of the alliance, with its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from manantial.governance.models import Session
from manantial.kernel.dates import say_day
from manantial.press.document import Block, Document
from manantial.territory import papers as alliance_papers
from manantial.territory.papers import PaperRefused, escaped, titled
from manantial.voices.models import Workshop
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS

__all__ = ["PaperRefused", "escaped", "frame", "group_word", "said_act", "spoken", "titled"]


def frame(title: str, blocks: Sequence[Block], *, language: str, on: date, **extra: Any) -> Document:
    """Return a document of the present alliance that says up to which day its data go."""
    dress: dict[str, Any] = {"as_of": on}
    return alliance_papers.frame(title, blocks, language=language, on=on, **(dress | extra))


def spoken() -> str:
    """The language in which things are being said now, as dates ask for it."""
    return (get_language() or "es")[:2]


def said_act(workshop: Workshop | None, session: Session | None) -> str:
    """The meeting that decided something, with its folio and its day: whoever doubts it can look it up."""
    language = spoken()
    if workshop is not None:
        return f"{workshop.folio} {workshop.title}, {say_day(workshop.on, language, weekday=False)}"
    if session is None:
        return ""
    day = say_day(timezone.localdate(session.planned_at), language, weekday=False)
    return f"{session.body.name} {session.number}, {day}"


def group_word(group: str) -> str:
    """The Spanish word of a group of voices; a group the alliance named itself is said as written."""
    return said(GROUP_WORDS, group)
