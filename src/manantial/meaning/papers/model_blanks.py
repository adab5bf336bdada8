"""The blank twins of the sheet of the model and of its costs, in the order in which they are typed in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manantial.meaning.rules.costs import PAYER_WORDS, PHASE_WORDS
from manantial.meaning.rules.model_sheet import PARTS
from manantial.press.document import BlankField, BlankForm, Block, Column, Prose, Table

COST_ROWS = 10


def model_blank() -> list[Block]:
    """One line of the sheet: its part, its words, its months, where it comes from, its English."""
    fields = (
        BlankField(_("En qué parte va"), choices=tuple(_(rule.title) for rule in PARTS.values())),
        BlankField(_("En pocas palabras")),
        BlankField(_("Cómo es"), lines=3),
        BlankField(_("Empieza en el mes"), _("solo en los pasos"), half=True),
        BlankField(_("Termina en el mes"), half=True),
        BlankField(_("Qué documentos se copian"), half=True),
        BlankField(_("De qué puesto habla"), _("solo en el equipo"), half=True),
        BlankField(_("Documento del inventario (folio)"), half=True),
        BlankField(_("Aprendizaje que lo cuenta (folio)"), half=True),
        BlankField(_("Acuerdo (folio)"), half=True),
        BlankField(_("Otra fuente"), _("una ley, una página, un informe, o quién lo cuenta y cuándo"), half=True),
        BlankField(_("En inglés"), lines=2),
    )
    hint = _("Los números que se cuentan solos (asientos, puestos, comités, comunidades) no se escriben.")
    return [Prose(hint), BlankForm(fields)]


def cost_blank() -> list[Block]:
    """Lines of costs to fill in by hand."""
    legend = " · ".join((*map(_, PHASE_WORDS.values()), *map(_, PAYER_WORDS.values())))
    heads = (
        (_("Cuándo se paga"), 1.1),
        (_("Qué se paga"), 2.4),
        (_("Cuántos"), 0.8),
        (_("De qué"), 1.0),
        (_("Precio de cada uno"), 1.1),
        (_("Cuántas veces"), 0.8),
        (_("Quién paga"), 1.1),
        (_("De qué se parte"), 2.0),
        (_("De dónde y de qué día es el precio"), 1.8),
    )
    columns = tuple(Column(head, share=share) for head, share in heads)
    return [Prose(legend), Table(columns, [("\u00a0\n\u00a0",) * len(heads)] * COST_ROWS)]
