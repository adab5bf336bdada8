"""A first look at the language of a material before people see it. It never replaces the pretest.

Plain Spanish as the house writes it: sentences of at most 18 words, known words, acronyms explained, a contact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import fold

LONGEST_SENTENCE = 18  # words
MOST_NUMBERS = 6
_SENTENCE = re.compile(r"[^.!?…\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{3,}\b")
_NUMBER = re.compile(r"\d[\d.,]*")

JARGON: Mapping[str, str] = {
    "paramunicipal": _("que depende del municipio"),
    "coinversion": _("dinero o trabajo que puso cada quien"),
    "gestionar": _("pedir, conseguir, arreglar"),
    "implementar": _("hacer, poner en marcha"),
    "devolucion": _("regresar los resultados"),
    "cuorum": _("los que hacen falta para que valga"),
    "empoderar": _("que la gente decida"),
    "diagnostico": _("ver cómo estamos"),
    "operatividad": _("que funcione"),
    "potabilizacion": _("limpiar el agua para beberla"),
    "vinculacion": _("trabajar junto con otros"),
    "incidencia": _("lograr que cambien las cosas"),
}


@dataclass(frozen=True)
class Remark:
    """One remark: the sentence (a msgid) and its facts."""

    sentence: str
    facts: Mapping[str, object]


def remarks(text: str, *, known_acronyms: frozenset[str] = frozenset()) -> list[Remark]:
    """Return what a careful editor would ask about a text, in the order of the text."""
    found = [
        Remark(_("Frase de %(words)s palabras: «%(start)s…». Pártala en dos."), {"words": n, "start": start})
        for n, start in _long_sentences(text)
    ]
    words = dict.fromkeys(fold(word) for word in _WORD.findall(text))
    found += [
        Remark(_("«%(word)s» no la usa toda la gente; puede decir: %(plain)s."), {"word": word, "plain": JARGON[word]})
        for word in words
        if word in JARGON
    ]
    found += [
        Remark(_("Explique qué quiere decir %(acronym)s la primera vez."), {"acronym": acronym})
        for acronym in dict.fromkeys(_ACRONYM.findall(text))
        if acronym not in known_acronyms and f"({acronym})" not in text
    ]
    numbers = len(_NUMBER.findall(text))
    if numbers > MOST_NUMBERS:
        found.append(Remark(_("Lleva %(count)s números. Deje los que la gente va a usar."), {"count": numbers}))
    return found


def _long_sentences(text: str) -> list[tuple[int, str]]:
    counted = [(len(words), " ".join(words[:5])) for part in _SENTENCE.findall(text) if (words := part.split())]
    return [(count, start) for count, start in counted if count > LONGEST_SENTENCE]
