"""A loaded project for the tests of this room: the page of the example, which is a real one."""

from __future__ import annotations

from datetime import datetime

import pytest

from manantial.alliance.models import Alliance
from manantial.example.berriozabal.page import PAGE, WORDING
from manantial.project.actions import load_page
from manantial.project.models import BudgetLine, Project


@pytest.fixture
def project(alliance: Alliance, now: datetime) -> Project:
    return load_page(PAGE, wording=WORDING, by=None, now=now).project


@pytest.fixture
def kits(project: Project) -> BudgetLine:
    return BudgetLine.objects.get(group__project=project, number=4)
