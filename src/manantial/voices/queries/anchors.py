"""The fragments of a voice as they stand in one version of its transcript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from manantial.voices.models import Fragment, Transcript, Turn, Voice
from manantial.voices.queries.gate import Gate
from manantial.voices.rules import Anchor, Lines, Standing, Use


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


def placed_fragments(voice: Voice, transcript: Transcript | None, *, on: date) -> list[Placed]:
    """Every fragment of a voice that may be worked with that day, in the order of the folios, placed in one version.
    Without any version (None), fragments with words are gone.

    Costs a fixed number of questions to the database. Left out are fragments taken out of the work and those that the
    gate refuses for analysis.
    """
    fragments = list(Fragment.objects.filter(voice=voice, retired_at=None).defer("keys"))
    places = _Places(transcript)
    _give_turns(voice, fragments, places)
    gate = Gate.of(fragments)
    return [_placed(one, places) for one in fragments if gate.ruling(one, Use.ANALYSIS, on=on)]


def place_all(fragments: list[Fragment], transcript: Transcript) -> list[Placed]:
    """Fragments of one voice placed in one version, whatever the gate says: for who must know where they lie."""
    places = _Places(transcript)
    _give_turns(transcript.voice, fragments, places)
    return [_placed(one, places) for one in fragments]


def _give_turns(voice: Voice, fragments: list[Fragment], places: _Places) -> None:
    """Give each fragment the turn where it was marked. Many share one, so each is read and made once."""
    turns = dict(places.turns)
    elsewhere = {one.turn_id for one in fragments if one.turn_id} - turns.keys()
    if elsewhere:
        transcripts = {one.pk: one for one in Transcript.objects.filter(voice=voice)}
        for turn in Turn.objects.defer("keys").filter(pk__in=elsewhere):
            turn.transcript = transcripts[turn.transcript_id]
            turns[turn.pk] = turn
    for one in fragments:
        one.voice = voice
        if one.turn_id:
            one.turn = turns[one.turn_id]


def placed_in(fragment: Fragment, transcript: Transcript) -> Placed:
    """One fragment as it stands in a version; the gate is asked by whoever shows it."""
    return _placed(fragment, _Places(transcript))


class _Places:
    """The turns of a version, read once, and where words stand in them."""

    def __init__(self, transcript: Transcript | None) -> None:
        rows = list(Turn.objects.filter(transcript=transcript).defer("keys")) if transcript else []
        for turn in rows:
            setattr(turn, "transcript", transcript)  # noqa: B010 - the same object for all, not one query for each
        self.turns = {turn.pk: turn for turn in rows}
        self.lines = Lines(rows)


def _placed(fragment: Fragment, places: _Places) -> Placed:
    if fragment.turn is None or fragment.start_char is None:
        return Placed(fragment, None, Anchor(Standing.SAME))
    turn, anchor = places.lines.find(fragment.quote, fragment.start_char, fragment.turn.lineage)
    return Placed(fragment, turn, anchor)
