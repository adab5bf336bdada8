"""Finding: accents, plurals, apostrophes and beginnings do not matter; permission and consent do."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manantial.ledger.actions import record
from manantial.meaning.models import Code, Coding, Memo
from manantial.people.access import Actor, actor_for
from manantial.people.models import Account
from manantial.site.actions import rebuild_search, refresh_search
from manantial.site.models import SearchEntry
from manantial.site.queries import search_said
from manantial.site.queries.found import SearchFilter
from manantial.site.queries.search import search
from manantial.territory.models import Community, Municipality
from manantial.voices.models import Consent, Transcript, Turn, Voice, Withdrawal
from manantial.voices.queries import closed_to_study, permitted
from manantial.voices.rules import Use, What
from tests.site.conftest import River

ON = date(2026, 11, 23)


def titles(account: Account | None, text: str, kind: str = "") -> list[str]:
    """The titles somebody finds."""
    refresh_search()
    actor = actor_for(account, ON) if account else Actor(Community.objects.all()[0].alliance_id)
    found = search(actor, SearchFilter(text, kind), on=ON)[:]
    return [one.text if one.kind in {"fragment", "turn"} and one.text else one.title for one in found]


def test_accents_plurals_and_beginnings_do_not_matter(ana: Account, river: River) -> None:
    for asked in ("papeles", "papel", "PAPELES", "pápel", "pap", "comités papeles", "comite pape"):
        assert "Cuando cambia el comité se pierden los papeles." in titles(ana, asked, "finding"), asked


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


def said(river: River, now: datetime) -> None:
    """Two versions of what the voice of the river says; only the newest is read."""
    for version, texts in ((1, ["Entonces se fue el agua del todo."]), (2, ["Se fue el agua.", "Volvió en mayo."])):
        made = Transcript.objects.create(voice=river.voice, version=version, made_at=now)
        for place, text in enumerate(texts, start=1):
            Turn.objects.create(
                transcript=made, lineage=made.pk, position=place, start_ms=place * 1500, speaker="Lucía", text=text
            )


def test_spoken_words_are_found_where_they_were_said(as_ana: Client, river: River, now: datetime) -> None:
    said(river, now)
    page = as_ana.get('/buscar/?q="se fue el agua"&tipo=turn')
    (one,) = page.context["page"]
    assert [words for words, hit in one.piece if hit] == ["Se fue el agua"]
    assert one.href.endswith(f"/mesa/voces/{river.voice.pk}/?turno=1#t1")
    assert one.plays.endswith("/sonido/#t=1.5")
    assert "Lucía" in one.title
    assert "<mark>Se fue el agua</mark>" in page.content.decode()
    assert as_ana.get("/buscar/?q=todo&tipo=turn").context["total"] == 0
    table = as_ana.get("/buscar/?q=mayo&tipo=turn&formato=csv").content.decode("utf-8-sig")
    assert "Volvió en mayo." in table


def test_more_hits_than_are_counted_are_said_and_all_leave(
    as_ana: Client, river: River, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Transcript.objects.create(voice=river.voice, version=1, made_at=now)
    for place in range(1, 6):
        Turn.objects.create(transcript=made, lineage=made.pk, position=place, text=f"Llovió mucho el {place}.")
    page = as_ana.get("/buscar/?q=llovio&tipo=turn").content.decode()
    assert "5 resultados con «llovio»" in page
    monkeypatch.setattr(search_said, "MOST", 3)
    page = as_ana.get("/buscar/?q=llovio&tipo=turn").content.decode()
    assert "Más de 3 resultados con «llovio»" in page
    assert "El archivo los lleva todos" in page
    table = as_ana.get("/buscar/?q=llovio&tipo=turn&formato=csv").content.decode()
    assert table.count("Llovió mucho") == 5


def test_filters_narrow_what_was_said(ana: Account, river: River, now: datetime) -> None:
    said(river, now)
    code = Code.objects.create(name="Agua")
    within = Code.objects.create(name="Falta", parent=code)
    Coding.objects.create(fragment=river.fragment, code=within, at=now)
    actor = actor_for(ana, ON)

    def counts(text: str, **asked: object) -> dict[str, int]:
        return search(actor, SearchFilter(text, **asked), on=ON).counts  # type: ignore[arg-type]

    refresh_search()
    assert counts("agua", kind="turn") == {"turn": 1}
    assert counts("agua", kind="turn", group="youth") == {}
    assert counts("agua", kind="turn", community=river.voice.community_id) == {"turn": 1}
    assert counts("caminábamos", code=code.pk) == {"fragment": 1}
    assert counts("tesorero", code=code.pk) == {}
    assert counts("agua", kind="turn", since=date(2030, 1, 1)) == {}


def test_what_may_not_be_studied_is_not_even_counted(ana: Account, river: River, now: datetime) -> None:
    said(river, now)
    Memo.objects.create(thing_kind="voice", thing_id=river.voice.pk, text="Ojo con el agua.", written_at=now)
    refresh_search()
    asked = SearchFilter("agua")
    before = search(actor_for(ana, ON), asked, on=ON).counts
    assert (before["turn"], before["memo"]) == (1, 1)
    Withdrawal.objects.create(
        voice=river.voice, folio="RET-01", whats=["quote"], channel="letter", withdrawn_on=ON, recorded_at=now
    )
    after = search(actor_for(ana, ON), asked, on=ON).counts
    assert "turn" not in after
    assert "memo" not in after


def test_members_and_the_public_find_nothing_that_was_said(
    as_lupe: Client, as_nobody: Client, river: River, now: datetime
) -> None:
    said(river, now)
    for somebody in (as_lupe, as_nobody):
        page = somebody.get("/buscar/?q=mayo")
        assert page.context["total"] == 0
        assert "grupo" not in page.context["form"].fields


def test_more_hits_cost_no_more_questions(as_ana: Client, river: River, now: datetime) -> None:
    said(river, now)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            as_ana.get("/buscar/?q=mayo")
        return len(asked)

    as_ana.get("/buscar/?q=mayo")
    one = cost()
    for number in range(3):
        made = Transcript.objects.create(voice=river.shy, version=number + 5, made_at=now)
        Turn.objects.create(transcript=made, lineage=made.pk, position=1, text="Llovió en mayo.")
    several = cost()
    assert several <= one + 1  # once a voice has several versions, the one that is read is looked for


def test_the_gate_and_its_quick_twin_agree(river: River, now: datetime) -> None:
    kinds = [
        {"scopes": {"quote": {"analysis": "no"}}},
        {"scopes": {"voice": {"analysis": "ask"}}},
        {"scopes": {"quote": {"analysis": "yes"}}},
        {"scopes": {}},
    ]
    voices = [river.voice, river.shy]
    for number, more in enumerate(kinds):
        voice = Voice.objects.create(
            folio=f"VOZ-9{number}", kind="sound", title="x", group="youth", received_at=now, state="accepted"
        )
        Consent.objects.create(voice=voice, form="recorded", given_on=ON, recorded_at=now, **more)
        voices.append(voice)
    retired = Voice.objects.create(
        folio="VOZ-80", kind="text", title="x", group="youth", received_at=now, state="retired"
    )
    Withdrawal.objects.create(
        voice=voices[-1], folio="RET-8", whats=["voice"], uses=["analysis"], channel="letter", withdrawn_on=ON,
        recorded_at=now,
    )  # fmt: skip
    voices.append(retired)
    closed = closed_to_study(on=ON)
    words = {one.pk for one, may in permitted(voices, use=Use.ANALYSIS, on=ON, what=What.QUOTE) if not may}
    whole = {one.pk for one, may in permitted(voices, use=Use.ANALYSIS, on=ON) if not may}
    assert closed.words == words
    assert closed.testimony == whole
