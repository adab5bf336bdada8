"""Words of the example as a team leaves them: corrected after they were marked, brought from elsewhere, translated."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from manantial.example.agua_clara.calendar import ENCOUNTERS
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.voices.actions import Reading, bring_words, transcribe, validate_translation
from manantial.voices.models import Transcript, Turn, Voice
from manantial.voices.queries import texts_of
from manantial.voices.rules import CONTENT_OF, TranscriptKind, TurnText, What
from manantial.voices.rules.captions import CaptionFormat
from manantial.voices.rules.captions.writing import Heading, write_captions

DAY = after(ENCOUNTERS[4].on, 3)
ENGLISH = (
    "We used to go down to the stream three times a day, with the jar on the head and the child on the back.",
    "In the dry months the stream was a thread and one had to wait for the water to gather.",
    "When the first tap came to the yard, my mother-in-law opened it just to see it run.",
)


def listen_again(stage: Stage) -> None:
    """Correct, write at the same time, bring a file of subtitles, translate and validate."""
    now, ana = at(DAY), stage.staff["facilitator"]
    spoken = [voice for voice in stage.voices if CONTENT_OF[voice.kind] is What.VOICE]
    _correct(spoken[3], stage, now)
    _at_once(spoken[5], stage, now)
    _bring(spoken[7], stage, now)
    first = Transcript.objects.get(voice=spoken[0])
    lines = [turn.lineage for turn in Turn.objects.filter(transcript=first)]
    english = [TurnText(text, line=line) for text, line in zip(ENGLISH, lines, strict=False)]
    reading = Reading(TranscriptKind.TRANSLATION, "en", "Nicolás Pradera", translated_from=first)
    made = transcribe(spoken[0], english, reading=reading, by=ana, now=now)
    validate_translation(made, validator="Inés Ocotal", on=after(DAY, 2), by=stage.social, now=at(after(DAY, 2)))


def _correct(voice: Voice, stage: Stage, now: datetime) -> None:
    """The marked words were misheard: the fragment says so on its page and waits for a person."""
    fragment = next(one for one in stage.fragments.values() if one.voice_id == voice.pk and one.turn_id)
    turns = texts_of(Transcript.objects.get(voice=voice))
    words = fragment.quote.split()
    heard = " ".join([*words[:-1], "también", words[-1]])
    corrected = [replace(one, text=one.text.replace(fragment.quote, heard)) for one in turns]
    transcribe(voice, corrected, by=stage.social, now=now)


def _at_once(voice: Voice, stage: Stage, now: datetime) -> None:
    """Two people corrected the same afternoon: both texts stay until somebody joins them."""
    base = Transcript.objects.get(voice=voice)
    turns = texts_of(base)
    last, ana = len(turns) - 1, stage.staff["facilitator"]
    for at_turn, added, person in ((0, "Así fue.", stage.social), (last, "Eso dije.", ana)):
        mine = list(turns)
        mine[at_turn] = replace(turns[at_turn], text=f"{turns[at_turn].text} {added}")
        transcribe(voice, mine, reading=Reading(base=base), by=person, now=now)


def _bring(voice: Voice, stage: Stage, now: datetime) -> None:
    """The subtitles of another program, with a line that cannot be read."""
    turns = [replace(one, speaker="Hablante 1") for one in texts_of(Transcript.objects.get(voice=voice))]
    written = write_captions(CaptionFormat.VTT, turns, Heading("Una voz"))
    bring_words(voice, written + b"\n\nluego --> despues\n", by=stage.social, now=now)
