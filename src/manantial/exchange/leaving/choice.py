"""For which use something leaves, and what of each voice may."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from manantial.voices.models import Voice
from manantial.voices.queries import said_ruling
from manantial.voices.queries.gate import RESERVED, Gate
from manantial.voices.rules import CONTENT_OF, Credit, Refusal, Use, What, refusal

#: Uses inside the team: memos and the names of who coded go along; farther they do not.
NEAR = frozenset({Use.ANALYSIS, Use.INTERNAL_REPORT})


@dataclass(frozen=True)
class Leave:
    """What leaves: for which use, on which day, with sound and pictures, and whether as the whole copy."""

    use: Use
    on: date
    media: bool = False
    whole: bool = False
    qualcoder: bool = False  # written as QualCoder reads it, see docs/decisiones.md

    @property
    def near(self) -> bool:
        """It stays within the team."""
        return self.use in NEAR


@dataclass(frozen=True)
class Parts:
    """What of one voice may leave, and how it is credited."""

    words: bool
    media: bool
    credit: Credit
    reason: str = ""  # why nothing may
    silent: str = ""  # why the words may not
    unseen: str = ""  # why the sound or the picture may not

    @property
    def any(self) -> bool:
        """Something may leave."""
        return self.words or self.media


def parts_of_voices(voices: Sequence[Voice], leave: Leave) -> dict[UUID, Parts]:
    """Ask the gate about some voices, with a fixed number of questions to the database."""
    gate = Gate.of(voices)
    return {voice.pk: _parts(gate, voice, leave) for voice in voices}


def preview(leave: Leave) -> tuple[int, Mapping[str, int]]:
    """How many voices would leave today, and for each reason how many would not."""
    voices = list(Voice.objects.all())
    found = parts_of_voices(voices, leave)
    reasons = Counter(parts.reason for parts in found.values() if not parts.any)
    return sum(parts.any for parts in found.values()), dict(reasons.most_common())


def open_voices(voices: Iterable[Voice], leave: Leave) -> dict[UUID, Parts]:
    """Only the voices of which something may leave."""
    return {pk: parts for pk, parts in parts_of_voices(list(voices), leave).items() if parts.any}


def _parts(gate: Gate, voice: Voice, leave: Leave) -> Parts:
    fresh = gate.voices[voice.pk]
    credit = gate.credit(voice, leave.use, on=leave.on)
    if fresh.visibility == RESERVED and not leave.whole:
        why = said_ruling(refusal(Refusal.RESERVED))
        return Parts(False, False, credit, why, why, why)
    words = gate.ruling(voice, leave.use, on=leave.on, what=What.QUOTE)
    media = gate.ruling(voice, leave.use, on=leave.on, what=CONTENT_OF[fresh.kind])
    has_media = CONTENT_OF[fresh.kind] is not What.QUOTE
    silent, unseen = "" if words else said_ruling(words), "" if media else said_ruling(media)
    return Parts(bool(words), bool(media) and has_media, credit, "" if words or media else silent, silent, unseen)
