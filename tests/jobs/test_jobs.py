"""Work for later is done once, survives a killed worker, can be followed and cancelled, and fails loudly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from manantial.alliance.models import Alliance
from manantial.jobs import actions
from manantial.jobs.actions import ATTEMPTS, LEASE, Step, cancel, claim, enqueue, handler, work_once
from manantial.jobs.models import Job, JobState
from manantial.kernel.rulings import Refused


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    known = dict(actions._handlers)
    yield
    actions._handlers.clear()
    actions._handlers.update(known)


def test_a_job_is_done_once_and_tells_its_progress(alliance: Alliance, now: datetime) -> None:
    seen: list[int] = []

    @handler("test.count")
    def count(job: Job, step: Step) -> dict[str, object]:
        for n in range(3):
            step(n + 1, 3, "contando")
            seen.append(n)
        return {"counted": 3}

    job = enqueue("test.count", {}, now=now)
    assert work_once("w", clock=lambda: now)
    assert not work_once("w", clock=lambda: now)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == (JobState.DONE, 3, 3, {"counted": 3})
    assert seen == [0, 1, 2]


def test_a_killed_worker_loses_nothing(alliance: Alliance, now: datetime) -> None:
    job = enqueue("test.any", {}, now=now)
    first = claim("killed", now=now)
    assert first is not None
    assert claim("other", now=now + LEASE / 2) is None
    again = claim("other", now=now + LEASE + timedelta(seconds=1))
    assert again is not None
    assert (again.pk, again.attempts) == (job.pk, 2)


def test_a_worker_that_lost_its_lease_stops(alliance: Alliance, now: datetime) -> None:
    enqueue("test.any", {}, now=now)
    slow = claim("slow", now=now)
    assert slow is not None
    claim("quick", now=now + LEASE + timedelta(seconds=1))
    with pytest.raises(actions.Cancelled):
        Step(slow, lambda: now)(1)


def test_a_cancelled_job_stops_at_its_next_step(alliance: Alliance, now: datetime) -> None:
    reached: list[str] = []

    @handler("test.long")
    def long(job: Job, step: Step) -> dict[str, object]:
        step(1)
        cancel(job, now=now)
        step(2)
        reached.append("too far")
        return {}

    job = enqueue("test.long", {}, now=now)
    work_once("w", clock=lambda: now)
    job.refresh_from_db()
    assert (job.state, reached) == (JobState.CANCELLED, [])


def test_a_job_that_keeps_failing_ends_as_failed_with_its_reason(alliance: Alliance, now: datetime) -> None:
    @handler("test.broken")
    def broken(job: Job, step: Step) -> dict[str, object]:
        raise RuntimeError("se acabó la tinta")

    job = enqueue("test.broken", {}, now=now)
    for _ in range(ATTEMPTS):
        assert work_once("w", clock=lambda: now)
    assert not work_once("w", clock=lambda: now)
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "se acabó la tinta")


def test_a_refusal_is_said_at_once(alliance: Alliance, now: datetime) -> None:
    @handler("test.refusing")
    def refusing(job: Job, step: Step) -> dict[str, object]:
        raise Refused.because("Falta decidir un hallazgo en rojo.")

    job = enqueue("test.refusing", {}, now=now)
    assert work_once("w", clock=lambda: now)
    assert not work_once("w", clock=lambda: now)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.message) == (JobState.FAILED, 1, "Falta decidir un hallazgo en rojo.")
    assert job.finished_at == now
