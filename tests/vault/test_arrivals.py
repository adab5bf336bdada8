"""A file that comes in pieces arrives whole, whatever comes twice, too early, or after the lid was closed."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from manantial.alliance.models import Alliance
from manantial.home import Home
from manantial.vault import arrivals
from manantial.vault.actions import VaultFull, adopt_file
from manantial.vault.models import Arrival
from tests.trying import times

ANA = UUID(int=7)


def opened(size: int | None, now: datetime) -> Arrival:
    return arrivals.open_arrival(ANA, name="entrevista.m4a", media_type="audio/mp4", size=size, now=now)


@settings(max_examples=times(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=1, max_size=200), tries=st.lists(st.tuples(st.integers(0, 220), st.integers(1, 60))))
def test_any_order_of_pieces_gives_the_file_or_says_where_to_go_on(
    alliance: Alliance, now: datetime, content: bytes, tries: Sequence[tuple[int, int]]
) -> None:
    one = opened(len(content), now)
    for offset, length in tries:
        piece = content[offset : offset + length]
        if offset > one.got:
            with pytest.raises(arrivals.WrongPlace) as early:
                arrivals.append(one, offset, piece, now=now)
            assert early.value.got == one.got
        else:
            arrivals.append(one, offset, piece, now=now)
        assert one.path().read_bytes() == content[: one.got] if one.got else not one.path().exists()
    arrivals.append(one, one.got, content[one.got :], now=now)
    path = arrivals.finish(one)
    assert path.read_bytes() == content
    arrivals.forget(one)


def test_a_file_goes_on_after_a_crash_and_becomes_a_blob_without_a_copy(
    alliance: Alliance, now: datetime, django_capture_on_commit_callbacks: object
) -> None:
    one = opened(10, now)
    arrivals.append(one, 0, b"01234", now=now)
    with one.path().open("ab") as out:  # bytes of a piece whose count was never written
        out.write(b"garbage")
    with pytest.raises(arrivals.ArrivalRefused, match=r"Todavía falta mandar .* «entrevista.m4a»"):
        arrivals.finish(one)
    again = Arrival.objects.get(pk=one.pk)  # another process
    assert arrivals.append(again, 5, b"56789", now=now) == 10
    path = arrivals.finish(again)
    assert list(arrivals.whole(ANA)) == [again]
    blob = adopt_file(path, media_type="audio/mp4", now=now)
    assert blob.sha256 == hashlib.sha256(b"0123456789").hexdigest()
    assert blob.path().stat().st_ino == path.stat().st_ino
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        arrivals.close(again, now=now)
    assert not path.exists()
    assert blob.path().read_bytes() == b"0123456789"
    assert not arrivals.waiting(ANA).exists()
    with pytest.raises(arrivals.ArrivalRefused, match="ya se guardó"):
        arrivals.append(again, 10, b"x", now=now)


def test_what_cannot_come_in_is_said_before_a_byte_is_kept(
    alliance: Alliance, now: datetime, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ARRIVAL_LIMIT = 2 * 1_048_576
    with pytest.raises(arrivals.ArrivalRefused, match="más de 2 MB"):
        opened(3 * 1_048_576, now)
    with pytest.raises(arrivals.ArrivalRefused, match="vacío"):
        opened(0, now)
    one = opened(4, now)
    with pytest.raises(arrivals.ArrivalRefused, match="más de lo que se anunció"):
        arrivals.append(one, 0, b"12345", now=now)
    recording = opened(None, now)
    with pytest.raises(arrivals.ArrivalRefused, match="no está completo"):
        arrivals.finish(recording)
    full = shutil._ntuple_diskusage(10, 10, 0)  # type: ignore[attr-defined]
    monkeypatch.setattr("manantial.vault.arrivals.shutil.disk_usage", lambda path: full)
    with pytest.raises(VaultFull, match="disco está lleno"):
        opened(10, now)


def test_a_disk_that_fills_keeps_what_came(alliance: Alliance, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    one = opened(6, now)
    arrivals.append(one, 0, b"abc", now=now)

    def fails(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("manantial.vault.arrivals.os.fsync", fails)
    with pytest.raises(VaultFull, match="sigue guardado"):
        arrivals.append(one, 3, b"def", now=now)
    monkeypatch.undo()
    assert Arrival.objects.get(pk=one.pk).got == 3
    arrivals.append(one, 3, b"def", now=now)
    assert arrivals.finish(one).read_bytes() == b"abcdef"


def test_what_nobody_finishes_is_dropped_after_two_weeks(
    alliance: Alliance, now: datetime, home: Home, django_capture_on_commit_callbacks: object
) -> None:
    old, fresh = opened(6, now - timedelta(days=20)), opened(6, now)
    for one in (old, fresh):
        arrivals.append(one, 0, b"abc", now=one.started_at)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert arrivals.sweep(now) == 1
    assert not old.path().exists()
    assert fresh.path().exists()
    assert list(arrivals.waiting(ANA)) == [fresh]
    assert not arrivals.waiting(uuid4()).exists()
