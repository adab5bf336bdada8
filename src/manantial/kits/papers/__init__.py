"""What a kit shows and prints: the pages that open it, sheets, labels, receipts, and the letter after a withdrawal."""

from manantial.kits.papers.opening import TITLES, open_page, phone_page, read_me
from manantial.kits.papers.prints import community_items, delivery_sheet, label_sheet, receipt_sheet
from manantial.kits.papers.returning import return_items
from manantial.kits.papers.withdrawals import letter_to_media

__all__ = [
    "TITLES",
    "community_items",
    "delivery_sheet",
    "label_sheet",
    "letter_to_media",
    "open_page",
    "phone_page",
    "read_me",
    "receipt_sheet",
    "return_items",
]
