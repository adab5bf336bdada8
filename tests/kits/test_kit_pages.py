"""The pages of the kits as people meet them: who enters, what they note, what a longer list costs."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from manantial.jobs.models import Job
from manantial.kits.actions import build_edition, deliver
from manantial.kits.models import Delivery, DeliveryStep, Edition, Kit
from manantial.territory.models import Community, Municipality
from manantial.voices.actions import withdraw_consent
from manantial.voices.models import Withdrawal
from manantial.voices.rules import Channel
from tests.cast import CastClient
from tests.kits.conftest import ON, Stock

SENT = {"on": "2026-11-20", "usb": "1", "printed": "2", "received_by": "Doña Lupe", "receipt": "fingerprint"}


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Everything happens on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def delivery(kit: Kit, now: datetime) -> Delivery:
    """The kit of La Ceiba, handed over and not signed yet."""
    return deliver(kit, on=ON, usb=1, printed=2, received_by="=Doña Lupe", by=None, now=now)


@pytest.fixture
def withdrawal(delivery: Delivery, stock: Stock, now: datetime) -> Withdrawal:
    """Everything the woman gave, taken back after her kit was delivered."""
    return withdraw_consent(stock.voice, channel=Channel.TELEPHONE, withdrawn_on=ON, by=None, now=now)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def paper_of(response: Any) -> str:
    assert response["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)


def test_staff_and_facilitators_enter_members_do_not_and_nobody_is_sent_to_the_door(
    as_erandi: CastClient, as_ana: CastClient, as_lupe: CastClient, as_nobody: CastClient, edition: Edition
) -> None:
    for page in ("/mesa/kits/", f"/mesa/kits/{edition.pk}/", "/mesa/entregas/"):
        assert as_erandi.get(page).status_code == as_ana.get(page).status_code == 200
        assert as_lupe.get(page).status_code == 403
        assert as_nobody.get(page).status_code == 302


def test_another_alliance_finds_nothing(
    as_otra: CastClient, delivery: Delivery, withdrawal: Withdrawal, edition: Edition
) -> None:
    for page in (
        f"/mesa/kits/{edition.pk}/", f"/mesa/kits/comunidad/{delivery.kit_id}/", f"/mesa/entregas/{delivery.pk}/",
        f"/mesa/kits/comunidad/{delivery.kit_id}/kit.zip", f"/mesa/kits/{edition.pk}/etiquetas.pdf",
        f"/mesa/entregas/{delivery.pk}/recibo.pdf", f"/mesa/retiros/{withdrawal.pk}/",
        f"/mesa/retiros/{withdrawal.pk}/carta.pdf",
    ):  # fmt: skip
        assert as_otra.get(page).status_code == 404, page


def test_building_is_asked_for_and_goes_on_by_itself(as_erandi: CastClient, stock: Stock) -> None:
    response = as_erandi.post("/mesa/kits/construir/")
    assert response.status_code == 302
    assert Job.objects.get().payload == {"on": "2026-11-23"}


def test_a_kit_shows_what_it_carries_and_notes_its_delivery(as_erandi: CastClient, kit: Kit) -> None:
    page = text_of(as_erandi.get(f"/mesa/kits/comunidad/{kit.pk}/"))
    assert "El ojo de agua" in page
    assert "La hoja de La Ceiba" in page
    response = as_erandi.post(f"/mesa/kits/comunidad/{kit.pk}/", SENT, follow=True)
    assert "recibido y firmado" in text_of(response)
    assert Delivery.objects.get().on == date(2026, 11, 20)


def test_a_delivery_of_nothing_says_so_and_keeps_what_was_typed(as_erandi: CastClient, kit: Kit) -> None:
    page = text_of(as_erandi.post(f"/mesa/kits/comunidad/{kit.pk}/", SENT | {"usb": "0", "printed": "0"}))
    assert "cuántas memorias" in page
    assert "Doña Lupe" in page
    assert not Delivery.objects.exists()


def test_steps_and_the_signed_receipt_are_noted(as_erandi: CastClient, delivery: Delivery) -> None:
    at = f"/mesa/entregas/{delivery.pk}/"
    as_erandi.post(at, {"how": "signature", "received_by": "Doña Lupe", "on": "2026-11-23"})
    as_erandi.post(at, {"state": "verified", "on": "2026-11-23", "note": "En la escuela"})
    assert list(DeliveryStep.objects.values_list("state", flat=True)) == ["delivered", "received", "verified"]
    page = text_of(as_erandi.post(at, {"state": "opened", "on": "2026-11-23"}))
    assert "va antes" in page


def test_the_receipt_and_the_labels_are_papers(as_erandi: CastClient, delivery: Delivery, edition: Edition) -> None:
    receipt = paper_of(as_erandi.get(f"/mesa/entregas/{delivery.pk}/recibo.pdf"))
    assert receipt.count(delivery.folio) >= 2  # one half for each side
    assert "La Ceiba" in receipt
    labels = paper_of(as_erandi.get(f"/mesa/kits/{edition.pk}/etiquetas.pdf"))
    assert "La Ceiba" in labels
    assert "El Carrizal" in labels


def test_the_zip_is_refused_by_page_after_a_withdrawal(
    as_erandi: CastClient, kit: Kit, stock: Stock, now: datetime
) -> None:
    at = f"/mesa/kits/comunidad/{kit.pk}/kit.zip"
    packed = b"".join(as_erandi.get(at).streaming_content)  # type: ignore[attr-defined]
    assert "C-01_la-ceiba/ABRIR.html" in zipfile.ZipFile(io.BytesIO(packed)).namelist()
    withdraw_consent(stock.voice, channel=Channel.TELEPHONE, withdrawn_on=ON, by=None, now=now)
    page = text_of(as_erandi.get(at, follow=True))
    assert stock.heard.folio in page
    assert "edición nueva" in page


# ------------------------------------------------------------------------------------------ lists that leave


def test_the_list_of_deliveries_leaves_as_a_table(as_erandi: CastClient, delivery: Delivery) -> None:
    made = as_erandi.get("/mesa/entregas/?formato=csv").content.decode("utf-8-sig").splitlines()
    assert made[0].startswith("Folio,")
    assert "La Ceiba" in made[1]
    assert ",'=Doña Lupe," in made[1]  # no cell runs as a formula
    book = load_workbook(io.BytesIO(as_erandi.get("/mesa/entregas/?formato=xlsx").content))
    assert book.active is not None
    assert book.active.max_row == 2
    assert len(as_erandi.get("/mesa/entregas/?formato=csv&estado=verified").content.splitlines()) == 1


def test_the_list_is_sorted_and_turned_page_by_page(as_erandi: CastClient, edition: Edition, now: datetime) -> None:
    for kit in edition.kits.order_by("community__code"):
        for _ in range(16):
            deliver(kit, on=ON, usb=1, printed=0, by=None, now=now)
    first, second = (text_of(as_erandi.get(f"/mesa/entregas/?orden=comunidad&page={n}")) for n in (1, 2))
    assert first.count('<th scope="row">') == 30
    assert second.count('<th scope="row">') == 2
    assert "La Ceiba" in second  # El Carrizal comes first by name, La Ceiba by folio
    assert "ENT-0001" in text_of(as_erandi.get("/mesa/entregas/?orden=folio"))
    assert len(first) < 30_000


def test_the_list_of_deliveries_is_printed(as_erandi: CastClient, delivery: Delivery) -> None:
    paper = paper_of(as_erandi.get("/mesa/entregas/lista.pdf"))
    assert "La Ceiba" in paper
    assert "El Carrizal" in paper  # who has none yet is on the list too


# -------------------------------------------------------------------------------------------- withdrawals


def test_a_withdrawal_shows_what_it_reaches_and_what_to_do(
    as_erandi: CastClient, withdrawal: Withdrawal, delivery: Delivery
) -> None:
    page = text_of(as_erandi.get(f"/mesa/retiros/{withdrawal.pk}/"))
    assert "Cuidemos el ojo de agua" in page
    assert delivery.folio in page
    assert "La Ceiba" in page
    assert "3 copias" in page


def test_the_receipt_of_a_withdrawal_names_the_copies_that_stay_out(
    as_erandi: CastClient, withdrawal: Withdrawal, delivery: Delivery
) -> None:
    paper = paper_of(as_erandi.get(f"/mesa/voces/retiros/{withdrawal.pk}/comprobante/"))
    assert "La Ceiba" in paper
    assert withdrawal.folio in paper
    letter = paper_of(as_erandi.get(f"/mesa/retiros/{withdrawal.pk}/carta.pdf"))
    assert "961 000 0000" in letter


def test_the_page_of_the_voice_leads_to_what_a_withdrawal_reaches(
    as_erandi: CastClient, withdrawal: Withdrawal
) -> None:
    page = text_of(as_erandi.get(f"/mesa/voces/retiros/{withdrawal.pk}/"))
    assert f"/mesa/retiros/{withdrawal.pk}/" in page


# --------------------------------------------------------------------------------------------- what it costs


def more_communities(count: int) -> None:
    place = Municipality.objects.get()
    for number in range(count):
        Community.objects.create(municipality=place, code=f"C-{number + 10:02}", name=f"Ranchería {number}")


def cost(client: CastClient, page: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_longer_lists_ask_no_more_questions(as_erandi: CastClient, stock: Stock, now: datetime) -> None:
    def pages(edition: Edition) -> list[str]:
        return ["/mesa/kits/", f"/mesa/kits/{edition.pk}/", "/mesa/entregas/"]

    few = build_edition(on=ON, by=None, now=now)
    for kit in few.kits.all():
        deliver(kit, on=ON, usb=1, printed=1, receipt="signature", by=None, now=now)
    before = [cost(as_erandi, page) for page in pages(few)]
    more_communities(12)
    many = build_edition(on=ON, by=None, now=now)
    for kit in many.kits.all():
        deliver(kit, on=ON, usb=1, printed=1, receipt="signature", by=None, now=now)
    assert [cost(as_erandi, page) for page in pages(many)] == before
