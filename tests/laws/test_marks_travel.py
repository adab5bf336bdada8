"""What must be known of words travels with them wherever they go: a machine wrote them down, somebody translated them.

And no more travels than was marked: of a turn that was translated only the words that somebody chose for the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from manantial.alliance.models import Alliance
from manantial.campaign.queries.releases import is_current
from manantial.exchange.leaving.choice import Leave
from manantial.exchange.leaving.cues import cuts, table_of
from manantial.exchange.leaving.registers import TABLES, rows_of
from manantial.meaning.actions import record_no_differences
from manantial.meaning.papers import final_report
from manantial.press.formats import Format, write
from manantial.voices.actions import (
    Reading,
    Span,
    VoicesRefused,
    choose_translation,
    mark_fragment,
    review_transcript,
    transcribe,
    validate_translation,
)
from manantial.voices.models import Fragment, Transcript, Turn, Voice
from manantial.voices.queries import waiting_quotes
from manantial.voices.rules import TranscriptKind, TurnText, Use
from tests.laws.house import House, text_of
from tests.laws.outputs import kit_texts

MACHINE, SAID, CHOSEN, REST = "Tanquexq", "Vo’osilxq", "Manantialxq", "Vecinaxq"


class Told:
    """A voice that a machine wrote down, and one in Tsotsil of which a part was marked and translated."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.heard, self.far = house.hear(), house.hear(language="tzo")
        self.machine = self._version(self.heard, f"{MACHINE} lleno.", Reading(TranscriptKind.AUTOMATIC))
        self.source = self._version(self.far, f"{SAID} ta xvul. Jech to.", Reading(language="tzo"))
        spanish = f"{CHOSEN} cerca. Me lo contó {REST}."
        self.spanish = self._version(self.far, spanish, Reading(TranscriptKind.TRANSLATION, "es", "Rosa Gómez"))
        for voice in (self.heard, self.far):
            house.allow(voice)
        self.by_machine = self._mark(self.machine, f"{MACHINE} lleno.")
        self.translated = self._mark(self.source, f"{SAID} ta xvul.")
        house.prepare([self.by_machine, self.translated])
        record_no_differences(house.workshop, **house.act())
        for kind in ("radio", "guide", "poster"):
            for fragment in (self.translated, self.by_machine):
                house.carry(kind, fragment)

    def _version(self, voice: Voice, words: str, reading: Reading) -> Transcript:
        before = Turn.objects.filter(transcript__voice=voice, transcript__kind="manual").order_by(
            "-transcript__version"
        )
        line = before[0].lineage
        return transcribe(voice, [TurnText(words, "María", 0, 2000, line)], reading=reading, **self.house.act())

    def _mark(self, version: Transcript, words: str) -> Fragment:
        turn = Turn.objects.select_related("transcript").get(transcript=version)
        return mark_fragment(version.voice, span=Span(turn, 0, len(words), 0, 1000), **self.house.act())

    def choose(self, words: str) -> None:
        turn = Turn.objects.select_related("transcript").get(transcript__translated_from=self.source)
        start = turn.text.index(words)
        choose_translation(self.translated, turn, start=start, end=start + len(words), **self.house.act())

    def outputs(self) -> Iterator[tuple[str, str]]:
        """Everything that leaves with a quote, as somebody reads it."""
        house, day = self.house, self.house.today
        for kind in ("radio", "guide", "poster"):
            made = house.build(kind)
            texts = [text_of(file.blob) for file in made.files.exclude(form__in=["tiles", "pdf-one-ink"])]
            yield kind, " ".join(texts)
        yield "kit", " ".join(text for _name, text in kit_texts(house.kits().kits.get()))
        yield "report", write(final_report("es", day), Format.HTML).decode()
        for fragment in (self.by_machine, self.translated):
            yield f"page of {fragment.folio}", house.client.get(f"/voces/{fragment.pk}/").content.decode()
        leave = Leave(Use.INTERNET, day)
        for key in ("fragmentos", "turnos"):
            register = next(one for one in TABLES if one.key == key)
            yield key, str(list(rows_of(register, leave)))
        yield "cuts", str(list(table_of(cuts(leave))[1]))
        for address in ("/mesa/fragmentos/?formato=csv", "/mesa/codigos/consulta/?formato=csv", "/mesa/fragmentos/"):
            yield address, house.staff.get(address).content.decode()
        asked = house.staff.get("/mesa/codigos/consulta/?formato=html")
        yield "passages", b"".join(asked).decode()  # type: ignore[arg-type]


def readable(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[\u00ad\u2010-]\s*\n|\u00ad|<[^>]+>|[\u200b\ufffe]\s*", "", text))


def everywhere(told: Told) -> dict[str, str]:
    return {name: readable(text) for name, text in told.outputs()}


@pytest.fixture
def told(alliance: Alliance) -> Told:
    return Told(House())


DESK = ("/mesa", "passages", "turnos")  # to study: the words as they were said, turn by turn


def test_marks_travel_with_every_quote_and_go_when_a_person_has_read_it(told: Told) -> None:
    assert waiting_quotes(told.spanish) == [told.translated]
    told.choose(f"{CHOSEN} cerca.")
    assert waiting_quotes(told.spanish) == []
    first = everywhere(told)
    assert all(MACHINE in text or SAID in text for text in first.values()), first
    for name, text in first.items():
        if MACHINE in text:
            assert "sin revisar" in text, name
        if SAID in text and not name.startswith(DESK):
            assert re.search(rf"{CHOSEN} cerca\.»? \(traducción de Rosa Gómez, sin validar\)", text), name
        assert name == "turnos" or REST not in text, name  # the rest of the turn was not marked
    assert "traducción de Rosa Gómez, sin validar" in first["turnos"]
    built = [told.house.material(kind).releases.get() for kind in ("radio", "guide", "poster")]
    assert all(is_current(made, on=told.house.today) for made in built)
    review_transcript(told.machine, by=told.house.person, now=told.house.act()["now"])
    validate_translation(told.spanish, validator="Pedro Ruiz", on=told.house.today, **told.house.act())
    assert not any(is_current(made, on=told.house.today) for made in built)  # better remarks: they are built again
    for name, text in everywhere(told).items():
        assert "sin revisar" not in text, name
        if SAID in text and not name.startswith(DESK):
            assert re.search(rf"{CHOSEN} cerca\.»? \(traducción de Rosa Gómez, validada por Pedro Ruiz\)", text), name


def test_what_was_chosen_holds_only_while_both_still_say_it(told: Told) -> None:
    def paper() -> str:
        return readable(write(final_report("es", told.house.today), Format.HTML).decode())

    assert CHOSEN not in paper()  # a part of a turn whose words nobody chose
    told.choose(f"{CHOSEN} cerca.")
    assert f"{CHOSEN} cerca. (traducción" in paper()
    told.choose(CHOSEN)
    assert f"{CHOSEN} (traducción" in paper()  # the last choice counts
    told._version(told.far, f"Dice {CHOSEN} lejos.", Reading(TranscriptKind.TRANSLATION, "es", "Rosa Gómez"))
    assert f"{CHOSEN} (traducción" in paper()  # it is still said, elsewhere in the turn
    told._version(told.far, "Nada de eso.", Reading(TranscriptKind.TRANSLATION, "es", "Rosa Gómez"))
    assert "traducción de" not in paper()
    other = Turn.objects.select_related("transcript").get(transcript=told.machine)
    with pytest.raises(VoicesRefused, match="no son de una traducción"):
        choose_translation(told.translated, other, start=0, end=4, **told.house.act())


def test_a_quote_whose_words_are_themselves_a_translation_says_so(told: Told) -> None:
    fragment = told._mark(told.spanish, f"{CHOSEN} cerca.")
    told.house.carry("guide", fragment)
    guide = " ".join(text_of(file.blob) for file in told.house.build("guide").files.all())
    assert re.search(rf"{CHOSEN} cerca\..*\(traducción de Rosa Gómez, sin validar\)", readable(guide))
