"""The plan, the timeline and the analysis at work: nothing lost, nothing leaked, everything asked for printed."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions, queries
from manantial.meaning.actions import Account, Asker, Factor, MeaningRefused, Placed, Told
from manantial.meaning.models import Correction, Milestone, Question, QuestionSource, Validation
from manantial.meaning.papers import BLANKS, OF_A_COMMUNITY, PAPERS, PLAN_PAGES, PaperRefused, wall_strip, why_poster
from manantial.meaning.queries import hidden_everywhere
from manantial.meaning.rules import (
    Activity,
    ActorKind,
    ActorRelation,
    GroupVotes,
    MilestoneKind,
    Moment,
    Relation,
    Stage,
    StanceKind,
    Stand,
)
from manantial.press.compile import compile_pdf
from manantial.press.tiles import tile
from manantial.press.writers.html import write_html
from manantial.voices.models import Source
from tests.meaning.river import DAY

BY = {"by": None}


def words(name, **options):
    return write_html(PAPERS[name]("es", DAY, **options))


@pytest.fixture
def plan(river, now):
    """Two axes, nine questions, five sources."""
    texts = {"title": "Plan de la alianza", "objective": "Contar", "object": "La alianza", "ethics": "Con permiso"}
    row = actions.write_plan(None, texts=texts, start=PartialDate.parse("2022"), end=PartialDate(), now=now, **BY)
    for name, count in (("Organizarse", 5), ("Relevos", 4)):
        axis = actions.add_axis(row, name=name, now=now, **BY)
        for number in range(count):
            actions.add_question(axis, text=f"¿{name} {number}?", now=now, **BY)
    for number in range(5):
        river.source(f"FUE-{number + 1:04d}")
    return row


def test_the_plan_prints_in_two_pages_with_its_gaps_and_room_to_sign(plan, river, now):
    rows = [Activity(f"Actividad {n}", who="Área social", product="Algo") for n in range(6)]
    actions.set_calendar(plan, activities=rows, now=now, **BY)
    texts = dict.fromkeys(("actors", "techniques", "products", "people"), "Palabras de quien escribe el plan. " * 9)
    actions.write_plan(plan, texts=texts, start=plan.period_start, end=plan.period_end, now=now, **BY)
    document = PAPERS["plan-de-sistematizacion"]("es", DAY)
    assert compile_pdf(document, pages=PLAN_PAGES).pages == 2
    told = write_html(document)
    assert "Preguntas sin ninguna fuente: 9" in told
    assert "Aprobación del plan" in told
    with pytest.raises(PaperRefused, match="qué sesión"):
        words("acta-de-aprobacion-del-plan")
    actions.approve_plan(plan, session=river.session(), now=now, **BY)
    assert "AG-01" in words("acta-de-aprobacion-del-plan")
    actions.write_plan(plan, texts={"title": "Otro"}, start=plan.period_start, end=plan.period_end, now=now, **BY)
    assert "cambió después" in words("acta-de-aprobacion-del-plan")
    assert plan.former[-1]["before"] == {"title": "Plan de la alianza"}


def test_another_method_asks_otherwise_and_loses_nothing(as_ana, plan, now):
    texts = {"techniques": "Río de la vida", "products": "Radio"}
    actions.write_plan(plan, texts=texts, start=plan.period_start, end=plan.period_end, now=now, **BY)
    page = as_ana.post(reverse("meaning:method"), {"method": "corta"}, follow=True).content.decode()
    assert "Río de la vida" in page
    form = as_ana.get(reverse("meaning:plan_write")).content.decode()
    assert "Río de la vida" in form
    refused = as_ana.post(reverse("meaning:method"), {"method": "barrera"}, follow=True)
    assert "No hay un método" in refused.content.decode()
    plan.refresh_from_db()
    assert (plan.method, plan.products) == ("corta", "Radio")


def test_questions_are_reworded_moved_retired_and_come_back(as_ana, plan):
    page = reverse("meaning:questions")
    first, second, third = Question.objects.filter(axis__name="Relevos").order_by("position")[:3]
    said = {f"{first.pk}.text": "¿Y ahora?", f"{first.pk}.kind": "analytic", f"{third.pk}.text": "¿Y mañana?"}
    as_ana.post(page, said | {"que": f"subir:pregunta:{second.pk}"})  # whatever is pressed, everything typed is kept
    as_ana.post(page, {"que": f"subir:eje:{first.axis_id}"})
    asked = [question.text for question in queries.questions()]
    assert asked[:3] == ["¿Relevos 1?", "¿Y ahora?", "¿Y mañana?"]
    as_ana.post(page, {"que": f"retirar:pregunta:{second.pk}"})
    assert "¿Relevos 1?" not in [question.text for question in queries.questions()]
    assert "¿Relevos 1?" in as_ana.get(page).content.decode()
    as_ana.post(page, {"que": f"volver:pregunta:{second.pk}"})
    as_ana.post(page, {"que": f"sugeridas:eje:{first.axis_id}"})
    as_ana.post(page, {"que": f"sugeridas:eje:{first.axis_id}"})
    assert len(queries.questions()) == 14
    assert as_ana.post(page, {"que": "retirar:eje:otro"}).status_code == 404


def test_two_people_at_the_questions_lose_nothing_of_each_other(as_ana, as_erandi, plan):
    page = reverse("meaning:questions")
    mine, hers = Question.objects.filter(axis__name="Relevos").order_by("position")[:2]
    seen = dict(re.findall(r'name="([\w-]+\.seen)" value="(\w+)"', as_ana.get(page).content.decode()))
    both = {f"{mine.pk}.text": mine.text, f"{mine.pk}.kind": mine.kind, f"{hers.pk}.kind": hers.kind}
    as_erandi.post(page, seen | both | {f"{hers.pk}.text": "¿Qué dice Erandi?"})
    answer = as_ana.post(page, seen | both | {f"{mine.pk}.text": "¿Qué dice Ana?", f"{hers.pk}.text": hers.text})
    assert answer.status_code == 302
    assert {"¿Qué dice Erandi?", "¿Qué dice Ana?"} <= {question.text for question in queries.questions()}
    clash = as_ana.post(page, seen | both | {f"{hers.pk}.text": "¿Y yo?"}, follow=True).content.decode()
    assert "lo de ella decía: «¿Qué dice Erandi?»" in clash


def test_two_people_at_the_calendar_keep_the_lines_of_both(as_ana, plan):
    page = reverse("meaning:calendar")
    seen = re.search(r'name="seen" value="(\w+)"', as_ana.get(page).content.decode())[1]
    line = lambda what: {"seen": seen, "rows": "1", "r0-what": what, "r0-state": "planned"}  # noqa: E731
    as_ana.post(page, line("Taller de arranque"))
    answer = as_ana.post(page, line("Entrevistas")).content.decode()
    assert "Otra persona cambió el calendario" in answer
    assert "Taller de arranque" in answer
    assert "Entrevistas" in answer
    plan.refresh_from_db()
    assert [each["what"] for each in plan.calendar] == ["Taller de arranque"]
    now_seen = re.search(r'name="seen" value="(\w+)"', answer)[1]
    as_ana.post(page, line("Entrevistas") | {"seen": now_seen})
    plan.refresh_from_db()
    assert plan.former[-1]["before"] == {"calendar": "Taller de arranque"}


def test_two_people_at_the_plan_see_each_other_and_what_it_said_stays(as_ana, as_erandi, plan):
    page = reverse("meaning:plan_write")
    seen = re.search(r'name="seen" value="(\w+)"', as_ana.get(page).content.decode())[1]
    card = {"title": plan.title, "seen": seen, "start": "2021", "end": "2026"}
    assert as_erandi.post(page, card | {"objective": "Lo que quiere Erandi"}).status_code == 302
    answer = as_ana.post(page, card | {"objective": "Lo que quiere Ana"}).content.decode()
    assert "Lo que quiere Erandi" in answer
    assert "Lo que quiere Ana" in answer
    plan.refresh_from_db()
    assert plan.objective == "Lo que quiere Erandi"
    again = re.search(r'name="seen" value="(\w+)"', answer)[1]
    as_ana.post(page, card | {"objective": "Lo que quiere Ana", "seen": again})
    told = as_ana.get(reverse("meaning:plan")).content.decode()
    assert "Lo que quiere Ana" in told
    assert "Lo que decía antes" in told
    assert "Lo que quiere Erandi" in told


def test_a_plan_that_ends_before_it_begins_is_not_taken(as_ana, plan):
    dates = {"title": "Plan", "start": "2030", "end": "2020"}
    assert "Termina antes de empezar" in as_ana.post(reverse("meaning:plan_write"), dates).content.decode()
    assert as_ana.post(reverse("meaning:plan_write"), dates | {"end": "2030"}).status_code == 302


def test_thirty_sources_by_twelve_questions_fit_one_screen_and_are_typed_in_letters(as_ana, plan, river, now):
    axis = plan.axes.first()
    for number in range(3):
        actions.add_question(axis, text=f"¿Otra {number}?", now=now, **BY)
    for number in range(25):
        river.source(f"FUE-{number + 6:04d}")
    page = as_ana.get(reverse("meaning:source_matrix"))
    assert len(page.content) < 64_000
    assert len(re.findall(r'name="c\d+\.\d+"', page.content.decode())) == 360
    asked, told = [str(q.pk) for q in queries.questions()], [str(s.pk) for s in Source.objects.order_by("folio")[:30]]
    typed = {"q": asked, "s": told, "c1.1": "S", "c2.3": "n", "c30.12": "?"}
    as_ana.post(reverse("meaning:source_matrix"), typed)
    assert sorted(QuestionSource.objects.values_list("gives", flat=True)) == ["gives", "nothing", "pending"]
    answer = as_ana.post(reverse("meaning:source_matrix"), typed | {"c1.2": "x", "c2.2": "s"}).content.decode()
    assert "no es s, n ni ?" in answer
    assert re.search(r'name="c2.2" value="s"', answer), "what was typed is still there"
    assert QuestionSource.objects.filter(gives="gives").count() == 1
    # an older page writes only what was changed on it: the letters somebody put meanwhile stay
    as_ana.post(reverse("meaning:source_matrix"), {"q": asked, "s": told, "c5.1": "s"})
    assert QuestionSource.objects.filter(gives="gives").count() == 2
    loose = as_ana.get(reverse("meaning:source_matrix"), {"que": "con"}).content.decode()
    assert set(re.findall(r"FUE-\d{4}", loose)) == {"FUE-0001", "FUE-0005"}
    printed = words("matriz-de-fuentes")
    assert "Preguntas sin fuente: 11" in printed
    assert "Fuentes sin pregunta: 28" in printed


@pytest.fixture
def birth(river, now):
    """Story two: brigades, officials and a former councillor date the same birth in three ways."""
    river.place = river.community("El Carrizal")
    river.voice_of_brigade = river.voice(river.place, group="brigade")
    told = Told("brigade", "Nos juntábamos desde 2018.", PartialDate.parse("2018"), voice=river.voice_of_brigade)
    row = actions.record_milestone("Nace el organismo", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    other = Told("officials", "Fue con el decreto.", PartialDate.parse("2019"), relation=Relation.DIFFERS_DATE)
    actions.add_version(row, other, now=now, **BY)
    return row


def test_a_note_needs_an_agreed_wording_and_the_newest_of_a_group_stands(birth, river, now):
    with pytest.raises(MeaningRefused, match="redacción acordada"):
        actions.keep_note(birth, group="former", text="No fue así", now=now, **BY)
    actions.agree_wording(
        birth, text="Así fue.", when=PartialDate.parse("2018"), workshop=river.workshop(), now=now, **BY
    )
    for text in ("Primera nota", "Segunda nota"):
        actions.keep_note(birth, group="former", text=text, now=now, **BY)
    view = queries.timeline()[0]
    assert [note.text for note in view.notes] == ["Segunda nota"]
    assert len(view.versions) == 2
    for name in ("informe-preliminar", "sintesis"):
        assert "Segunda nota" in words(name), name


def test_what_a_withdrawn_voice_told_leaves_the_page_the_strip_and_the_matrix(as_ana, birth, river, now):
    actions.add_version(
        birth,
        Told(
            "former",
            "Palabras mías",
            PartialDate(words="cuando el ventarrón"),
            voice=(river.voice(river.place, group="former")),
        ),
        now=now,
        **BY,
    )
    before = as_ana.get(reverse("meaning:milestones")).content.decode()
    assert "cuando el ventarrón" in before
    river.withdraw(Milestone.objects.get().versions.get(group="former").voice)
    for name in ("milestones", "matrix", "ordering"):
        for form in ("", "csv"):
            shown = as_ana.get(reverse(f"meaning:{name}"), {"formato": form} if form else {})
            text = b"".join(shown.streaming_content).decode() if shown.streaming else shown.content.decode()
            assert "Palabras mías" not in text
            assert "ventarrón" not in text, name
    assert "Palabras mías" not in as_ana.get(reverse("meaning:milestone", args=[birth.pk])).content.decode()
    for name in ("matriz-de-voces", "matriz-de-ordenamiento", "informe-preliminar"):
        assert "Palabras mías" not in words(name)
        assert "ventarrón" not in words(name), name


def test_the_timeline_is_filtered_and_costs_the_same_with_three_milestones(as_ana, birth, river, now):
    def count():
        with CaptureQueriesContext(connection) as counted:
            as_ana.get(reverse("meaning:milestones"))
        return len(counted)

    one = count()
    for year in ("2021", "2023"):
        told = Told("youth", "Otra cosa.", PartialDate.parse(year))
        actions.record_milestone(f"En {year}", kind=MilestoneKind.SETBACK, told=told, now=now, **BY)
    assert count() == one
    ask = lambda **asked: as_ana.get(reverse("meaning:milestones"), asked).content.decode()  # noqa: E731
    assert "En 2021" not in ask(grupo="brigade")
    assert "Nace el organismo" not in ask(desde="2020", hasta="2022")
    assert "En 2021" in ask(desde="2020", hasta="2022")
    assert "En 2023" in ask(tipo="setback")
    assert "En 2023" not in ask(que="difieren")
    assert "difieren" in ask()


def test_eight_groups_by_twelve_milestones_print_on_tabloid_with_their_silences(birth, now):
    for number in range(11):
        told = Told("committee_women", f"Versión {number}", PartialDate.parse(str(2010 + number)))
        actions.record_milestone(f"Hito {number}", kind=MilestoneKind.WORKS, told=told, now=now, **BY)
    document = PAPERS["matriz-de-voces"]("es", DAY)
    assert compile_pdf(document).pages <= 6
    told = write_html(document)
    assert "No se les ha preguntado" in told
    assert "A estos grupos no se les ha preguntado por ningún hito" in told
    strip = wall_strip("es", DAY)
    assert tile(strip.content, title="x", language="es-MX", date=DAY).sheets == 7


def test_a_table_of_reasons_makes_a_poster_without_words_that_may_not_be_shown(as_ana, birth, river, now):
    closed = river.fragment(river.voice(river.place, preset=None), "Esto no")
    factors = (("Había cuadernos", True, None), ("Faltaba pasaje", False, closed))
    for text, helped, fragment in factors:
        actions.add_cause(birth, Factor(text, helped, fragment=fragment), now=now, **BY)
    assert why_poster("es", DAY, birth).pages == 1
    page = as_ana.get(reverse("meaning:why", args=[birth.pk])).content.decode()
    assert "Había cuadernos" in page
    assert as_ana.get(reverse("meaning:why_poster", args=[birth.pk]), {"como": "hojas"}).status_code == 200


def test_the_map_of_actors_shows_who_left_and_prints(as_ana, alliance, now):
    first = actions.add_snapshot("2021", when=PartialDate.parse("2021"), now=now, **BY)
    actor = actions.add_actor("Fundación", kind=ActorKind.DONOR, now=now, **BY)
    with pytest.raises(MeaningRefused, match="ya está"):
        actions.add_actor("fundación", kind=ActorKind.DONOR, now=now, **BY)
    actions.place_actors(first, placed={actor.pk: Placed(Stand(ActorRelation.SUPPORTS, 3, 2))}, now=now, **BY)
    second = actions.add_snapshot("2024", when=PartialDate.parse("2024"), now=now, **BY)
    as_ana.post(reverse("meaning:snapshot", args=[second.pk]), {f"r-{actor.pk}": "absent", f"n-{actor.pk}": "Cerró"})
    page = as_ana.get(reverse("meaning:actors")).content.decode()
    assert "Se fue" in page
    assert "Cerró" in page
    assert "Se fue" in words("mapa-de-actores")
    exported = as_ana.get(reverse("meaning:actors"), {"formato": "csv"})
    text = b"".join(exported.streaming_content).decode() if exported.streaming else exported.content.decode()
    assert "Apoya" in text


@pytest.fixture
def finding(river, now):
    """A validated finding of a community."""
    river.place = river.community("El Carrizal")
    river.quote = river.fragment(river.voice(river.place), "Nos dejaron una hoja.")
    row = actions.state_finding("Fueron dos meses.", fragments=[river.quote], now=now, **BY)
    actions.validate(row, workshop=river.workshop(), votes=[GroupVotes("committee_women", 9, 0, 0)], now=now, **BY)
    return row


def test_a_correction_is_answered_and_printed_where_it_was_asked_and_in_the_report(as_ana, finding, river, now):
    asked = {"community": str(river.place.pk), "on": "2026-11-01", "asked": "Fue un mes", "finding": finding.folio}
    as_ana.post(reverse("meaning:correction_new"), asked)
    row = Correction.objects.get()
    refused = as_ana.post(
        reverse("meaning:correction", args=[row.pk]), {"respuesta-outcome": "declined"}, follow=True
    ).content.decode()
    assert "por qué no se corrige" in refused
    answer = {"respuesta-outcome": "done", "respuesta-after": "Fue un mes.", "respuesta-reason": "Se vio el acta."}
    page = as_ana.post(reverse("meaning:correction", args=[row.pk]), answer, follow=True).content.decode()
    assert "Fueron dos meses." in page
    finding.refresh_from_db()
    assert finding.statement == "Fue un mes."
    with pytest.raises(MeaningRefused, match="ya tiene respuesta"):
        actions.decline_correction(Correction.objects.get(), reason="No", on=DAY, now=now, **BY)
    actions.record_no_differences(river.workshop("TAL-9"), now=now, **BY)
    for name, options in (
        ("lo-que-pidio-su-comunidad", {"community": river.place.code}),
        ("lo-que-dijo-su-comunidad", {"community": river.place.code}),
        ("informe-final", {}),
    ):
        told = words(name, **options)
        assert "Fueron dos meses." in told, name
        assert "Se vio el acta." in told, name


def test_what_somebody_asked_to_take_out_is_never_printed_again(as_ana, finding, river, now):
    asker = Asker(river.place)
    row = actions.ask_correction(
        "Que no digan dos meses", on=DAY, asker=asker, finding=finding, withheld=True, now=now, **BY
    )
    actions.make_correction(row, after="Tardó.", on=DAY, now=now, **BY)
    actions.record_no_differences(river.workshop("TAL-9"), now=now, **BY)
    given_back = ("lo-que-dijo-su-comunidad", "lo-que-pidio-su-comunidad")
    for name in ("informe-final", "informe-preliminar", "sintesis", *given_back):
        told = words(name, **({"community": river.place.code} if name in given_back else {}))
        assert "dos meses" not in told, name
    exported = as_ana.get(reverse("meaning:corrections"), {"formato": "csv"})
    text = b"".join(exported.streaming_content).decode() if exported.streaming else exported.content.decode()
    assert "dos meses" not in text


def test_votes_of_a_workshop_are_typed_on_one_sheet_and_only_what_changed_is_written(as_ana, finding, river, now):
    other = actions.state_finding("Otra cosa.", now=now, **BY)
    day = river.workshop("TAL-7")
    address = reverse("meaning:validation_grid", args=[day.pk])
    typed = {f"{other.pk}.brigade.red": "3", f"{finding.pk}.youth.green": "6"}
    as_ana.post(address, typed)
    as_ana.post(address, typed | {f"{finding.pk}.youth.yellow": "1"})
    rows = (
        Validation.objects.filter(workshop=day).order_by("recorded_at").values_list("group", "green", "yellow", "red")
    )
    assert sorted(rows) == [("brigade", 0, 0, 3), ("youth", 6, 0, 0), ("youth", 6, 1, 0)]
    assert 'value="6"' in as_ana.get(address).content.decode()
    assert "No cambió ningún número" in as_ana.post(address, {}, follow=True).content.decode()


def test_the_matrices_are_narrowed_on_the_page_and_on_paper(as_ana, river, now):
    for number, kind in enumerate((MilestoneKind.WORKS, MilestoneKind.SETBACK)):
        told = Told("brigade", f"Lo vimos {number}.", PartialDate.parse("2021"))
        actions.record_milestone(f"Obra {number}", kind=kind, told=told, now=now, **BY)
    for name in ("matrix", "ordering"):
        page = reverse(f"meaning:{name}")
        shown = as_ana.get(page, {"tipo": "works"}).content.decode()
        assert "Obra 0" in shown
        assert "Obra 1" not in shown
        paper = as_ana.get(page, {"tipo": "works", "papel": "1"})
        text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.content)).pages)
        assert "Obra 0" in text
        assert "Obra 1" not in text
    assert (
        "está vacía"
        in as_ana.get(reverse("meaning:matrix"), {"tipo": "conflict", "papel": "1"}, follow=True).content.decode()
    )


def test_a_small_group_is_not_printed_on_a_sensitive_finding(finding, river, now):
    day = river.workshop("TAL-7")
    votes = [GroupVotes("youth", 2, 0, 0), GroupVotes("brigade", 7, 0, 0)]
    actions.validate(finding, workshop=day, votes=votes, now=now, **BY)
    assert "Jóvenes" in words("informe-preliminar")
    actions.annotate_finding(
        finding, explanation="", confidence="Son pocas voces.", sensitive=True, axis=None, question=None,
        milestone=None, now=now, **BY,
    )  # fmt: skip
    told = words("informe-preliminar")
    log = told[told.rindex("Bitácora de validación") :].partition("<h3")[0]
    assert "Brigadistas" not in log or "Jóvenes" not in log
    assert "No se dicen los votos de 2 grupos: es un asunto delicado" in told
    assert "Son pocas voces." in told


def test_the_number_of_a_small_group_is_on_no_page_table_or_export(as_ana, as_lupe, finding, river, now):
    day = river.workshop("TAL-7")
    votes = [GroupVotes("youth", 0, 0, 3), GroupVotes("committee_women", 1717, 0, 0),
             GroupVotes("households", 1933, 0, 0)]  # fmt: skip
    actions.annotate_finding(
        finding, explanation="", confidence="", sensitive=True, axis=None, question=None, milestone=None, now=now, **BY
    )
    actions.validate(finding, workshop=day, votes=votes, now=now, **BY)
    actions.take_stance(finding, group="youth", stance=StanceKind.DISAGREE, dissent_note="Nos da miedo.",
                        workshop=day, on=DAY, now=now, **BY)  # fmt: skip
    actions.take_stance(finding, group="officials", stance=StanceKind.DISAGREE, dissent_note="Nadie nos contó.",
                        workshop=day, on=DAY, now=now, **BY)  # fmt: skip
    page = as_ana.get(reverse("meaning:finding", args=[finding.pk])).content.decode()
    assert "No se dicen los votos de 2 grupos" in page
    assert "Un grupo pequeño" in page
    assert "Nos da miedo." in page
    seen = as_ana.get(reverse("meaning:validation"), {"formato": "csv"}).content.decode()
    asked = {"register": "validaciones", "format": "csv", "use": "analysis", "reason": "Revisar"}
    pack = zipfile.ZipFile(io.BytesIO(b"".join(as_ana.post("/mesa/intercambio/tablas/", asked))))
    left = "".join(pack.read(name).decode() for name in pack.namelist())
    assert "officials" in hidden_everywhere()[finding.pk], "it did not vote: nobody knows that they are many"
    paper = " ".join(words("informe-preliminar").split())
    assert "Nadie nos contó." in paper
    assert "Nota de disenso: Funcionarias" not in paper
    for told in (page, seen, left, paper):
        assert not re.search(r"1[ ,.]?717", told)
        assert re.search(r"1[ ,.]?933", told)
    assert "no se dice: grupo de menos de 5" in seen
    assert "no se dice: grupo de menos de 5" in left
    address = reverse("meaning:small_group")
    assert as_lupe.post(address, {"personas": "3", "porque": "Así lo decidió la junta."}).status_code == 403
    assert "Escriba por qué" in as_ana.post(address, {"personas": "3"}, follow=True).content.decode()
    as_ana.post(address, {"personas": "3", "porque": "Así lo decidió la junta."})
    assert "1717" in as_ana.get(reverse("meaning:validation"), {"formato": "csv"}).content.decode()


def test_three_columns_need_a_source_for_a_figure_and_drop_words_without_permission(as_ana, plan, river, finding, now):
    axis = plan.axes.first()
    with pytest.raises(MeaningRefused, match="fuente"):
        actions.tell_stage(axis, stage=Stage.BEFORE, told=Account(figure="8 de 40"), now=now, **BY)
    address = reverse("meaning:stage_write", args=[axis.pk, "before"])
    assert "Una cifra necesita" in as_ana.post(address, {"figure": "8 de 40"}).content.decode()
    source = Source.objects.first()
    as_ana.post(address, {"text": "Se acarreaba.", "figure": "8 de 40", "source": source.folio})
    closed = river.fragment(river.voice(river.place, preset=None), "No")
    actions.tell_stage(axis, stage=Stage.NOW, told=Account("Lo dijo en secreto", fragment=closed), now=now, **BY)
    actions.record_no_differences(river.workshop("TAL-9"), now=now, **BY)
    for name in ("comparar-etapas", "informe-final"):
        told = words(name)
        assert "8 de 40" in told, name
        assert "Lo dijo en secreto" not in told, name
    as_ana.post(address, {"text": "Se acarreaba lejos."})
    assert queries.stages_of([axis])[0].versions[Stage.BEFORE] == 2


def test_the_ethics_log_opens_to_the_facilitator_alone_and_says_no_words(as_ana, as_erandi, finding, river):
    closed = river.voice(river.place, preset=None)
    river.fragment(closed, "Palabras guardadas")
    page = as_ana.get(reverse("meaning:ethics")).content.decode()
    assert closed.folio in page
    assert "Palabras guardadas" not in page
    assert as_erandi.get(reverse("meaning:ethics")).status_code == 403
    paper = reverse("meaning:paper", args=["bitacora-etica"])
    assert as_erandi.get(paper).status_code == 403
    assert as_ana.get(paper).status_code == 200
    for name in PAPERS:
        if name in {
            "acta-de-aprobacion-del-plan",
            "plan-de-sistematizacion",
            "matriz-de-fuentes",
            "mapa-de-actores",
            "hoja-de-aprendizaje",
        }:
            continue
        options = {"community": river.place.code} if name in OF_A_COMMUNITY else {}
        options |= {"instrument": "I-15"} if name == "formato" else {}
        options |= {"folio": finding.folio} if name == "hoja-de-hallazgo" else {}
        options |= {"paper": "hoja-de-hallazgo", "part": finding.folio} if name == "guion-de-lectura" else {}
        try:
            assert "Palabras guardadas" not in words(name, **options), name
        except PaperRefused:
            continue


def test_every_gap_of_every_moment_leads_where_it_is_mended(as_ana, plan, finding):
    for moment in Moment:
        page = as_ana.get(reverse("meaning:moment", args=[int(moment)])).content.decode()
        for address in set(re.findall(r'<a class="btn" href="([^"]+)">', page)):
            assert as_ana.get(address.replace("&amp;", "&"), follow=True).status_code == 200, address
    assert as_ana.get(reverse("meaning:moment", args=[6])).status_code == 404


def test_groups_nobody_asked_are_shown_beside_a_finding(as_ana, finding, now):
    actions.take_stance(finding, group="non_member", stance=StanceKind.NOT_ASKED, on=DAY, now=now, **BY)
    page = as_ana.get(reverse("meaning:finding", args=[finding.pk])).content.decode()
    assert "A quién no se le ha preguntado" in page
    assert "No se nos preguntó" in page


def test_every_blank_sheet_prints(plan):
    for key in BLANKS:
        assert compile_pdf(PAPERS["formato"]("es", DAY, instrument=key)).pages <= 3, key
