"""The law of the quote: a fragment shows what was marked, and never words that nobody said in its place."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from manantial.territory.models import Community
from manantial.voices.actions import Span, VoiceProfile, add_voice, mark_fragment, transcribe
from manantial.voices.models import Fragment, Transcript, Turn, Voice
from manantial.voices.queries import placed_fragments
from manantial.voices.rules import Preset, Standing, TurnText
from tests.voices.conftest import allow

WORDS = ["agua", "tubo", "junta", "comité", "martes", "pozo", "faena", "sí", "no", "ojo", "de", "el", "la", "y"]
SPEAKERS = ["María", "Ana", ""]
pytestmark = pytest.mark.django_db


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 12)))


def edited(turns: list[TurnText], chance: random.Random) -> list[TurnText]:
    """What a person does to a transcript: corrects, inserts, deletes, splits, joins, says who speaks."""
    made = list(turns)
    for _turn in range(chance.randint(1, 4)):
        at = chance.randrange(len(made))
        one = made[at]
        words = one.text.split()
        match chance.choice(["correct", "insert", "delete", "split", "join", "speaker"]):
            case "correct":
                words[chance.randrange(len(words))] = chance.choice(WORDS)
                made[at] = TurnText(" ".join(words), one.speaker)
            case "insert":
                made.insert(at, TurnText(sentence(chance), chance.choice(SPEAKERS)))
            case "delete" if len(made) > 1:
                del made[at]
            case "split" if len(words) > 1:
                cut = chance.randrange(1, len(words))
                parts = [" ".join(words[:cut]), " ".join(words[cut:])]
                made[at : at + 1] = [TurnText(part, one.speaker) for part in parts]
            case "join" if at + 1 < len(made):
                made[at : at + 2] = [TurnText(f"{one.text} {made[at + 1].text}", one.speaker)]
            case "speaker":
                made[at] = TurnText(one.text, chance.choice(SPEAKERS))
    return made


def mark_some(voice: Voice, version: Transcript, chance: random.Random, now: datetime) -> None:
    turns = list(Turn.objects.filter(transcript=version).select_related("transcript"))
    for turn in chance.sample(turns, k=min(3, len(turns))):
        start = chance.randrange(len(turn.text))
        end = chance.randrange(start + 1, len(turn.text) + 1)
        if turn.text[start:end].strip():
            mark_fragment(voice, span=Span(turn, start, end), by=None, now=now)


@pytest.mark.parametrize("seed", range(6))
def test_no_correction_ever_lays_a_fragment_on_other_words(seed: int, la_ceiba: Community, now: datetime) -> None:
    chance = random.Random(seed)
    profile = VoiceProfile(group="brigade", community=la_ceiba)
    voice = add_voice("text", title="La faena", profile=profile, words=sentence(chance), by=None, now=now)
    allow(voice, Preset.EVERYTHING, now)
    turns = [TurnText(sentence(chance), chance.choice(SPEAKERS)) for _turn in range(8)]
    versions: list[tuple[Transcript, list[TurnText]]] = []
    for _version in range(5):
        made = transcribe(voice, turns, by=None, now=now)
        versions.append((made, turns))
        mark_some(voice, made, chance, now)
        turns = edited(turns, chance)
    marked = {one.pk: one.quote for one in Fragment.objects.filter(voice=voice)}
    for version, typed in versions:
        stored = list(Turn.objects.filter(transcript=version))
        assert [(one.speaker, one.text) for one in stored] == [(one.speaker, one.text) for one in typed]
        assert len({one.lineage for one in stored}) == len(stored)
        placed = placed_fragments(voice, version, on=now.date())
        assert len(placed) == len(marked)
        for one in placed:
            assert one.fragment.quote == marked[one.fragment.pk]
            assert one.fragment.turn is not None
            assert one.fragment.turn.text[one.fragment.start_char : one.fragment.end_char] == one.fragment.quote
            if one.anchor.standing in {Standing.SAME, Standing.MOVED}:
                assert one.turn is not None
                assert one.turn.transcript_id == version.pk
                assert one.turn.text[one.anchor.start : one.anchor.end] == one.fragment.quote
            else:
                assert one.anchor.start is None
        own = [one for one in placed if one.fragment.turn and one.fragment.turn.transcript_id == version.pk]
        assert {one.anchor.standing for one in own} <= {Standing.SAME}
