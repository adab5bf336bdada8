"""A workshop from its format to its account: designed, attended line by line, told, followed."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from manantial.governance.models import Agreement, Session
from manantial.ledger.models import Entry
from manantial.people.models import Account
from manantial.territory.models import Community
from manantial.voices.actions import (
    AgreedLine,
    AttendanceLine,
    WorkshopPlan,
    plan_workshop,
    record_attendance,
    write_report,
)
from manantial.voices.models import Fragment, Source, Voice, Workshop, WorkshopAgreement, WorkshopAttendance
from manantial.voices.queries import every_format, format_of
from manantial.voices.rules import AGE_WORDS, GROUP_LETTERS, Preset, age_range, letter_of, read_group, read_who
from tests.cast import CastClient
from tests.voices.conftest import allow


def frame(prefix: str, total: int = 0, initial: int = 0) -> dict[str, str]:
    return {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": str(initial)}


def text_of(response: Any) -> str:
    return response.content.decode().replace("\xa0", " ")


def pdf_text(response: Any) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)


# -------------------------------------------------------------------------------------------------- the fast list


@pytest.mark.parametrize(
    ("typed", "name", "count", "sex"),
    [
        ("3 M", "", 3, "M"),
        ("12", "", 12, ""),
        ("2h", "", 2, "H"),
        ("Lucía  Pozas", "Lucía Pozas", 1, ""),
        ("", "", 1, ""),
        ("0", "", 1, ""),
        ("500", "", 500, ""),
    ],
)
def test_the_first_column_is_a_name_or_a_count(typed: str, name: str, count: int, sex: str) -> None:
    who = read_who(typed)
    assert (who.name, who.count, who.sex) == (name, count, sex)


def test_more_people_than_a_line_holds_are_not_cut_to_fit(as_ana: CastClient, workshop: Workshop) -> None:
    for typed in ("501", "999999999 M"):
        answer = type_line(as_ana, workshop, name=typed)
        assert answer.status_code == 400
        assert "hasta 500 personas" in answer.json()["error"]
    assert not WorkshopAttendance.objects.exists()


@given(st.sampled_from(sorted(GROUP_LETTERS)), st.sampled_from(["M", "H", ""]))
def test_every_letter_of_a_group_comes_back(letter: str, sex: str) -> None:
    group = read_group(letter.upper(), sex)
    assert read_group(group) == group
    assert letter == "c" or letter_of(GROUP_LETTERS, group) == letter


@given(st.integers(0, 110))
def test_every_age_has_its_range(years: int) -> None:
    low, _dash, high = age_range(years).replace("+", "-200").partition("-")
    assert int(low) <= years <= int(high)
    assert age_range(years) in AGE_WORDS


def type_line(client: CastClient, workshop: Workshop, **cells: str) -> Any:
    return client.post(f"/mesa/talleres/{workshop.pk}/asistencia/", cells, headers={"accept": "application/json"})


def test_a_line_is_kept_with_one_letter_for_each_thing(
    as_ana: CastClient, workshop: Workshop, el_carrizal: Community
) -> None:
    key = str(uuid4())
    line = {
        "name": "Lucía",
        "sex": "m",
        "age_range": "34",
        "community": "carr",
        "group": "c",
        "language": "t",
        "key": key,
    }
    told = json.loads(type_line(as_ana, workshop, **line).content)
    assert "Lucía" in told["line"]
    assert "Mujeres de comité" in told["line"]
    assert json.loads(type_line(as_ana, workshop, **line).content)  # sent again after a cut: the same line
    row = WorkshopAttendance.objects.get()
    assert (row.community, row.sex, row.age_range, row.language) == (el_carrizal, "M", "30-44", "tzo")
    totals = json.loads(type_line(as_ana, workshop, name="3 M", community="1").content)["totals"]
    assert "<b>4</b> M" in totals
    assert [r.count for r in WorkshopAttendance.objects.all()] == [1, 3]


def test_a_line_that_cannot_be_read_says_why_and_writes_nothing(as_ana: CastClient, workshop: Workshop) -> None:
    for cells, why in (
        ({"name": "Lucía", "community": "San Quién Sabe"}, "no está en la lista de comunidades"),
        ({"name": "Lucía", "group": "q"}, "No hay grupo con la letra"),
        ({"name": "Lucía", "sex": "z"}, "se escribe m o h"),
        ({}, "cuántas personas"),
    ):
        response = type_line(as_ana, workshop, **cells)
        assert response.status_code == 400
        assert why in json.loads(response.content)["error"]
    assert not WorkshopAttendance.objects.exists()
    without_scripts = as_ana.post(f"/mesa/talleres/{workshop.pk}/asistencia/", {"name": "Lucía", "group": "q"})
    assert "No hay grupo con la letra" in text_of(without_scripts)
    assert 'value="Lucía"' in text_of(without_scripts)


def test_homonyms_are_told_apart_by_their_code(as_ana: CastClient, workshop: Workshop, la_ceiba: Community) -> None:
    Community.objects.create(municipality=la_ceiba.municipality, code="C-09", name="La Ceiba")
    assert "C-01, C-09" in json.loads(type_line(as_ana, workshop, name="Lucía", community="La Ceiba").content)["error"]
    assert "C-09 La Ceiba" in json.loads(type_line(as_ana, workshop, name="Lucía", community="ceib").content)["error"]


def test_the_next_line_remembers_the_place_and_a_written_one_is_corrected_or_struck(
    as_ana: CastClient, workshop: Workshop, la_ceiba: Community
) -> None:
    address = f"/mesa/talleres/{workshop.pk}/asistencia/"
    as_ana.post(address, {"name": "Lucía", "community": "1", "group": "b", "sex": "m", "language": "e"})
    page = text_of(as_ana.get(address))
    assert 'name="community" value="C-01"' in page
    assert 'name="group" value="b"' in page
    row = WorkshopAttendance.objects.get()
    fixing = text_of(as_ana.get(f"{address}?renglon={row.pk}"))
    assert 'value="Lucía"' in fixing
    as_ana.post(address, {"name": "Lucía Pozas", "community": "1", "sex": "m", "key": str(row.pk)})
    assert WorkshopAttendance.objects.get().name == "Lucía Pozas"
    as_ana.post(f"/mesa/talleres/asistencia/{row.pk}/tachar/")
    assert WorkshopAttendance.objects.get().count == 0
    assert "tachado" in text_of(as_ana.get(address))
    verbs = list(
        Entry.objects.filter(verb__startswith="workshop.line").order_by("sequence").values_list("verb", flat=True)
    )
    assert verbs == ["workshop.line_written", "workshop.line_corrected", "workshop.line_struck"]
    assert not any("Lucía" in json.dumps(entry.facts) for entry in Entry.objects.all())


def test_fifty_seven_people_of_fifteen_communities_add_up(
    as_ana: CastClient, workshop: Workshop, la_ceiba: Community, now: datetime
) -> None:
    places = [la_ceiba] + [
        Community.objects.create(municipality=la_ceiba.municipality, code=f"C-{n}", name=f"Paraje {n}")
        for n in range(20, 34)
    ]
    lines = [AttendanceLine(community=places[n % 15], sex="M" if n % 3 else "H", group="brigade") for n in range(57)]
    record_attendance(workshop, lines, by=None, now=now)
    page = text_of(as_ana.get(f"/mesa/talleres/{workshop.pk}/asistencia/totales/"))
    assert "38 mujeres, 19 hombres, 0 sin decir; 15 comunidades." in page
    table = as_ana.get(f"/mesa/talleres/{workshop.pk}/asistencia/totales/?formato=csv").content.decode()
    assert "En total,,38,19,0,57" in table
    assert "57" in pdf_text(as_ana.get(f"/mesa/talleres/{workshop.pk}/asistencia/totales/?papel=1"))


def test_the_list_leaves_one_row_a_person_with_names_only_for_who_writes_it(
    as_ana: CastClient, as_lupe: CastClient, lupe: Account, workshop: Workshop, la_ceiba: Community, now: datetime
) -> None:
    record_attendance(
        workshop,
        [
            AttendanceLine(name="Rosa Inventada", community=la_ceiba, group="brigade", sex="M", language="tzo"),
            AttendanceLine(count=3, sex="H", community=la_ceiba),
            AttendanceLine(name="Tachada Inventada", count=0),
        ],
        by=None,
        now=now,
    )
    address = f"/mesa/talleres/{workshop.pk}/asistencia/renglones/"
    assert as_lupe.get(address).status_code == 403
    lupe.is_auditor = True
    lupe.save()
    for client, named in ((as_ana, True), (as_lupe, False)):
        rows = client.get(address, {"formato": "csv"}).content.decode().strip().splitlines()
        assert len(rows) == 1 + 4
        assert ("Rosa Inventada" in rows[1]) is named
        assert "Tsotsil" in rows[1]
        assert "Tachada" not in "".join(rows)
        assert ("Rosa Inventada" in pdf_text(client.get(address, {"papel": "1"}))) is named
        for kind in ("xlsx", "ods"):
            assert client.get(address, {"formato": kind}).status_code == 200


def test_the_list_costs_the_same_with_one_line_and_with_many(
    as_ana: CastClient, workshop: Workshop, la_ceiba: Community, now: datetime
) -> None:
    counts = []
    for more in (1, 5):
        record_attendance(workshop, [AttendanceLine(community=la_ceiba)] * more, by=None, now=now)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            as_ana.get(f"/mesa/talleres/{workshop.pk}/asistencia/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_photo_of_the_list_is_kept_without_its_place_and_only_the_team_sees_it(
    as_ana: CastClient, as_lupe: CastClient, workshop: Workshop
) -> None:
    out = io.BytesIO()
    picture = Image.new("RGB", (600, 400), "white")
    exif = picture.getexif()
    exif[0x010F] = "Camera of Somebody"
    picture.save(out, "JPEG", exif=exif)
    address = f"/mesa/talleres/{workshop.pk}/asistencia/foto/"
    assert as_ana.get(address).status_code == 404
    as_ana.post(address, {"photo": SimpleUploadedFile("lista.jpg", out.getvalue(), "image/jpeg")})
    kept = b"".join(as_ana.get(address).streaming_content)
    assert kept.startswith(b"\xff\xd8")
    assert b"Camera of Somebody" not in kept
    assert as_lupe.get(address).status_code == 403


# -------------------------------------------------------------------------------------------- formats and designer


def test_two_clicks_from_a_format_to_every_paper(as_ana: CastClient, la_ceiba: Community) -> None:
    sent = {"title": "El río de La Ceiba", "on": "2026-12-05", "starts_at": "09:30", "community": str(la_ceiba.pk),
            "expected_people": "35", "facilitators": "Ana"}  # fmt: skip
    as_ana.post("/mesa/talleres/nuevo/?tipo=T-2", sent)
    workshop = Workshop.objects.get()
    page = text_of(as_ana.get(f"/mesa/talleres/{workshop.pk}/"))
    assert "210 × Tarjetas de media hoja" in page
    assert "09:30" in page
    folder = as_ana.get(f"/mesa/talleres/{workshop.pk}/para-imprimir.zip")
    with zipfile.ZipFile(io.BytesIO(folder.content)) as archive:
        names = [name.partition("/")[2] for name in archive.namelist()]
        assert names == [
            "1-guion.pdf", "2-materiales.pdf", "3-invitados.pdf", "4-convocatoria.pdf", "5-lista.pdf", "6-granos.pdf",
            "7-tarjetas.pdf",
        ]  # fmt: skip
        cards = PdfReader(io.BytesIO(archive.read(archive.namelist()[-1])))
    assert len(cards.pages) == 6
    assert "Brigadistas del agua" in cards.pages[2].extract_text()
    assert as_ana.get(f"/mesa/talleres/{workshop.pk}/papel/otro/").status_code == 404
    assert as_ana.get(f"/mesa/talleres/{workshop.pk}/papel/guion/?como=docx").content.startswith(b"PK")


BLOCKS = {
    **frame("bloque", 3, 1),
    "bloque-0-minutes": "30", "bloque-0-title": "Llegada", "bloque-0-how": "Pan", "bloque-0-order": "20",
    "bloque-0-questions": "¿Uno?\n¿Dos?", "bloque-0-who": "Ana",
    "bloque-1-minutes": "60", "bloque-1-title": "El río", "bloque-1-order": "10",
    **frame("cosa", 1), "cosa-0-name": "Cuerda", "cosa-0-per_person": "0.5", "cosa-0-fixed": "2",
}  # fmt: skip


def test_the_agenda_is_put_in_order_and_the_shopping_list_is_ones_own(as_ana: CastClient, workshop: Workshop) -> None:
    sent = {
        "title": workshop.title,
        "on": "2026-03-01",
        "expected_people": "35",
        "cares": "Dos lenguas",
        "role_write": "Erandi",
    }
    as_ana.post(f"/mesa/talleres/{workshop.pk}/cambiar/", sent | BLOCKS)
    found = Workshop.objects.get()
    assert [(block["minutes"], block["title"]) for block in found.blocks] == [(60, "El río"), (30, "Llegada")]
    assert found.blocks[1]["questions"] == ["¿Uno?", "¿Dos?"]
    script = pdf_text(as_ana.get(f"/mesa/talleres/{workshop.pk}/papel/guion/"))
    for words in ("20 × Cuerda", "Dos lenguas", "Erandi", "Lo lleva: Ana"):
        assert words in script
    as_ana.post(f"/mesa/talleres/nuevo/?otra-vez={workshop.pk}", {"title": "Otra vez", "on": "2026-12-05"})
    assert Workshop.objects.get(title="Otra vez").blocks == found.blocks


def test_a_shipped_format_is_rewritten_restored_and_brought_back(as_ana: CastClient, workshop: Workshop) -> None:
    before = len(workshop.blocks)
    page = "/mesa/talleres/formatos/T-2/"
    as_ana.post(page, {"title": "Nuestro río", "cares": "Sombra", "outcomes": "Hitos"} | BLOCKS)
    assert format_of("T-2").title == "Nuestro río"
    assert "Nuestro río" in text_of(as_ana.get("/mesa/talleres/formatos/"))
    assert len(Workshop.objects.get().blocks) == before
    as_ana.post(f"{page}estado/")
    assert format_of("T-2").title == "El río de nuestra historia"
    as_ana.post(f"{page}estado/", {"que": "traer"})
    assert format_of("T-2").title == "Nuestro río"


def test_an_own_format_is_copied_planned_with_and_put_away(as_ana: CastClient, alliance: object) -> None:
    assert "(copia)" in text_of(as_ana.get("/mesa/talleres/formatos/nuevo/?de=T-3"))
    as_ana.post("/mesa/talleres/formatos/nuevo/", {"title": "Recorrido por los tanques"} | BLOCKS)
    assert every_format()["P-1"].minutes == 90
    as_ana.post("/mesa/talleres/nuevo/?tipo=P-1", {"title": "Recorrido", "on": "2026-12-05"})
    workshop = Workshop.objects.get()
    as_ana.post("/mesa/talleres/formatos/P-1/estado/")
    assert "P-1" not in every_format()
    assert as_ana.get(f"/mesa/talleres/{workshop.pk}/").status_code == 200
    assert as_ana.get(f"/mesa/talleres/{workshop.pk}/papel/guion/").content.startswith(b"%PDF")
    empty = as_ana.post("/mesa/talleres/formatos/nuevo/", {"title": "Vacío", **frame("bloque"), **frame("cosa")})
    assert "al menos un bloque" in text_of(empty)


# ------------------------------------------------------------------------------------------------------ the account


def test_the_account_prints_what_was_told_and_keeps_tensions_for_the_team(
    as_ana: CastClient, workshop: Workshop, now: datetime
) -> None:
    record_attendance(workshop, [AttendanceLine(sex="M", count=7)], by=None, now=now)
    sent = {
        "report": "Se dibujó el río de <b>azul</b> & café.", "tensions": "Dos comunidades no se hablan",
        "pending": "Preguntar a quien se fue", **frame("acuerdo", 2),
        "acuerdo-0-text": "Llevar el río a la asamblea", "acuerdo-0-who": "Erandi", "acuerdo-0-by_when": "2026-04-01",
    }  # fmt: skip
    as_ana.post(f"/mesa/talleres/{workshop.pk}/relatoria/", sent)
    words = pdf_text(as_ana.get(f"/mesa/talleres/{workshop.pk}/papel/relatoria/"))
    for told in ("<b>azul</b> & café", "7 / 0 / 0", "Llevar el río a la asamblea", "Preguntar a quien se fue"):
        assert told in words
    assert "no se hablan" not in words
    assert "no se hablan" in pdf_text(as_ana.get(f"/mesa/talleres/{workshop.pk}/papel/relatoria-equipo/"))


def test_a_phrase_is_a_voice_that_waits_for_its_permission(
    as_ana: CastClient, agreed: Community, workshop: Workshop, now: datetime
) -> None:
    sent = {"words": "El agua  no espera.", "group": "brigade", "sex": "M", "community": str(agreed.pk)}
    answer = as_ana.post(f"/mesa/talleres/{workshop.pk}/frase/", sent)
    fragment = Fragment.objects.get()
    assert answer.url.endswith(f"/mesa/voces/{fragment.voice_id}/permiso/")
    assert fragment.quote == "El agua no espera."
    assert "espera" not in Voice.objects.get().title  # titles are shown whatever the permission says
    paper = f"/mesa/talleres/{workshop.pk}/papel/relatoria/"
    assert "«El agua no espera" not in pdf_text(as_ana.get(paper))
    allow(Voice.objects.get(), Preset.ALLIANCE, now)
    assert "El agua no espera" in pdf_text(as_ana.get(paper))


def test_what_was_agreed_is_followed_and_adopted_by_a_body(
    as_erandi: CastClient, workshop: Workshop, assembly: Session, now: datetime
) -> None:
    lines = [AgreedLine("Medir el cloro", "Brigada", date(2026, 4, 1)), AgreedLine("Invitar a Tres Cruces")]
    write_report(workshop, report="Bien.", agreements=lines, by=None, now=now)
    page = "/mesa/talleres/acuerdos/"
    assert "Vencido" in text_of(as_erandi.get(page))
    assert "Invitar" not in text_of(as_erandi.get(f"{page}?cuales=vencidos"))
    first, second = WorkshopAgreement.objects.all()
    as_erandi.post(f"{page}{first.pk}/hecho/")
    assert "Medir el cloro" not in text_of(as_erandi.get(page))
    as_erandi.post(f"{page}{second.pk}/adoptar/", {"session": str(assembly.pk)})
    adopted = Agreement.objects.get()
    assert adopted.text == "Invitar a Tres Cruces"
    assert adopted.folio in text_of(as_erandi.get(page))
    again = as_erandi.post(f"{page}{second.pk}/adoptar/", {"session": str(assembly.pk)})
    assert "ya lo adoptó" in text_of(again)
    assert adopted.folio in as_erandi.get(f"{page}?cuales=&formato=csv").content.decode()


# ------------------------------------------------------------------------------------- two people, and what was before


def seen_of(response: Any) -> str:
    return str(re.search(r'name="seen" value="(\w+)"', response.content.decode())[1])  # type: ignore[index]


def test_two_rapporteurs_see_each_other_and_both_accounts_stay(
    as_ana: CastClient, as_erandi: CastClient, workshop: Workshop
) -> None:
    page = f"/mesa/talleres/{workshop.pk}/relatoria/"
    seen = seen_of(as_ana.get(page))
    line = {"acuerdo-0-text": "Comprar cloro", "acuerdo-0-who": "Lupe", "acuerdo-0-position": ""}
    theirs = frame("acuerdo", 1) | line | {"report": "Lo que oyó Erandi.", "seen": seen}
    assert as_erandi.post(page, theirs).status_code == 302
    mine = frame("acuerdo") | {"report": "Lo que oyó Ana.", "tensions": "Hubo gritos.", "seen": seen}
    answer = as_ana.post(page, mine)
    assert "Otra persona guardó esto mientras usted escribía" in text_of(answer)
    assert "Lo que oyó Erandi." in text_of(answer)
    assert "Lo que oyó Ana." in text_of(answer)
    assert "Comprar cloro · Lupe" in text_of(answer)
    workshop.refresh_from_db()
    assert workshop.report == "Lo que oyó Erandi."
    assert as_ana.post(page, mine | {"seen": seen_of(answer)}).status_code == 302
    workshop.refresh_from_db()
    assert workshop.report == "Lo que oyó Ana."
    assert WorkshopAgreement.objects.get().text == "Comprar cloro", "an agreement that is not named stays"
    kept = text_of(as_ana.get(f"/mesa/talleres/{workshop.pk}/"))
    assert "Lo que decía antes" in kept
    assert "Lo que oyó Erandi." in kept


def test_dates_that_have_not_come_are_told(as_ana: CastClient, workshop: Workshop) -> None:
    source = {"kind": "act", "title": "Acta", "condition": "good", "visibility": "public", "when": "2091"}
    assert "todavía no llega" in text_of(as_ana.post("/mesa/fuentes/nueva/", source))
    assert not Source.objects.exists()
    card = {"title": "Bomba", "on": "2091-01-01", "answer_happened": "Se arregló."}
    assert "todavía no llega" in text_of(as_ana.post("/mesa/fichas/nueva/after_action/", card))
    assert "todavía no llega" not in text_of(as_ana.get(f"/mesa/talleres/{workshop.pk}/asistencia/"))
    Workshop.objects.update(on=date(2091, 1, 1))
    assert "todavía no llega" in text_of(as_ana.get(f"/mesa/talleres/{workshop.pk}/asistencia/"))


def test_what_a_card_said_before_can_be_read(as_ana: CastClient, as_erandi: CastClient, workshop: Workshop) -> None:
    as_erandi.post("/mesa/fuentes/nueva/", {"kind": "act", "title": "Acta", "condition": "good", "visibility": "public",
                                            "keeper": "Don Beto", "when": "2021"})  # fmt: skip
    source = Source.objects.get()
    card = {"kind": "act", "title": "Acta", "condition": "damaged", "visibility": "public", "keeper": "El comité"}
    page = f"/mesa/fuentes/{source.pk}/cambiar/"
    seen = seen_of(as_ana.get(page))
    assert as_ana.post(page, card | {"seen": seen}).status_code == 302
    told = text_of(as_ana.get(f"/mesa/fuentes/{source.pk}/"))
    assert all(words in told for words in ("Lo que decía antes", "Don Beto", "Bueno", "2021"))
    assert "Otra persona guardó" in text_of(as_erandi.post(page, card | {"keeper": "Doña Petra", "seen": seen}))
    design = f"/mesa/talleres/{workshop.pk}/cambiar/"
    old = seen_of(as_ana.get(design))
    plan = frame("bloque", 1) | frame("cosa") | {"title": "Otro nombre", "on": "2026-11-20", "seen": old,
                                                 "bloque-0-title": "Todo", "bloque-0-minutes": "30"}  # fmt: skip
    assert as_ana.post(design, plan).status_code == 302
    assert "Otro nombre" in text_of(as_erandi.post(design, plan | {"title": "El mío"}))
    workshop.refresh_from_db()
    assert workshop.title == "Otro nombre"
    assert "(25′)" in text_of(as_ana.get(f"/mesa/talleres/{workshop.pk}/")), "the agenda it had is kept"


def test_workshops_are_found_by_word_and_day_put_in_order_and_shown_whole(
    as_ana: CastClient, workshop: Workshop, now: datetime
) -> None:
    for number in range(55):
        plan = WorkshopPlan(title=f"Jornada {number:02d}", on=date(2024, 1 + number % 12, 3), facilitators="Citlali")
        plan_workshop("T-2", plan=plan, by=None, now=now)
    write_report(Workshop.objects.get(title="Jornada 07"), report="Se habló del temblor.", by=None, now=now)
    told = lambda asked: re.findall(r"Jornada \d\d", text_of(as_ana.get(f"/mesa/talleres/?{asked}")))  # noqa: E731
    assert told("q=temblor") == ["Jornada 07"]
    assert told("desde=2024-03-01&hasta=2024-03-31&orden=titulo") == [f"Jornada {n:02d}" for n in (2, 14, 26, 38, 50)]
    assert told("q=citlali&orden=-titulo")[0] == "Jornada 54"
    assert len(told("orden=dia")) == 50
    assert len(told("imprimir=1")) == 55


def test_what_the_second_page_of_agreements_shows_is_as_the_first(
    as_ana: CastClient, workshop: Workshop, now: datetime
) -> None:
    lines = [AgreedLine("Hecho ya", "Lupe", None, now.date()), AgreedLine("Todavía no", "Lupe")]
    write_report(workshop, report="", agreements=lines, by=None, now=now)
    assert "Hecho ya" not in text_of(as_ana.get("/mesa/talleres/acuerdos/?page=1"))
    assert "Hecho ya" in text_of(as_ana.get("/mesa/talleres/acuerdos/?cuales="))
