"""What every paper of the project shares: who publishes it, its words, the bar of the budget."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.alliance.tenancy import current_alliance
from manantial.kernel.money import Money
from manantial.press.charts import Drawing, Part
from manantial.press.charts import budget as budget_bar
from manantial.press.document import Document, Kind, Provenance
from manantial.project.models import Project
from manantial.project.queries.budget import Budget
from manantial.project.queries.dossier import Dossier, current_project, dossier_of
from manantial.project.rules.catalogues import PURSE_WORDS, Purse

LANGUAGES = {"es": "es-MX", "en": "en"}


class NoProject(ValueError):
    """There is no project to print; the message says what to do."""


def dossier_for(language: str) -> Dossier:
    """The dossier of the present project; NoProject when none was loaded."""
    project = current_project()
    if project is None:
        raise NoProject(_("Todavía no hay un proyecto. Cargue su página con: manantial import pagina.yaml"))
    return dossier_of(project, language)


def paper(
    title: str, *, language: str, on: date, blocks: tuple[Any, ...], kind: Kind = Kind.PAPER, **more: Any
) -> Document:
    """A document of this alliance, with its notice when it is an example."""
    alliance = current_alliance()
    notice = ""
    if alliance.fictitious:
        notice = _("%(town)s es un municipio inventado para enseñar el programa.") % {"town": alliance.municipality}
    contact = _("Dudas: %(phone)s") % {"phone": alliance.phone} if alliance.phone else ""
    return Document(
        title=title, language=LANGUAGES.get(language, language), date=on, as_of=on, kind=kind, blocks=blocks,
        publisher=alliance.organism or alliance.name, fictitious=notice, contact=contact, **more,
    )  # fmt: skip


def cited(project: Project) -> Provenance:
    """Where the words and numbers of the page come from."""
    return Provenance("source", str(project.pk), _("Página del proyecto «%(page)s»") % {"page": project.source})


def bar_of(budget: Budget) -> Drawing:
    """The budget as one bar: secured in cash, in kind, not told apart, promised, missing."""
    sums = budget.sums
    promised = min(sums.promised, sums.missing)
    parts = [
        (_(PURSE_WORDS[Purse.CASH]), sums.cash),
        (_(PURSE_WORDS[Purse.IN_KIND]), sums.in_kind),
        (_(PURSE_WORDS[Purse.UNSPLIT]), sums.unsplit),
        (_("Ofrecido, sin confirmar"), promised),
    ]
    whole = sums.total + sums.over
    shown = [
        Part(_secured(words, place), float(amount.decimal), str(amount))
        for place, (words, amount) in enumerate(parts)
        if amount
    ]
    shown.append(Part(_("Falta"), float((sums.missing - promised).decimal), str(sums.missing - promised), missing=True))
    title = _("Cómo va el presupuesto: %(percent)s %% asegurado") % {"percent": sums.percent or Decimal(0)}
    return budget_bar(title, shown, total=float(whole.decimal), unit=budget.currency, said=str(whole))


def _secured(words: str, place: int) -> str:
    return words if place == 3 else _("Asegurado %(kind)s") % {"kind": words[:1].lower() + words[1:]}


def plain(amount: Money | None) -> str | None:
    """An amount without its code, for a table whose head names it; None stays None."""
    return None if amount is None else amount.plain


MARK_WORDS = {
    "(*)": gettext_noop("en especie"),
    "(**)": gettext_noop("financiamiento"),
    "(*) (**)": gettext_noop("en especie y financiamiento, sin desglosar"),
    "": gettext_noop("sin decir"),
}
