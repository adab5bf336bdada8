"""The verbs of voices: plan, attend, gather, allow, take back, write down, mark."""

from manantial.voices.actions.answers import restore_answer, write_answer
from manantial.voices.actions.attendance import (
    AttendanceLine,
    attach_list,
    record_attendance,
    strike_line,
    write_line,
)
from manantial.voices.actions.automatic import WRITE_DOWN, ask_for_words, writing_down
from manantial.voices.actions.bringing import bring_words
from manantial.voices.actions.consents import (
    Permission,
    record_consent,
    record_data_agreement,
    withdraw_consent,
    withdraw_data_agreement,
)
from manantial.voices.actions.coverage import set_targets
from manantial.voices.actions.debriefs import DebriefCard, change_debrief, record_debrief
from manantial.voices.actions.drafts import TypedTurn, drop_turns, keep_turns
from manantial.voices.actions.faces import FacePermission, allow_face, count_faces, withdraw_face
from manantial.voices.actions.fragments import (
    Span,
    clip_of,
    lay_fragments,
    mark_fragment,
    picture_of,
    remark_fragment,
    reserve_fragment,
    retire_fragment,
    unreserve_fragment,
)
from manantial.voices.actions.guides import GuideCard, read_guide_aloud, record_interview, write_guide
from manantial.voices.actions.intake import TakenIn, Upload, take_in
from manantial.voices.actions.pictures import Hiding, blur_picture
from manantial.voices.actions.refusals import AlreadyWithdrawn, VoicesRefused
from manantial.voices.actions.reports import (
    AgreedLine,
    adopt_agreement,
    note_phrase,
    set_agreement_done,
    write_report,
)
from manantial.voices.actions.sources import SourceCard, change_source, register_source
from manantial.voices.actions.templates import FormatCard, bring_format_back, put_format_away, write_format
from manantial.voices.actions.testimonies import (
    VoiceProfile,
    accept_voice,
    add_voice,
    ask_preparation,
    change_profile,
    keep_as_reading,
    limit_credit,
    link_person,
    prepare_voice,
    retire_voice,
)
from manantial.voices.actions.transcripts import Reading, review_transcript, transcribe, validate_translation
from manantial.voices.actions.translating import choose_translation
from manantial.voices.actions.veils import ask_veil, veil_film
from manantial.voices.actions.workshops import (
    WorkshopPlan,
    cancel_workshop,
    change_workshop,
    plan_workshop,
)

__all__ = [
    "WRITE_DOWN",
    "AgreedLine",
    "AlreadyWithdrawn",
    "AttendanceLine",
    "DebriefCard",
    "FacePermission",
    "FormatCard",
    "GuideCard",
    "Hiding",
    "Permission",
    "Reading",
    "SourceCard",
    "Span",
    "TakenIn",
    "TypedTurn",
    "Upload",
    "VoiceProfile",
    "VoicesRefused",
    "WorkshopPlan",
    "accept_voice",
    "add_voice",
    "adopt_agreement",
    "allow_face",
    "ask_for_words",
    "ask_preparation",
    "ask_veil",
    "attach_list",
    "blur_picture",
    "bring_format_back",
    "bring_words",
    "cancel_workshop",
    "change_debrief",
    "change_profile",
    "change_source",
    "change_workshop",
    "choose_translation",
    "clip_of",
    "count_faces",
    "drop_turns",
    "keep_as_reading",
    "keep_turns",
    "lay_fragments",
    "limit_credit",
    "link_person",
    "mark_fragment",
    "note_phrase",
    "picture_of",
    "plan_workshop",
    "prepare_voice",
    "put_format_away",
    "read_guide_aloud",
    "record_attendance",
    "record_consent",
    "record_data_agreement",
    "record_debrief",
    "record_interview",
    "register_source",
    "remark_fragment",
    "reserve_fragment",
    "restore_answer",
    "retire_fragment",
    "retire_voice",
    "review_transcript",
    "set_agreement_done",
    "set_targets",
    "strike_line",
    "take_in",
    "transcribe",
    "unreserve_fragment",
    "validate_translation",
    "veil_film",
    "withdraw_consent",
    "withdraw_data_agreement",
    "withdraw_face",
    "write_answer",
    "write_format",
    "write_guide",
    "write_line",
    "write_report",
    "writing_down",
]
