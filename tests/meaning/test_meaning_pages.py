"""The desk of meaning, walked as Ana the facilitator and tried by those who may not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manantial.alliance.tenancy import working_for
from manantial.governance.models import Agreement
from manantial.kernel.dates import PartialDate
from manantial.meaning import actions, queries
from manantial.meaning.actions import Told
from manantial.meaning.models import Code, Finding, Lesson, Milestone, Plan
from manantial.meaning.papers.filled import traffic_lights_filled
from manantial.meaning.rules import GroupVotes, MilestoneKind
from tests.meaning.river import DAY

BY = {"by": None}


@pytest.fixture
def memory(river, now):
    river.place = river.community("El Carrizal")
    river.told = river.voice(river.place)
    river.quote = river.fragment(river.told, "Nos dejaron una hoja y las llaves.")
    river.finding = actions.state_finding("Una hoja basta.", fragments=[river.quote], now=now, **BY)
    river.day = river.workshop()
    told = Told("brigade", "Empezamos en 2018.", PartialDate.parse("2018"), voice=river.told)
    river.birth = actions.record_milestone("Nace", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    other = Told("officials", "Fue en 2019.", PartialDate.parse("2019"))
    actions.add_version(river.birth, other, now=now, **BY)
    river.lesson = actions.draw_lesson("Entregar es cuidar", learned="…", findings=[river.finding], now=now, **BY)
    return river


LISTS = [
    "plan", "fragments", "codes", "milestones", "matrix", "findings", "validation", "returns", "lessons", "reports",
    "milestone_new", "return_new", "finding_new", "lesson_new", "plan_write", "ordering", "whys", "actors", "actor_new",
    "snapshot_new", "stages", "corrections", "correction_new", "ethics",
]  # fmt: skip


def things(memory):
    return [
        reverse("meaning:finding", args=[memory.finding.pk]),
        reverse("meaning:milestone", args=[memory.birth.pk]),
        reverse("meaning:milestone_edit", args=[memory.birth.pk]),
        reverse("meaning:why", args=[memory.birth.pk]),
        reverse("meaning:moment", args=[3]),
        reverse("meaning:finding_annotate", args=[memory.finding.pk]),
        reverse("meaning:validation_grid", args=[memory.day.pk]),
        reverse("meaning:lesson", args=[memory.lesson.pk]),
        reverse("meaning:validation_workshop", args=[memory.day.pk]),
        reverse("meaning:vote", args=[memory.day.pk, memory.finding.pk]),
        reverse("meaning:passage", args=["sintesis", "problema"]),
    ]


def test_every_page_opens_for_the_facilitator_before_anything_was_written(as_ana, river):
    for name in LISTS:
        assert as_ana.get(reverse(f"meaning:{name}"), follow=True).status_code == 200, name


def test_every_page_of_a_thing_opens_and_shows_it(as_ana, memory):
    for address in [*things(memory), *(reverse(f"meaning:{name}") for name in LISTS)]:
        answer = as_ana.get(address)
        assert answer.status_code == 200, address
        assert len(answer.content) < 30_000, address


def test_members_and_strangers_do_not_enter(as_lupe, as_nobody, as_otra, memory):
    for address in [*things(memory), reverse("meaning:findings")]:
        assert as_lupe.get(address).status_code == 403, address
        assert as_nobody.get(address).status_code == 302, address
        assert as_otra.get(address).status_code == 404, address


def post(client, name, *args, data=None):
    return client.post(reverse(f"meaning:{name}", args=args), data or {}, follow=True)


def test_ticked_fragments_become_a_finding(as_ana, memory):
    form = as_ana.get(reverse("meaning:finding_new"), {"f": [str(memory.quote.pk), "no-es-un-id"]})
    assert memory.quote.quote in form.content.decode()
    answer = as_ana.post(
        reverse("meaning:finding_new"), {"f": str(memory.quote.pk), "statement": "Dos hojas."}, follow=True
    )
    found = Finding.objects.get(statement="Dos hojas.")
    assert [link.fragment for link in found.supports.all()] == [memory.quote]
    assert "Una sola voz" in answer.content.decode()


def test_votes_typed_from_paper_turn_the_light_on(as_ana, memory):
    data = {"brigade-green": "8", "committee_women-red": "3", "committee_women-green": "1", "said": "Falta el año"}
    post(as_ana, "vote", memory.day.pk, memory.finding.pk, data=data)
    view = queries.finding_view(memory.finding.pk, on=DAY)
    assert (view.light, view.awaits) == ("red", True)
    page = as_ana.get(reverse("meaning:validation")).content.decode()
    assert "Un hallazgo espera decisión" in page


def test_whether_a_group_understood_goes_from_the_sheet_to_the_page_the_table_and_the_paper(as_ana, memory):
    data = {"brigade-green": "8", "brigade-understood": "si", "youth-red": "6", "youth-understood": "no"}
    post(as_ana, "vote", memory.day.pk, memory.finding.pk, data=data)
    sheet = as_ana.get(reverse("meaning:vote", args=[memory.day.pk, memory.finding.pk])).content.decode()
    assert sheet.count('<option value="si" selected>') == sheet.count('<option value="no" selected>') == 1
    counted = reverse("meaning:validation_grid", args=[memory.day.pk])
    as_ana.post(counted, {f"{memory.finding.pk}.youth.red": "7"})  # numbers alone leave what was answered
    assert "no se entendió" in as_ana.get(reverse("meaning:finding", args=[memory.finding.pk])).content.decode()
    table = as_ana.get(reverse("meaning:validation") + "?formato=csv").content.decode()
    assert [row.split(",")[-2] for row in table.splitlines()[1:]] == ["sí", "no"]
    written = str(traffic_lights_filled("es", DAY).blocks)
    assert "¿Se entendió?" in written
    assert "'sí'" in written


def test_words_beside_the_same_votes_are_kept_and_leave_a_decision_standing(as_ana, memory):
    ask = (memory.day.pk, memory.finding.pk)
    post(as_ana, "vote", *ask, data={"youth-red": "6"})
    data = {
        "decision-outcome": "publish_with_dissent",
        "decision-reason": "Así se acordó",
        "decision-workshop": memory.day.pk,
    }
    post(as_ana, "decide", memory.finding.pk, data=data)
    post(as_ana, "vote", *ask, data={"youth-red": "6", "youth-understood": "no"})
    post(as_ana, "vote", *ask, data={"youth-red": "6", "youth-understood": "no", "said": "Falta decir cuándo"})
    assert memory.finding.validations.last().said == "Falta decir cuándo"
    assert not queries.finding_view(memory.finding.pk, on=DAY).awaits
    post(as_ana, "vote", *ask, data={"youth-red": "7"})
    assert queries.finding_view(memory.finding.pk, on=DAY).awaits


def test_an_empty_sheet_of_votes_says_what_is_missing(as_ana, memory):
    answer = post(as_ana, "vote", memory.day.pk, memory.finding.pk, data={"brigade-green": "muchas"})
    assert "votaron" in answer.content.decode()
    assert not memory.finding.validations.exists()


def test_a_decision_without_its_meeting_is_refused_and_nothing_typed_is_lost(as_ana, memory):
    data = {"decision-outcome": "withdraw", "decision-reason": "Así lo pidieron"}
    answer = post(as_ana, "decide", memory.finding.pk, data=data)
    assert "en qué taller o en qué sesión" in answer.content.decode()
    assert "Así lo pidieron" in answer.content.decode()
    post(as_ana, "decide", memory.finding.pk, data=data | {"decision-workshop": str(memory.day.pk)})
    assert memory.finding.decisions.get().outcome == "withdraw"


def test_a_support_is_named_by_its_folio(as_ana, memory):
    wrong = post(as_ana, "support_add", memory.finding.pk, data={"sustento-fragment": "FRA-9999"})
    assert "No hay nada con el folio" in wrong.content.decode()
    source = memory.source()
    post(as_ana, "support_add", memory.finding.pk, data={"sustento-source": source.folio.lower()})
    assert memory.finding.supports.count() == 2


def test_another_version_stays_beside_the_first(as_ana, memory):
    data = {"version-group": "youth", "version-text": "Cuando el temblor", "version-when": "cuando el temblor"}
    page = post(as_ana, "version_add", memory.birth.pk, data=data).content.decode()
    assert "Empezamos en 2018." in page
    assert "cuando el temblor" in page


def test_an_agreed_wording_asks_for_its_meeting(as_ana, memory):
    data = {"acordada-text": "Desde 2018 y por decreto en 2019.", "acordada-when": "2018..2019"}
    assert "reunión" in post(as_ana, "wording_agree", memory.birth.pk, data=data).content.decode()
    done = post(as_ana, "wording_agree", memory.birth.pk, data=data | {"acordada-workshop": str(memory.day.pk)})
    assert "Redacción acordada" in done.content.decode()


def test_a_milestone_a_lesson_a_plan_and_a_return_are_written_on_the_desk(as_ana, memory):
    milestone = {"title": "La seca", "kind": "context", "context": "local", "group": "households", "text": "Sin agua"}
    post(as_ana, "milestone_new", data=milestone)
    assert Milestone.objects.filter(title="La seca").exists()
    post(as_ana, "lesson_new", data={"title": "Otra", "learned": "Algo", "findings": [str(memory.finding.pk)]})
    assert Lesson.objects.filter(title="Otra").exists()
    post(as_ana, "plan_write", data={"title": "Plan", "objective": "Contar", "start": "2022", "end": ""})
    plan = Plan.objects.get()
    post(as_ana, "questions", data={"eje-name": "Relevos"})
    axis = plan.axes.get()
    post(as_ana, "questions", data={f"{axis.pk}.new": "¿Quién guarda las actas?", f"{axis.pk}.new-kind": "analytic"})
    source = memory.source()
    cells = {"q": str(axis.questions.get().pk), "s": str(source.pk), "c1.1": "S"}
    post(as_ana, "source_matrix", data=cells)
    assert axis.questions.get().source_cells.get().source == source
    given = {"community": str(memory.place.pk), "on": "2026-11-20", "medium": "assembly", "women": "12", "men": "9"}
    assert "100 %" in post(as_ana, "return_new", data=given).content.decode()


def test_a_recommendation_is_tied_to_an_agreement(as_ana, memory):
    post(as_ana, "lesson", memory.lesson.pk, data={"text": "Entregar el mismo día", "to_whom": "communities"})
    Agreement.objects.create(folio="ACU-01", text="…", session=memory.session())
    row = memory.lesson.recommendations.get()
    post(as_ana, "adopt", row.pk, data={"acuerdo-agreement": "ACU-01"})
    row.refresh_from_db()
    assert row.agreement.folio == "ACU-01"


def test_codes_are_put_on_ticked_fragments_and_taken_off(as_ana, memory):
    post(as_ana, "codes", data={"name": "Relevo", "kind": "theme"})
    other = memory.fragment(memory.told, "Faltaba el sello.")
    ticked = {"f": [str(memory.quote.pk), str(other.pk), "no-es-un-id"], "volver": "grupo=committee_women"}
    data = ticked | {"hacer": "codigo", "codigo": str(Code.objects.get().pk), "nota": "Ver el acta"}
    page = post(as_ana, "chosen", data=data)
    assert "«Relevo» en 2 fragmentos." in page.content.decode()
    assert page.redirect_chain[-1][0].endswith("?grupo=committee_women")
    post(as_ana, "chosen", data={"quitar": str(memory.quote.codings.get().pk)})
    assert memory.quote.codings.get().retired_at is not None
    assert other.codings.get().retired_at is None


def test_ticked_fragments_open_the_form_of_a_finding(as_ana, memory):
    page = post(as_ana, "chosen", data={"f": [str(memory.quote.pk)], "hacer": "hallazgo"})
    assert page.redirect_chain[-1][0].endswith(f"?f={memory.quote.pk}")
    assert memory.quote.quote in page.content.decode()
    assert "al menos un fragmento" in post(as_ana, "chosen", data={"hacer": "hallazgo"}).content.decode()


def test_fragments_are_found_by_words_code_and_group(as_ana, memory):
    page = as_ana.get(reverse("meaning:fragments"), {"q": "llaves"}).content.decode()
    assert memory.quote.folio in page
    assert memory.quote.folio not in as_ana.get(reverse("meaning:fragments"), {"q": "tormenta"}).content.decode()
    assert memory.quote.folio not in as_ana.get(reverse("meaning:fragments"), {"estado": "suelto"}).content.decode()


def test_words_taken_back_are_not_shown_on_the_desk(as_ana, memory):
    memory.withdraw(memory.told)
    for name in ("fragments", "findings"):
        assert memory.quote.quote not in as_ana.get(reverse(f"meaning:{name}")).content.decode(), name
    page = as_ana.get(reverse("meaning:finding", args=[memory.finding.pk])).content.decode()
    assert memory.quote.quote not in page
    history = as_ana.get(reverse("meaning:milestone", args=[memory.birth.pk])).content.decode()
    assert "Empezamos en 2018." not in history
    assert "Fue en 2019." in history
    export = as_ana.get(reverse("meaning:fragments"), {"formato": "csv"}).content.decode("utf-8-sig")
    assert memory.quote.quote not in export


@pytest.mark.parametrize("name", ["findings", "milestones", "lessons", "returns", "fragments"])
def test_lists_leave_as_a_table(as_ana, memory, name):
    answer = as_ana.get(reverse(f"meaning:{name}"), {"formato": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    assert len(answer.content.splitlines()) >= 2


def test_the_final_report_says_why_it_is_not_built(as_ana, memory):
    actions.validate(
        memory.finding, workshop=memory.day, votes=[GroupVotes("brigade", red=7)], now=memory.quote.marked_at, **BY
    )
    answer = as_ana.get(reverse("meaning:paper", args=["informe-final"]), follow=True)
    assert "sin decisión terminada: 1" in answer.content.decode()


def test_a_sheet_prints_as_pdf_and_a_name_nobody_knows_is_404(as_ana, memory):
    sheet = as_ana.get(reverse("meaning:paper", args=["hoja-de-semaforo"]))
    assert sheet.content.startswith(b"%PDF")
    assert as_ana.get(reverse("meaning:paper", args=["otro"])).status_code == 404


def test_a_passage_that_paper_cannot_print_is_told_where(as_ana, memory):
    address = ("passage", "informe-final", "resumen")
    assert "Renglón 1" in post(as_ana, *address, data={"text": "<b>no</b>"}).content.decode()
    post(as_ana, *address, data={"text": "Sí se puede."})
    assert queries.passages("informe-final")["resumen"].text == "Sí se puede."
    assert as_ana.get(reverse("meaning:passage", args=["informe-final", "inventada"])).status_code == 404


def test_nothing_of_another_alliance_is_shown(as_ana, memory, other_alliance, now):
    with working_for(other_alliance):
        theirs = actions.state_finding("De otra alianza.", now=now, **BY)
    assert as_ana.get(reverse("meaning:finding", args=[theirs.pk])).status_code == 404
    assert "De otra alianza." not in as_ana.get(reverse("meaning:findings")).content.decode()


@pytest.mark.parametrize("name", ["findings", "milestones", "lessons", "fragments"])
def test_a_longer_list_asks_the_database_no_more(as_ana, memory, now, name):
    address = reverse(f"meaning:{name}")
    as_ana.get(address)
    with CaptureQueriesContext(connection) as one:
        as_ana.get(address)
    for number in range(4):
        voice = memory.voice(memory.community(f"Lugar {number}"))
        made = actions.state_finding(f"Otro {number}", fragments=[memory.fragment(voice)], now=now, **BY)
        actions.draw_lesson(f"Lección {number}", learned="…", findings=[made], now=now, **BY)
        told = Told("brigade", "…", PartialDate.parse("2020"), voice=voice)
        actions.record_milestone(f"Hito {number}", kind=MilestoneKind.WORKS, told=told, now=now, **BY)
    with CaptureQueriesContext(connection) as many:
        as_ana.get(address)
    assert len(many) == len(one)
