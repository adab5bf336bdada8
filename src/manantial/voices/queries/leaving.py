"""The words of a version as they may leave in a file: without what somebody put aside for care."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.voices.models import Fragment, Transcript, Turn
from manantial.voices.queries.versions import as_text
from manantial.voices.rules import Lines, TurnText, reserved_spans


@dataclass(frozen=True)
class _Reserved:
    line: UUID | None
    start: int | None
    quote: str
    start_ms: int | None
    end_ms: int | None


def leaving_texts(transcript: Transcript) -> list[TurnText] | None:
    """The turns of a version with every reserved passage as a mark, or None when it is not known where one lies.

    Where its words changed, its whole turn is left out; of seconds alone, every turn that shares one of them. In a
    translation a reserved passage of the original takes its whole turn.
    """
    rows = Fragment.objects.filter(voice=transcript.voice_id, reserved=True)
    marked = rows.values_list("turn__lineage", "start_char", "quote", "start_ms", "end_ms")
    turns = list(Turn.objects.filter(transcript=transcript))
    spans = reserved_spans((_Reserved(*row) for row in marked), Lines(turns))
    if spans is None:
        return None
    return [replace(as_text(turn), text=_blanked(turn.text, spans.get(turn.pk, []))) for turn in turns]


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with its passages as marks; passages that touch or overlap become one."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start > at or not pieces:
            pieces += [text[at:start], _("[reservado]")]
        at = max(at, end)
    return "".join(pieces) + text[at:]
