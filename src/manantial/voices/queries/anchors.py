"""The fragments of a voice as they stand in one version of its transcript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from manantial.voices.models import Fragment, Transcript, Turn, Voice
from manantial.voices.queries.gate import Gate
from manantial.voices.rules import Anchor, Standing, Use, place


@dataclass(frozen=True)
class Placed:
    """A fragment and where its words stand in the version that is shown.

    `turn` is the turn of that version which descends from the one where it was marked; None when there is none, and for
    a fragment of seconds or of a picture, which has no letters and always stands.
    """

    fragment: Fragment
    turn: Turn | None
    anchor: Anchor

    @property
    def other_language(self) -> bool:
        """It was marked in words of another language than those shown, where it cannot be looked for."""
        marked, shown = self.fragment.turn, self.turn
        return bool(marked and shown and marked.transcript.language != shown.transcript.language)


def placed_fragments(voice: Voice, transcript: Transcript, *, on: date) -> list[Placed]:
    """Every fragment of a voice that may be worked with that day, in the order of the folios, placed in one version.

    Costs a fixed number of questions to the database. Left out are fragments taken out of the work and those that the
    gate refuses for analysis.
    """
    fragments = list(Fragment.objects.filter(voice=voice, retired_at=None).select_related("turn__transcript"))
    gate = Gate.of(fragments)
    turns = list(Turn.objects.filter(transcript=transcript))
    for turn in turns:
        turn.transcript = transcript
    shown = {turn.lineage: turn for turn in turns}
    allowed = [one for one in fragments if gate.ruling(one, Use.ANALYSIS, on=on)]
    return [_placed(one, shown.get(one.turn.lineage) if one.turn else None) for one in allowed]


def _placed(fragment: Fragment, turn: Turn | None) -> Placed:
    if fragment.turn is None or fragment.start_char is None:
        return Placed(fragment, None, Anchor(Standing.SAME))
    return Placed(fragment, turn, place(fragment.quote, fragment.start_char, turn.text if turn else None))
