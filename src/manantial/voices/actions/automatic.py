"""A first draft of what a voice says, written by a machine on this computer; marked until a person reviews it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.jobs.actions import Step, enqueue, handler
from manantial.jobs.models import Job
from manantial.people.models import Person
from manantial.press.recognition import Engine, installed_engine
from manantial.voices.actions.refusals import VoicesRefused, require
from manantial.voices.actions.transcripts import Reading, transcribe
from manantial.voices.models import Transcript, Voice
from manantial.voices.queries import permitted, said_ruling
from manantial.voices.rules import TranscriptKind, Use, What, drafted, machine_may_write

WRITE_DOWN = "voices.write_down"


def ask_for_words(voice: Voice, *, by: Person | None, now: datetime) -> Job:
    """Ask the machine for a draft; the page follows the job.

    Raises VoicesRefused when there is no model or sound, the model does not know the language, the voice may not be
    studied, or the work is already asked for.
    """
    _ready(voice, now)
    if any(job.payload.get("voice") == str(voice.pk) for job in _pending()):
        raise VoicesRefused(_("Ya se está escribiendo."))
    return enqueue(WRITE_DOWN, {"voice": str(voice.pk)}, now=now, by=by.pk if by else None)


def writing_down(voice: Voice) -> Job | None:
    """The work of the machine on this voice that waits or goes on."""
    return next((job for job in _pending() if job.payload.get("voice") == str(voice.pk)), None)


@handler(WRITE_DOWN)
def _write_down(job: Job, step: Step) -> dict[str, object]:
    voice = Voice.objects.select_related("sound", "community").get(pk=UUID(str(job.payload["voice"])))
    made = Transcript.objects.filter(voice=voice, reading__job=str(job.pk)).first()
    if made is None:
        engine = _ready(voice, step.clock())
        pieces = _heard(voice, engine, step)
        made = _keep(voice, pieces, engine, job, now=step.clock())
    return {"transcript": str(made.pk)}


def _heard(voice: Voice, engine: Engine, step: Step) -> list[tuple[int, int, str]]:
    whole = (voice.duration_ms or 0) // 1000
    said = _("Escribiendo %(folio)s") % {"folio": voice.folio}
    step(0, whole, said)
    pieces = []
    if voice.sound is None:
        raise VoicesRefused(_("Esta voz no tiene sonido."))
    for one in engine.hear(voice.sound.path(), voice.language):
        pieces.append((one.start_ms, one.end_ms, one.text))
        step(min(whole, one.end_ms // 1000), whole, said)
    return pieces


@transaction.atomic
def _keep(voice: Voice, pieces: list[tuple[int, int, str]], engine: Engine, job: Job, *, now: datetime) -> Transcript:
    facts = {"engine": type(engine).__name__, "model": engine.name, "job": str(job.pk)}
    by = Person.objects.filter(pk=job.asked_by_id).first() if job.asked_by_id else None
    reading = Reading(TranscriptKind.AUTOMATIC, voice.language, facts=facts)
    return transcribe(voice, drafted(pieces, voice.duration_ms), reading=reading, by=by, now=now)


def _ready(voice: Voice, now: datetime) -> Engine:
    engine = installed_engine()
    if engine is None:
        raise VoicesRefused(_("Este programa no tiene instalado con qué escribir sola una grabación."))
    require(machine_may_write(voice.language, engine.languages))
    for what in (None, What.QUOTE):
        [(_thing, ruling)] = permitted([voice], use=Use.ANALYSIS, on=now.date(), what=what)
        if not ruling:
            raise VoicesRefused(said_ruling(ruling))
    if voice.sound is None or voice.sound.erased_at is not None:
        raise VoicesRefused(_("Esta voz no tiene sonido."))
    return engine


def _pending() -> list[Job]:
    return list(Job.objects.filter(kind=WRITE_DOWN, state__in=["waiting", "running"]))
