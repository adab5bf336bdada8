"""Dates in words that lean on something known: read in both languages, retold without losing what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.anchors import EVENTS, LEADS, Lead
from manantial.kernel.dates import PartialDate
from manantial.kernel.remembered import read_remembered

DATED = {"es": ("2021", "marzo de 2020", "24 de noviembre de 2024"), "en": ("2021", "March 2020", "24 November 2024")}


@st.composite
def said(draw) -> tuple[str, str, str]:
    """The same words in both languages, as each is best said: language, words, the words of the other."""
    lead = draw(st.sampled_from(Lead))
    events = [{one: way.clause if lead is Lead.WHEN else way.noun for one, way in event.items()} for event in EVENTS]
    dates = [dict(zip(DATED, pair, strict=True)) for pair in zip(*DATED.values(), strict=True)]
    term = {"es": "la administración 2021–2024", "en": "the 2021–2024 administration"}
    what = draw(st.sampled_from([*events, *dates, term]))
    told = {one: f"{LEADS[one][lead][0]} {what[one]}".replace(" de el ", " del ") for one in LEADS}
    first, second = draw(st.permutations(["es", "en"]))
    return first, told[first], told[second]


@given(said(), st.sampled_from(["", " (October 2024)", " (octubre de 2024)"]))
def test_words_are_retold_in_the_other_language_and_mean_the_same_there(one, bracket):
    language, words, other = one
    target = "en" if language == "es" else "es"
    kept = {"es": " (octubre de 2024)", "en": " (October 2024)"} if bracket else {"es": "", "en": ""}
    told = read_remembered(words + kept[language])
    assert told.retold(target) == other + kept[target]
    assert told.retold(language) == ""
    back = read_remembered(other + kept[target])
    assert (back.earliest, back.latest) == (told.earliest, told.latest)
    if told.words:  # a bare date is no words
        assert told.words in told.say(target)
        assert told.words in told.said(target)


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("Antes del Terremoto", "before the earthquake"),
        ("cuando cambió el presidente", "when the mayor changed"),
        ("después del temblor de 2017", "after the earthquake of 2017"),
        ("entre marzo de 2018 y 2019", "between March 2018 and 2019"),
        ("durante la administración municipal de 2021-2024", "during the 2021–2024 administration"),
        ("por ahí de 2015", "around 2015"),
        ("la seca larga", ""),
        ("cuando llegó la luz", ""),
        ("2019", ""),
    ],
)
def test_what_is_known_is_retold_and_nobody_guesses_the_rest(words, english):
    assert PartialDate(words=words).retold("en") == english


@given(st.text(max_size=60), st.sampled_from(["es", "en", "tzo"]))
def test_no_words_break_the_retelling(words, language):
    moment = PartialDate(words=words)
    assert words in moment.say(language) or not words
    assert isinstance(moment.said(language), str)
