"""Asking a room: from phones without login and from beans counted by hand, to the wall, the lights, the milestones."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from manantial.ledger.models import Entry
from manantial.meaning.actions import MeaningRefused, close_round, open_round, state_finding
from manantial.meaning.models import Ballot, Finding, Milestone, MilestoneVersion, Round, Validation, WallCard
from manantial.meaning.rules.rounds import (
    MOST_ANSWERS,
    MOST_DEVICES,
    Cast,
    Crowd,
    RoundKind,
    may_answer,
    phone_address,
    shown,
    tally,
)
from manantial.voices.models import Workshop
from tests.cast import CastClient

GROUPS = ("brigade", "committee_women", "non_member")


def text_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def workshop(alliance: object, now: datetime) -> Workshop:
    blocks = [{"minutes": 30, "title": "Llegada", "how": "", "questions": ["¿Qué fue lo primero?"]}]
    return Workshop.objects.create(folio="TAL-0001", format="T-2", title="El río", on=now.date(), blocks=blocks)


@pytest.fixture
def findings(alliance: object, now: datetime) -> list[Finding]:
    return [state_finding(f"Hallazgo número {n}", by=None, now=now) for n in (1, 2)]


def ask(workshop: Workshop, kind: RoundKind, now: datetime, **more: Any) -> Round:
    return open_round(workshop, kind=kind, question="¿Qué pasó?", by=None, now=now, **more)


def phone(found: Round) -> CastClient:
    client = CastClient()
    client.get(f"/t/{found.code}/")
    return client


# ---------------------------------------------------------------------------------------------------------- rules

CAST = st.builds(
    Cast,
    st.sampled_from(GROUPS),
    st.integers(1, 3),
    st.sampled_from(["green", "yellow", "red"]),
    st.integers(0, 9),
    st.sampled_from(["", "a", "b", "c"]),
)


@given(st.lists(CAST, max_size=40))
def test_one_vote_for_each_phone_and_the_last_one_counts(cast: list[Cast]) -> None:
    found = tally(cast)
    phones = {(one.device, one.item): one for one in cast if one.device}
    hands = {(one.group, one.item, one.choice): one.count for one in cast if not one.device}
    expected = sum(one.count for one in phones.values()) + sum(hands.values())
    assert sum(n for groups in found.values() for counts in groups.values() for n in counts.values()) == expected


@given(st.dictionaries(st.sampled_from(GROUPS), st.dictionaries(st.sampled_from(["1", "2"]), st.integers(0, 12))))
def test_the_wall_never_breaks_down_a_small_group(groups: dict[str, dict[str, int]]) -> None:
    result = shown(groups, ["1", "2"])
    sizes = {group: sum(counts.values()) for group, counts in groups.items()}
    assert result.people == sum(sizes.values())
    assert all(counts is None or sizes[group] >= 5 or not sizes[group] for group, counts in result.groups)
    hidden = [group for group, counts in result.groups if counts is None]
    assert len(hidden) != 1 or len([size for size in sizes.values() if size]) == 1


@pytest.mark.parametrize(
    ("public", "asked", "hosts", "port", "address"),
    [
        ("https://agua.org/", "localhost:8000", ["localhost"], "8000", "https://agua.org"),
        ("", "localhost:8000", ["localhost", "127.0.0.1", "[::1]", "laptop"], "8000", ""),
        ("", "localhost:8000", ["localhost", "127.0.0.1", "192.168.1.7"], "8000", "http://192.168.1.7:8000"),
        ("", "192.168.1.9:8001", ["*"], "8001", "http://192.168.1.9:8001"),
        ("", "127.0.0.1", ["127.0.0.1"], "80", ""),
    ],
)
def test_the_address_on_the_wall_is_one_that_a_phone_can_open(
    public: str, asked: str, hosts: list[str], port: str, address: str
) -> None:
    assert phone_address(public, hosts, asked, port) == address


def test_the_limits_are_said_in_words() -> None:
    assert may_answer("lights", Crowd(), is_open=True)
    assert not may_answer("lights", Crowd(), is_open=False)
    assert not may_answer("lights", Crowd(of_device=MOST_ANSWERS), is_open=True)
    assert not may_answer("lights", Crowd(known=False, devices=MOST_DEVICES), is_open=True)
    assert may_answer("lights", Crowd(known=True, of_device=1, devices=MOST_DEVICES), is_open=True)


# --------------------------------------------------------------------------------------------------------- phones


def test_a_phone_puts_cards_without_login_and_they_become_versions_of_a_milestone(
    as_ana: CastClient, workshop: Workshop, now: datetime
) -> None:
    found = ask(workshop, RoundKind.CARDS, now)
    client = phone(found)
    page = f"/t/{found.code}/"
    answer = client.post(page, {"group": "brigade", "text": "Llegó el agua <b>", "when": "2018"}, follow=True)
    assert "Su tarjeta ya está en la pared" in text_of(answer)
    assert len(answer.content) < 30_000
    assert "sessionid" not in client.cookies
    client.post(page, {"group": "non_member", "text": "No fue así, fue después", "when": "marzo de 2019"})
    client.post(page, {"group": "brigade", "text": "Una grosería"})
    bad = WallCard.objects.get(text="Una grosería")
    as_ana.post(f"/mesa/preguntas/tarjetas/{bad.pk}/", {"quitar": "1"})
    wall = text_of(as_ana.get(f"/mesa/talleres/{workshop.pk}/proyector/ahora/"))
    assert "Llegó el agua &lt;b&gt;" in wall
    assert wall.index("2018") < wall.index("2019")
    assert "grosería" not in wall
    assert WallCard.objects.count() == 3
    cards = [str(card.pk) for card in WallCard.objects.filter(hidden_at=None)]
    sent = {"card": cards, "title": "Nace el sistema", "kind": "works", "visibility": "organism"}
    as_ana.post(f"/mesa/preguntas/{found.pk}/hitos/", sent)
    milestone = Milestone.objects.get()
    assert {v.group for v in MilestoneVersion.objects.filter(milestone=milestone)} == {"brigade", "non_member"}
    again = text_of(as_ana.post(f"/mesa/preguntas/{found.pk}/hitos/", sent))
    assert "Marque al menos una tarjeta" in again
    assert Milestone.objects.count() == 1


def test_a_paper_card_without_its_group_keeps_its_words(as_ana: CastClient, workshop: Workshop, now: datetime) -> None:
    found = ask(workshop, RoundKind.CARDS, now)
    page = text_of(as_ana.post(f"/mesa/preguntas/{found.pk}/tarjeta/", {"text": "Se cayó el tanque", "when": "2019"}))
    assert "Se cayó el tanque" in page
    assert 'value="2019"' in page
    assert not WallCard.objects.exists()


def test_lights_of_phones_and_hands_become_the_validation_of_each_group(
    as_ana: CastClient, workshop: Workshop, findings: list[Finding], now: datetime
) -> None:
    found = ask(workshop, RoundKind.LIGHTS, now, findings=findings)
    page = f"/t/{found.code}/"
    clients = [phone(found) for _n in range(3)]
    for client in clients:
        client.post(page, {"group": "brigade", "item-1": "green", "item-2": "green"})
    clients[0].post(page, {"group": "brigade", "item-1": "red"})  # changes one answer only
    as_ana.post(
        f"/mesa/preguntas/{found.pk}/contar/",
        {"committee_women.1.yellow": "9", "committee_women.2.green": "9", "nobody.1.green": "4", "brigade.1.blue": "4"},
    )
    refused = as_ana.post(
        f"/mesa/preguntas/{found.pk}/contar/", {"committee_women.1.yellow": "siete", "brigade.1.red": "3"}
    )
    assert "va un número entero" in text_of(refused)
    assert re.search(r'name="brigade.1.red" value="3"', text_of(refused)), "what was typed is still there"
    as_ana.post(f"/mesa/preguntas/{found.pk}/contar/", {"committee_women.1.yellow": "7"})
    wall = text_of(as_ana.get(f"/mesa/talleres/{workshop.pk}/proyector/ahora/"))
    assert "Son pocas personas: no se separa." in wall
    assert "10 respuestas" in wall
    as_ana.post(f"/mesa/preguntas/{found.pk}/estado/")
    rows = {(v.finding.statement[-1], v.group): (v.green, v.yellow, v.red) for v in Validation.objects.all()}
    assert rows == {
        ("1", "brigade"): (2, 0, 1), ("2", "brigade"): (3, 0, 0),
        ("1", "committee_women"): (0, 7, 0), ("2", "committee_women"): (9, 0, 0),
    }  # fmt: skip
    assert "En parte" in as_ana.get(f"/mesa/preguntas/{found.pk}/?formato=csv").content.decode()
    with pytest.raises(MeaningRefused):
        close_round(Round.objects.get(), by=None, now=now)


def test_beans_are_voted_and_a_wrong_answer_is_left_out(workshop: Workshop, now: datetime) -> None:
    found = ask(workshop, RoundKind.BEANS, now, options=["Radio", "Cartel"])
    client = phone(found)
    page = f"/t/{found.code}/"
    for choice in ("2", "1"):
        client.post(page, {"group": "brigade", "item-1": choice})
    refused = client.post(page, {"group": "brigade", "item-1": "9"})
    assert "Toque una respuesta" in text_of(refused)
    assert "Diga de qué grupo es" in text_of(client.post(page, {"item-1": "1"}))
    votes = [Cast(*row) for row in Ballot.objects.values_list("group", "item", "choice", "count", "device")]
    assert tally(votes) == {1: {"brigade": {"1": 1}}}
    assert not any("brigade" in str(entry.facts) for entry in Entry.objects.filter(verb="round.answered"))


def test_a_phone_without_its_mark_answers_nothing_until_it_has_one(workshop: Workshop, now: datetime) -> None:
    found = ask(workshop, RoundKind.BEANS, now, options=["Radio", "Cartel"])
    client = CastClient()
    page = f"/t/{found.code}/"
    first = client.post(page, {"group": "brigade", "item-1": "1"})
    assert "Toque otra vez" in text_of(first)
    assert re.search(r'value="1" checked', text_of(first))
    assert not Ballot.objects.exists()
    client.post(page, {"group": "brigade", "item-1": "1"})
    client.cookies["mano-agua-clara"] = "a-mark-that-somebody-made-up"
    client.post(page, {"group": "brigade", "item-1": "2"})
    assert Ballot.objects.count() == 1


def test_a_wrong_or_closed_code_is_a_friendly_page(as_nobody: CastClient, workshop: Workshop, now: datetime) -> None:
    wrong = as_nobody.get("/t/XXXXX/")
    assert wrong.status_code == 404
    assert "no abre ninguna pregunta" in text_of(wrong)
    first = ask(workshop, RoundKind.BEANS, now, options=["Sí", "No"])
    assert as_nobody.get(f"/t/?clave={first.code.lower()}").url.endswith(f"/t/{first.code}/")
    with pytest.raises(MeaningRefused):
        ask(workshop, RoundKind.CARDS, now)
    client = phone(first)
    close_round(first, by=None, now=now)
    assert "ya se cerró" in text_of(client.get(f"/t/{first.code}/"))
    second = ask(workshop, RoundKind.CARDS, now)
    late = client.post(f"/t/{first.code}/", {"group": "brigade", "item-1": "1"})
    assert late.status_code == 409
    assert f"/t/{second.code}/" in text_of(late)
    assert not Ballot.objects.exists()


# ----------------------------------------------------------------------------------------------------------- desk


def test_the_projector_explains_how_phones_come_in(as_ana: CastClient, workshop: Workshop, now: datetime) -> None:
    page = f"/mesa/talleres/{workshop.pk}/proyector/"
    assert "Todavía no se pregunta nada" in text_of(as_ana.get(page))
    found = ask(workshop, RoundKind.CARDS, now)
    assert "manantial serve --lan" in text_of(as_ana.get(page))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.ALLOWED_HOSTS", ["testserver", "localhost", "192.168.1.7"])
        reached = text_of(as_ana.get(page, SERVER_PORT="8000"))
    assert f"http://192.168.1.7:8000/t/{found.code}/" in reached
    assert "<svg" in reached
    assert "¿Qué fue lo primero?" in reached


def test_a_question_is_opened_from_the_desk(as_ana: CastClient, workshop: Workshop, findings: list[Finding]) -> None:
    page = f"/mesa/talleres/{workshop.pk}/preguntas/"
    one = as_ana.post(page, {"kind": "beans", "question": "¿Cuál?", "options": "Una"})
    assert "al menos dos opciones" in text_of(one)
    answer = as_ana.post(page, {"kind": "lights", "question": "¿Así fue?", "findings": [str(findings[0].pk)]})
    found = Round.objects.get()
    assert answer.url.endswith(f"/mesa/preguntas/{found.pk}/")
    assert found.code in text_of(as_ana.get(page))
    as_ana.post(f"/mesa/preguntas/{found.pk}/estado/")
    as_ana.post(f"/mesa/preguntas/{found.pk}/estado/", {"abrir": "1"})
    assert Round.objects.get().closed_at is None


def test_members_and_strangers_see_no_rounds(
    as_lupe: CastClient, as_otra: CastClient, as_nobody: CastClient, workshop: Workshop, now: datetime
) -> None:
    found = ask(workshop, RoundKind.CARDS, now)
    for page in (f"/mesa/talleres/{workshop.pk}/proyector/", f"/mesa/preguntas/{found.pk}/"):
        assert as_lupe.get(page).status_code == 403
        assert as_otra.get(page).status_code == 404
        assert as_nobody.get(page).status_code == 302


def test_the_wall_costs_the_same_with_one_answer_and_with_many(
    as_ana: CastClient, workshop: Workshop, now: datetime
) -> None:
    found = ask(workshop, RoundKind.BEANS, now, options=["Sí", "No"])
    counts = []
    for size in (1, 30):
        Ballot.objects.bulk_create(
            [Ballot(round=found, group="brigade", choice="1", device=f"d{size}-{n}", given_at=now) for n in range(size)]
        )
        with CaptureQueriesContext(connection) as asked:
            as_ana.get(f"/mesa/talleres/{workshop.pk}/proyector/ahora/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
