"""Writing the research of an alliance as work for later; with the file stays the account of what left and what did not.

The file carries people's words: it is handed to whoever asked for it, that day, and as soon as anybody changes a
permission it is refused and must be written anew. The account carries none and stays with the job.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from manantial.alliance.tenancy import current_alliance
from manantial.exchange.actions.exports import ExportRefused, note_export
from manantial.exchange.leaving import Leave
from manantial.exchange.leaving.files import RESEARCH_TYPE
from manantial.exchange.leaving.project import account_of, project_stream
from manantial.exchange.leaving.tally import Tally
from manantial.jobs.actions import Step, enqueue, handler
from manantial.jobs.models import Job, JobState
from manantial.ledger.models import Entry
from manantial.meaning.actions.building import CLOSING
from manantial.people.models import Person
from manantial.vault.actions import adopt_file, erase
from manantial.vault.models import Blob
from manantial.voices.rules import Use

LEAVE = "exchange.leave"


@transaction.atomic
def leave_later(leave: Leave, *, reason: str = "", by: Person | None, now: datetime) -> Job:
    """Ask for the research as a project; the page follows how far it is. Raises ExportRefused, see `note_export`."""
    note_export("research", leave, reason=reason, by=by, now=now)
    payload: dict[str, object] = {
        "use": str(leave.use),
        "on": leave.on.isoformat(),
        "media": leave.media,
        "whole": leave.whole,
        "qualcoder": leave.qualcoder,
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    return enqueue(LEAVE, payload, now=now, by=by.pk if by else None)


def leave_of(job: Job) -> Leave:
    """What was asked of a job."""
    asked = job.payload
    on = date.fromisoformat(str(asked["on"]))
    use, media, whole = Use(str(asked["use"])), bool(asked["media"]), bool(asked["whole"])
    return Leave(use, on, media, whole, bool(asked["qualcoder"]))


def last_left(most: int = 5) -> list[Job]:
    """The last times that the research was asked for."""
    return list(Job.objects.filter(kind=LEAVE).order_by("-created_at")[:most])


@handler(LEAVE)
def write_later(job: Job, step: Step) -> dict[str, object]:
    """Ask the gate and write the project; files that nobody may fetch any more are erased."""
    with override(str(job.payload["language"])):
        return _written(job, step)


def _written(job: Job, step: Step) -> dict[str, object]:
    leave, tally = leave_of(job), Tally()
    name = f"{current_alliance().slug}-research-{leave.use}-{leave.on}.qdpx"
    with tempfile.TemporaryDirectory(prefix=".salida-", dir=settings.HOME.path) as folder:
        path = Path(folder) / "salida.qdpx"
        with path.open("wb") as file:
            file.writelines(project_stream(leave, by=job.asked_by_id, now=job.created_at, tally=tally, progress=step))
        blob = adopt_file(path, media_type=RESEARCH_TYPE, name=name, now=job.created_at)
    _forget(job, blob)
    account = [line.as_dict() for line in account_of(tally)]
    return {"blob": str(blob.pk), "name": name, "size": blob.size, "account": account}


def _forget(job: Job, blob: Blob) -> None:
    """Erase the files of earlier jobs that are of another day, or that this one takes the place of."""
    today = timezone.localdate(job.created_at)
    for earlier in Job.objects.filter(kind=LEAVE, state=JobState.DONE).exclude(pk=job.pk):
        replaced = earlier.payload == job.payload and earlier.asked_by_id == job.asked_by_id
        if not replaced and timezone.localdate(earlier.created_at) == today:
            continue
        old = Blob.objects.filter(pk=UUID(str(earlier.result["blob"])), erased_at=None).exclude(pk=blob.pk).first()
        if old is not None:
            erase(old, reason=_("El archivo que salió ya no se entrega"), by=None, now=job.created_at)


def left_file(job: Job, *, by: Person | None, on: date) -> Blob:
    """The file that a job wrote, for whoever asked for it.

    Raises ExportRefused for another person, on another day, or when some permission may have changed since.
    """
    if by is None or job.asked_by_id != by.pk:
        raise ExportRefused(
            _("Ese archivo lo pidió otra persona. Pida el suyo: se vuelve a preguntar por los permisos.")
        )
    blob = Blob.objects.filter(pk=UUID(str(job.result["blob"])), erased_at=None).first()
    if blob is None or timezone.localdate(job.created_at) != on:
        raise ExportRefused(_("Ese archivo es de otro día y ya no se entrega. Pídalo de nuevo."))
    since = Entry.objects.filter(at__gte=job.created_at).only("verb")
    if any(entry.verb.startswith(CLOSING) for entry in since):
        raise ExportRefused(_("Desde que se escribió pudo cambiar algún permiso. Pídalo de nuevo."))
    return blob
