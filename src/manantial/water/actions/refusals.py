"""What an action about water says when a rule does not allow it."""

from __future__ import annotations

from manantial.kernel.rulings import Refused


class WaterRefused(Refused):
    """A rule did not allow it; nothing was changed. `ruling` says why in Spanish, for the person who asked."""
