"""Five of the stories that the product was ordered for, each as a person meets it at the desk."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from django.utils import timezone

from manantial.alliance.models import Alliance
from manantial.campaign.actions import give_out
from manantial.campaign.models import Release
from manantial.example.berriozabal.page import PAGE, WORDING
from manantial.governance.actions import ListLine, hold_session, make_agreement, plan_session, write_attendance
from manantial.governance.models import Session
from manantial.governance.rules import AgreementKind, SessionKind
from manantial.kernel.dates import PartialDate
from manantial.kits.actions import deliver
from manantial.kits.models import Kit
from manantial.meaning.actions import Told, add_version, agree_wording, record_milestone, record_no_differences
from manantial.meaning.models import Milestone
from manantial.meaning.papers import final_report
from manantial.meaning.rules import MilestoneKind, Relation
from manantial.people.actions import create_body, create_seat, register_person, start_mandate
from manantial.people.models import Seat
from manantial.press.formats import Format, write
from manantial.project.actions import load_page
from manantial.project.models import BudgetLine, Contribution
from manantial.territory.actions import add_community, set_state
from manantial.territory.models import Community, Municipality
from manantial.territory.rules import MembershipState
from manantial.voices.actions import WorkshopPlan, plan_workshop
from manantial.voices.models import Voice, Withdrawal
from manantial.water.models import Figure, Indicator
from tests.cast import CastClient
from tests.laws.house import House
from tests.stories.walking import Walker

MORNING = datetime(2024, 11, 24, 16, 0, tzinfo=UTC)


@pytest.fixture
def walker(as_erandi: CastClient) -> Walker:
    return Walker(as_erandi)


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as paper:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in paper)


# The date on which the organism was born -----------------------------------------------------------------------


def birth(now: datetime) -> Milestone:
    """Brigade, officials and a former councillor tell it differently; a workshop agrees the words."""
    act: dict[str, Any] = {"by": None, "now": now}
    brigade = Told("brigade", "Nos empezamos a juntar.", PartialDate.parse("2018"))
    made = record_milestone("Nace el organismo", kind=MilestoneKind.DECISION, told=brigade, **act)
    decree = Told("officials", "Salió el decreto.", PartialDate.parse("2019"), relation=Relation.DIFFERS_DATE)
    former = Told(
        "former", "Fue con el otro cabildo.", PartialDate(words="cuando cambió el presidente"),
        relation=Relation.DIFFERS_DATE,
    )  # fmt: skip
    add_version(made, decree, **act)
    add_version(made, former, **act)
    workshop = plan_workshop("T-5", plan=WorkshopPlan(title="Validación", on=now.date()), **act)
    span = PartialDate.parse("2018")
    agree_wording(made, text="Se platicó desde 2018 y se creó en 2019", when=span, workshop=workshop, **act)
    record_no_differences(workshop, **act)
    return made


def test_the_birth_is_told_in_the_plural(alliance: Alliance, walker: Walker, now: datetime) -> None:
    milestone = birth(now)
    report = write(final_report("es", now.date()), Format.HTML).decode()
    assert "Se platicó desde 2018 y se creó en 2019" in report
    for told in ("Nos empezamos a juntar.", "Salió el decreto.", "cuando cambió el presidente"):
        assert told in report
    walker.open("/historia/")
    assert "Se platicó desde 2018 y se creó en 2019" in walker.text
    assert "3 versiones" in walker.text
    walker.open(f"/mesa/hitos/{milestone.pk}/")
    assert "cuando cambió el presidente" in walker.text


# «Ya no quiero salir» ------------------------------------------------------------------------------------------


@pytest.fixture
def out_there(alliance: Alliance) -> House:
    """Her voice is in a capsule on two stations, in a draft, and in a delivered kit."""
    house = House()
    voice = house.hear()
    house.allow(voice)
    fragment = house.mark(voice)
    house.prepare([fragment])
    house.carry("radio", fragment)
    house.carry("poster", fragment)
    capsule = house.build("radio")
    for station in ("Radio Pozo", "Radio Ceiba"):
        give_out(capsule, copies=1, place=station, on=house.today, **house.act())
    house.kits()
    kit = Kit.objects.get()
    deliver(kit, on=house.today, usb=1, printed=0, received_by="Guadalupe", receipt="signature", **house.act())
    return house


def test_she_takes_her_voice_off_the_radio_by_telephone(out_there: House, walker: Walker) -> None:
    voice = Voice.objects.get()
    walker.open(f"/mesa/voces/{voice.pk}/retirar/")
    walker.send("Retirar el permiso", channel="telephone", withdrawn_on=out_there.today.isoformat(), uses=["radio"])
    withdrawal = Withdrawal.objects.get()
    walker.open(f"/mesa/retiros/{withdrawal.pk}/")
    assert "Radio Pozo" in walker.text
    assert "Radio Ceiba" in walker.text
    assert out_there.material("radio").title in walker.text  # the script stands still
    receipt = walker.client.get(walker.leads_to("comprobante"))
    assert withdrawal.folio in words_of(receipt.content)
    letter = words_of(walker.client.get(walker.leads_to("carta.pdf")).content)
    assert "Radio Pozo" in letter
    again = out_there.build("radio")
    assert ["Se retiró el permiso" in dropped["reason"] for dropped in again.dropped] == [True]
    poster = out_there.build("poster")
    assert poster.fragment_links.count() == 1  # paper was not taken back
    assert Release.objects.count() >= 4


# An assembly with a doubtful quorum ----------------------------------------------------------------------------


@pytest.fixture
def assembly(municipality: Municipality, now: datetime) -> Session:
    """Forty members; nineteen at the first call, twenty-three at the second."""
    forty = [add_community(name=f"Comunidad {n + 1}", municipality=municipality, by=None, now=now) for n in range(40)]
    for one in forty:
        set_state(one, MembershipState.MEMBER, since=PartialDate.parse("2021"), act="Acta 1", by=None, now=now)
    body, second = (
        create_body(kind="assembly", name="Asamblea General", by=None, now=now),
        MORNING + timedelta(minutes=30),
    )
    session = plan_session(
        body, kind=SessionKind.ASSEMBLY, planned_at=MORNING, second_call_at=second, place="Salón", by=None, now=now
    )
    lines = [
        ListLine(community=one, women=1, accredited=True, arrived_at=MORNING if n < 19 else second)
        for n, one in enumerate(forty[:23])
    ]
    write_attendance(session, lines, by=None, now=now)
    return session


def test_the_act_explains_the_quorum_of_the_second_call(assembly: Session, walker: Walker, now: datetime) -> None:
    hold_session(assembly, started_at=MORNING + timedelta(minutes=30), call=2, by=None, now=now)
    charged = _charged(now)
    for number in range(6):
        make_agreement(
            assembly, text=f"Se limpia el tanque {number + 1}", kind=AgreementKind.TASK, responsible=charged,
            due_on=date(2025, 1, 10 + number), by=None, now=now,
        )  # fmt: skip
    address = f"/mesa/sesiones/{assembly.pk}/"
    act = words_of(walker.client.get(f"{address}papel/acta.pdf").content)
    for told in ("40", "21", "19", "23", "Se limpia el tanque 6", "Coordinación social"):
        assert told in act
    wall = walker.client.get(f"{address}papel/cartel-de-acuerdos.pdf").content
    assert "Se limpia el tanque 1" in words_of(wall)
    walker.open("/mesa/acuerdos/")
    assert walker.text.count("Se limpia el tanque") >= 6


def _charged(now: datetime) -> Seat:
    body = create_body(kind="operating", name="Equipo operativo", by=None, now=now)
    seat = create_seat(body, role="social", label="Coordinación social", by=None, now=now)
    person = register_person(name="Irma Solano", by=None, now=now)
    start_mandate(seat, person, start=PartialDate.parse("2022"), by=None, now=now)
    return seat


# What can be done without the money ----------------------------------------------------------------------------


def test_a_donor_confirms_and_the_missing_money_is_counted_again(
    alliance: Alliance, walker: Walker, now: datetime
) -> None:
    load_page(PAGE, wording=WORDING, by=None, now=now)
    walker.open("/proyecto/")
    assert "22,890.56" in walker.text
    line = BudgetLine.objects.get(number=4)
    walker.open("/mesa/proyecto/aportaciones/nueva/")
    walker.client.post(
        walker.path,
        {"line": line.pk, "party": "Fundación Inventada", "kind": "cash", "amount": "1,925.19", "currency": "USD",
         "on": timezone.localdate().isoformat()},
    )  # fmt: skip
    walker.open("/proyecto/")
    assert "22,890.56" in walker.text  # an offer is not money yet
    given = Contribution.objects.get(party="Fundación Inventada")
    when = timezone.localdate().isoformat()
    walker.client.post(f"/mesa/proyecto/aportaciones/{given.pk}/", {"state": "signed", "on": when})
    walker.open("/proyecto/")
    assert "20,965.37" in walker.text
    assert walker.client.get("/proyecto/dosier.pdf").status_code == 200
    assert Decimal("22890.56") - Decimal("1925.19") == Decimal("20965.37")


# Two figures ---------------------------------------------------------------------------------------------------


def test_two_figures_stand_side_by_side_and_the_board_adopts_one(
    la_ceiba: Community, walker: Walker, now: datetime
) -> None:
    board = create_body(kind="board", name="Junta de Gobierno", by=None, now=now)
    session = plan_session(board, kind=SessionKind.ORDINARY, planned_at=MORNING, by=None, now=now)
    hold_session(session, started_at=MORNING, call=1, by=None, now=now)
    walker.open("/mesa/agua/cifras/nuevo/")
    walker.send("Guardar", code="W1", name="Viviendas con agua", unit="% de viviendas", definition="Con toma propia")
    indicator = Indicator.objects.get()
    for value, source, when in (("78.7", "Presidencia municipal", "2026-05"), ("66", "Censo 2020", "2020-03")):
        walker.open(f"/mesa/agua/cifras/{indicator.pk}/nueva/").send("Guardar", value=value, source=source, when=when)
    walker.open(f"/mesa/agua/cifras/{indicator.pk}/")
    for told in ("78.7", "Presidencia municipal", "66", "Censo 2020"):
        assert told in walker.text
    census = Figure.objects.get(source="Censo 2020")
    walker.open(f"/mesa/agua/cifras/adoptar/{census.pk}/").send("Guardar", session=str(session.pk))
    printed = words_of(walker.client.get("/mesa/agua/cifras/cifras.pdf").content)
    for told in ("66", "78.7", "Junta de Gobierno"):
        assert told in printed
    assert [figure.value for figure in Figure.objects.order_by("source")] == ["66", "78.7"]
