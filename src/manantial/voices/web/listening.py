"""Sounds and pictures. At the desk the gate is asked for analysis; in public for the internet, at every request."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.vault.models import Blob
from manantial.vault.streaming import ranged
from manantial.voices.actions import VoicesRefused, clip_of, picture_of
from manantial.voices.models import Consent, FaceAnswer, Fragment, Voice
from manantial.voices.queries import permitted
from manantial.voices.rules import Use, What


@address("voices.see")
@require_GET
def voice_sound(request: Request, pk: UUID) -> HttpResponseBase:
    """The whole sound of a voice, for who works with it; the browser may ask for any part."""
    return _desk(request, pk, "sound")


@address("voices.see")
@require_GET
def voice_film(request: Request, pk: UUID) -> HttpResponseBase:
    """The film of a voice as browsers play it, without the place where it was taken."""
    return _desk(request, pk, "film")


@address("voices.see")
@require_GET
def voice_picture(request: Request, pk: UUID) -> HttpResponseBase:
    """The picture of a voice, without the place where it was taken."""
    return _desk(request, pk, "picture")


@address("voices.see")
@require_GET
def voice_thumbnail(request: Request, pk: UUID) -> HttpResponseBase:
    """The small picture of a voice, for lists."""
    return _desk(request, pk, "thumbnail")


@address("consents.edit")
@require_GET
def consent_evidence(request: Request, pk: UUID) -> HttpResponseBase:
    """The proof of a permission, for who may record permissions."""
    consent = find(request, "consents.edit", Consent.objects.select_related("evidence"), pk)
    if consent.evidence is None:
        raise Http404
    return ranged(request, consent.evidence, filename=f"prueba-{consent.given_on}")


@address("consents.edit")
@require_GET
def face_evidence(request: Request, pk: UUID) -> HttpResponseBase:
    """The proof of what somebody in a picture allowed."""
    answer = find(request, "consents.edit", FaceAnswer.objects.select_related("evidence"), pk)
    if answer.evidence is None:
        raise Http404
    return ranged(request, answer.evidence, filename=f"prueba-{answer.given_on}")


@address("public.see")
@require_GET
def fragment_sound(request: Request, pk: UUID) -> HttpResponseBase:
    """The sound of one fragment and nothing more of its voice. The gate is asked now, not when the page was made."""
    fragment = Fragment.objects.select_related("voice__sound", "clip").filter(pk=pk).first()
    if fragment is None or fragment.start_ms is None:
        raise Http404
    [(_thing, ruling)] = permitted([fragment], use=Use.INTERNET, on=today(), what=What.VOICE)
    if not ruling:
        raise Http404
    try:
        clip = clip_of(fragment, now=timezone.now())
    except VoicesRefused as error:
        raise Http404 from error
    return ranged(request, clip, filename=fragment.folio)


@address("voices.see")
@require_GET
def fragment_picture(request: Request, pk: UUID) -> HttpResponseBase:
    """The part of a picture that a fragment is, for who works with it."""
    fragment = find(request, "voices.see", Fragment.objects.select_related("voice__picture", "clip"), pk)
    [(_thing, ruling)] = permitted([fragment], use=Use.ANALYSIS, on=today())
    if not ruling:
        raise Http404
    try:
        return ranged(request, picture_of(fragment, now=timezone.now()), filename=fragment.folio)
    except VoicesRefused as error:
        raise Http404 from error


def _desk(request: Request, pk: UUID, name: str) -> HttpResponseBase:
    voice = find(request, "voices.see", Voice.objects.select_related(name), pk)
    [(_thing, ruling)] = permitted([voice], use=Use.ANALYSIS, on=today())
    blob: Blob | None = getattr(voice, name)
    if not ruling or blob is None:
        raise Http404
    return ranged(request, blob, filename=voice.folio)
