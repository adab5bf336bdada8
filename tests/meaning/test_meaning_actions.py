"""From fragments to lessons and back to the people, with what refuses and what stays."""

from datetime import date

import pytest

from manantial.governance.models import Agreement
from manantial.kernel.dates import PartialDate
from manantial.ledger.models import Entry
from manantial.ledger.queries import history_of
from manantial.meaning import actions, queries
from manantial.meaning.actions import MeaningRefused, Told
from manantial.meaning.models import Passage
from manantial.meaning.rules import (
    GroupVotes,
    Light,
    MilestoneKind,
    Moment,
    Outcome,
    Relation,
    StanceKind,
    State,
    Strength,
)
from manantial.press.markdown import MarkdownRefused
from manantial.voices.rules import Preset
from tests.meaning.river import DAY

BY = {"by": None}


@pytest.fixture
def finding(river, now):
    return actions.state_finding("El agua llega más seguido.", fragments=[river.fragment()], now=now, **BY)


def view(finding):
    return queries.finding_view(finding.pk, on=DAY)


def vote(river, finding, now, green=0, yellow=0, red=0, group="committee_women", workshop=None):
    workshop = workshop or river.workshop(folio=f"TAL-{finding.folio}-{finding.validations.count()}")
    return actions.validate(finding, workshop=workshop, votes=[GroupVotes(group, green, yellow, red)], now=now, **BY)[
        0
    ].workshop


def test_a_finding_of_one_voice_is_weak_until_others_join(river, finding, now):
    assert view(finding).ground.strength is Strength.ONE_VOICE
    for group in ("brigade", "organism"):
        actions.add_support(finding, fragment=river.fragment(river.voice(group=group)), now=now, **BY)
    actions.add_support(finding, source=river.source(), now=now, **BY)
    assert view(finding).ground.strength is Strength.VOICES_AND_DOCUMENT
    assert view(finding).ground.groups == 3


def test_an_objection_is_kept_apart(river, finding, now):
    actions.add_support(finding, fragment=river.fragment(), opposes=True, note="Aquí no.", now=now, **BY)
    assert len(view(finding).objections) == 1
    assert view(finding).ground.strength is Strength.ONE_VOICE


def test_a_support_must_be_something(finding, now):
    with pytest.raises(MeaningRefused, match="fragmento"):
        actions.add_support(finding, now=now, **BY)


def test_words_taken_back_no_longer_hold_a_finding_up(river, now):
    voice = river.voice()
    finding = actions.state_finding("Se fue la luz.", fragments=[river.fragment(voice)], now=now, **BY)
    river.withdraw(voice)
    assert view(finding).ground.strength is Strength.NOTHING
    assert finding.supports.count() == 1, "the link itself is not erased"


def test_a_green_finding_enters_the_final_text(river, finding, now):
    assert not view(finding).ruling
    vote(river, finding, now, green=14)
    assert view(finding).ruling


def test_a_red_group_waits_for_a_decision_made_in_a_meeting(river, finding, now):
    workshop = vote(river, finding, now, green=20)
    vote(river, finding, now, red=4, group="non_member", workshop=workshop)
    assert view(finding).light is Light.RED
    assert view(finding).awaits
    with pytest.raises(MeaningRefused, match="por qué"):
        actions.decide(finding, outcome=Outcome.WITHDRAW, reason=" ", workshop=workshop, on=DAY, now=now, **BY)
    with pytest.raises(MeaningRefused, match="taller o en qué sesión"):
        actions.decide(finding, outcome=Outcome.WITHDRAW, reason="Así se pidió", on=DAY, now=now, **BY)
    actions.decide(
        finding, outcome=Outcome.PUBLISH_WITH_DISSENT, reason="Ambas cosas son ciertas", workshop=workshop, on=DAY,
        now=now, **BY,
    )  # fmt: skip
    assert view(finding).ruling


def test_a_correction_keeps_the_words_before(river, finding, now):
    workshop = vote(river, finding, now, yellow=9)
    before = finding.statement
    decision = actions.decide(
        finding, outcome=Outcome.CORRECT, reason="Faltaba el año", after="Desde 2024 llega más seguido.",
        workshop=workshop, on=DAY, now=now, **BY,
    )  # fmt: skip
    assert (decision.before, finding.statement) == (before, "Desde 2024 llega más seguido.")
    assert view(finding).ruling


def test_a_vote_after_the_decision_asks_again(river, finding, now):
    workshop = vote(river, finding, now, yellow=9)
    actions.decide(
        finding, outcome=Outcome.PUBLISH_WITH_DISSENT, reason="Queda", workshop=workshop, on=DAY, now=now, **BY
    )
    later = now.replace(hour=20)
    vote(river, finding, later, red=3, group="brigade")
    assert view(finding).awaits


def test_a_validation_needs_at_least_one_vote(river, finding, now):
    with pytest.raises(MeaningRefused, match="votaron"):
        actions.validate(finding, workshop=river.workshop(), votes=[GroupVotes("brigade")], now=now, **BY)


def test_a_group_changes_its_stance_and_the_ledger_keeps_the_first(finding, now):
    stance = {"group": "brigade", "on": DAY, "now": now, **BY}
    actions.take_stance(finding, stance=StanceKind.AGREE, **stance)
    actions.take_stance(finding, stance=StanceKind.DISAGREE, dissent_note="No fue así.", **stance)
    (row,) = view(finding).dissents
    assert row.dissent_note == "No fue así."
    assert history_of(finding.pk).last().facts["before"] == "agree"


def test_groups_that_were_not_asked_are_shown(finding, now):
    actions.take_stance(finding, group="youth", stance=StanceKind.NOT_ASKED, on=DAY, now=now, **BY)
    assert view(finding).not_asked == ["youth"]


@pytest.fixture
def birth(river, now):
    told = Told("brigade", "Nos juntábamos desde 2018.", PartialDate.parse("2018"))
    milestone = actions.record_milestone("Nace el organismo", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    official = Told("officials", "Se creó por decreto.", PartialDate.parse("2019"), relation=Relation.DIFFERS_DATE)
    actions.add_version(milestone, official, now=now, **BY)
    words = PartialDate(words="cuando cambió el presidente")
    actions.add_version(milestone, Told("civil", "Empezó cuando cambió el presidente.", words), now=now, **BY)
    return milestone


def milestone_view(milestone):
    return queries.milestone_view(queries.milestone_rows().get(pk=milestone.pk))


def test_three_versions_stay_and_the_timeline_shows_their_span(birth):
    seen = milestone_view(birth)
    assert (len(seen.versions), seen.span.iso, seen.is_open) == (3, "2018-01..2019-12", True)


def test_an_agreed_wording_needs_its_meeting_and_stands_beside_the_versions(river, birth, now):
    wording = {"text": "Se platicó desde 2018 y se creó en 2019.", "when": PartialDate.parse("2018..2019"), "now": now}
    with pytest.raises(MeaningRefused, match="reunión"):
        actions.agree_wording(birth, **wording, **BY)
    actions.agree_wording(birth, workshop=river.workshop(), **wording, **BY)
    seen = milestone_view(birth)
    assert seen.agreed.text.startswith("Se platicó")
    assert (len(seen.versions), seen.is_open, seen.differs) == (3, False, True)


def test_the_matrix_of_voices_shows_who_has_not_been_asked(birth):
    matrix = queries.voice_matrix(queries.timeline())
    assert "youth" in matrix.silent_groups
    assert "brigade" not in matrix.silent_groups
    cell = matrix.rows[0].cells[matrix.groups.index("officials")]
    assert cell[0].text == "Se creó por decreto."


def test_the_timeline_goes_by_date_and_leaves_the_undated_to_the_end(birth, now):
    for title, when in (("Sin fecha", ""), ("Primera reunión", "2017")):
        told = Told("committee_men", title, PartialDate.parse(when))
        actions.record_milestone(title, kind=MilestoneKind.CONTEXT, told=told, now=now, **BY)
    assert [seen.milestone.title for seen in queries.timeline()] == [
        "Primera reunión",
        "Nace el organismo",
        "Sin fecha",
    ]


def test_a_lesson_rests_on_findings_and_leads_back_to_its_fragments(finding, now):
    with pytest.raises(MeaningRefused, match="al menos un hallazgo"):
        actions.draw_lesson("Entregar es cuidar", learned="…", findings=[], now=now, **BY)
    actions.draw_lesson("Entregar es cuidar", learned="Una hoja vale más.", findings=[finding], now=now, **BY)
    (lesson,) = queries.lesson_views(on=DAY)
    assert [fragment.folio for fragment in lesson.fragments] == ["FRA-0001"]
    assert not lesson.is_validated


def test_an_adopted_recommendation_is_followed_as_an_agreement(river, finding, now):
    lesson = actions.draw_lesson("Entregar es cuidar", learned="…", findings=[finding], now=now, **BY)
    advice = actions.recommend(lesson, text="Entregar el día de la elección", to_whom="communities", now=now, **BY)
    agreement = Agreement.objects.create(folio="ACU-01", text="…", session=river.session())
    actions.adopt(advice, agreement=agreement, now=now, **BY)
    (row,) = queries.recommendations_by_addressee()["communities"]
    assert row.agreement.folio == "ACU-01"


def test_a_recommendation_to_nobody_known_is_refused(finding, now):
    lesson = actions.draw_lesson("Uno", learned="…", findings=[finding], now=now, **BY)
    with pytest.raises(ValueError):
        actions.recommend(lesson, text="…", to_whom="todos", now=now, **BY)


def test_the_return_counts_communities_that_gave_their_words(river, now):
    given, waiting, silent = river.community("Uno"), river.community("Dos"), river.community("Tres")
    for place in (given, waiting):
        river.voice(place)
    for place in (given, silent):
        actions.record_return(place, on=date(2026, 6, 7), medium="assembly", women=12, men=9, now=now, **BY)
    metric = queries.returns(on=date(2026, 6, 9))
    assert (metric.contributed, metric.returned, metric.percent) == (2, 1, 50)
    assert [(each.community, each.elapsed(date(2026, 6, 9))) for each in metric.pending] == [(waiting.code, 100)]


def test_a_return_before_the_voice_was_given_is_not_its_return(river, now):
    place = river.community()
    river.voice(place)
    actions.record_return(place, on=date(2025, 1, 1), medium="posters", now=now, **BY)
    assert queries.returns(on=DAY).returned == 0


def test_a_code_is_put_once_and_taken_off_without_being_lost(river, now):
    fragment = river.fragment()
    code = actions.add_code("Relevos", now=now, **BY)
    first = actions.put_code(fragment, code, now=now, **BY)
    again = actions.put_code(fragment, code, memo="Ver también el acta", now=now, **BY)
    assert (first.pk, again.memo) == (again.pk, "Ver también el acta")
    actions.take_code_off(again, now=now, **BY)
    assert fragment.codings.count() == 1
    assert actions.put_code(fragment, code, now=now, **BY).pk != first.pk


def test_a_plan_names_its_questions_without_source(river, now):
    plan = actions.write_plan(
        None, texts={"title": "Plan", "objective": "Aprender"}, start=PartialDate.parse("2024"), end=PartialDate(),
        now=now, **BY,
    )  # fmt: skip
    axis = actions.add_axis(plan, name="Relevos", now=now, **BY)
    asked = actions.add_question(axis, text="¿Qué pasa cuando cambia el comité?", now=now, **BY)
    alone = actions.add_question(axis, text="¿Quién guarda las actas?", now=now, **BY)
    actions.relate_source(asked, river.source(), gives="gives", now=now, **BY)
    assert list(queries.questions_without_source()) == [alone]
    status = {moment.moment: moment for moment in queries.moments(on=DAY)}[Moment.PLAN]
    assert status.state is State.STARTED
    assert any("%(count)s" in gap.sentence and gap.count == 1 for gap in status.missing)


def test_a_passage_that_cannot_be_printed_is_not_saved(now, alliance):
    with pytest.raises(MarkdownRefused):
        actions.write_passage("informe-final", "resumen", text="<b>fuerte</b>", now=now, **BY)
    assert not Passage.objects.exists()
    actions.write_passage("informe-final", "resumen", text="Primera.", now=now, **BY)
    actions.write_passage("informe-final", "resumen", text="Segunda.", now=now, **BY)
    assert queries.passages("informe-final")["resumen"].text == "Segunda."
    assert Passage.objects.count() == 2


def test_no_differences_must_be_said_in_a_workshop(river, now):
    assert not queries.recorded_no_differences()
    actions.record_no_differences(river.workshop(), now=now, **BY)
    assert queries.recorded_no_differences()


def test_a_table_of_findings_asks_the_database_the_same_number_of_times(river, now, django_assert_max_num_queries):
    for number in range(6):
        voice = river.voice(river.community(f"Lugar {number}"), preset=Preset.ALLIANCE)
        found = actions.state_finding(f"Hallazgo {number}", fragments=[river.fragment(voice)], now=now, **BY)
        vote(river, found, now, green=3)
    with django_assert_max_num_queries(16):
        views = queries.finding_views(queries.finding_rows(), on=DAY)
        assert all(each.ground.voices == 1 and each.light is Light.GREEN for each in views)


def test_each_verb_leaves_exactly_one_line_in_the_ledger(river, now):
    before = Entry.objects.count()
    finding = actions.state_finding("Uno", fragments=[river.fragment()], now=now, **BY)
    actions.draw_lesson("Dos", learned="…", findings=[finding], now=now, **BY)
    assert Entry.objects.count() == before + 2
