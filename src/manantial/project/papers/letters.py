"""Letters of the project: one that tells what is missing, one for whoever contributes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.alliance.tenancy import current_alliance
from manantial.kernel.money import Money
from manantial.press.document import Chart, ColumnKind, Document, Fact, FactList, Prose, Signatures, Signer, Table
from manantial.press.document import Column as PaperColumn
from manantial.project.models import Contribution
from manantial.project.papers.budget import ask_words
from manantial.project.papers.frame import bar_of, dossier_for, paper
from manantial.project.rules.catalogues import PLEDGE_WORDS, SOURCE_WORDS

_MOST_ASKS = 5  # a letter is one page; the dossier has them all


def ask_letter(*, language: str, on: date, addressee: str = "") -> Document:
    """A letter that tells the project in a paragraph, what is secured and what each missing line would do."""
    dossier = dossier_for(language)
    sums, asks, bar = dossier.budget.sums, dossier.budget.asks, bar_of(dossier.budget)
    facts = {"title": dossier.title.words, "percent": sums.percent, "secured": sums.secured, "missing": sums.missing}
    rows = [(line.label.words, line.sums.missing, ask_words(line)) for line in asks[:_MOST_ASKS]]
    more = len(asks) - len(rows)
    note = _("Hay %(more)s renglones más en el dosier.") % {"more": more} if more else ""
    columns = (
        PaperColumn(_("Para qué"), share=0.52),
        PaperColumn(_("Falta"), ColumnKind.MONEY, 0.18),
        PaperColumn(_("Por unidad"), share=0.3),
    )
    blocks = (
        Prose.plain(addressee or _("A quien corresponda:")),
        Prose.plain(_("Le escribimos por el proyecto «%(title)s».") % facts),
        Prose.plain(dossier.subtitle.words),
        Prose.plain(_("Está asegurado el %(percent)s %%: %(secured)s. Faltan %(missing)s.") % facts),
        Chart(replace(bar.picture, width=0.6), bar.title),
        Table(columns, rows, caption=_("Con qué se puede ayudar"), note=note),
        Prose.plain(_("Con gusto le enviamos el dosier completo y le contamos cómo va. Gracias por leernos.")),
        Signatures((Signer(role=current_alliance().organism or current_alliance().name),), across=1),
    )
    return paper(_("Carta del proyecto"), language=language, on=on, blocks=blocks)


def contribution_letter(*, language: str, on: date, contribution: str) -> Document:
    """A letter for whoever gives: what, how much, for which line, and its state. ValueError for no such id."""
    found = _contribution(contribution)
    dossier = dossier_for(language)
    line = next(one for one in dossier.budget.lines if one.row.pk == found.line_id)
    original: Money | None = found.original
    said = f"{found.amount}" if original is None else f"{original} = {found.amount} ({found.rate})"
    facts = FactList(
        (
            Fact(_("Proyecto"), dossier.title.words),
            Fact(_("Quién aporta"), found.party or None),
            Fact(_("Para el renglón"), f"{line.row.number}. {line.label.words}"),
            Fact(_("Qué aporta"), _(SOURCE_WORDS[found.kind])),
            Fact(_("Cuánto"), said),
            Fact(_("Cantidad"), f"{found.quantity} {found.unit}".strip() or None),
            Fact(_("Cómo se valuó"), found.criterion or None),
            Fact(_("Estado"), _(PLEDGE_WORDS[found.state])),
        )
    )
    blocks = (
        Prose.plain(_("Por esta carta queda escrita la aportación siguiente.")),
        facts,
        Prose.plain(_("Si algo cambia, se escribe una carta nueva; esta no se corrige.")),
        Signatures(
            (
                Signer(found.party, _("Quien aporta")),
                Signer(role=current_alliance().organism or current_alliance().name),
            )
        ),
    )
    return paper(_("Carta de aportación"), language=language, on=on, blocks=blocks)


def _contribution(key: str) -> Contribution:
    try:
        return Contribution.objects.select_related("line__group__project").get(pk=UUID(key))
    except (ValueError, Contribution.DoesNotExist) as error:
        raise ValueError(_("No hay una aportación con esa clave.")) from error
