"""What the pages of this room share: the tabs of the desk, the language asked for, the hour, refusals in forms."""

from __future__ import annotations

from datetime import date, datetime

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from manantial.people.access import Request
from manantial.project.actions import ProjectRefused
from manantial.project.models import Project
from manantial.project.queries.dossier import current_project

CODES = {"es": "es-mx", "en": "en"}
TABS = (
    ("summary", gettext_noop("Resumen")),
    ("budget", gettext_noop("Presupuesto")),
    ("contributions", gettext_noop("Aportaciones")),
    ("results", gettext_noop("Resultados")),
    ("targets", gettext_noop("Metas")),
    ("updates", gettext_noop("Avances")),
    ("works", gettext_noop("Coinversión")),
)


def tabs(present: str) -> list[tuple[str, str, bool]]:
    """The tabs of the desk as (address, word, whether it is this one)."""
    return [(reverse(f"project:{name}"), _(word), name == present) for name, word in TABS]


def language_of(request: Request) -> str:
    """The language asked for in the address (`?idioma=en`), else the one of the page."""
    asked = request.GET.get("idioma", "")
    return asked if asked in CODES else (get_language() or "es")[:2]


def the_project() -> Project:
    """The present project, or 404."""
    project = current_project()
    if project is None:
        raise Http404
    return project


def now() -> datetime:
    """This moment."""
    return timezone.now()


def today() -> date:
    """The civil day of this moment."""
    return timezone.localdate()


def refuse(form: forms.Form, error: ProjectRefused) -> None:
    """Say a refusal on its form."""
    form.add_error(None, str(error))
