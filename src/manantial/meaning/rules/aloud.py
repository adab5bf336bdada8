"""What is read aloud: which papers and parts, how a reading stands, and whether it still says what is written.

A paragraph is known by the digest of its words, so that what somebody read can be compared with what is written today
without keeping a second copy of anybody's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from manantial.kernel.digests import sha256_bytes
from manantial.kernel.rulings import gettext_noop as _

FINAL, SYNTHESIS, BOOKLET = "informe-final", "sintesis", "cuaderno"
COMMUNITY, FINDING, LESSON = "lo-que-dijo-su-comunidad", "hoja-de-hallazgo", "hoja-de-aprendizaje"
# In the order in which they are heard.
PAPER_WORDS: Mapping[str, str] = {
    SYNTHESIS: _("Síntesis del modelo"),
    FINAL: _("Informe final"),
    BOOKLET: _("Cuaderno"),
    LESSON: _("Hoja de un aprendizaje"),
    FINDING: _("Hoja de un hallazgo"),
    COMMUNITY: _("Lo que dijo su comunidad"),
}
OPTION_OF: Mapping[str, str] = {COMMUNITY: "community", FINDING: "folio", LESSON: "folio"}  # what makes the paper one
WHOLE = "todo"  # the part of a paper that is read in one go
BOOKLET_PARTS: Mapping[str, str] = {
    "empezar": _("Para empezar"),
    "contamos": _("Así lo contamos"),
    "aprendimos": _("Lo que aprendimos"),
    "aqui": _("¿Y en su comunidad?"),
}
NOT_READ = frozenset({"fuentes", "anexos"})  # lists to look something up in, in no order that an ear can follow
WORDS_A_MINUTE = 120  # slowly, as one reads to an assembly


@dataclass(frozen=True, order=True)
class Part:
    """A part of a paper: the chapter's anchor, the folio of a sheet, the code of a community, or all of it."""

    paper: str
    key: str


class ReadState(StrEnum):
    """How far a reading is."""

    MISSING = "missing"
    ASKED = "asked"
    REVIEW = "review"
    READY = "ready"
    FORMER = "former"
    REFUSED = "refused"


READ_WORDS: Mapping[str, str] = {
    ReadState.MISSING: _("falta"),
    ReadState.ASKED: _("en lectura"),
    ReadState.REVIEW: _("por revisar"),
    ReadState.READY: _("listo"),
    ReadState.FORMER: _("leída de una redacción anterior"),
    ReadState.REFUSED: _("no puede salir"),
}
LACK_WORDS: Mapping[str, str] = {
    ReadState.MISSING: _("Pedir a alguien que la lea."),
    ReadState.ASKED: _("Grabarla y unirla aquí."),
    ReadState.REVIEW: _("Que alguien que hable la lengua la oiga completa."),
    ReadState.READY: "",
    ReadState.FORMER: _("Leer otra vez lo que cambió, o decir que sigue valiendo."),
    ReadState.REFUSED: _("Un permiso. Mientras falte, no va en la carpeta ni en los kits."),
}


@dataclass(frozen=True)
class ReadFacts:
    """What the state of a reading is read from."""

    recorded: bool
    heard: bool  # somebody heard it whole and said that it says what is written
    allowed: bool  # who reads, and whose words it carries
    changed: int | None  # paragraphs that are no longer as they were read; None: not compared yet


def state_of(facts: ReadFacts) -> ReadState:
    """How a reading stands. Without permission it goes nowhere, whatever else is ready."""
    if not facts.recorded:
        return ReadState.ASKED
    if not facts.allowed:
        return ReadState.REFUSED
    if facts.changed:
        return ReadState.FORMER
    return ReadState.READY if facts.heard else ReadState.REVIEW


def digest_of(words: str) -> str:
    """What a paragraph is known by: its words, whatever their spaces."""
    return sha256_bytes(" ".join(words.split()).encode())[:16]


def count_changed(read: Sequence[str], written: Sequence[str]) -> int:
    """How many paragraphs were read and are not written any more, or are written and were never read."""
    before, now = Counter(read), Counter(written)
    return max((before - now).total(), (now - before).total())


def unread(read: Sequence[str], written: Sequence[str]) -> list[bool]:
    """For each written paragraph, whether it is still to be read."""
    known = set(read)
    return [digest not in known for digest in written]


def minutes_to_read(words: int) -> int:
    """About how many minutes so many words take, read slowly; one at least."""
    return max(1, round(words / WORDS_A_MINUTE))


def text_language(language: str) -> str:
    """In which language the text is that somebody reads from: a Tsotsil reader has the Spanish paper before her."""
    return "en" if language == "en" else "es"
