"""Choosing which words of a translation stand for a quote: by somebody who knows both languages, never by counting."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.voices.actions.refusals import VoicesRefused, require
from manantial.voices.models import Fragment, QuoteTranslation, Turn
from manantial.voices.rules import TranscriptKind, text_span


@transaction.atomic
def choose_translation(
    fragment: Fragment, turn: Turn, *, start: int, end: int, by: Person | None, now: datetime
) -> QuoteTranslation:
    """Say that these letters of a turn of a translation are what the fragment says.

    Raises VoicesRefused for a fragment without words, for a turn that translates another one, and for letters that are
    not there.
    """
    source = fragment.turn
    if source is None or not fragment.quote:
        raise VoicesRefused(_("Este fragmento no tiene palabras que traducir."))
    if turn.transcript.kind != TranscriptKind.TRANSLATION or turn.transcript.voice_id != fragment.voice_id:
        raise VoicesRefused(_("Esas palabras no son de una traducción de esta voz."))
    if turn.lineage != source.lineage:
        raise VoicesRefused(_("Esas palabras traducen otro turno."))
    require(text_span(start, end, turn.text))
    made = QuoteTranslation.objects.create(
        fragment=fragment,
        turn=turn,
        start_char=start,
        end_char=end,
        words=turn.text[start:end],
        quote=fragment.quote,
        chosen_by_id=by.pk if by else None,
        chosen_at=now,
    )
    facts = {"language": turn.transcript.language, "letters": end - start, "voice": str(fragment.voice_id)}
    record("fragment.translated", fragment, by=by, now=now, community=fragment.voice.community, facts=facts)
    return made
