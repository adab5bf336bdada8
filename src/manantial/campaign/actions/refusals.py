"""What a person is told when a rule says no; nothing was written."""

from __future__ import annotations

from django.utils.translation import gettext

from manantial.kernel.rulings import Ruling, SaidNo


class CampaignRefused(SaidNo, ValueError):
    """A rule of this room refused the action; the message is the Spanish reason of the ruling."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(ruling.say(gettext))
        self.ruling = ruling


def require(ruling: Ruling) -> None:
    """Raise CampaignRefused when the ruling says no."""
    if not ruling:
        raise CampaignRefused(ruling)
