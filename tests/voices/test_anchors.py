"""Marked words in a transcript that was corrected: where they are, or that they are not there any more."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.voices.actions import Span, mark_fragment, retire_fragment, transcribe
from manantial.voices.models import Turn, Voice
from manantial.voices.queries import placed_fragments
from manantial.voices.rules import Anchor, Preset, Standing, place, read_turns
from tests.voices.conftest import allow

SAID = "Antes acarreábamos el agua desde el ojo de agua."


@pytest.mark.parametrize(
    ("start", "said", "anchor"),
    [
        (22, SAID, Anchor(Standing.SAME, 22, 26)),
        (22, "A" + SAID, Anchor(Standing.MOVED, 23, 27)),
        (45, SAID, Anchor(Standing.MOVED, 43, 47)),
        (22, SAID.replace("agua", "água"), Anchor(Standing.CHANGED)),
        (22, None, Anchor(Standing.GONE)),
    ],
)
def test_marked_words_are_found_letter_by_letter_or_not_at_all(start: int, said: str | None, anchor: Anchor) -> None:
    assert place("agua", start, said) == anchor


@given(st.text("ab ", min_size=1, max_size=4), st.integers(-5, 30), st.one_of(st.none(), st.text("ab ", max_size=20)))
def test_no_place_ever_holds_other_words(quote: str, start: int, said: str | None) -> None:
    found = place(quote, start, said)
    assert found.is_there == (said is not None and quote in said)
    if found.start is not None:
        assert said is not None
        assert said[found.start : found.end] == quote


@pytest.mark.django_db
def test_fragments_of_a_voice_stand_where_their_words_are(told: Voice, now: datetime) -> None:
    allow(told, Preset.EVERYTHING, now)
    first = list(Turn.objects.filter(transcript__voice=told))
    spans = [(first[0], 22, 26), (first[2], 0, 5), (first[2], 24, 30), (first[1], 2, 7)]
    marked = [mark_fragment(told, span=Span(turn, start, end), by=None, now=now) for turn, start, end in spans]
    retire_fragment(marked[3], by=None, now=now)
    text = "María: Antes, acarreábamos el agua desde el ojo de agua.\nAna: ¿Y ahora?\nMaría: Ahora llega los jueves."
    corrected = transcribe(told, read_turns(text), by=None, now=now)
    placed = placed_fragments(told, corrected, on=now.date())
    assert [(one.fragment, one.anchor.standing) for one in placed] == [
        (marked[0], Standing.MOVED),
        (marked[1], Standing.SAME),
        (marked[2], Standing.CHANGED),
    ]
    assert [one.turn.position if one.turn else None for one in placed] == [1, 3, 3]
