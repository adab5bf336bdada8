"""What people type into a search box: words, "an exact phrase", begin*, -without, one OR another.

A question is read once into keys (see ``text``) and then asked of a database, or of a text to mark what was found; both
give the same answer. Every word must be there; OR (and plain «o», «u») joins the two words beside it; AND and plain
«y», «e» say what is meant anyway; a minus before a word or a phrase leaves out what holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from manantial.kernel.text import prefix_key, search_keys

_PIECE = re.compile(r'(?P<minus>(?<![^\s(])-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_OR, _AND = frozenset({"OR", "O", "o", "u", "|"}), frozenset({"AND", "Y", "y", "e", "&"})
# A word as it is written, with the marks and apostrophes that belong to it.
_WRITTEN = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f'\u2019\u02bc\ua78c]+[^\W_]*)*")


@dataclass(frozen=True)
class Term:
    """Keys that must follow one another; with `begins`, then a word that begins so (or is one of `wholes`)."""

    keys: tuple[str, ...]
    begins: str = ""
    wholes: tuple[str, ...] = ()

    def found_at(self, words: Sequence[str], place: int) -> int:
        """How many words from `place` on are this term; 0 when it is not there."""
        size = len(self.keys) + bool(self.begins)
        if place + size > len(words) or tuple(words[place : place + len(self.keys)]) != self.keys:
            return 0
        if self.begins:
            last = words[place + size - 1]
            return size if last.startswith(self.begins) or last in self.wholes else 0
        return size


@dataclass(frozen=True)
class Asked:
    """A question: of each clause at least one term, and none of `without`."""

    clauses: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        """There is something to look for; only what must not be there is no question."""
        return bool(self.clauses)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Everything that may be found, to mark it."""
        return tuple(term for clause in self.clauses for term in clause)

    def holds(self, keys: str) -> bool:
        """Tell whether a text with these keys answers the question, exactly as the databases would."""
        words = keys.split()
        wanted = all(any(_within(term, words) for term in clause) for clause in self.clauses)
        return wanted and not any(_within(term, words) for term in self.without)


def read_question(text: str, *, typing: bool = False) -> Asked:
    """Read what somebody typed; signs that mean nothing are passed over, nothing typed raises.

    While somebody is `typing`, the last word may be only begun.
    """
    text = f"{text}*" if typing and text[-1:].isalnum() else text
    clauses: list[tuple[Term, ...]] = []
    without: list[Term] = []
    joined = False
    for piece in _PIECE.finditer(text):
        word, phrase = piece["word"] or "", piece["phrase"]
        if phrase is None and word in _AND:
            continue
        if phrase is None and word in _OR:
            joined = bool(clauses)
            continue
        terms = _terms(word) if phrase is None else _phrase(phrase)
        if piece["minus"]:
            without += terms
        elif joined and terms:
            clauses[-1] = (*clauses[-1], *terms[:1])
            clauses += [(term,) for term in terms[1:]]
        else:
            clauses += [(term,) for term in terms]
        joined = joined and not terms
    return Asked(tuple(clauses), tuple(without))


def marked(text: str, terms: Iterable[Term]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it was asked for; joined together they are the text again."""
    listed = list(terms)
    places = [(found.start(), found.end(), search_keys(found[0])) for found in _WRITTEN.finditer(text)]
    keys = [key for _start, _end, key in places]
    hit = set()
    for place in range(len(keys)):
        size = max((term.found_at(keys, place) for term in listed), default=0)
        hit |= set(range(place, place + size))
    return _pieces(text, [(start, end) for place, (start, end, _key) in enumerate(places) if place in hit])


def around(pieces: Sequence[tuple[str, bool]], letters: int = 140) -> list[tuple[str, bool]]:
    """The pieces near the first one that was asked for: about so many letters before and after it."""
    first = next((place for place, (_text, hit) in enumerate(pieces) if hit), None)
    if first is None:
        whole = "".join(text for text, _hit in pieces)
        return [(_cut(whole, 2 * letters), False)] if whole else []
    before = "".join(text for text, _hit in pieces[:first])
    kept: list[tuple[str, bool]] = [(_tail(before, letters), False)] if before else []
    room = 2 * letters
    for text, hit in pieces[first:]:
        if room <= 0:
            break
        kept.append((text if hit else _cut(text, room), hit))
        room -= len(text)
    return kept


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if found and found[-1][1] and not text[at:start].strip():
            found[-1] = (found[-1][0] + text[at:end], True)  # the words of one phrase are marked as one
        else:
            found += [(text[at:start], False)] if start > at else []
            found.append((text[start:end], True))
        at = end
    return [*found, (text[at:], False)] if at < len(text) else found


def _tail(text: str, letters: int) -> str:
    if len(text) <= letters:
        return text
    cut = text[-letters:]
    return f"…{cut[cut.find(' ') + 1 :]}"


def _cut(text: str, letters: int) -> str:
    if len(text) <= letters:
        return text
    cut = text[:letters]
    return f"{cut[: cut.rfind(' ') + 1 or letters].rstrip()}…"


def _terms(word: str) -> list[Term]:
    """A word is one term, or several when a sign divides it (agua/luz); a star opens the last one."""
    if word.endswith("*"):
        start = prefix_key(word)
        before = search_keys(word).split()[:-1]
        alone = [Term((key,)) for key in before]
        return [*alone, Term((), start.prefix, start.wholes)] if start else []
    return [Term((key,)) for key in search_keys(word).split()]


def _phrase(words: str) -> list[Term]:
    keys = tuple(search_keys(words).split())
    if not keys:
        return []
    start = prefix_key(words) if words.rstrip().endswith("*") else None
    return [Term(keys[:-1], start.prefix, start.wholes) if start else Term(keys)]


def _within(term: Term, words: Sequence[str]) -> bool:
    return any(term.found_at(words, place) for place in range(len(words)))
