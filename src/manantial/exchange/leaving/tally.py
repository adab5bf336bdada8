"""What left in a file and what stayed home, and why: nothing stays without being counted.

Whoever writes a file says of each thing that it goes, or why it does not. What there is altogether is counted apart, in
the database, so that a thing that nobody spoke of shows as a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from manantial.exchange.models import Kept
from manantial.meaning.models import Code, Coding, Memo
from manantial.voices.models import Fragment, Transcript, Voice
from manantial.voices.rules import VoiceKind


class Kind(StrEnum):
    """What is counted."""

    VOICE = "voice"
    TRANSCRIPT = "transcript"
    FRAGMENT = "fragment"
    CODE = "code"
    CODING = "coding"
    REMARK = "remark"  # what somebody noted on a coding
    MEMO = "memo"
    FILE = "file"
    KEPT = "kept"  # what came from another program and has no place here


KIND_WORDS: Mapping[Kind, Any] = {
    Kind.VOICE: gettext_lazy("Voces"),
    Kind.TRANSCRIPT: gettext_lazy("Transcripciones y traducciones"),
    Kind.FRAGMENT: gettext_lazy("Fragmentos"),
    Kind.CODE: gettext_lazy("Códigos"),
    Kind.CODING: gettext_lazy("Códigos puestos"),
    Kind.REMARK: gettext_lazy("Notas de códigos puestos"),
    Kind.MEMO: gettext_lazy("Notas del equipo"),
    Kind.FILE: gettext_lazy("Sonidos, películas e imágenes"),
    Kind.KEPT: gettext_lazy("Conjuntos, enlaces y mapas que llegaron"),
}


class Why:
    """Why something stays, in words for people; rulings of the gate bring their own."""

    REMOVED = gettext_noop("alguien lo quitó del trabajo")
    RESERVED = gettext_noop("reservado por cuidado")
    WITHIN_RESERVED = gettext_noop("cae dentro de un pasaje reservado")
    UNSURE = gettext_noop("un pasaje reservado no se halla en esa versión: en la duda no sale")
    UNWRITTEN = gettext_noop("nadie ha escrito sus palabras")
    OLDER = gettext_noop("versión anterior: sus fragmentos están en la nueva")
    NOWHERE = gettext_noop("no dice de qué palabras ni de qué segundos es")
    LOST = gettext_noop("sus palabras no están en ninguna versión")
    CODE_RETIRED = gettext_noop("su código está retirado")
    MERGED = gettext_noop("se unió a otro código, que sale en su lugar")
    FAR = gettext_noop("con este uso no salen las notas del equipo")
    REWRITTEN = gettext_noop("hay un texto más nuevo de la misma nota")
    ABOUT_STAYS = gettext_noop("lo que comenta se queda")
    NO_PLACE = gettext_noop("este formato no tiene lugar para notas sobre eso")
    NOT_KNOWN = gettext_noop("este formato no tiene lugar para eso")
    IN_TABLES = gettext_noop("este formato no tiene lugar para eso; sale en «Todas las tablas»")
    NOT_ASKED = gettext_noop("no se pidió con sonidos e imágenes")
    SAYS_RESERVED = gettext_noop("dice un pasaje reservado")
    TOO_LARGE = gettext_noop("pesa más de 2 GB")
    NOT_THERE = gettext_noop("su archivo ya no está en la bóveda")
    PAPER = gettext_noop("el original de un texto se queda; salen sus palabras")
    TIES_STAY = gettext_noop("lo que juntaba se queda")
    TOLD_AS_TIE = gettext_noop("sale como el conjunto, el enlace o el mapa del que habla")
    TOLD_AS_MEMO = gettext_noop("sale como nota del plan")
    MEANWHILE = gettext_noop("cambió mientras se escribía el archivo")


@dataclass(frozen=True)
class Line:
    """One kind of thing: how many there are, how many left, and for each reason how many stayed."""

    name: str
    here: int
    out: int
    stayed: tuple[tuple[str, int], ...]
    written: int | None = None  # how many pieces of the file that makes, where it is another number
    place: bool = True  # the format has a place for it

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        stayed = [{"why": why, "count": count} for why, count in self.stayed]
        told = {"name": self.name, "here": self.here, "out": self.out, "stayed": stayed, "place": self.place}
        return told if self.written is None else {**told, "written": self.written}


class Tally:
    """Counts while a file is written."""

    def __init__(self) -> None:
        self._out: Counter[Kind] = Counter()
        self._stayed: Counter[tuple[Kind, str]] = Counter()
        self._written: Counter[Kind] = Counter()

    def left(self, kind: Kind, many: int = 1) -> None:
        """Things of ours that go along."""
        self._out[kind] += many

    def stays(self, kind: Kind, why: str, many: int = 1) -> None:
        """Things of ours that stay, with the reason in the language of the reader."""
        if many:
            self._stayed[kind, why] += many

    def wrote(self, kind: Kind, many: int = 1) -> None:
        """Pieces of the file: a stretch over three turns is three fragments and one piece."""
        self._written[kind] += many

    def lines(self, tables: Mapping[str, int], others: Mapping[str, int]) -> list[Line]:
        """Every kind; then what this format has no place for: `others`, and `tables`, which leave another way."""
        found = [self._line(kind, rows.count()) for kind, rows in _here().items()]
        found += [Line(name, many, 0, ((_(Why.NOT_KNOWN), many),)) for name, many in others.items() if many]
        why = _(Why.IN_TABLES)
        return [*found, *(Line(name, many, 0, ((why, many),), place=False) for name, many in tables.items() if many)]

    def _line(self, kind: Kind, here: int) -> Line:
        out = self._out[kind]
        stayed = [(why, many) for (one, why), many in self._stayed.most_common() if one is kind]
        unsaid = here - out - sum(many for _why, many in stayed)
        if unsaid:
            stayed.append((_(Why.MEANWHILE), unsaid))
        written = self._written.get(kind)
        return Line(str(KIND_WORDS[kind]), here, out, tuple(stayed), None if written == out else written)


def told_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """A report kept as JSON, as lines of text for a terminal or a file beside."""
    for row in (one for one in rows if one["place"]):
        yield _("%(name)s: %(here)d aquí, %(out)d en el archivo") % row
        if row.get("written") is not None:
            yield "    " + _("escritos como %(written)d piezas") % row
        yield from (f"    {one['count']:,} — {one['why']}" for one in row["stayed"])
    without = ", ".join(f"{row['name']} ({row['here']:,})" for row in rows if not row["place"])
    if without:
        yield _("Sin lugar en este formato; salen en «Todas las tablas»: %(what)s") % {"what": without}


def with_file() -> Q:
    """The voices of which there is a file: what is heard, seen, or was the paper of a text."""
    seen = Q(kind__in=(VoiceKind.PHOTO, VoiceKind.DRAWING)) & ~Q(picture=None)
    heard = Q(kind=VoiceKind.SOUND) & ~Q(sound=None, original=None)
    return seen | heard | (Q(kind__in=(VoiceKind.VIDEO, VoiceKind.TEXT, VoiceKind.NOTE)) & ~Q(original=None))


def _here() -> dict[Kind, QuerySet[Any]]:
    return {
        Kind.VOICE: Voice.objects.all(),
        Kind.TRANSCRIPT: Transcript.objects.all(),
        Kind.FRAGMENT: Fragment.objects.all(),
        Kind.CODE: Code.objects.all(),
        Kind.CODING: Coding.objects.all(),
        Kind.REMARK: Coding.objects.exclude(memo=""),
        Kind.MEMO: Memo.objects.all(),
        Kind.FILE: Voice.objects.filter(with_file()),
        Kind.KEPT: Kept.objects.all(),
    }
