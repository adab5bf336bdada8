"""Files are kept once by content, read-only, found when damaged, and erased with their trace."""

from __future__ import annotations

import errno
import io
from datetime import datetime
from pathlib import Path

import pytest
from django.test import RequestFactory

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.home import Home
from manantial.ledger.models import Entry
from manantial.vault import actions
from manantial.vault.actions import VaultFull, erase, keep
from manantial.vault.queries import damage
from manantial.vault.streaming import ranged

WORDS = b"agua que viene de la tierra" * 1000


def test_the_same_content_is_kept_once_and_cannot_be_edited(alliance: Alliance, now: datetime) -> None:
    first = keep(WORDS, media_type="text/plain", name="uno.txt", now=now)
    second = keep(io.BytesIO(WORDS), media_type="text/plain", name="dos.txt", now=now)
    assert first.pk == second.pk
    assert first.path().read_bytes() == WORDS
    assert first.path().stat().st_mode & 0o222 == 0


def test_nothing_is_left_half_written_on_a_full_disk(
    alliance: Alliance, now: datetime, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(actions.os, "fsync", full)
    with pytest.raises(VaultFull, match="disco está lleno"):
        keep(WORDS, media_type="text/plain", now=now)
    assert [path for path in home.vault.rglob("*") if path.is_file()] == []


def test_a_file_that_changed_or_vanished_is_named(alliance: Alliance, now: datetime) -> None:
    changed = keep(b"primera", media_type="text/plain", name="cambia", now=now)
    gone = keep(b"segunda", media_type="text/plain", name="falta", now=now)
    keep(b"tercera", media_type="text/plain", name="bien", now=now)
    changed.path().chmod(0o644)
    changed.path().write_bytes(b"PRIMERA")
    gone.path().unlink()
    assert {(loss.blob.name, loss.what) for loss in damage()} == {("cambia", "altered"), ("falta", "missing")}


@pytest.mark.django_db(transaction=False)
def test_erasing_removes_the_bytes_and_keeps_the_trace(
    alliance: Alliance, now: datetime, django_capture_on_commit_callbacks: object
) -> None:
    blob = keep(WORDS, media_type="audio/mpeg", now=now)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase(blob, reason="La persona lo pidió.", by=None, now=now)
    assert not blob.path().exists()
    entry = Entry.objects.get(verb="blob.erased")
    assert (entry.reason, entry.facts["size"]) == ("La persona lo pidió.", len(WORDS))


def test_a_file_shared_with_another_alliance_survives_the_erasing(
    agua_clara: Alliance, other_alliance: Alliance, now: datetime, django_capture_on_commit_callbacks: object
) -> None:
    with working_for(other_alliance):
        theirs = keep(WORDS, media_type="text/plain", now=now)
    with working_for(agua_clara):
        ours = keep(WORDS, media_type="text/plain", now=now)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            erase(ours, reason="", by=None, now=now)
    assert theirs.path().read_bytes() == WORDS


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("", 200, WORDS),
        ("bytes=0-9", 206, WORDS[:10]),
        ("bytes=100-", 206, WORDS[100:]),
        ("bytes=-5", 206, WORDS[-5:]),
        ("bytes=26999-99999999", 206, WORDS[26999:]),
        ("bytes=99999999-", 416, b""),
        ("bytes=9-3", 416, b""),
    ],
)
def test_sound_can_start_at_any_second(
    alliance: Alliance, now: datetime, asked: str, status: int, expected: bytes
) -> None:
    blob = keep(WORDS, media_type="audio/mpeg", now=now)
    request = RequestFactory().get("/", **({"HTTP_RANGE": asked} if asked else {}))
    response = ranged(request, blob, filename="voz.mp3")
    assert response.status_code == status
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    assert body == expected
    if status == 206:
        assert response["Content-Length"] == str(len(expected))


def test_what_is_not_sound_or_picture_is_downloaded_never_shown(alliance: Alliance, now: datetime) -> None:
    page = keep(b"<script>alert(1)</script>", media_type="text/html", name="x.html", now=now)
    response = ranged(RequestFactory().get("/"), page)
    assert response["Content-Disposition"].startswith("attachment")
    assert Path(page.path()).exists()
