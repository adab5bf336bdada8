"""Some parts of the story read aloud in two languages, each at another point of its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from manantial.example.agua_clara.prose import REPORT
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.meaning.actions import write_passage
from manantial.meaning.actions.aloud import (
    Recording,
    ask_reading,
    choose_for_kits,
    hear_reading,
    take_readings,
)
from manantial.meaning.models import ReadAloud
from manantial.meaning.rules.aloud import BOOKLET, COMMUNITY, FINAL, LESSON, Part
from manantial.press.synthesis import murmur
from manantial.voices.actions import Permission, Upload, VoiceProfile, add_voice, record_consent
from manantial.voices.models import Voice
from manantial.voices.rules import PRESETS, ConsentForm, Preset, VoiceGroup, preset_scopes

ASKED = date(2026, 10, 26)
BROUGHT = date(2026, 11, 4)
REWRITTEN = date(2026, 11, 18)
ADDED = " La siguiente asamblea decide cómo se paga."  # so that one reading is of an earlier wording


@dataclass(frozen=True)
class Reading:
    """A reading of the example: no seconds, only asked for; no listener, still to be heard whole."""

    part: Part
    language: str
    reader: str
    seconds: float = 0.0
    listener: str = ""
    kit: bool = False
    preset: Preset = Preset.EVERYTHING


READINGS = (
    Reading(Part(FINAL, "contexto"), "es", "Rosa Tejamanil Pozas", 12, "Erandi Tinajero", kit=True),
    Reading(Part(FINAL, "contexto"), "tzo", "Pascuala Luna Sabanilla", 14, "Mateo Luna Sabanilla", kit=True),
    Reading(Part(FINAL, "retos"), "es", "Rosa Tejamanil Pozas", 9, "Erandi Tinajero", kit=True),
    Reading(Part(FINAL, "retos"), "tzo", "Pascuala Luna Sabanilla"),
    Reading(Part(BOOKLET, "empezar"), "es", "Jacinto Carrizo Olla", 13, "Rosa Tejamanil Pozas", kit=True),
    Reading(Part(BOOKLET, "aprendimos"), "es", "Jacinto Carrizo Olla", 15),
    Reading(Part(LESSON, "AP-01"), "es", "Jacinto Carrizo Olla", 11, "Rosa Tejamanil Pozas", kit=True),
    Reading(Part(LESSON, "AP-01"), "tzo", "Pascuala Luna Sabanilla", 12, "Mateo Luna Sabanilla", kit=True),
    Reading(Part(LESSON, "AP-02"), "es", "Una joven de La Golondrina", 10, "Erandi Tinajero", preset=Preset.ANALYSIS),
    Reading(Part(COMMUNITY, "C-12"), "tzo", "Mateo Luna Sabanilla", 9, "Pascuala Luna Sabanilla", kit=True),
)


def read_aloud(stage: Stage) -> None:
    """Ask, record, hear and choose; then one chapter gets a sentence more than was read."""
    rows = [_asked(stage, reading) for reading in READINGS]
    days = [after(ASKED, number) for number in range(len(READINGS))]
    brought = [
        Recording(row, _recorded(stage, number, reading, day), day)
        for number, (row, reading, day) in enumerate(zip(rows, READINGS, days, strict=True))
        if reading.seconds
    ]
    take_readings(brought, by=stage.social, now=at(BROUGHT))
    for row, reading in zip(rows, READINGS, strict=True):
        _heard(stage, row, reading)
    text = REPORT["retos"] + ADDED
    write_passage("informe-final", "retos", text=text, by=stage.social, now=at(REWRITTEN))


def _asked(stage: Stage, reading: Reading) -> ReadAloud:
    due = after(ASKED, 40)
    return ask_reading(
        reading.part, language=reading.language, reader=reading.reader, due=due, by=stage.social, now=at(ASKED)
    )


def _heard(stage: Stage, row: ReadAloud, reading: Reading) -> None:
    day = after(BROUGHT, 2)
    if reading.listener:
        hear_reading(row, who=reading.listener, heard_on=day, by=stage.social, now=at(day))
    if reading.seconds:
        choose_for_kits(row, chosen=reading.kit, by=stage.social, now=at(day))


def _recorded(stage: Stage, number: int, reading: Reading, day: date) -> Voice:
    upload = Upload(murmur(f"agua-clara-lectura-{number}", reading.seconds), f"lectura-{number}.wav", "audio/wav")
    profile = VoiceProfile(group=VoiceGroup.ORGANISM, language=reading.language)
    title = f"Lectura de {reading.part.key}"
    voice = add_voice("sound", title=title, profile=profile, upload=upload, by=stage.social, now=at(day))
    named = reading.preset is Preset.EVERYTHING
    permission = Permission(
        scopes=preset_scopes(reading.preset), form=ConsentForm.RECORDED, given_on=day,
        attribution=PRESETS[reading.preset].attribution, attribution_name=reading.reader if named else "",
        notice_version="2026-01", evidence_note="Al inicio de la grabación",
    )  # fmt: skip
    record_consent(voice, permission=permission, by=stage.social, now=at(day))
    return voice
