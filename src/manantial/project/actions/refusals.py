"""How a verb of this room says no."""

from __future__ import annotations

from django.utils.translation import gettext

from manantial.kernel.rulings import Ruling, SaidNo


class ProjectRefused(SaidNo, ValueError):
    """A rule did not allow it; nothing was changed. The message and `ruling` say why, for people."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(ruling.say(gettext))
        self.ruling = ruling

    @classmethod
    def because(cls, reason: str, **facts: object) -> ProjectRefused:
        """A refusal with its sentence (a msgid) and the facts in it."""
        return cls(Ruling.no(reason, **facts))


def insist(ruling: Ruling) -> Ruling:
    """Return an allowing ruling; raise ProjectRefused for the other kind."""
    if not ruling:
        raise ProjectRefused(ruling)
    return ruling
