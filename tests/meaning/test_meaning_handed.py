"""What the analysis hands to the rest: agreements of a body, and what waits on the first page of the desk."""

from __future__ import annotations

from django.urls import reverse

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import Asker
from manantial.meaning.papers import PAPERS
from manantial.meaning.rules import Activity, GroupVotes
from manantial.people.access import actor_for
from manantial.press.writers.html import write_html
from manantial.site.queries.today import due, waiting
from tests.meaning.river import DAY

BY = {"by": None}


def test_a_recommendation_becomes_an_agreement_of_the_board_and_is_followed_as_it(as_erandi, as_ana, river, now):
    finding = actions.state_finding("Una hoja basta.", fragments=[river.fragment()], now=now, **BY)
    actions.validate(finding, workshop=river.workshop(), votes=[GroupVotes("youth", 9, 0, 0)], now=now, **BY)
    lesson = actions.draw_lesson("Entregar es cuidar", learned="Se entrega.", findings=[finding], now=now, **BY)
    row = actions.recommend(lesson, text="Entregar el mismo día.", to_whom="communities", now=now, **BY)
    session = river.session("JG-09")
    address = reverse("meaning:adopt", args=[row.pk])
    assert "folio del acuerdo" in as_erandi.post(address, {}, follow=True).content.decode()
    assert as_ana.post(address, {"acuerdo-session": str(session.pk)}).status_code == 403
    page = as_erandi.post(address, {"acuerdo-session": str(session.pk)}, follow=True).content.decode()
    row.refresh_from_db()
    assert row.agreement.folio in page
    assert row.agreement.folio in as_erandi.get(reverse("governance:agreements")).content.decode()
    followed = as_erandi.get(reverse("governance:agreement", args=[row.agreement_id])).content.decode()
    assert "Viene de una recomendación" in followed
    actions.record_no_differences(river.workshop("TAL-9"), now=now, **BY)
    assert row.agreement.folio in write_html(PAPERS["informe-final"]("es", DAY))


def test_what_is_late_in_the_plan_and_what_people_asked_wait_on_the_first_page(ana, alliance, river, now):
    plan = actions.write_plan(None, texts={"title": "Plan"}, start=PartialDate(), end=PartialDate(), now=now, **BY)
    late = Activity("Regresar los resultados", end=DAY.replace(year=2020), who="Comités")
    actions.set_calendar(plan, activities=[late], now=now, **BY)
    actions.ask_correction("Otra cosa", on=DAY, asker=Asker(river.community("La Ceiba")), now=now, **BY)
    actor = actor_for(ana, DAY)
    assert [item.title for item in due(actor, on=DAY).items if "plan" in item.detail] == [
        "Regresar los resultados · Comités"
    ]
    assert any("falta responder" in item.detail for item in waiting(actor, on=DAY).items)
