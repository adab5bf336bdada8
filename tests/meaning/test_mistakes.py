"""People mistype, click twice and change their minds: nothing they told is lost, and nothing wrong stays for ever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from manantial.governance.actions import make_agreement
from manantial.kernel.dates import PartialDate
from manantial.meaning import actions, queries
from manantial.meaning.actions import MeaningRefused, Told
from manantial.meaning.models import Lesson, Milestone, MilestoneVersion, Recommendation, Stance, Validation
from manantial.meaning.rules import Addressee, GroupVotes, Light, MilestoneKind, StanceKind
from tests.meaning.river import DAY

BY = {"by": None}


def text(answer):
    return answer.content.decode()


def post(client, name, *args, **data):
    return client.post(reverse(f"meaning:{name}", args=args), data, follow=True)


@pytest.fixture
def birth(river, now):
    told = Told("brigade", "Empezamos en una cocina.", PartialDate.parse("2081"), voice=river.voice())
    return actions.record_milestone("Nace", kind=MilestoneKind.DECISION, told=told, now=now, **BY)


@pytest.fixture
def finding(river, now):
    return actions.state_finding("Una hoja basta.", fragments=[river.fragment()], now=now, **BY)


def test_a_wrong_year_is_put_right_and_the_old_words_can_still_be_read(as_ana, birth):
    old = birth.versions.get()
    address = reverse("meaning:version_correct", args=[birth.pk, old.pk])
    typed = {"group": "brigade", "text": old.text, "when": "2018", "why": ""}
    assert "obligatorio" in text(as_ana.post(address, typed))
    page = text(as_ana.post(address, typed | {"why": "Se tecleó mal el año"}, follow=True))
    assert "Lo que decía antes" in page
    assert "2081" in page
    view = queries.milestone_view(queries.milestone_rows().get())
    assert [version.when.iso for version in view.versions] == ["2018"]
    assert view.when.iso == "2018"
    assert MilestoneVersion.objects.count() == 2
    assert as_ana.get(address).status_code == 404  # what was corrected is corrected no more: the new one is


def test_what_has_not_happened_yet_is_no_milestone_and_what_nobody_can_place_is_said(as_ana, alliance):
    typed = {"title": "Nace", "kind": "decision", "context": "local", "group": "brigade", "text": "Así fue."}
    assert "todavía no llega" in text(post(as_ana, "milestone_new", **typed, when=f"{DAY.year + 5}"))
    assert "no dice de qué año" in text(post(as_ana, "milestone_new", **typed, when="31 de febrero de 2023"))
    assert Milestone.objects.count() == 1


def test_one_version_alone_coincides_with_nobody(as_ana, birth):
    told = text(as_ana.get(reverse("meaning:milestones")))
    assert "Una sola versión" in told
    assert "Coinciden</" not in told


def test_what_was_written_twice_leaves_with_its_reason_and_can_come_back(as_ana, birth, finding, now):
    lesson = actions.draw_lesson("Entregar es cuidar", learned="…", findings=[finding], now=now, **BY)
    refused = post(as_ana, "set_aside_do", "hallazgo", finding.pk, why="Repetido")
    assert lesson.folio in text(refused)  # a lesson rests on it
    assert "Escriba por qué" in text(post(as_ana, "set_aside_do", "hito", birth.pk, why=" "))
    for kind, thing in (("aprendizaje", lesson), ("hallazgo", finding), ("hito", birth)):
        post(as_ana, "set_aside_do", kind, thing.pk, why="Se escribió dos veces")
    assert not queries.timeline()
    assert not queries.finding_views(queries.finding_rows(), on=DAY)
    listed = text(as_ana.get(reverse("meaning:set_aside")))
    assert "Entregar es cuidar" in listed
    assert "Se escribió dos veces" in listed
    post(as_ana, "bring_back", "hito", birth.pk)
    assert [view.milestone.title for view in queries.timeline()] == ["Nace"]


def test_a_milestone_whose_wording_people_agreed_stays(river, birth, now):
    when = PartialDate.parse("2018")
    actions.agree_wording(birth, text="En 2018.", when=when, workshop=river.workshop(), now=now, **BY)
    with pytest.raises(MeaningRefused, match="reunión acordó"):
        actions.set_aside(birth, why="Repetido", now=now, **BY)


def test_a_group_that_changes_its_mind_keeps_what_it_said(as_ana, finding):
    address = reverse("meaning:stance_take", args=[finding.pk])
    first = {"postura-group": "non_member", "postura-stance": "disagree", "postura-dissent_note": "Nunca vinieron."}
    as_ana.post(address, first)
    page = text(as_ana.post(address, {"postura-group": "non_member", "postura-stance": "agree"}, follow=True))
    assert "ya no se imprime" in page
    assert "Nunca vinieron." in page
    stance = Stance.objects.get()
    assert stance.stance == StanceKind.AGREE
    assert [change["before"]["dissent_note"] for change in stance.former] == ["Nunca vinieron."]


@pytest.mark.parametrize("typed", ["-5", "ocho", "999999", "2.5"])
def test_a_count_that_is_no_number_is_said_and_changes_nothing(as_ana, river, finding, now, typed):
    day = river.workshop()
    actions.validate(finding, workshop=day, votes=[GroupVotes("youth", 26, 3, 0)], now=now, **BY)
    for address, name in (
        (reverse("meaning:vote", args=[day.pk, finding.pk]), "youth-{}"),
        (reverse("meaning:validation_grid", args=[day.pk]), f"{finding.pk}.youth.{{}}"),
    ):
        sent = {name.format("green"): typed, name.format("yellow"): "3", name.format("red"): "0"}
        page = text(as_ana.post(address, sent, follow=True))
        assert "no es un número de personas" in page
        assert f'value="{typed}"' in page
    assert Validation.objects.count() == 1


def test_votes_stand_in_their_boxes_and_can_be_taken_back(as_ana, river, finding, now):
    day = river.workshop()
    actions.validate(finding, workshop=day, votes=[GroupVotes("youth", 1, 0, 9)], now=now, **BY)
    address = reverse("meaning:vote", args=[day.pk, finding.pk])
    assert 'value="9"' in text(as_ana.get(address))
    as_ana.post(address, {"youth-green": "", "youth-yellow": "", "youth-red": "", "brigade-green": "4"})
    view = queries.finding_view(finding.pk, on=DAY)
    assert [vote.group for vote in view.votes] == ["brigade"]
    assert view.light is Light.GREEN
    assert Validation.objects.filter(group="youth").count() == 2  # what was counted first is still on record


def test_a_sheet_left_open_takes_back_nothing_that_others_counted_meanwhile(as_ana, river, finding):
    day = river.workshop()
    opened = timezone.now()
    votes = [GroupVotes("youth", 6, 0, 0)]
    actions.validate(finding, workshop=day, votes=votes, now=opened + timedelta(minutes=1), **BY)
    boxes = {f"{finding.pk}.{group}.{c}": "" for group in ("youth", "brigade") for c in ("green", "yellow", "red")}
    sent = boxes | {f"{finding.pk}.brigade.green": "4", "visto": opened.isoformat()}
    as_ana.post(reverse("meaning:validation_grid", args=[day.pk]), sent)
    counted = {vote.group: vote.green for vote in queries.finding_view(finding.pk, on=DAY).votes}
    assert counted["youth"] == 6


def test_nobody_may_write_that_nothing_differs_while_something_does(as_ana, river, birth, finding, now):
    day = river.workshop()
    actions.take_stance(
        finding, group="officials", stance=StanceKind.NUANCED, dissent_note="También hubo carpeta.", on=DAY, now=now,
        **BY,
    )  # fmt: skip
    actions.validate(finding, workshop=day, votes=[GroupVotes("youth", 8, 0, 0)], now=now, **BY)
    assert "diferencia a la vista" in text(as_ana.get(reverse("meaning:validation_workshop", args=[day.pk])))
    assert "Todavía hay diferencias" in text(post(as_ana, "no_differences", day.pk))
    assert not queries.recorded_no_differences()


def test_a_support_is_added_once_and_taken_off_with_its_reason(as_ana, river, finding):
    link = finding.supports.get()
    twice = post(as_ana, "support_add", finding.pk, **{"sustento-fragment": link.fragment.folio.lower()})
    assert "ya está en este hallazgo" in text(twice)
    assert "Escriba por qué" in text(post(as_ana, "support_take_off", link.pk, why=""))
    post(as_ana, "support_take_off", link.pk, why="Era de otra voz")
    view = queries.finding_view(finding.pk, on=DAY)
    assert view.ground.voices == 0
    assert "FRA-0001" in text(as_ana.get(reverse("meaning:fragments") + "?estado=suelto"))
    short = post(as_ana, "support_add", finding.pk, **{"sustento-fragment": "fra 1"})
    assert "Descansa en 1 voz de 1 grupo y en 0 documentos" in text(short)


def test_a_lesson_is_corrected_and_shows_what_it_said(as_ana, finding, now):
    other = actions.state_finding("La cuenta en la pared.", now=now, **BY)
    lesson = actions.draw_lesson("Entrgar", learned="Una hoja.", findings=[finding], now=now, **BY)
    sent = {"title": "Entregar es cuidar", "learned": "Una hoja.", "findings": [str(other.pk)]}
    page = text(post(as_ana, "lesson_edit", lesson.pk, **sent))
    assert "Entregar es cuidar" in page
    assert "Entrgar" in page
    view = next(iter(queries.lesson_views(on=DAY)))
    assert [found.finding.pk for found in view.findings] == [other.pk]
    assert Lesson.objects.get().finding_links.count() == 2


def test_recommendations_stand_on_one_list_with_those_past_their_day(as_ana, river, finding, now):
    lesson = actions.draw_lesson("Entregar es cuidar", learned="…", findings=[finding], now=now, **BY)
    late = actions.recommend(
        lesson, text="Hacer la hoja", to_whom=Addressee.ORGANISM, by_when=date(2020, 1, 1), now=now, **BY
    )
    actions.recommend(lesson, text="Pagar el pasaje", to_whom=Addressee.MUNICIPALITY, now=now, **BY)
    address = reverse("meaning:recommendations")
    listed = text(as_ana.get(address + "?como=tarde"))
    assert "Hacer la hoja" in listed
    assert "Pagar el pasaje" not in listed
    assert "Pagar el pasaje" in text(as_ana.get(address + "?texto=pasáje"))
    post(as_ana, "recommendation_edit", late.pk, text="Hacer la hoja", to_whom="organism", by_when="2030-01-01")
    assert Recommendation.objects.get(pk=late.pk).by_when == date(2030, 1, 1)
    agreement = make_agreement(river.session(), text=late.text, due_on=None, now=now, **BY)
    actions.adopt(Recommendation.objects.get(pk=late.pk), agreement=agreement, now=now, **BY)
    assert "ya la adoptó" in text(post(as_ana, "set_aside_do", "recomendacion", late.pk, why="Error"))
    post(as_ana, "recommendation_release", late.pk, why="Era otro acuerdo")
    assert Recommendation.objects.get(pk=late.pk).agreement is None


def test_the_words_of_a_reserved_voice_stay_closed_on_the_page_of_a_lesson(as_erandi, river, now):
    voice = river.voice()
    quote = river.fragment(voice, "Esto lo digo en confianza.")
    found = actions.state_finding("Algo pasó.", fragments=[quote], now=now, **BY)
    lesson = actions.draw_lesson("Cuidar lo dicho", learned="…", findings=[found], now=now, **BY)
    address = reverse("meaning:lesson", args=[lesson.pk])
    assert "en confianza" in text(as_erandi.get(address))
    type(voice).objects.filter(pk=voice.pk).update(visibility="reserved")
    assert "en confianza" not in text(as_erandi.get(address))
