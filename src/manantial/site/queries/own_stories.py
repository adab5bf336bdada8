"""The stories that a member told, for herself alone: where each stands, with which permission, and what carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manantial.kernel.dates import say_day
from manantial.people.models import Person
from manantial.voices.models import Consent, Voice, VoicePerson, Withdrawal
from manantial.voices.queries import answer_words, said, shipped_answer, withdrawal_facts
from manantial.voices.rules import (
    USE_WORDS,
    WHAT_WORDS,
    Attribution,
    Preset,
    Use,
    UsualAnswer,
    VoiceState,
    What,
    narrowed,
    read_scopes,
)


@dataclass(frozen=True)
class OwnStory:
    """One story as its teller sees it."""

    voice: Voice
    state: str
    tone: str
    permission: str
    withdrawals: tuple[Withdrawal, ...]
    withdrawn: bool  # everything was taken back


def own_voices(person: Person | None) -> QuerySet[Voice]:
    """The voices that are this person's: those she told, and those that were linked to her at her wish."""
    if person is None:
        return Voice.objects.none()
    mine = VoicePerson.objects.filter(person_id=person.pk).values("voice")
    return Voice.objects.filter(pk__in=mine).select_related("community", "sound", "picture", "original")


def own_stories(voices: Sequence[Voice]) -> list[OwnStory]:
    """These voices with their state and permission in plain words; two questions whatever their number."""
    keys = [voice.pk for voice in voices]
    consents: dict[UUID, Consent] = {row.voice_id: row for row in Consent.objects.filter(voice__in=keys)}
    taken: dict[UUID, list[Withdrawal]] = {}
    for row in Withdrawal.objects.filter(voice__in=keys):
        taken.setdefault(row.voice_id, []).append(row)
    return [_story(voice, consents.get(voice.pk), taken.get(voice.pk, [])) for voice in voices]


def answer_of_story(voice: Voice) -> UsualAnswer:
    """The last permission without what was taken back, for what is added to the story; else to be asked each time."""
    last = Consent.objects.filter(voice=voice).last()
    if last is None:
        return shipped_answer(Preset.ASK)
    taken = [withdrawal_facts(row) for row in Withdrawal.objects.filter(voice=voice)]
    given = read_scopes(last.scopes)
    scopes = narrowed(given, lambda what, use: any(one.covers(what, use) for one in taken))
    title, about = (answer_words(last) if scopes == given else None) or ("", "")
    return UsualAnswer("", title, about, scopes, Attribution(last.attribution))


def _story(voice: Voice, consent: Consent | None, taken: Sequence[Withdrawal]) -> OwnStory:
    facts = [withdrawal_facts(row) for row in taken]
    gone = bool(facts) and all(any(one.covers(what, use) for one in facts) for what in What for use in Use)
    state, tone = _state(voice.state, gone)
    return OwnStory(voice, state, tone, _permission(consent, taken, gone=gone), tuple(taken), gone)


def _state(state: str, gone: bool) -> tuple[str, str]:
    if gone:
        return _("Retirada: ya no se usa"), "none"
    if state == VoiceState.RECEIVED:
        return _("Recibida: espera que el equipo la revise"), "info"
    if state == VoiceState.RETIRED:
        return _("Guardada aparte: no se usa en nada"), "none"
    return _("Guardada en la memoria"), "good"


def _permission(consent: Consent | None, taken: Sequence[Withdrawal], *, gone: bool) -> str:
    if gone:  # what was allowed before is not said beside it: somebody would read it as standing
        day = say_day(max(row.withdrawn_on for row in taken), (get_language() or "es")[:2])
        return _("Nada. Usted retiró todo su permiso el %(day)s; lo que había permitido ya no vale.") % {"day": day}
    if consent is None:
        return _("Sin permiso todavía: solo se estudia en el equipo.")
    words = answer_words(consent)
    told = ". ".join(part.rstrip(".") for part in words if part) + "." if words else _("Con detalle: pregúntenos.")
    parts = [said(WHAT_WORDS, what) for row in taken for what in row.whats]
    uses = [said(USE_WORDS, use) for row in taken for use in row.uses]
    if parts or uses:
        told += " " + _("Usted retiró: %(uses)s.") % {"uses": ", ".join(dict.fromkeys([*parts, *uses]))}
    return told
