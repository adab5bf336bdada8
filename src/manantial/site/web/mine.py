"""My community: five actions on one small screen, and what one hears or reads behind them."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.governance.models import Agreement
from manantial.governance.queries import agreement_rows
from manantial.governance.queries import agreements as all_agreements
from manantial.governance.rules import OPEN
from manantial.people.access import Request, address, visible
from manantial.site.queries.public import next_session
from manantial.territory.models import Community


@address("mine.enter")
@require_GET
def home(request: Request) -> HttpResponse:
    """The five actions."""
    today = timezone.localdate()
    community = own_community(request)
    context = {
        "title": community.name if community else _("Mi comunidad"),
        "community": community,
        "session": next_session(on=today, community=community) or next_session(on=today),
        "open": _agreements(request, community).filter(state__in=OPEN).count(),
    }
    return render(request, "site/mine.html", context)


@address("agreements.see")
@require_GET
def agreements(request: Request) -> HttpResponse:
    """The agreements of my community and of the alliance, to be heard or read."""
    community = own_community(request)
    rows = agreement_rows(_agreements(request, community), on=timezone.localdate())
    return render(request, "site/mine_agreements.html", {"title": _("Los acuerdos"), "rows": rows})


@address("sessions.see")
@require_GET
def next_assembly(request: Request) -> HttpResponse:
    """When and where the next assembly is, and what it will speak about."""
    today = timezone.localdate()
    community = own_community(request)
    sessions = [
        session
        for session in (next_session(on=today, community=community) if community else None, next_session(on=today))
        if session is not None
    ]
    return render(request, "site/mine_assembly.html", {"title": _("Próxima asamblea"), "sessions": sessions})


def own_community(request: Request) -> Community | None:
    """The community of the reader's seat; the first one by code when there are several."""
    return Community.objects.filter(pk__in=request.actor.communities).order_by("code").first()


def _agreements(request: Request, community: Community | None) -> QuerySet[Agreement]:
    rows = visible(request.actor, "agreements.see", all_agreements())
    mine = Q(community=community) | Q(session__body__community=community)
    return rows.filter(mine | Q(community=None, session__body__community=None))
