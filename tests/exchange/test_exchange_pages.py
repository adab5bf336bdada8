"""The pages of exchange: who may, what comes in, what leaves, and what never does."""

from __future__ import annotations

import csv
import importlib
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from manantial.alliance.models import Alliance
from manantial.exchange.leaving import Leave
from manantial.exchange.leaving.cues import cuts, edl
from manantial.exchange.leaving.registers import TABLES, rows_of
from manantial.exchange.models import Received
from manantial.exchange.web import forms
from manantial.jobs.actions import work_once
from manantial.ledger.models import Entry
from manantial.meaning.models import Code, Coding, Finding, Outsider
from manantial.people.models import Person
from manantial.vault.models import Blob
from manantial.voices.actions import Permission, Span, mark_fragment, record_consent, reserve_fragment, transcribe
from manantial.voices.models import Fragment, Voice
from manantial.voices.rules import ConsentForm, Preset, TurnText, Use, preset_scopes
from tests.cast import CastClient
from tests.exchange.projects import Twin, texts_of, words

NAMES = ("home", "receive", "research", "codebook", "tables", "cuts")


@pytest.fixture
def spoken(alliance: Alliance, now: datetime) -> Voice:
    """A sound with one open passage, one that is reserved, and a memo with a name."""
    voice = Voice.objects.create(
        folio="VOZ-0001",
        kind="sound",
        title="Entrevista a Jacinta",
        group="allies",
        duration_ms=60_000,
        received_at=now,
        state="accepted",
    )
    given = Permission(
        scopes=preset_scopes(Preset.EVERYTHING),
        form=ConsentForm.RECORDED,
        given_on=now.date(),
        evidence_note="cuaderno",
    )
    record_consent(voice, permission=given, by=None, now=now)
    version = transcribe(
        voice, [TurnText("El agua es de todas", "A", 0, 5000), TurnText("Esto es un secreto", "A", 5000, 9000)],
        by=None, now=now,
    )  # fmt: skip
    first, second = version.turns.order_by("position")
    rosa = Person.objects.create(name="Rosa Codificadora")
    code = Code.objects.create(name="=Agua")
    for turn, start, end in ((first, 3, 7), (second, 11, 18)):
        ms = (turn.start_ms or 0) + 1000
        fragment = mark_fragment(voice, span=Span(turn, start, end, ms, ms + 1000), by=rosa, now=now)
        Coding.objects.create(fragment=fragment, code=code, by_id=rosa.pk, at=now, memo="según Jacinta")
    reserve_fragment(Fragment.objects.get(quote="secreto"), reason="cuidado", by=None, now=now)
    return voice


@pytest.mark.parametrize("name", NAMES)
def test_who_may_enter(
    name: str,
    as_erandi: CastClient,
    as_ana: CastClient,
    as_lupe: CastClient,
    as_otra: CastClient,
    as_nobody: CastClient,
) -> None:
    where = reverse(f"exchange:{name}")
    assert as_erandi.get(where).status_code == 200
    assert as_ana.get(where).status_code == 200
    assert as_lupe.get(where).status_code == 403
    assert as_otra.get(where).status_code == 404
    assert as_nobody.get(where).status_code == 302


def test_a_project_comes_in_through_the_page(as_ana: CastClient, tmp_path: Path) -> None:
    content = Twin("ATLAS.ti", "Hola agua", words("Hola agua", "agua")).write(tmp_path / "p.qdpx").read_bytes()
    answer = as_ana.post(reverse("exchange:receive"), {"file": SimpleUploadedFile("tesis.qdpx", content)}, follow=True)
    assert "fuentes" in answer.content.decode()
    row = Received.objects.get()
    assert row.name == "tesis.qdpx"
    maps = [{"what": f"mapa {n}", "reason": "", "count": 1} for n in range(203)]
    report = row.report | {"items": row.report["items"] | {"skipped": maps}, "counts": {"skipped": 203}}
    row = Received.objects.create(name="otra.qdpx", sha256="0" * 64, format=row.format, report=report, at=row.at)
    assert "y 3 más" in as_ana.get(reverse("exchange:received", args=[row.pk])).content.decode()
    table = as_ana.get(reverse("exchange:received", args=[row.pk]), {"formato": "csv"}).content.decode()
    assert ("fuentes" in table, table.count("mapa")) == (True, 203)
    assert "tesis.qdpx" in as_ana.get(reverse("exchange:home")).content.decode()
    refused = as_ana.post(reverse("exchange:receive"), {"file": SimpleUploadedFile("x.txt", b"nada de nada")})
    assert "No se reconoce el archivo" in refused.content.decode()


def test_a_large_file_is_taken_in_by_a_job(as_ana: CastClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("manantial.exchange.web.receiving.AT_ONCE", 10)
    content = Twin("ATLAS.ti", "Hola agua", words("Hola agua", "agua")).write(tmp_path / "p.qdpx").read_bytes()
    as_ana.post(reverse("exchange:receive"), {"file": SimpleUploadedFile("tesis.qdpx", content)})
    assert not Voice.objects.exists()
    assert work_once("test")
    assert Voice.objects.get().title == "Entrevista"
    assert Blob.objects.get().erased_at is not None


def fetched(client: CastClient, asked: dict[str, str]) -> tuple[str, str]:
    """Ask for the research, let a worker write it, and return the page with its account and all that the file says."""
    page = client.post(reverse("exchange:research"), asked)
    assert page.status_code == 302, page.content.decode()
    assert work_once("test")
    answer = client.get(f"{page.url}archivo.qdpx")
    return client.get(page.url).content.decode(), texts_of(answer.getvalue())


def test_the_research_leaves_with_what_is_permitted(as_ana: CastClient, as_erandi: CastClient, spoken: Voice) -> None:
    where = reverse("exchange:research")
    assert "whole" not in as_erandi.get(where).content.decode()
    page, said = fetched(as_erandi, {"use": "analysis"})
    assert "secreto" not in said
    assert "[reservado]" in said
    assert "reservado por cuidado" in page
    entry = Entry.objects.filter(verb="exchange.exported").latest("sequence")
    assert entry.facts == {"what": "research", "use": "analysis", "voices": 1, "whole": False, "media": False}

    asked = as_ana.post(where, {"use": "analysis", "whole": "on"})
    assert "Diga para qué" in asked.content.decode()
    _page, whole = fetched(as_ana, {"use": "analysis", "whole": "on", "reason": "respaldo de la facilitadora"})
    assert "secreto" in whole
    assert Entry.objects.filter(verb="exchange.exported").latest("sequence").reason == "respaldo de la facilitadora"
    _page, sly = fetched(as_erandi, {"use": "analysis", "whole": "on", "reason": "x"})
    assert "secreto" not in sly


def test_a_written_file_is_for_who_asked_and_while_it_holds(
    as_ana: CastClient, as_erandi: CastClient, as_otra: CastClient, as_lupe: CastClient, spoken: Voice
) -> None:
    Finding.objects.create(folio="HAL-0001", statement="El agua une")
    job = as_ana.post(reverse("exchange:research"), {"use": "internal_report"}).url
    assert "En espera" in as_ana.get(job).content.decode()
    assert as_ana.get(f"{job}archivo.qdpx").status_code == 404
    assert work_once("test")
    page = as_ana.get(job).content.decode()
    assert "Hallazgos (" in page
    table = list(csv.reader(io.StringIO(as_ana.get(f"{job}?formato=csv").getvalue().decode("utf-8-sig"))))
    assert ["Fragmentos", "2", "1", "", ""] in table
    assert ["Fragmentos", "", "", "1", "reservado por cuidado"] in table
    assert as_ana.get(f"{job}archivo.qdpx").status_code == 200
    assert "Descargar" not in as_erandi.get(job).content.decode()
    assert "otra persona" in as_erandi.get(f"{job}archivo.qdpx", follow=True).content.decode()
    assert as_otra.get(job).status_code == 404
    assert as_lupe.get(f"{job}archivo.qdpx").status_code == 403
    reserve_fragment(Fragment.objects.get(quote="agua"), reason="cuidado", by=None, now=timezone.now())
    assert "pudo cambiar algún permiso" in as_ana.get(f"{job}archivo.qdpx", follow=True).content.decode()
    as_ana.post(reverse("exchange:research"), {"use": "internal_report"})
    assert work_once("test")
    assert Blob.objects.exclude(erased_at=None).count() == 1


def tabled(client: CastClient, use: str, form: str, register: str = "") -> str:
    """All that the tables say which leave for a use."""
    asked = {"use": use, "format": form, "register": register}
    content = client.post(reverse("exchange:tables"), asked).getvalue()
    if form == "xlsx":
        book = load_workbook(io.BytesIO(content), read_only=True)
        assert len(book.sheetnames) == (2 if register else len(TABLES) + 1)
        return "\n".join(str(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_tables_leave_without_who_speaks_and_without_what_is_reserved(
    form: str, as_erandi: CastClient, spoken: Voice
) -> None:
    Finding.objects.create(folio="HAL-0001", statement="El agua une")
    text = tabled(as_erandi, "internal_report", form)
    assert "secreto" not in text
    assert "[reservado]" in text
    assert "Rosa Codificadora" in text
    assert "'=Agua" in text
    assert "El agua une" in text
    one = tabled(as_erandi, "internal_report", form, "codigos-puestos")
    assert "Rosa Codificadora" in one
    assert "El agua une" not in one


def test_outside_the_team_coders_are_numbers(as_erandi: CastClient, spoken: Voice) -> None:
    text = tabled(as_erandi, "internet", "csv")
    assert "Persona 1" in text
    assert "Rosa" not in text


def test_each_code_that_was_put_is_a_row(as_ana: CastClient, spoken: Voice, now: datetime) -> None:
    """Two people, a code within another and one that was joined to it; the fragment without any has no row here."""
    top = Code.objects.get(name="=Agua")
    within = Code.objects.create(name="Escasez", parent=top)
    joined = Code.objects.create(name="Falta", merged_into=within, retired_at=now)
    fragment = Fragment.objects.get(quote="agua")
    beto = Outsider.objects.create(name="Beto de ATLAS", came_at=now)
    Coding.objects.create(fragment=fragment, code=joined, by_id=beto.pk, at=now, memo="=sí")
    turn = fragment.turn
    assert turn is not None
    bare = mark_fragment(spoken, span=Span(turn, 11, 13), by=None, now=now)
    rows = set()
    for content in (
        as_ana.get("/mesa/codigos/consulta/?formato=csv&filas=codigos").getvalue(),
        zipfile.ZipFile(io.BytesIO(as_ana.post(
            reverse("exchange:tables"), {"use": "analysis", "format": "csv", "register": "codigos-puestos"}
        ).getvalue())).read("codigos-puestos.csv"),
    ):  # fmt: skip
        _heads, *table = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        rows.add(tuple(sorted(tuple(row) for row in table if row[0] == fragment.folio)))
        assert bare.folio not in {row[0] for row in table}
    place = (fragment.folio, "VOZ-0001", "1", "1.0", "2.0", "agua", "")
    moment = timezone.localtime(now).isoformat()
    assert rows == {
        (
            (*place, "'=Agua", "'=Agua", "Rosa Codificadora", moment, "según Jacinta", "Todo, con mi nombre"),
            (*place, "Escasez", "'=Agua › Escasez", "Beto de ATLAS", moment, "'=sí", "Todo, con mi nombre"),
        )
    }
    every = as_ana.get("/mesa/codigos/consulta/?formato=csv").getvalue().decode()
    assert bare.folio in every
    assert bare.folio in tabled(as_ana, "analysis", "csv", "fragmentos")


def test_the_codebook_leaves_as_the_table_that_taguette_reads(as_erandi: CastClient) -> None:
    top = Code.objects.create(name="Agua no. 1", description="toda, también la de lluvia")
    Code.objects.create(name="Escasez", parent=top)
    table = as_erandi.get(reverse("exchange:codebook"), {"formato": "csv"}).getvalue().decode("utf-8-sig")
    assert table.splitlines() == [
        "path,description", 'Agua no· 1,"toda, también la de lluvia"', "Agua no· 1.Escasez,",
    ]  # fmt: skip


def test_far_uses_take_fewer_tables_and_no_titles(alliance: Alliance, spoken: Voice, now: datetime) -> None:
    near, far = Leave(Use.ANALYSIS, now.date()), Leave(Use.INTERNET, now.date())
    by_key = {register.key: register for register in TABLES}
    assert [row[1] for row in rows_of(by_key["voces"], near)] == ["Entrevista a Jacinta"]
    assert [row[1] for row in rows_of(by_key["voces"], far)] == [None]
    assert [row[-2] for row in rows_of(by_key["codigos-puestos"], far)] == [None]
    assert len(list(rows_of(by_key["codigos-puestos"], near))) == 1
    Voice.objects.update(visibility="reserved")
    for register in TABLES:
        assert not any("agua es" in str(row) or "Jacinta" in str(row) for row in rows_of(register, near))
    for register in TABLES:  # every register can be read
        list(rows_of(register, Leave(Use.ANALYSIS, now.date(), whole=True)))


def test_a_list_of_cuts_says_file_seconds_and_credit(as_erandi: CastClient, spoken: Voice, now: datetime) -> None:
    answer = as_erandi.get(reverse("exchange:cuts"), {"use": "radio", "formato": "csv"})
    _heads, row = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    assert row[:4] == ["VOZ-0001.mp3", "00:00:01.000", "00:00:02.000", "1.0"]
    assert row[5] == "Una voz de la alianza"
    assert "Internet" in row[6]
    listed = cuts(Leave(Use.RADIO, now.date()))
    text = edl("Radio Ñu", listed)
    assert "001  VOZ0001  AA    C        00:00:01:00 00:00:02:00 00:00:00:00 00:00:01:00" in text
    assert text.isascii()
    page = as_erandi.get(reverse("exchange:cuts"), {"use": "radio"}).content.decode()
    assert "00:00:01.000 – 00:00:02.000" in page
    assert "secreto" not in page
    Voice.objects.update(state="retired")
    assert not cuts(Leave(Use.RADIO, now.date()))


def test_the_pages_cost_the_same_for_one_file_and_for_three(
    as_erandi: CastClient, spoken: Voice, now: datetime
) -> None:
    counts = []
    for _time in range(2):
        for number in range(2 if Received.objects.exists() else 1):
            Received.objects.create(name=f"{number}.qdpx", sha256="0", format="research", at=now)
        with CaptureQueriesContext(connection) as seen:
            as_erandi.get(reverse("exchange:home"))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_forms_are_read_before_anybody_works_for_an_alliance() -> None:
    importlib.reload(forms)
