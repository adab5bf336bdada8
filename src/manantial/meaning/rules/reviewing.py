"""What people from outside write on a paper: which thing a remark hangs on, what of the paper is kept with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _

PASSAGE = "passage"
# The kinds of things a remark may hang on; in this order they are looked for by folio.
KINDS = ("fragment", "voice", "source", "milestone", "finding", "lesson", PASSAGE)
_SPOKEN = {"fragment", "voice"}


class RemarkOutcome(StrEnum):
    """What became of a remark."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"


OUTCOME_WORDS: Mapping[str, str] = {
    RemarkOutcome.OPEN: _("Por atender"),
    RemarkOutcome.DONE: _("Atendido"),
    RemarkOutcome.DECLINED: _("No se hace"),
}


def nearest(places: Iterable[str], standing: Collection[str]) -> str:
    """The first of the places (`finding/<id>`, nearest first) that still stands; empty when none does."""
    return next((place for place in places if place in standing), "")


def may_keep_words(places: Iterable[str]) -> bool:
    """Whether the words a remark covers may be kept beside it.

    Words of a voice may not: a copy here would outlive a permission that is taken back. Their place says enough.
    """
    return not any(place.partition("/")[0] in _SPOKEN for place in places)
