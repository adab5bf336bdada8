"""Writing down what a voice says: the page with the sound and the turns, its drafts, and saying that it is right."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.voices.actions import (
    Reading,
    TypedTurn,
    VoicesRefused,
    drop_turns,
    keep_turns,
    review_transcript,
    transcribe,
)
from manantial.voices.models import Transcript, Voice
from manantial.voices.queries import line_of, permitted, said_ruling, unjoined, writing_of
from manantial.voices.rules import TranscriptKind, TurnText, Use, What, closed, read_turns, write_turns
from manantial.voices.web.automatic import machine_for
from manantial.voices.web.voice_forms import TranscriptForm

_MOST = 20_000  # turns of one transcript


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def voice_transcript(request: Request, pk: UUID) -> HttpResponse:
    """Write or correct what is said; each saving is a new version and the earlier ones stay."""
    voice = find(request, "voices.edit", Voice.objects.select_related("sound"), pk)
    account = request.actor.account
    refused = refusal_of(voice)
    if refused or account is None:
        messages.error(request, refused)
        return redirect("voices:voice", pk=pk)
    writing = writing_of(voice, account)
    kept = write_turns([replace(row.turn, end_ms=None) for row in writing.rows])
    language = writing.below.language if writing.below else voice.language
    form = TranscriptForm(request.POST or None, initial={"words": kept, "language": language})
    if request.method == "POST" and form.is_valid():
        made = _save(request, voice, form)
        if made is not None:
            drop_turns(voice, account=account)
            return after_saving(request, made)
    context = {
        "title": _("Palabras de %(folio)s") % {"folio": voice.folio},
        "form": form,
        "voice": voice,
        "writing": writing,
        "automatic": machine_for(voice),
        "seconds": None if voice.duration_ms is None else voice.duration_ms / 1000,
    }
    return render(request, "voices/transcript.html", context)


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def transcript_draft(request: Request, pk: UUID) -> JsonResponse:
    """The turns as they are being typed: GET gives them, POST keeps those that changed, or forgets them all."""
    voice = find(request, "voices.edit", Voice, pk)
    account = request.actor.account
    if account is None or refusal_of(voice):
        return JsonResponse({"turns": [], "below": None}, status=403)
    if request.method == "GET":
        writing = writing_of(voice, account)
        turns = [_shown(row.key, row.place, row.turn) for row in writing.rows]
        below = str(writing.below.pk) if writing.below else ""
        return JsonResponse({"turns": turns, "below": below, "draft": writing.kept_at is not None})
    sent = read_json(request.body.decode("utf-8", errors="replace"))
    if sent.get("forget"):
        drop_turns(voice, account=account)
        return JsonResponse({"kept": 0})
    over = _below(voice, str(sent.get("below", "")))
    typed = [one for one in map(_typed, rows_of(sent)) if one is not None]
    kept = keep_turns(voice, typed, below=over, account=account, now=timezone.now())
    return JsonResponse({"kept": kept})


@address("voices.edit")
@require_POST
def transcript_review(request: Request, pk: UUID) -> HttpResponse:
    """Say that the words were listened to and are right."""
    transcript = find(request, "voices.edit", Transcript.objects.select_related("voice"), pk)
    person = request.actor.person
    if person is not None:
        review_transcript(transcript, by=person, now=timezone.now())
        messages.success(request, _("Quedó anotado que usted la revisó."))
    return redirect("voices:voice", pk=transcript.voice_id)


def refusal_of(voice: Voice) -> str:
    """Why the words of a voice may not be read today; empty when they may."""
    for what in (None, What.QUOTE):
        [(_thing, ruling)] = permitted([voice], use=Use.ANALYSIS, on=today(), what=what)
        if not ruling:
            return said_ruling(ruling)
    return ""


def _save(request: Request, voice: Voice, form: TranscriptForm) -> Transcript | None:
    data = form.cleaned_data
    turns = _sent(request.POST.get("turns", ""), voice) or read_turns(data["words"], voice.duration_ms)
    below = _below(voice, request.POST.get("below", ""))
    same = below is not None and below.language == data["language"] and data["kind"] is not TranscriptKind.TRANSLATION
    alone = "below" in request.POST and below is None
    base = below if same else None
    reading = Reading(data["kind"], data["language"], data["translator"], base=base, alone=alone)
    try:
        return transcribe(voice, turns, reading=reading, by=request.actor.person, now=timezone.now())
    except VoicesRefused as error:
        form.add_error("words", str(error))
        return None


def after_saving(request: Request, made: Transcript) -> HttpResponse:
    """Where to go once it is saved: to the joining page when somebody else saved meanwhile."""
    others = unjoined(list(Transcript.objects.filter(voice=made.voice_id)), made)
    if others:
        said = _(
            "Otra persona guardó la versión %(other)d mientras usted escribía. La suya es la %(n)d. Las dos se quedan."
        )
        messages.warning(request, said % {"other": others[-1].version, "n": made.version})
        return redirect("voices:join", pk=made.voice_id, other=others[-1].pk)
    if made.kind == TranscriptKind.TRANSLATION:
        messages.success(request, _("Se guardó la traducción. Falta que otra persona la valide."))
        return redirect("voices:version", pk=made.pk)
    messages.success(request, _("Se guardó la versión %(n)d.") % {"n": made.version})
    return redirect("voices:voice", pk=made.voice_id)


def _sent(text: str, voice: Voice) -> list[TurnText]:
    """The turns that the page sent one by one, each with its line; none when it sent the whole text."""
    found = []
    for row in rows_of(read_json(text)):
        typed = _typed(row)
        if typed and not typed.gone and typed.text.strip():
            end = row.get("end")
            end_ms = end if isinstance(end, int) and typed.start_ms is not None and end > typed.start_ms else None
            found.append(
                TurnText(" ".join(typed.text.split()), typed.speaker, typed.start_ms, end_ms, line_of(typed.key))
            )
    return closed(found, voice.duration_ms)


def _below(voice: Voice, key: str) -> Transcript | None:
    line = line_of(key)
    return Transcript.objects.filter(voice=voice, pk=line).first() if line else None


def read_json(text: str) -> dict[str, Any]:
    """What a script sent; nothing when it is not an object."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def rows_of(sent: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The turns that a script sent."""
    rows = sent.get("turns")
    return [row for row in rows[:_MOST] if isinstance(row, dict)] if isinstance(rows, list) else []


def _typed(row: dict[str, Any]) -> TypedTurn | None:
    """A turn as the page sends it; None when it has no key or place."""
    key, place, start = row.get("key"), row.get("place"), row.get("start")
    if not isinstance(key, str) or not key or not isinstance(place, (int, float)):
        return None
    second = start if isinstance(start, int) and 0 <= start < 2**31 else None
    words = str(row.get("speaker") or "").strip()[:80], str(row.get("text") or "")
    return TypedTurn(key, float(place), words[0], second, words[1], bool(row.get("gone")))


def _shown(key: str, place: float, turn: TurnText) -> dict[str, object]:
    return {
        "key": key,
        "place": place,
        "speaker": turn.speaker,
        "start": turn.start_ms,
        "end": turn.end_ms,
        "text": turn.text,
    }
