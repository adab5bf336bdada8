"""Which fragments, and which whole voices, hold a passage that somebody put aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from manantial.voices.models import Fragment
from manantial.voices.rules import SOUNDING, Stretch, What, parts_shared

_COLUMNS = (
    "voice_id", "pk", "quote", "start_char", "end_char", "start_ms", "end_ms", "region",
    "turn_id", "turn__transcript_id", "turn__lineage", "turn__forebears", "turn__text",
    "turn__start_ms", "turn__end_ms",
)  # fmt: skip
#: Of a whole voice its words may still be told, because whoever writes them leaves the passages out.
WHOLE = SOUNDING | {What.PHOTO}


def holding(voices: Iterable[UUID], fragments: Iterable[UUID]) -> Mapping[UUID, frozenset[What]]:
    """For each voice and fragment that would tell something reserved, the parts that would; others are not named.

    What was taken out of the work stays reserved. One question to the database, and a second where something is.
    """
    aside: dict[UUID, list[Stretch]] = defaultdict(list)
    own: set[UUID] = set()
    for voice, key, stretch in _stretches(reserved=True, voice__in=list(voices)):
        aside[voice].append(stretch)
        own.add(key)
    if not aside:
        return {}
    found: dict[UUID, frozenset[What]] = dict.fromkeys(aside, WHOLE)
    asked = [key for key in fragments if key not in own]
    for voice, key, stretch in _stretches(pk__in=asked, voice__in=list(aside)) if asked else ():
        if shared := parts_shared(stretch, aside[voice]):
            found[key] = shared
    return found


def _stretches(**limits: object) -> Iterable[tuple[UUID, UUID, Stretch]]:
    for row in Fragment.objects.filter(**limits).order_by("pk").values_list(*_COLUMNS):
        voice, key, quote, start, end, low, high, region, turn, version, line, elders, said, turn_low, turn_high = row
        lines = {line, *(UUID(elder) for elder, _shift in elders or ())} if turn else ()
        yield (
            voice,
            key,
            Stretch(
                turn=turn,
                version=version,
                lines=frozenset(lines),
                said=said or "",
                quote=quote,
                start=start,
                end=end,
                low=turn_low if low is None else low,
                high=turn_high if high is None else high,
                region=tuple(region) if region else None,
            ),
        )
