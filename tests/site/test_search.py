"""Finding: accents, plurals, apostrophes and beginnings do not matter; permission and consent do."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from manantial.ledger.actions import record
from manantial.people.access import Actor, actor_for
from manantial.people.models import Account
from manantial.site.actions import rebuild_search, refresh_search
from manantial.site.models import SearchEntry
from manantial.site.queries.found import SearchFilter
from manantial.site.queries.search import search
from manantial.territory.models import Community, Municipality
from manantial.voices.models import Withdrawal
from tests.site.conftest import River

ON = date(2026, 11, 23)


def titles(account: Account | None, text: str, kind: str = "") -> list[str]:
    """The titles somebody finds."""
    refresh_search()
    actor = actor_for(account, ON) if account else Actor(Community.objects.all()[0].alliance_id)
    found = search(actor, SearchFilter(text, kind), on=ON)[:]
    return [one.text if one.kind in {"fragment", "turn"} and one.text else one.title for one in found]


@pytest.mark.parametrize("asked", ["papeles", "papel", "PAPELES", "pápel", "pap", "comités papeles", "comite pape"])
def test_accents_plurals_and_beginnings_do_not_matter(ana: Account, river: River, asked: str) -> None:
    assert "Cuando cambia el comité se pierden los papeles." in titles(ana, asked, "finding")


@pytest.mark.parametrize("asked", ["Ch'ul Ja'", "chʼul", "ch’ul ja’", "CH'UL"])
def test_every_apostrophe_is_the_same_letter(
    ana: Account, municipality: Municipality, now: datetime, asked: str
) -> None:
    place = Community.objects.create(municipality=municipality, code="C-12", name="Ch'ul Ja'")
    record("community.added", place, by=None, now=now)
    assert titles(ana, asked) == ["Ch'ul Ja'"]


def test_every_word_must_be_there(ana: Account, river: River) -> None:
    assert titles(ana, "comité inexistente") == []
    assert titles(ana, "") == []
    assert titles(ana, "¿¡!? \"' * OR AND (") == []


def test_the_public_finds_only_what_is_public(ana: Account, river: River) -> None:
    assert "El tesorero se llevó los papeles del comité." in titles(ana, "tesorero")
    assert titles(None, "tesorero") == []
    assert titles(None, "caminábamos") == ["Antes caminábamos dos horas por el agua."]
    assert titles(None, "carpeta") != []
    assert titles(None, "Testimonio") == []


def test_a_voice_taken_back_is_not_found_by_anybody(ana: Account, river: River, now: datetime) -> None:
    assert titles(ana, "caminábamos") != []
    Withdrawal.objects.create(voice=river.voice, folio="RET-01", channel="letter", withdrawn_on=ON, recorded_at=now)
    assert titles(ana, "caminábamos") == []
    assert titles(ana, "VOZ-0001") == []


def test_what_changed_is_found_by_its_ledger_entry(ana: Account, river: River, now: datetime) -> None:
    assert titles(ana, "manantialito") == []
    river.lesson.learned = "Cuidar el manantialito."
    river.lesson.save()
    record("lesson.drawn", river.lesson, by=None, now=now)
    assert titles(ana, "manantialito") == ["Entregar en mano"]
    assert refresh_search() == 0


def test_the_index_made_anew_is_the_same(ana: Account, river: River) -> None:
    refresh_search()
    before = set(SearchEntry.objects.values_list("kind", "thing_id", "keys"))
    assert rebuild_search() == len(before) - 1
    assert set(SearchEntry.objects.values_list("kind", "thing_id", "keys")) == before
    assert titles(ana, "papeles") != []


def test_the_page_says_what_was_found(as_erandi: Client, river: River) -> None:
    page = as_erandi.get("/buscar/?q=carpeta").content.decode()
    assert "Entregar en mano" in page
    assert "Nada con esas palabras" in as_erandi.get("/buscar/?q=zzzz").content.decode()
