"""The pages of communities, as the cast meets them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from manantial.kernel.dates import PartialDate
from manantial.territory.actions import add_community, set_state
from manantial.territory.models import Community, CommunityState, Locality, Municipality
from manantial.territory.rules import MembershipState
from tests.cast import CastClient

LIST = "/mesa/comunidades/"


def test_staff_opens_each_page_and_nobody_is_sent_to_the_door(
    la_ceiba: Community, as_erandi: CastClient, as_nobody: CastClient
) -> None:
    for path in ("", "mapa/", "nueva/", "repetidas/", "lista.pdf", "{}/", "{}/cambiar/", "{}/unir/"):
        address = LIST + path.format(la_ceiba.pk)
        assert as_erandi.get(address).status_code == 200, address
        assert as_nobody.get(address).status_code == 302, address


def test_a_facilitator_reads_and_does_not_write(la_ceiba: Community, as_ana: CastClient) -> None:
    assert as_ana.get(LIST).status_code == 200
    assert as_ana.get(f"{LIST}{la_ceiba.pk}/").status_code == 200
    assert as_ana.get(f"{LIST}nueva/").status_code == 403
    assert as_ana.get(f"{LIST}{la_ceiba.pk}/cambiar/").status_code == 403


def test_another_alliance_finds_nothing(la_ceiba: Community, as_otra: CastClient) -> None:
    assert as_otra.get(f"{LIST}{la_ceiba.pk}/").status_code == 404
    assert as_otra.post(f"{LIST}{la_ceiba.pk}/estado/", {"state": "paused", "since": "2024"}).status_code == 404


def test_the_list_is_filtered_and_exported_with_the_same_filters(
    la_ceiba: Community, el_carrizal: Community, as_erandi: CastClient, now: datetime
) -> None:
    set_state(la_ceiba, MembershipState.MEMBER, since=PartialDate.parse("2021"), act="Acta 3", by=None, now=now)
    only = as_erandi.get(LIST, {"estado": "member"}).content.decode()
    assert "La Ceiba" in only
    assert "El Carrizal" not in only
    assert "El Carrizal" in as_erandi.get(LIST, {"texto": "carrizal"}).content.decode()
    csv = as_erandi.get(LIST, {"estado": "member", "formato": "csv"})
    assert "attachment" in csv["Content-Disposition"]
    assert "La Ceiba" in csv.content.decode("utf-8-sig")
    assert "El Carrizal" not in csv.content.decode("utf-8-sig")
    book = load_workbook(BytesIO(as_erandi.get(LIST, {"formato": "xlsx"}).content)).active
    assert book is not None
    assert book.max_row == 3


def test_the_list_costs_the_same_with_one_and_with_three(
    la_ceiba: Community, as_erandi: CastClient, now: datetime
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert as_erandi.get(LIST).status_code == 200
        return len(caught)

    asked()  # the first request of a browser asks about its session
    one = asked()
    for name in ("Ojo de Agua", "El Nance"):
        set_state(
            add_community(name=name, by=None, now=now), MembershipState.CONTACTED, since=PartialDate.parse("2020"),
            by=None, now=now,
        )  # fmt: skip
    assert asked() == one == 8


def test_adding_correcting_and_stating(municipality: Municipality, as_erandi: CastClient) -> None:
    answer = as_erandi.post(
        f"{LIST}nueva/",
        {
            "name": "San José",
            "provider": "committee",
            "languages": ["es", "tzo"],
            "visibility": "public",
            "aliases": "S. José",
        },
    )
    added = Community.objects.get()
    assert answer.status_code == 302
    assert (added.code, added.aliases, added.languages) == ("C-01", ["S. José"], ["es", "tzo"])
    page = f"{LIST}{added.pk}/"
    form = {
        "name": "San José Obrero",
        "provider": "committee",
        "languages": ["es"],
        "visibility": "public",
        "aliases": "",
    }
    assert as_erandi.post(f"{page}cambiar/", form).status_code == 302
    added.refresh_from_db()
    assert added.aliases == ["San José"]
    words = {"state": "member", "since": "", "words": "cuando el temblor", "act": ""}
    assert as_erandi.post(f"{page}estado/", words).status_code == 302
    assert CommunityState.objects.get().since.words == "cuando el temblor"
    told = as_erandi.get(page).content.decode()
    assert "cuando el temblor" in told
    refused = as_erandi.post(f"{page}estado/", {"state": "paused", "since": "pronto"})
    assert refused.status_code == 200
    assert "No se entiende «pronto»" in refused.content.decode()


def test_joining_asks_for_the_reason_and_can_be_undone(
    la_ceiba: Community, el_carrizal: Community, as_erandi: CastClient
) -> None:
    address = f"{LIST}{la_ceiba.pk}/unir/"
    assert "El Carrizal" in as_erandi.get(address, {"q": "carri"}).content.decode()
    assert as_erandi.post(address, {"otra": el_carrizal.pk, "reason": ""}).status_code == 200
    assert as_erandi.post(address, {"otra": el_carrizal.pk, "reason": "lo dijo la asamblea"}).status_code == 302
    el_carrizal.refresh_from_db()
    assert el_carrizal.merged_into == la_ceiba
    assert "Separar" in as_erandi.get(f"{LIST}{la_ceiba.pk}/").content.decode()
    as_erandi.post(f"{LIST}{el_carrizal.pk}/separar/", {"reason": "eran dos"})
    el_carrizal.refresh_from_db()
    assert el_carrizal.merged_into is None


def test_linking_a_locality_of_the_census(
    la_ceiba: Community, municipality: Municipality, as_erandi: CastClient
) -> None:
    locality = Locality.objects.create(
        municipality=municipality, cvegeo="079990007", name="La Ceiba Vieja", year=2020, population=None, source="Censo"
    )
    address = f"{LIST}{la_ceiba.pk}/localidades/"
    found = as_erandi.get(address, {"q": "ceiba"}).content.decode()
    assert "habitantes sin dato" in found
    as_erandi.post(address, {"vincular": str(locality.pk)})
    assert "La Ceiba Vieja" in as_erandi.get(f"{LIST}{la_ceiba.pk}/").content.decode()
    link = la_ceiba.locality_links.get()
    as_erandi.post(address, {"quitar": str(link.pk)})
    assert "La Ceiba Vieja" not in as_erandi.get(f"{LIST}{la_ceiba.pk}/").content.decode()


def test_everything_about_one_community_is_on_its_page(
    la_ceiba: Community, lupe: object, as_erandi: CastClient
) -> None:
    told = as_erandi.get(f"{LIST}{la_ceiba.pk}/").content.decode()
    for words in ("Guadalupe Hernández", "Acuerdos", "Agua", "Relevo del comité", "Asambleas y visitas"):
        assert words in told


def test_a_reserved_place_is_named_on_the_map_and_not_drawn(
    la_ceiba: Community, el_carrizal: Community, as_erandi: CastClient
) -> None:
    for one, latitude, reserved in ((la_ceiba, 16.7123, True), (el_carrizal, 16.75, False)):
        one.latitude, one.longitude, one.place_reserved = latitude, -93.25, reserved
        one.save()
    told = as_erandi.get(f"{LIST}mapa/").content.decode()
    assert "ubicación reservada" in told.lower()
    assert "16.75" in told
    assert "16.71" not in told


def test_a_separation_that_makes_no_sense_is_told(la_ceiba: Community, as_erandi: CastClient) -> None:
    answer = as_erandi.post(f"{LIST}{la_ceiba.pk}/separar/", {"reason": "x"})
    assert [str(one) for one in get_messages(answer.wsgi_request)] == ["Esta comunidad no está unida a otra."]
