"""What this room prints: permissions, receipts, lists, calls, scripts, accounts and blank cards."""

from manantial.voices.papers.cards import blank_inventory, interview_card, photo_card, source_card, voice_card
from manantial.voices.papers.coverage import coverage_paper
from manantial.voices.papers.filled import bundle, debrief_sheets, interview_sheets, photo_sheets, source_sheets
from manantial.voices.papers.gatherings import (
    Phrase,
    account,
    attendance_cells,
    attendance_list,
    attendance_sheet,
    blank_account,
    call,
    clock_of,
    materials_of,
    permission_words,
    pocket_script,
    roles_of,
)
from manantial.voices.papers.guides import guide_bundle, guide_heard, guide_sheet, interview_logs, sound_name
from manantial.voices.papers.inventory import source_inventory, sources_at_risk
from manantial.voices.papers.permissions import (
    consent_sheet,
    data_agreement_act,
    spoken_text,
    withdrawal_form,
    withdrawal_receipt,
    withdrawal_said,
)
from manantial.voices.papers.pictured import face_receipt, pictured_sheet
from manantial.voices.papers.receipts import box_sheet, story_receipt
from manantial.voices.papers.records import blank_debrief, debrief_paper
from manantial.voices.papers.sheets import (
    CARD_GROUPS,
    bean_sheet,
    cards,
    invite_list,
    materials_sheet,
    totals_rows,
    totals_sheet,
)

__all__ = [
    "CARD_GROUPS",
    "Phrase",
    "account",
    "attendance_cells",
    "attendance_list",
    "attendance_sheet",
    "bean_sheet",
    "blank_account",
    "blank_debrief",
    "blank_inventory",
    "box_sheet",
    "bundle",
    "call",
    "cards",
    "clock_of",
    "consent_sheet",
    "coverage_paper",
    "data_agreement_act",
    "debrief_paper",
    "debrief_sheets",
    "face_receipt",
    "guide_bundle",
    "guide_heard",
    "guide_sheet",
    "interview_card",
    "interview_logs",
    "interview_sheets",
    "invite_list",
    "materials_of",
    "materials_sheet",
    "permission_words",
    "photo_card",
    "photo_sheets",
    "pictured_sheet",
    "pocket_script",
    "roles_of",
    "sound_name",
    "source_card",
    "source_inventory",
    "source_sheets",
    "sources_at_risk",
    "spoken_text",
    "story_receipt",
    "totals_rows",
    "totals_sheet",
    "voice_card",
    "withdrawal_form",
    "withdrawal_receipt",
    "withdrawal_said",
]
