"""Workshops, sources, voices with their consent, transcripts as immutable turns, fragments."""

from manantial.voices.models.gatherings import (
    Debrief,
    Guide,
    GuideReading,
    Workshop,
    WorkshopAgreement,
    WorkshopAttendance,
    WorkshopTemplate,
)
from manantial.voices.models.permission import AnswerWording, Consent, DataAgreement, FaceAnswer, Withdrawal
from manantial.voices.models.testimonies import OF_VOICE, Interview, Source, Voice, VoicePerson, VoiceTarget
from manantial.voices.models.words import EarlierMark, Fragment, QuoteTranslation, Transcript, Turn, TurnDraft

__all__ = [
    "OF_VOICE",
    "AnswerWording",
    "Consent",
    "DataAgreement",
    "Debrief",
    "EarlierMark",
    "FaceAnswer",
    "Fragment",
    "Guide",
    "GuideReading",
    "Interview",
    "QuoteTranslation",
    "Source",
    "Transcript",
    "Turn",
    "TurnDraft",
    "Voice",
    "VoicePerson",
    "VoiceTarget",
    "Withdrawal",
    "Workshop",
    "WorkshopAgreement",
    "WorkshopAttendance",
    "WorkshopTemplate",
]
