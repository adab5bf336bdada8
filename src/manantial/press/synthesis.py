"""A murmur for the invented voices of the example: sung vowels made by arithmetic, plainly artificial, nobody's voice.

Each syllable repeats one period of a vowel (decaying sines at the vowel's formants, as in formant-wave synthesis), so a
minute of sound costs milliseconds in plain Python. The melody falls along a phrase and rises at its accents, as speech
does; equal seed and length give equal bytes.
"""

from __future__ import annotations

import io
import wave
from array import array
from functools import lru_cache
from math import exp, pi, sin

from manantial.press.draws import Draws

RATE = 8000  # samples a second
_LOUD = 9  # steps of loudness
_PEAK = 18_000  # of 32,767, so that a murmur measures about -19 LUFS
_VOWELS = {  # formants of Spanish vowels in hertz
    "a": (700, 1400, 2500),
    "e": (480, 1850, 2550),
    "i": (310, 2200, 2900),
    "o": (490, 950, 2450),
    "u": (330, 780, 2300),
}
_STRENGTH = (1.0, 0.55, 0.22)
_BANDWIDTH = (70, 100, 150)  # hertz


def murmur(seed: str, seconds: float) -> bytes:
    """A WAV of 8 kHz, one channel, of exactly that length: phrases of sung syllables with breaths between."""
    draws, wanted = Draws(f"murmur/{seed}"), round(seconds * RATE)
    pitch = draws.between(105, 215)
    tempo = draws.between(0.85, 1.2)
    sound = array("h", bytes(2 * RATE // 5))
    while len(sound) < wanted:
        sound.extend(_phrase(draws, pitch, tempo))
        sound.extend(array("h", bytes(2 * int(RATE * draws.between(0.25, 0.6)))))
    return _wav(_ended(sound[:wanted]))


def _phrase(draws: Draws, pitch: float, tempo: float) -> array[int]:
    syllables = draws.whole(5, 11)
    accent = draws.whole(1, syllables - 2)
    sound = array("h")
    vowel = "a"
    for place in range(syllables):
        fall = 1.12 - 0.24 * place / syllables
        lift = 1.18 if place == accent else draws.between(0.96, 1.05)
        long = draws.between(0.10, 0.17) * tempo * (1.7 if place == syllables - 1 else 1.0)
        vowel = draws.one_of([other for other in "aeioaeou" if other != vowel])
        _syllable(sound, vowel, pitch * fall * lift, long, strong=place == accent)
        sound.extend(_breath(draws))
    return sound


def _syllable(sound: array[int], vowel: str, pitch: float, seconds: float, *, strong: bool) -> None:
    turns = max(3, round(seconds * pitch))
    for turn in range(turns):
        wave_now = sin(pi * (turn + 0.5) / turns) ** 0.6
        loud = max(1, round(wave_now * (_LOUD if strong else _LOUD - 2)))
        bend = 1 + 0.03 * sin(pi * turn / turns)
        sound.extend(_period(vowel, round(RATE / (pitch * bend)), loud))


@lru_cache(maxsize=4096)
def _period(vowel: str, samples: int, loud: int) -> array[int]:
    """One turn of the vowel, as loud as wanted."""
    return array("h", (round(value * _PEAK * loud / _LOUD) for value in _turn(vowel, samples)))


@lru_cache(maxsize=512)
def _turn(vowel: str, samples: int) -> list[float]:
    """One turn of the vowel between -1 and 1, beginning and ending at zero."""
    shape = []
    for at in range(samples):
        total = 0.0
        for turn in range(3):  # what rings on from the turns before
            time = (at + turn * samples) / RATE
            total += sum(
                strength * exp(-pi * width * time) * sin(2 * pi * formant * time)
                for formant, strength, width in zip(_VOWELS[vowel], _STRENGTH, _BANDWIDTH, strict=True)
            )
        shape.append(total)
    slope = (shape[-1] - shape[0]) / (samples - 1)
    level = [value - shape[0] - slope * at for at, value in enumerate(shape)]
    highest = max(map(abs, level))
    return [value / highest for value in level]


def _breath(draws: Draws) -> array[int]:
    """What stands for a consonant: a short silence, or a soft hiss."""
    if draws.between(0, 1) < 0.6:
        return array("h", bytes(2 * draws.whole(120, 420)))
    return _hiss(draws.whole(0, 3))


@lru_cache(maxsize=8)
def _hiss(number: int) -> array[int]:
    draws, long = Draws(f"hiss/{number}"), 340 + 90 * number
    return array("h", (round(sin(pi * at / long) * draws.between(-900, 900)) for at in range(long)))


def _ended(sound: array[int]) -> array[int]:
    """The last tenth of a second dies away."""
    tail = min(RATE // 10, len(sound))
    for at in range(1, tail + 1):
        sound[-at] = sound[-at] * at // tail
    return sound


def _wav(sound: array[int]) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound.tobytes())
    return out.getvalue()
