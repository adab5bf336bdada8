"""Folios: short numbers printed on paper and read aloud, given one after the other from a register.

To be asked inside the transaction that writes the thing: its register is the lock, so two people never get the same
one, and asking costs the same with ten things as with a million.
"""

from __future__ import annotations

from django.db import models

from manantial.alliance.models import Alliance, Owned
from manantial.alliance.tenancy import current_alliance
from manantial.ledger.models import Register


def next_folio(model: type[Owned], prefix: str, *, field: str = "folio", digits: int = 4) -> str:
    """Return the next folio of a register: `VOZ-0008` after `VOZ-0007`; a number somebody typed himself is skipped."""
    return next_folios(model, prefix, 1, field=field, digits=digits)[0]


def next_folios(model: type[Owned], prefix: str, count: int, *, field: str = "folio", digits: int = 4) -> list[str]:
    """Return the next folios of a register, for many things written at once. Gaps are not filled again."""
    register = _register(model, prefix, field)
    given: list[str] = []
    while len(given) < count:
        wanted = [f"{prefix}-{register.last + n:0{digits}d}" for n in range(1, count - len(given) + 1)]
        register.last += len(wanted)
        taken = _taken(model, field, wanted)
        given += [folio for folio in wanted if folio not in taken]
    register.save(update_fields=["last"])
    return given


def _register(model: type[Owned], prefix: str, field: str) -> Register:
    Alliance.objects.select_for_update().get(pk=current_alliance().pk)
    found = Register.objects.filter(prefix=prefix).first()
    return found or Register.objects.create(prefix=prefix, last=_highest(model, prefix, field))


def _taken(model: type[Owned], field: str, folios: list[str]) -> set[str]:
    rows: models.QuerySet[Owned] = model.objects.all()
    return {
        str(folio)
        for start in range(0, len(folios), 500)
        for folio in rows.filter(**{f"{field}__in": folios[start : start + 500]}).values_list(field, flat=True)
    }


def _highest(model: type[Owned], prefix: str, field: str) -> int:
    """The highest number in use where things came before their register: typed, or from another laptop."""
    rows: models.QuerySet[Owned] = model.objects.filter(**{f"{field}__startswith": f"{prefix}-"})
    tails = (str(folio).removeprefix(f"{prefix}-") for folio in rows.values_list(field, flat=True))
    return max((int(tail) for tail in tails if tail.isdecimal()), default=0)
