"""An interview of eight thousand words, two hundred times marked: light in every part, and none of it out of reach."""

from __future__ import annotations

import json
import random
import re
from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse

from manantial.meaning.actions import add_code
from manantial.meaning.actions.memos import write_memo
from manantial.meaning.models import Code, Coding
from manantial.vault.actions import keep
from manantial.voices.actions import Span, lay_fragments, transcribe
from manantial.voices.models import Consent, Fragment, Turn, Voice
from manantial.voices.rules import TurnText
from tests.cast import CastClient
from tests.meaning.river import River

TURNS, LENGTH = 112, 112 * 30_000
READING, CODING = 30_000, 100_000  # bytes of HTML
SAID = """
antes acarreábamos el agua desde el manantial y después de la asamblea hicimos la obra del tanque con las mujeres
cuando cambió el gobierno municipal nadie pagaba la cuota del cloro y la brigada dejó de revisar las válvulas
"""


@pytest.fixture
def interview(river: River, now: datetime) -> Voice:
    """A recorded interview with its sound, two permissions, a memo, a book of 110 codes and 200 coded fragments."""
    chance = random.Random("interview")
    voice = river.voice(river.community(), kind="sound")
    voice.duration_ms, voice.peaks = LENGTH, [chance.randrange(100) for _ in range(800)]
    voice.sound = keep(b"a sound", media_type="audio/mpeg", name="v.mp3", now=now, duration_ms=LENGTH)
    voice.save()
    given = Consent.objects.filter(voice=voice).get()
    given.pk, given.given_on = None, date(2026, 5, 1)
    given.save()
    told = [
        TurnText(
            f"Turno {n + 1}: {' '.join(chance.choices(SAID.split(), k=70))}.", "María", n * 30_000, (n + 1) * 30_000
        )
        for n in range(TURNS)
    ]
    turns = list(transcribe(voice, told, by=None, now=now).turns.all())
    spans = []
    for n in range(200):
        turn = turns[n * TURNS // 200]
        start = chance.randrange(12, len(turn.text) - 120)
        spans.append(Span(turn, start, start + 110, turn.start_ms, turn.end_ms))
    fragments = lay_fragments(voice, spans, by=None, now=now)
    add_code("Acarreo y tiempos de las mujeres", by=None, now=now)
    codes = Code.objects.bulk_create([Code(name=f"Tema {n}: tiempos y trabajos", position=n) for n in range(110)])
    some = [Coding(fragment=one, code=chance.choice(codes), at=now) for one in fragments for _ in range(2)]
    Coding.objects.bulk_create(some)
    write_memo("voice", voice.pk, "Volver a oír la parte del relevo.", by=None, now=now)
    return voice


def ask(client: CastClient, path: str, **query: Any) -> str:
    return str(client.get(path, query).content.decode())


def turns_in(html: str) -> list[int]:
    return [int(found) for found in re.findall(r'id="t(\d+)"', html)]


def folios_in(html: str) -> set[str]:
    return set(re.findall(r'<li id="(FRA-\d+)"', html))


def test_the_page_of_a_long_voice_is_light_in_every_part_and_nothing_is_left_out(
    as_ana: CastClient, interview: Voice
) -> None:
    path, read = f"/mesa/voces/{interview.pk}/", list[int]()
    for turn in (1, 60, TURNS):
        page = ask(as_ana, path, turno=turn)
        assert len(page.encode()) <= READING, turn
        assert turn in turns_in(page)
        read += turns_in(page)
        after = re.search(r'rel="next" href="\?turno=(\d+)"', page)
        assert int(after[1]) == read[-1] + 1 if after else read[-1] == TURNS
    whole = ask(as_ana, reverse("voices:version_whole", args=[interview.transcripts.get().pk]))
    assert [int(one) for one in re.findall(r"Turno (\d+):", whole)] == list(range(1, TURNS + 1))
    assert whole.count("<sup>FRA-") > 100


def test_every_way_to_a_place_of_a_long_voice_leads_to_its_part(as_ana: CastClient, interview: Voice) -> None:
    path = f"/mesa/voces/{interview.pk}/"
    fragment = Fragment.objects.select_related("turn").order_by("pk")[150]
    assert fragment.turn
    wanted = fragment.turn.position
    for query in (
        {"fragmento": fragment.pk},
        {"ir": str(wanted)},
        {"ir": f"{(wanted - 1) // 2}:{(wanted - 1) % 2 * 30:02}.5"},
    ):
        answer = as_ana.get(path, query)
        assert answer["Location"].endswith(f"?turno={wanted}#t{wanted}"), query
    assert f"/mesa/fragmentos/{fragment.pk}/" in ask(as_ana, path, turno=wanted)
    refused = as_ana.get(path, {"ir": "ayer"}, follow=True).content.decode()
    assert "no es un minuto ni un turno" in refused
    assert turns_in(refused)[0] == 1


def test_the_page_of_coding_opens_light_and_goes_on_by_parts(as_ana: CastClient, interview: Voice) -> None:
    page, part = (reverse(f"meaning:{name}", args=[interview.pk]) for name in ("coding", "coding_part"))
    opened = ask(as_ana, page, ir="27:40")
    assert len(opened.encode()) <= CODING
    turns, folios = turns_in(opened), folios_in(opened)
    assert 56 in turns  # each takes half a minute
    edges = dict(re.findall(r'data-(first|last|before|after)="(\d+)"', opened))
    first, last = int(edges["first"]), int(edges["last"])
    assert (turns[0], turns[-1], int(edges["before"]), int(edges["after"])) == (first, last, first - 1, last + 1)
    assert 'data-more="after" rel="next"' in opened
    assert f'href="?turno={last + 1}"' in opened
    while got := _more(as_ana, part, despues=last, visto=f"{first}-{last}"):
        assert len(got["turns"]) + len(got["fragments"]) <= CODING
        turns, folios, last = turns + turns_in(got["turns"]), folios | folios_in(got["fragments"]), got["last"]
    while got := _more(as_ana, part, antes=first, visto=f"{first}-{last}"):
        turns, folios, first = turns_in(got["turns"]) + turns, folios | folios_in(got["fragments"]), got["first"]
    assert turns == list(range(1, TURNS + 1))
    assert folios == set(Fragment.objects.values_list("folio", flat=True))


def _more(client: CastClient, part: str, **query: Any) -> dict[str, Any] | None:
    answer = client.get(part, query)
    return answer.json() if answer.status_code == 200 else None


def test_undoing_what_is_elsewhere_says_where_and_sends_only_what_is_on_the_page(
    as_ana: CastClient, interview: Voice
) -> None:
    do = reverse("meaning:coding_do", args=[interview.pk])
    turn, code = Turn.objects.get(position=5), Code.objects.first()
    assert code
    sent = {"tramos": json.dumps([[str(turn.pk), 0, 7]]), "codigo": str(code.pk), "visto": "1-14"}
    marked = as_ana.post(do, sent, HTTP_ACCEPT="application/json").json()
    assert (marked["at"], list(marked["turns"])) == (5, ["t5"])
    far = as_ana.post(do, {"deshacer": "1", "visto": "97-112"}, HTTP_ACCEPT="application/json").json()
    assert (far["at"], far["turns"], far["fragments"]) == (5, {}, {})
    near = as_ana.post(do, {"rehacer": "1", "visto": "1-14"}, HTTP_ACCEPT="application/json").json()
    assert (near["at"], list(near["turns"])) == (5, ["t5"])
    back = as_ana.post(do, {"deshacer": "1", "visto": "97-112"})
    assert back["Location"].endswith("?turno=97")  # without a script the same part opens again


def test_seconds_marked_without_words_are_listed_by_parts_too(as_ana: CastClient, river: River, now: datetime) -> None:
    heard = river.voice(kind="sound")
    heard.duration_ms, heard.peaks = LENGTH, [30] * 800
    heard.save()
    lay_fragments(heard, [Span(start_ms=n * 20_000, end_ms=n * 20_000 + 9_000) for n in range(160)], by=None, now=now)
    opened = ask(as_ana, reverse("meaning:coding", args=[heard.pk]), ir="26:40")
    assert len(opened.encode()) <= CODING
    here = re.findall(r'data-at="([\d.]+)"', opened)
    assert float(here[0]) <= 1600 <= float(here[-1]) + 20
    assert "de 160" in opened
