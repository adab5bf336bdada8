"""Work for later about what is read aloud: comparing it with what is written, and the folder that plays it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from django.utils.timezone import localdate
from django.utils.translation import gettext, override

from manantial.jobs.actions import Step, enqueue, handler
from manantial.jobs.models import Job, JobState
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.meaning.actions.aloud import compare
from manantial.meaning.actions.building import forget_earlier
from manantial.meaning.actions.refusals import require
from manantial.meaning.papers.narrating import heard_folder
from manantial.meaning.queries.aloud import reading_views, readings
from manantial.meaning.queries.steps import newest_sequence
from manantial.people.models import Person
from manantial.press.formats import Format, folder_pieces
from manantial.vault.actions import keep_file
from manantial.voices.rules import LANGUAGE_WORDS

COMPARE, FOLDER = "meaning.compare_readings", "meaning.heard_folder"
_UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


def comparison(*, now: datetime) -> tuple[Job | None, bool]:
    """The comparison that is on its way, and whether one is due: something changed since the last, or a day went by."""
    last = Job.objects.filter(kind=COMPARE).exclude(state=JobState.CANCELLED).order_by("-created_at").first()
    if last is not None and last.state in _UNDER_WAY:
        return last, False
    if not readings().exclude(voice=None).exists():
        return None, False
    up_to_date = last is not None and last.state == JobState.DONE and last.result.get("ledger") == newest_sequence()
    return None, not (up_to_date and last is not None and localdate(last.created_at) == localdate(now))


def ask_comparison(*, now: datetime) -> Job | None:
    """Ask that readings be compared with what is written, when something changed since the last time.

    Returns the work that is on its way, or None when what was found last still holds.
    """
    under_way, due = comparison(now=now)
    return enqueue(COMPARE, {}, now=now) if due else under_way


@handler(COMPARE)
def compare_later(job: Job, step: Step) -> dict[str, object]:
    """Compare every reading that has a recording; what is found again and again is the same."""
    ledger, now = newest_sequence(), step.clock()
    step(0, 1, gettext("Comparando lo leído con lo escrito"))
    count = compare(readings().exclude(voice=None), on=localdate(now), now=now)
    step(1, 1)
    return {"ledger": ledger, "compared": count}


def ask_folder(language: str = "", *, by: Person | None, now: datetime) -> Job:
    """Ask for the folder that plays what was read, in one language or in all. Raises MeaningRefused for another one."""
    if language and language not in LANGUAGE_WORDS:
        require(Ruling.no(_("Escoja una lengua de la lista.")))
    payload: dict[str, object] = {"languages": language, "on": localdate(now).isoformat()}
    return enqueue(FOLDER, payload, now=now, by=by.pk if by else None)


@handler(FOLDER)
def folder_later(job: Job, step: Step) -> dict[str, object]:
    """Ask the gate, compare, and write the folder as one zip; the earlier folder of that language is erased."""
    on, language = date.fromisoformat(str(job.payload["on"])), str(job.payload["languages"])
    step(0, 3, gettext("Comparando lo leído con lo escrito"))
    rows = readings().filter(language=language) if language else readings()
    compare(rows.exclude(voice=None), on=on, now=step.clock())
    step(1, 3, gettext("Preguntando por cada permiso"))
    with override("es-mx"):  # the page speaks to the communities, whatever the desk reads
        views = reading_views(rows, on=on)
        document = heard_folder(views, on=on)
        if not document.narrations:
            require(Ruling.no(_("Todavía no hay ninguna lectura lista que pueda salir.")))
        step(2, 3, gettext("Guardando"))
        path = _written(folder_pieces(document))
    name = f"para-oir{'-' + language if language else ''}.zip"
    try:
        blob = keep_file(path, media_type=Format.FOLDER.media_type, name=name, now=job.created_at)
    finally:
        path.unlink(missing_ok=True)
    forget_earlier(job, blob)
    step(3, 3, gettext("Listo"))
    count = len(document.narrations)
    return {"blob": str(blob.pk), "name": name, "size": blob.size, "count": count, "stayed": len(views) - count}


def _written(pieces: Iterable[bytes]) -> Path:
    descriptor, name = tempfile.mkstemp(suffix=".zip")
    with os.fdopen(descriptor, "wb") as out:
        for piece in pieces:
            out.write(piece)
    return Path(name)
