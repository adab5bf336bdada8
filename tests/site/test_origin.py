"""The river: walked both ways, told in the terminal, cut by consent, and heard at its second."""

from __future__ import annotations

import io
from datetime import date, datetime

import av
from django.test import Client

from manantial.people.models import Account
from manantial.site.trace import Thing, chain_of, find_thing
from manantial.voices.models import Withdrawal
from tests.site.conftest import SECONDS, River

ON = date(2026, 11, 23)


def take_back(river: River, now: datetime) -> None:
    """The first voice takes everything back."""
    Withdrawal.objects.create(voice=river.voice, folio="RET-01", channel="telephone", withdrawn_on=ON, recorded_at=now)


def test_a_kit_walks_back_to_the_voices(river: River) -> None:
    chain = chain_of("kit", river.kit.pk, on=ON)
    assert list(chain.above()) == [
        "workshop",
        "voice",
        "fragment",
        "finding",
        "lesson",
        "message",
        "material",
        "release",
    ]
    assert list(chain.below()) == ["delivery"]
    # Through the lesson also the shy voice holds it up, although no paper carries her words.
    assert {node.folio for node in chain.above()["voice"]} == {"VOZ-0001", "VOZ-0002"}


def test_a_voice_walks_forward_to_every_copy(river: River) -> None:
    chain = chain_of("voice", river.voice.pk, on=ON)
    below = chain.below()
    assert [node.folio for node in below["delivery"]] == ["ENT-01"]
    assert [node.folio for node in below["material"]] == ["MAT-01"]
    fragment = below["fragment"][0]
    assert (fragment.start_ms, fragment.end_ms, fragment.permitted) == (2000, 6000, True)


def test_an_agreement_that_adopts_nothing_stands_alone(river: River) -> None:
    chain = chain_of("agreement", river.agreement.pk, on=ON)
    assert chain.above() == {}
    assert "Nada: aquí empieza." in "\n".join(chain.lines())


def test_things_are_found_by_folio_in_any_case_or_by_id(river: River) -> None:
    assert find_thing("voz-0001") == Thing("voice", river.voice.pk)
    assert find_thing(str(river.kit.pk)) == Thing("kit", river.kit.pk)
    assert find_thing("VOZ-9999") is None


def test_a_withdrawn_voice_is_marked_in_the_chain(river: River, now: datetime) -> None:
    take_back(river, now)
    node = chain_of("lesson", river.lesson.pk, on=ON).above()["fragment"][0]
    assert node.permitted is False
    assert "retiró" in node.reason


def test_the_walk_asks_a_fixed_number_of_questions(river: River, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        chain_of("lesson", river.lesson.pk, on=ON)


def test_everybody_hears_the_fragment_and_nothing_more(as_nobody: Client, river: River) -> None:
    page = as_nobody.get(f"/origen/kit/{river.kit.pk}/").content.decode()
    sound = f"/voces/{river.fragment.pk}/sonido.mp3"
    assert sound in page
    answer = as_nobody.get(sound)
    assert answer.status_code == 200
    with av.open(io.BytesIO(answer.getvalue())) as heard:
        assert heard.duration is not None
        assert 3.5 < heard.duration / 1_000_000 < 4.6 < SECONDS
    part = as_nobody.get(sound, headers={"Range": "bytes=0-99"})
    assert part.status_code == 206
    assert len(part.getvalue()) == 100


def test_the_public_sees_no_testimony_without_permission(as_nobody: Client, river: River) -> None:
    page = as_nobody.get(f"/origen/lesson/{river.lesson.pk}/").content.decode()
    assert river.fragment.quote in page
    assert river.shy_fragment.quote not in page
    assert "Hay cosas de esta cadena que aquí no se muestran" in page
    assert as_nobody.get(f"/origen/fragment/{river.shy_fragment.pk}/").status_code == 404
    assert as_nobody.get(f"/voces/{river.shy_fragment.pk}/sonido.mp3").status_code == 404
    assert as_nobody.get(f"/origen/voice/{river.shy.pk}/").status_code == 404
    assert as_nobody.get("/origen/nada/0197a000-0000-7000-8000-000000000000/").status_code == 404


def test_whoever_works_with_voices_hears_the_whole_at_its_second(as_ana: Client, river: River) -> None:
    page = as_ana.get(f"/origen/lesson/{river.lesson.pk}/").content.decode()
    assert f"/mesa/voces/{river.voice.pk}/sonido/#t=2.0,6.0" in page
    assert as_ana.get(f"/mesa/voces/{river.voice.pk}/sonido/", headers={"Range": "bytes=0-9"}).status_code == 206


def test_a_member_does_not_hear_whole_testimonies(as_lupe: Client, lupe: Account, river: River) -> None:
    assert as_lupe.get(f"/mesa/voces/{river.voice.pk}/sonido/").status_code == 403


def test_after_a_withdrawal_nothing_of_it_is_left_in_public(as_nobody: Client, river: River, now: datetime) -> None:
    pages = (
        "/",
        "/voces/",
        f"/aprendizajes/{river.lesson.pk}/",
        f"/origen/kit/{river.kit.pk}/",
        "/buscar/?q=caminábamos",
    )
    assert any(river.fragment.quote in as_nobody.get(address).content.decode() for address in pages)
    assert as_nobody.get(f"/materiales/archivo/{river.file.pk}/").status_code == 200
    take_back(river, now)
    for address in pages:
        assert river.fragment.quote not in as_nobody.get(address).content.decode(), address
    for address in (f"/voces/{river.fragment.pk}/", f"/voces/{river.fragment.pk}/sonido.mp3"):
        assert as_nobody.get(address).status_code == 404, address
    assert as_nobody.get(f"/materiales/archivo/{river.file.pk}/").status_code == 404
    assert "No se baja de internet" in as_nobody.get("/materiales/").content.decode()
