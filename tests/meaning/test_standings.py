"""How findings stand is judged alike from the few columns that a list reads and from the rows that a page reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manantial.meaning import actions
from manantial.meaning.models import Decision, Finding, FindingSupport, Stance, Validation
from manantial.meaning.queries import finding_rows, finding_standings, finding_views, lesson_rows, lesson_standings
from manantial.meaning.queries.lessons import lesson_views
from manantial.voices.models import Consent, Fragment
from tests.meaning.river import DAY, NOW

BY = {"by": None}


@pytest.fixture
def discussed(river, now):
    """Findings on voices of every kind of answer, voted twice, decided, objected to."""
    day = river.workshop()
    open_, taken, refused, retired = (river.voice(group=group) for group in ("youth", "brigade", "youth", "elders"))
    fragments = [river.fragment(voice) for voice in (open_, taken, refused, retired)]
    river.withdraw(taken, uses=("analysis",))
    Consent.objects.create(
        voice=refused,
        form="recorded",
        scopes={"quote": {"analysis": "no"}},
        attribution="group",
        given_on=DAY,
        recorded_at=NOW,
    )
    type(retired).objects.filter(pk=retired.pk).update(state="retired")
    gone = river.fragment(open_)
    type(gone).objects.filter(pk=gone.pk).update(retired_at=now)
    for number, some in enumerate((fragments, [fragments[0], gone], [])):
        finding = actions.state_finding(f"Hallazgo {number}", now=now, **BY)
        for fragment in some:
            FindingSupport.objects.create(finding=finding, fragment=fragment, opposes=fragment is fragments[0])
        FindingSupport.objects.create(finding=finding, source=river.source(f"FUE-{number:04}"), position=9)
        for place, group in enumerate(("youth", "brigade")):
            Stance.objects.create(finding=finding, group=group, stance=("disagree", "not_asked")[place], taken_on=DAY)
            for hours, red in ((2, number), (1, 5)):
                at = NOW + timedelta(hours=hours)
                Validation.objects.create(
                    finding=finding, workshop=day, group=group, green=3 - number, yellow=0, red=red * (3 - number),
                    counted_at=at, recorded_at=at,
                )  # fmt: skip
        Decision.objects.create(
            finding=finding, outcome="publish_with_dissent", reason="Así", decided_on=DAY,
            recorded_at=NOW + timedelta(hours=3 - number),
        )  # fmt: skip
        actions.draw_lesson(f"Aprendizaje {number}", learned="…", findings=[finding], now=now, **BY)
    return river


def judged(view):
    fragments = frozenset(view.fragment_ids)
    votes = [(vote.group, vote.green, vote.yellow, vote.red) for vote in view.votes]
    return (
        view.finding.folio, view.ground, view.light, view.validated, bool(view.ruling), view.awaits, view.disputed,
        view.not_asked, fragments, votes,
    )  # fmt: skip


def test_a_list_and_a_page_judge_a_finding_alike(discussed):
    whole = [judged(view) for view in finding_views(finding_rows(), on=DAY)]
    assert [judged(view) for view in finding_standings(on=DAY)] == whole
    assert len({one[1:][0] for one in whole}) > 1  # they do differ among themselves
    read = [(view.is_validated, {row.pk for row in view.fragments}) for view in lesson_views(on=DAY)]
    assert [(view.is_validated, set(view.fragment_ids)) for view in lesson_standings(lesson_rows(), on=DAY)] == read


PAGES = (
    *("", "plan/", "plan/momento/4/", "hallazgos/", "validacion/", "aprendizajes/", "informes/"),
    *("hitos/", "hitos/porque/", "hitos/matriz/", "hitos/orden/", "recomendaciones/", "correcciones/", "devolucion/"),
    *("actores/", "etapas/", "hitos/nuevo/", "intercambio/cortes/"),
)


def test_pages_ask_as_much_of_many_findings_as_of_few(as_ana, discussed, now):
    def asked():
        found = {}
        for page in PAGES:
            with CaptureQueriesContext(connection) as queries:
                assert as_ana.get(f"/mesa/{page}").status_code == 200
            found[page] = len(queries)
        return found

    asked()  # what a page reads once and keeps
    few = asked()
    fragment = discussed.fragment()
    for number in range(6):
        finding = actions.state_finding(f"Otro {number}", now=now, **BY)
        FindingSupport.objects.create(finding=finding, fragment=fragment)
        actions.draw_lesson(f"Otra {number}", learned="…", findings=[finding], now=now, **BY)
    assert Finding.objects.count() == 9
    assert asked() == few


def test_more_than_a_thousand_fragments_hold_up_the_findings(discussed, now):
    voice, finding = discussed.voice(), actions.state_finding("De muchas voces", now=now, **BY)
    rows = [Fragment(folio=f"FRA-{n}", voice=voice, what="quote", quote="Así.", marked_at=now) for n in range(1001)]
    Fragment.objects.bulk_create(rows)
    FindingSupport.objects.bulk_create([FindingSupport(finding=finding, fragment=row) for row in rows])
    [view] = finding_views(finding_rows().filter(pk=finding.pk), on=DAY)
    assert {row.pk for row in view.fragments} == {row.pk for row in rows}
