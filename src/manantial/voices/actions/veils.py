"""Hiding faces in a film: a job makes a covered copy, which takes the place of what was shown; the sound stays."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from manantial.jobs.actions import Step, enqueue, handler
from manantial.jobs.models import Job
from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.press import film, images
from manantial.vault.actions import adopt_file, keep
from manantial.voices.actions.pictures import MOST_REGIONS, Region, erase_copies
from manantial.voices.actions.refusals import VoicesRefused, require
from manantial.voices.models import Voice
from manantial.voices.queries.pages import VEIL
from manantial.voices.rules import region


def ask_veil(voice: Voice, *, regions: Sequence[Region] = (), by: Person | None, now: datetime) -> Job:
    """Ask for a copy of a film with these parts covered all along; without any, all of it is made unreadable.

    Raises VoicesRefused when there is no film to show yet or any more.
    """
    _require_film(voice)
    for one in regions[:MOST_REGIONS]:
        require(region(one))
    payload: dict[str, object] = {"voice": str(voice.pk), "regions": [list(one) for one in regions[:MOST_REGIONS]]}
    return enqueue(VEIL, payload, now=now, by=by.pk if by else None)


def veil_film(voice: Voice, regions: Sequence[Region], *, by: Person | None, now: datetime, step: Step) -> None:
    """Make the covered copy from the one that is shown, so that what was covered before stays covered.

    Who can be recognised must be said again by somebody who watches it; until then it stays in the team. Raises
    VoicesRefused, film.NotFilm.
    """
    source = _require_film(voice)
    total = max(1, (voice.duration_ms or 0) // 1000)
    said = _("Tapando caras de %(folio)s") % {"folio": voice.folio}
    step(0, total, said)
    with tempfile.TemporaryDirectory(dir=settings.HOME.path, prefix="making-") as folder:
        covered = Path(folder) / "covered.mp4"
        film.write_veiled(source, covered, regions, progress=lambda done: step(min(total, done // 1000), total, said))
        small = images.thumbnail(film.still(covered))
        _put(voice, covered, small, by=by, now=now)
    step(total, total, said)


@transaction.atomic
def _put(voice: Voice, covered: Path, small: bytes, *, by: Person | None, now: datetime) -> None:
    fresh = (
        Voice.objects.select_for_update(of=("self",)).select_related("film", "thumbnail", "community").get(pk=voice.pk)
    )
    if fresh.film is None or fresh.film.erased_at is not None:
        return  # taken back and erased while it was being covered
    former = [fresh.film, fresh.thumbnail]
    fresh.film = adopt_file(
        covered, media_type="video/mp4", name=f"{fresh.folio}.mp4", now=now, duration_ms=fresh.duration_ms
    )
    fresh.thumbnail = keep(small, media_type="image/jpeg", name=f"{fresh.folio}-m", now=now)
    fresh.veiled, fresh.faces_seen, fresh.children_seen = True, None, None
    fresh.save(update_fields=["film", "thumbnail", "veiled", "faces_seen", "children_seen"])
    facts = {"erased": erase_copies(former, fresh, by=by, now=now)}
    record("voice.film_hidden", fresh, by=by, now=now, community=fresh.community, facts=facts)


def _require_film(voice: Voice) -> Path:
    if voice.film is None or voice.film.erased_at is not None:
        raise VoicesRefused(_("Este video todavía se está preparando, o ya no está."))
    return voice.film.path()


@handler(VEIL)
def _veil(job: Job, step: Step) -> dict[str, object]:
    voice = Voice.objects.select_related("film").get(pk=UUID(str(job.payload["voice"])))
    by = Person.objects.filter(pk=job.asked_by_id).first() if job.asked_by_id else None
    regions = [tuple(one) for one in job.payload["regions"]]
    veil_film(voice, regions, by=by, now=step.clock(), step=step)
    return {"voice": str(voice.pk)}
