"""What water tells on the page of a community."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from manantial.kernel.dates import say_day
from manantial.territory.models import Community
from manantial.territory.queries import Line, Panel, community_panel
from manantial.water.queries.service import CommunityWater, community_water
from manantial.water.rules import LIGHT_TONES, write_value


@community_panel(30, "water.see")
def water(community: Community, on: date) -> Panel:
    """Its systems with their light, the last chlorine, dwellings with a tap, open problems."""
    known = community_water(community, on=on)
    lines = [
        Line(view.system.name, view.tone, _(view.state_word), reverse("water:system", args=[view.system.pk]))
        for view in known.systems
    ]
    return Panel(
        title=_("Agua"),
        picture="tap",
        lines=(*lines, *_numbers(known)),
        href=reverse("water:sheet", args=[community.pk]),
        action=_("Hoja de la comunidad (PDF)"),
    )


def _numbers(known: CommunityWater) -> list[Line]:
    lines = [_chlorine(known)]
    if known.dwellings is not None:
        lines.append(Line(_("Viviendas con toma"), note=str(known.dwellings)))
    if known.days_per_week is not None:
        lines.append(Line(_("Días con agua por semana"), note=f"{known.days_per_week.normalize():f}"))
    if known.open_failures:
        words = _("Avisos sin resolver")
        lines.append(Line(words, "warn", str(known.open_failures), reverse("water:failures")))
    return lines


def _chlorine(known: CommunityWater) -> Line:
    tone = LIGHT_TONES[known.verdict.light]
    if known.last is None:
        return Line(_("Cloro"), tone, _("Sin medir"), reverse("water:month", args=[known.community.pk]))
    words = _("Cloro del %(day)s: %(value)s mg/L") % {
        "day": say_day(known.last.on, weekday=False, year=False),
        "value": write_value(known.last.hundredths),
    }
    return Line(words, tone, _(known.verdict.word), reverse("water:month", args=[known.community.pk]))
