"""Sheets with more rows or columns than fit a screen: what is typed on one leaves the others as they were."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import Placed, Told
from manantial.meaning.actions.causes import Factor
from manantial.meaning.models import ActorPosition, Milestone, QuestionSource, Snapshot
from manantial.meaning.queries import map_changes, milestone_standings, reasons_counted, standing_actors, timeline
from manantial.meaning.queries.actors import actor_maps
from manantial.meaning.rules import Activity, ActorKind, ActorRelation, MilestoneKind, Relation, Stand

BY = {"by": None}
_FIELD = re.compile(r'<(?:input|select)[^>]* name="([^"]+)"[^>]*?(?: value="([^"]*)")?[^>]*>')


@pytest.fixture
def plan(now):
    """A plan with one axis and no question yet."""
    texts = {"title": "Plan de la alianza", "objective": "Contar", "object": "La alianza"}
    row = actions.write_plan(None, texts=texts, start=PartialDate.parse("2022"), end=PartialDate(), now=now, **BY)
    actions.add_axis(row, name="Organizarse", now=now, **BY)
    return row


def typed(page: str, *names: str) -> dict[str, str]:
    """What the form of a page would send back of these fields."""
    return {name: value for name, value in _FIELD.findall(page) if any(re.fullmatch(one, name) for one in names)}


def test_one_sheet_of_the_calendar_leaves_the_others_and_goes_on(as_ana, plan, now):
    actions.set_calendar(plan, activities=[Activity(f"Actividad {n:02d}") for n in range(30)], now=now, **BY)
    address = reverse("meaning:calendar")
    sheet = as_ana.get(address, {"page": 2}).content.decode()
    assert "Actividad 26" in sheet
    assert "Actividad 20" not in sheet
    sent = typed(sheet, "seen", "stand", "rows", r"r\d+-what")
    changed = sent | {"r0-what": "Devolver en Carrizal", "r1-what": "", "r6-what": "Abrir el buzón"}
    assert as_ana.post(f"{address}?page=2", changed).status_code == 302
    plan.refresh_from_db()
    told = {each["what"] for each in plan.calendar}
    assert told >= {f"Actividad {n:02d}" for n in (*range(25), 27, 28, 29)} | {"Devolver en Carrizal", "Abrir el buzón"}
    assert not told & {"Actividad 25", "Actividad 26"}
    # somebody else opened the same sheet before: what stands now is shown beside what they typed
    late = as_ana.post(f"{address}?page=2", sent | {"r0-what": "Otra cosa"}).content.decode()
    assert "Otra persona cambió el calendario" in late
    assert "Devolver en Carrizal" in late
    assert "Otra cosa" in late
    assert "Actividad 03" not in late
    first = as_ana.get(address).content.decode()
    on = as_ana.post(address, typed(first, "seen", "stand", "rows", r"r\d+-what") | {"seguir": "1"})
    assert on.url.endswith("?page=2")


def test_actors_are_placed_some_at_a_time_and_only_what_changed_is_written(as_ana, now):
    for number in range(30):
        actions.add_actor(f"Organización {number:02d}", kind=ActorKind.CIVIL, now=now, **BY)
    stood = {actor.pk: Placed(Stand(ActorRelation.SUPPORTS, 2, 2)) for actor in standing_actors()}
    for year in ("2019", "2021", "2024"):
        moment = actions.add_snapshot(year, when=PartialDate.parse(year), now=now, **BY)
        actions.place_actors(moment, placed=stood, now=now, **BY)
    address = reverse("meaning:snapshot", args=[moment.pk])
    sheet = as_ana.get(address, {"page": 2}).content.decode()
    last = standing_actors().last()
    sent = {f"v-{last.pk}": typed(sheet, r"v-.+")[f"v-{last.pk}"], f"r-{last.pk}": "supports"}
    sent |= {f"i-{last.pk}": "2", f"p-{last.pk}": "2", f"n-{last.pk}": ""}
    ActorPosition.objects.filter(snapshot=moment, actor=last).update(note="Lo que otra persona anotó")
    as_ana.post(f"{address}?page=2", sent)  # a row that was not touched stays as it is now
    assert ActorPosition.objects.get(snapshot=moment, actor=last).note == "Lo que otra persona anotó"
    as_ana.post(f"{address}?page=2", sent | {f"r-{last.pk}": "absent"})
    assert ActorPosition.objects.filter(snapshot=moment, relation="supports").count() == 29
    changes = map_changes(*actor_maps(list(Snapshot.objects.exclude(label="2021"))))
    assert (changes[0].actor, str(changes[0].change)) == (last, "left")
    page = as_ana.get(reverse("meaning:actors")).content.decode()
    assert "Se fue" in page
    assert "Organización 29" in page  # it is the first that changed
    drawn = reverse("meaning:actor_map", args=[moment.pk])
    assert f'hx-get="{drawn}"' in page  # ninety names: each map is drawn when somebody opens it
    told = as_ana.get(drawn).content.decode()
    assert "<svg" in told
    assert "Organización 07" in told


def test_questions_beyond_the_screen_are_answered_on_the_next(as_ana, plan, river, now):
    axis = plan.axes.first()
    for number in range(25):
        actions.add_question(axis, text=f"¿Otra {number}?", now=now, **BY)
    river.source("FUE-0099")
    address = reverse("meaning:source_matrix")
    assert "Preguntas 21 a 25" in as_ana.get(address).content.decode()
    page = as_ana.get(address, {"preguntas": 2}).content
    asked = re.findall(r'name="q" value="([^"]+)"', page.decode())
    told = re.findall(r'name="s" value="([^"]+)"', page.decode())
    assert len(asked) == 5
    refused = as_ana.post(f"{address}?preguntas=2", {"q": asked, "s": told, "c1.2": "x"}).content.decode()
    assert "pregunta 22." in refused
    as_ana.post(f"{address}?preguntas=2", {"q": asked, "s": told, "c1.2": "s"})
    assert str(QuestionSource.objects.get().question_id) == asked[1]


def test_the_light_reading_of_the_timeline_judges_as_the_whole(as_ana, river, now):
    kinds = (MilestoneKind.WORKS, MilestoneKind.ADMINISTRATION_CHANGE)
    for number in range(30):
        voice = river.voice(group="brigade") if number % 3 else None
        told = Told("brigade", "Así fue.", PartialDate.parse(str(2000 + number)), voice=voice)
        row = actions.record_milestone(f"Hito {number:02d}", kind=kinds[number % 2], told=told, now=now, **BY)
        other = Told("officials", "No fue así.", PartialDate.parse("2018"), relation=Relation.DIFFERS_DATE)
        if number % 4 == 0:
            actions.add_version(row, other, now=now, **BY)
        if number == 4:
            actions.correct_version(row.versions.last(), other, why="Año mal escrito", now=now, **BY)
            actions.agree_wording(
                row, text="Así fue.", when=PartialDate.parse("2018"), workshop=river.workshop(), now=now, **BY
            )
    judged = [
        [(v.milestone.folio, v.when, v.span, v.state, v.groups, v.has_evidence, v.voice_ids, v.is_open) for v in views]
        for views in (milestone_standings(), timeline())
    ]
    assert judged[0] == judged[1]
    assert len({one[3] for one in judged[0]}) == 3
    for number in range(28):
        row = Milestone.objects.get(title=f"Hito {number:02d}")
        cause = actions.add_cause(row, Factor("La cuota alcanzó", helped=number % 2 == 0, internal=True), now=now, **BY)
    corrected = Factor("La cuota no alcanzó", helped=not cause.helped, internal=True)
    actions.correct_cause(cause, corrected, why="Estaba al revés", now=now, **BY)
    told = {v.milestone.pk: [c.helped for c in v.causes] for v in timeline() if v.causes}
    counted = reasons_counted(Milestone.objects.all())
    assert {key: (one.helped, one.hindered) for key, one in counted.items()} == {
        key: (sum(causes), len(causes) - sum(causes)) for key, causes in told.items()
    }
    first, second = (as_ana.get(reverse("meaning:whys"), {"page": n}).content.decode() for n in (1, 2))
    assert "Son más de cinco" in first
    assert "Hito 29" not in first
    assert "Otros hitos" in second
    assert "Hito 29" in second
