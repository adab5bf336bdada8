"""A draft by a machine: offered only where a model is, refused for what it does not know, marked till reviewed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from manantial.jobs.actions import cancel, work_once
from manantial.jobs.models import Job, JobState
from manantial.meaning.papers.speech import Speech
from manantial.press.recognition import Heard, languages_of
from manantial.voices.actions import (
    Reading,
    Span,
    ask_for_words,
    mark_fragment,
    transcribe,
    validate_translation,
    withdraw_consent,
)
from manantial.voices.models import Transcript, Turn, Voice
from manantial.voices.rules import Channel, Preset, TranscriptKind, TurnText, Use, drafted, machine_may_write
from tests.cast import CastClient
from tests.voices.conftest import allow

SAID = [Heard(0, 900, "El agua llega"), Heard(900, 1800, "los martes."), Heard(1800, 9000, "Y ya.")]
nothing: Callable[[], None] = lambda: None  # noqa: E731


@dataclass
class Plain:
    """An engine that says what it was told to say."""

    name: str = "de-prueba"
    languages: frozenset[str] = frozenset({"es", "en"})
    meanwhile: Callable[[], None] = nothing
    heard: list[tuple[Path, str]] = field(default_factory=list)

    def hear(self, sound: Path, language: str) -> Iterator[Heard]:
        self.heard.append((sound, language))
        yield SAID[0]
        self.meanwhile()
        yield from SAID[1:]


@pytest.fixture
def engine(settings: Settings) -> Plain:
    settings.TRANSCRIBE_ENGINE = Plain()
    return settings.TRANSCRIBE_ENGINE


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Everything happens on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def text_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.django_db
def test_without_a_model_nothing_of_it_is_shown_and_nothing_breaks(as_ana: CastClient, recorded: Voice) -> None:
    assert "computadora" not in text_of(as_ana.get(f"/mesa/voces/{recorded.pk}/palabras/"))
    answer = as_ana.post(f"/mesa/voces/{recorded.pk}/palabras/automatica/", follow=True)
    assert "no tiene instalado con qué escribir" in text_of(answer)
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_draft_is_marked_everywhere_until_a_person_reviews_it(
    as_ana: CastClient, recorded: Voice, engine: Plain, now: datetime
) -> None:
    allow(recorded, Preset.EVERYTHING, now)
    page = f"/mesa/voces/{recorded.pk}/"
    assert "Que la escriba la computadora" in text_of(as_ana.get(f"{page}palabras/"))
    as_ana.post(f"{page}palabras/automatica/")
    assert "Parar" in text_of(as_ana.get(f"{page}palabras/"))
    assert work_once("w", clock=lambda: now)
    made = Transcript.objects.get(kind="automatic")
    assert made.reading == {"engine": "Plain", "model": "de-prueba", "job": str(Job.objects.get().pk)}
    assert [(one.text, one.start_ms, one.end_ms) for one in made.turns.all()] == [
        ("El agua llega los martes. Y ya.", 0, recorded.duration_ms)
    ]
    turn = Turn.objects.select_related("transcript").get(transcript=made)
    fragment = mark_fragment(recorded, span=Span(turn, 0, 25), by=None, now=now)
    marks = ["Automática, sin revisar", "[Automática, sin revisar]", "transcripción automática, sin revisar"]

    def shown() -> list[str]:
        speech = Speech.ask([fragment], uses=(Use.PRINT,), on=now.date())
        quote = speech.quote(fragment)
        export = as_ana.get(f"/mesa/voces/palabras/{made.pk}/archivo/?como=txt")
        return [text_of(as_ana.get(page)), text_of(export), quote.attribution if quote else ""]

    assert [mark in text for mark, text in zip(marks, shown(), strict=True)] == [True] * 3
    as_ana.post(f"/mesa/voces/palabras/{made.pk}/revisada/")
    assert [mark in text for mark, text in zip(marks, shown(), strict=True)] == [False] * 3


@pytest.mark.django_db
def test_a_draft_that_is_stopped_or_whose_voice_was_withdrawn_leaves_nothing(
    as_ana: CastClient, recorded: Voice, engine: Plain, now: datetime
) -> None:
    job = ask_for_words(recorded, by=None, now=now)
    engine.meanwhile = lambda: cancel(job, now=now)
    work_once("w", clock=lambda: now)
    job.refresh_from_db()
    assert (job.state, Transcript.objects.filter(kind="automatic").count()) == (JobState.CANCELLED, 0)
    ask_for_words(recorded, by=None, now=now)
    withdraw_consent(recorded, channel=Channel.LETTER, withdrawn_on=now.date(), by=None, now=now)
    engine.heard.clear()
    work_once("w", clock=lambda: now)
    assert engine.heard == []
    assert not Transcript.objects.filter(kind="automatic").exists()


@pytest.mark.django_db
def test_a_language_that_the_model_does_not_know_is_refused_in_words(
    as_ana: CastClient, recorded: Voice, engine: Plain
) -> None:
    recorded.language = "tzo"
    recorded.save()
    page = f"/mesa/voces/{recorded.pk}/palabras/"
    assert "Escríbala con alguien que la hable." in text_of(as_ana.get(page))
    assert "Escríbala con alguien" in text_of(as_ana.post(f"{page}automatica/", follow=True))
    assert not Job.objects.exists()


def test_only_the_languages_that_a_model_declares_are_written_down() -> None:
    assert not machine_may_write("es", frozenset({"en"}))
    assert not machine_may_write("zoc", frozenset({"en", "es"}))
    assert machine_may_write("tzo", frozenset({"tzo"}))
    assert drafted([(0, 500, " Sí. "), (900, 5000, "Más."), (7000, 8000, "Nada.")], 3000) == [
        TurnText("Sí. Más.", "", 0, 3000)
    ]


def test_a_model_says_by_its_vocabulary_what_it_knows(tmp_path: Path) -> None:
    words = ["<|en|>", "<|es|>", "<|startoftranscript|>"]
    (tmp_path / "vocabulary.json").write_text(json.dumps(words + ["a"] * 51_862))
    assert languages_of(tmp_path) == {"en", "es"}
    (tmp_path / "vocabulary.json").write_text(json.dumps(words + ["a"] * 51_861))
    assert languages_of(tmp_path) == {"en"}


@pytest.mark.django_db
def test_a_paper_says_the_words_in_their_language_and_under_them_who_translated(told: Voice, now: datetime) -> None:
    told.language = "tzo"
    told.save()
    allow(told, Preset.EVERYTHING, now)
    source = transcribe(told, [TurnText("Ta xvul li vo'e."), TurnText("Jech.")], by=None, now=now)
    line = Turn.objects.filter(transcript=source)[0].lineage
    reading = Reading(TranscriptKind.TRANSLATION, "es", "Rosa Gómez", translated_from=source)
    spanish = transcribe(told, [TurnText("Llega el agua.", line=line)], reading=reading, by=None, now=now)
    turn = Turn.objects.select_related("transcript").get(transcript=source, position=1)
    whole = mark_fragment(told, span=Span(turn, 0, 16), by=None, now=now)
    part = mark_fragment(told, span=Span(turn, 0, 7), by=None, now=now)

    def said() -> list[str]:
        speech = Speech.ask([whole, part], uses=(Use.PRINT,), on=now.date())
        return [quote.translation for quote in speech.quotes([whole, part])]

    assert said() == ["Llega el agua. (traducción de Rosa Gómez, sin validar)", ""]
    validate_translation(spanish, validator="Pedro Ruiz", on=now.date(), by=None, now=now)
    assert said()[0] == "Llega el agua. (traducción de Rosa Gómez, validada por Pedro Ruiz)"
