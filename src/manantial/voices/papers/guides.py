"""Guides on paper (I-10): to carry to an interview, and each interview with what was asked and what was skipped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    Document,
    Fact,
    FactList,
    Heading,
    Prose,
    Quote,
    Sound,
)
from manantial.voices.models import Guide
from manantial.voices.papers.filled import bundle
from manantial.voices.papers.frame import paper
from manantial.voices.papers.permissions import spoken_text
from manantial.voices.queries import said
from manantial.voices.queries.guides import Aloud, InterviewRow
from manantial.voices.rules import GROUP_WORDS, LANGUAGE_WORDS


def guide_sheet(guide: Guide, *, on: date) -> Document:
    """A guide to carry: what to say first, the questions with a box for those that were asked, room for notes."""
    title = _("Guía de entrevista: %(title)s") % {"title": guide.title}
    return paper(title, tuple(_to_carry(guide)), on=on, subtitle=_edition(guide), folio="I-10")


def guide_bundle(guides: Iterable[Guide], *, on: date) -> Document:
    """Every guide in force to carry, each on its own page."""
    pages = ((f"{one.title}. {_edition(one)}", _to_carry(one)) for one in guides)
    return bundle(_("Guías de entrevista"), pages, on=on)


def sound_name(number: int, language: str) -> str:
    """The name of the file of one part: players that go by name play them in order."""
    return f"{number:02}-{language}.mp3"


def guide_heard(guide: Guide, read: Aloud, *, on: date) -> Document:
    """The guide to hear, part by part in its order, each with its sound; what nobody has read is there in words."""
    blocks: list[Block] = []
    for number, text, reading in read.parts:
        title = _("Pregunta %(n)d") % {"n": number} if number else _("Qué se dice primero")
        blocks.append(Heading(title, 2))
        if reading is None or not reading.sound.path().is_file():
            blocks += [Prose.plain(text), Callout(_("Todavía nadie la lee."), CalloutKind.MISSING)]
            continue
        length = (reading.sound.duration_ms or 0) / 1000
        name = sound_name(number, read.language)
        sound = Sound(reading.sound.path(), title, reading.sound.media_type, name=name, length=length)
        blocks.append(Quote(" ".join(text.split()), reading.reader, sound=sound))
    subtitle = f"{_edition(guide)} · {_('se oye en %(language)s') % {'language': said(LANGUAGE_WORDS, read.language)}}"
    return paper(guide.title, tuple(blocks), on=on, subtitle=subtitle, folio="I-10")


def _edition(guide: Guide) -> str:
    version = _("Versión %(n)d") % {"n": guide.version}
    return f"{version} · {said(LANGUAGE_WORDS, guide.language)}"


def _to_carry(guide: Guide) -> list[Block]:
    fields = (
        BlankField(_("Folio de la voz"), half=True),
        BlankField(_("Día y lugar"), half=True),
        BlankField(_("Quién entrevistó"), half=True),
        BlankField(_("Quién interpretó"), half=True),
        BlankField(_("Notas y frases con su minuto"), lines=6),
    )
    return [
        Callout(Prose.plain(guide.opening).markdown or spoken_text(), CalloutKind.PRIVACY, _("Diga esto primero")),
        Checklist(
            tuple(CheckItem(f"{n}. {question}") for n, question in enumerate(guide.questions, 1)),
            _("Marque lo que sí preguntó"),
        ),
        BlankForm(fields),
    ]


def interview_logs(rows: Iterable[InterviewRow], *, left: int = 0, on: date) -> Document:
    """Each interview on its page: with which version, which questions were asked, which were skipped."""
    pages = ((f"{row.interview.voice.folio}. {row.interview.guide.title}", _asked(row)) for row in rows)
    return bundle(_("Guías de entrevista: lo que se preguntó"), pages, left=left, on=on)


def _asked(row: InterviewRow) -> list[Block]:
    made, skipped = row.interview, {number for number, _text in row.skipped}
    facts = (
        Fact(_("Guía y versión"), f"{made.guide.title}, {_edition(made.guide)}"),
        Fact(_("¿Quién habla?"), said(GROUP_WORDS, made.voice.group)),
        Fact(_("Quién entrevistó"), made.interviewer or None),
        Fact(_("Quién interpretó"), made.interpreter or None),
        Fact(_("Preguntas que se saltaron"), f"{len(skipped)} / {row.total}"),
    )
    items = tuple(CheckItem(f"{n}. {text}", n not in skipped) for n, text in enumerate(made.guide.questions, 1))
    note: list[Block] = [Prose.plain(made.note)] if made.note else []
    return [FactList(facts), Checklist(items, _("Lo que sí se preguntó")), *note]
