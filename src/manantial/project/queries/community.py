"""What the page of a community tells of the works co-invested there."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from manantial.project.queries.investing import CURRENCY, put_of, works
from manantial.project.rules.catalogues import WORK_WORDS
from manantial.project.rules.investing import Invested, invested
from manantial.territory.models import Community
from manantial.territory.queries import Line, Panel, community_panel, family


@community_panel(70, "project.see")
def told_works(community: Community, on: date) -> Panel:
    """The works that serve a community, newest first, with what was executed in each."""
    found = works().filter(communities__in=family(community)).distinct()
    lines = tuple(
        Line(
            f"{work.title} ({work.year})",
            note=_sum(invested((put_of(put) for put in work.contributions.all()), CURRENCY), _(WORK_WORDS[work.state])),
            href=reverse("project:work", args=[work.pk]),
        )
        for work in found
    )
    empty = _("Todavía no hay obras anotadas en esta comunidad.")
    return Panel(_("Obras y coinversión"), "coins", lines, empty, reverse("project:works"), _("Ver el libro"))


def _sum(sums: Invested, state: str) -> str:
    return f"{state} · {sums.with_labour}" if sums.with_labour else state
