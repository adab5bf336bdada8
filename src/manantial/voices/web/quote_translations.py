"""The translation under a quote: its whole turn is shown, and somebody says which of its words are the quote's."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.voices.actions import VoicesRefused, choose_translation
from manantial.voices.models import Fragment, Turn
from manantial.voices.queries import fragment_page, line_of, said, translations_of
from manantial.voices.rules import LANGUAGE_WORDS, Place, locate

_LONGEST = 5000  # letters


def beneath(fragment: Fragment) -> list[dict[str, object]]:
    """The translations of a fragment as its page shows them."""
    shown: list[dict[str, object]] = []
    for one in translations_of(fragment):
        before, words, after = one.pieces()
        language = said(LANGUAGE_WORDS, one.version.language)
        shown.append({"one": one, "language": language, "before": before, "words": words, "after": after})
    return shown


@address("voices.edit")
@require_POST
def fragment_translation(request: Request, pk: UUID) -> HttpResponse:
    """Say which words of a translation are those of a fragment."""
    fragment = find(request, "voices.edit", Fragment.objects.select_related("voice__community", "turn"), pk)
    turns = Turn.objects.filter(transcript__voice=fragment.voice_id).select_related("transcript")
    turn = turns.filter(pk__in=[line_of(request.POST.get("turn", ""))]).first()
    by, now = request.actor.person, timezone.now()
    try:
        if turn is not None and fragment_page(pk, on=today()).analysis:
            place = _place(request, turn)
            choose_translation(fragment, turn, start=place.start, end=place.end, by=by, now=now)
            messages.success(request, _("Quedó dicho qué palabras son. Con la cita salen solo esas."))
        else:
            messages.error(request, _("Esa traducción ya no está."))
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('voices:fragment', args=[pk])}#traduccion")


def _place(request: Request, turn: Turn) -> Place:
    """Where the words that were sent stand in the turn. Raises VoicesRefused when that is not clear."""
    words, at = request.POST.get("words", "")[:_LONGEST].strip(), request.POST.get("place", "")
    found = locate(words, [(turn.pk, turn.text)])
    pointed = [one for one in found if at.isdecimal() and one.start == int(at[:9])]
    if not found:
        raise VoicesRefused(_("Esas palabras no están en la traducción. Cópielas tal como están escritas."))
    if len(found) > 1 and not pointed:
        raise VoicesRefused(_("Están %(n)d veces. Copie algunas palabras más para saber cuál.") % {"n": len(found)})
    return (pointed or found)[0]
