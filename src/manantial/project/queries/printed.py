"""The page's own words, as they were last read."""

from __future__ import annotations

from dataclasses import replace

from manantial.project.models import Project, ProjectPerson
from manantial.project.rules.page import DossierPage, PersonText
from manantial.project.rules.printed import from_data


def printed_page(project: Project) -> DossierPage | None:
    """The page a project was loaded from, with its people; None for a project made without a page."""
    if not project.printed:
        return None
    page = from_data(DossierPage, project.printed)
    return replace(page, people=tuple(_person(row) for row in ProjectPerson.objects.filter(project=project)))


def _person(row: ProjectPerson) -> PersonText:
    return PersonText(row.name, row.role or None, row.contact or None)
