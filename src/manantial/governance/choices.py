"""Choosing a session of a body in the forms of the rooms above."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from manantial.governance.models import Session


def sessions() -> QuerySet[Session]:
    """The sessions that may have decided something, the newest first."""
    return Session.objects.select_related("body").order_by("-planned_at")


class SessionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # a stub, not a generic
    """A session told by its body, number and day. The form fills it when it is made."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"queryset": Session.everywhere.none(), "required": False, "empty_label": _("Ninguna")}
        super().__init__(**usual | kwargs)

    def label_from_instance(self, obj: Session) -> str:
        """Body, number and day."""
        return f"{obj.body.name} {obj.number} ({timezone.localdate(obj.planned_at):%d/%m/%Y})"
