"""Taking in files of others: recognised by content, taken in whole or not at all, told item by item."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from manantial.exchange.actions.boundaries import import_boundaries
from manantial.exchange.actions.census import import_census
from manantial.exchange.actions.dossier import import_dossier
from manantial.exchange.actions.margination import import_margination
from manantial.exchange.actions.report import ImportReport, Outcome, Source
from manantial.exchange.actions.research import import_codebook, import_project
from manantial.exchange.detect import detect
from manantial.exchange.models import Received
from manantial.exchange.readers import Format, Progress, quiet
from manantial.kernel.digests import sha256_file
from manantial.ledger.actions import Identified

__all__ = ["ImportReport", "Outcome", "import_file"]

_IMPORTERS = {
    Format.DOSSIER_PAGE: import_dossier,
    Format.CENSUS: import_census,
    Format.MARGINATION: import_margination,
    Format.BOUNDARIES: import_boundaries,
    Format.RESEARCH: import_project,
    Format.CODEBOOK: import_codebook,
}


@transaction.atomic
def import_file(
    path: Path, *, by: Identified | None, now: datetime, progress: Progress = quiet, name: str = ""
) -> ImportReport:
    """Take in a file for the present alliance and report what was new, changed, unchanged and skipped, and why.

    The same file again changes nothing. Unreadable (Spanish, with the line) leaves the data as they were; `name` is
    how the person calls the file when it lies elsewhere.
    """
    kind = detect(path)
    source = Source(path, name or path.name, sha256_file(path), by, now, progress)
    report = ImportReport(kind, source.name, tuple(_IMPORTERS[kind](source)))
    Received.objects.create(
        name=source.name[:200],
        sha256=source.sha256,
        format=kind.value,
        report=report.as_dict(),
        by_id=by.pk if by else None,
        at=now,
    )
    return report
