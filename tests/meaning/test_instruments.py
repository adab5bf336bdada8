"""Every instrument of the method in its four forms: each of the seventy-two opens and holds what was captured."""

import csv
import io

import pytest

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import Factor, Placed, Told
from manantial.meaning.papers import PAPERS
from manantial.meaning.rules import ActorKind, ActorRelation, GroupVotes, MilestoneKind, Moment, Stand
from manantial.meaning.rules.instruments import BESIDE, INSTRUMENTS, Form, instruments_of
from manantial.meaning.web.moments import to
from manantial.press.writers.html import write_html
from manantial.voices import papers as voice_papers
from manantial.voices.actions import DebriefCard, record_debrief, record_interview
from manantial.voices.models import Source, Voice
from manantial.voices.queries.guides import shipped_guide
from manantial.voices.queries.sheets import interview_sheets_of, photo_sheets_of
from tests.meaning.river import DAY

BY = {"by": None}


def test_the_eighteen_instruments_have_their_four_forms_and_their_moment():
    assert list(INSTRUMENTS) == [f"I-{n:02}" for n in range(1, 19)]
    assert [(key, form) for key, one in INSTRUMENTS.items() for form, place in one.forms if not place] == []
    assert {one.key for moment in Moment for one in instruments_of(moment)} >= set(INSTRUMENTS)


@pytest.fixture
def worked(river, now):
    """One thing captured with every instrument."""
    plan = actions.write_plan(
        None, texts={"title": "Contar el agua"}, start=PartialDate.parse("2018"), end=PartialDate(), now=now, **BY
    )
    axis = actions.add_axis(plan, name="Relevos", now=now, **BY)
    question = actions.add_question(axis, text="¿Qué se pierde al cambiar?", now=now, **BY)
    source = river.source()
    actions.relate_source(question, source, gives="gives", now=now, **BY)
    place = river.community()
    voice, photo = river.voice(place), river.voice(place, kind="photo")
    Voice.objects.filter(pk=photo.pk).update(picture_alt="La primera pila", chosen_because="Porque la hicimos juntas")
    record_interview(voice, shipped_guide("brigade"), asked=[1, 2], interviewer="Ana", now=now, **BY)
    quote = river.fragment(voice, "Nos dejaron una hoja.")
    told = Told("brigade", "Empezamos en 2018.", PartialDate.parse("2018"), voice=voice)
    born = actions.record_milestone("Nace", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    actions.add_cause(born, Factor("La asamblea insistió", True, fragment=quote), now=now, **BY)
    finding = actions.state_finding("Una hoja basta.", fragments=[quote], now=now, **BY)
    votes = [GroupVotes("committee_women", 7, 2, 0)]
    actions.validate(finding, workshop=river.workshop(), votes=votes, said="Falta decir quién la hizo", now=now, **BY)
    actions.draw_lesson("Entregar es cuidar", learned="Una hoja dura más.", findings=[finding], now=now, **BY)
    actor = actions.add_actor("Fundación", kind=ActorKind.DONOR, now=now, **BY)
    snapshot = actions.add_snapshot("2024", when=PartialDate.parse("2024"), now=now, **BY)
    actions.place_actors(snapshot, placed={actor.pk: Placed(Stand(ActorRelation.SUPPORTS, 3, 2))}, now=now, **BY)
    for kind, key in (("short", "situation"), ("after_action", "expected")):
        record_debrief(kind, card=DebriefCard("La bomba", DAY, {key: "Un día"}), now=now, **BY)
    return river


def test_each_of_the_seventy_two_opens_for_the_facilitator(as_ana, worked):
    for key, one in INSTRUMENTS.items():
        for form, place in one.forms:
            _open(as_ana, f"{key} {form}", place, form)
    for one in BESIDE:
        for form, place in one.forms:
            answer = as_ana.get(to(place), follow=True) if place else None
            assert answer is None or answer.status_code == 200, (one.name, form)
    page = as_ana.get(to("meaning:instruments")).content.decode()
    assert all(key in page for key in INSTRUMENTS)


def _open(client, name, place, form):
    address = to(place)
    if form is Form.TABLE:
        for kind in ("csv", "ods"):
            answer = client.get(f"{address}{'&' if '?' in address else '?'}formato={kind}")
            assert answer.status_code == 200, name
            body = b"".join(answer) if answer.streaming else answer.content
            assert kind == "ods" or len(list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))) > 1, f"{name}: no rows"
        return
    answer = client.get(address)
    assert answer.status_code == 200, (name, answer.headers)
    if form is Form.CAPTURE:
        assert b"<form" in answer.content, name
    else:
        assert answer.content.startswith(b"%PDF"), name


def test_the_filled_sheets_say_what_was_captured(worked):
    def printed(name):
        return write_html(PAPERS[name]("es", DAY))

    assert "Empezamos en 2018." in printed("fichas-de-hito")
    assert "La asamblea insistió" in printed("mesas-por-que")
    assert "«Nos dejaron una hoja.»" in printed("fichas-de-hallazgo")
    assert "Una hoja dura más." in printed("fichas-de-aprendizaje")
    lights = printed("semaforo-lleno")
    assert "Falta decir quién la hizo" in lights
    assert ">7<" in lights
    source = write_html(voice_papers.source_sheets(Source.objects.filter(folio="FUE-0001"), on=DAY))
    assert "El comité" in source


def test_interview_and_photo_sheets_stop_at_what_the_person_allows(worked):
    def printed():
        interviews = interview_sheets_of(Voice.objects.exclude(kind="photo"), on=DAY)
        photos = photo_sheets_of(Voice.objects.filter(kind="photo"), on=DAY)
        made = voice_papers.interview_sheets(interviews, on=DAY), voice_papers.photo_sheets(photos, on=DAY)
        return [write_html(one) for one in made]

    interview, photo = printed()
    assert "Cuando llegó el agua" in interview
    assert "¿Cómo llegó a ser brigadista?" in interview
    assert "Porque la hicimos juntas" in photo
    for voice in Voice.objects.all():
        worked.withdraw(voice)
    interview, photo = printed()
    assert "Cuando llegó el agua" not in interview
    assert "¿Cómo llegó a ser brigadista?" not in interview
    assert "Porque la hicimos juntas" not in photo
    assert "La primera pila" not in photo
