"""Everything about one community on one page: what every room tells of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.people.access import Request, address, can, find
from manantial.people.answers import today
from manantial.territory.models import Community
from manantial.territory.queries import communities, localities_of, panels, rows
from manantial.territory.rules import CHANNEL_WORDS, LANGUAGE_WORDS, PROVIDER_WORDS, STATE_TONES, STATE_WORDS
from manantial.territory.web.forms import VISIBILITY_WORDS


@address("communities.see")
@require_GET
def community_page(request: Request, pk: UUID) -> HttpResponse:
    """Show a community: state with its act, places, languages, and the panels of the rooms the reader may ask."""
    community = find(request, "communities.see", Community, pk)
    row = rows(communities().model.objects.filter(pk=pk).prefetch_related("states"), on=today())[0]

    def may(permission: str) -> bool:
        return can(request.actor, permission, community)

    context = {
        "title": community.name,
        "community": community,
        "row": row,
        "state": STATE_WORDS[row.standing.state] if row.standing.state else "",
        "tone": STATE_TONES[row.standing.state] if row.standing.state else "none",
        "maybe": [STATE_WORDS[state] for state in row.standing.maybe],
        "history": [(one, STATE_WORDS[one.state]) for one in reversed(list(row.community.states.all()))],
        "provider": PROVIDER_WORDS.get(community.provider, community.provider),
        "visibility": VISIBILITY_WORDS.get(community.visibility, community.visibility),
        "languages": [_(LANGUAGE_WORDS.get(code, code)) for code in community.languages],
        "channels": [_(CHANNEL_WORDS.get(code, code)) for code in community.media_available],
        "localities": list(localities_of(community)),
        "joined": list(Community.objects.filter(merged_into=community)),
        "panels": panels(community, on=today(), may=may),
        "can_edit": may("communities.edit"),
    }
    return render(request, "territory/community.html", context)
