"""The words of a version as they may leave in a file: without what somebody put aside for care."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.voices.models import Fragment, Transcript, Turn
from manantial.voices.queries.anchors import Placed, place_all
from manantial.voices.queries.versions import as_text
from manantial.voices.rules import TurnText


def leaving_texts(transcript: Transcript) -> list[TurnText] | None:
    """The turns of a version with every reserved passage as a mark, or None when it is not known where one lies.

    Where its words changed, its whole turn is left out; of seconds alone, every turn that shares one of them. In a
    translation a reserved passage of the original takes its whole turn.
    """
    reserved = list(Fragment.objects.filter(voice=transcript.voice_id, reserved=True))
    turns = list(Turn.objects.filter(transcript=transcript))
    if not reserved:
        return [as_text(turn) for turn in turns]
    spans: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    for one in place_all(reserved, transcript):
        if one.fragment.turn_id is None:
            hidden = [turn for turn in turns if _shares(turn, one.fragment)]
            if one.fragment.start_ms is not None and not hidden:
                return None
            for turn in hidden:
                spans[turn.pk].append((0, len(turn.text)))
        elif one.turn is None:
            return None
        else:
            spans[one.turn.pk].append(_span(one, one.turn))
    return [replace(as_text(turn), text=_blanked(turn.text, spans.get(turn.pk, []))) for turn in turns]


def _span(one: Placed, turn: Turn) -> tuple[int, int]:
    if one.anchor.start is None or one.anchor.end is None:
        return 0, len(turn.text)
    return one.anchor.start, one.anchor.end


def _shares(turn: Turn, fragment: Fragment) -> bool:
    if fragment.start_ms is None or fragment.end_ms is None:
        return False
    if turn.start_ms is None:
        return False
    end = turn.end_ms if turn.end_ms is not None else fragment.end_ms
    return turn.start_ms < fragment.end_ms and end > fragment.start_ms


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with its passages as marks; passages that touch or overlap become one."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start > at or not pieces:
            pieces += [text[at:start], _("[reservado]")]
        at = max(at, end)
    return "".join(pieces) + text[at:]
