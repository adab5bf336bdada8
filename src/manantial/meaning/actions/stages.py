"""How an axis was before, along the way and today: in versions, each with its figure and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Axis, StageAccount
from manantial.meaning.rules import Stage
from manantial.people.models import Person
from manantial.voices.models import Fragment, Source


@dataclass(frozen=True)
class Account:
    """What is told of a stage: words, a figure as people read it, and the document or the words it comes from."""

    text: str = ""
    figure: str = ""
    source: Source | None = None
    fragment: Fragment | None = None


@transaction.atomic
def tell_stage(axis: Axis, *, stage: Stage, told: Account, by: Person | None, now: datetime) -> StageAccount:
    """Write a new version of a stage of an axis; the earlier ones stay.

    Raises MeaningRefused when it is empty, and for a figure without anything that says where it comes from.
    """
    if not told.text.strip() and not told.figure.strip():
        require(Ruling.no(_("Escriba cómo era, o una cifra.")))
    if told.figure.strip() and told.source is None and told.fragment is None:
        require(Ruling.no(_("Una cifra necesita su fuente: escriba el folio de un documento o de un fragmento.")))
    last = StageAccount.objects.filter(axis=axis, stage=stage).order_by("-version").first()
    row = StageAccount(
        axis=axis,
        stage=Stage(stage),
        version=last.version + 1 if last else 1,
        text=told.text.strip(),
        figure=told.figure.strip(),
        source=told.source,
        fragment=told.fragment,
        written_by_id=by.pk if by else None,
        written_at=now,
    )
    row.save()
    record("axis.stage_told", axis, by=by, now=now, facts={"stage": str(stage), "version": row.version})
    return row
