"""Making people in a picture unrecognisable before it is published; the copies that showed them are erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.press import images
from manantial.vault.actions import erase, keep
from manantial.vault.models import Blob
from manantial.voices.actions.faces import hide_faces
from manantial.voices.actions.intake import SHOWN_SIDE
from manantial.voices.actions.refusals import VoicesRefused, require
from manantial.voices.models import FaceAnswer, Fragment, Voice
from manantial.voices.rules import region

MOST_REGIONS = 40
Region = tuple[int, int, int, int]


@dataclass(frozen=True)
class Hiding:
    """What is hidden of a picture or a film, and who can still be recognised afterwards."""

    regions: Sequence[Region] = ()
    kept: Region | None = None  # of a picture: cut to this part
    faces_seen: int | None = None
    children_seen: int | None = None
    gone: Sequence[FaceAnswer] = ()  # those who answered and are no longer seen


@transaction.atomic
def blur_picture(
    voice: Voice, hiding: Hiding, *, erase_original: bool = False, by: Person | None, now: datetime
) -> None:
    """Put a copy with hidden parts (and only the part `kept`, in thousandths) in the place of the picture of a voice.

    What is shown, printed and cut from now on comes from that copy; the earlier copies are erased. The original stays
    in the vault, shown nowhere, unless `erase_original`. Raises VoicesRefused when there is nothing to hide or no
    picture any more.
    """
    source, regions, kept = voice.picture, hiding.regions[:MOST_REGIONS], hiding.kept
    if source is None or source.erased_at is not None:
        raise VoicesRefused(_("Esta voz ya no tiene imagen."))
    if not regions and kept is None:
        raise VoicesRefused(_("Marque qué tapar o qué parte dejar."))
    for one in (*regions, *([kept] if kept else [])):
        require(region(one))
    shown = images.hide(source.path(), regions)
    if kept is not None:
        shown = images.crop(shown.content, kept)
    shown = images.prepare(shown.content, longest=SHOWN_SIDE)
    former = [voice.picture, voice.thumbnail, *_cut_before(voice)]
    voice.picture = keep(shown.content, media_type=shown.media_type, name=voice.folio, now=now)
    small = images.thumbnail(shown.content)
    voice.thumbnail = keep(small, media_type="image/jpeg", name=f"{voice.folio}-m", now=now)
    _note_hidden(voice, hiding, now=now)
    voice.save(update_fields=["picture", "thumbnail", "faces_seen", "children_seen", "veiled"])
    if erase_original:
        former.append(voice.original)
    erased = erase_copies(former, voice, by=by, now=now)
    facts = {"hidden": len(regions), "cropped": kept is not None, "erased": erased}
    record("voice.picture_hidden", voice, by=by, now=now, community=voice.community, facts=facts)


def _note_hidden(voice: Voice, hiding: Hiding, *, now: datetime) -> None:
    hide_faces(voice, hiding.gone, now=now)
    voice.faces_seen, voice.children_seen, voice.veiled = hiding.faces_seen, hiding.children_seen, True


def _cut_before(voice: Voice) -> list[Blob]:
    """The parts of fragments that were cut from the earlier picture; they are cut anew when next asked for."""
    cut = list(Fragment.objects.filter(voice=voice).exclude(clip=None).exclude(region=None).select_related("clip"))
    Fragment.objects.filter(pk__in=[one.pk for one in cut]).update(clip=None)
    return [one.clip for one in cut if one.clip is not None]


def _uses(blob: Blob) -> Q:
    return Q(original=blob) | Q(picture=blob) | Q(film=blob) | Q(thumbnail=blob)


def erase_copies(blobs: Sequence[Blob | None], voice: Voice, *, by: Person | None, now: datetime) -> int:
    """Erase copies that nobody needs any more; the original of a small picture may be the very same file."""
    standing = {voice.picture_id, voice.film_id, voice.thumbnail_id}
    count = 0
    for blob in {one.pk: one for one in blobs if one is not None}.values():
        needed = blob.pk in standing or Voice.objects.filter(_uses(blob)).exclude(pk=voice.pk).exists()
        asked = blob.pk != voice.original_id or blobs[-1] is voice.original
        if not needed and asked and blob.erased_at is None:
            erase(blob, reason=voice.folio, by=by, now=now)
            count += 1
    return count
