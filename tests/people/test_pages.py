"""The pages of people: who may open which, what they show, and a committee renewed by keyboard from its act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from manantial.alliance.models import Alliance
from manantial.kernel.dates import PartialDate
from manantial.people.actions import create_account, create_committee, issue_card, register_person, start_mandate
from manantial.people.models import Account, Body, Invitation, Mandate, Person
from manantial.people.queries import roster
from manantial.people.rules import SeatRole
from manantial.territory.models import Community, Municipality
from tests.cast import CastClient, Committee

DESK = ("/mesa/organos/", "/mesa/personas/", "/mesa/organos/nuevo/", "/mesa/personas/nueva/", "/mesa/cuentas/")


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("as_nobody", (302, 302, 302, 302, 302)),
        ("as_lupe", (403, 403, 403, 403, 403)),
        ("as_erandi", (200, 200, 200, 200, 200)),
        ("as_ana", (200, 200, 403, 403, 403)),
        ("as_otra", (404, 404, 404, 404, 404)),
    ],
)
def test_the_cast_at_the_doors_of_the_desk(who: str, codes: tuple[int, ...], request: pytest.FixtureRequest) -> None:
    client: CastClient = request.getfixturevalue(who)
    assert tuple(client.get(address).status_code for address in DESK) == codes


def test_a_body_of_another_alliance_is_not_found(
    as_otra: CastClient, as_erandi: CastClient, committee: Committee, other_alliance: Any
) -> None:
    address = f"/mesa/organos/{committee.body.pk}/"
    assert as_erandi.get(address).status_code == 200
    assert as_erandi.get(f"/a/san-ejemplo{address}").status_code == 404
    assert as_otra.get(address).status_code == 404
    assert as_otra.get(f"/a/san-ejemplo{address}").status_code == 404
    assert as_otra.get("/a/san-ejemplo/mesa/organos/").status_code == 200


def test_an_election_is_typed_in_from_its_act(as_erandi: CastClient, committee: Committee, now: datetime) -> None:
    """Known neighbours are found by name, new ones are registered, nobody is typed twice."""
    lucia = register_person(name="Lucía Gómez", community=committee.community, by=None, now=now)
    page = as_erandi.get(f"/mesa/organos/{committee.body.pk}/renovar/")
    assert '<option value="Lucía Gómez">' in page.content.decode()
    typed = {"on": "2026-11-22", "act": "Acta 7"} | {
        f"seat_{committee.seats[role].pk.hex}": name
        for role, name in (("presidency", "lucia gomez"), ("secretary", ""), ("treasury", "Julia Pérez"))
    }
    answer = as_erandi.post(f"/mesa/organos/{committee.body.pk}/renovar/", typed, follow=True)
    text = answer.content.decode()
    assert "2 personas tomaron el cargo" in text
    assert "Quedaron vacantes: Secretaría" in text
    held = {place.seat.role: [one.person for one in place.holders] for place in roster(committee.body, now.date())}
    assert held[SeatRole.PRESIDENCY] == [lucia]
    assert held[SeatRole.TREASURY] == [Person.objects.get(name="Julia Pérez", community=committee.community)]
    assert Mandate.objects.filter(start_act="Acta 7").count() == 2


def test_what_cannot_be_saved_keeps_what_was_typed(as_erandi: CastClient, committee: Committee) -> None:
    typed = {"on": "el domingo", f"seat_{committee.seats['presidency'].pk.hex}": "Lucía Gómez"}
    page = as_erandi.post(f"/mesa/organos/{committee.body.pk}/renovar/", typed)
    assert page.status_code == 200
    text = page.content.decode()
    assert 'value="el domingo"' in text
    assert 'value="Lucía Gómez"' in text
    assert not Person.objects.filter(name="Lucía Gómez").exists()


def test_one_seat_is_taken_and_left(as_erandi: CastClient, committee: Committee) -> None:
    seat = committee.seats["presidency"]
    typed = {"person": "Rosa Díaz", "start": "marzo de 2025", "character": "proprietor"}
    as_erandi.post(f"/mesa/puestos/{seat.pk}/nombrar/", typed)
    mandate = Mandate.objects.get(seat=seat)
    page = as_erandi.get(f"/mesa/organos/{committee.body.pk}/").content.decode()
    assert f'href="/mesa/mandatos/{mandate.pk}/terminar/"' in page
    assert "Rosa Díaz" in page
    assert "marzo de 2025" in page
    refused = as_erandi.post(f"/mesa/puestos/{seat.pk}/nombrar/", {**typed, "person": "Otra", "start": "2026"})
    assert "ya está Rosa Díaz" in refused.content.decode()
    assert not Person.objects.filter(name="Otra").exists()
    as_erandi.post(f"/mesa/mandatos/{mandate.pk}/terminar/", {"end": "2026-06-30", "reason": "resignation"})
    assert "Nadie lo ocupa" in as_erandi.get(f"/mesa/organos/{committee.body.pk}/").content.decode()
    back = as_erandi.get(f"/mesa/organos/{committee.body.pk}/?fecha=2026-01-15").content.decode()
    assert "Quién ocupaba cada puesto" in back
    assert "Rosa Díaz" in back
    as_erandi.post(f"/mesa/mandatos/{mandate.pk}/anular/", {"reason": "Era otra Rosa"})
    assert "Era otra Rosa" in as_erandi.get(f"/mesa/organos/{committee.body.pk}/").content.decode()


def test_who_only_reads_sees_no_verbs(as_ana: CastClient, committee: Committee, lupe: Account) -> None:
    for address in (f"/mesa/organos/{committee.body.pk}/", f"/mesa/personas/{lupe.person_id}/"):
        page = as_ana.get(address).content.decode()
        assert "Vocalía" in page
        assert not {verb for verb in ("nombrar/", "terminar/", "anular/", "corregir/", "cuentas/") if verb in page}
    assert as_ana.post(f"/mesa/organos/{committee.body.pk}/renovar/", {}).status_code == 403


def test_a_new_committee_comes_with_its_seats(as_erandi: CastClient, el_carrizal: Community) -> None:
    typed = {"kind": "committee", "community": str(el_carrizal.pk), "founded": "2019", "term_months": "12"}
    as_erandi.post("/mesa/organos/nuevo/", typed)
    body = Body.objects.get(community=el_carrizal)
    assert body.name == "Comité de agua de El Carrizal"
    assert [seat.label for seat in body.seats.all()] == [
        "Presidencia", "Secretaría", "Tesorería", "Vocalía", "Vigilancia",
    ]  # fmt: skip
    assert "falta decir de cuál" in as_erandi.post("/mesa/organos/nuevo/", {"kind": "committee"}).content.decode()


def test_somebody_with_the_same_name_is_pointed_out_first(
    as_erandi: CastClient, la_ceiba: Community, now: datetime
) -> None:
    register_person(name="Rosa Díaz", community=la_ceiba, by=None, now=now)
    typed = {"name": "rosa diaz", "community": str(la_ceiba.pk)}
    assert "Ya hay alguien con ese nombre" in as_erandi.post("/mesa/personas/nueva/", typed).content.decode()
    assert Person.objects.filter(community=la_ceiba).count() == 1
    as_erandi.post("/mesa/personas/nueva/", {**typed, "anyway": "1"})
    assert Person.objects.filter(community=la_ceiba).count() == 2


def test_a_correction_says_why(as_erandi: CastClient, la_ceiba: Community, now: datetime) -> None:
    rosa = register_person(name="Rosa Dias", community=la_ceiba, by=None, now=now)
    address = f"/mesa/personas/{rosa.pk}/corregir/"
    typed = {"name": "Rosa Díaz", "community": str(la_ceiba.pk), "aliases": "Doña Rosa, la maestra"}
    assert as_erandi.post(address, typed).status_code == 200
    as_erandi.post(address, {**typed, "reason": "Se escribió mal"})
    rosa.refresh_from_db()
    assert (rosa.name, rosa.aliases) == ("Rosa Díaz", ["Doña Rosa", "la maestra"])


def test_staff_gives_a_card_and_prints_it(as_erandi: CastClient, lupe: Account) -> None:
    page = as_erandi.post(f"/mesa/cuentas/{lupe.pk}/tarjeta/")
    assert page["Cache-Control"].find("no-store") >= 0
    text = page.content.decode()
    token = text.split('name="token" value="')[1].split('"')[0]
    code = text.split('name="code" value="')[1].split('"')[0]
    assert "<svg" in text
    paper = as_erandi.post(f"/mesa/cuentas/{lupe.pk}/tarjeta.pdf", {"token": token, "code": code})
    assert paper.content.startswith(b"%PDF")
    wrong = as_erandi.post(f"/mesa/cuentas/{lupe.pk}/tarjeta.pdf", {"token": token, "code": "AAAA-AAAA"})
    assert wrong.status_code == 404
    assert CastClient().get(f"/tarjeta/{token}/").status_code == 200


def test_code_link_and_closing(as_erandi: CastClient, lupe: Account) -> None:
    assert "10 minutos" in as_erandi.post(f"/mesa/cuentas/{lupe.pk}/codigo/").content.decode()
    assert "/enlace/" in as_erandi.post(f"/mesa/cuentas/{lupe.pk}/enlace/").content.decode()
    assert Invitation.objects.filter(account=lupe).count() == 2
    as_erandi.post(f"/mesa/cuentas/{lupe.pk}/cerrar/", {"reason": "Lo pidió"})
    lupe.refresh_from_db()
    assert not lupe.is_active
    as_erandi.post(f"/mesa/cuentas/{lupe.pk}/abrir/", {"reason": "Volvió"})
    lupe.refresh_from_db()
    assert lupe.is_active


def test_a_link_and_a_card_of_one_of_several_alliances_name_it_once(
    as_erandi: CastClient, lupe: Account, other_alliance: Alliance
) -> None:
    made = as_erandi.post(f"/mesa/cuentas/{lupe.pk}/enlace/").content.decode()
    assert "http://testserver/a/agua-clara/enlace/" in made
    assert made.count("/a/agua-clara/a/") == 0


def test_a_card_made_at_this_very_computer_says_that_no_phone_can_open_it(
    as_erandi: CastClient, lupe: Account, settings: Settings
) -> None:
    address = f"/mesa/cuentas/{lupe.pk}/tarjeta/"
    here = as_erandi.post(address, headers={"host": "127.0.0.1:8000"}).content.decode()
    assert "no puede abrir esta dirección" in here
    assert "no puede abrir" not in as_erandi.post(address).content.decode()
    settings.PUBLIC_ADDRESS = "https://agua.example"
    made = as_erandi.post(f"/mesa/cuentas/{lupe.pk}/enlace/", headers={"host": "127.0.0.1:8000"})
    assert "https://agua.example/enlace/" in made.content.decode()


def test_who_keeps_the_accounts_does_not_take_the_place_of_who_administers(
    as_erandi: CastClient, now: datetime
) -> None:
    chief = create_account(register_person(name="Técnica", by=None, now=now), is_admin=True, by=None, now=now)
    for verb in ("tarjeta", "codigo", "enlace", "cerrar-entradas", "cerrar"):
        assert as_erandi.post(f"/mesa/cuentas/{chief.pk}/{verb}/").status_code == 403
    assert not Invitation.objects.filter(account=chief).exists()
    assert "administra el sistema" in as_erandi.get(f"/mesa/cuentas/{chief.pk}/").content.decode()


def test_an_account_is_opened_from_the_page_of_a_person(
    as_erandi: CastClient, la_ceiba: Community, now: datetime
) -> None:
    rosa = register_person(name="Rosa Díaz", community=la_ceiba, by=None, now=now)
    page = as_erandi.get(f"/mesa/cuentas/nueva/?persona={rosa.pk}").content.decode()
    assert f'value="{rosa.pk}" selected' in page
    answer = as_erandi.post("/mesa/cuentas/nueva/", {"person": str(rosa.pk), "username": ""}, follow=True)
    assert "rosa.diaz" in answer.content.decode()
    assert as_erandi.get("/mesa/cuentas/nueva/?persona=x").status_code == 200


@pytest.mark.parametrize("address", ["/mesa/organos/", "/mesa/personas/", "/mesa/cuentas/"])
def test_lists_cost_the_same_whatever_their_length(
    address: str, as_erandi: CastClient, municipality: Municipality, now: datetime
) -> None:
    def grow(first: int, last: int) -> None:
        for n in range(first, last):
            town = Community.objects.create(municipality=municipality, code=f"X-{n}", name=f"Pueblo {n}")
            body = create_committee(town, by=None, now=now)
            person = register_person(name=f"Persona {n}", community=town, by=None, now=now)
            start_mandate(body.seats.all()[0], person, start=PartialDate.parse("2025"), by=None, now=now)
            create_account(person, by=None, now=now)

    def cost() -> int:
        as_erandi.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert as_erandi.get(address).status_code == 200
        return len(asked)

    grow(0, 1)
    one = cost()
    grow(1, 4)
    assert cost() == one
    assert one <= 15


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("address", ["/mesa/organos/", "/mesa/personas/", "/mesa/cuentas/"])
def test_every_list_leaves_as_a_table(address: str, form: str, as_erandi: CastClient, committee: Committee) -> None:
    answer = as_erandi.get(f"{address}?formato={form}")
    assert "attachment" in answer["Content-Disposition"]
    assert len(answer.content) > 40
    assert as_erandi.get(f"{address}?formato=exe").status_code == 404


def test_the_list_is_filtered_by_what_is_missing(as_erandi: CastClient, committee: Committee, lupe: Account) -> None:
    page = as_erandi.get("/mesa/organos/?texto=ceiba&estado=vacant").content.decode()
    assert "Comité de La Ceiba" in page
    assert "1 / 4" in page
    assert "Ningún órgano" in as_erandi.get("/mesa/organos/?texto=ceiba&estado=whole").content.decode()


def test_telephones_are_printed_only_where_allowed(
    as_erandi: CastClient, committee: Committee, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from manantial.alliance.tenancy import current_alliance
    from manantial.people.papers import roster_sheet
    from manantial.press.writers.html import write_html

    for role, name, public in (("presidency", "Rosa", True), ("treasury", "Julia", False)):
        person = register_person(name=name, phone=f"961 {name}", phone_public=public, by=None, now=now)
        start_mandate(committee.seats[role], person, start=PartialDate.parse("2025"), by=None, now=now)
    sheet = roster_sheet(committee.body, roster(committee.body, now.date()), current_alliance(), on=now.date())
    text = write_html(sheet)
    assert "961 Rosa" in text
    assert "961 Julia" not in text
    assert "(vacante)" in text
    assert as_erandi.get(f"/mesa/organos/{committee.body.pk}/hoja.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("address", ["/mesa/personas/nueva/", "/mesa/organos/nuevo/"])
def test_a_form_has_its_twin_on_paper(address: str, as_erandi: CastClient) -> None:
    assert "Firma o huella" in as_erandi.get(f"{address}?papel=1").content.decode()


def test_my_account_tells_what_i_hold(as_lupe: CastClient, lupe: Account, now: datetime) -> None:
    issue_card(lupe, by=None, now=now)
    page = as_lupe.get("/mi-cuenta/").content.decode()
    assert "Vocalía, Comité de La Ceiba" in page
    assert "en funciones" in page
