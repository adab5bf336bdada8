"""The chapters of a paper that somebody read aloud, for the folder that is heard; and the folder of everything read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manantial.meaning.papers.frame import frame
from manantial.meaning.queries.aloud import ReadView, in_order, readable_parts, reading_views, readings_of
from manantial.meaning.rules.aloud import OPTION_OF, PAPER_WORDS, Part, ReadState
from manantial.press.document import Callout, CalloutKind, Document, Narration, Prose
from manantial.voices.queries import said
from manantial.voices.rules import LANGUAGE_WORDS


def narrated(document: Document, paper: str, *, on: date) -> Document:
    """A paper with what was read of it aloud and may go out today; it is as it was where nothing may."""
    titles = readable_parts(on=on)
    rows = readings_of(paper)
    rows = rows.filter(part=document.folio) if paper in OPTION_OF else rows  # the sheet of one thing, not all sheets
    views = in_order(reading_views(rows, on=on), titles)
    return replace(document, narrations=tuple(_narrations(views, titles, grouped=False)))


def heard_folder(views: Sequence[ReadView], *, on: date) -> Document:
    """The page of everything that was read aloud and may go out, paper by paper; says how much stays and why."""
    titles = readable_parts(on=on)
    going = [view for view in views if view.goes_out]
    staying = [view for view in views if not view.goes_out]
    words = _("Esto se leyó en voz alta para quien no lee o prefiere oír. Es lo mismo que dicen los papeles.")
    blocks = [Prose(words, lead=True)]
    if staying:
        blocks_said = [f"- {_row(view, titles)}: {_why(view)}" for view in staying]
        note = Callout("\n".join(blocks_said), CalloutKind.MISSING, _("Lo que todavía no va aquí"))
        return _bound([*blocks, note], going, titles, on)
    return _bound(blocks, going, titles, on)


def _bound(blocks: Sequence[Prose | Callout], going: Sequence[ReadView], titles: dict[Part, str], on: date) -> Document:
    made = frame(_("Para oír"), blocks, language=(get_language() or "es")[:2], on=on)
    ordered = in_order(going, titles)
    return replace(made, narrations=tuple(_narrations(ordered, titles, grouped=True)))


def _narrations(views: Iterable[ReadView], titles: dict[Part, str], *, grouped: bool) -> list[Narration]:
    return [
        Narration(
            view.sound.path(),
            titles.get(view.part) or said(PAPER_WORDS, view.part.paper),
            view.reading.language,
            said(LANGUAGE_WORDS, view.reading.language),
            anchor="" if grouped else view.part.key,
            group=said(PAPER_WORDS, view.part.paper) if grouped else "",
            credit=_("Lee: %(who)s") % {"who": view.who} if view.who else "",
            length=view.seconds or 0.0,
        )
        for view in views
        if view.goes_out and view.sound is not None and view.sound.path().is_file()
    ]


def _row(view: ReadView, titles: dict[Part, str]) -> str:
    title = titles.get(view.part, view.part.key)
    return f"{said(PAPER_WORDS, view.part.paper)}, {title} ({said(LANGUAGE_WORDS, view.reading.language)})"


def _why(view: ReadView) -> str:
    """Why a reading stays, told to everybody: a folio of whoever took something back is nobody else's business."""
    return {
        ReadState.ASKED: _("se está leyendo."),
        ReadState.REVIEW: _("falta que alguien la oiga completa."),
        ReadState.FORMER: _("el texto cambió después de leerlo."),
    }.get(view.state, _("falta un permiso."))
