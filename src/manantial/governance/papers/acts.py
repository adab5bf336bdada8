"""The minutes of a session, in the order of the paper people know; a draft says so across the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.governance.models import AgendaItem, Agreement, Attendance, Minutes, Session, Vote
from manantial.governance.papers.finding import day_of, hour, said_day, session_named
from manantial.governance.queries import attendance_sum, attendances, holder_names, sitting
from manantial.governance.queries.agreements import Followed, followed_up
from manantial.governance.queries.sessions import Sitting
from manantial.governance.rules import (
    AGREEMENT_STATE_WORDS,
    SESSION_KIND_WORDS,
    VOTE_METHOD_WORDS,
    WARNING,
    MinutesState,
    explain,
    thaw,
)
from manantial.kernel.rulings import Ruling
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    Prose,
    Signatures,
    Signer,
    Table,
)
from manantial.press.qr import code
from manantial.territory.papers import escaped, frame, titled


@titled(gettext_noop("Acta de la sesión"))
def minutes_paper(language: str, on: date, session: str | Session) -> Document:
    """Return the minutes of a session. What the rules said is what was frozen when it was closed.

    Raises PaperRefused for an unknown session.
    """
    asked = session_named(session)
    told, minutes = sitting(asked), Minutes.objects.filter(session=asked).order_by("-version").first()
    draft = minutes is None or minutes.state == MinutesState.DRAFT
    blocks: tuple[Block, ...] = (
        _head(asked, language),
        *_came(asked),
        *_quorum(told),
        *_agenda(asked),
        *_followed(asked, language),
        *_course(asked),
        *_agreed(asked, language),
        *_close(asked),
    )
    title = _("Acta %(number)s") % {"number": asked.number}
    return frame(
        title,
        blocks,
        language=language,
        on=day_of(asked.planned_at) if not draft else on,
        subtitle=f"{asked.body.name} · {_(SESSION_KIND_WORDS[asked.kind])}",
        folio=asked.number,
        watermark=_("BORRADOR") if draft else "",
        code=code(asked.number, _("Folio %(number)s") % {"number": asked.number}),
    )


def _head(session: Session, language: str) -> FactList:
    calls = {1: _("primera convocatoria"), 2: _("segunda convocatoria")}
    called = [said_day(session.called_on, language), session.call_media]
    if session.called_by:
        called.insert(0, session.called_by.label)
    facts = (
        Fact(_("Fecha"), said_day(day_of(session.planned_at), language)),
        Fact(_("Lugar"), session.place or None),
        Fact(_("Inició"), hour(session.started_at) or None),
        Fact(_("Se convocó"), ". ".join(filter(None, called)) or None),
        Fact(_("Se celebró en"), calls.get(session.held_in_call or 0)),
    )
    return FactList(facts)


def _came(session: Session) -> Iterator[Block]:
    lines = list(attendances(session))
    came = attendance_sum(lines)
    yield Heading(_("Quiénes vinieron"), level=2)
    said = _(
        "%(total)s personas: %(women)s mujeres, %(men)s hombres, %(unsaid)s sin anotar. %(communities)s comunidades."
    )
    facts = {"total": came.total, "women": came.women, "men": came.men, "unsaid": came.unsaid}
    yield Prose(said % {**facts, "communities": came.communities})
    by_community = _delegations(lines)
    if by_community:
        columns = (Column(_("Comunidad"), share=3), *(Column(head, ColumnKind.NUMBER) for head in _heads()))
        yield Table(columns, by_community, small=True)
    by_seat = _seated(session, lines)
    if by_seat:
        yield Table((Column(_("Cargo")), Column(_("Nombre")), Column(_("Voto"))), by_seat, small=True)


def _heads() -> tuple[str, str, str]:
    return _("Mujeres"), _("Hombres"), _("Sin anotar")


def _delegations(lines: list[Attendance]) -> list[tuple[object, ...]]:
    sums: dict[str, list[int]] = {}
    for line in lines:
        if line.community is not None:
            row = sums.setdefault(f"{line.community.name} ({line.community.code})", [0, 0, 0])
            written = line.women + line.men + line.unsaid
            rest = line.unsaid if written else 1
            row[:] = [row[0] + line.women, row[1] + line.men, row[2] + rest]
    return [(name, *counts) for name, counts in sums.items()]


def _seated(session: Session, lines: list[Attendance]) -> list[tuple[object, ...]]:
    seats = [line.seat for line in lines if line.seat is not None]
    names = holder_names({seat.pk for seat in seats}, day_of(session.planned_at))
    return [(seat.label, names.get(seat.pk, ""), _("con voto") if seat.votes else _("solo voz")) for seat in seats]


def _quorum(told: Sitting) -> Iterator[Block]:
    yield Heading(_("Cuórum: los que hacen falta para que valga"), level=2)
    regulation = told.in_force.regulation
    yield Prose.plain(
        _("Según %(title)s, vigente desde el %(day)s.")
        % {"title": regulation.title, "day": said_day(regulation.valid_from, "es", weekday=False)}
        if regulation
        else _("Este órgano no tiene reglamento registrado. Se usó la propuesta: la mitad más uno.")
    )
    rulings = told.frozen or told.rulings
    plain = [one for one in rulings if one.facts.get("rule") != WARNING]
    yield Prose("\n".join(f"- {_sentence(one)}" for one in plain) or _("- No se anotó quién vino."))
    for one in rulings:
        if one.facts.get("rule") == WARNING:
            yield Callout(_sentence(one), CalloutKind.WARNING, title=_("Para saber"))


def _sentence(ruling: Ruling) -> str:
    return explain(ruling, translation.gettext)


def _agenda(session: Session) -> Iterator[Block]:
    items = list(AgendaItem.objects.filter(session=session))
    if items:
        yield Heading(_("Orden del día"), level=2)
        yield Prose("\n".join(f"{place}. {escaped(item.title)}" for place, item in enumerate(items, 1)))


def _followed(session: Session, language: str) -> Iterator[Block]:
    rows = followed_up(session)
    if not rows:
        return
    yield Heading(_("Seguimiento de los acuerdos anteriores"), level=2)
    columns = (
        Column(_("Folio")), Column(_("Acuerdo"), share=4), Column(_("A cargo de"), share=2),
        Column(_("Fecha"), share=1.6), Column(_("Quedó"), share=1.6),
    )  # fmt: skip
    yield Table(columns, [_followed_row(row, language) for row in rows], small=True)


def _followed_row(row: Followed, language: str) -> tuple[object, ...]:
    one = row.agreement
    seat = one.responsible.label if one.responsible else None
    return one.folio, one.text, seat, said_day(one.due_on, language, weekday=False) or None, _state(row.after)


def _course(session: Session) -> Iterator[Block]:
    items = list(AgendaItem.objects.filter(session=session).prefetch_related("votes", "agreements"))
    told = [item for item in items if item.summary or item.other_views or item.votes.all()]
    if told:
        yield Heading(_("Lo que se habló"), level=2)
    for item in told:
        yield Heading(f"{item.position}. {item.title}", level=3)
        if item.summary:
            yield Prose.plain(item.summary)
        if item.other_views:
            yield Callout(Prose.plain(item.other_views).markdown, CalloutKind.DIFFERENCE, title=_("Otras voces"))
        for vote in item.votes.all():
            yield from _voted(vote)


def _voted(vote: Vote) -> Iterator[Block]:
    counts = _("A favor %(favour)s · en contra %(against)s · abstención %(abstain)s · nulos o en blanco %(blank)s")
    facts = {"favour": vote.favour, "against": vote.against, "abstain": vote.abstain, "blank": vote.blank}
    lines = [counts % facts, *(_sentence(one) for one in thaw(vote.ruling))]
    if not vote.favour + vote.against + vote.abstain + vote.blank:
        lines = []
    how = _(VOTE_METHOD_WORDS[vote.method])
    body = "\n\n".join(Prose.plain(line).markdown for line in (how, *lines))
    yield Callout(body, CalloutKind.AGREEMENT, title=_("Se votó: %(question)s") % {"question": vote.question})


def _agreed(session: Session, language: str) -> Iterator[Block]:
    yield Heading(_("Acuerdos"), level=2)
    made = list(Agreement.objects.filter(session=session).select_related("responsible"))
    if not made:
        yield Prose(_("No se tomaron acuerdos."))
        return
    columns = (
        Column(_("Folio")), Column(_("Acuerdo"), share=4), Column(_("A cargo de"), share=2),
        Column(_("Fecha"), share=1.8),
    )  # fmt: skip
    rows = [
        (one.folio, one.text, one.responsible.label if one.responsible else None,
         said_day(one.due_on, language, weekday=False) or None)
        for one in made
    ]  # fmt: skip
    yield Table(columns, rows)


def _close(session: Session) -> Iterator[Block]:
    ended = hour(session.ended_at) or "______"
    read = _("Se cerró a las %(hour)s. El acta se leyó en voz alta en ____________ y se aprobó.")
    yield Prose.plain(read % {"hour": ended})
    yield Prose.plain(_("Quien no sabe firmar pone su huella. Quien no está de acuerdo firma «bajo protesta»."))
    signers = (
        Signer(role=_("Presidencia de la mesa")), Signer(role=_("Secretaría de la mesa")), Signer(role=_("Testigo")),
        Signer(role=_("Testigo")),
    )  # fmt: skip
    yield Signatures(signers, title=_("Firmas o huellas"))


def _state(state: str) -> str:
    return _(AGREEMENT_STATE_WORDS[state])
