"""Living references: what stands in a report where its text names a fragment, a milestone, a picture or a figure.

They are resolved when the paper is built, through the gate. What may not be used any more drops out by itself: a draft
leaves a mark where it stood, a finished paper nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _noop
from manantial.meaning.models import MilestoneVersion
from manantial.meaning.papers import standing
from manantial.meaning.papers.speech import PICTURES, PRINTED_LEVELS, Speech
from manantial.meaning.queries import FindingView, LessonView, MilestoneView, ReferenceKind, Thing, Things, things_in
from manantial.meaning.queries.counted import CountedFact
from manantial.press.document import Block, Callout, CalloutKind, Counted, Prose, Provenance
from manantial.press.markdown import Reference, marks_in, references_in
from manantial.voices.models import Fragment, Source, Voice
from manantial.voices.queries import said_ruling
from manantial.voices.rules import Use

_UNKNOWN = Ruling.no(_noop("No existe nada con ese folio."))
_YES = Ruling.yes(_noop("Se puede usar."))


@dataclass(frozen=True)
class References:
    """What the texts of one paper name, with the answers of the gate for its uses on its day."""

    things: Things
    speech: Speech
    draft: bool
    on: date

    @classmethod
    def read(
        cls, texts: Iterable[str], *, uses: tuple[Use, ...], on: date, draft: bool = False, sounds: Use | None = None
    ) -> References:
        """Find what the texts name and ask the gate once for all of it."""
        things = things_in(texts, on=on)
        speech = Speech.ask(things.fragments, things.voices, uses=uses, on=on, sounds=sounds)
        return cls(things, speech, draft, on)

    def prose(self, text: str) -> Prose:
        """A text with everything it names put in its place, as far as it may be."""
        inserts = {reference.address: self._blocks(reference) for reference in references_in(text)}
        notes: list[Provenance] = []
        silent: dict[str, str] = {}
        for mark in dict.fromkeys(mark for mark, _line in marks_in(text)):
            found = self.things.noted(mark)
            if found is None:
                continue
            if self.ruling_of(*found):
                notes.append(replace(standing.note(found[1], inside=self.draft), mark=mark))
            else:
                silent[mark] = _(" [nota que ya no se puede usar: %(folio)s]") % {"folio": mark} if self.draft else ""
        return Prose(text, notes=tuple(notes), inserts=inserts, values=self._values(text), silent=silent)

    def _values(self, text: str) -> dict[str, Counted]:
        """What stands within its sentences, by its address as it is written."""
        found: dict[str, Counted] = {}
        for reference in references_in(text):
            thing = self.things.get(reference.kind, reference.key)
            if isinstance(thing, CountedFact):
                found[reference.address] = Counted(thing.said, standing.counted_note(thing, self.on))
        return found

    def ruling(self, kind: str, key: str) -> Ruling:
        """Whether a reference may stand in this paper, and if not, why."""
        thing = self.things.get(kind, key)
        return _UNKNOWN if thing is None else self.ruling_of(ReferenceKind(kind), thing)

    def ruling_of(self, kind: ReferenceKind, thing: Thing) -> Ruling:
        """Whether a thing may stand in this paper as that kind of reference, and if not, why."""
        match thing:
            case Fragment() | Voice():
                return self._said(kind, thing)
            case FindingView():
                return _YES if self.draft else thing.ruling
            case LessonView():
                if self.draft or thing.is_validated:
                    return _YES
                return Ruling.no(_noop("Ninguno de sus hallazgos puede salir todavía."))
            case MilestoneView():
                if not self.draft and thing.milestone.visibility not in PRINTED_LEVELS:
                    return Ruling.no(_noop("El hito no es para todo público."))
                shown = thing.agreed or any(map(self.printable, thing.versions))
                return _YES if shown else Ruling.no(_noop("Nadie de quienes lo cuentan permite imprimirlo."))
            case CountedFact():
                return (
                    _YES if thing.value is not None else Ruling.no(_noop("Los registros todavía no tienen ese dato."))
                )
        return _YES

    def _said(self, kind: ReferenceKind, thing: Fragment | Voice) -> Ruling:
        ruling = self.speech.rulings.get(thing.pk, _UNKNOWN)
        if not ruling:
            return ruling
        if isinstance(thing, Voice) and kind is ReferenceKind.PICTURE and thing.kind in PICTURES:
            missing = _noop("A la imagen le falta su archivo o su descripción en palabras.")
            return _YES if self.speech.figure(thing) else Ruling.no(missing)
        return ruling

    def printable(self, version: MilestoneVersion) -> bool:
        """A version of a milestone may be printed: nobody's voice stands behind it, or its voice allows it."""
        return version.voice is None or self.speech.may(version.voice)

    def why(self, ruling: Ruling) -> str:
        """A ruling in words for people."""
        return said_ruling(ruling)

    def _blocks(self, reference: Reference) -> tuple[Block, ...]:
        thing = self.things.get(reference.kind, reference.key)
        if thing is None:
            return self._missing(reference, _UNKNOWN)
        ruling = self.ruling_of(ReferenceKind(reference.kind), thing)
        made = self._made(reference, thing) if ruling else ()
        return made or self._missing(reference, ruling)

    def _made(self, reference: Reference, thing: Thing) -> tuple[Block, ...]:
        match thing:
            case Fragment():
                return standing.fragment(self.speech, thing)
            case Voice():
                return standing.picture(self.speech, thing, reference.words)
            case MilestoneView():
                return standing.milestone(thing, [one for one in thing.versions if self.printable(one)], self.draft)
            case FindingView():
                return standing.finding(thing)
            case LessonView():
                return standing.lesson(thing, draft=self.draft)
            case Source():
                return standing.source(thing, inside=self.draft)
            case CountedFact():
                return standing.counted(thing, self.on)
        return standing.figure(thing)

    def _missing(self, reference: Reference, ruling: Ruling) -> tuple[Block, ...]:
        if not self.draft:
            return ()
        words = _("Aquí había una cita que ya no se puede usar: %(key)s.") % {"key": reference.key}
        if ruling:
            return (Callout(words, CalloutKind.MISSING, _("Aquí falta una cita")),)
        return (Callout(f"{words} {said_ruling(ruling)}", CalloutKind.MISSING, _("Aquí falta una cita")),)
