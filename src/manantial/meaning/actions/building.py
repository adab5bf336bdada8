"""Building a written paper as work for later, with its progress; what was built is handed out only while it holds.

A built file carries people's words, so it is not kept for good: building the same paper again erases the earlier file,
and as soon as anybody changes a permission the file is refused and must be built anew.
"""

from __future__ import annotations

import inspect
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext, override

from manantial.jobs.actions import Step, enqueue, handler
from manantial.jobs.models import Job, JobState
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.models import Entry
from manantial.meaning.actions.aloud import compare
from manantial.meaning.actions.refusals import require
from manantial.meaning.papers import PAPERS
from manantial.meaning.papers.narrating import narrated
from manantial.meaning.queries.aloud import readings_of
from manantial.people.models import Person
from manantial.press.document import Document
from manantial.press.formats import Format, write
from manantial.vault.actions import erase, keep
from manantial.vault.models import Blob
from manantial.voices.models import Fragment

JOB = "meaning.build"
LANGUAGES = {"es": "es-mx", "en": "en"}
CLOSING = (
    "consent.",
    "data.",
    "voice.",
    "fragment.",
    "bundle.read",
    "readaloud.set_aside",
)  # verbs of the ledger after which a permission may differ


def build_paper(
    paper: str, form: Format, *, language: str, on: date, by: Person | None, now: datetime, heard: bool = False
) -> Job:
    """Ask for a paper; the page follows how far it is. Raises MeaningRefused for a paper there is not.

    heard: quotes bring their sound where that is allowed; a folder always asks for it, an EPUB may.
    """
    if paper not in PAPERS or language not in LANGUAGES:
        require(Ruling.no(_("No hay un papel llamado «%(paper)s»."), paper=paper))
    payload: dict[str, object] = {"paper": paper, "form": form.value, "language": language, "on": on.isoformat()}
    payload["heard"] = heard or form is Format.FOLDER
    return enqueue(JOB, payload, now=now, by=by.pk if by else None)


@handler(JOB)
def build_later(job: Job, step: Step) -> dict[str, object]:
    """Ask the gate, put the paper together and keep the file; earlier files of the same paper are erased."""
    asked = job.payload
    paper, form, language = str(asked["paper"]), Format(str(asked["form"])), str(asked["language"])
    with override(LANGUAGES[language]):
        step(0, 3, gettext("Preguntando por cada permiso"))
        on = date.fromisoformat(str(asked["on"]))
        document = PAPERS[paper](language, on, **heard_options(paper, heard=bool(asked.get("heard"))))
        if form is Format.FOLDER:
            compare(readings_of(paper), on=on, now=job.created_at)
            document = narrated(document, paper, on=on)
        step(1, 3, gettext("Armando el papel"))
        content = write(document, form)
    step(2, 3, gettext("Guardando"))
    aloud = "-con-sonido" if asked.get("heard") and form is Format.EPUB else ""
    name = f"{paper}{aloud}{'-en' if language == 'en' else ''}.{form.value}"
    blob = keep(content, media_type=form.media_type, name=name, now=job.created_at)
    forget_earlier(job, blob)
    step(3, 3, gettext("Listo"))
    voices = [str(voice) for voice in voices_in(document)]
    return {"blob": str(blob.pk), "name": name, "size": len(content), "voices": voices}


def heard_options(paper: str, *, heard: bool) -> dict[str, str]:
    """What a paper is asked for so that its quotes are heard; some have no sound of their own."""
    takes = "sound" in inspect.signature(PAPERS[paper]).parameters
    return {"sound": "yes"} if heard and takes else {}


def voices_in(document: Document) -> list[UUID]:
    """The voices whose words or pictures a paper carries, by what its notes tell."""
    told: dict[str, set[UUID]] = {"voice": set(), "fragment": set()}
    for note in document.provenance():
        if note.kind in told:
            told[note.kind].add(UUID(note.id))
    spoken = Fragment.objects.filter(pk__in=told["fragment"]).values_list("voice_id", flat=True)
    return sorted({*told["voice"], *spoken})


def hold_built(job: Job, *, on: date) -> Blob:
    """Keep a built file for good, because it proves something: building the paper again leaves it where it is.

    Raises MeaningRefused when a permission may have changed since it was built.
    """
    blob = built_file(job, on=on)
    Job.objects.filter(pk=job.pk).update(result={**job.result, "held": True})
    return blob


def forget_earlier(job: Job, blob: Blob) -> None:
    """Erase the files that earlier jobs made of the same thing, unless one proves something."""
    keys = ("paper", "form", "language", "heard", "languages")
    for earlier in Job.objects.filter(kind=job.kind, state=JobState.DONE).exclude(pk=job.pk):
        same = all(earlier.payload.get(key) == job.payload.get(key) for key in keys)
        if same and earlier.result.get("blob") and not earlier.result.get("held"):
            old = Blob.objects.filter(pk=UUID(str(earlier.result["blob"])), erased_at=None).exclude(pk=blob.pk).first()
            if old is not None:
                erase(old, reason=gettext("Se construyó de nuevo"), by=None, now=job.created_at)


def built_file(job: Job, *, on: date) -> Blob:
    """The file a job made. Raises MeaningRefused when some permission may have changed since, or the day did."""
    blob = Blob.objects.filter(pk=UUID(str(job.result["blob"]))).first() if job.result.get("blob") else None
    if blob is None or blob.erased_at is not None:
        require(Ruling.no(_("Ese archivo ya no está. Constrúyalo de nuevo.")))
    changed = any(entry.verb.startswith(CLOSING) for entry in Entry.objects.filter(at__gte=job.created_at).only("verb"))
    if changed or timezone.localdate(job.created_at) != on:
        require(Ruling.no(_("Desde que se construyó pudo cambiar algún permiso. Constrúyalo de nuevo.")))
    assert blob is not None
    return blob
