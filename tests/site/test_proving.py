"""From a finished paper to the result of the project in one step: with its file, its day and who verified it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from manantial.example.berriozabal.page import PAGE, WORDING
from manantial.jobs.actions import work_once
from manantial.jobs.models import Job
from manantial.ledger.actions import record
from manantial.meaning import actions
from manantial.meaning.models import Finding
from manantial.meaning.rules import GroupVotes, Outcome
from manantial.people.models import Person
from manantial.project.actions import load_page
from manantial.project.models import DirectResult, Evidence
from manantial.voices.queries import reach_of
from tests.cast import CastClient
from tests.meaning.river import River


@pytest.fixture
def memory(as_erandi: CastClient, now: datetime) -> River:
    """A loaded project beside a small memory in which nobody sees anything differently."""
    load_page(PAGE, wording=WORDING, by=None, now=now)
    river = River()
    place = river.community("El Carrizal")
    river.told = river.voice(place)
    quote = river.fragment(river.told, "Nos dejaron una hoja.")
    river.finding = actions.state_finding("Una hoja basta.", fragments=[quote], by=None, now=now)
    river.day = river.workshop(community=place, report="Se habló de la hoja de entrega.")
    actions.record_no_differences(river.day, by=None, now=now)
    votes = [GroupVotes("brigade", 9, 0, 0)]
    actions.validate(river.finding, workshop=river.day, votes=votes, by=None, now=now)
    return river


def built(client: CastClient, paper: str, form: str = "pdf") -> Job:
    """The paper, built from its page."""
    before = set(Job.objects.values_list("pk", flat=True))
    client.post(f"/mesa/informes/{paper}/construir/", {"forma": form})
    while work_once("test"):
        pass
    return Job.objects.exclude(pk__in=before).get()


def named(client: CastClient, job: Job, code: str, **more: Any) -> str:
    """Send the one step, and return the page that follows."""
    verifier = Person.objects.filter(retired_at=None).first()
    assert verifier is not None
    typed = {
        "result": DirectResult.objects.get(code=code).pk,
        "on": "2026-06-01",
        "verifier": verifier.pk,
        "achieved": 1,
    }
    answer = client.post(f"/mesa/evidencia/papel/{job.pk}/", {**typed, **more}, follow=True)
    return answer.content.decode()


def test_the_draft_alone_is_half_of_the_first_result_and_brings_the_catalogue(
    as_erandi: CastClient, memory: River
) -> None:
    job = built(as_erandi, "informe-preliminar")
    assert "Nombrar como evidencia" in as_erandi.get("/mesa/informes/informe-preliminar/revisar/").content.decode()
    page = named(as_erandi, job, "R1")
    assert "Falta el catálogo audiovisual" in page
    assert not Evidence.objects.exists(), "both or nothing"
    page = named(as_erandi, job, "R1", catalogue="on")
    assert "Quedó como evidencia de R1" in page
    result = DirectResult.objects.get(code="R1")
    assert (result.achieved, result.achieved_on, result.verified_by is not None) == (1, date(2026, 6, 1), True)
    assert {one.kind for one in Evidence.objects.all()} == {"draft", "catalogue"}


def test_a_file_that_proves_something_stays_when_the_paper_is_built_again(
    as_erandi: CastClient, memory: River, now: datetime
) -> None:
    named(as_erandi, built(as_erandi, "informe-preliminar"), "R1", catalogue="on")
    kept = Evidence.objects.get(kind="draft")
    actions.write_passage("informe-preliminar", "contexto", text="Otra cosa.", by=None, now=now)
    built(as_erandi, "informe-preliminar")
    assert b"".join(as_erandi.get(f"/mesa/proyecto/pruebas/{kept.pk}/"))[:5] == b"%PDF-"
    copies = reach_of(memory.told, on=date(2026, 6, 2)).copies
    assert any("Evidencia del resultado R1" in line for line in copies), "a withdrawal tells where the words went"


def test_a_paper_from_before_a_withdrawal_must_be_built_anew(as_erandi: CastClient, memory: River) -> None:
    job = built(as_erandi, "informe-preliminar")
    record("consent.withdrawn", memory.told, by=None, now=timezone.now())
    assert "Constrúyalo de nuevo" in named(as_erandi, job, "R1", catalogue="on")
    assert not Evidence.objects.exists()


def test_the_final_report_is_no_result_while_a_finding_waits(
    as_erandi: CastClient, memory: River, now: datetime
) -> None:
    job = built(as_erandi, "informe-final")
    red = actions.state_finding("Se atiende a quien grita.", by=None, now=now)
    actions.validate(red, workshop=memory.day, votes=[GroupVotes("brigade", 0, 1, 7)], by=None, now=now)
    assert "sin decisión terminada: 1" in named(as_erandi, job, "R3")
    assert DirectResult.objects.get(code="R3").achieved is None
    day = date(2026, 6, 1)
    actions.decide(
        red, outcome=Outcome.WITHDRAW, reason="Así lo pidieron", workshop=memory.day, on=day, by=None, now=now
    )
    assert "Quedó como evidencia de R3" in named(as_erandi, job, "R3")
    assert Finding.objects.count() == 2


def test_a_held_workshop_proves_with_its_list_and_its_account(as_erandi: CastClient, memory: River) -> None:
    result = DirectResult.objects.get(code="R2")
    verifier = Person.objects.filter(retired_at=None).first()
    assert verifier is not None
    address = f"/mesa/evidencia/taller/{memory.day.pk}/"
    assert "R2 · " in as_erandi.get(address).content.decode()
    typed = {"result": result.pk, "on": "2026-06-01", "verifier": verifier.pk, "achieved": 1}
    report, memory.day.report = memory.day.report, ""
    memory.day.save()
    assert "Falta la relatoría" in as_erandi.post(address, typed, follow=True).content.decode()
    memory.day.report = report
    memory.day.save()
    as_erandi.post(address, typed)
    assert {one.kind for one in result.evidence.all()} == {"attendance", "account"}
    assert DirectResult.objects.get(code="R2").achieved == 1


def test_a_piece_adds_to_the_result_without_a_stated_quantity(as_erandi: CastClient, memory: River) -> None:
    result = DirectResult.objects.get(code="R4")
    assert result.quantity is None
    job = built(as_erandi, "cuaderno")
    assert 'value="1"' in as_erandi.get(f"/mesa/evidencia/papel/{job.pk}/").content.decode()
    named(as_erandi, job, "R4")
    result.refresh_from_db()
    assert (result.quantity, result.achieved) == (None, 1)
    page = as_erandi.get(f"/mesa/proyecto/resultados/{result.pk}/").content.decode()
    assert "Material producido" in page
    assert 'value="2"' in as_erandi.get(f"/mesa/evidencia/papel/{job.pk}/").content.decode()


def test_what_a_result_asks_for_can_be_said(as_erandi: CastClient, memory: River) -> None:
    result = DirectResult.objects.get(code="R5")
    address = f"/mesa/proyecto/resultados/{result.pk}/"
    assert "Documento de síntesis" in as_erandi.get(address).content.decode()
    as_erandi.post(address, {"what": "ask", "n-needs": ["synthesis", "photo"]})
    result.refresh_from_db()
    assert result.needs == ["synthesis", "photo"]


def test_only_whoever_edits_the_project_names_evidence(
    as_erandi: CastClient, as_lupe: CastClient, as_otra: CastClient, as_nobody: CastClient, memory: River
) -> None:
    job = built(as_erandi, "informe-preliminar")
    for address in (f"/mesa/evidencia/papel/{job.pk}/", f"/mesa/evidencia/taller/{memory.day.pk}/"):
        assert as_erandi.get(address).status_code == 200
        assert as_lupe.get(address).status_code == 403
        assert as_nobody.get(address).status_code == 302
        assert as_otra.get(address).status_code == 404
    other = built(as_erandi, "informe-preliminar", "html")
    assert as_erandi.get(f"/mesa/evidencia/papel/{other.pk}/").status_code == 404
