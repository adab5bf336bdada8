"""What governance tells on the page of a community: its committee, what was agreed, the last visits."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from manantial.governance.models import Attendance, Visit
from manantial.governance.queries.agreements import agreement_rows, agreements_of_community
from manantial.governance.rules import AGREEMENT_STATE_WORDS, OPEN, SUPPORT_WORDS, Urgency
from manantial.kernel.dates import say_day
from manantial.people.models import Body
from manantial.people.queries.seats import Place, representatives_of, roster
from manantial.people.rules import BodyKind
from manantial.territory.models import Community
from manantial.territory.queries import Line, Panel, community_panel, family

_SHOWN = 6


@community_panel(10, "bodies.see")
def committee(community: Community, on: date) -> Panel:
    """Who is in its committee today, until when, and who speaks for it in the alliance."""
    bodies = Body.objects.filter(community__in=family(community), kind=BodyKind.COMMITTEE, dissolved_max=None)
    body = bodies.first()
    places = roster(body, on) if body else []
    lines = [_place_line(place) for place in places]
    spoken = [
        Line(f"{mandate.person.name}, {mandate.seat.label} ({mandate.seat.body.name})")
        for mandate in representatives_of(community.pk, on)
    ]
    return Panel(
        title=_("Su comité"),
        picture="people",
        lines=(*lines, *spoken),
        empty=_("Todavía no tiene comité registrado."),
        href=reverse("people:body", args=[body.pk]) if body else reverse("people:body_new"),
        action=_("Ver el comité") if body else _("Registrar su comité"),
    )


@community_panel(20, "agreements.see")
def agreed(community: Community, on: date) -> Panel:
    """The agreements about it, late ones first."""
    rows = agreement_rows(agreements_of_community(community), on=on)
    lines = tuple(
        Line(
            row.agreement.text_plain or row.agreement.text,
            row.due.tone,
            _due_words(row.agreement.state, row.due.urgency, row.due.ruling().say(_)),
            reverse("governance:agreement", args=[row.agreement.pk]),
        )
        for row in rows[:_SHOWN]
    )
    return Panel(_("Acuerdos"), "agreement", lines, _("Ningún acuerdo es sobre esta comunidad."))


@community_panel(60, "sessions.see")
def attended(community: Community, on: date) -> Panel:
    """Which assemblies it came to, and the last visits."""
    own = family(community)
    came = Attendance.objects.filter(community__in=own, struck_at=None, session__planned_at__date__lte=on)
    seen = {
        one.session_id: one.session for one in came.select_related("session__body").order_by("-session__planned_at")
    }
    lines = [
        Line(
            session.body.name,
            note=say_day(session.planned_at.date(), weekday=False),
            href=reverse("governance:session", args=[session.pk]),
        )
        for session in list(seen.values())[:3]
    ]
    visits = Visit.objects.filter(community__in=own).order_by("-on")[:3]
    lines += [Line(_(SUPPORT_WORDS.get(one.kind, one.kind)), note=say_day(one.on, weekday=False)) for one in visits]
    return Panel(_("Asambleas y visitas"), "calendar", tuple(lines), _("No hay asistencias ni visitas anotadas."))


def _place_line(place: Place) -> Line:
    if not place.holders:
        return Line(place.seat.label, "bad", _("vacante"))
    holder = place.holders[0]
    note = _("vencido, en funciones") if holder.is_expired else ""
    return Line(f"{place.seat.label}: {holder.person.name}", "warn" if note else "", note)


def _due_words(state: str, urgency: Urgency, words: str) -> str:
    return words if state in OPEN and urgency is not Urgency.CLOSED else _(AGREEMENT_STATE_WORDS[state])
