"""Assemblies and board sessions with their attendance, votes, agreements and what became of them; handovers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from manantial.example.agua_clara.calendar import MEETINGS, NEXT_ASSEMBLY, TODAY, Meeting
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.governance.actions import (
    ListLine,
    adopt_regulation,
    call_session,
    hold_session,
    make_agreement,
    mark_calendar,
    plan_session,
    record_visit,
    record_vote,
    step_agreement,
    write_agenda,
    write_attendance,
)
from manantial.governance.models import AgendaItem, Session
from manantial.governance.rules import (
    AgreementState,
    Base,
    Counts,
    ItemKind,
    Proof,
    RuleKind,
    SessionKind,
    VoteMethod,
)
from manantial.handover.actions import (
    Answer,
    answer_list,
    count_money,
    open_handover,
    sign_handover,
    write_no_handover,
)
from manantial.kernel.money import Money

HALF_PLUS_ONE = {"num": 1, "den": 2, "more": True}
RULES: dict[str, list[tuple[RuleKind, dict[str, Any]]]] = {
    "assembly": [
        (RuleKind.QUORUM, {**HALF_PLUS_ONE, "base": Base.COMMUNITIES.value}),
        (RuleKind.MAJORITY, {"kind": "simple"}),
        (RuleKind.NOTICE, {"assembly": 8}),
    ],
    "board": [
        (RuleKind.SEATS, {"community": 8, "official": 6, "civil": 2}),
        (RuleKind.QUORUM, {**HALF_PLUS_ONE, "base": Base.VOTING.value}),
        (RuleKind.MAJORITY, {"kind": "simple"}),
        (RuleKind.NOTICE, {"ordinary": 3, "extraordinary": 1}),
    ],
}


def meet(stage: Stage) -> None:
    """Adopt the rules and hold the nine sessions; plan the next assembly."""
    for name, rules in RULES.items():
        adopt_regulation(
            stage.bodies[name], title=f"Reglas de {stage.bodies[name].name}", valid_from=date(2023, 3, 10), rules=rules,
            by=stage.social, now=at(date(2023, 3, 12)),
        )  # fmt: skip
    for meeting in MEETINGS:
        stage.sessions[meeting.number] = _hold(stage, meeting)
    number, day, place = NEXT_ASSEMBLY
    following = plan_session(
        stage.bodies["assembly"], kind=SessionKind.ASSEMBLY, number=number, place=place,
        planned_at=datetime.combine(day, time(16, 0), tzinfo=UTC), by=stage.social, now=at(after(TODAY, -20)),
        second_call_at=datetime.combine(day, time(17, 0), tzinfo=UTC),
    )  # fmt: skip
    call_session(
        following,
        called_on=after(TODAY, -12),
        media="Carteles, bocina y mensaje",
        by=stage.social,
        now=at(after(TODAY, -12)),
    )
    stage.sessions[number] = following
    _dates(stage)


def _hold(stage: Stage, meeting: Meeting) -> Session:
    body, by = stage.bodies[meeting.body], stage.social
    starts = datetime.combine(meeting.on, time(16, 0), tzinfo=UTC)
    second = starts + timedelta(hours=1)
    session = plan_session(
        body, kind=SessionKind(meeting.kind), number=meeting.number, place=meeting.place, planned_at=starts,
        second_call_at=second if meeting.body == "assembly" else None, by=by, now=at(after(meeting.on, -25)),
    )  # fmt: skip
    write_agenda(
        session, [(title, ItemKind.DELIBERATIVE) for title in meeting.agenda], by=by, now=at(after(meeting.on, -24))
    )
    call_session(
        session, called_on=after(meeting.on, -15), media="Carteles y bocina", by=by, now=at(after(meeting.on, -15))
    )
    write_attendance(session, _present(stage, meeting, starts, second), by=by, now=at(meeting.on, 22))
    call = 1 if meeting.first_call * 2 > _entitled(stage, meeting) else 2
    item = AgendaItem.objects.filter(session=session).order_by("-position").first()
    if item is not None and meeting.agreements:
        favour = meeting.second_call - 2
        record_vote(
            item, question=meeting.agreements[0][1], counts=Counts(favour=favour, against=1, abstain=1),
            method=VoteMethod.HANDS, closed_at=second + timedelta(hours=1), call=call, by=by, now=at(meeting.on, 22),
        )  # fmt: skip
    hold_session(
        session, started_at=starts if call == 1 else second, call=call, ended_at=second + timedelta(hours=3), by=by,
        now=at(meeting.on, 23),
    )  # fmt: skip
    for agreement in meeting.agreements:
        _agree(stage, session, meeting, agreement)
    return session


def _entitled(stage: Stage, meeting: Meeting) -> int:
    return 14 if meeting.body == "board" else len([c for c in stage.communities.values() if c.provider == "committee"])


def _present(stage: Stage, meeting: Meeting, first: datetime, second: datetime) -> list[ListLine]:
    if meeting.body == "board":
        seats = list(stage.bodies["board"].seats.order_by("position"))
        return [ListLine(seat=seat, proof=Proof.SIGNATURE, arrived_at=first) for seat in seats[: meeting.first_call]]
    communities = [c for c in stage.communities.values() if c.provider == "committee"]
    start = meeting.on.day % 7
    lines = []
    for n in range(meeting.second_call):
        community = communities[(start + n) % len(communities)]
        lines.append(
            ListLine(
                community=community, women=1 + n % 3, men=1 + (n + 1) % 2, accredited=True,
                proof=Proof.FINGERPRINT if n % 5 == 0 else Proof.SIGNATURE,
                arrived_at=first if n < meeting.first_call else second,
            )
        )  # fmt: skip
    return lines


def _agree(stage: Stage, session: Session, meeting: Meeting, agreement: tuple[str, str, str, int, str]) -> None:
    folio, text, role, days, state = agreement
    by, now = stage.social, at(after(meeting.on, 1))
    made = make_agreement(
        session, text=text, responsible=stage.seats[role], due_on=after(meeting.on, days) if days else None, folio=folio,
        by=by, now=now,
    )  # fmt: skip
    if state == "pending":
        return
    step_agreement(made, AgreementState.IN_PROGRESS, on=after(meeting.on, 10), by=by, now=at(after(meeting.on, 10)))
    if state != "in_progress":
        done = min(after(meeting.on, max(days - 5, 20)), TODAY)
        step_agreement(made, AgreementState.TO_REVIEW, on=done, note="Se entregó la evidencia.", by=by, now=at(done))
        step_agreement(made, AgreementState(state), on=done, note="Revisado.", by=by, now=at(done, 20))


def _dates(stage: Stage) -> None:
    by, now = stage.social, at(after(TODAY, -60))
    for title, kind, starts, ends in (
        ("Feria de la Candelaria", "feast", date(2027, 1, 30), date(2027, 2, 3)),
        ("Corte de café", "harvest", date(2026, 12, 10), date(2027, 2, 28)),
        ("Veda electoral (fechas de ejemplo)", "electoral", date(2027, 4, 4), date(2027, 6, 6)),
        ("Cambio de administración municipal", "administration", date(2027, 10, 1), date(2027, 10, 1)),
    ):
        mark_calendar(title=title, kind=kind, starts=starts, ends=ends, by=by, now=now)
    for n, code in enumerate(("C-01", "C-10", "C-25", "C-30", "C-34", "C-36")):
        record_visit(
            stage.communities[code], kind="induction", on=after(TODAY, -200 + 30 * n), text="Visita de acompañamiento.",
            by_seat=stage.seats["social"], by=by, now=at(after(TODAY, -199 + 30 * n)),
        )  # fmt: skip


# community, day of the election, days until it was signed (None: there was no handover), what did not exist
HANDOVERS = (
    ("C-17", date(2026, 2, 8), 1, ()),
    ("C-01", date(2026, 1, 18), 3, ("Croquis",)),
    ("C-09", date(2026, 2, 22), 9, ()),
    ("C-05", date(2026, 2, 1), 47, ("Título de concesión", "Firma en el banco")),
    ("C-08", date(2026, 2, 15), None, ()),
)  # fmt: skip


def hand_over(stage: Stage) -> None:
    """One handover done in a day, one late, one that never took place, and one being prepared."""
    by = stage.social
    for code, elected, days, missing in HANDOVERS:
        handover = open_handover(
            stage.bodies[code], elected_on=elected, place="Casa de reuniones", by=by, now=at(elected)
        )
        if days is None:
            write_no_handover(
                handover, reason="El comité saliente se fue sin entregar.", by=by, now=at(after(elected, 30))
            )
            continue
        signed = after(elected, days)
        items = list(handover.items.order_by("position"))
        answers = {item.pk: Answer("given", place="Casa de reuniones") for item in items}
        for item in items[-len(missing) :] if missing else ():
            answers[item.pk] = Answer("does_not_exist", note="Nunca se tuvo")
        answer_list(handover, answers, by=by, now=at(signed))
        cash = Money(1_250_000 + 7_300 * days, "MXN")
        count_money(handover, cash=cash, taps=90 + days, remarks="Se contó delante de todos.", by=by, now=at(signed))
        sign_handover(handover, signed_on=signed, by=by, now=at(signed, 22))
    open_handover(stage.bodies["C-39"], elected_on=date(2026, 11, 15), by=by, now=at(date(2026, 11, 16)))
