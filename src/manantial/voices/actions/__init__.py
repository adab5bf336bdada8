"""The verbs of voices: plan, attend, gather, allow, take back, write down, mark."""

from manantial.voices.actions.consents import (
    Permission,
    record_consent,
    record_data_agreement,
    withdraw_consent,
    withdraw_data_agreement,
)
from manantial.voices.actions.fragments import (
    Span,
    clip_of,
    mark_fragment,
    picture_of,
    remark_fragment,
    reserve_fragment,
    retire_fragment,
    unreserve_fragment,
)
from manantial.voices.actions.intake import TakenIn, Upload, take_in
from manantial.voices.actions.refusals import AlreadyWithdrawn, VoicesRefused
from manantial.voices.actions.sources import SourceCard, change_source, register_source
from manantial.voices.actions.testimonies import (
    VoiceProfile,
    accept_voice,
    add_voice,
    change_profile,
    link_person,
    prepare_voice,
    retire_voice,
)
from manantial.voices.actions.transcripts import Reading, review_transcript, transcribe, validate_translation
from manantial.voices.actions.workshops import (
    AttendanceLine,
    WorkshopPlan,
    agenda_of,
    cancel_workshop,
    change_workshop,
    plan_workshop,
    record_attendance,
    write_report,
)

__all__ = [
    "AlreadyWithdrawn",
    "AttendanceLine",
    "Permission",
    "Reading",
    "SourceCard",
    "Span",
    "TakenIn",
    "Upload",
    "VoiceProfile",
    "VoicesRefused",
    "WorkshopPlan",
    "accept_voice",
    "add_voice",
    "agenda_of",
    "cancel_workshop",
    "change_profile",
    "change_source",
    "change_workshop",
    "clip_of",
    "link_person",
    "mark_fragment",
    "picture_of",
    "plan_workshop",
    "prepare_voice",
    "record_attendance",
    "record_consent",
    "record_data_agreement",
    "register_source",
    "remark_fragment",
    "reserve_fragment",
    "retire_fragment",
    "retire_voice",
    "review_transcript",
    "take_in",
    "transcribe",
    "unreserve_fragment",
    "validate_translation",
    "withdraw_consent",
    "withdraw_data_agreement",
    "write_report",
]
