"""The law of consent in the rooms of analysis: what the desk shows, and what leaves for other programs.

Every sentence holds a word of its own (see ``house``), so whatever is shown or written can be read back and held
against what the plain oracle allows for that use.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.exchange.leaving.choice import Leave
from manantial.exchange.leaving.project import project_stream
from manantial.meaning.actions import add_code, put_code
from manantial.voices.actions import reserve_fragment, retire_voice, withdraw_consent
from manantial.voices.models import Fragment, Turn, Voice
from manantial.voices.rules import Answer, Channel, Preset, Use, What, preset_scopes
from tests.laws.house import House, marks_in
from tests.laws.oracle import Oracle
from tests.laws.outputs import read_table
from tests.trying import times

PARTS = ("", "codificar/", "palabras/")  # of a voice at the desk
ASKED = "/mesa/codigos/consulta/"
LEAVING = (Use.ANALYSIS, Use.INTERNAL_REPORT, Use.OTHER_MUNICIPALITIES, Use.INTERNET)

presets = st.sampled_from([Preset.EVERYTHING, Preset.EVERYTHING, *Preset]).map(preset_scopes)
cells = st.sampled_from([Answer.YES, Answer.YES, Answer.NO, Answer.ASK])
matrices = st.fixed_dictionaries({what: st.fixed_dictionaries(dict.fromkeys(Use, cells)) for what in What})
what_happens = st.sampled_from(["nothing", "nothing", "reserve", "withdraw", "withdraw some", "retire"])
lives = st.lists(st.tuples(st.one_of(presets, matrices), what_happens), min_size=2, max_size=4)


def live(house: House, scopes: Any, fate: str) -> None:
    """A voice that is heard, marked, coded, and what becomes of it."""
    voice = house.hear(sound=False)
    house.allow(voice, scopes)
    fragment = house.mark(voice, 0)
    code = add_code(f"Código {voice.folio}", **house.act())
    put_code(fragment, code, **house.act())
    if fate == "reserve":
        reserve_fragment(fragment, reason="No se dice dónde nace el agua.", **house.act())
    elif fate == "withdraw":
        withdraw_consent(voice, channel=Channel.TELEPHONE, withdrawn_on=house.today, uses=(), **house.act())
    elif fate == "withdraw some":
        uses = (Use.ANALYSIS, Use.INTERNET)
        withdraw_consent(voice, channel=Channel.TELEPHONE, withdrawn_on=house.today, uses=uses, **house.act())
    elif fate == "retire":
        retire_voice(voice, reason="Se grabó dos veces.", **house.act())


def words_for(oracle: Oracle, use: Use) -> set[str]:
    """The words that may be read by whoever has this use; what was put aside may only be studied at the desk."""
    told = [
        turn.text
        for turn in Turn.objects.select_related("transcript")
        if oracle.says_yes(turn.transcript.voice_id, "quote", use)
    ]
    aside = {mark for one in oracle.fragments if one["reserved"] for mark in marks_in(one["quote"])}
    return marks_in(" ".join(told)) - aside


def words_at_desk(oracle: Oracle) -> set[str]:
    """The words the team may study, the ones put aside among them."""
    turns = Turn.objects.select_related("transcript")
    return marks_in(
        " ".join(turn.text for turn in turns if oracle.says_yes(turn.transcript.voice_id, "quote", "analysis"))
    )


def project_text(use: Use, house: House) -> str:
    """Everything that may be read in a project written for another program."""
    content = b"".join(project_stream(Leave(use, house.today), by=None, now=house.clock))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def desk_texts(house: House) -> list[tuple[str, str]]:
    """What the desk shows of voices, and the tables it gives."""
    pages = [f"/mesa/voces/{pk}/{part}" for pk in Voice.objects.values_list("pk", flat=True) for part in PARTS]
    pages += [f"/mesa/fragmentos/{pk}/" for pk in Fragment.objects.values_list("pk", flat=True)]
    pages += ["/mesa/fragmentos/", "/mesa/voces/", "/buscar/?q=antes", "/buscar/?q=caminabamos", "/mesa/comparar/"]
    pages += [ASKED, f"{ASKED}?formato=html"]
    found = []
    for address in pages:
        answer = house.staff.get(address)
        assert answer.status_code in {200, 302, 404}, (address, answer.status_code)
        found.append((address, answer.content.decode() if not answer.streaming else answer.getvalue().decode()))
    for address in ("/mesa/fragmentos/", "/buscar/?q=antes"):
        for form in ("csv", "xlsx"):
            glue = "&" if "?" in address else "?"
            answer = house.staff.get(f"{address}{glue}formato={form}")
            content = answer.getvalue() if answer.streaming else answer.content
            found.append((f"{address} {form}", read_table(content, form)))
    return found


@pytest.mark.django_db
@settings(
    max_examples=times(5),
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lives=lives)
def test_the_desk_and_the_files_for_others_show_only_what_was_allowed(agua_clara: Alliance, lives: list[Any]) -> None:
    with transaction.atomic(), working_for(agua_clara):
        house = House()
        for scopes, fate in lives:
            live(house, scopes, fate)
        oracle = Oracle(house.today)
        for use in LEAVING:
            assert marks_in(project_text(use, house)) <= words_for(oracle, use), use
        studied = words_at_desk(oracle)
        for address, text in desk_texts(house):
            assert marks_in(text) <= studied, address
        transaction.set_rollback(True)


def test_what_is_allowed_does_leave(agua_clara: Alliance, db: None) -> None:
    """The law is no empty one: a voice that allowed everything is in every file and on every page of the desk."""
    with working_for(agua_clara):
        house = House()
        live(house, preset_scopes(Preset.EVERYTHING), "nothing")
        said = marks_in(" ".join(Turn.objects.values_list("text", flat=True)))
        for use in LEAVING:
            assert marks_in(project_text(use, house)) == said, use
        shown = {address: marks_in(text) for address, text in desk_texts(house)}
        voice = Voice.objects.get()
        for part in PARTS:
            assert shown[f"/mesa/voces/{voice.pk}/{part}"] == said, part
        assert shown["/mesa/fragmentos/ csv"]
        assert shown["/buscar/?q=antes"]
        assert shown[f"{ASKED}?formato=html"]
