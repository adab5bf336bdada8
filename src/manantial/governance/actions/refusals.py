"""What an action of governance says when a rule does not allow it."""

from __future__ import annotations

from manantial.kernel.rulings import Refused, Ruling


class GovernanceRefused(Refused):
    """A rule did not allow it; nothing was changed. `ruling` says why in Spanish, for the person who asked."""


def refuse_unless(ruling: Ruling) -> None:
    """Raise GovernanceRefused when a ruling says no."""
    if not ruling:
        raise GovernanceRefused(ruling)
