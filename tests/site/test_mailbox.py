"""A story without an account: told into an open mailbox, followed and taken back with folio and key, by nobody else."""

from __future__ import annotations

import html
import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from manantial.site.actions import close_box, give_key, open_box
from manantial.site.models import StoryBox
from manantial.voices.models import Consent, Voice, VoicePerson, Withdrawal
from tests.cast import CastClient
from tests.site.conftest import River


def words(page: str) -> str:
    """What a page says, without its marks."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_who_tells_without_an_account_follows_and_takes_back_with_folio_and_key(
    as_erandi: CastClient, as_lupe: CastClient, client: Client, river: River
) -> None:
    assert as_lupe.get("/mesa/buzones/").status_code == 403
    tomorrow = timezone.localdate() + timedelta(days=1)
    opened = as_erandi.post(
        "/mesa/buzones/", {"community": str(river.community.pk), "until": str(tomorrow)}, follow=True
    )
    box = StoryBox.objects.get()
    assert box.code in opened.content.decode()
    address = f"/buzon/{box.code.lower()}/"
    form = client.get(address).content.decode()
    assert "Todo, con mi nombre" not in form  # nobody here knows a name
    told = {"words": "Mi abuela acarreaba con cántaro.", "preset": "community", "minor": "on"}
    thanks = client.post(address, told, follow=True).content.decode()
    voice, consent = Voice.objects.get(state="received"), Consent.objects.latest("recorded_at")
    [key] = re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", words(thanks))
    assert voice.folio in thanks
    assert (voice.community, voice.minor, consent.voice_id) == (river.community, True, voice.pk)
    assert not VoicePerson.objects.filter(voice=voice).exists()
    assert client.get(f"/mi-relato/hoja/{voice.folio}/")["Content-Type"] == "application/pdf"
    client.post(f"{address}gracias/")  # the next person at the same phone
    assert client.get(f"/mi-relato/hoja/{voice.folio}/").status_code == 404
    wrong = client.post("/mi-relato/", {"folio": voice.folio, "code": "ABCD-EFGH"}).content.decode()
    assert "no coinciden" in wrong
    seen = client.post("/mi-relato/", {"folio": voice.folio.lower(), "code": key.lower()}, follow=True).content.decode()
    assert "espera que el equipo la revise" in seen
    assert "Que regrese a mi comunidad" in seen
    assert not any(said in words(seen) for said in ("abuela", river.community.name))
    gone = words(client.post("/mi-relato/retirar/", {"scope": "all"}, follow=True).content.decode())
    taken = Withdrawal.objects.get(voice=voice)
    assert taken.folio in gone
    assert "Usted retiró todo su permiso" in gone
    assert "Que regrese a mi comunidad" not in gone
    assert client.get(f"/mi-relato/comprobante/{taken.pk}/")["Content-Type"] == "application/pdf"
    client.post("/mi-relato/salir/")
    assert client.get(f"/mi-relato/comprobante/{taken.pk}/").status_code == 404


def test_a_key_is_of_one_voice_and_the_last_one_stands(as_erandi: CastClient, client: Client, river: River) -> None:
    now = timezone.now()
    one, two = list(Voice.objects.order_by("folio")[:2])
    old, other = give_key(one, by=None, now=now), give_key(two, by=None, now=now)
    paper = as_erandi.post(f"/mesa/voces/{one.pk}/clave/")
    assert paper["Content-Type"] == "application/pdf"
    assert client.post(f"/mesa/voces/{one.pk}/clave/").status_code in {302, 403}
    for code in (old, other, ""):
        assert client.post("/mi-relato/", {"folio": one.folio, "code": code}).status_code == 200
    for _try in range(8):
        client.post("/mi-relato/", {"folio": one.folio, "code": "AAAAAAAA"})
    assert "Espere una hora" in client.post("/mi-relato/", {"folio": two.folio, "code": other}).content.decode()
    box = open_box(community=None, until=now + timedelta(days=1), by=None, now=now)
    close_box(box, by=None, now=now)
    assert client.post(f"/buzon/{box.code}/", {"words": "Tarde", "preset": "ask"}).status_code == 404
    assert not Voice.objects.filter(state="received").exists()
