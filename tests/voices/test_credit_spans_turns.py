"""Who is named, where words lie, how a typed transcript is read, and who has not been heard."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.dates import PartialDate
from manantial.voices.rules import (
    Attribution,
    ConsentFacts,
    DataAgreementFacts,
    Heard,
    InvalidClock,
    Preset,
    Profile,
    TermHolder,
    TurnText,
    Use,
    VoiceGroup,
    What,
    WithdrawalFacts,
    anchored,
    attribution_line,
    coverage,
    gives_away,
    locate,
    parse_clock,
    preset_scopes,
    read_turns,
    region,
    safer,
    say_clock,
    tellable,
    text_span,
    time_span,
    write_turns,
)

LUCIA = Profile("Lucía Hernández Pérez", "Presidenta", "El Carrizal", VoiceGroup.COMMITTEE_WOMEN)
ALL = frozenset(What)
SEAT = frozenset({What.ROLE, What.COMMUNITY})
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("attribution", "told", "line"),
    [
        (Attribution.FULL_NAME, ALL, "Lucía Hernández Pérez, Presidenta, El Carrizal"),
        (Attribution.FIRST_NAME, ALL, "Lucía, Presidenta, El Carrizal"),
        (Attribution.FULL_NAME, frozenset({What.NAME}), "Lucía Hernández Pérez"),
        (Attribution.FULL_NAME, SEAT, "Presidenta, El Carrizal"),
        (Attribution.ROLE_COMMUNITY, ALL, "Presidenta, El Carrizal"),
        (Attribution.ROLE_COMMUNITY, frozenset(), "Mujeres de comité"),
        (Attribution.GROUP, ALL, "Mujeres de comité"),
        (Attribution.ANONYMOUS, ALL, "Una voz de la alianza"),
    ],
)
def test_credit_says_what_was_allowed_and_no_more(attribution: Attribution, told: frozenset[What], line: str) -> None:
    assert attribution_line(LUCIA, attribution, told).line() == line


def test_an_assembly_is_several_voices() -> None:
    assert attribution_line(Profile(collective=True), Attribution.ANONYMOUS, ALL).line() == "Varias voces de la alianza"


@given(st.sampled_from(Attribution), st.frozensets(st.sampled_from(What)))
def test_credit_never_holds_a_part_that_may_not_be_told(attribution: Attribution, told: frozenset[What]) -> None:
    line = attribution_line(LUCIA, attribution, told).line()
    assert What.NAME in told or "Luc" not in line
    assert What.ROLE in told or "Presidenta" not in line
    assert What.COMMUNITY in told or "Carrizal" not in line
    assert attribution is not Attribution.ANONYMOUS or line == "Una voz de la alianza"
    assert attribution in {Attribution.FULL_NAME, Attribution.FIRST_NAME} or "Luc" not in line


def test_the_place_is_told_only_when_its_assembly_agreed_too() -> None:
    yes = ConsentFacts("one", date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), preset_scopes(Preset.EVERYTHING))
    agreed = DataAgreementFacts(date(2026, 1, 1), frozenset({Use.PRINT}))
    ask = {"community": True}
    assert tellable([yes], (), agreed, Use.PRINT, TODAY, **ask) == {What.NAME, What.ROLE, What.COMMUNITY}
    assert tellable([yes], (), None, Use.PRINT, TODAY, **ask) == frozenset()
    name_back = WithdrawalFacts(whats=frozenset({What.NAME}))
    assert tellable([yes], [name_back], agreed, Use.PRINT, TODAY, **ask) == SEAT
    assert tellable([yes], (), agreed, Use.ANALYSIS, TODAY) == frozenset()


def term(person: str, role: str, start: str, end: str = "", community: str = "El Carrizal") -> TermHolder:
    return TermHolder(person, role, community, PartialDate.parse(start), PartialDate.parse(end))


def test_the_only_president_of_that_year_is_recognised_without_a_name() -> None:
    credit = attribution_line(LUCIA, Attribution.ROLE_COMMUNITY, ALL)
    year = PartialDate.parse("2022-03-04")
    one = [
        term("lucia", "Presidencia", "2021", "2022"),
        term("ana", "Presidencia", "2023"),
        term("eva", "Tesorería", "2021"),
    ]
    assert not gives_away(credit, year, one)
    two = [*one, term("rosa", "Presidencia", "2022-08")]
    assert gives_away(credit, year, two).facts == {"code": "few_holders", "holders": 2}
    assert "2 personas" in gives_away(credit, year, two).say()
    assert gives_away(credit, year, [*two, term("eva", "Presidencia", "2022-10")])
    assert gives_away(credit, year, [term("lucia", "Presidencia", "2021", community="Ojo de Agua")])
    assert gives_away(attribution_line(LUCIA, Attribution.GROUP, ALL), year, one)
    assert gives_away(attribution_line(LUCIA, Attribution.FULL_NAME, ALL), year, one)


ROLES = st.sampled_from(["Presidencia", "la presidenta del comité", "Tesorería", "Vocal", ""])
TERMS = st.builds(
    term, st.sampled_from("abcd"), st.sampled_from(["Presidencia", "Tesorería", "Vocalía"]),
    st.sampled_from(["2020", "2021-06", "2023", ""]),
    st.sampled_from(["", "2021", "2022", "2024-02"]), st.sampled_from(["El Carrizal", "Ojo de Agua"]),
)  # fmt: skip


@given(ROLES, st.sampled_from(["El Carrizal", "Ojo de Agua", ""]), st.lists(TERMS), st.sampled_from(["2021", ""]))
def test_a_credit_warns_just_when_fewer_than_three_persons_fit_it(
    role: str, place: str, roster: list[TermHolder], year: str
) -> None:
    said = Profile("Lucía", role, place, "committee")
    credit = attribution_line(said, Attribution.ROLE_COMMUNITY, SEAT)
    recorded = PartialDate.parse(year)
    seats = {"presi": "presi", "la": "presi", "tesor": "tesor", "vocal": "vocal"}

    def fits(one: TermHolder) -> bool:
        """The year of the term and that of the words may be the same, and the seat is the one that is told."""
        told = seats.get(role.split()[0].lower()[:5], "") if role.split() else ""
        first = one.role.lower()[:5]
        apart = year and (
            (one.start.earliest and one.start.earliest.year > 2021) or (one.end.latest and one.end.latest.year < 2021)
        )
        return one.community == place and first == told and not apart

    people = {one.person for one in roster if fits(one)} if role and place else set()
    warning = gives_away(credit, recorded, roster)
    assert bool(warning) == (len(people) not in {1, 2})
    offered = safer(credit, recorded, roster)
    assert offered in {Attribution.GROUP, Attribution.ANONYMOUS}
    assert gives_away(attribution_line(said, offered, ALL), recorded, roster)


def test_seconds_lie_within_the_sound() -> None:
    assert time_span(0, 12_000, 12_000)
    assert not time_span(5_000, 5_000, 12_000)
    assert not time_span(0, 1, None)
    assert "0:12" in time_span(0, 12_001, 12_000).say()


@pytest.mark.parametrize(
    ("text", "ms"), [("192", 192_000), ("3:12", 192_000), ("3:12.5", 192_500), ("1:03:12", 3_792_000)]
)
def test_a_second_is_read_as_people_write_it(text: str, ms: int) -> None:
    assert parse_clock(text) == ms
    assert parse_clock(say_clock(ms)) == ms


@pytest.mark.parametrize("text", ["", "tres", "3:75", "1:75:00", "-3"])
def test_what_is_not_a_second_is_refused(text: str) -> None:
    with pytest.raises(InvalidClock):
        parse_clock(text)


TURNS = [(1, "Antes acarreábamos el agua desde el ojo de agua."), (2, "El agua llegó en marzo, el agua llegó.")]


def test_copied_words_are_found_even_when_copied_by_hand() -> None:
    [place] = locate("acarreábamos el agua", TURNS)
    assert (place.turn, TURNS[0][1][place.start : place.end]) == (1, "acarreábamos el agua")
    [loose] = locate("ACARREABAMOS   el\nagua", TURNS)
    assert loose == place


def test_words_said_twice_are_asked_about() -> None:
    assert [p.turn for p in locate("el agua", TURNS)] == [1, 2]
    assert [(p.turn, p.start) for p in locate("agua llegó", TURNS)] == [(2, 3), (2, 27)]
    assert locate("no está", TURNS) == []
    assert locate("a", TURNS) == []


@given(st.text(min_size=1, max_size=60), st.data())
def test_every_span_of_a_turn_is_found_and_anchored(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assert bool(anchored(quote, text, start, end)) == bool(quote.strip())
    assert not anchored(quote + "x", text, start, end)
    words = quote.strip()
    if len("".join(words.split())) >= 3:
        assert any(text[p.start : p.end] == words for p in locate(words, [(1, text)]))


@given(st.text(max_size=80), st.text(max_size=10))
def test_what_is_found_loosely_lies_within_the_turn(text: str, words: str) -> None:
    assert all(text_span(place.start, place.end, text) for place in locate(words, [(1, text)]))


def test_a_part_of_a_picture_has_width_and_height() -> None:
    assert region([0, 0, 1000, 1000])
    assert not region([0, 0, 1001, 10])
    assert not region([10, 0, 10, 10])
    assert not region([0, 0, 10])


def test_a_typed_transcript_becomes_turns() -> None:
    text = """
    María: Antes íbamos al ojo de agua.
    Tres viajes al día.

    [00:00:12] Ana: ¿Y ahora?
    #00:00:15-5# María: Ahora llega: los martes.
    """
    assert read_turns(text, 20_000) == [
        TurnText("Antes íbamos al ojo de agua. Tres viajes al día.", "María"),
        TurnText("¿Y ahora?", "Ana", 12_000, 15_500),
        TurnText("Ahora llega: los martes.", "María", 15_500, 20_000),
    ]


def test_a_plain_text_is_one_turn_per_paragraph() -> None:
    assert [turn.text for turn in read_turns("Uno\ndos\n\n\ntres")] == ["Uno dos", "tres"]
    assert read_turns("  \n ") == []


@given(st.text(max_size=200))
def test_reading_never_loses_a_word_and_can_be_written_back(text: str) -> None:
    turns = read_turns(text)
    assert all(turn.text for turn in turns)
    again = read_turns(write_turns(turns))
    assert [t.text for t in again] == [t.text for t in turns]


def test_a_group_nobody_asked_is_shown() -> None:
    heard = [Heard(VoiceGroup.BRIGADE, "M", "a"), Heard(VoiceGroup.BRIGADE, "M", "b"), Heard("abuelas", "", "a")]
    found = coverage(heard, ["a", "b", "c"])
    brigade = next(row for row in found.groups if row.group == VoiceGroup.BRIGADE)
    assert (brigade.voices, brigade.women, brigade.men, brigade.communities, brigade.share) == (2, 2, 0, 2, 67)
    assert VoiceGroup.OFFICIALS in found.silences
    assert VoiceGroup.BRIGADE not in found.silences
    assert found.groups[-1].group == "abuelas"
    assert found.unheard == ("c",)


@pytest.mark.parametrize(
    ("written", "told"),
    [("Lucía Pérez Gómez", "Lucía"), ("Doña Lucía Pérez", "Doña Lucía"), ("Sra. María Díaz", "Sra. María"), ("", "")],
)
def test_a_first_name_keeps_its_courtesy_and_no_surname(written: str, told: str) -> None:
    profile = Profile(name=written)
    assert attribution_line(profile, Attribution.FIRST_NAME, frozenset({What.NAME})).name == told
