"""The page of who has spoken and who is missing, and the page where the alliance says what it wants to reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.text import fold
from manantial.people.access import Request, address
from manantial.people.answers import paper_answer, table_answer, today
from manantial.people.choices import CommunityChoice, communities
from manantial.people.listing import ordered
from manantial.voices import papers
from manantial.voices.actions import VoicesRefused, set_targets
from manantial.voices.queries import Hearing, hearing, said, targets
from manantial.voices.rules import AGE_WORDS, GROUP_WORDS, SEX_WORDS, Dimension, Target
from manantial.voices.rules.coverage import GroupCoverage

ORDERS: Mapping[str, Callable[[tuple[str, GroupCoverage]], Any]] = {
    "grupo": lambda one: fold(one[0]),
    "voces": lambda one: one[1].voices,
    "mujeres": lambda one: one[1].women,
    "hombres": lambda one: one[1].men,
    "comunidades": lambda one: one[1].communities,
    "parte": lambda one: one[1].share,
}
PLACES = 6  # communities with a target of their own
_TABLES = (
    (Dimension.GROUP, gettext_lazy("Quién habla"), GROUP_WORDS),
    (Dimension.SEX, gettext_lazy("Mujeres y hombres"), SEX_WORDS),
    (Dimension.AGE, gettext_lazy("Edades"), AGE_WORDS),
)


@address("voices.see")
@require_GET
def coverage_page(request: Request) -> HttpResponse:
    """Who has spoken and who has not, beside the targets."""
    found = hearing()
    if request.GET.get("papel"):
        return paper_answer(request, papers.coverage_paper(found, on=today()), "quien-falta")
    exported = table_answer(request, _("Cobertura de voces"), _heads(), _rows(found))
    if exported:
        return exported
    context = {
        "title": _("Quién ha hablado y quién falta"),
        "lead": _("Un silencio también es un dato: a esos grupos y comunidades nadie les ha preguntado."),
        "rows": ordered(request, [(said(GROUP_WORDS, row.group), row) for row in found.coverage.groups], ORDERS),
        "silences": [said(GROUP_WORDS, group) for group in found.coverage.silences],
        "unheard": found.unheard,
        "ages": found.ages,
        "progress": [(found.name(row.target), row) for row in found.progress],
        "short": [(found.name(row.target), row) for row in found.short],
        "voices": found.coverage.voices,
        "count": len(found.coverage.groups),
    }
    return render(request, "voices/coverage.html", context)


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def coverage_targets(request: Request) -> HttpResponse:
    """Say how large a share should be of each group, sex, age and of some communities."""
    form = TargetsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_targets(form.targets(), by=request.actor.person, now=timezone.now())
        except VoicesRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Se guardaron las metas."))
            return redirect("voices:coverage")
    context = {
        "title": _("Metas de voces"),
        "lead": _("De cada 100 voces, cuántas deberían ser de cada quien. Deje vacío lo que no tiene meta."),
        "form": form,
    }
    return render(request, "voices/targets.html", context)


class PercentField(forms.IntegerField):
    """A share in whole percent."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": "4"}
        usual: dict[str, Any] = {
            "min_value": 0, "max_value": 100, "required": False, "widget": forms.TextInput(attrs=attrs),
        }  # fmt: skip
        super().__init__(**usual | kwargs)


class TargetsForm(forms.Form):
    """One number for each value of each table, and a few communities."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {(one.dimension, one.value): one.percent for one in targets()}
        for dimension, _title, words in _TABLES:
            for value in words:
                label, initial = said(words, value), known.get((dimension, value))
                self.fields[f"{dimension}_{value}"] = PercentField(label=label, initial=initial)
        places = [(value, percent) for (sort, value), percent in known.items() if sort == Dimension.COMMUNITY]
        for row in range(PLACES):
            value, percent = places[row] if row < len(places) else ("", 0)
            self.fields[f"place_{row}"] = CommunityChoice(
                label=_("Comunidad %(n)d") % {"n": row + 1}, queryset=communities(), initial=value or None
            )
            self.fields[f"percent_{row}"] = PercentField(
                label=_("%% de la comunidad %(n)d") % {"n": row + 1}, initial=percent or None
            )

    @property
    def tables(self) -> list[tuple[str, list[Any]]]:
        """The fields by table, with its title."""
        return [(str(title), [self[f"{dimension}_{value}"] for value in words]) for dimension, title, words in _TABLES]

    @property
    def places(self) -> list[tuple[Any, Any]]:
        """The rows of communities."""
        return [(self[f"place_{row}"], self[f"percent_{row}"]) for row in range(PLACES)]

    def targets(self) -> list[Target]:
        """What was asked for."""
        data = self.cleaned_data
        found = [
            Target(dimension, value, data[f"{dimension}_{value}"] or 0)
            for dimension, _title, words in _TABLES
            for value in words
        ]
        for row in range(PLACES):
            place, percent = data[f"place_{row}"], data[f"percent_{row}"]
            if place is not None and percent:
                found.append(Target(Dimension.COMMUNITY, str(place.pk), percent))
        return found


def _heads() -> list[str]:
    return [_("Cuadro"), _("De quién"), _("Voces"), _("Mujeres"), _("Hombres"), _("Comunidades"), _("De cada 100"),
            _("Meta"), _("Faltan")]  # fmt: skip


def _rows(found: Hearing) -> list[list[object]]:
    """Groups with their target, then the other targets, then the communities nobody has asked."""
    aims = {(row.target.dimension, row.target.value): row for row in found.progress}
    rows: list[list[object]] = []
    for row in found.coverage.groups:
        aim = aims.pop((Dimension.GROUP, row.group), None)
        told = [_("Grupo"), said(GROUP_WORDS, row.group), row.voices, row.women, row.men, row.communities, row.share]
        rows.append([*told, aim.target.percent if aim else None, aim.needed if aim else None])
    for aim in aims.values():
        told = [_("Meta"), found.name(aim.target), aim.voices, None, None, None, aim.share]
        rows.append([*told, aim.target.percent, aim.needed])
    rows += [[_("Comunidad sin voz"), place.name, 0, None, None, None, 0, None, None] for place in found.unheard]
    return rows
