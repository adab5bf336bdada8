"""The check before building: what has no source, what may not be printed, what is still open, what nobody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.kernel.reading import Reading, long_sentences, read
from manantial.meaning.papers.model_sheet import fills, spoken_lines
from manantial.meaning.papers.references import References
from manantial.meaning.papers.synthesis import unsourced_claims
from manantial.meaning.papers.terms import FINAL, ONLY_TRANSLATED, SYNTHESIS, TERMS
from manantial.meaning.queries import (
    FindingStanding,
    ReferenceKind,
    chapters_of,
    finding_standings,
    milestone_standings,
    passages,
    recorded_no_differences,
    with_a_seat,
)
from manantial.meaning.queries.model_sheet import ModelSheet, model_sheet
from manantial.meaning.rules import (
    SECTIONS,
    Grounding,
    Paragraph,
    asked_sections,
    grounding,
    paragraphs_of,
    plain_words,
)
from manantial.meaning.rules.model_sheet import Lack
from manantial.press.markdown import marks_in, references_in
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import given_away, said, said_ruling
from manantial.voices.rules import ATTRIBUTION_WORDS, Use, What

_DEFINED = "]:"
LONGEST = 160  # letters of a paragraph shown in the list


class Fault(StrEnum):
    """What may be wrong with a paper before it is built."""

    REFUSED = "refused"
    BROKEN = "broken"
    HELD = "held"
    NAMED = "named"
    OPEN = "open"
    EMPTY = "empty"
    UNSOURCED = "unsourced"
    UNSUPPORTED = "unsupported"
    UNTRANSLATED = "untranslated"
    LONG = "long"


@dataclass(frozen=True)
class Remark:
    """One thing to look at: where it is, what it says, what to do. `kind`/`key` name a thing outside the text."""

    fault: Fault
    words: str
    advice: str = ""
    section: str = ""
    line: int = 0
    thing: str = ""  # "finding" or "milestone" with its id, when the place is not in the text
    pk: str = ""


@dataclass(frozen=True)
class PaperCheck:
    """The answer for one paper in one language."""

    remarks: tuple[Remark, ...]
    grounding: Grounding
    reading: Reading
    written: int
    sections: int

    def of(self, fault: Fault) -> list[Remark]:
        """The remarks of one kind."""
        return [remark for remark in self.remarks if remark.fault is fault]

    @property
    def stops(self) -> bool:
        """The finished paper is not built while this lasts."""
        return any(remark.fault is Fault.OPEN and remark.thing == "finding" for remark in self.remarks)


def check_paper(paper: str, *, language: str, on: date) -> PaperCheck:
    """Read what people wrote for a paper and say what is missing, refused or open. Builds nothing."""
    written = passages(paper, language)
    texts = {section: written[section].text for section in SECTIONS[paper] if section in written}
    terms = TERMS[paper]
    sheet = model_sheet(on, uses=terms.uses) if paper == SYNTHESIS else None
    asked = [one for one in asked_of(paper, language) if sheet is None or one in texts or not fills(sheet, one)]
    references = References.read(texts.values(), uses=terms.uses, on=on, draft=terms.draft)
    paragraphs = {section: paragraphs_of(text) for section, text in texts.items()}
    findings = finding_standings(on=on)
    remarks = [
        *_empty(asked, paper, texts),
        *(remark for section, text in texts.items() for remark in _pointing(references, section, text)),
        *_named(references, findings, terms.uses[0], on),
        *(remark for section, found in paragraphs.items() for remark in _resting(section, found, all_=bool(sheet))),
        *_open(paper, findings),
        *(_of_the_sheet(sheet, language) if sheet else ()),
        *(_of_the_blocks(language, on) if sheet else ()),
        *(_long(paragraphs) if sheet else ()),
    ]
    spoken = [*map(plain_words, texts.values()), *(spoken_lines(sheet, language) if sheet else ())]
    order = list(Fault)
    return PaperCheck(
        remarks=tuple(sorted(remarks, key=lambda remark: order.index(remark.fault))),
        grounding=grounding([one for found in paragraphs.values() for one in found]),
        reading=read("\n\n".join(spoken), language),
        written=len(texts),
        sections=len(set(asked) | set(texts)),
    )


def asked_of(paper: str, language: str) -> list[str]:
    """The sections somebody should write: those its method asks for, and not those the memory itself fills."""
    chapters = chapters_of(paper)
    wanted = asked_sections(chapters) if chapters else frozenset(SECTIONS[paper])
    filled = ONLY_TRANSLATED.get(paper, ()) if language == "es" else ()
    return [section for section in SECTIONS[paper] if section in wanted and section not in filled]


def _empty(asked: Iterable[str], paper: str, texts: Mapping[str, str]) -> Iterator[Remark]:
    for section in asked:
        if section not in texts:
            words = _("Nadie ha escrito «%(title)s».") % {"title": _(SECTIONS[paper][section])}
            yield Remark(Fault.EMPTY, words, _("Escríbala o deje que salga sin texto propio."), section)


def _of_the_sheet(sheet: ModelSheet, language: str) -> Iterator[Remark]:
    """The lines of the sheet of the model that stay inside, that nobody translated, or that are hard to read."""
    for view in sheet.every:
        thing, pk = "model_entry", str(view.entry.pk)
        title = view.title(language) or view.text(language)[:LONGEST]
        if not view.ruling:
            words = _("Ficha del modelo, «%(title)s»: %(why)s") % {"title": title, "why": view.ruling.say(_)}
            yield Remark(Fault.HELD, words, _("Ábralo y póngale lo que le falta."), thing=thing, pk=pk)
            continue
        if view.language(language) != language or (language != "es" and Lack.BEHIND in view.lacks):
            words = _("Ficha del modelo, «%(title)s»: nadie la ha traducido como está hoy.") % {"title": title}
            yield Remark(Fault.UNTRANSLATED, words, _("Mientras tanto sale como estaba."), thing=thing, pk=pk)
        for sentence, count in long_sentences(view.text(language)):
            yield Remark(Fault.LONG, _long_words(sentence, count), thing=thing, pk=pk)


def _long(paragraphs: Mapping[str, Iterable[Paragraph]]) -> Iterator[Remark]:
    for section, found in paragraphs.items():
        for one in found:
            for sentence, count in long_sentences(one.words):
                yield Remark(Fault.LONG, _long_words(sentence, count), section=section, line=one.line)


def _long_words(sentence: str, count: int) -> str:
    short = sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST].rsplit(' ', 1)[0]}…"
    return _("Frase de %(n)s palabras: «%(text)s»") % {"n": count, "text": short}


def _pointing(references: References, section: str, text: str) -> Iterator[Remark]:
    named = [(one.kind, one.key, one.line) for one in references_in(text)]
    for kind, key, line in named:
        yield from _judged(references, section, kind, key, line)
    defined = {part.split(_DEFINED)[0].removeprefix("[^") for part in text.split("\n") if part.startswith("[^")}
    for mark, line in marks_in(text):
        if mark in defined:
            continue
        found = references.things.noted(mark)
        if found is None:
            words = _("La nota [^%(mark)s] no lleva a nada.") % {"mark": mark}
            yield Remark(Fault.BROKEN, words, _("Corrija el folio o quite la nota."), section, line)
        else:
            yield from _judged(references, section, found[0], mark, line)


def _judged(references: References, section: str, kind: str, key: str, line: int) -> Iterator[Remark]:
    if references.things.get(kind, key) is None:
        words = _("No existe «%(key)s».") % {"key": f"{kind}:{key}"}
        yield Remark(Fault.BROKEN, words, _("Corrija el folio o quite el renglón."), section, line)
    elif not (ruling := references.ruling(kind, key)) and kind == ReferenceKind.COUNTED:
        words = _("«%(key)s»: los registros todavía no tienen ese dato.") % {"key": key}
        yield Remark(Fault.BROKEN, words, _("Anótelo en su registro. Mientras tanto sale «sin dato»."), section, line)
    elif not ruling:
        words = _("%(key)s no puede salir en este papel. %(why)s") % {"key": key, "why": references.why(ruling)}
        advice = _("Al construir se quita sola. Pida el permiso o ponga otra cita.")
        yield Remark(Fault.REFUSED, words, advice, section, line)


def _named(references: References, findings: Iterable[FindingStanding], use: Use, on: date) -> Iterator[Remark]:
    """The voices this paper may print whose credit gives them away: named in its texts, or support of a finding."""
    told_of = [view.finding.pk for view in findings if view.ruling or references.draft]
    printed: list[Fragment | Voice] = [*references.things.fragments, *references.things.voices]
    printed += with_a_seat(told_of, on=on)
    by_key = {one.pk: one for one in printed}
    told: dict[UUID, Remark] = {}
    for key, seen in given_away(printed, use=use, on=on, what=What.QUOTE).items():
        thing = by_key[key]
        voice = thing.voice if isinstance(thing, Fragment) else thing
        words = _("%(folio)s: %(why)s") % {"folio": voice.folio, "why": said_ruling(seen.warning)}
        advice = _("Ábrala y escoja «%(word)s», o pregúntele si así está bien.")
        said_word = said(ATTRIBUTION_WORDS, seen.instead)
        told[voice.pk] = Remark(Fault.NAMED, words, advice % {"word": said_word}, thing="voice", pk=str(voice.pk))
    yield from told.values()


def _of_the_blocks(language: str, on: date) -> Iterator[Remark]:
    """What the memory itself would say in the synthesis without its source."""
    for claim in unsourced_claims(language, on):
        words = _("«%(title)s» dice algo sin decir de dónde viene.") % {"title": claim.title}
        yield Remark(Fault.UNSOURCED, words, claim.words[:LONGEST])


def _resting(section: str, paragraphs: Iterable[Paragraph], *, all_: bool) -> Iterator[Remark]:
    """Paragraphs that rest on nothing; `all_`: also short ones, since in the synthesis each claim has its source."""
    for one in paragraphs:
        if one.numbers and not one.held:
            words = _("Cifra sin fuente: %(numbers)s.") % {"numbers": ", ".join(dict.fromkeys(one.numbers))}
            yield Remark(Fault.UNSOURCED, words, _said(one), section, one.line)
        elif (one.claims or (all_ and one.says)) and not one.held:
            yield Remark(Fault.UNSUPPORTED, _said(one), "", section, one.line)


def _said(paragraph: Paragraph) -> str:
    text = " ".join(paragraph.words.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"


def _open(paper: str, views: Sequence[FindingStanding]) -> Iterator[Remark]:
    for view in views:
        if view.awaits:
            words = _("%(folio)s espera decisión: %(text)s")
            said = words % {"folio": view.finding.folio, "text": view.finding.statement}
            advice = _("Decida en Validación: se corrige, se publica con disenso o se retira.")
            yield Remark(Fault.OPEN, said, advice, thing="finding", pk=str(view.finding.pk))
    milestones = milestone_standings()
    for event in milestones:
        if event.is_open:
            words = _("%(folio)s se cuenta de más de una manera y nadie ha acordado cómo escribirlo: %(text)s")
            said = words % {"folio": event.milestone.folio, "text": event.milestone.title}
            advice = _("Puede salir así, con todas las versiones. En la síntesis no entra.")
            yield Remark(Fault.OPEN, said, advice, thing="milestone", pk=str(event.milestone.pk))
    nothing = not any(event.differs for event in milestones) and not any(view.disputed for view in views)
    if paper == FINAL and nothing and not recorded_no_differences():
        words = _("«Lo que vemos distinto» está vacío y ningún taller anotó que no hubo diferencias.")
        yield Remark(Fault.OPEN, words, _("Anótelo en Validación, o escuche a quien lo ve distinto."), thing="none")
