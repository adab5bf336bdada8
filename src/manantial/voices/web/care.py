"""What to take care of while somebody chooses how a voice is credited: told at that moment, not after."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.kernel.remembered import read_remembered
from manantial.people.access import Request, address, find
from manantial.people.choices import communities
from manantial.voices.models import Voice
from manantial.voices.queries import said_ruling, seat_warning
from manantial.voices.rules import PRESETS, Attribution, Preset


@address("voices.edit")
@require_GET
def credit_check(request: Request) -> HttpResponse:
    """The warnings for the credit that is being chosen, of a kept voice (`voz`) or of one being typed."""
    asked = request.GET
    credit = asked.get("permiso-attribution") or asked.get("attribution") or ""
    answer = asked.get("permiso-preset") or asked.get("preset") or ""
    wide = _attribution(credit, answer) is Attribution.ROLE_COMMUNITY
    if "voz" in asked:
        cares = cares_of(
            find(request, "voices.edit", Voice.objects.select_related("community"), asked["voz"]), wide=wide
        )
    else:
        cares = _typed(request) if wide else []
    return render(request, "voices/care.html", {"cares": cares})


def cares_of(voice: Voice, *, wide: bool = True) -> list[str]:
    """What who asks for a permission of this voice should know before writing it down."""
    found = []
    if voice.minor:
        found.append(_("Es menor de edad: lo da su madre, padre o tutor, con firma o huella, y la prueba."))
    if voice.children_seen:
        found.append(
            _("Se reconocen niñas o niños: hace falta permiso escrito de quien tiene su custodia, o taparlos.")
        )
    if voice.faces_seen:
        found.append(_("En la imagen se reconoce a personas: hace falta el permiso de cada una, o taparlas."))
    place, reserved = voice.community, voice.community_reserved
    warning = seat_warning(voice.role, place, voice.recorded, reserved=reserved)
    if wide and not warning:
        found.append(_("Si se dice cargo y comunidad: %(why)s") % {"why": said_ruling(warning)})
    return found


def _typed(request: Request) -> list[str]:
    asked = request.GET
    key = asked.get("community", "")
    place = communities().filter(pk=key).first() if len(key) == 36 else None
    recorded = read_remembered(asked.get("recorded", ""))
    warning = seat_warning(asked.get("role", ""), place, recorded, reserved="community_reserved" in asked)
    return [] if warning else [_("Si se dice cargo y comunidad: %(why)s") % {"why": said_ruling(warning)}]


def _attribution(chosen: str, preset: str) -> Attribution | None:
    """What was chosen, or what goes with the usual answer."""
    if chosen in set(Attribution):
        return Attribution(chosen)
    return PRESETS[Preset(preset)].attribution if preset in set(Preset) else None
