"""From how many persons on the vote of a group on a delicate finding is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from manantial.alliance.tenancy import current_alliance
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.rules import SMALLEST_GROUPS
from manantial.people.models import Person


@transaction.atomic
def set_small_group(smallest: int, *, why: str, by: Person | None, now: datetime) -> None:
    """Let groups of `smallest` persons and more be counted apart. Papers and exports follow at their next build.

    Raises MeaningRefused outside of 3 to 5, or without the reason, which the ledger keeps.
    """
    if smallest not in SMALLEST_GROUPS:
        require(Ruling.no(_("Escoja 3, 4 o 5 personas.")))
    if not why.strip():
        require(Ruling.no(_("Escriba por qué: protege a quienes hablaron en confianza.")))
    alliance = current_alliance()
    before, alliance.small_group = alliance.small_group, smallest
    alliance.save(update_fields=["small_group"])
    facts = {"before": before, "smallest": smallest}
    record("votes.small_group_set", None, by=by, now=now, reason=why.strip()[:300], facts=facts)
