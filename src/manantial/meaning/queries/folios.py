"""The next folio of a register: a prefix and a number that people read aloud."""

from __future__ import annotations

from typing import Any

from manantial.alliance.models import Owned


def next_folio(model: type[Owned], prefix: str) -> str:
    """Return the folio after the highest one of this prefix: `HAL-0001`, `HAL-0002`…"""
    rows: Any = model.objects
    taken = rows.filter(folio__startswith=f"{prefix}-").values_list("folio", flat=True)
    numbers = [int(tail) for folio in taken if (tail := str(folio)[len(prefix) + 1 :]).isdecimal()]
    return f"{prefix}-{max(numbers, default=0) + 1:04d}"
