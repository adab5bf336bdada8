"""Whatever the method, its report forgets nothing; at which stage a thing stands is read from what is known."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.dates import PartialDate
from manantial.meaning.rules import (
    METHODS,
    SECTIONS,
    Matter,
    MilestoneKind,
    Stage,
    stage_of_finding,
    stage_of_milestone,
    stages_of_codes,
)

M = Matter
EVERYWHERE = (M.DIFFERENCES, M.VALIDATION, M.PERMISSIONS)
ONLY_FINAL = (M.SOURCES, M.RECOMMENDATIONS, M.CORRECTIONS)
ONLY_DRAFT = (M.STATUS, M.INVENTORY, M.CATALOGUE, M.GAPS)
OF_STAGES = ({M.BY_AXIS, M.FINDINGS}, {M.BY_AXIS, M.ACCOUNTS}, {M.MILESTONES, M.CHRONICLE})


@pytest.mark.parametrize("paper", ["informe-final", "informe-preliminar"])
@pytest.mark.parametrize("key", METHODS)
def test_no_method_forgets_what_people_wrote_found_told_or_see_differently(key, paper):
    chapters = METHODS[key].chapters(paper)
    pieces = [piece for chapter in chapters for piece in chapter.pieces]
    assert Counter(piece.section for piece in pieces if piece.section) == Counter(list(SECTIONS[paper]))
    held = Counter(piece.matter for piece in pieces if piece.matter is not M.TEXT)
    for matter in (*EVERYWHERE, *(ONLY_FINAL if paper == "informe-final" else ONLY_DRAFT)):
        assert held[matter] == 1, matter
    for some in OF_STAGES:
        told = Counter(stage for piece in pieces if piece.matter in some for stage in piece.stages)
        assert told == Counter([*Stage, None]), some
    assert paper == "informe-preliminar" or held[M.LESSONS] + held[M.LEARNED] == 1
    assert (
        len({chapter.anchor for chapter in chapters}) == len({chapter.title for chapter in chapters}) == len(chapters)
    )


def test_the_stages_of_fidamerica_are_its_chapters():
    titles = [chapter.title for chapter in METHODS["fidamerica"].final]
    start = titles.index("Situación inicial y su contexto")
    assert titles[start : start + 3] == [
        "Situación inicial y su contexto",
        "Proceso de intervención y su contexto",
        "Situación actual",
    ]
    assert titles[-3:] == ["Lecciones", "Fuentes", "Testimonios y anexos"]


YEARS = st.none() | st.integers(1990, 2030)


@given(said=st.sampled_from(["", *Stage]), kind=st.sampled_from(MilestoneKind), first=YEARS, last=YEARS)
def test_the_stage_of_a_milestone_is_what_was_said_else_what_its_kind_and_dates_surely_tell(said, kind, first, last):
    low, high = (first, last) if first is None or last is None else sorted((first, last))
    when = PartialDate(date(low, 1, 1) if low else None, date(high, 12, 31) if high else None)
    found = stage_of_milestone(said, kind, when, PartialDate.parse("2010"), PartialDate.parse("2020")).stage
    if said:
        assert found is said
    elif kind is MilestoneKind.ANTECEDENT or (high and high < 2010):
        assert found is Stage.BEFORE
    else:
        assert found is (Stage.NOW if low and low > 2020 else Stage.PROCESS)


def test_a_finding_stands_where_its_milestone_or_all_its_coded_words_stand():
    assert stage_of_finding("now", Stage.BEFORE, [Stage.PROCESS]).stage is Stage.NOW
    assert stage_of_finding("", Stage.BEFORE, [Stage.PROCESS]).stage is Stage.BEFORE
    assert stage_of_finding("", None, [Stage.PROCESS, Stage.PROCESS]).stage is Stage.PROCESS
    assert stage_of_finding("", None, [Stage.PROCESS, Stage.NOW]).stage is None
    assert stage_of_finding("", None, []).stage is None


@pytest.mark.parametrize(
    ("names", "stages"),
    [
        (["Antes de 2022", "Durante", "Hoy"], list(Stage)),
        (["Hoy", "Situación inicial", "El camino"], [Stage.NOW, Stage.BEFORE, Stage.PROCESS]),
        (["Semilla", "Brote", "Milpa"], list(Stage)),
        (["Semilla", "Brote"], [None, None]),
        (["Antes y después", "Proceso"], [None, Stage.PROCESS]),
    ],
)
def test_stage_codes_are_read_by_their_names_else_three_by_their_order(names, stages):
    assert stages_of_codes(names) == stages
