"""The forms of the plan: its parts as the chosen method asks for them, its calendar row by row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import RememberedDateField
from manantial.governance.choices import SessionChoice, sessions
from manantial.meaning.rules import ACTIVITY_WORDS, Activity, ActivityState, Method, part_label, parts_beyond
from manantial.meaning.web.fields import day_field, text_area, words_field

SHORT_PARTS = ("place",)
FREE_ROWS = 5


class PlanForm(forms.Form):
    """The plan (I-01): the parts its method asks for, then whatever else is already written."""

    title = forms.CharField(label=_("Título"), max_length=240)
    start = RememberedDateField(label=_("Desde cuándo"))
    end = RememberedDateField(label=_("Hasta cuándo"))
    approved_in = SessionChoice(label=_("Sesión que lo aprobó"))

    def __init__(self, *args: Any, method: Method, written: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approved_in"].queryset = sessions()  # type: ignore[attr-defined]
        asked = [(part.name, gettext(part.label), gettext(part.hint) if part.hint else "") for part in method.parts]
        kept = [name for name, text in written.items() if text]
        beyond = [(name, gettext(part_label(name)), "") for name in parts_beyond(method, kept)]
        for name, label, hint in (*asked, *beyond):
            self.fields[name] = _part(name, label, hint)
        names = [name for name, _label, _hint in (*asked, *beyond)]
        place = names.index("object") + 1 if "object" in names else len(names)
        self.order_fields(["title", *names[:place], "start", "end", *names[place:], "approved_in"])

    def clean(self) -> dict[str, Any]:
        """The stretch ends after it begins; dates that only may overlap are left to those who remember."""
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end and start.earliest and end.latest and end.latest < start.earliest:
            self.add_error("end", gettext("Termina antes de empezar: revise las dos fechas."))
        return data


def _part(name: str, label: str, hint: str) -> forms.CharField:
    if name in SHORT_PARTS:
        return forms.CharField(label=label, help_text=hint, max_length=160, required=False)
    return forms.CharField(label=label, help_text=hint, widget=text_area(3), required=False)


class ActivityForm(forms.Form):
    """One row of the calendar; a row without an activity is left out."""

    what = forms.CharField(label=_("Actividad"), max_length=200, required=False)
    start = day_field(label=_("Empieza"), required=False)
    end = day_field(label=_("Termina"), required=False)
    who = forms.CharField(label=_("Responde"), max_length=120, required=False)
    product = forms.CharField(label=_("Qué sale"), max_length=160, required=False)
    state = words_field(ACTIVITY_WORDS, label=_("Estado"), required=False)


def activity_forms(data: Mapping[str, Any] | None, standing: list[Activity]) -> list[ActivityForm]:
    """The rows of the calendar: what stands, and free rows after it."""
    count = len(standing) + FREE_ROWS
    if data is not None:
        sent = str(data.get("rows", ""))
        count = min(int(sent), 200) if sent.isdecimal() else count
    initial = [vars_of(activity) for activity in standing]
    return [ActivityForm(data, prefix=f"r{n}", initial=initial[n] if n < len(initial) else {}) for n in range(count)]


def vars_of(activity: Activity) -> dict[str, object]:
    """An activity as its form shows it."""
    return {
        "what": activity.what,
        "start": activity.start,
        "end": activity.end,
        "who": activity.who,
        "product": activity.product,
        "state": activity.state,
    }


def activity_of(cleaned: Mapping[str, Any]) -> Activity:
    """What a row says."""
    start: date | None = cleaned.get("start")
    end: date | None = cleaned.get("end")
    return Activity(
        what=str(cleaned.get("what", "")).strip(),
        start=start,
        end=end,
        who=str(cleaned.get("who", "")).strip(),
        product=str(cleaned.get("product", "")).strip(),
        state=ActivityState(cleaned.get("state") or ActivityState.PLANNED),
    )
