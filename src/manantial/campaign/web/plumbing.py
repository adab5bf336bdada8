"""What several pages of the room need: doing a thing and saying it, or saying why it was refused."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages

from manantial.campaign.actions import CampaignRefused
from manantial.meaning.papers import PaperRefused
from manantial.people.access import Request

PER_PAGE = 50


def done(request: Request, act: Callable[[], object], said: str) -> bool:
    """Do something and say so; a refusal is told in its own words, and nothing was written."""
    try:
        act()
    except (CampaignRefused, PaperRefused) as error:
        messages.error(request, str(error))
        return False
    messages.success(request, said)
    return True
