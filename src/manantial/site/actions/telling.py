"""What people tell: from their account, or into a mailbox without one, and what their folio and key open for them.

A mailbox is opened by staff for some days, at a table or with a QR on the wall. Who tells there gets a folio and a
key; the key is kept only as a digest, so nobody can read it again, but staff may give another one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext

from manantial.kernel.dates import PartialDate
from manantial.kernel.digests import sha256_bytes
from manantial.kernel.rulings import gettext_noop
from manantial.ledger.actions import record
from manantial.people.actions import note_wrong_code, refuse_many_codes
from manantial.people.models import Attempt, Person
from manantial.people.rules import CODE_ALPHABET, CODE_LENGTH, tidy_code
from manantial.site.models import StoryBox, StoryKey
from manantial.territory.models import Community
from manantial.voices.actions import (
    Permission,
    Upload,
    VoiceProfile,
    VoicesRefused,
    add_voice,
    link_person,
    record_consent,
)
from manantial.voices.models import Voice
from manantial.voices.rules import ConsentForm, UsualAnswer, VoiceGroup, VoiceKind, VoiceState

LONGEST_OPEN = timedelta(days=60)
MOST_AN_HOUR = 60  # stories into one mailbox: a full assembly, and not a machine


@dataclass(frozen=True)
class ToldPhoto:
    """A photo of a story: what is seen, and how many children and others can be recognised."""

    upload: Upload | None
    seen: str = ""
    children: int | None = None
    faces: int | None = None


@transaction.atomic
def tell_story(
    community: Community | None,
    *,
    answer: UsualAnswer,
    words: str = "",
    sound: Upload | None = None,
    photo: ToldPhoto | None = None,
    title: str = "",
    minor: bool = False,
    by: Person | None,
    now: datetime,
) -> Voice:
    """Somebody tells something, with the permission chosen there; it waits in the mailbox until staff has heard it.

    It is a voice, a photo, or words alone; without `by` it is nobody's in particular. Raises VoicesRefused, and keeps
    nothing, when there is nothing to keep or the file cannot be opened.
    """
    kind = VoiceKind.SOUND if sound else VoiceKind.PHOTO if photo else VoiceKind.TEXT
    pictured = photo if photo and not sound else ToldPhoto(None)
    voice = add_voice(
        kind,
        title=title or gettext("Relato de %(place)s") % {"place": community or gettext("la alianza")},
        profile=_profile(community, words, pictured, minor=minor, by=by, now=now),
        upload=sound or pictured.upload,
        words=words,
        state=VoiceState.RECEIVED,
        by=by,
        now=now,
    )
    record_consent(voice, permission=_own_permission(answer, by, now), by=by, now=now)
    if by is not None:
        link_person(voice, by, by=by, now=now)  # so that she can follow it, add to it and take it back herself
    return voice


@transaction.atomic
def open_box(*, community: Community | None, until: datetime, by: Person | None, now: datetime) -> StoryBox:
    """Open a mailbox for stories without an account. Raises VoicesRefused for an end that is past or too far."""
    if not now < until <= now + LONGEST_OPEN:
        raise VoicesRefused(gettext("Un buzón se cierra a más tardar en sesenta días: escriba otro día."))
    box = StoryBox.objects.create(
        code=_new_code(), community=community, opened_at=now, closes_at=until, opened_by_id=by.pk if by else None
    )
    record("box.opened", box, by=by, now=now, community=community, facts={"until": until.isoformat()})
    return box


@transaction.atomic
def close_box(box: StoryBox, *, by: Person | None, now: datetime) -> None:
    """Close a mailbox before its day; closing twice changes nothing."""
    if box.closed_at is None:
        box.closed_at = now
        box.save(update_fields=["closed_at"])
        record("box.closed", box, by=by, now=now, community=box.community)


def refuse_many_stories(box: StoryBox, *, now: datetime) -> None:
    """Raise VoicesRefused when more came into a mailbox within an hour than people can tell; else count one more."""
    key = f"box:{box.pk}"
    if Attempt.objects.filter(key=key, at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise VoicesRefused(gettext("Han llegado muchos relatos en una hora. Espere un rato; lo suyo sigue aquí."))
    Attempt.objects.create(key=key, at=now)


@transaction.atomic
def give_key(voice: Voice, *, by: Person | None, now: datetime) -> str:
    """Give a voice a new key and return it, this once; with its folio it opens the page of that voice alone.

    An earlier key opens nothing any more.
    """
    code = _new_code()
    StoryKey.objects.create(voice=voice, digest=_digest(voice, code), made_at=now)
    record("voice.key_given", voice, by=by, now=now, community=voice.community)
    return code


def follow_by_key(folio: str, code: str, *, address: str, now: datetime) -> Voice:
    """The voice of a folio and its key. Raises people's WrongSecret, always with the same words.

    `address` is the mark of where one asks from: ten wrong keys an hour are enough.
    """
    refuse_many_codes(address, now=now)
    voice = Voice.objects.filter(folio=folio.strip().upper()).first()
    key = StoryKey.objects.filter(voice=voice).last() if voice else None
    if voice is None or key is None or not secrets.compare_digest(key.digest, _digest(voice, tidy_code(code))):
        raise note_wrong_code(
            address,
            gettext_noop("El folio y la clave no coinciden. Revise su comprobante y vuelva a intentar."),
            now=now,
        )
    return voice


def _profile(
    community: Community | None, words: str, pictured: ToldPhoto, *, minor: bool, by: Person | None, now: datetime
) -> VoiceProfile:
    return VoiceProfile(
        group=VoiceGroup.COMMITTEE if by else VoiceGroup.HOUSEHOLDS,
        community=community,
        recorded=PartialDate.on(localdate(now)),
        summary=words[:200],
        minor=minor,
        picture_alt=pictured.seen,
        children_seen=pictured.children,
        faces_seen=pictured.faces,
    )


def _digest(voice: Voice, code: str) -> str:
    return sha256_bytes(f"{voice.pk}:{code}".encode())


def _new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _place in range(CODE_LENGTH))


def _own_permission(answer: UsualAnswer, by: Person | None, now: datetime) -> Permission:
    if by is None and answer.names:
        raise VoicesRefused(gettext("Sin cuenta no se dice el nombre: escoja otra respuesta o pida ayuda al equipo."))
    where = gettext("Lo escogió en su propia cuenta, al contarlo.") if by else gettext("Lo escogió en el buzón.")
    return Permission(
        scopes=answer.scopes,
        form=ConsentForm.RECORDED,
        given_on=localdate(now),
        attribution=answer.attribution,
        attribution_name=by.name if by and answer.names else "",
        answer=answer.title,
        answer_about=answer.about,
        evidence_note=where,
    )
