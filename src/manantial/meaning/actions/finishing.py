"""Saying that one has coded a whole voice, and going on with it after all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import MeaningRefused
from manantial.meaning.models import CodedVoice
from manantial.people.models import Person
from manantial.voices.models import Voice


@transaction.atomic
def finish_coding(voice: Voice, *, by: Person, now: datetime) -> CodedVoice:
    """Say that one has read the whole voice and put every code one saw. Saying it again changes nothing."""
    said = CodedVoice.objects.filter(voice=voice, by_id=by.pk, retired_at=None).first()
    if said is not None:
        return said
    said = CodedVoice.objects.create(voice=voice, by_id=by.pk, at=now)
    record("voice.coded_whole", voice, by=by, now=now, community=voice.community, facts={"voice": str(voice.pk)})
    return said


@transaction.atomic
def go_on_coding(voice: Voice, *, by: Person, now: datetime) -> CodedVoice:
    """Take back one's own word that a voice is coded. Raises MeaningRefused when one had not said so."""
    said = CodedVoice.objects.filter(voice=voice, by_id=by.pk, retired_at=None).first()
    if said is None:
        raise MeaningRefused(Ruling.no(_("Usted no había dicho que terminó esta voz.")))
    said.retired_at = now
    said.save(update_fields=["retired_at"])
    record("voice.coding_again", voice, by=by, now=now, community=voice.community, facts={"voice": str(voice.pk)})
    return said
