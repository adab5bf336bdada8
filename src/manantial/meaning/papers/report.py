"""The report of the systematization: preliminary with its watermark, final with the chapters of the method."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.papers import participation
from manantial.meaning.papers.basis import Basis, read_basis
from manantial.meaning.papers.card import CARD_PAGES, MOST_LINES, card_blocks
from manantial.meaning.papers.chapters import chapter_blocks
from manantial.meaning.papers.fitting import fitted
from manantial.meaning.papers.frame import PaperRefused, frame, titled
from manantial.meaning.papers.terms import DRAFT, FINAL, FOR_EVERYBODY, FOR_THE_TEAM
from manantial.meaning.rules import final_text_gate
from manantial.press.document import Block, Contents, Cover, Document, Kind, Origins
from manantial.voices.rules import Use


@titled(gettext_lazy("Informe final de la sistematización"))
def final_report(language: str, on: date, *, sound: str = "") -> Document:
    """Build the final report; with `sound` its quotes are heard where that is allowed.

    Raises PaperRefused while a yellow or red finding waits for its decision.
    """
    basis = read_basis(FINAL, uses=FOR_EVERYBODY, on=on, language=language, sounds=_sounds(sound))
    gate = final_text_gate(view.validated for view in basis.every_finding)
    if not gate:
        names = ", ".join(view.finding.folio for view in basis.every_finding if view.awaits)
        raise PaperRefused(f"{gate.say(_)} {names}. " + _("Decida en Validación y vuelva a construir el informe."))
    title = _("Lo que aprendimos cuidando el agua juntos")
    if basis.method.brief:
        return fitted(lambda most: _card(basis, title, most), pages=CARD_PAGES, most=MOST_LINES)
    return _bound(basis, title, _("Informe final de la sistematización"), chapter_blocks(basis, basis.method.final))


@titled(gettext_lazy("Informe preliminar con su registro audiovisual"))
def preliminary_report(language: str, on: date, *, sound: str = "") -> Document:
    """Build the draft for the team and the board: everything found so far, what is missing, and the catalogue."""
    basis = read_basis(DRAFT, uses=FOR_THE_TEAM, on=on, language=language, draft=True, sounds=_sounds(sound))
    title = _("Lo que vamos encontrando")
    return _bound(
        basis, title, _("Informe preliminar y registro audiovisual"), chapter_blocks(basis, basis.method.draft)
    )


def _card(basis: Basis, title: str, most: int) -> Document:
    """The short card, with at most so many lines in each of its lists."""
    return frame(title, card_blocks(basis, most), language=basis.language, on=basis.on, subtitle=_("Ficha corta"))


def _sounds(asked: str) -> Use | None:
    """Sound travels with the words only back to the communities, and only when it was asked for."""
    return Use.RETURN if asked else None


def _bound(basis: Basis, title: str, subtitle: str, blocks: list[Block]) -> Document:
    brief = basis.method.brief
    return frame(
        title,
        [*([] if brief else [Contents()]), *blocks, Origins()],
        language=basis.language,
        on=basis.on,
        subtitle=subtitle,
        kind=Kind.PAPER if brief else Kind.REPORT,
        numbered=not brief,
        watermark=_("BORRADOR") if basis.draft else "",
        cover=None if brief else _cover(basis),
    )


def _cover(basis: Basis) -> Cover:
    figures = participation.pictures(basis, 1)
    start = basis.plan.period_start.say(basis.language, weekday=False) if basis.plan else ""
    end = basis.plan.period_end.say(basis.language, weekday=False) if basis.plan else ""
    place = f"{basis.alliance.municipality}, {basis.alliance.state}"
    period = _("De %(start)s a %(end)s") % {"start": start, "end": end} if start and end else ""
    return Cover(tuple(filter(None, (place, period, basis.publisher))), figures[0].picture if figures else None)
