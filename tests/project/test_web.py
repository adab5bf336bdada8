"""The page of the project and its desk, asked by people at the door."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from unicodedata import normalize

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from manantial.people.models import Person
from manantial.project.models import (
    BudgetLine,
    Contribution,
    DirectResult,
    Evidence,
    Measurement,
    Partner,
    Project,
    ProjectPerson,
    Target,
    Update,
    Work,
)
from manantial.project.queries.budget import budget_of


def text(response: Any) -> str:
    assert response.status_code == 200, response
    return normalize("NFC", response.content.decode())


def test_the_public_page_has_the_parts_of_the_page_in_its_order(project: Project, as_nobody: Any) -> None:
    page = text(as_nobody.get("/proyecto/?idioma=es"))
    heads = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page)]
    assert heads[:11] == [
        *("Gestión del agua en alianza", "El reto", "El proyecto", "Para saber más", "Actividades"),
        *("Resultados directos", "Impacto esperado", "Aliados", "Personas", "Avances", "Presupuesto"),
    ]
    for amount in ("36,796.10", "13,905.54", "22,890.56", "37.8 %"):
        assert amount in page
    assert len(re.findall(r'<th scope="row">\d+\. ', page)) == 19
    assert "Gastos fijos" in page
    assert "(en la página: Gatos fijos" in page
    assert page.count("sin dato todavía") == 8
    assert "solo a quien dio su permiso" in page
    assert len(page.encode()) < 30_000


def test_the_columns_of_the_page_sum_to_its_total(project: Project, as_nobody: Any) -> None:
    page = text(as_nobody.get("/proyecto/?idioma=es"))
    rows = re.findall(r'<th scope="row">\d+\. .*?</tr>', page, re.S)
    columns: list[list[int]] = [[], [], []]
    for row in rows:
        amounts = re.findall(r'class="num" data-label="[^"]+">([\d,]+\.\d\d)', row)
        for column, amount in zip(columns, amounts, strict=True):
            column.append(int(amount.replace(",", "").replace(".", "")))
    assert [sum(column) for column in columns] == [3_679_610, 1_390_554, 2_289_056]


def test_the_page_in_english_is_the_printed_one(project: Project, as_nobody: Any) -> None:
    page = text(as_nobody.get("/proyecto/?idioma=en"))
    assert "<h1>Managing water in partnership</h1>" in page
    assert "4 out of 10 families in rural areas do not have access to water" in page
    assert "Fixed costs (rent, electricity, water)" in page
    assert 'lang="en"' in page


def test_a_shared_link_shows_a_picture_and_needs_no_script(project: Project, as_nobody: Any) -> None:
    page = text(as_nobody.get("/proyecto/?idioma=es"))
    picture = re.search(r'property="og:image" content="(http[^"]+)"', page)
    assert picture
    title = re.search(r'property="og:title" content="([^"]+)"', page)
    description = re.search(r'property="og:description" content="([^"]+)"', page)
    assert title
    assert description
    assert len(title[1]) <= 60
    assert len(description[1]) <= 155
    assert "https://wa.me/?text=" in page
    assert "mailto:?subject=" in page
    answer = as_nobody.get(picture[1].replace("http://testserver", "").replace("&amp;", "&"))
    assert answer["Content-Type"] == "image/jpeg"
    assert len(answer.content) < 300_000
    import io

    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    old = as_nobody.get("/proyecto/tarjeta-0000.jpg?idioma=es")
    assert old.status_code == 302
    for picture_file in ("qr", "barra"):
        assert as_nobody.get(f"/proyecto/{picture_file}.svg")["Content-Type"] == "image/svg+xml"


def test_everybody_may_take_the_files(project: Project, as_nobody: Any) -> None:
    assert as_nobody.get("/proyecto/dosier.pdf?idioma=en").content[:5] == b"%PDF-"
    assert as_nobody.get("/proyecto/dosier.docx").content[:2] == b"PK"
    assert b"36796.1" in as_nobody.get("/proyecto/presupuesto.csv").content
    assert as_nobody.get("/proyecto/presupuesto.xlsx").content[:2] == b"PK"
    assert as_nobody.get("/proyecto/presupuesto.exe").status_code == 404
    assert as_nobody.get("/proyecto/dosier.txt").status_code == 404


def test_without_a_project_the_page_teaches(alliance: Any, as_nobody: Any) -> None:
    assert "Todavía no hay un proyecto" in text(as_nobody.get("/proyecto/"))
    assert as_nobody.get("/proyecto/dosier.pdf").status_code == 404


def test_persons_appear_in_public_only_after_agreeing(project: Project, as_nobody: Any, as_erandi: Any) -> None:
    person = ProjectPerson.objects.create(project=project, name="Nombre Inventado")
    assert "Nombre Inventado" not in text(as_nobody.get("/proyecto/"))
    assert "Nombre Inventado" in text(as_erandi.get("/mesa/proyecto/"))
    address = f"/mesa/proyecto/personas/{person.pk}/"
    assert "Diga cómo dio su permiso" in text(as_erandi.post(address, {"agreed": "on"}))
    as_erandi.post(address, {"agreed": "on", "note": "Carta del 3 de noviembre"})
    assert "Nombre Inventado" in text(as_nobody.get("/proyecto/"))


DESK = ["", "presupuesto/", "aportaciones/", "resultados/", "metas/", "avances/", "coinversion/", "aportaciones/nueva/"]


def test_the_desk_is_for_staff_and_closed_to_others(
    project: Project, as_erandi: Any, as_lupe: Any, as_otra: Any, as_nobody: Any
) -> None:
    for address in (f"/mesa/proyecto/{part}" for part in DESK):
        assert as_erandi.get(address).status_code == 200, address
        assert as_lupe.get(address).status_code == 403, address
        assert as_otra.get(address).status_code == 404, address
        assert as_nobody.get(address).status_code == 302, address


def test_an_offer_is_written_confirmed_and_moves_what_is_missing(
    project: Project, kits: BudgetLine, as_erandi: Any
) -> None:
    data = {
        "line": kits.pk,
        "party": "Fundación Inventada",
        "kind": "cash",
        "amount": "1,925.19",
        "currency": "USD",
        "on": "2026-11-20",
    }
    wrong = text(as_erandi.post("/mesa/proyecto/aportaciones/nueva/", {**data, "kind": "labour"}))
    assert "criterio" in wrong
    made = as_erandi.post("/mesa/proyecto/aportaciones/nueva/", data)
    assert made.status_code == 302
    twice = text(as_erandi.post("/mesa/proyecto/aportaciones/nueva/", {**data, "party": "Otra"}, follow=True))
    assert "cubierto de más por 1,925.19 USD" in twice
    contribution = Contribution.objects.get(party="Fundación Inventada")
    address = f"/mesa/proyecto/aportaciones/{contribution.pk}/"
    page = text(as_erandi.post(address, {"state": "signed", "on": "2026-11-21"}, follow=True))
    assert "Ahora faltan 20,965.37 USD" in page
    assert as_erandi.get(f"{address}carta.pdf").content[:5] == b"%PDF-"
    assert "por qué" in text(as_erandi.post(address, {"state": "withdrawn", "on": "2026-11-21"}))


def test_a_result_is_proven_and_verified(project: Project, as_erandi: Any) -> None:
    result = DirectResult.objects.get(code="R3")
    verifier = Person.objects.first()
    assert verifier is not None
    address = f"/mesa/proyecto/resultados/{result.pk}/"
    check = {"what": "verify", "v-achieved": "1", "v-on": "2026-11-20", "v-verifier": verifier.pk}
    assert "Falta la evidencia" in text(as_erandi.post(address, check))
    file = SimpleUploadedFile("informe.pdf", b"%PDF-1.7 prueba", "application/pdf")
    proof = {"what": "proof", "e-kind": "final", "e-title": "Informe final", "e-file": file}
    assert as_erandi.post(address, proof).status_code == 302
    kept = Evidence.objects.get()
    assert b"".join(as_erandi.get(f"/mesa/proyecto/pruebas/{kept.pk}/")) == b"%PDF-1.7 prueba"
    assert as_erandi.post(address, check).status_code == 302
    assert DirectResult.objects.get(pk=result.pk).achieved == 1


def test_a_target_is_measured_and_its_rule_fixed(project: Project, as_erandi: Any, now: datetime) -> None:
    target = Target.objects.get(code="I1")
    address = f"/mesa/proyecto/metas/{target.pk}/"
    assert "número" in text(as_erandi.post(address, {"value": "muchas", "when": "2025", "source": "Listas"}))
    as_erandi.post(address, {"value": "31", "when": "2025", "source": "Listas de asistencia"})
    as_erandi.post(address, {"what": "rule", "r-rule": "Al menos una asamblea"})
    assert Measurement.objects.get().value == "31"
    page = text(as_erandi.get("/proyecto/"))
    assert "Al menos una asamblea" in page
    assert "Listas de asistencia" in page


def test_an_update_and_an_activity_are_told(project: Project, as_erandi: Any) -> None:
    data = {"when": "2025-03", "text": "No hubo fondos.\n\nSeguimos.", "english": "No funds.", "activities": ["2.1"]}
    assert as_erandi.post("/mesa/proyecto/avances/", data).status_code == 302
    note = Update.objects.order_by("-id").first()
    assert note is not None
    assert note.texts == {"es": ["No hubo fondos.", "Seguimos."], "en": ["No funds."]}
    assert "Seguimos." in text(as_erandi.get("/proyecto/"))
    partner = Partner.objects.first()
    assert partner is not None
    as_erandi.post(f"/mesa/proyecto/aliados/{partner.pk}/", {"role": "Acompaña"})
    assert "Acompaña" in text(as_erandi.get("/proyecto/"))


def test_a_work_is_written_with_what_each_one_put(project: Project, as_erandi: Any, la_ceiba: Any) -> None:
    data = {"title": "Tanque nuevo", "year": "2026", "communities": [la_ceiba.pk], "state": "running"}
    assert as_erandi.post("/mesa/proyecto/coinversion/nueva/", data).status_code == 302
    work = Work.objects.get()
    address = f"/mesa/proyecto/coinversion/{work.pk}/"
    put = {
        "source": "community",
        "kind": "labour",
        "quantity": "20",
        "unit": "jornales",
        "state": "executed",
        "on": "2026-11-01",
        "currency": "MXN",
    }
    assert as_erandi.post(address, put).status_code == 302
    assert "sin precio" in text(as_erandi.get(address))
    assert "Tanque nuevo (2026)" in text(as_erandi.get(f"/mesa/comunidades/{la_ceiba.pk}/"))
    assert b"Tanque nuevo" in as_erandi.get("/mesa/proyecto/coinversion/?formato=csv").content


def test_a_page_asks_as_much_for_many_lines_as_for_few(
    project: Project, as_nobody: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(26):
        as_nobody.get("/proyecto/")
    with django_assert_max_num_queries(4):
        budget_of(project, "es")
