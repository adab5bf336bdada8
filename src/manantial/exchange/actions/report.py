"""What an import did, item by item, for the terminal, for JSON and for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.exchange.readers import Format, Progress
from manantial.ledger.actions import Identified

_SHOWN = 20  # lines of each kind on the terminal; JSON has all of them


class Status(StrEnum):
    """What became of an item. A note changes nothing: it is for whoever looks after the list."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    NOTE = "note"


STATUS_WORDS: Mapping[Status, Any] = {
    Status.NEW: gettext_lazy("nuevos"),
    Status.CHANGED: gettext_lazy("cambiados"),
    Status.UNCHANGED: gettext_lazy("sin cambio"),
    Status.SKIPPED: gettext_lazy("no tomados"),
    Status.NOTE: gettext_lazy("avisos"),
}
FORMAT_WORDS: Mapping[Format, Any] = {
    Format.DOSSIER_PAGE: gettext_lazy("Página del proyecto"),
    Format.CENSUS: gettext_lazy("Censo por localidad"),
    Format.MARGINATION: gettext_lazy("Marginación municipal"),
    Format.BOUNDARIES: gettext_lazy("Límites municipales"),
    Format.RESEARCH: gettext_lazy("Proyecto de análisis (REFI-QDA)"),
    Format.CODEBOOK: gettext_lazy("Libro de códigos (REFI-QDA)"),
}


@dataclass(frozen=True)
class Source:
    """The file being taken in, on whose behalf and when."""

    path: Path
    name: str
    sha256: str
    by: Identified | None
    now: datetime
    progress: Progress


@dataclass(frozen=True)
class Outcome:
    """One item (or `count` alike) with what became of it, and why when it was not taken."""

    status: Status
    what: str
    reason: str = ""
    count: int = 1

    def __str__(self) -> str:
        times = f" ({self.count:,})" if self.count > 1 else ""
        return f"{self.what}{times}: {self.reason}" if self.reason else f"{self.what}{times}"


@dataclass(frozen=True)
class ImportReport:
    """What taking in a file did."""

    format: Format
    name: str
    outcomes: tuple[Outcome, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many items had each fate; every fate is there, zero included."""
        counted: Counter[str] = Counter()
        for outcome in self.outcomes:
            counted[outcome.status] += outcome.count
        return {status.value: counted[status] for status in Status}

    def of(self, status: Status) -> list[Outcome]:
        """The items with one fate."""
        return [outcome for outcome in self.outcomes if outcome.status is status]

    def as_dict(self) -> dict[str, Any]:
        """Everything, for JSON; of what did not change, only what is told as one (`110 codes`) is listed."""
        listed = {
            status.value: [
                {"what": one.what, "reason": one.reason, "count": one.count}
                for one in self.of(status)
                if status is not Status.UNCHANGED or one.count > 1
            ]
            for status in Status
        }
        return {"format": self.format.value, "name": self.name, "counts": self.counts, "items": listed}

    def lines(self) -> list[str]:
        """The report for a terminal; long lists are cut and say so."""
        counts = ", ".join(f"{self.counts[status]:,} {STATUS_WORDS[status]}" for status in Status)
        said = [f"{FORMAT_WORDS[self.format]} ({self.name}): {counts}"]
        for status in (Status.CHANGED, Status.SKIPPED, Status.NOTE):
            listed = self.of(status)
            said += [f"  {STATUS_WORDS[status]} · {outcome}" for outcome in listed[:_SHOWN]]
            if len(listed) > _SHOWN:
                said.append(_("  … y %(more)d más; véalos todos con --json") % {"more": len(listed) - _SHOWN})
        return said
