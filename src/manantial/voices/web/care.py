"""What to take care of while somebody chooses how a voice is credited: told at that moment, not after."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from manantial.kernel.dates import PartialDate
from manantial.kernel.remembered import read_remembered
from manantial.people.access import Request, address, find
from manantial.people.choices import communities
from manantial.territory.models import Community
from manantial.voices.actions import limit_credit
from manantial.voices.models import Voice
from manantial.voices.queries import said, seat_warning, usual_answers
from manantial.voices.rules import ATTRIBUTION_WORDS, Attribution
from manantial.voices.web.showing import Care, care_of


@address("voices.edit")
@require_GET
def credit_check(request: Request) -> HttpResponse:
    """The warnings for the credit that is being chosen, of a kept voice (`voz`) or of one being typed."""
    asked = request.GET
    credit = asked.get("permiso-attribution") or asked.get("attribution") or ""
    answer = asked.get("permiso-preset") or asked.get("preset") or ""
    card = "ficha" in asked  # who speaks is being corrected: whatever its permissions say, it may be credited widely
    wide = not asked.get("credit_limit") and (card or _attribution(credit, answer) is Attribution.ROLE_COMMUNITY)
    if "voz" in asked:
        cares = cares_of(
            find(request, "voices.edit", Voice.objects.select_related("community"), asked["voz"]), wide=wide
        )
    else:
        cares = _typed(request) if wide else []
    name = "credit_limit" if card else "permiso-attribution" if "permiso-preset" in asked else "attribution"
    return render(request, "voices/care.html", {"cares": cares, "chosen_in": name})


@address("voices.edit")
@require_POST
def credit_limit(request: Request, pk: UUID) -> HttpResponse:
    """Say less of whose words they are, because the credit that was allowed gives the person away."""
    voice = find(request, "voices.edit", Voice, pk)
    asked = request.POST.get("credito", "")
    if asked not in set(Attribution):
        raise Http404
    limit_credit(voice, most=Attribution(asked), by=request.actor.person, now=timezone.now())
    word = said(ATTRIBUTION_WORDS, asked)
    messages.success(request, _("Desde ahora se dice «%(word)s». Se cambia en «Corregir».") % {"word": word})
    return redirect("voices:voice", pk=pk)


def cares_of(voice: Voice, *, wide: bool = True) -> list[Care]:
    """What who asks for a permission of this voice should know before writing it down."""
    found = []
    if voice.minor:
        found.append(Care(_("Es menor de edad: lo da su madre, padre o tutor, con firma o huella, y la prueba.")))
    if voice.children_seen:
        said = _("Se reconocen niñas o niños: hace falta permiso escrito de quien tiene su custodia, o taparlos.")
        found.append(Care(said))
    if voice.faces_seen:
        said = _("En la imagen se reconoce a personas: hace falta el permiso de cada una, o taparlas.")
        found.append(Care(said))
    if wide and not voice.credit_limit:
        found += _seat(voice.role, voice.community, voice.recorded, reserved=voice.community_reserved)
    return found


def _typed(request: Request) -> list[Care]:
    asked = request.GET
    key = asked.get("community", "")
    place = communities().filter(pk=key).first() if len(key) == 36 else None
    recorded = read_remembered(asked.get("recorded", ""))
    return _seat(asked.get("role", ""), place, recorded, reserved="community_reserved" in asked)


def _seat(role: str, place: Community | None, recorded: PartialDate, *, reserved: bool) -> list[Care]:
    seen = seat_warning(role, place, recorded, reserved=reserved)
    if seen is None:
        return []
    care = care_of(seen)
    return [replace(care, said=_("Si se dice cargo y comunidad: %(why)s") % {"why": care.said})]


def _attribution(chosen: str, preset: str) -> Attribution | None:
    """What was chosen, or what goes with the usual answer."""
    if chosen in set(Attribution):
        return Attribution(chosen)
    usual = usual_answers().get(preset)
    return usual.attribution if usual else None
