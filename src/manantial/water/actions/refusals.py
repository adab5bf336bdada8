"""What an action about water says when a rule does not allow it."""

from __future__ import annotations

from manantial.kernel.rulings import Ruling


class WaterRefused(ValueError):
    """A rule did not allow it; nothing was changed. `ruling` says why in Spanish, for the person who asked."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(ruling.say())
        self.ruling = ruling

    @classmethod
    def because(cls, reason: str, **facts: object) -> WaterRefused:
        """A refusal with its sentence and facts."""
        return cls(Ruling.no(reason, **facts))
