"""The page of a new voice: a file, one that came in pieces, a recording or words; with its permission."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manantial.people.access import Request, address, can, find, visible
from manantial.people.answers import today
from manantial.vault import arrivals
from manantial.vault.actions import VaultFull
from manantial.vault.models import Arrival
from manantial.voices.actions import (
    Span,
    Upload,
    VoicesRefused,
    add_voice,
    ask_preparation,
    mark_fragment,
    record_consent,
)
from manantial.voices.models import Voice
from manantial.voices.queries import said, voice_page
from manantial.voices.rules import CONTENT_OF, KIND_WORDS, LEVEL_WORDS, VoiceKind, What, read_marks, stretch
from manantial.voices.web.arrivals import account_of, chosen
from manantial.voices.web.consent_forms import PermissionForm
from manantial.voices.web.plumbing import upload_of
from manantial.voices.web.showing import warnings_of
from manantial.voices.web.voice_forms import VoiceForm

_SPOKEN = frozenset({What.VOICE, What.VIDEO})


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def voice_new(request: Request) -> HttpResponse:
    """A new voice with its permission, in one screen. Nothing is kept unless everything is."""
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = VoiceForm(data, files, initial=_begun(request))
    on_their_way = form.offer(account_of(request).pk, timezone.now())
    permission = PermissionForm(
        data, files, prefix="permiso", optional=True, initial={"given_on": today(), "preset": ""}
    )
    if request.method == "POST" and form.is_valid() and permission.is_valid():
        made = _add(request, form, permission)
        if made:
            return _after(request, made)
    context = {
        "title": _("Agregar una voz"),
        "form": form,
        "permission": permission,
        "on_their_way": on_their_way,
    }
    return render(request, "voices/voice_new.html", context)


def _begun(request: Request) -> dict[str, str]:
    """What the page that led here knows already of the recording."""
    asked = {"workshop": "taller", "title": "titulo", "language": "lengua"}
    known = {name: request.GET[key] for name, key in asked.items() if request.GET.get(key)}
    kind = request.GET.get("clase", "")
    return {"kind": kind if kind in KIND_WORDS else VoiceKind.SOUND, **known}


@address("voices.edit")
@require_POST
def voice_prepare(request: Request, pk: UUID) -> HttpResponse:
    """Ask again for the sound and the film to be made."""
    voice = find(request, "voices.edit", Voice, pk)
    ask_preparation(voice, by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se va a preparar otra vez."))
    return redirect("voices:voice", pk=pk)


def _add(request: Request, form: VoiceForm, permission: PermissionForm) -> list[Voice]:
    """The voices made, all or none: one for each file that came."""
    try:
        with transaction.atomic():
            came = chosen(account_of(request).pk, form.cleaned_data["arrival"])
            _require_permission(came, permission)
            uploads: list[tuple[Arrival | None, Upload | None]] = [*came] or [(None, _sent(form))]
            return [
                _add_one(request, form, permission, upload, arrival, number if len(uploads) > 1 else 0)
                for number, (arrival, upload) in enumerate(uploads, start=1)
            ]
    except VaultFull as error:
        form.add_error("file", str(error.args[-1]))
    except (VoicesRefused, arrivals.ArrivalRefused) as error:
        form.add_error(None, str(error))
    return []


def _add_one(
    request: Request,
    form: VoiceForm,
    permission: PermissionForm,
    upload: Upload | None,
    arrival: Arrival | None,
    number: int,
) -> Voice:
    data, now, by = form.cleaned_data, timezone.now(), request.actor.person
    title = f"{data['title']} ({number})" if number else data["title"]
    words = data["words"] if number < 2 else ""
    voice = add_voice(data["kind"], title=title, profile=form.profile(), upload=upload, words=words, by=by, now=now)
    given = permission.permission()
    if given is not None:
        proof = upload_of(permission.cleaned_data["evidence"])
        record_consent(voice, permission=given, evidence=proof, by=by, now=now)
    if arrival is not None:
        _mark(request, voice, arrival)
        arrivals.close(arrival, now=now)
    return voice


def _mark(request: Request, voice: Voice, arrival: Arrival) -> None:
    """What was typed while recording becomes fragments by seconds."""
    if CONTENT_OF[voice.kind] not in _SPOKEN:
        return
    for mark in read_marks(arrival.facts.get("marks")):
        part = stretch(mark, voice.duration_ms)
        if part is not None:
            span = Span(start_ms=part[0], end_ms=part[1])
            mark_fragment(voice, span=span, title=mark.text, by=request.actor.person, now=timezone.now())


def _require_permission(came: list[tuple[Arrival, Upload]], permission: PermissionForm) -> None:
    """Who recorded here has asked: the answer is written down with the recording, be it the narrowest."""
    recorded = any(arrival.purpose == arrivals.RECORDING for arrival, _upload in came)
    if recorded and permission.permission() is None:
        raise VoicesRefused(
            _("Escriba qué permitió la persona a quien grabó. Si no dijo más, escoja «Solo para estudiarlo».")
        )


def _sent(form: VoiceForm) -> Upload | None:
    return upload_of(form.cleaned_data["file"])


def _after(request: Request, made: list[Voice]) -> HttpResponse:
    """Say what was kept, warn when the credit alone gives somebody away, and go on where it makes sense."""
    folios = ", ".join(voice.folio for voice in made)
    messages.success(request, _("Se guardó la voz %(folio)s.") % {"folio": folios})
    voice = made[0]
    onward = request.GET.get("seguir", "")
    if len(made) == 1 and onward and url_has_allowed_host_and_scheme(onward, None):
        return redirect(f"{onward}?voz={voice.folio}")
    back = "otra" in request.POST and voice.workshop_id
    if back or len(made) > 1:  # the page of a voice says it beside the player
        for one in made:
            if one.level:
                messages.warning(request, f"{one.folio}: {said(LEVEL_WORDS, one.level)}")
    files = [voice.original_id for voice in made if voice.original_id]
    twins = visible(request.actor, "voices.see", Voice.objects.filter(original__in=files))
    for twin in twins.exclude(pk__in=[voice.pk for voice in made]):
        messages.warning(request, _("Ese mismo archivo ya estaba guardado en %(folio)s.") % {"folio": twin.folio})
    for warning in warnings_of(voice_page(voice.pk, on=today()).uses):
        messages.warning(request, warning.said)
    if back:
        return redirect("voices:workshop", voice.workshop_id)
    if len(made) == 1 and (voice.children_seen or voice.faces_seen) and can(request.actor, "consents.edit", voice):
        return redirect("voices:pictured", pk=voice.pk)
    return redirect("voices:voices") if len(made) > 1 else redirect("voices:voice", pk=voice.pk)
