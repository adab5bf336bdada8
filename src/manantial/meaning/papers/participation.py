"""Who took part: people by workshop, group and community, voices by group, where they live, what they let be seen."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from manantial.meaning.papers.basis import Basis, nameable
from manantial.meaning.papers.frame import group_word
from manantial.meaning.papers.speech import PICTURES
from manantial.press.charts import Bar, bars, stacked
from manantial.press.document import (
    Block,
    Column,
    ColumnKind,
    Figure,
    Gallery,
    Heading,
    Prose,
    Table,
)
from manantial.press.maps import Point, Precision, State, municipality_map
from manantial.territory.models import Community, Municipality
from manantial.territory.rules import public_point
from manantial.voices.models import WorkshopAttendance
from manantial.voices.queries import said, turnout
from manantial.voices.rules import AGE_WORDS

MOST_COMMUNITIES = 45


def lines(basis: Basis) -> list[WorkshopAttendance]:
    """Every line of every attendance list, the struck ones left out."""
    return [row for workshop in basis.workshops for row in workshop.attendances.all() if row.count]


def participation(basis: Basis) -> list[Block]:
    """The people in numbers: by workshop, sex, group, age and community. Attendances, not different persons."""
    rows = lines(basis)
    if not rows:
        return []
    total = turnout(rows)
    words = _(
        "En %(workshops)s encuentros hubo %(people)s asistencias: %(women)s de mujeres, %(men)s de hombres y "
        "%(unsaid)s sin decir. Una persona pudo venir a varios encuentros."
    ) % {
        "workshops": len(basis.workshops),
        "people": total.people,
        "women": total.women,
        "men": total.men,
        "unsaid": total.unsaid,
    }
    groups = [Bar(group_word(group) if group else _("Sin decir"), count) for group, count in total.by_group]
    return [
        Prose(words),
        workshops_table(basis),
        bars(_("Asistencias por grupo"), groups).chart(),
        *_ages(rows),
        *_by_community(rows),
    ]


def workshops_table(basis: Basis) -> Table:
    """The workshops with who came."""
    rows = []
    for workshop in basis.workshops:
        came = turnout(workshop.attendances.all())
        cells = (workshop.folio, workshop.title, workshop.on, came.women, came.men, came.unsaid, came.communities)
        rows.append(cells)
    number = ColumnKind.NUMBER
    columns = (
        Column(_("Folio"), share=1),
        Column(_("Encuentro"), share=2.4),
        Column(_("Día"), ColumnKind.DATE, 1.3),
        Column(_("Mujeres"), number, 0.8),
        Column(_("Hombres"), number, 0.8),
        Column(_("Sin decir"), number, 0.7),
        Column(_("Comunidades"), number, 1.1),
    )
    return Table(columns, rows, caption=_("Encuentros y asistencias"), small=True)


def _ages(rows: list[WorkshopAttendance]) -> list[Block]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.age_range] += row.count
    known = [Bar(said(AGE_WORDS, key), counts[key]) for key in AGE_WORDS if counts[key]]
    if not known:
        return []
    return [bars(_("Asistencias por edad, de quienes la dijeron"), known).chart()]


def _by_community(rows: list[WorkshopAttendance]) -> list[Block]:
    total = turnout(rows)
    named = {row.community.name for row in rows if row.community and row.community_id in nameable()}
    listed = [row for row in total.by_community if row[0] in named]
    if not listed:
        return []
    parts = [_("Mujeres"), _("Hombres"), _("Sin decir")]
    drawn = sorted(listed, key=lambda row: (-sum(row[1:]), row[0]))[:MOST_COMMUNITIES]
    title = _("Asistencias por comunidad")
    return [stacked(title, parts=parts, rows=[(row[0], row[1:]) for row in drawn]).chart()]


def voices_chart(basis: Basis) -> list[Block]:
    """How many testimonies each group gave, the silent groups shown as missing."""
    counts = Counter(voice.group for voice in basis.voices)
    if not counts:
        return []
    rows = [Bar(group_word(group), count) for group, count in counts.most_common()]
    return [bars(_("Testimonios por grupo"), rows).chart()]


def alliance_map(basis: Basis) -> list[Block]:
    """Where the communities that came to a workshop are; reserved places are named and not drawn."""
    came = {row.community_id for row in lines(basis) if row.community_id}
    home = Municipality.objects.filter(home=True).first()
    rows = Community.objects.filter(pk__in=nameable()).order_by("name", "code")
    points = [point for community in rows if (point := _point(community, came=community.pk in came)) is not None]
    if not points:
        return []
    words = {State.GOOD: _("Tomó parte en los talleres"), State.NONE: _("No ha tomado parte")}
    title = _("Comunidades que tomaron parte")
    drawing = municipality_map(
        title, points=points, boundary=home.boundary if home else None, words=words, source=home.source if home else ""
    )
    return [drawing.chart()]


def _point(community: Community, *, came: bool) -> Point | None:
    state = State.GOOD if came else State.NONE
    place = public_point(community.latitude, community.longitude, reserved=community.place_reserved)
    if place is not None:
        return Point(community.name, place[1], place[0], state, precision=Precision.ROUNDED)
    return Point(community.name, 0.0, 0.0, state, precision=Precision.RESERVED) if community.place_reserved else None


def pictures(basis: Basis, most: int | None = None) -> list[Figure]:
    """The photos and drawings that may be printed, in the order of their folio."""
    found = [figure for voice in basis.voices if voice.kind in PICTURES and (figure := basis.speech.figure(voice))]
    return found[:most]


def gallery(basis: Basis) -> list[Block]:
    """The pictures in rows of two, six on a sheet."""
    figures = pictures(basis)
    if not figures:
        return []
    rows: list[Block] = [Gallery(tuple(figures[start : start + 2])) for start in range(0, len(figures), 2)]
    return rows


def workshop_blocks(basis: Basis) -> list[Block]:
    """Each workshop with its agenda and its report, for the annex."""
    blocks: list[Block] = []
    for workshop in basis.workshops:
        came = turnout(workshop.attendances.all())
        blocks.append(Heading(f"{workshop.folio}. {workshop.title}", 3))
        facts = _("%(people)s asistencias de %(places)s comunidades.") % {
            "people": came.people,
            "places": came.communities,
        }
        blocks.append(Prose(facts))
        agenda = _agenda(workshop.blocks)
        if agenda:
            blocks.append(agenda)
    return blocks


def _agenda(parts: list[dict[str, object]]) -> Table | None:
    rows = [(str(part.get("title", "")), part.get("minutes")) for part in parts if part.get("title")]
    if not rows:
        return None
    columns = (Column(_("Bloque"), share=4), Column(_("Minutos"), ColumnKind.NUMBER, 1))
    return Table(columns, rows, caption=_("Agenda"), small=True)
