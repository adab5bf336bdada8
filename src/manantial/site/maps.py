"""The map of the alliance: the outline of its municipality and the communities whose place may be told."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from manantial.press.charts import Drawing
from manantial.press.maps import Point, Precision, State, municipality_map
from manantial.site.queries.public import public_communities
from manantial.territory.queries import CommunityRow, home_municipality, rows
from manantial.territory.rules import MembershipState, public_point

TONES = {
    MembershipState.MEMBER: State.GOOD,
    MembershipState.CONTACTED: State.WARN,
    MembershipState.IN_PROCESS: State.WARN,
    MembershipState.PAUSED: State.WARN,
    MembershipState.WITHDREW: State.BAD,
}


def alliance_map(on: date) -> Drawing:
    """Draw where the communities are, rounded to about a kilometre; a reserved place is only named."""
    home = home_municipality()
    points = [point for row in rows(public_communities(), on=on) if (point := _point(row)) is not None]
    words = {
        State.GOOD: _("Integrada a la alianza"),
        State.WARN: _("En proceso o en pausa"),
        State.BAD: _("Se retiró"),
        State.NONE: _("Otra situación"),
    }
    title = _("Las comunidades de la alianza")
    return municipality_map(
        title, points=points, boundary=home.boundary if home else None, words=words, source=home.source if home else ""
    )


def _point(row: CommunityRow) -> Point | None:
    community = row.community
    state = TONES.get(row.standing.state, State.NONE) if row.standing.state else State.NONE
    place = public_point(community.latitude, community.longitude, reserved=community.place_reserved)
    if place is None:
        return (
            Point(community.name, 0.0, 0.0, state, precision=Precision.RESERVED) if community.place_reserved else None
        )
    return Point(community.name, place[1], place[0], state, precision=Precision.ROUNDED)
