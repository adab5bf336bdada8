"""What a person is told when an action is refused; nothing was written."""

from __future__ import annotations

from django.utils.translation import gettext

from manantial.kernel.rulings import Ruling, SaidNo


class VoicesRefused(SaidNo, ValueError):
    """An action of this room was refused; the message is for people."""


class AlreadyWithdrawn(VoicesRefused):
    """The same permission was taken back before."""


def require(ruling: Ruling) -> None:
    """Raise VoicesRefused when the ruling says no."""
    if not ruling:
        raise VoicesRefused(ruling.say(gettext))
