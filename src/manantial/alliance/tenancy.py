"""For whom we are working: the alliance of the present request, command or job.

Every question to the database is asked on behalf of one alliance. Asking outside of
``working_for`` is a fault of the program and raises, so that no page can forget it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manantial.alliance.models import Alliance

_current: ContextVar[Alliance | None] = ContextVar("manantial_alliance", default=None)


class NoAlliance(RuntimeError):
    """A question was asked without saying for which alliance."""


@contextmanager
def working_for(alliance: Alliance) -> Iterator[Alliance]:
    """Within this block every ``Owned`` table shows and takes only the rows of ``alliance``."""
    token = _current.set(alliance)
    try:
        yield alliance
    finally:
        _current.reset(token)


def current_alliance() -> Alliance:
    """Return the alliance of this block.

    Raises NoAlliance outside of ``working_for``.
    """
    alliance = _current.get()
    if alliance is None:
        raise NoAlliance("No alliance: wrap the work in working_for(alliance).")
    return alliance
