"""What is written down when something leaves: for which use, how many voices, and why a whole copy was taken."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.exchange.leaving import Leave, preview
from manantial.kernel.rulings import SaidNo
from manantial.ledger.actions import record
from manantial.people.models import Person


class ExportRefused(SaidNo, ValueError):
    """Something may not leave so; the message is for people."""


@transaction.atomic
def note_export(what: str, leave: Leave, *, reason: str = "", by: Person | None, now: datetime) -> int:
    """Write in the ledger that something leaves and return how many voices go along.

    Raises ExportRefused for a whole copy without its reason, or for one that would not stay within the team.
    """
    if leave.whole and not leave.near:
        raise ExportRefused(_("La copia íntegra es solo para estudiarla en el equipo."))
    if leave.whole and not reason.strip():
        raise ExportRefused(_("Diga para qué se saca una copia íntegra: queda escrito en la bitácora."))
    going, _left = preview(leave)
    facts = {"what": what, "use": str(leave.use), "voices": going, "whole": leave.whole, "media": leave.media}
    record("exchange.exported", None, by=by, now=now, reason=reason.strip(), facts=facts)
    return going
