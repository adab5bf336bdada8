"""The blocks that stand for one thing inside somebody's text: short, with its credit, its source and its dissent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manantial.kernel.dates import say_day
from manantial.meaning.models import MilestoneVersion
from manantial.meaning.papers.frame import escaped, group_word, said_act, spoken
from manantial.meaning.papers.speech import PICTURES, Speech, origin, origin_of_source, origin_of_voice
from manantial.meaning.queries import FindingView, LessonView, MilestoneView, Thing, told_group
from manantial.meaning.queries.counted import CountedFact
from manantial.meaning.rules import WORDS
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Fact,
    FactList,
    Notes,
    Prose,
    Provenance,
    Row,
    Table,
)
from manantial.voices.models import Fragment, Source, Voice
from manantial.voices.queries import said
from manantial.water.papers.figures import said_source, said_value
from manantial.water.queries import IndicatorView

ELLIPSIS = {"", "…", "..."}  # what people leave between the brackets when they have nothing to add


def note(thing: Thing, *, inside: bool) -> Provenance:
    """The note of origin of a thing: what [^folio] prints."""
    match thing:
        case Fragment():
            return origin(thing)
        case Voice():
            return origin_of_voice(thing)
        case Source():
            return origin_of_source(thing, inside=inside)
        case MilestoneView():
            row = thing.milestone
            return Provenance("milestone", str(row.pk), _("Hito %(folio)s") % {"folio": row.folio} + f", {row.title}")
        case FindingView():
            return Provenance(
                "finding", str(thing.finding.pk), _("Hallazgo %(folio)s") % {"folio": thing.finding.folio}
            )
        case LessonView():
            return Provenance("lesson", str(thing.lesson.pk), f"{thing.lesson.folio}, {thing.lesson.title}")
        case IndicatorView():
            key = thing.shown.figure.pk if thing.shown else thing.indicator.pk
            source = said_source(thing.shown) if thing.shown else _("sin fuente")
            return Provenance("figure", str(key), f"{thing.indicator.name}: {said_value(thing.shown)}. {source}")
        case CountedFact():
            return Provenance("register", thing.key, f"{thing.register}: {thing.name}")


def fragment(speech: Speech, row: Fragment) -> tuple[Block, ...]:
    """The words of a fragment with credit and note, or the picture it is a part of."""
    quote = speech.quote(row)
    if quote is not None:
        return (quote,)
    if row.voice.kind in PICTURES and row.region is None and speech.may(row) and (shown := speech.figure(row.voice)):
        return (replace(shown, notes=(origin(row),)),)
    return ()


def picture(speech: Speech, voice: Voice, words: str) -> tuple[Block, ...]:
    """The photo or drawing of a voice; the words between the brackets are its caption."""
    shown = speech.figure(voice)
    if shown is None:
        return ()
    return (shown if words in ELLIPSIS else replace(shown, caption=words),)


def milestone(view: MilestoneView, shown: Sequence[MilestoneVersion], inside: bool) -> tuple[Block, ...]:
    """The agreed wording with its meeting; without one, every version that may be printed, with who tells it."""
    here = note(view, inside=inside)
    if view.agreed is not None:
        act = said_act(view.agreed.agreed_workshop, view.agreed.agreed_session)
        text = f"{escaped(view.agreed.text)}\n\n" + _("Así se acordó en: %(act)s.") % {"act": escaped(act)}
        return (Callout(text, CalloutKind.AGREEMENT, view.milestone.title, (here,)), *kept_notes(view.notes))
    if len(shown) == 1:
        told = f"{escaped(shown[0].text)} ({group_word(shown[0].group)})"
        return (Callout(told, CalloutKind.NOTE, view.milestone.title, (here,)),)
    columns = (
        Column(_("Quién lo cuenta"), share=1.2),
        Column(_("Cuándo"), ColumnKind.DATE, 1.2),
        Column(_("Cómo lo cuenta"), share=3),
    )
    rows = [Row((group_word(version.group), version.when, version.text)) for version in shown]
    return (Table(columns, rows, caption=view.milestone.title, notes=(here,), small=True),)


def kept_notes(notes: Sequence[MilestoneVersion]) -> tuple[Block, ...]:
    """The notes groups keep beside an agreed wording; a group writes them to be printed, so a voice behind one is not
    quoted here: a note told by a voice is printed by the report, which asks the gate.
    """
    return tuple(
        Callout(
            f"«{escaped(one.text)}»",
            CalloutKind.DIFFERENCE,
            _("Nota de disenso: %(group)s") % {"group": group_word(one.group)},
        )
        for one in notes
        if one.voice_id is None
    )


def finding(view: FindingView, *, grounds: Notes = ()) -> tuple[Block, ...]:
    """What was found, how strong it is, and the dissent that always travels with it; `grounds` are further notes."""
    row = view.finding
    text = f"{escaped(row.statement)}\n\n*{said(WORDS, view.ground.strength)}*"
    return (Callout(text, CalloutKind.NOTE, row.folio, (note(view, inside=False), *grounds)), *dissent_notes(view))


def lesson(view: LessonView, *, draft: bool) -> tuple[Block, ...]:
    """What was learned, with the dissent of the findings it comes from."""
    row = view.lesson
    told = Callout(escaped(row.learned), CalloutKind.NOTE, row.title, (note(view, inside=False),))
    shown = [found for found in view.findings if draft or found.ruling]
    return (told, *(block for found in shown for block in dissent_notes(found)))


def dissent_notes(view: FindingView) -> list[Block]:
    """The notes of dissent: they stand beside the finding wherever it is printed, in the words of the group."""
    borrowed = f" ({_('en español')})" if spoken() != "es" else ""
    return [
        Callout(
            f"«{escaped(row.dissent_note)}»",
            CalloutKind.DIFFERENCE,
            _("Nota de disenso: %(group)s") % {"group": told_group(view, row.group)} + borrowed,
        )
        for row in view.dissents
        if row.dissent_note
    ]


def source(row: Source, *, inside: bool) -> tuple[Block, ...]:
    """A document named in the text, told as far as its access allows."""
    here = origin_of_source(row, inside=inside)
    return (Prose(f"*{escaped(here.label)}*", notes=(here,)),)


def counted_note(fact: CountedFact, on: date) -> Provenance:
    """Where something counted was counted, and on which day."""
    words = _("%(register)s, al %(day)s: %(name)s")
    told = {
        "register": fact.register,
        "day": say_day(on, (get_language() or "es")[:2], weekday=False),
        "name": fact.name,
    }
    return Provenance("register", fact.key, words % told)


def counted(fact: CountedFact, on: date) -> tuple[Block, ...]:
    """Something counted, alone in its paragraph."""
    return (FactList((Fact(fact.name, fact.said, (counted_note(fact, on),)),)),)


def figure(view: IndicatorView) -> tuple[Block, ...]:
    """A number of the water with what it means, its source, its date and the other values there are."""
    shown = view.shown
    facts = [Fact(view.indicator.name, said_value(shown), (note(view, inside=False),))]
    if shown is not None and shown.figure.definition:
        facts.append(Fact(_("Qué se cuenta"), shown.figure.definition))
    if shown is not None:
        facts.append(Fact(_("De dónde viene"), said_source(shown)))
    if view.others:
        others = "; ".join(f"{said_value(one)} ({one.figure.source or _('sin fuente')})" for one in view.others)
        facts.append(Fact(_("Otras cifras que hay"), others))
    return (FactList(tuple(facts)),)
