"""Forty communities and three years later: lists are looked through, sorted, paged, and leave as they are shown."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import Asker, Told
from manantial.meaning.actions.causes import Factor
from manantial.meaning.models import Code, Coding, Finding, Lesson, Milestone, Validation
from manantial.meaning.rules import GroupVotes, MilestoneKind
from manantial.voices.models import Workshop
from tests.meaning.river import NOW

BY = {"by": None}
MANY = 30


def body(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")


def table(client, address):
    return list(csv.DictReader(io.StringIO(body(client.get(address)))))


@pytest.fixture
def memory(river, now):
    place = river.community("Ojo de Agua")
    day = river.workshop()
    for number in range(MANY):
        finding = actions.state_finding(f"Hallazgo {number:02d}", now=now, **BY)
        votes = [GroupVotes("youth", number, 0, MANY - number)]
        actions.validate(finding, workshop=day, votes=votes, now=now, **BY)
        actions.draw_lesson(f"Aprendizaje {number:02d}", learned="…", findings=[finding], now=now, **BY)
        told = Told("youth", "Así fue.", PartialDate.parse(str(1990 + number)))
        actions.record_milestone(f"Hito {number:02d}", kind=MilestoneKind.WORKS, told=told, now=now, **BY)
        asker = Asker(community=place)
        actions.ask_correction(f"Corregir {number:02d}", on=date(2026, 1, 1 + number), asker=asker, now=now, **BY)
    return river


@pytest.mark.parametrize(
    ("name", "order", "column", "head", "first"),
    [
        ("findings", "-hallazgo", "Hallazgo", "hallazgo 07", "Hallazgo 29"),
        ("lessons", "-aprendizaje", "Aprendizaje", "aprendizaje 07", "Aprendizaje 29"),
        ("milestones", "-que", "Qué pasó", "", "Hito 29"),
        ("corrections", "-dia", "Qué se pidió", "corregir 07", "Corregir 29"),
        ("validation", "-folio", "Hallazgo", "", "Hallazgo 29"),
    ],
)
def test_a_long_list_is_sorted_paged_looked_through_and_leaves_as_shown(
    as_ana, memory, name, order, column, head, first
):
    address = reverse(f"meaning:{name}")
    page = as_ana.get(f"{address}?orden={order}").content.decode()
    assert page.index(first) < page.index(first.replace("29", "27"))
    assert first.replace("29", "00") not in page  # it is on the next page
    assert first.replace("29", "00") in as_ana.get(f"{address}?orden={order}&page=2").content.decode()
    rows = table(as_ana, f"{address}?orden={order}&formato=csv")
    assert len(rows) == MANY
    assert rows[0][column] == first
    if head:
        found = table(as_ana, f"{address}?texto={head}&formato=csv")
        assert [row[column].lower() for row in found] == [head]


def test_the_validation_leaves_with_the_count_of_each_group(as_ana, memory):
    rows = table(as_ana, reverse("meaning:validation") + "?formato=csv")
    assert {(row["Grupo"], row["Verde"], row["Rojo"]) for row in rows if row["Hallazgo"] == "Hallazgo 12"} == {
        ("Jóvenes", "12", "18")
    }


def test_findings_are_narrowed_by_light_with_words_and_without(as_ana, memory):
    listed = reverse("meaning:findings") + "?formato=csv&semaforo=green"
    assert len(table(as_ana, listed)) < MANY
    assert {row["Semáforo"].split(":")[0] for row in table(as_ana, listed)} == {"Verde"}
    assert [row["Hallazgo"] for row in table(as_ana, f"{listed}&texto=hallazgo+29")] == ["Hallazgo 29"]
    assert not table(as_ana, f"{listed}&texto=hallazgo+01")


def test_a_question_says_whose_voices_it_asked(as_ana, river):
    code = Code.objects.create(name="Cloro")
    Coding.objects.create(fragment=river.fragment(river.voice(group="brigade")), code=code, at=NOW)
    address = f"{reverse('meaning:ask')}?a={code.pk}&grupo=brigade&desde=2026-01-01"
    page = as_ana.get(address).content.decode()
    assert "Cloro (Brigadistas del agua, desde el 1 de enero de 2026)" in page
    assert "Brigadistas del agua" in body(as_ana.get(address + "&formato=html"))
    assert "anterior al primero" in as_ana.get(address + "&hasta=2025-01-01").content.decode()


def test_both_halves_of_a_pair_are_shown(as_ana, river):
    voice = river.voice()
    first, second = river.fragment(voice, "Se fue el agua"), river.fragment(voice, "y no hubo dinero")
    for number, (fragment, name) in enumerate(((first, "Agua"), (second, "Dinero"))):
        fragment.start_ms, fragment.end_ms = number * 500, 1000 + number * 500
        fragment.save()
        Coding.objects.create(fragment=fragment, code=Code.objects.create(name=name), at=NOW)
    water, money = Code.objects.order_by("name")
    page = as_ana.get(f"{reverse('meaning:ask')}?a={water.pk}&con=encima&b={money.pk}").content.decode()
    assert "Junto a:" in page
    assert second.folio in page


def test_codes_by_community_stand_in_alphabetical_order_and_silences_are_named(as_ana, river):
    code = Code.objects.create(name="Cloro")
    for name in ("Ojo de Agua", "El Carrizal", "Álamo"):
        place = river.community(name)
        Coding.objects.create(fragment=river.fragment(river.voice(place)), code=code, at=NOW)
    page = as_ana.get(reverse("meaning:crossing") + "?por=comunidad")
    assert page.context["heads"] == ["Álamo", "El Carrizal", "Ojo de Agua"]
    river.voice(group="youth")
    page = as_ana.get(reverse("meaning:crossing"))
    assert "Jóvenes" in page.context["quiet_groups"]
    assert "Organización civil" in page.context["unheard"]


def test_a_sheet_of_votes_goes_on_to_the_next_and_keeps_both(as_ana, memory):
    day = Workshop.objects.get()
    address = reverse("meaning:validation_grid", args=[day.pk])
    sheet = as_ana.get(address)
    assert len(sheet.context["rows"]) < MANY
    first = sheet.context["rows"][0][0]
    answer = as_ana.post(address, {f"{first.pk}.youth.green": "11"})
    assert answer.url.endswith("page=2")
    last = as_ana.get(answer.url).context["rows"][-1][0]
    as_ana.post(answer.url, {f"{last.pk}.youth.green": "12"})
    counts = Validation.objects.filter(workshop=day, green__in=[11, 12], red=0)
    assert {row.finding_id for row in counts} == {first.pk, last.pk}


def test_the_reasons_leave_as_a_table_and_the_timeline_is_looked_through_by_words(as_ana, memory, now):
    milestone = Milestone.objects.get(title="Hito 07")
    actions.add_cause(milestone, Factor("La cuota alcanzó", helped=True, internal=True), by=None, now=now)
    rows = table(as_ana, reverse("meaning:whys") + "?formato=csv")
    assert [(row["Qué pasó"], row["Factor"], row["Ayudó o frenó"]) for row in rows] == [
        ("Hito 07", "La cuota alcanzó", "Ayudó")
    ]
    found = table(as_ana, reverse("meaning:milestones") + "?texto=hito+07&formato=csv")
    assert [row["Qué pasó"] for row in found] == ["Hito 07"]


def test_a_lesson_is_drawn_from_the_finding_one_is_reading(as_ana, memory):
    finding = Finding.objects.order_by("folio").first()
    page = as_ana.get(reverse("meaning:lesson_new") + f"?hallazgo={finding.folio}").content.decode()
    assert page.count("checked") == 1
    assert f'value="{finding.pk}"' in page


def test_findings_without_a_box_are_named_by_their_folio_and_a_wrong_one_keeps_all_that_was_typed(as_ana, memory, now):
    every = [actions.state_finding(f"Otro {n}.", fragments=[], now=now, by=None) for n in range(45)]
    oldest, newest = Finding.objects.order_by("folio").first(), every[-1]
    data = {"title": "Juntarse", "learned": "Primero la asamblea.", "findings": [str(newest.pk)]}
    page = as_ana.post(reverse("meaning:lesson_new"), data | {"findings-folios": f"{oldest.folio}, HAL-9999"})
    words = page.content.decode()
    assert f'value="{oldest.pk}"' not in as_ana.get(reverse("meaning:lesson_new")).content.decode()
    assert "No hay nada con el folio «HAL-9999»." in words
    assert 'value="HAL-9999"' in words
    assert words.count("checked") == 2, "the one that was found has its box now"
    as_ana.post(reverse("meaning:lesson_new"), data | {"findings-folios": oldest.folio.lower()})
    assert set(Lesson.objects.get(title="Juntarse").findings.all()) == {oldest, newest}


def test_fragments_are_sorted_from_the_page_and_keep_their_filters(as_ana, river):
    women, youth = (river.voice(river.community(name), group=group) for name, group in
                    (("Tapial", "committee_women"), ("Ajolotes", "youth")))  # fmt: skip
    for voice in (women, youth):
        river.fragment(voice)

    def shown(query):
        return [row.fragment.voice.folio for row, _group in as_ana.get(f"/mesa/fragmentos/?{query}").context["rows"]]

    assert shown("orden=folio") == [women.folio, youth.folio]
    assert shown("orden=-folio") == shown("orden=comunidad") == shown("orden=-grupo") == [youth.folio, women.folio]
    page = as_ana.get("/mesa/fragmentos/?grupo=youth&orden=comunidad").content.decode()
    assert "grupo=youth&amp;orden=-comunidad" in page
    assert '<input type="hidden" name="orden" value="comunidad">' in page


def test_a_lesson_names_the_findings_it_may_rest_on_by_folio(as_ana, memory):
    page = as_ana.get("/mesa/aprendizajes/nuevo/").content.decode()
    finding = Finding.objects.get(statement="Hallazgo 17")
    assert f"{finding.folio} Hallazgo 17" in page
    assert "data-found" in page
