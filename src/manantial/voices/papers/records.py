"""Short records on two pages, filled or blank."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Callout,
    CalloutKind,
    Document,
    Fact,
    FactList,
    Heading,
    Prose,
    Signatures,
    Signer,
)
from manantial.voices.models import Debrief
from manantial.voices.papers.frame import paper, spoken
from manantial.voices.rules import DEBRIEF_QUESTIONS, DEBRIEF_WORDS

ROOM = {1: 13, 2: 9, 3: 6, 4: 5, 5: 4}  # lines for an answer, by how many questions stand on the two pages


def debrief_paper(row: Debrief, *, on: date) -> Document:
    """A short record as it was told."""
    subtitle = gettext(DEBRIEF_WORDS[row.kind])
    return paper(row.title, tuple(debrief_blocks(row)), on=on, folio=row.folio, subtitle=subtitle)


def debrief_blocks(row: Debrief) -> list[Block]:
    """What a short record holds: when and where, then every question with its answer or the word that it has none."""
    facts = FactList(
        (
            Fact(_("Día"), spoken(row.on)),
            Fact(_("Comunidad"), row.community.name if row.community else None),
            Fact(_("Quién lo cuenta"), row.told_by or None),
            Fact(_("Fuente"), row.source.folio if row.source else None),
        )
    )
    blocks: list[Block] = [facts]
    for key, question in DEBRIEF_QUESTIONS[row.kind].items():
        blocks.append(Heading(gettext(question), 2))
        answer = row.answers.get(key, "")
        blocks += [Prose.plain(part) for part in answer.split("\n\n") if part.strip()] or [
            Callout(_("Sin contestar."), CalloutKind.MISSING)
        ]
    return blocks


def blank_debrief(kind: str, *, on: date) -> Document:
    """The blank sheet of a short record, two pages at most."""
    questions = DEBRIEF_QUESTIONS[kind]
    fields = (
        BlankField(_("¿Qué trabajo o encuentro fue?")),
        BlankField(_("Día"), half=True),
        BlankField(_("Comunidad"), half=True),
        BlankField(_("Quién lo cuenta")),
        *(BlankField(gettext(question), lines=ROOM[len(questions)]) for question in questions.values()),
    )
    blocks: tuple[Block, ...] = (BlankForm(fields), Signatures((Signer(role=_("Escribió")),)))
    return paper(gettext(DEBRIEF_WORDS[kind]), blocks, on=on)
