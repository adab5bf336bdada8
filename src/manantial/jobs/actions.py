"""Asking for work, claiming it under a lease, doing it, retrying it after a crash.

A worker claims a job by one UPDATE, renews its lease at each step of progress, and another worker takes the
job when the lease runs out. Handlers are therefore written so that doing them twice is harmless. A refusal is an
answer, not a crash: it is said at once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import close_old_connections, connection, models
from django.db.models import F, Q
from django.utils import timezone

from manantial.alliance.models import Alliance
from manantial.alliance.statistics import gather_when_grown
from manantial.alliance.tenancy import working_for
from manantial.jobs.models import Job, JobState
from manantial.kernel.rulings import SaidNo

LEASE = timedelta(minutes=2)
ATTEMPTS = 3
log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Somebody cancelled the job while it ran."""


class Step:
    """What a handler tells about its progress; each call renews the lease."""

    def __init__(self, job: Job, clock: Callable[[], datetime]) -> None:
        self.job, self.clock = job, clock

    def __call__(self, done: int, total: int | None = None, message: str = "") -> None:
        """Note progress.

        Raises Cancelled when the job was cancelled or taken over by another worker.
        """
        kept = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, worker=self.job.worker).update(
            done=done, total=total, message=message[:300], lease_until=self.clock() + LEASE
        )
        if not kept:
            raise Cancelled


Handler = Callable[[Job, Step], dict[str, object]]
_handlers: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of this kind (``press.build``)."""

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def enqueue(kind: str, payload: dict[str, object], *, now: datetime, by: UUID | None = None) -> Job:
    """Ask for work; the page or terminal follows ``done`` of ``total``."""
    return Job.objects.create(kind=kind, payload=payload, created_at=now, asked_by_id=by)


def cancel(job: Job, *, now: datetime) -> None:
    """Stop a job at its next step."""
    Job.objects.filter(pk=job.pk, state__in=[JobState.WAITING, JobState.RUNNING]).update(
        state=JobState.CANCELLED, finished_at=now
    )


def claim(worker: str, *, now: datetime) -> Job | None:
    """Take the oldest job that waits or whose lease ran out, for any alliance; None when there is nothing."""
    free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lt=now)
    for pk in Job.everywhere.filter(free).order_by("created_at").values_list("pk", flat=True)[:5]:
        taken = Job.everywhere.filter(free, pk=pk).update(
            state=JobState.RUNNING, worker=worker, lease_until=now + LEASE, attempts=F("attempts") + 1
        )
        if taken:
            return Job.everywhere.select_related("alliance").get(pk=pk)
    return None


def work_once(worker: str, *, clock: Callable[[], datetime] = timezone.now) -> bool:
    """Do one job; False when there was none. A job that keeps failing ends as failed with its message."""
    job = claim(worker, now=clock())
    if job is None:
        return False
    with working_for(job.alliance):
        _do(job, clock)
    return True


def _do(job: Job, clock: Callable[[], datetime]) -> None:
    try:
        result = _handlers[job.kind](job, Step(job, clock))
    except Cancelled:
        return
    except SaidNo as answer:
        _finish(job, JobState.FAILED, clock(), message=str(answer))
    except Exception as error:
        log.exception("job %s %s", job.kind, job.pk)
        _finish(job, JobState.FAILED if job.attempts >= ATTEMPTS else JobState.WAITING, clock(), message=str(error))
    else:
        _finish(job, JobState.DONE, clock(), result=result)


def _finish(job: Job, state: JobState, now: datetime, **fields: object) -> None:
    ended = None if state is JobState.WAITING else now
    Job.objects.filter(pk=job.pk, worker=job.worker).update(
        state=state,
        finished_at=ended,
        lease_until=None,
        **{k: v[:300] if isinstance(v, str) else v for k, v in fields.items()},
    )


class Worker(threading.Thread):
    """The one worker of a laptop: a thread beside the server that looks for work every second."""

    def __init__(self, name: str = "laptop") -> None:
        super().__init__(name=f"jobs-{name}", daemon=True)
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """Work until asked to stop."""
        while not self._stop_asked.is_set():
            try:
                busy = work_once(self.name)
                if busy:  # whatever came in by thousands came in by a job
                    gather_when_grown(connection)
            finally:
                close_old_connections()
            if not busy:
                self._stop_asked.wait(1.0)

    def stop(self) -> None:
        """Stop after the present job."""
        self._stop_asked.set()


def alliances_with_work() -> models.QuerySet[Alliance]:
    """Return the alliances that have jobs waiting (for the doctor)."""
    waiting = Job.everywhere.filter(state=JobState.WAITING).values("alliance")
    return Alliance.objects.filter(pk__in=waiting)
