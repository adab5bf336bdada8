"""Sheets for the table: the plan (I-01), the blank traffic light of a validation workshop (I-16), the «why» posters."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.papers.basis import read_basis
from manantial.meaning.papers.frame import frame, titled
from manantial.meaning.papers.report import plan_facts
from manantial.meaning.queries import finding_rows, questions_without_source, sources_without_question
from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    CheckItem,
    Checklist,
    Column,
    Document,
    Heading,
    Prose,
    Sheet,
    Signatures,
    Signer,
    Table,
)
from manantial.voices.rules import Use

GROUP_ROWS = 5


@titled(gettext_lazy("Plan de sistematización (I-01)"))
def plan_sheet(language: str, on: date) -> Document:
    """Build the plan with its gaps and room to sign its approval."""
    basis = read_basis("plan", uses=(Use.ANALYSIS,), on=on, language=language)
    gaps = [
        CheckItem(_("Pregunta sin fuente: %(text)s") % {"text": q.text}, done=False) for q in questions_without_source()
    ]
    gaps += [
        CheckItem(_("Fuente sin pregunta: %(title)s") % {"title": s.title}, done=False)
        for s in sources_without_question()
    ]
    blocks: list[Block] = [*plan_facts(basis)]
    if gaps:
        blocks += [Heading(_("Qué falta"), 2), Checklist(tuple(gaps))]
    signers = (Signer(role=_("Por la asamblea o junta")), Signer(role=_("Por el equipo que sistematiza")))
    blocks.append(Signatures(signers, title=_("Aprobación del plan")))
    return frame(_("Plan de sistematización"), blocks, language=language, on=on)


@titled(gettext_lazy("Hoja de semáforo para el taller de validación (I-16)"))
def traffic_light_sheet(language: str, on: date) -> Document:
    """Build the blank sheet: every finding with room to count green, yellow and red for each group."""
    instructions = _(
        "Lea cada hallazgo en voz alta. Cada grupo vota con tarjetas, granos o manos. "
        "Escriba cuántas personas, nunca nombres."
    )
    blocks: list[Block] = [Prose(instructions)]
    columns = (
        Column(_("Grupo"), share=2),
        Column(_("Verde: así es"), share=1),
        Column(_("Amarillo: en parte"), share=1),
        Column(_("Rojo: así no es"), share=1),
    )
    for finding in finding_rows():
        blocks.append(Heading(f"{finding.folio}. {finding.statement}", 3))
        blocks.append(Table(columns, [(" ", " ", " ", " ")] * GROUP_ROWS))
        fields = (
            BlankField(_("¿Qué falta o qué está mal?"), lines=2),
            BlankField(_("¿Qué no se debe publicar?"), lines=1),
        )
        blocks.append(BlankForm(fields))
    signers = (Signer(role=_("Facilita")), Signer(role=_("Por las comunidades")))
    blocks.append(Signatures(signers))
    return frame(_("Semáforo de los hallazgos"), blocks, language=language, on=on, sheet=Sheet.LETTER)
