"""A version of a voice as it is read: by parts, so that the page of two hours weighs no more than that of ten
minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Length

from manantial.voices.models import Transcript, Turn
from manantial.voices.queries.anchors import Placed
from manantial.voices.rules.parts import Part, Row, part_with

TURN, MARK = 200, 100  # letters of a page that a turn and a marked stretch take besides their words
READ = 5_600  # letters of one part


@dataclass(frozen=True)
class Outline:
    """The turns of a version without their words: enough to know in which part each stands."""

    transcript: Transcript | None
    rows: tuple[Row, ...]

    def part(self, number: int) -> Part | None:
        """The part with a turn; None for a voice without words."""
        return part_with(self.rows, number, READ)

    def turns(self, part: Part | None = None) -> list[Turn]:
        """The turns of a part with their words; without a part, all of them."""
        rows = Turn.objects.filter(transcript=self.transcript).defer("keys")
        return list(rows.filter(position__range=(part.first, part.last)) if part else rows)


def outline(transcript: Transcript | None, placed: Iterable[Placed] = ()) -> Outline:
    """Read the outline of a version, one question; `placed` are the fragments that will be marked in it."""
    if transcript is None:
        return Outline(None, ())
    marks: Counter[UUID] = Counter(one.turn.pk for one in placed if one.turn and one.anchor.start is not None)
    rows = Turn.objects.filter(transcript=transcript).values_list("pk", "position", Length("text"), "start_ms")
    return Outline(
        transcript,
        tuple(Row(position, length + TURN + MARK * marks[pk], start) for pk, position, length, start in rows),
    )
