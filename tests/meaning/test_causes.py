"""What helped and what hindered can be put right and taken out; nothing is lost, and nothing closed is told."""

import pytest
from django.urls import reverse

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions, queries
from manantial.meaning.actions import Factor, MeaningRefused, Told
from manantial.meaning.models import Cause
from manantial.meaning.papers import PAPERS, why_poster
from manantial.meaning.rules import MilestoneKind
from manantial.press.writers.html import write_html
from tests.meaning.river import DAY

BY = {"by": None}
OLD, NEW = "Nadie traía papeles", "Faltaban las actas de 2023"


def text(answer):
    return answer.content.decode()


def report():
    return write_html(PAPERS["informe-preliminar"]("es", DAY))


@pytest.fixture
def birth(river, now):
    river.place = river.community()
    river.first, river.second = (
        river.fragment(river.voice(river.place), words) for words in ("Sin papeles.", "Actas.")
    )
    told = Told("brigade", "Empezamos.", PartialDate.parse("2018"))
    row = actions.record_milestone("Nace", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    river.cause = actions.add_cause(row, Factor(OLD, True, fragment=river.first), now=now, **BY)
    actions.add_cause(row, Factor("Había cuadernos", True), now=now, **BY)
    return row


def typed(**more):
    return {"text": NEW, "helped": "0", "internal": "1", "fragment": "", "said_by": ""} | more


def test_a_corrected_factor_keeps_its_place_and_its_earlier_words_stay_readable(as_ana, birth, river):
    address = reverse("meaning:cause_correct", args=[birth.pk, river.cause.pk])
    assert OLD in text(as_ana.get(address))
    assert "obligatorio" in text(as_ana.post(address, typed(why="")))
    data = typed(fragment=river.second.folio, why="Se anotó al revés")
    page = text(as_ana.post(address, data, follow=True))
    for told in (NEW, OLD, "Lo que decía antes", "Se anotó al revés", river.second.folio):
        assert told in page
    view = queries.milestone_view(queries.milestone_rows().get())
    assert [(cause.text, cause.helped, cause.fragment) for cause in view.causes] == [
        (NEW, False, river.second),
        ("Había cuadernos", True, None),
    ]
    assert NEW in report()
    assert OLD not in report()
    assert why_poster("es", DAY, birth).pages == 1
    assert as_ana.post(address, data).status_code == 404  # the new one is corrected, not the old one
    with pytest.raises(MeaningRefused, match="corrija el que quedó"):
        actions.correct_cause(river.cause, Factor("Otra", True), why="x", now=river.first.marked_at, **BY)
    assert Cause.objects.count() == 3


def test_earlier_words_that_rest_on_a_closed_voice_are_not_told(as_ana, birth, river):
    data = typed(fragment=river.second.folio, why="Se anotó al revés")
    as_ana.post(reverse("meaning:cause_correct", args=[birth.pk, river.cause.pk]), data)
    river.withdraw(river.first.voice)
    page = text(as_ana.get(reverse("meaning:why", args=[birth.pk])))
    assert NEW in page
    assert OLD not in page


def test_a_factor_is_taken_out_with_its_reason_and_can_come_back(as_ana, birth, river):
    aside = reverse("meaning:set_aside_do", args=["causa", river.cause.pk])
    assert "Escriba por qué" in text(as_ana.post(aside, {"why": " "}, follow=True))
    page = text(as_ana.post(aside, {"why": "No fue de este hito"}, follow=True))
    assert page.count(OLD) >= 1
    assert "No fue de este hito" in page
    assert "Devolver a su lugar" in page
    assert OLD not in report()
    assert "Había cuadernos" in report()
    assert OLD in text(as_ana.get(reverse("meaning:set_aside")))
    river.cause.refresh_from_db()
    with pytest.raises(MeaningRefused, match="está retirado"):
        actions.correct_cause(river.cause, Factor("Otra", True), why="x", now=river.first.marked_at, **BY)
    as_ana.post(reverse("meaning:bring_back", args=["causa", river.cause.pk]))
    assert OLD in report()
    as_ana.post(aside, {"why": "No fue de este hito"})
    river.withdraw(river.first.voice)
    for name, args in (("set_aside", []), ("why", [birth.pk])):
        assert OLD not in text(as_ana.get(reverse(f"meaning:{name}", args=args))), name


def test_the_list_of_tables_counts_what_stands(as_ana, birth, river):
    as_ana.post(reverse("meaning:cause_correct", args=[birth.pk, river.cause.pk]), typed(why="Se anotó al revés"))
    listed = text(as_ana.get(reverse("meaning:whys")))
    assert "1 ayudaron" in listed
    assert "1 frenaron" in listed
