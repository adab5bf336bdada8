"""The sheet of a validation workshop: every finding with room to count its traffic light by group (I-16)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.papers.frame import frame, titled
from manantial.meaning.queries import standing_findings
from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Column,
    Columns,
    Document,
    Heading,
    Prose,
    Sheet,
    Signatures,
    Signer,
    Table,
)

GROUP_ROWS = 6


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
        Column(_("¿Se entendió? sí / no"), share=1),
        Column(_("Verde: así es"), share=1),
        Column(_("Amarillo: en parte"), share=1),
        Column(_("Rojo: así no es"), share=1),
    )
    fields = (BlankField(_("¿Qué falta o qué está mal?"), lines=1), BlankField(_("¿Qué no se debe publicar?"), lines=1))
    for finding in standing_findings():
        heading = Heading(f"{finding.folio}. {finding.statement}", 3)
        table = Table(columns, [(" ",) * len(columns)] * GROUP_ROWS)
        blocks.append(Columns(((heading, table, BlankForm(fields)),)))
    signers = (Signer(role=_("Facilita")), Signer(role=_("Por las comunidades")))
    blocks.append(Signatures(signers))
    return frame(_("Semáforo de los hallazgos"), blocks, language=language, on=on, sheet=Sheet.LETTER)
