"""What was set aside: written twice or by mistake, out of lists and papers, and never lost."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from manantial.meaning.models import Cause, Finding, Lesson, Milestone, ReadAloud, Recommendation

SetAside = Milestone | Finding | Lesson | Recommendation | Cause | ReadAloud
KINDS: Mapping[str, type[SetAside]] = {
    "hito": Milestone,
    "hallazgo": Finding,
    "aprendizaje": Lesson,
    "recomendacion": Recommendation,
    "causa": Cause,
    "lectura": ReadAloud,
}


def things_set_aside() -> list[tuple[str, SetAside]]:
    """Return everything that was set aside with the word of its kind, the last one first."""
    found = [(kind, row) for kind, table in KINDS.items() for row in _rows(table)]
    return sorted(found, key=lambda pair: (pair[1].retired_at, pair[1].pk), reverse=True)


def _rows(table: type[SetAside]) -> QuerySet[SetAside]:
    rows: QuerySet[SetAside] = table.objects.exclude(retired_at=None)
    named = {Recommendation: ("lesson",), Cause: ("milestone", "fragment__voice__community")}
    return rows.select_related(*named[table]) if table in named else rows
