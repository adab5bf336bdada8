"""«Hoy» tells what is due, what waits and what changed, within what one may see; a draft is kept and forgotten."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from django.test import Client

from manantial.meaning.models import Plan
from manantial.people.access import actor_for
from manantial.people.models import Account
from manantial.site.models import Draft
from manantial.site.queries.today import SHOWN, Item, Pile, changes, due, waiting
from manantial.voices.models import Workshop
from tests.site.conftest import River

ON = date(2026, 11, 23)


def test_what_is_overdue_comes_before_what_is_near(erandi: Account, river: River) -> None:
    pile = due(actor_for(erandi, ON), on=ON)
    assert [item.title for item in pile.items][:2] == [
        "ACU-01 La secretaría reparte la carpeta a los comités.",
        "Asamblea General",
    ]
    assert pile.items[0].tone == "bad"
    assert "Vencido hace 3 días" in pile.items[0].detail


def test_what_waits_is_only_for_whoever_may_do_it(erandi: Account, lupe: Account, river: River) -> None:
    assert [item.title for item in waiting(actor_for(erandi, ON), on=ON).items] == ["ENT-01 La Ceiba"]
    assert waiting(actor_for(lupe, ON), on=ON).items == ()


def test_changes_are_said_in_words(erandi: Account, lupe: Account, river: River) -> None:
    said = [change.said for change in changes(actor_for(erandi, ON), shown=50)]
    assert "Se agregó una voz" in said
    assert changes(actor_for(lupe, ON)) == []


def test_a_pile_says_how_many_more_there_are() -> None:
    pile = Pile.of(Item(f"{number}", "", "info", on=date(2026, 1, number)) for number in range(20, 0, -1))
    assert [item.title for item in pile.items] == [str(number) for number in range(1, SHOWN + 1)]
    assert pile.more == 20 - SHOWN


def test_the_first_page_shows_what_is_due_what_waits_and_where_to_mend_what_is_missing(
    as_erandi: Client, river: River
) -> None:
    html = as_erandi.get("/mesa/").text
    page = html[html.index("<main") :]
    assert page.index("Vence o ya venció") < page.index("ACU-01") < page.index("Espera por usted")
    assert page.index("Espera por usted") < page.index("ENT-01 La Ceiba") < page.index("Lo que cambió")
    assert "Alguien entró" not in page
    lists = re.findall(r'<a href="([^"]+)">[^<]+</a></span><span class="state (?:warn|bad)">', page)
    assert len(lists) >= 3
    for href in lists:
        assert as_erandi.get(unescape(href)).status_code == 200


def test_a_draft_is_kept_for_its_owner_and_forgotten_when_sent(as_erandi: Client, as_ana: Client) -> None:
    kept = as_erandi.post(
        "/borrador/", {"form": "/mesa/voces/nueva/", "title": "Doña Rosa", "csrfmiddlewaretoken": "x"}
    )
    assert kept.json()["kept"] is True
    assert as_erandi.get("/borrador/?form=/mesa/voces/nueva/").json()["fields"] == {"title": ["Doña Rosa"]}
    assert as_ana.get("/borrador/?form=/mesa/voces/nueva/").json()["fields"] == {}
    as_erandi.post("/borrador/", {"form": "/mesa/voces/nueva/", "olvidar": "1"})
    assert not Draft.objects.exists()


def test_a_draft_goes_when_its_form_is_taken_and_stays_when_it_is_refused(as_ana: Client) -> None:
    plan, typed = "/mesa/plan/escribir/", {"title": "Plan de la memoria", "objective": "Contar", "_draft": "clave"}
    kept = lambda: as_ana.get("/borrador/?form=clave").json()["fields"]  # noqa: E731
    as_ana.post("/borrador/", {"form": "clave", "objective": "Contar", "uses": ["radio", "print"]})
    assert kept()["uses"] == ["radio", "print"]
    as_ana.post(plan, typed | {"start": "32/13/2020"})
    assert kept()["objective"] == ["Contar"]
    assert as_ana.post(plan, typed).status_code == 302
    assert kept() == {}


def test_what_was_sent_after_the_login_ended_waits_as_a_draft(as_ana: Client, ana: Account) -> None:
    session = as_ana.session
    session["seen"] = session["entered"] = 1.0  # 1970
    session.save()
    sent = {"title": "Plan", "objective": "Lo que tardé una hora en escribir", "new-password1": "secreto"}
    answer = as_ana.post("/mesa/plan/escribir/", sent)
    assert "/entrar/" in answer["Location"]
    draft = Draft.objects.get()
    assert draft.form.endswith("/mesa/plan/escribir/")
    assert draft.fields == {"title": ["Plan"], "objective": ["Lo que tardé una hora en escribir"]}
    assert draft.account_id == ana.pk


def test_nobody_keeps_no_drafts(as_nobody: Client) -> None:
    assert as_nobody.get("/borrador/?form=x").status_code == 302


def test_the_first_days_say_where_to_begin_and_then_no_more(as_erandi: Client, as_ana: Client, river: River) -> None:
    page = as_erandi.get("/mesa/").content.decode()
    assert "Por dónde empezar" in page
    assert "Escriba para qué se sistematiza" in page
    assert "Anote sus comunidades" not in as_ana.get("/mesa/").content.decode(), "only what she may do"
    Plan.objects.create(title="Plan", objective="Saber cómo llegó el agua.")
    Workshop.objects.create(folio="TAL-0099", format="T-2", title="El río", on=ON)
    assert "Por dónde empezar" not in as_erandi.get("/mesa/").content.decode()
