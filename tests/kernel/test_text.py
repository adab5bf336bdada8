"""Spanish keys find the singular by the plural, with or without accents, whatever apostrophe was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.text import fold, prefix_key, search_key, search_keys, slug_name

letters = st.text(st.sampled_from("abcdeñosuzáéíóúlmr"), min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("asamblea", "asambleas"), "asamblea"),
        (("mujer", "mujeres"), "mujer"),
        (("joven", "jóvenes"), "joven"),
        (("obra", "obras"), "obra"),
        (("gobierno", "gobiernos"), "gobierno"),
        (("luz", "luces", "LUCES"), "luz"),
        (("manantial", "manantiales"), "manantial"),
        (("pez", "peces"), "pez"),
        (("comité", "comités"), "comit"),
        (("tanque", "tanques"), "tanqu"),
        (("presidente", "presidentes"), "president"),
        (("reunión", "reuniones"), "reunion"),
        (("raíz", "raíces"), "raiz"),
        (("red", "redes"), "red"),
        (("vez", "veces"), "vez"),
        (("país", "países"), "pais"),
        (("mes", "meses"), "mes"),
        (("interés", "intereses"), "inter"),
        (("año", "ano", "años"), "ano"),
        (("tesis",), "tesis"),
        (("cloración",), "cloracion"),
        (("presidenta",), "presidenta"),
    ],
)
def test_singular_and_plural_meet(words: tuple[str, ...], key: str) -> None:
    assert {search_key(word) for word in words} == {key}


def test_words_that_differ_in_more_than_number_stay_apart() -> None:
    assert search_key("casa") != search_key("caso")


def test_the_four_apostrophes_are_one_and_keep_the_word_whole() -> None:
    assert {search_keys(f"bats{mark}i k{mark}op") for mark in "'’ʼꞌ"} == {"batsʼi kʼop"}
    assert search_keys("el 'agua' viva") == "el agua viva"


def test_accents_typed_in_two_ways_meet() -> None:
    assert search_keys("reunio\u0301n nin\u0303os") == search_keys("reunión niños") == "reunion nino"


def test_the_keys_of_a_text_keep_its_order() -> None:
    assert search_keys("Las mujeres, en 2021; (¡luces!)") == "las mujer en 2021 luz"
    assert search_keys(" — ") == ""


@given(letters, st.data())
def test_every_beginning_of_a_word_finds_it(word: str, data: st.DataObject) -> None:
    start = word[: data.draw(st.integers(1, len(word)))]
    asked = prefix_key(start)
    assert asked is not None
    key = search_key(word)
    assert key.startswith(asked.prefix) or key in asked.wholes


def test_a_star_at_the_end_is_allowed_and_nothing_asks_for_nothing() -> None:
    assert prefix_key("Particip*") == prefix_key("particip")
    assert prefix_key(" * ") is None


@given(st.text(max_size=80))
def test_keys_are_stable_and_the_query_passes_through_the_same_function(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert search_keys(text.upper()) == search_keys(text.upper().lower()) or "İ" in text
    assert all(word for word in search_keys(text).split(" ") if search_keys(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Comité de Agua «La Ceiba» № 3", "comite-de-agua-la-ceiba-no-3"),
        ("K’anil", "kanil"),
        ("con", "con-"),
        ("¿?", "sin-nombre"),
        ("a" * 100, "a" * 60),
    ],
)
def test_names_for_disks_are_plain(text: str, name: str) -> None:
    assert slug_name(text) == name


@given(st.text(max_size=200))
def test_a_disk_name_is_always_safe(text: str) -> None:
    name = slug_name(text)
    assert name
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(name) <= 61
