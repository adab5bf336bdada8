"""Water as the cast meets it: the desk, my community, a folio asked by anybody, and what is printed."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pypdf import PdfReader

from manantial.governance.actions import hold_session, make_agreement, plan_session
from manantial.governance.models import Session
from manantial.governance.rules import SessionKind
from manantial.kernel.dates import PartialDate
from manantial.people.actions import create_body
from manantial.press.compile import compile_pdf
from manantial.press.synthesis import murmur
from manantial.territory.models import Community
from manantial.territory.papers import PaperRefused
from manantial.water.actions import (
    SheetLine,
    adopt_figure,
    define_indicator,
    record_reading,
    register_system,
    report_failure,
    serve,
    state_figure,
    write_sheet,
)
from manantial.water.models import ComponentState, Failure, Figure, Indicator, Reading, WaterSystem
from manantial.water.papers import chlorine_sheet, community_sheet, figures_paper, spoken_sheet
from manantial.water.rules import FailureKind, SystemKind
from tests.cast import CastClient

WATER = "/mesa/agua/"
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """The pages of this test are asked on the day of the fixture."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def photo() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "JPEG")
    out.name = "fuga.jpg"
    out.seek(0)
    return out


def test_who_may_open_the_pages(
    la_ceiba: Community,
    as_erandi: CastClient,
    as_ana: CastClient,
    as_otra: CastClient,
    as_nobody: CastClient,
    now: datetime,
) -> None:
    system = register_system(name="El Chorro", kind=SystemKind.GRAVITY, communities=[la_ceiba], by=None, now=now)
    failure = report_failure(la_ceiba, kind=FailureKind.LEAK, by=None, now=now)
    indicator = define_indicator(code="W1", name="Cobertura", unit="%", by=None, now=now)
    one_each = [f"sistemas/{system.pk}/", f"cloro/{la_ceiba.pk}/", f"avisos/{failure.pk}/", f"cifras/{indicator.pk}/"]
    reads = ["", "sistemas/", "cloro/", "avisos/", "cifras/", *one_each]
    writes = ["sistemas/nuevo/", "cifras/nuevo/", "avisos/nuevo/", "cloro/dobles/"]
    for path in reads:
        assert as_erandi.get(WATER + path).status_code == 200, path
        assert as_ana.get(WATER + path).status_code == 200, path
        assert as_nobody.get(WATER + path).status_code == 302, path
        assert as_otra.get(WATER + path).status_code == 404, path
    for path in writes:
        assert as_erandi.get(WATER + path).status_code == 200, path
        assert as_ana.get(WATER + path).status_code == 403, path


def test_a_month_is_typed_by_keyboard_and_nothing_is_lost(la_ceiba: Community, as_erandi: CastClient) -> None:
    address = f"{WATER}cloro/{la_ceiba.pk}/?mes=2026-11"
    wrong = as_erandi.post(address, {"mes": "2026-11", "d1": "0.8", "d2": "mucho"}).content.decode()
    assert "mucho" in wrong
    assert "No se guardó todavía" in wrong
    assert Reading.objects.count() == 0
    typed = {"mes": "2026-11", "d1": "0.8", "d2": "", "d3": "0", "d4": "3.0", "seen_by": "Brigada"}
    assert as_erandi.post(address, typed).status_code == 302
    assert [one.hundredths for one in Reading.objects.order_by("on")] == [80, 0, 300]
    page = as_erandi.get(address).content.decode()
    for words in ("Cloro bien", "Sin cloro", "Cloro muy alto", "1 bien de 3 medidas"):
        assert words in page, words
    paper = pdf_text(as_erandi.get(f"{WATER}cloro/{la_ceiba.pk}/hoja.pdf?mes=2026-11").content)
    assert "Cloro de noviembre de 2026" in paper
    assert "vacío no es cero" in paper


def test_a_reading_told_twice_is_chosen_by_a_person(la_ceiba: Community, as_erandi: CastClient, now: datetime) -> None:
    write_sheet(la_ceiba, [SheetLine(DAY, 80)], by=None, now=now)
    phone = record_reading(la_ceiba, on=DAY, hundredths=90, origin="phone", by=None, now=now)
    page = as_erandi.get(f"{WATER}cloro/dobles/").content.decode()
    assert "Dicen distinto" in page
    as_erandi.post(f"{WATER}cloro/dobles/", {"queda": str(phone.pk)})
    assert "Ninguna lectura está repetida" in as_erandi.get(f"{WATER}cloro/dobles/").content.decode()
    assert Reading.objects.count() == 3


def test_a_system_is_registered_visited_and_keeps_every_visit(la_ceiba: Community, as_erandi: CastClient) -> None:
    form = {
        "name": "El Chorro",
        "kind": "gravity",
        "source_kind": "spring",
        "communities": [la_ceiba.pk],
        "built": "2012",
    }
    as_erandi.post(f"{WATER}sistemas/nuevo/", form)
    system = WaterSystem.objects.get()
    address = f"{WATER}sistemas/{system.pk}/"
    seen = {"on": "2026-11-01", "tank_light": "red", "tank_note": "grieta", "photo": photo()}
    assert as_erandi.post(f"{address}visita/", seen).status_code == 302
    as_erandi.post(f"{address}visita/", {"on": "2026-11-10", "tank_light": "green"})
    page = as_erandi.get(address).content.decode()
    assert "grieta" in page
    assert "Ver la foto" in page
    first = ComponentState.objects.get(note="grieta")
    assert as_erandi.get(f"{WATER}sistemas/foto/{first.pk}/").headers["Content-Type"] == "image/jpeg"
    nothing = as_erandi.post(f"{address}visita/", {"on": "2026-11-12"}).content.decode()
    assert "Marque al menos una parte" in nothing
    served = {"community": la_ceiba.pk, "dwellings": "84", "days_per_week": "2", "hours_per_day": ""}
    as_erandi.post(f"{address}servicio/", served)
    assert "84 viviendas" in as_erandi.get(address).content.decode()


def test_rival_figures_and_the_adoption_by_a_session(la_ceiba: Community, as_erandi: CastClient, now: datetime) -> None:
    as_erandi.post(f"{WATER}cifras/nuevo/", {"code": "W1", "name": "Cobertura", "unit": "% de viviendas"})
    indicator = Indicator.objects.get()
    address = f"{WATER}cifras/{indicator.pk}/"
    for value, source, when in (("78.7", "Presidencia", "2026-05"), ("66", "Censo 2020", "2020-03")):
        as_erandi.post(f"{address}nueva/", {"value": value, "unit": "% de viviendas", "source": source, "when": when})
    page = as_erandi.get(address).content.decode()
    assert "Las fuentes no coinciden" in page
    assert "Histórico: hace 79 meses" in page
    census = Figure.objects.get(value="66")
    adopt = f"{WATER}cifras/adoptar/{census.pk}/"
    assert "en una sesión ya celebrada" in as_erandi.post(adopt, {"act": ""}).content.decode()
    session = held(now)
    assert as_erandi.post(adopt, {"session": session.pk}).status_code == 302
    listed = as_erandi.get(f"{WATER}cifras/").content.decode()
    for words in ("66 % de viviendas", "adoptada", "hay otras cifras"):
        assert words in listed, words
    paper = pdf_text(as_erandi.get(f"{WATER}cifras/cifras.pdf").content)
    assert "Hay otras cifras: 78.7 % de viviendas (Presidencia)" in paper
    assert (
        "casi todas"
        in as_erandi.post(f"{address}nueva/", {"value": "casi todas", "unit": "%", "source": "x"}).content.decode()
    )


def held(now: datetime) -> Session:
    board = create_body(kind="board", name="Junta de Gobierno", by=None, now=now)
    moment = datetime(2026, 10, 1, 16, tzinfo=UTC)
    session = plan_session(board, kind=SessionKind.ORDINARY, planned_at=moment, by=None, now=now)
    hold_session(session, started_at=moment, call=1, by=None, now=now)
    return session


def test_my_community_sees_its_own_water_and_no_other(
    la_ceiba: Community, el_carrizal: Community, as_lupe: CastClient, now: datetime
) -> None:
    record_reading(la_ceiba, on=DAY, hundredths=0, by=None, now=now)
    report_failure(el_carrizal, kind=FailureKind.LEAK, by=None, now=now)
    page = as_lupe.get("/mi-comunidad/agua/")
    told = page.content.decode()
    assert len(page.content) < 30_000
    for words in ("La Ceiba", "Sin cloro", "Hierva el agua"):
        assert words in told, words
    assert "F-2026-001" not in told
    other = Failure.objects.get()
    assert as_lupe.get(f"/mi-comunidad/avisar/{other.pk}/").status_code == 404
    assert as_lupe.get(WATER).status_code == 403


def test_lupe_writes_the_chlorine_of_today_and_hears_what_to_do(la_ceiba: Community, as_lupe: CastClient) -> None:
    wrong = as_lupe.post("/mi-comunidad/cloro/", {"value": "poquito", "on": "2026-11-23"}).content.decode()
    assert "Escriba un número como 0.8" in wrong
    answer = as_lupe.post("/mi-comunidad/cloro/", {"value": "0,1", "on": "2026-11-23"}, follow=True)
    assert "Poco cloro. Suba un poco la dosis" in answer.content.decode()
    reading = Reading.objects.get()
    assert (reading.hundredths, reading.origin, reading.community) == (10, "phone", la_ceiba)


def test_lupe_tells_a_problem_with_her_voice_and_gets_a_folio(
    la_ceiba: Community, as_lupe: CastClient, as_erandi: CastClient
) -> None:
    kinds = as_lupe.get("/mi-comunidad/avisar/").content.decode()
    assert "Hay una fuga" in kinds
    voice = io.BytesIO(murmur("aviso", 1.0))
    voice.name = "AUD-20261123-lupe.wav"
    sent = as_lupe.post("/mi-comunidad/avisar/", {"kind": "leak", "sound": voice, "photo": photo()})
    failure = Failure.objects.get()
    assert sent.headers["Location"] == f"/mi-comunidad/avisar/{failure.pk}/"
    assert "F-2026-001" in as_lupe.get(sent.headers["Location"]).content.decode()
    assert failure.sound is not None
    assert "lupe" not in failure.sound.name  # the name of the file may hold a name
    assert as_erandi.get(f"{WATER}avisos/{failure.pk}/voz/").status_code == 200
    broken = io.BytesIO(b"not a sound")
    broken.name = "x.ogg"
    assert as_lupe.post("/mi-comunidad/avisar/", {"kind": "leak", "sound": broken}).status_code == 200
    assert Failure.objects.count() == 1


def test_a_report_is_answered_and_anybody_with_the_folio_sees_only_its_state(
    la_ceiba: Community, as_erandi: CastClient, as_nobody: CastClient, now: datetime
) -> None:
    failure = report_failure(la_ceiba, kind=FailureKind.NO_WATER, text="desde el lunes", by=None, now=now)
    address = f"{WATER}avisos/{failure.pk}/"
    as_erandi.post(address, {"answer": "Va la técnica"})
    told = as_nobody.get("/folio/", {"folio": "f-2026-001"}).content.decode()
    assert "Respondido" in told
    for secret in ("La Ceiba", "desde el lunes", "Va la técnica"):
        assert secret not in told, secret
    assert "No hay un aviso" in as_nobody.get("/folio/", {"folio": "F-2026-999"}).content.decode()
    as_erandi.post(address, {"solved_at": "2026-11-23T12:00", "days_without_service": "2"})
    failure.refresh_from_db()
    assert (failure.state, failure.days_without_service) == ("solved", 2)


@pytest.mark.parametrize(
    ("path", "queries"), [("sistemas/", 8), ("cloro/", 8), ("avisos/", 6), ("cifras/", 8), ("", 16)]
)
def test_lists_cost_the_same_with_one_and_with_three(
    path: str, queries: int, la_ceiba: Community, as_erandi: CastClient, now: datetime
) -> None:
    def fill(number: int) -> None:
        register_system(name=f"S{number}", kind=SystemKind.GRAVITY, communities=[la_ceiba], by=None, now=now)
        report_failure(la_ceiba, kind=FailureKind.LEAK, by=None, now=now)
        record_reading(la_ceiba, on=DAY - timedelta(number), hundredths=80, by=None, now=now)
        indicator = define_indicator(code=f"W{number}", name="Cobertura", unit="%", by=None, now=now)
        state_figure(indicator, value="66", source="Censo", by=None, now=now)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert as_erandi.get(WATER + path).status_code == 200
        return len(caught)

    fill(1)
    asked()  # the first request of a browser asks about its session
    one = asked()
    fill(2)
    fill(3)
    assert asked() == one == queries


@pytest.mark.parametrize("path", ["sistemas/", "cloro/", "avisos/", "cifras/"])
def test_lists_leave_as_tables(path: str, la_ceiba: Community, as_erandi: CastClient, now: datetime) -> None:
    register_system(name="=cmd|1", kind=SystemKind.GRAVITY, communities=[la_ceiba], by=None, now=now)
    report_failure(la_ceiba, kind=FailureKind.LEAK, text="@SUM(1)", by=None, now=now)
    for form in ("csv", "xlsx"):
        answer = as_erandi.get(WATER + path, {"formato": form})
        assert "attachment" in answer.headers["Content-Disposition"]
    text = as_erandi.get(WATER + path, {"formato": "csv"}).content.decode("utf-8-sig")
    assert ",=cmd" not in f",{text}"
    assert ",@SUM" not in text


# Papers --------------------------------------------------------------------------------------------------------


def test_the_sheet_of_a_community_says_what_nobody_knows(la_ceiba: Community, now: datetime) -> None:
    unknown = pdf_text(community_sheet("es", DAY, "C-01").content)
    assert unknown.count("sin dato") >= 3
    system = register_system(name="El Chorro", kind=SystemKind.GRAVITY, communities=[la_ceiba], by=None, now=now)
    serve(system, la_ceiba, dwellings=84, days_per_week=Decimal(2), by=None, now=now)
    record_reading(la_ceiba, on=DAY, hundredths=80, by=None, now=now)
    made = community_sheet("es", DAY, "La Ceiba", ink="one")
    assert made.pages == 1
    for words in ("84", "0.8", "Cloro bien", "Nuestra agua en una hoja"):
        assert words in pdf_text(made.content), words
    assert community_sheet("es", DAY, la_ceiba).content == community_sheet("es", DAY, la_ceiba).content
    assert spoken_sheet(la_ceiba, on=DAY).startswith("Comunidad La Ceiba. Tienen toma 84 viviendas.")


def test_what_is_of_the_committee_does_not_hang_on_the_wall(la_ceiba: Community, now: datetime) -> None:
    session = held(now)
    for text, visibility in (("Cuenta del banco", "committee"), ("Lavar el tanque", "public")):
        make_agreement(session, text=text, community=la_ceiba, visibility=visibility, by=None, now=now)
    told = pdf_text(community_sheet("es", DAY, la_ceiba).content)
    assert "Lavar el tanque" in told
    assert "Cuenta del banco" not in told


def test_papers_of_unknown_places_and_months_are_refused_in_words(la_ceiba: Community) -> None:
    with pytest.raises(PaperRefused, match="No hay una comunidad «Atlantis»"):
        community_sheet("es", DAY, "Atlantis")
    with pytest.raises(PaperRefused, match="2026-11"):
        chlorine_sheet("es", DAY, "C-01", month="noviembre")


def test_a_figure_without_source_is_marked_before_printing(la_ceiba: Community, now: datetime) -> None:
    indicator = define_indicator(code="W1", name="Cobertura", unit="%", by=None, now=now)
    state_figure(indicator, value="70", source="", when=PartialDate.parse("2026"), by=None, now=now)
    adopt_figure(
        state_figure(indicator, value="66", source="Censo", by=None, now=now), act="Acta 12", on=DAY, by=None, now=now
    )
    told = pdf_text(compile_pdf(figures_paper("es", DAY)).content)
    assert "SIN FUENTE" in told
    assert "Acta 12" in told
