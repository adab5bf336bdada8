"""Asking a machine for a first draft, following it, stopping it. Nothing of it is shown where no model is installed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manantial.jobs.actions import cancel
from manantial.jobs.models import Job
from manantial.people.access import Request, address, find
from manantial.press.recognition import installed_engine
from manantial.voices.actions import VoicesRefused, ask_for_words, writing_down
from manantial.voices.models import Voice
from manantial.voices.rules import machine_may_write


@dataclass(frozen=True)
class Machine:
    """What the page says of the machine: the work that goes on, or why it may not be asked."""

    job: Job | None
    refusal: str
    model: str


def machine_for(voice: Voice) -> Machine | None:
    """What may be asked for this voice; None without a model or without sound, and then nothing is shown."""
    engine = installed_engine()
    if engine is None or voice.sound_id is None:
        return None
    ruling = machine_may_write(voice.language, engine.languages)
    return Machine(writing_down(voice), "" if ruling else ruling.say(gettext), engine.name)


@address("voices.edit")
@require_POST
def words_by_machine(request: Request, pk: UUID) -> HttpResponse:
    """Ask for a draft, or stop the one that is being written."""
    voice = find(request, "voices.edit", Voice.objects.select_related("sound"), pk)
    now = timezone.now()
    job = writing_down(voice)
    try:
        if "parar" not in request.POST:
            ask_for_words(voice, by=request.actor.person, now=now)
            messages.success(request, _("Se está escribiendo. Puede seguir con otra cosa."))
        elif job is not None:
            cancel(job, now=now)
            messages.success(request, _("Se paró. No se guardó nada a medias."))
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect("voices:transcript", pk=pk)
