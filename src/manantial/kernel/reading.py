"""How easy a text is to read: words, sentences, syllables, and a score for Spanish and for English.

Spanish: the perspicuity of Szigriszt Pazos (1993), read on the INFLESZ scale of Barrio-Cantalejo and others (Anales del
Sistema Sanitario de Navarra, 2008). English: the reading ease of Flesch (1948). A score is a hint for who writes, never
a rule: it does not know whether a text is true or clear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST_SENTENCE = 18  # words; what the house asks of messages for people who read little
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼꞌ-][^\W\d_]+)*|\d[\d.,]*")
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=\s|$|[»”\"')])|$|\n)", re.MULTILINE)
_VOWELS = re.compile(r"[aeiouáéíóúüy]+")
_STRONG = "aeoáéóíú"


class Ease(StrEnum):
    """The five steps of the INFLESZ scale."""

    VERY_HARD = "very_hard"
    HARD = "hard"
    NORMAL = "normal"
    EASY = "easy"
    VERY_EASY = "very_easy"


_STEPS = ((40, Ease.VERY_HARD), (55, Ease.HARD), (65, Ease.NORMAL), (80, Ease.EASY))


@dataclass(frozen=True)
class Reading:
    """What was counted. `score` runs from 0 (hard) to 100 (easy); None for a text without a whole sentence."""

    words: int
    sentences: int
    syllables: int
    longest: str  # the longest sentence, when it has more words than people read at one go
    longest_words: int
    long_sentences: int
    score: float | None
    ease: Ease | None


def read(text: str, language: str = "es") -> Reading:
    """Count a plain text (no Markdown) and say how easy it reads in that language."""
    sentences = _sentences(text)
    counts = [len(_WORD.findall(sentence)) for sentence in sentences]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    beats = sum(map(syllables, words))
    most = max(counts, default=0)
    score = _score(len(words), len(sentences), beats, language) if words else None
    return Reading(
        words=len(words),
        sentences=len(sentences),
        syllables=beats,
        longest=sentences[counts.index(most)] if most > LONGEST_SENTENCE else "",
        longest_words=most,
        long_sentences=sum(count > LONGEST_SENTENCE for count in counts),
        score=score,
        ease=None if score is None else next((ease for top, ease in _STEPS if score < top), Ease.VERY_EASY),
    )


def long_sentences(text: str) -> list[tuple[str, int]]:
    """The sentences of a plain text with more words than people read at one go, each with how many it has."""
    counted = [(sentence, len(_WORD.findall(sentence))) for sentence in _sentences(text)]
    return [(sentence, count) for sentence, count in counted if count > LONGEST_SENTENCE]


def syllables(word: str) -> int:
    """The syllables of a word as its vowels are written: two strong vowels part, a weak one joins its neighbour."""
    count = 0
    for group in _VOWELS.findall(re.sub(r"[qg]u(?=[eéií])|y(?=[aeiouáéíóú])", "q", word.lower())):
        if group == "y":
            count += 1 if len(word) == 1 or (word.lower().endswith("y") and not count) else 0
            continue
        strong = sum(letter in _STRONG for letter in group)
        count += max(1, strong)
    return max(1, count)


def _score(words: int, sentences: int, beats: int, language: str) -> float:
    if language.startswith("en"):
        return 206.835 - 1.015 * words / sentences - 84.6 * beats / words
    return 206.835 - 62.3 * beats / words - words / sentences


def _sentences(text: str) -> list[str]:
    return [found for part in _SENTENCE.findall(_whole(text)) if (found := part.strip()) and _WORD.search(found)]


def _whole(text: str) -> str:
    """One line a paragraph or list item, so that a title without a full stop is a sentence of its own."""
    return re.sub(r"(?<!\n)\n(?!\n|[-*\d])", " ", text)
