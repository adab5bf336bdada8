"""Loading a project page: what is new or changed on it becomes rows; what people wrote beside it stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from manantial.kernel.text import slug_name
from manantial.ledger.actions import Identified, record
from manantial.project.actions.loading import Loading
from manantial.project.actions.page_rows import WRITERS
from manantial.project.models import Project
from manantial.project.queries.printed import printed_page
from manantial.project.rules.page import DossierPage, Wording
from manantial.project.rules.printed import Change, Piece, compare, to_data


@dataclass(frozen=True)
class Loaded:
    """What loading a page did: its project, every piece with its change, and what was left alone with the reason."""

    project: Project
    pieces: tuple[tuple[Piece, Change], ...]
    left: tuple[tuple[Piece, str], ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many pieces were new, changed, unchanged, gone."""
        return Counter(change.value for _, change in self.pieces)


@transaction.atomic
def load_page(
    page: DossierPage,
    *,
    by: Identified | None,
    now: datetime,
    wording: Wording | None = None,
    facts: Mapping[str, object] | None = None,
) -> Loaded:
    """Make the rows of a project equal to its page, piece by piece.

    Loading the same page again changes nothing and writes nothing. `wording` brings display words and translations.
    Nothing is deleted: what the page no longer has is told and kept. Persons are loaded hidden until they agree.
    """
    project = find_project(page)
    found = compare(printed_page(project), page) if project else compare(None, page)
    project = project or Project(slug=_slug(page), title=page.title, currency=page.budget.currency)
    loading = Loading(project, page, wording or Wording(), now)
    left = list(_write(loading, found)) if _differs(found) else []
    if _differs(found):
        project.printed = to_data(replace(page, people=()))
        project.save()
        counts = Counter(change.value for _, change in found)
        record("project.page_loaded", project, by=by, now=now, facts={**counts, **(facts or {})})
    return Loaded(project, tuple(found), tuple(left))


def find_project(page: DossierPage) -> Project | None:
    """The project this page was loaded into before, None when there is none."""
    return Project.objects.filter(slug=_slug(page)).first()


def _slug(page: DossierPage) -> str:
    return slug_name(page.source.page or page.title, longest=60)


def _differs(found: Iterable[tuple[Piece, Change]]) -> bool:
    return any(change in {Change.NEW, Change.CHANGED} for _, change in found)


def _write(loading: Loading, found: Iterable[tuple[Piece, Change]]) -> Iterable[tuple[Piece, str]]:
    if loading.project._state.adding:
        loading.project.save()
    for piece, change in found:
        if change in {Change.NEW, Change.CHANGED}:
            reason = WRITERS[piece.part](loading, piece, change)
            if reason:
                yield piece, reason
