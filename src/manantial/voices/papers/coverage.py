"""Who has spoken and who is missing, on one sheet for the wall or the next meeting."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from manantial.press.document import Block, Column, ColumnKind, Document, Heading, Prose, Table
from manantial.voices.papers.frame import paper
from manantial.voices.queries import Hearing, said
from manantial.voices.rules import GROUP_WORDS


def coverage_paper(found: Hearing, *, on: date) -> Document:
    """Targets beside what was heard, groups with their silences, and the communities nobody has asked."""
    number = ColumnKind.NUMBER
    blocks: list[Block] = []
    if found.progress:
        columns = (
            Column(_("Meta"), share=2.2),
            Column(_("Se quiere, %"), number),
            Column(_("Va, %"), number),
            Column(_("Voces"), number),
            Column(_("Faltan"), number),
        )
        rows = [
            (found.name(one.target), one.target.percent, one.share, one.voices, one.needed) for one in found.progress
        ]
        blocks += [Heading(_("Metas")), Table(columns, rows)]
    groups = [
        (said(GROUP_WORDS, row.group), row.voices, row.women, row.men, row.communities) for row in found.coverage.groups
    ]
    heads = (
        Column(_("Grupo"), share=2.2),
        Column(_("Voces"), number),
        Column(_("Mujeres"), number),
        Column(_("Hombres"), number),
        Column(_("Comunidades"), number),
    )
    blocks += [
        Heading(_("Quién ha hablado")),
        Table(heads, groups, note=_("Cero es silencio: nadie les ha preguntado.")),
    ]
    unheard = ", ".join(place.name for place in found.unheard) or _("Ninguna.")
    blocks += [Heading(_("Comunidades de las que nadie ha hablado")), Prose(unheard)]
    return paper(_("Quién ha hablado y quién falta"), tuple(blocks), on=on)
