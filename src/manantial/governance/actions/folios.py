"""Folios: short numbers printed on paper, one series a year."""

from __future__ import annotations

from django.db import models

from manantial.alliance.models import Owned


def next_folio(model: type[Owned], prefix: str, year: int, *, field: str = "folio", digits: int = 3) -> str:
    """Return the next folio of a series: `A-2024-007` after `A-2024-006`. Gaps are not filled again."""
    start = f"{prefix}-{year}-"
    used: models.QuerySet[Owned, str] = model.objects.filter(**{f"{field}__startswith": start}).values_list(
        field, flat=True
    )
    numbers = [int(rest) for one in used if (rest := str(one).removeprefix(start)).isdigit()]
    return f"{start}{max(numbers, default=0) + 1:0{digits}d}"
