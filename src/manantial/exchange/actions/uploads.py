"""Taking in a large file as work for later: the page does not wait, and the file is erased when it was read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.exchange.actions import import_file
from manantial.jobs.actions import Step, enqueue, handler
from manantial.jobs.models import Job
from manantial.people.models import Person
from manantial.vault.actions import erase, keep_file
from manantial.vault.models import Blob

IMPORT = "exchange.import"


def import_later(path: Path, *, name: str, by: Person | None, now: datetime) -> Job:
    """Keep a file until a worker has taken it in."""
    blob = keep_file(path, media_type="application/octet-stream", name="recibido", now=now)
    return enqueue(IMPORT, {"blob": str(blob.pk), "name": name}, now=now, by=by.pk if by else None)


@handler(IMPORT)
def _import(job: Job, step: Step) -> dict[str, object]:
    blob = Blob.objects.get(pk=UUID(str(job.payload["blob"])))
    by = Person.objects.filter(pk=job.asked_by_id).first() if job.asked_by_id else None
    now = step.clock()
    report = import_file(blob.path(), by=by, now=now, progress=step, name=str(job.payload["name"]))
    erase(blob, reason=_("Ya se recibió lo que traía."), by=by, now=now)
    return {"counts": report.counts}
