"""What this room prints: permissions, receipts, lists, calls, scripts, accounts and blank cards."""

from manantial.voices.papers.cards import source_card, voice_card
from manantial.voices.papers.gatherings import (
    account,
    attendance_sheet,
    blank_account,
    call,
    clock_of,
    materials_of,
    permission_words,
    pocket_script,
)
from manantial.voices.papers.permissions import (
    consent_sheet,
    data_agreement_act,
    spoken_text,
    withdrawal_form,
    withdrawal_receipt,
    withdrawal_said,
)

__all__ = [
    "account",
    "attendance_sheet",
    "blank_account",
    "call",
    "clock_of",
    "consent_sheet",
    "data_agreement_act",
    "materials_of",
    "permission_words",
    "pocket_script",
    "source_card",
    "spoken_text",
    "voice_card",
    "withdrawal_form",
    "withdrawal_receipt",
    "withdrawal_said",
]
