"""Before people meet: the notice that summons them and the list to sign."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.governance.models import AgendaItem, Session
from manantial.governance.papers.finding import day_of, hour, said_day, session_named
from manantial.governance.queries import holder_names, standing_seats
from manantial.governance.rules import SESSION_KIND_WORDS
from manantial.people.rules import BodyKind
from manantial.press.compile import Pdf
from manantial.press.posters.boards import Notice, NoticeFact, Roster, RosterColumn, notice, roster
from manantial.press.posters.imprint import Ink
from manantial.territory.papers import imprint, titled
from manantial.territory.queries import members_on

_SPARE = 20  # empty rows for whoever comes besides


@titled(gettext_noop("Convocatoria"))
def call_notice(language: str, on: date, session: str | Session, ink: str = Ink.COLOUR.value) -> Pdf:
    """Return the notice that summons to a session: one letter page in large letters, with room to sign and stamp.

    Raises PaperRefused for an unknown session, DoesNotFit when its agenda is too long for large letters.
    """
    asked = session_named(session)
    seat = asked.called_by
    names = holder_names({seat.pk}, day_of(asked.planned_at)) if seat else {}
    content = Notice(
        kind=_("Convocatoria"),
        title=asked.body.name,
        facts=_facts(asked, language),
        imprint=imprint(asked.number, language=language, on=asked.called_on or on),
        points_title=_("Lo que vamos a tratar"),
        points=tuple(AgendaItem.objects.filter(session=asked).values_list("title", flat=True)),
        closing=_("Su palabra cuenta. Traiga los acuerdos de su comunidad."),
        signer=names.get(seat.pk, "") if seat else "",
        signer_role=seat.label if seat else _("Quien convoca"),
    )
    return notice(content, ink=Ink(ink))


@titled(gettext_noop("Lista de asistencia en blanco"))
def attendance_sheet(language: str, on: date, session: str | Session) -> Pdf:
    """Return the list to sign: by community for an assembly, by seat for other bodies, with spare rows."""
    asked = session_named(session)
    day = day_of(asked.planned_at)
    common = asked.body.kind == BodyKind.ASSEMBLY
    columns = _by_community() if common else _by_seat()
    known = _known_communities(day) if common else _known_seats(asked, day)
    blank = [[str(len(known) + n + 1), *[""] * (len(columns) - 1)] for n in range(_SPARE)]
    when = f"{said_day(day, language)}, {hour(asked.planned_at)}"
    content = Roster(
        title=_("Lista de asistencia"),
        place=f"{asked.body.name} · {_(SESSION_KIND_WORDS[asked.kind])} {asked.number}",
        lead=". ".join(filter(None, [when, asked.place])),
        columns=columns,
        rows=[*known, *blank],
        imprint=imprint(asked.number, language=language, on=on),
        asked=(_("Hora de inicio"), _("Quién pasó lista")),
        note=_(
            "Quien no firma pone su huella. M: mujer. H: hombre. Nadie tiene que anotar su teléfono ni su credencial."
        ),
    )
    return roster(content)


def _facts(session: Session, language: str) -> tuple[NoticeFact, ...]:
    facts = [
        NoticeFact(_("Día"), said_day(day_of(session.planned_at), language), "calendar"),
        NoticeFact(_("Hora"), hour(session.planned_at), "clock"),
        NoticeFact(_("Lugar"), session.place or "________________", "location"),
    ]
    if session.second_call_at:
        value = _("%(hour)s, con quienes estén") % {"hour": hour(session.second_call_at)}
        facts.append(NoticeFact(_("Segunda convocatoria"), value, "clock"))
    return tuple(facts)


def _by_community() -> tuple[RosterColumn, ...]:
    return (
        RosterColumn(_("Nº"), middle=True),
        RosterColumn(_("Comunidad"), 2.2),
        RosterColumn(_("Nombre, como lo escribe"), 3),
        RosterColumn(_("M / H"), 0.7, middle=True),
        RosterColumn(_("¿Lleva la voz de su comunidad?"), 1.2, middle=True),
        RosterColumn(_("Llegó"), 0.8, middle=True),
        RosterColumn(_("Firma o huella"), 2.2),
    )


def _by_seat() -> tuple[RosterColumn, ...]:
    return (
        RosterColumn(_("Nº"), middle=True),
        RosterColumn(_("Cargo"), 2.2),
        RosterColumn(_("Nombre"), 3),
        RosterColumn(_("Voto"), 0.7, middle=True),
        RosterColumn(_("Llegó"), 0.8, middle=True),
        RosterColumn(_("Salió"), 0.8, middle=True),
        RosterColumn(_("Firma o huella"), 2.2),
    )


def _known_communities(day: date) -> list[list[str]]:
    return [[str(n), f"{one.name} ({one.code})", "", "", "", "", ""] for n, one in enumerate(members_on(day), 1)]


def _known_seats(session: Session, day: date) -> list[list[str]]:
    seats = list(standing_seats(session.body, day))
    names = holder_names({seat.pk for seat in seats}, day)
    yes, no = _("con voto"), _("solo voz")
    return [
        [str(n), seat.label, names.get(seat.pk, ""), yes if seat.votes else no, "", "", ""]
        for n, seat in enumerate(seats, 1)
    ]
