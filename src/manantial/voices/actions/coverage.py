"""Setting how large a share of the voices should be of each group, sex, age or community."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.models import VoiceTarget
from manantial.voices.rules import Dimension, Target


@transaction.atomic
def set_targets(wanted: Iterable[Target], *, by: Person | None, now: datetime) -> None:
    """Let these be the targets; any other is taken away (and its row kept, at nothing).

    Raises VoicesRefused for a share that is none, or when the shares of one kind add to more than all voices.
    """
    listed = {(Dimension(one.dimension), one.value): one.percent for one in wanted if one.percent}
    for dimension in Dimension:
        shares = [percent for (sort, _value), percent in listed.items() if sort is dimension]
        if any(not 0 < percent <= 100 for percent in shares):
            raise VoicesRefused(_("Cada meta va de 1 a 100 por ciento."))
        if sum(shares) > 100:
            raise VoicesRefused(_("Las metas de un mismo cuadro suman más de 100 por ciento: baje alguna."))
    for row in VoiceTarget.objects.filter(percent__gt=0):
        if (row.dimension, row.value) not in listed:
            row.percent = 0
            row.save(update_fields=["percent"])
    for (dimension, value), percent in listed.items():
        VoiceTarget.objects.update_or_create(dimension=dimension, value=value, defaults={"percent": percent})
    record("voices.targets_set", None, by=by, now=now, facts={"targets": len(listed)})
