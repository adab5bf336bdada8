"""The inventory of sources: who keeps what, what could be lost, and what each person may see of it."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from manantial.kernel.dates import PartialDate
from manantial.territory.models import Community
from manantial.voices.actions import SourceCard, Upload, register_source
from manantial.voices.models import Source
from manantial.voices.rules import Condition, Risk, SourceKind, risks_of
from tests.cast import CastClient
from tests.press.test_film import filmed


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Everything happens on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


def shown(who: CastClient, query: str = "") -> str:
    return str(who.get(f"/mesa/fuentes/{query}").content.decode())


def printed(who: CastClient, query: str) -> str:
    answer = who.get(f"/mesa/fuentes/{query}")
    assert answer["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


@given(kind=st.sampled_from(SourceKind), condition=st.sampled_from(Condition), copied=st.booleans())
def test_a_source_is_safe_only_whole_and_copied(kind: SourceKind, condition: Condition, copied: bool) -> None:
    found = risks_of(kind, condition, copied=copied)
    assert (Risk.SINGLE in found) is (not copied and kind is not SourceKind.WEB)
    assert bool(set(found) - {Risk.SINGLE}) is (condition is not Condition.GOOD)


def test_thirty_sources_are_found_by_keeper_and_those_at_risk_are_told(
    as_erandi: CastClient, as_lupe: CastClient, as_otra: CastClient, la_ceiba: Community, now: datetime
) -> None:
    for n in range(30):
        card = SourceCard(
            f"Acta {n}", keeper="Don Beto Ruiz" if n < 3 else "Archivo de la junta", community=la_ceiba,
            when=PartialDate.parse(str(2000 + n % 20)), axis="Cobertura" if n % 2 else "Gobierno",
            condition="lost" if n == 7 else "good",
        )  # fmt: skip
        register_source("act", card=card, upload=None if n < 5 else Upload(png()), by=None, now=now)
    page = shown(as_erandi, "?guarda=beto")
    assert [f"Acta {n}<" in page for n in range(4)] == [True, True, True, False]
    assert "Don Beto Ruiz" in page
    assert "6 fuentes están en riesgo" in page
    assert shown(as_erandi, "?riesgo=on").count("<tr>") == 7
    assert shown(as_erandi, "?eje=Cobertura").count("<tr>") == 16
    assert shown(as_erandi, "?copia=no&estado=good").count("<tr>") == 6
    assert "30 fuentes" in printed(as_erandi, "?papel=inventario")
    risky = printed(as_erandi, "?papel=riesgo")
    assert "Se perdió el original" in risky
    assert "Acta 7" in risky
    assert "Acta 9" not in risky
    table = b"".join(as_erandi.get("/mesa/fuentes/?formato=csv&guarda=beto")).decode()
    assert table.count("Don Beto Ruiz") == 3
    assert "Una sola copia" in table
    assert as_lupe.get("/mesa/fuentes/").status_code == 403
    one = Source.objects.all()[0]
    assert as_otra.get(f"/mesa/fuentes/{one.pk}/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(as_erandi: CastClient, alliance: Any, now: datetime) -> None:
    counts = []
    for n in (1, 2):
        for k in range(n):
            register_source("act", card=SourceCard(f"Acta {n}{k}", keeper=f"K{n}{k}"), by=None, now=now)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            as_erandi.get("/mesa/fuentes/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_copy_comes_later_in_any_usual_form_and_without_its_place(
    as_erandi: CastClient, alliance: Any, now: datetime
) -> None:
    source = register_source("video", card=SourceCard("La inauguración"), by=None, now=now)
    address = f"/mesa/fuentes/{source.pk}/"
    assert "Una sola copia" in as_erandi.get(address).content.decode()
    form = {"kind": "video", "title": "La inauguración", "condition": "good", "visibility": "organism"}
    sent = SimpleUploadedFile("V.mp4", filmed("mp4", "libx264", "aac"), "video/mp4")
    assert as_erandi.post(f"{address}cambiar/", form | {"file": sent}).url.endswith(address)
    assert "<video" in as_erandi.get(address).content.decode()
    film = b"".join(as_erandi.get(f"{address}archivo/").streaming_content)  # type: ignore[attr-defined]
    assert b"Lupe" not in film
    office = io.BytesIO()
    with zipfile.ZipFile(office, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    sent = SimpleUploadedFile("acta.docx", office.getvalue(), "application/zip")
    as_erandi.post(f"{address}cambiar/", form | {"file": sent})
    kept = as_erandi.get(f"{address}archivo/")
    assert kept["Content-Type"].endswith("wordprocessingml.document")
    assert kept["Content-Disposition"].startswith("attachment")
    bad = SimpleUploadedFile("x.zip", b"PK\x03\x04nada", "application/zip")
    assert "No se pudo abrir la copia" in as_erandi.post(f"{address}cambiar/", form | {"file": bad}).content.decode()


def test_a_reserved_source_is_seen_by_who_facilitates_only(
    as_erandi: CastClient, as_ana: CastClient, alliance: Any, now: datetime
) -> None:
    card = SourceCard("Dónde nace el agua", keeper="Doña Reservada", visibility="reserved")
    source = register_source("plan", card=card, by=None, now=now)
    seen = {who: who.get(f"/mesa/fuentes/{source.pk}/").status_code for who in (as_ana, as_erandi)}
    for who, status in seen.items():
        assert ("Doña Reservada" in shown(who)) is (status == 200)
        assert ("Doña Reservada" in printed(who, "?papel=inventario")) is (status == 200)
    assert seen[as_ana] == 200
