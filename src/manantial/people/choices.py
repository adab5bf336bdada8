"""Choosing a community in the forms of any room. It stands beside the door (``access``), as pages share no forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import QuickSelect
from manantial.territory.models import Community


def communities() -> QuerySet[Community]:
    """The communities of the working list, for a choice."""
    return Community.objects.filter(merged_into=None).order_by("name", "code")


class CommunityChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # a stub, not a generic
    """A community of the working list; homonyms are told apart by their code. The form fills it when it is made."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {
            "queryset": Community.everywhere.none(),
            "required": False,
            "empty_label": _("Sin decir"),
            "widget": QuickSelect,
        }
        super().__init__(**usual | kwargs)

    def label_from_instance(self, obj: Community) -> str:
        """Name and code."""
        return f"{obj.name} ({obj.code})"
