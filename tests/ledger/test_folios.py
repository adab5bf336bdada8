"""Folios follow each other, skip what somebody typed, and never meet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.ledger.folios import next_folio, next_folios
from manantial.meaning.models import Finding


def _write(folio: str) -> None:
    Finding.objects.create(folio=folio, statement=folio)


def test_folios_follow_each_other_and_skip_the_typed_ones(alliance: Alliance, now: datetime) -> None:
    _write("HAL-0007")
    with transaction.atomic():
        assert next_folio(Finding, "HAL") == "HAL-0008"
    _write("HAL-0010")
    with transaction.atomic():
        assert next_folios(Finding, "HAL", 3) == ["HAL-0009", "HAL-0011", "HAL-0012"]


def test_a_register_goes_on_past_four_digits(alliance: Alliance) -> None:
    _write("HAL-9999")
    with transaction.atomic():
        assert next_folios(Finding, "HAL", 2) == ["HAL-10000", "HAL-10001"]


def test_each_alliance_counts_for_itself(alliance: Alliance, other_alliance: Alliance) -> None:
    with transaction.atomic():
        assert next_folio(Finding, "HAL") == "HAL-0001"
    with working_for(other_alliance), transaction.atomic():
        assert next_folio(Finding, "HAL") == "HAL-0001"
