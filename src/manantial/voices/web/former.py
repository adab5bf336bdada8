"""Two people at one card: what another saved meanwhile is shown before one's own goes in, and both are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.people.access import Request
from manantial.people.answers import changed_meanwhile
from manantial.voices.queries import differing

_PARTS = {
    "agreements": _("Acuerdos"),
    "answers": _("Respuestas"),
    "blocks": _("Agenda"),
    "roles": _("Quién hace qué"),
    "supplies": _("Qué llevar"),
}


def labels_of(*asked: forms.BaseForm) -> dict[str, str]:
    """How the parts of a card are called: as its forms call them."""
    named = {name: str(field.label) for form in asked for name, field in form.fields.items()}
    return named | {name: str(word) for name, word in _PARTS.items()}


def clash_of(
    request: Request, now: Mapping[str, Any], typed: Mapping[str, Any], labels: Mapping[str, str]
) -> list[tuple[str, str]] | None:
    """What another person saved since this page was opened, part by part; None when nobody did."""
    if request.method != "POST" or not changed_meanwhile(request, now):
        return None
    return differing(now, typed, labels)
