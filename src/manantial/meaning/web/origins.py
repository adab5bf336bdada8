"""Where a note of a paper leads when the paper is read at the desk: to a page that opens, or nowhere."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from manantial.water.models import Figure

#: kind of a note → the page of its thing at the desk.
PAGES = {"source": "voices:source", "milestone": "meaning:milestone"}
#: Kinds of which «De dónde viene» tells the whole chain.
CHAINED = frozenset({"voice", "fragment", "finding", "lesson", "agreement", "material"})


def page_of_note(place: str) -> str:
    """The address of the place that a note tells of (`voice/<id>`); empty when there is no such page.

    What was counted in a register, or stands in a public document, has its words in the note itself.
    """
    kind, _slash, key = place.partition("/")
    if kind in CHAINED:
        return reverse("site:origin", args=[kind, UUID(key)])
    if kind in PAGES:
        return reverse(PAGES[kind], args=[UUID(key)])
    if kind == "figure":
        stated = Figure.objects.filter(pk=key).values_list("indicator_id", flat=True).first()
        return reverse("water:indicator", args=[stated or UUID(key)])
    return ""
