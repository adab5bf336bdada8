"""Marked words in a transcript that was corrected: where they are, or that they are not there any more."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.ids import uuid7
from manantial.voices.actions import Span, mark_fragment, retire_fragment, transcribe
from manantial.voices.models import Turn, Voice
from manantial.voices.queries import placed_fragments
from manantial.voices.rules import Anchor, Before, Forebear, Preset, Standing, descend, place, read_turns
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


LINES = [uuid7() for _line in range(4)]
OLD = [
    Before(LINES[0], "Antes acarreábamos el agua desde el ojo de agua y tardábamos medio día."),
    Before(LINES[1], "¿Y ahora?"),
    Before(LINES[2], "Ahora llega los martes a cada casa."),
]


def test_a_split_turn_leaves_its_line_to_the_first_part_and_the_other_remembers_it() -> None:
    parts = ["Antes acarreábamos el agua desde el ojo de agua", "y tardábamos medio día."]
    found = descend(OLD, [*parts, "¿Y ahora?", "Ahora llega los martes a cada casa."])
    assert [one.line for one in found] == [LINES[0], None, LINES[1], LINES[2]]
    assert found[1].forebears == (Forebear(LINES[0], -48),)


def test_joined_turns_keep_the_line_of_the_first_and_remember_the_others() -> None:
    found = descend(OLD, [OLD[0].text, f"{OLD[1].text} {OLD[2].text}"])
    assert [one.line for one in found] == [LINES[0], LINES[1]]
    assert found[1].forebears == (Forebear(LINES[2], 10),)


def test_a_turn_put_before_another_does_not_take_its_line() -> None:
    found = descend(OLD, [OLD[0].text, "Perdón, se cortó.", "¿Y ahora qué?", OLD[2].text])
    assert [one.line for one in found] == [LINES[0], None, LINES[1], LINES[2]]


def test_an_editor_may_say_which_line_a_turn_continues_but_only_once() -> None:
    found = descend(OLD, ["Nada de lo de antes.", "Otra cosa.", OLD[2].text], [LINES[1], LINES[1], LINES[3]])
    assert [one.line for one in found] == [LINES[1], None, LINES[2]]


@given(
    st.lists(st.text("ab c.", min_size=1, max_size=12), max_size=6), st.lists(st.text("ab c.", max_size=12), max_size=6)
)
def test_no_two_turns_of_a_version_have_the_same_line(old: list[str], new: list[str]) -> None:
    lines = [uuid7() for _turn in old]
    found = descend([Before(line, text) for line, text in zip(lines, old, strict=True)], new)
    given_lines = [one.line for one in found if one.line]
    assert len(found) == len(new)
    assert len(set(given_lines)) == len(given_lines)
    assert set(given_lines) <= set(lines)


@pytest.mark.django_db
def test_words_marked_in_a_turn_that_was_split_or_joined_are_still_found(told: Voice, now: datetime) -> None:
    allow(told, Preset.EVERYTHING, now)
    first = list(Turn.objects.filter(transcript__voice=told).select_related("transcript"))
    late = mark_fragment(told, span=Span(first[0], 33, 47), by=None, now=now)
    asked = mark_fragment(told, span=Span(first[1], 0, 8), by=None, now=now)
    text = "María: Antes acarreábamos el agua desde\n\nMaría: el ojo de agua. ¿Y ahora?\nMaría: Ahora el agua llega."
    split = transcribe(told, read_turns(text), by=None, now=now)
    placed = {one.fragment: one for one in placed_fragments(told, split, on=now.date())}
    assert [(one.turn.position, one.anchor.start) for one in placed.values() if one.turn] == [(2, 0), (2, 16)]
    assert {one.anchor.standing for one in placed.values()} == {Standing.MOVED}
    assert set(placed) == {late, asked}


@pytest.mark.django_db
def test_a_fragment_whose_words_changed_says_so_and_is_marked_again_by_a_person(
    told: Voice, now: datetime, as_ana: Client
) -> None:
    allow(told, Preset.EVERYTHING, now)
    turn = Turn.objects.filter(transcript__voice=told).select_related("transcript").first()
    fragment = mark_fragment(told, span=Span(turn, 6, 26), by=None, now=now)
    assert fragment.quote == "acarreábamos el agua"
    text = "María: Antes acarreabamos siempre el agua desde el ojo.\nAna: ¿Y ahora?\nMaría: Ahora el agua llega."
    transcribe(told, read_turns(text), by=None, now=now)
    voice_page, page = f"/mesa/voces/{told.pk}/", f"/mesa/fragmentos/{fragment.pk}/"
    shown = as_ana.get(voice_page).content.decode()
    assert "Las palabras cambiaron después de marcarlo" in shown
    assert "<mark>" not in shown
    answer = as_ana.get(page).content.decode()
    assert "«Antes acarreabamos siempre el agua desde el ojo.»" in answer
    assert ">acarreabamos siempre el agua</textarea>" in answer
    refused = as_ana.post(f"{page}marcar-de-nuevo/", {"words": "el río"}, follow=True).content.decode()
    assert "Esas palabras no están en la transcripción." in refused
    done = as_ana.post(f"{page}marcar-de-nuevo/", {"words": "acarreabamos siempre el agua"}, follow=True)
    assert "«acarreábamos el agua»" in done.content.decode()
    fragment.refresh_from_db()
    assert (fragment.quote, fragment.start_char) == ("acarreabamos siempre el agua", 6)
    assert "<mark>" in as_ana.get(voice_page).content.decode()
