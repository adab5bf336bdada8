"""Taking in a project page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.exchange.actions.report import Outcome, Source, Status
from manantial.exchange.dossier_page import read_dossier_page
from manantial.project.actions import Loaded, load_page
from manantial.project.rules.printed import Change, Part, Piece

_STATUS = {Change.NEW: Status.NEW, Change.CHANGED: Status.CHANGED, Change.UNCHANGED: Status.UNCHANGED}
PART_WORDS: Mapping[Part, Any] = {
    Part.HEAD: gettext_lazy("Encabezado"),
    Part.SECTION: gettext_lazy("Sección"),
    Part.PHASE: gettext_lazy("Fase"),
    Part.ACTIVITY: gettext_lazy("Actividad"),
    Part.RESULT: gettext_lazy("Resultado"),
    Part.TARGET: gettext_lazy("Meta"),
    Part.PARTNER: gettext_lazy("Aliado"),
    Part.PERSON: gettext_lazy("Persona"),
    Part.UPDATE: gettext_lazy("Avance"),
    Part.GROUP: gettext_lazy("Grupo del presupuesto"),
    Part.LINE: gettext_lazy("Renglón del presupuesto"),
    Part.FIGURE: gettext_lazy("Cifra"),
}


def import_dossier(source: Source) -> Iterator[Outcome]:
    """Load the page; Unreadable before anything is written."""
    page = read_dossier_page(source.path)
    facts = {"file": source.name, "sha256": source.sha256}
    loaded = load_page(page, by=source.by, now=source.now, facts=facts)
    yield from _outcomes(loaded)


def _outcomes(loaded: Loaded) -> Iterator[Outcome]:
    left = {piece.name: reason for piece, reason in loaded.left}
    for piece, change in loaded.pieces:
        if change is Change.GONE:
            yield Outcome(Status.SKIPPED, _name(piece), _("ya no está en la página; aquí se conserva"))
        else:
            yield Outcome(_STATUS[change], _name(piece))
        if piece.name in left:
            yield Outcome(Status.NOTE, _name(piece), left[piece.name])


def _name(piece: Piece) -> str:
    return f"{PART_WORDS[piece.part]} {piece.key}"
