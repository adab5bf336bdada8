"""What people type into a search box is understood, and the words that were asked for are marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.asked import around, marked, read_question
from manantial.kernel.text import search_keys

SAID = "En la asamblea dijeron que se fue el agua; los comités buscaron mangueras."


@pytest.mark.parametrize(
    ("asked", "yes"),
    [
        ("asambleas agua", True),
        ("agua tesorera", False),
        ('"se fue el agua"', True),
        ('"fue se el agua"', False),
        ('"los comite"', True),
        ("mang*", True),
        ("manguer* -cuota", True),
        ("agua -comité", False),
        ('agua -"fue el agua"', False),
        ("tesorera OR manguera", True),
        ("tesorera o manguera", True),
        ("tesorera O cuota", False),
        ("agua tesorera OR comite", True),
        ("agua Y asamblea", True),
        ('"se fue el ag*"', True),
        ("agua/asamblea", True),
        ("buscaron-mangueras", True),
    ],
)
def test_words_phrases_beginnings_without_and_or(asked: str, yes: bool) -> None:
    assert read_question(asked).holds(search_keys(SAID)) is yes


@pytest.mark.parametrize("nothing", ["", "  ", '"', '""', "-", "-agua", "OR", "* - OR", "¿¡!? \"' * ("])
def test_what_asks_for_nothing_is_no_question(nothing: str) -> None:
    assert not read_question(nothing)


def test_the_last_word_may_be_only_begun_while_somebody_types() -> None:
    assert not read_question("asamb").holds(search_keys(SAID))
    assert read_question("asamb", typing=True).holds(search_keys(SAID))
    assert read_question("luc", typing=True).holds(search_keys("Se fueron las luces"))
    assert not read_question("mes").holds(search_keys("la mesa"))


def test_the_words_are_marked_with_their_accents_and_plurals() -> None:
    pieces = marked("Los Comités del agua y el ch'ul ja’", read_question('comite "ch’ul ja\'"').terms)
    assert [text for text, hit in pieces if hit] == ["Comités", "ch'ul ja’"]


def test_a_long_text_is_shown_around_the_first_word() -> None:
    text = f"{'antes ' * 100}manantial{' después' * 100}"
    shown = around(marked(text, read_question("manantiales").terms), 60)
    told = "".join(piece for piece, _hit in shown)
    assert ("manantial", True) in shown
    assert len(told) < 220
    assert told.startswith("…")
    assert told.endswith("…")


@given(st.text(max_size=80), st.text(max_size=30))
def test_marking_never_changes_the_text(text: str, asked: str) -> None:
    assert "".join(piece for piece, _hit in marked(text, read_question(asked).terms)) == text


@given(
    st.lists(st.sampled_from(["agua", "aguas", "luz", "luces", "comité", "ch'ul", "año"]), min_size=1, max_size=6),
    st.data(),
)
def test_any_word_and_any_stretch_of_a_text_is_found_in_it(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    for asked in (words[start], f'"{" ".join(words[start:end])}"'):
        question = read_question(asked)
        assert question.holds(search_keys(text))
        assert any(hit for _piece, hit in marked(text, question.terms))
