"""What people told and thought around things is found by its own words; what a voice told, while it may be studied."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import Asker, Told
from manantial.meaning.actions.causes import Factor
from manantial.meaning.actions.costs import CostContent, add_cost
from manantial.meaning.actions.model_sheet import EntryContent, add_entry
from manantial.meaning.models import Milestone
from manantial.meaning.rules import ActorKind, Addressee, MilestoneKind, StanceKind
from manantial.meaning.rules.costs import CostPhase, Payer
from manantial.meaning.rules.model_sheet import ModelPart, Wording
from manantial.people.access import actor_for
from manantial.people.models import Account
from manantial.site.actions import refresh_search
from manantial.site.queries.found import SearchFilter
from manantial.site.queries.search import search
from manantial.voices.models import Withdrawal
from tests.meaning.river import River as Memory

ON = date(2026, 11, 23)
TEXTS = {
    "version": "cocina",
    "card": "manguera",
    "cause": "pleito",
    "stance": "carpeta",
    "correction": "linderos",
    "recommendation": "pasaje",
    "passage": "hortaliza",
    "question": "acarreaban",
    "actor": "Protección Civil",
    "modelentry": "renuente",
    "costline": "mimeógrafo",
}


def found(account: Account, text: str) -> list[tuple[str, str]]:
    refresh_search()
    return [(one.kind, one.href) for one in search(actor_for(account, ON), SearchFilter(text), on=ON)[:]]


@pytest.fixture
def birth(alliance: Any, now: datetime) -> Milestone:
    """A milestone told in a kitchen by a voice, and words of every other kind around it."""
    act: dict[str, Any] = {"by": None, "now": now}
    memory = Memory()
    told = Told("brigade", "Nos juntábamos en una cocina.", PartialDate.parse("2018"), voice=memory.voice())
    made = actions.record_milestone(
        "Nace", kind=MilestoneKind.DECISION, told=told, card={"results": "Una manguera nueva"}, **act
    )
    actions.add_cause(made, Factor("Hubo un pleito", helped=False), **act)
    finding = actions.state_finding("Algo se encontró", **act)
    actions.take_stance(
        finding, group="officials", stance=StanceKind.NUANCED, dissent_note="También hubo carpeta", on=ON, **act
    )
    actions.ask_correction("Quitar lo de los linderos", on=ON, asker=Asker(group="youth"), **act)
    lesson = actions.draw_lesson("Nombrar", learned="…", findings=[finding], **act)
    actions.recommend(lesson, text="Pagar el pasaje", to_whom=Addressee.MUNICIPALITY, **act)
    actions.write_passage("informe-final", "resumen", text="Antes decía milpa.", **act)
    actions.write_passage("informe-final", "resumen", text="Ahora dice hortaliza.", **act)
    plan = actions.write_plan(None, texts={"title": "Plan"}, start=PartialDate(), end=PartialDate(), **act)
    actions.add_question(actions.add_axis(plan, name="Agua", **act), text="¿Cómo la acarreaban?", **act)
    actions.add_actor("Protección Civil", kind=next(iter(ActorKind)), **act)
    add_entry(ModelPart.CONDITIONS, content=EntryContent({"es": Wording("Un cabildo", "Aunque renuente.")}), **act)
    costs = {"es": {"concept": "Mimeógrafo", "unit": "pieza", "assumption": ""}}
    add_cost(CostContent(CostPhase.START, Payer.MUNICIPALITY, costs), **act)
    return made


def test_words_around_a_thing_are_found_and_lead_to_its_page(ana: Account, birth: Milestone) -> None:
    for kind, text in TEXTS.items():
        kinds = dict(found(ana, text))
        assert kind in kinds, text
        assert kinds[kind].startswith("/mesa/"), kind


def test_what_a_version_says_leads_to_its_milestone_and_goes_with_its_voice(ana: Account, birth: Milestone) -> None:
    assert found(ana, "cocina") == [("version", reverse("meaning:milestone", args=[birth.pk]))]
    voice = birth.versions.get().voice
    assert voice is not None
    Withdrawal.objects.create(
        voice=voice, folio="RET-1", uses=[], channel="telephone", withdrawn_on=ON, recorded_at=voice.received_at
    )
    assert found(ana, "cocina") == []


def test_what_changes_is_found_by_its_new_words_only(ana: Account, birth: Milestone, now: datetime) -> None:
    assert found(ana, "milpa") == []
    assert found(ana, "cocina")
    told = Told("brigade", "Nos juntábamos en la escuela.", PartialDate.parse("2018"))
    actions.correct_version(birth.versions.get(), told, why="Se oyó mal", by=None, now=now)
    assert found(ana, "cocina") == []
    assert [kind for kind, _href in found(ana, "escuela")] == ["version"]
    actions.set_aside(birth, why="Repetido", by=None, now=now)
    assert found(ana, "escuela") == []
    assert found(ana, "pleito") == []


def test_the_public_finds_nothing_of_what_is_thought(birth: Milestone, as_nobody: Client) -> None:
    for words in TEXTS.values():
        page = as_nobody.get("/buscar/", {"q": words}).content.decode()
        assert "/mesa/" not in page
        assert "Nada con esas palabras" in page
