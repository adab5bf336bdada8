"""Decisions about findings, milestones, groups, return and the five moments."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.dates import PartialDate
from manantial.meaning import rules
from manantial.meaning.rules import (
    Content,
    Contribution,
    GroupVotes,
    Light,
    Moment,
    Outcome,
    Relation,
    State,
    Strength,
    Support,
    Validated,
)

WOMEN, MEN, STAFF = "committee", "brigade", "staff"


def test_words_name_every_catalogue_entry_once():
    lists = [
        *(rules.StanceKind, rules.Strength, rules.Light, rules.Outcome),
        *(rules.MilestoneKind, rules.Relation, rules.Addressee, rules.ReturnMedium),
    ]
    assert len(rules.WORDS) == sum(len(each) for each in lists)
    assert len(set(rules.WORDS.values())) == len(rules.WORDS)


def test_one_voice_is_weak_however_often_it_is_quoted():
    found = rules.ground([Support(voice="v1", group=WOMEN), Support(voice="v1", group=WOMEN)])
    assert (found.strength, found.voices, found.is_weak) == (Strength.ONE_VOICE, 1, True)


def test_two_more_groups_and_an_act_make_voices_and_document():
    supports = [Support(voice="v1", group=WOMEN), Support(voice="v2", group=MEN), Support(voice="v3", group=STAFF)]
    assert rules.ground(supports).strength is Strength.SEVERAL_VOICES
    found = rules.ground([*supports, Support(document="acta")])
    assert (found.strength, found.groups, found.documents) == (Strength.VOICES_AND_DOCUMENT, 3, 1)


def test_one_voice_with_a_document_is_not_called_several():
    assert rules.ground([Support(voice="v1"), Support(document="d")]).strength is Strength.VOICE_AND_DOCUMENT


supports = st.lists(
    st.builds(Support, voice=st.sampled_from([None, "a", "b", "c"]), document=st.sampled_from([None, "x"]),
              group=st.sampled_from([WOMEN, MEN]), against=st.booleans()),
    max_size=8,
)  # fmt: skip


@given(supports, supports)
def test_objections_never_strengthen_a_finding(pro, con):
    before = rules.ground(pro)
    after = rules.ground(pro + [Support(s.voice, s.document, s.group, against=True) for s in con])
    assert (before.strength, before.voices, before.documents) == (after.strength, after.voices, after.documents)


def test_one_red_group_makes_the_finding_red_although_the_room_is_green():
    votes = [GroupVotes(WOMEN, green=30), GroupVotes("not_member", green=1, red=3)]
    assert rules.light_of(votes) is Light.RED


def test_a_tie_goes_to_the_more_worried_colour():
    assert GroupVotes(WOMEN, green=4, yellow=4).light is Light.YELLOW
    assert GroupVotes(WOMEN).light is None


def test_no_votes_is_no_light():
    assert rules.light_of([]) is None
    assert not rules.may_enter_final_text(Validated(None))


validated = st.builds(
    Validated,
    light=st.sampled_from([None, *Light]),
    decision=st.sampled_from([None, *Outcome]),
    corrected=st.booleans(),
)


@given(validated)
def test_no_yellow_or_red_finding_enters_without_a_decision(finding):
    ruling = rules.may_enter_final_text(finding)
    if ruling and finding.light is not Light.GREEN:
        assert finding.decision in {Outcome.PUBLISH_WITH_DISSENT, Outcome.CORRECT}
        assert finding.decision is not Outcome.CORRECT or finding.corrected
    assert ruling.reason
    assert not (ruling and rules.awaits_decision(finding))


def test_the_report_is_refused_until_the_last_red_finding_is_decided():
    twelve = [Validated(Light.GREEN)] * 10 + [Validated(Light.RED), Validated(Light.RED)]
    gate = rules.final_text_gate(twelve)
    assert not gate
    assert gate.say() == "Hallazgos en amarillo o rojo sin decisión terminada: 2."
    decided = [*twelve[:10], Validated(Light.RED, Outcome.WITHDRAW), Validated(Light.RED, Outcome.PUBLISH_WITH_DISSENT)]
    assert rules.final_text_gate(decided)


def test_a_correction_that_nobody_wrote_still_stops_the_report():
    assert not rules.final_text_gate([Validated(Light.YELLOW, Outcome.CORRECT)])
    assert rules.final_text_gate([Validated(Light.YELLOW, Outcome.CORRECT, corrected=True)])


def test_differences_may_only_be_empty_when_a_workshop_wrote_that_there_were_none():
    assert not rules.differences_may_be_empty(0, recorded_none=False)
    assert rules.differences_may_be_empty(0, recorded_none=True)
    assert not rules.differences_may_be_empty(1, recorded_none=True)


def test_the_birth_of_the_organism_keeps_its_years():
    told = [PartialDate.parse("2018"), PartialDate.parse("2019"), PartialDate(words="cuando cambió el presidente")]
    assert rules.milestone_span(told).iso == "2018-01..2019-12"
    assert rules.dates_differ(told)


def test_versions_that_share_a_day_do_not_differ_in_date():
    told = [PartialDate.parse("2018"), PartialDate.parse("2018-03")]
    assert not rules.differ(told, [Relation.COMPLEMENTS])
    assert rules.differ(told, [Relation.DIFFERS_CAUSE])


days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(st.lists(st.tuples(days, days).map(lambda pair: PartialDate(min(pair), max(pair))), min_size=1, max_size=5))
def test_the_span_holds_every_version(told):
    span = rules.milestone_span(told)
    assert all(span.earliest <= moment.earliest and moment.latest <= span.latest for moment in told)


def test_nobody_closes_a_difference_without_naming_a_meeting():
    assert not rules.may_agree_wording(act=False)
    assert rules.may_agree_wording(act=True)


counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=1)


@given(counts, st.sampled_from(rules.SMALLEST_GROUPS))
def test_a_small_group_cannot_be_found_by_subtraction(given_counts, smallest):
    shown = rules.shown_breakdown(given_counts, sensitive=True, smallest=smallest)
    hidden = [group for group, count in shown.items() if count is None]
    assert all(given_counts[group] >= smallest for group in shown if shown[group])
    told = [group for group, count in given_counts.items() if count and group not in hidden]
    pool = sum(given_counts[group] for group in hidden)
    assert not hidden or not told or (len(hidden) > 1 and pool >= smallest)
    assert bool(hidden) == any(0 < count < smallest for count in given_counts.values())


def test_a_topic_that_is_not_sensitive_is_printed_whole():
    assert rules.shown_breakdown({"a": 2, "b": 9}, sensitive=False) == {"a": 2, "b": 9}


def test_nine_of_fourteen_communities_have_their_return():
    collected = date(2024, 3, 1)
    given_back = [Contribution(f"C-{n:02}", collected, date(2024, 5, 1)) for n in range(9)]
    waiting = [Contribution(f"C-{n:02}", date(2024, 3, n), None) for n in range(10, 15)]
    metric = rules.return_metric(given_back + waiting, today=date(2024, 6, 1))
    assert (metric.percent, len(metric.pending)) == (64, 5)
    assert metric.pending[0].elapsed(date(2024, 6, 1)) == 83


def test_a_return_metric_of_nobody_is_no_data():
    assert rules.return_metric([], today=date(2024, 6, 1)).percent is None


def test_moment_three_is_grounded_only_when_each_milestone_has_a_source():
    content = Content(milestones=4, milestones_without_evidence=1, setbacks=1)
    status = rules.moment_status(Moment.RECOVERY, content)
    assert status.state is State.STARTED
    assert [gap.count for gap in status.missing] == [1]
    grounded = Content(milestones=4, setbacks=1)
    assert rules.moment_status(Moment.RECOVERY, grounded).state is State.GROUNDED


def test_nothing_written_means_not_begun_and_says_what_comes_first():
    for status in rules.every_moment(Content()):
        assert status.state is State.EMPTY
        assert status.missing
