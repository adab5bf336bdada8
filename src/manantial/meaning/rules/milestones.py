"""Milestones keep every version: the span they leave open, whether they differ, and who may close a difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.meaning.rules.catalogues import Relation


class Standing(StrEnum):
    """How the versions of a milestone stand to each other; one version alone coincides with nobody."""

    NONE = "none"
    SINGLE = "single"
    TOGETHER = "together"
    AGREED = "agreed"
    OPEN = "open"


STANDING_WORDS: Mapping[Standing, str] = {
    Standing.NONE: _("Sin versiones a la vista"),
    Standing.SINGLE: _("Una sola versión"),
    Standing.TOGETHER: _("Coinciden"),
    Standing.AGREED: _("Difieren; hay redacción acordada"),
    Standing.OPEN: _("Difieren"),
}


def standing(versions: int, *, differs: bool, agreed: bool) -> Standing:
    """Say how so many versions stand: against each other with or without an agreed wording, together, or one alone."""
    if differs:
        return Standing.AGREED if agreed else Standing.OPEN
    return (Standing.NONE, Standing.SINGLE)[versions] if versions < 2 else Standing.TOGETHER


def milestone_span(dates: Sequence[PartialDate]) -> PartialDate:
    """Return the widest stretch that the versions of a milestone leave open; nothing is averaged or chosen."""
    earliest = [moment.earliest for moment in dates if moment.earliest]
    latest = [moment.latest for moment in dates if moment.latest]
    return PartialDate(min(earliest, default=None), max(latest, default=None))


def dates_differ(dates: Sequence[PartialDate]) -> bool:
    """Tell whether no single day fits every version (versions without any date are left aside)."""
    known = [moment for moment in dates if not moment.is_unknown]
    starts = [moment.earliest or date.min for moment in known]
    ends = [moment.latest or date.max for moment in known]
    return bool(known) and max(starts) > min(ends)


def differ(dates: Sequence[PartialDate], relations: Iterable[Relation]) -> bool:
    """Tell whether the versions of a milestone stand open against each other."""
    return dates_differ(dates) or bool(set(relations) - {Relation.COINCIDES, Relation.COMPLEMENTS})


def may_agree_wording(*, act: bool) -> Ruling:
    """A wording is agreed by people who met: without the act of that meeting nobody can close a difference."""
    if act:
        return Ruling.yes(_("La redacción se acordó en una reunión con acta."))
    return Ruling.no(_("Para dejar una redacción acordada hay que decir en qué reunión se acordó."))


def administrations(changes: Sequence[PartialDate]) -> list[tuple[date, date]]:
    """Return the periods between changes of administration, each from the first possible day of its change.

    Three changes give two periods; the one before the first and the one after the last have no other end.
    """
    known = sorted(moment.earliest for moment in changes if moment.earliest)
    return [(first, following - timedelta(days=1)) for first, following in pairwise(known)]
