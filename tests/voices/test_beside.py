"""Words that somebody reserved do not leave inside a larger quote, sound or picture."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.voices.actions import Span, mark_fragment, reserve_fragment, retire_fragment, transcribe
from manantial.voices.models import Turn, Voice
from manantial.voices.queries import permitted
from manantial.voices.rules import Preset, Refusal, Stretch, Use, What, parts_shared, read_turns
from tests.voices.conftest import WORDS, allow

SAID = "Antes acarreábamos el agua desde el ojo de agua."
letters = st.integers(0, len(SAID) - 1).flatmap(lambda low: st.tuples(st.just(low), st.integers(low + 1, len(SAID))))


def stretch(turn: int, start: int, end: int, said: str = SAID, **more: object) -> Stretch:
    given = {"turn": turn, "version": turn, "lines": frozenset({"line"}), "said": said, "quote": said[start:end]}
    return Stretch(**given | {"start": start, "end": end} | more)  # type: ignore[arg-type]


@given(letters, letters)
def test_two_fragments_of_a_turn_share_words_when_one_letter_is_in_both(one, other) -> None:
    shared = set(range(*one)) & set(range(*other))
    assert (What.QUOTE in parts_shared(stretch(1, *one), [stretch(1, *other)])) == bool(shared)


@given(letters, letters, st.sampled_from(["", "Mire: ", "Mire usted: "]))
def test_no_words_of_a_corrected_turn_leave_that_hold_the_reserved_ones(one, kept, before) -> None:
    said = before + SAID
    larger = stretch(2, one[0], one[1], said)
    reserved = stretch(1, *kept)
    told = What.QUOTE not in parts_shared(larger, [reserved])
    assert not (told and reserved.quote in larger.quote)


def test_where_it_is_not_known_whether_they_meet_they_do() -> None:
    corrected = stretch(2, 0, 5, "Antes íbamos por agua lejos.")
    assert What.QUOTE in parts_shared(corrected, [stretch(1, 6, 18)])
    rewritten = stretch(2, 0, 5, lines=frozenset({"new"}))
    assert What.QUOTE in parts_shared(rewritten, [stretch(1, 0, 5)])
    timed = stretch(2, 0, 5, lines=frozenset({"new"}), low=0, high=900)
    assert not parts_shared(timed, [stretch(1, 0, 5, low=2000, high=3000)]) - {What.PHOTO}
    assert What.VOICE in parts_shared(Stretch(), [stretch(1, 0, 5, low=0, high=900)])


def test_of_a_picture_only_the_parts_that_do_not_touch() -> None:
    face = Stretch(region=(100, 100, 300, 300))
    assert What.PHOTO not in parts_shared(Stretch(region=(400, 0, 900, 900)), [face])
    assert What.PHOTO in parts_shared(Stretch(region=(0, 0, 200, 200)), [face])
    assert What.PHOTO in parts_shared(Stretch(), [face])


@pytest.mark.django_db
def test_a_quote_that_takes_in_a_reserved_passage_stays(told: Voice, now: datetime) -> None:
    allow(told, Preset.EVERYTHING, now)
    turn = Turn.objects.filter(transcript__voice=told).earliest("position")
    larger = mark_fragment(told, span=Span(turn, 0, len(turn.text)), by=None, now=now)
    beside = mark_fragment(told, span=Span(turn, 0, 18), by=None, now=now)
    place = mark_fragment(told, span=Span(turn, 27, len(turn.text)), by=None, now=now)

    def asked(use: Use) -> list[str]:
        rulings = permitted([larger, beside, place], use=use, on=now.date())
        return ["" if ruling else str(ruling.facts["code"]) for _thing, ruling in rulings]

    assert asked(Use.PRINT) == ["", "", ""]
    reserve_fragment(place, reason="No se dice dónde nace el agua.", by=None, now=now)
    assert asked(Use.PRINT) == [Refusal.HOLDS_RESERVED, "", Refusal.RESERVED]
    assert asked(Use.ANALYSIS) == ["", "", ""]
    retire_fragment(place, by=None, now=now)
    assert asked(Use.RETURN)[0] == Refusal.HOLDS_RESERVED


@pytest.mark.django_db
def test_nor_in_the_corrected_words_until_it_is_found_in_them(told: Voice, now: datetime) -> None:
    allow(told, Preset.EVERYTHING, now)
    turn = Turn.objects.filter(transcript__voice=told).earliest("position")
    place = mark_fragment(told, span=Span(turn, 27, len(turn.text)), by=None, now=now)
    reserve_fragment(place, reason="No se dice dónde nace el agua.", by=None, now=now)
    made = transcribe(told, read_turns(WORDS.replace("Antes", "Antes, mire,")), by=None, now=now)
    line = Turn.objects.filter(transcript=made).earliest("position")
    whole = mark_fragment(told, span=Span(line, 0, len(line.text)), by=None, now=now)
    first = mark_fragment(told, span=Span(line, 0, 5), by=None, now=now)
    [(_w, over), (_f, free)] = permitted([whole, first], use=Use.PRINT, on=now.date())
    assert not over
    assert free


@pytest.mark.django_db
def test_a_whole_recording_is_not_sent_with_reserved_seconds_in_it(recorded: Voice, now: datetime) -> None:
    allow(recorded, Preset.EVERYTHING, now)
    first = mark_fragment(recorded, span=Span(start_ms=0, end_ms=900), by=None, now=now)
    second = mark_fragment(recorded, span=Span(start_ms=900, end_ms=1500), by=None, now=now)
    both = mark_fragment(recorded, span=Span(start_ms=500, end_ms=1200), by=None, now=now)
    reserve_fragment(second, reason="Dice un nombre.", by=None, now=now)
    heard = permitted([recorded, first, both], use=Use.RADIO, on=now.date(), what=What.VOICE)
    assert [bool(ruling) for _thing, ruling in heard] == [False, True, False]
