"""Taking a voice into the memory, correcting who speaks, putting it away; nothing is ever thrown out."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.jobs.actions import Step, enqueue, handler
from manantial.jobs.models import Job
from manantial.kernel.dates import PartialDate
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.people.models import Person
from manantial.press.sound import Progress
from manantial.territory.models import Community
from manantial.voices.actions.former import keep_former
from manantial.voices.actions.intake import Made, TakenIn, Upload, making, take_in, work_of
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.actions.transcripts import Reading, write_version
from manantial.voices.models import Voice, VoicePerson, Workshop
from manantial.voices.queries import VOICE_CARD, stands
from manantial.voices.queries.pages import PREPARE
from manantial.voices.rules import CONTENT_OF, Attribution, VoiceKind, VoiceState, What, read_turns


@dataclass(frozen=True)
class VoiceProfile:
    """Who speaks, as far as the person wants it written down. Only the group is asked of everybody."""

    group: str
    pseudonym: str = ""
    sex: str = ""
    age_range: str = ""
    role: str = ""
    community: Community | None = None
    community_reserved: bool = False
    credit_limit: str = ""
    language: str = "es"
    collective: bool = False
    minor: bool = False
    children_seen: int | None = None
    faces_seen: int | None = None
    workshop: Workshop | None = None
    recorded: PartialDate = field(default_factory=PartialDate)
    place: str = ""
    summary: str = ""
    picture_alt: str = ""
    chosen_because: str = ""
    visibility: str = "organism"


@transaction.atomic
def add_voice(
    kind: str,
    *,
    title: str,
    profile: VoiceProfile,
    upload: Upload | None = None,
    words: str = "",
    state: VoiceState = VoiceState.ACCEPTED,
    by: Person | None,
    now: datetime,
) -> Voice:
    """Take a testimony in: a file, words, or both. Until a permission is recorded it may only be studied.

    Raises VoicesRefused when there is nothing to keep or the file is not what it should be; ValueError for no such
    kind. A long sound is prepared by a job.
    """
    voice = Voice(folio=next_folio(Voice, "VOZ"), kind=VoiceKind(kind), title=title, state=state, received_at=now)
    _describe(voice, profile)
    _require_content(voice, upload, words)
    taken = take_in(upload, VoiceKind(kind), folio=voice.folio, now=now) if upload else None
    if taken is not None:
        _carry(voice, taken)
    voice.save()
    turns = read_turns(words, voice.duration_ms)
    if turns:
        write_version(voice, turns, reading=Reading(language=voice.language), by=by, now=now)
    facts = {"kind": voice.kind, "group": voice.group, "turns": len(turns), "duration_ms": voice.duration_ms}
    record("voice.added", voice, by=by, now=now, community=profile.community, facts=facts)
    if taken is not None and taken.waits:
        ask_preparation(voice, by=by, now=now)
    return voice


@transaction.atomic
def change_profile(voice: Voice, *, title: str, profile: VoiceProfile, by: Person | None, now: datetime) -> None:
    """Correct who speaks or what the testimony is called; what the card said before is kept."""
    before = stands(voice, VOICE_CARD)
    voice.title = title
    _describe(voice, profile)
    keep_former(voice, before, by=by, now=now)
    voice.save()
    record("voice.changed", voice, by=by, now=now, community=profile.community, facts={"group": voice.group})


@transaction.atomic
def limit_credit(voice: Voice, *, most: Attribution, by: Person | None, now: datetime) -> None:
    """Say no more than `most` of whose words they are, whatever the person allowed; what the card said is kept."""
    before = stands(voice, VOICE_CARD)
    voice.credit_limit = most
    keep_former(voice, before, by=by, now=now)
    voice.save()
    record("voice.credit_limited", voice, by=by, now=now, community=voice.community, facts={"most": str(most)})


@transaction.atomic
def accept_voice(voice: Voice, *, by: Person | None, now: datetime) -> None:
    """Take into the memory what came through the mailbox or was put away."""
    voice.state = VoiceState.ACCEPTED
    voice.save(update_fields=["state"])
    record("voice.accepted", voice, by=by, now=now, community=voice.community)


@transaction.atomic
def retire_voice(voice: Voice, *, reason: str, by: Person | None, now: datetime) -> None:
    """Put a voice away: it is used nowhere, and kept. Raises VoicesRefused without a reason."""
    if not reason.strip():
        raise VoicesRefused(_("Diga por qué se guarda aparte."))
    voice.state = VoiceState.RETIRED
    voice.save(update_fields=["state"])
    record("voice.retired", voice, by=by, now=now, reason=reason, community=voice.community)


@transaction.atomic
def keep_as_reading(voice: Voice, *, by: Person | None, now: datetime) -> None:
    """Say that a recording is a text of the alliance read aloud: it keeps its permission and counts as no testimony.

    Raises VoicesRefused when it is no sound, when it was put away, or when something was marked in it already.
    """
    if CONTENT_OF[voice.kind] is not What.VOICE or voice.state == VoiceState.RETIRED:
        raise VoicesRefused(_("Una lectura es una grabación de sonido que no se haya guardado aparte."))
    if voice.fragments.exists():
        raise VoicesRefused(_("Esa voz es un testimonio: tiene fragmentos marcados. Grabe la lectura aparte."))
    if voice.state == VoiceState.ALOUD:
        return
    voice.state = VoiceState.ALOUD
    voice.save(update_fields=["state"])
    record("voice.kept_as_reading", voice, by=by, now=now, community=voice.community)


@transaction.atomic
def link_person(voice: Voice, person: Person, *, by: Person | None, now: datetime) -> None:
    """Write which person a voice is, in a table apart. The ledger does not say who. Raises VoicesRefused if known."""
    if VoicePerson.objects.filter(voice=voice).exists():
        raise VoicesRefused(_("Esta voz ya está unida a una persona."))
    VoicePerson.objects.create(voice=voice, person=person)
    record("voice.person_linked", voice, by=by, now=now, community=voice.community)


def prepare_voice(voice: Voice, *, now: datetime, progress: Progress | None = None) -> None:
    """Make what is heard and watched from the original. Raises sound.NotSound, film.NotFilm; harmless when done twice.

    The long part stands outside of the transaction, so that others can write meanwhile.
    """
    original = voice.original
    if original is None or original.erased_at is not None or voice.sound_id is not None or voice.film_id is not None:
        return
    with making(original, folio=voice.folio, progress=progress) as made:
        _keep_made(voice, made, now=now)


@transaction.atomic
def _keep_made(voice: Voice, made: Made, *, now: datetime) -> None:
    if not Voice.objects.filter(pk=voice.pk, original__erased_at=None).exists():
        return  # taken back and erased while it was being made
    voice.sound, voice.film = made.keep_sound(voice.folio, now=now), made.keep_film(voice.folio, now=now)
    voice.peaks, voice.duration_ms = list(made.peaks), made.duration_ms or voice.duration_ms
    voice.level = made.level
    voice.save(update_fields=["sound", "film", "peaks", "duration_ms", "level"])
    facts = {"duration_ms": voice.duration_ms, "level": voice.level}
    record("voice.prepared", voice, by=None, now=now, facts=facts)


def ask_preparation(voice: Voice, *, by: Person | None, now: datetime) -> Job:
    """Ask for the work of `prepare_voice`, now or again after it failed."""
    return enqueue(PREPARE, {"voice": str(voice.pk)}, now=now, by=by.pk if by else None)


@handler(PREPARE)
def _prepare(job: Job, step: Step) -> dict[str, object]:
    voice = Voice.objects.select_related("original").get(pk=UUID(str(job.payload["voice"])))
    total = work_of(voice.original) // 1000 if voice.original else 0
    message = _("Preparando lo que se oye y se ve de %(folio)s") % {"folio": voice.folio}

    def progress(done: int) -> None:
        step(min(done // 1000, total or 1), total or None, message)

    progress(0)
    prepare_voice(voice, now=step.clock(), progress=progress)
    step(total or 1, total or 1)
    return {"voice": str(voice.pk)}


def _describe(voice: Voice, profile: VoiceProfile) -> None:
    for part in fields(profile):
        setattr(voice, part.name, getattr(profile, part.name))


def _require_content(voice: Voice, upload: Upload | None, words: str) -> None:
    needs_file = CONTENT_OF[voice.kind] is not What.QUOTE
    if needs_file and upload is None:
        raise VoicesRefused(_("Falta el archivo: la grabación, la foto o el dibujo."))
    if not needs_file and not read_turns(words):
        raise VoicesRefused(_("Faltan las palabras: escriba o pegue lo que se dijo."))
    if CONTENT_OF[voice.kind] is What.PHOTO and not voice.picture_alt.strip():
        raise VoicesRefused(_("Diga con palabras qué se ve, para quien no puede verlo."))


def _carry(voice: Voice, taken: TakenIn) -> None:
    voice.original, voice.sound = taken.original, taken.sound
    voice.picture, voice.thumbnail = taken.picture, taken.thumbnail
    voice.duration_ms, voice.peaks, voice.level = taken.duration_ms, list(taken.peaks), taken.level
