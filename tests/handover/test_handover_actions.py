"""Doña Lucía, president since yesterday: one act, its list, its tasks; and the handover that never was."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manantial.governance.models import Agreement
from manantial.handover.actions import (
    Answer,
    HandoverRefused,
    PartyLine,
    add_line,
    answer_list,
    count_money,
    move_handover,
    note_missed,
    open_handover,
    sign_handover,
    write_no_handover,
    write_parties,
)
from manantial.handover.models import Handover
from manantial.handover.queries import (
    committees,
    former_holders,
    handover_view,
    handovers,
    not_found,
    parties,
    pending_agreements,
    relief_sum,
    sections,
    who_continues,
)
from manantial.handover.rules import HandoverState, Outcome, Side, Timeliness
from manantial.kernel.money import Money
from manantial.ledger.models import Entry
from manantial.people.actions.registry import create_body, create_committee
from manantial.people.models import Body
from manantial.territory.actions import add_community
from tests.handover.conftest import ELECTED

TODAY = date(2026, 11, 23)


def opened(relieved: Body, now: datetime) -> Handover:
    open_handover(relieved, elected_on=ELECTED, by=None, now=now)
    return handovers().get()


def answered(handover: Handover, now: datetime, missing: int = 3) -> Handover:
    items = list(handover.items.all())
    outcomes = [Outcome.MISSING] * missing + [Outcome.GIVEN] * (len(items) - missing)
    given = {item.pk: Answer(outcome, "nota") for item, outcome in zip(items, outcomes, strict=True)}
    answer_list(handover, given, by=None, now=now)
    return handovers().get(pk=handover.pk)


def test_the_act_knows_who_leaves_and_who_comes(relieved: Body, now: datetime) -> None:
    act = opened(relieved, now)
    assert [one.written_name for one in parties(act, Side.OUTGOING)] == ["Saliente 0", "Saliente 1", "Saliente 2"]
    assert len(parties(act, Side.INCOMING)) == 5
    assert act.folio == "ER-2026-001"
    assert len(sections(act)) == 8
    with pytest.raises(HandoverRefused, match="Ya hay"):
        open_handover(relieved, elected_on=ELECTED, by=None, now=now)
    council = create_body(kind="council", name="Consejo", by=None, now=now)
    with pytest.raises(HandoverRefused, match="entre comités"):
        open_handover(council, elected_on=ELECTED, by=None, now=now)


def test_what_does_not_exist_becomes_a_task_of_the_new_presidency(relieved: Body, now: datetime) -> None:
    act = answered(opened(relieved, now), now)
    sign_handover(act, signed_on=ELECTED + timedelta(1), by=None, now=now)
    tasks = list(Agreement.objects.all())
    assert len(tasks) == 3
    assert {task.responsible.role for task in tasks if task.responsible} == {"presidency"}
    assert pending_agreements(relieved, on=TODAY)[0].holder == "Entrante 0"
    view = handover_view(handovers().get(), on=TODAY)
    assert (view.clock.days, view.clock.timeliness, view.list.missing) == (1, Timeliness.ON_TIME, 3)
    assert view.list.percent == 91
    assert Entry.objects.get(verb="handover.signed").facts["tasks"] == 3
    assert len(not_found(act)) == 3


def test_no_handover_is_written_down_and_may_be_mended(relieved: Body, now: datetime) -> None:
    act = opened(relieved, now)
    with pytest.raises(HandoverRefused, match="qué pasó"):
        write_no_handover(act, reason="", by=None, now=now)
    write_no_handover(act, reason="La tesorera se fue a Tuxtla con los libros", by=None, now=now)
    assert committees(on=TODAY)[0].timeliness is Timeliness.NEVER
    move_handover(act, HandoverState.PREPARING, by=None, now=now)
    assert committees(on=TODAY)[0].timeliness is Timeliness.WAITING


def test_a_closed_act_is_never_changed(relieved: Body, now: datetime) -> None:
    act = opened(relieved, now)
    add_line(act, section="goods", label="Tinaco prestado", by=None, now=now)
    sign_handover(act, signed_on=ELECTED, by=None, now=now)
    with pytest.raises(HandoverRefused, match="sin respuesta"):
        move_handover(act, HandoverState.CLOSED, by=None, now=now)
    act = answered(handovers().get(), now, missing=0)
    move_handover(act, HandoverState.CLOSED, by=None, now=now)
    with pytest.raises(HandoverRefused, match="cerrada"):
        count_money(act, cash=None, taps=None, remarks="", by=None, now=now)
    note_missed(act, missed="Las llaves de la caseta", by=None, now=now)
    assert handovers().get().missed == "Las llaves de la caseta"


def test_money_and_people_as_on_the_paper(relieved: Body, now: datetime) -> None:
    act = opened(relieved, now)
    count_money(act, cash=Money(0, "MXN"), taps=None, remarks="Prometieron tubo", by=None, now=now)
    first = parties(act, Side.OUTGOING)[0]
    witness = PartyLine(Side.WITNESS, "Agente municipal")
    protest = PartyLine(Side.OUTGOING, "Saliente 0", seat=first.seat, under_protest=True, pk=first.pk)
    write_parties(act, [protest, witness, PartyLine(Side.WITNESS)], by=None, now=now)
    again = handovers().get()
    assert again.cash == Money(0, "MXN")
    assert again.taps is None
    assert parties(again, Side.OUTGOING)[0].under_protest
    assert [one.written_name for one in parties(again, Side.WITNESS)] == ["Agente municipal"]


def test_committees_that_are_due_late_and_never(relieved: Body, now: datetime) -> None:
    (row,) = committees(on=TODAY)
    assert (row.timeliness, row.days, row.filled, row.seats) == (Timeliness.WAITING, 15, 5, 5)
    assert committees(on=TODAY + timedelta(1))[0].timeliness is Timeliness.OVERDUE
    assert relief_sum([row], on=TODAY).elected == 1
    opened(relieved, now)
    found = relief_sum(committees(on=TODAY + timedelta(30)), on=TODAY + timedelta(30))
    assert (found.signed, found.elected, found.overdue) == (0, 1, 1)


def test_who_to_ask_and_who_stays(relieved: Body, now: datetime) -> None:
    assert {one.person.name for one in former_holders(relieved, on=TODAY)} == {f"Saliente {n}" for n in range(3)}
    assert who_continues(relieved, ELECTED - timedelta(1), ELECTED) == (0, 5)


def test_the_list_of_committees_costs_the_same_with_one_and_three(relieved: Body, now: datetime) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            committees(on=TODAY)
        return len(caught)

    opened(relieved, now)
    assert asked() == 7
    for name in ("El Cedro", "El Nance"):
        other = create_committee(add_community(name=name, by=None, now=now), by=None, now=now)
        open_handover(other, elected_on=ELECTED, by=None, now=now)
    assert asked() == 7
