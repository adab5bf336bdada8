"""Folios: short numbers printed on paper and read aloud, given one after the other from a register.

To be asked inside the transaction that writes the thing: its register is the lock, so two people never get the same
one, and asking costs the same with ten things as with a million. A computer that was set up from another one has a
letter of its own (`VOZ-B012`), so that two computers of one alliance far from each other never give the same one.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from manantial.alliance.models import Alliance, Owned
from manantial.alliance.tenancy import current_alliance
from manantial.ledger.models import Register


def next_folio(model: type[Owned], prefix: str, *, field: str = "folio", digits: int = 4) -> str:
    """Return the next folio of a register: `VOZ-0008` after `VOZ-0007`; a number somebody typed himself is skipped."""
    return next_folios(model, prefix, 1, field=field, digits=digits)[0]


def next_folios(model: type[Owned], prefix: str, count: int, *, field: str = "folio", digits: int = 4) -> list[str]:
    """Return the next folios of a register, for many things written at once. Gaps are not filled again."""
    letter: str = settings.HOME.letter
    start, digits = f"{prefix}-{letter}", digits - len(letter)
    register = _register(model, start, field)
    given: list[str] = []
    while len(given) < count:
        wanted = [f"{start}{register.last + n:0{digits}d}" for n in range(1, count - len(given) + 1)]
        register.last += len(wanted)
        taken = _taken(model, field, wanted)
        given += [folio for folio in wanted if folio not in taken]
    register.save(update_fields=["last"])
    return given


def _register(model: type[Owned], start: str, field: str) -> Register:
    Alliance.objects.select_for_update().get(pk=current_alliance().pk)
    prefix = start.removesuffix("-")
    found = Register.objects.filter(prefix=prefix).first()
    return found or Register.objects.create(prefix=prefix, last=_highest(model, start, field))


def _taken(model: type[Owned], field: str, folios: list[str]) -> set[str]:
    rows: models.QuerySet[Owned] = model.objects.all()
    return {
        str(folio)
        for start in range(0, len(folios), 500)
        for folio in rows.filter(**{f"{field}__in": folios[start : start + 500]}).values_list(field, flat=True)
    }


def _highest(model: type[Owned], start: str, field: str) -> int:
    """The highest number in use where things came before their register: typed, or from another laptop."""
    rows: models.QuerySet[Owned] = model.objects.filter(**{f"{field}__startswith": start})
    tails = (str(folio).removeprefix(start) for folio in rows.values_list(field, flat=True))
    return max((int(tail) for tail in tails if tail.isdecimal()), default=0)
