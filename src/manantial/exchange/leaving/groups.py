"""What groups said of the findings, as tables: small groups of a delicate finding are not named nor counted.

The whole copy, which only who keeps the alliance's data may take, has everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manantial.exchange.leaving.choice import Leave
from manantial.meaning.models import Stance, Validation
from manantial.meaning.queries import hidden_everywhere, small_group_word, untold
from manantial.meaning.rules import WORDS
from manantial.voices.queries import said

Rows = Iterator[Sequence[object]]


def validations(leave: Leave) -> Rows:
    """Every count of every finding by group, the earlier ones too."""
    kept = {} if leave.whole else hidden_everywhere()
    rows = Validation.objects.select_related("finding", "workshop").order_by("finding__folio", "recorded_at", "id")
    for row in rows.iterator(chunk_size=2000):
        hidden = kept.get(row.finding_id, frozenset())
        counts = [untold()] * 3 if row.group in hidden else [row.green, row.yellow, row.red]
        yield (
            row.finding.folio,
            row.workshop.folio,
            small_group_word(row.group, hidden),
            *counts,
            row.understood,
            row.said,
        )


def stances(leave: Leave) -> Rows:
    """What each group holds of each finding, with its note of dissent, which always travels."""
    kept = {} if leave.whole else hidden_everywhere()
    rows = Stance.objects.filter(finding__retired_at=None).select_related("finding")
    for row in rows.order_by("finding__folio", "taken_on", "id").iterator(chunk_size=2000):
        group = small_group_word(row.group, kept.get(row.finding_id, frozenset()))
        yield row.finding.folio, group, said(WORDS, row.stance), row.dissent_note, row.taken_on
