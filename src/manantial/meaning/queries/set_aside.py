"""What was set aside: written twice or by mistake, out of lists and papers, and never lost."""

from __future__ import annotations

from collections.abc import Mapping

from manantial.meaning.models import Finding, Lesson, Milestone, Recommendation

SetAside = Milestone | Finding | Lesson | Recommendation
KINDS: Mapping[str, type[SetAside]] = {
    "hito": Milestone,
    "hallazgo": Finding,
    "aprendizaje": Lesson,
    "recomendacion": Recommendation,
}


def things_set_aside() -> list[tuple[str, SetAside]]:
    """Return everything that was set aside with the word of its kind, the last one first."""
    found = [(kind, row) for kind, table in KINDS.items() for row in table.objects.exclude(retired_at=None)]
    return sorted(found, key=lambda pair: (pair[1].retired_at, pair[1].pk), reverse=True)
