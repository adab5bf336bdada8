"""The search page: one box for everything one may see; at the desk also by group, community, code and date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.alliance.fields import DayInput, QuickSelect, choices
from manantial.kernel.asked import read_question
from manantial.meaning.queries import code_tree
from manantial.people.access import Actor, Request, address, can
from manantial.people.answers import table_answer, today
from manantial.site.actions import refresh_search
from manantial.site.queries.found import Found, Results, SearchFilter
from manantial.site.queries.search import PERMISSIONS, search
from manantial.site.words import KIND_WORDS
from manantial.territory.models import Community
from manantial.voices.rules import GROUP_WORDS

PER_PAGE = 20


class SearchForm(forms.Form):
    """What somebody looks for; what only the desk may ask is left out for others."""

    q = forms.CharField(
        label=gettext_lazy("¿Qué busca?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    tipo = forms.ChoiceField(label=gettext_lazy("De qué tipo"), required=False, widget=QuickSelect)
    grupo = forms.ChoiceField(label=gettext_lazy("Quién habla"), required=False, widget=QuickSelect)
    comunidad = forms.ChoiceField(label=gettext_lazy("Comunidad"), required=False, widget=QuickSelect)
    codigo = forms.ChoiceField(label=gettext_lazy("Con el código"), required=False, widget=QuickSelect)
    desde = forms.DateField(label=gettext_lazy("Desde el día"), required=False, widget=DayInput())
    hasta = forms.DateField(label=gettext_lazy("Hasta el día"), required=False, widget=DayInput())

    def __init__(self, actor: Actor, data: Any) -> None:
        super().__init__(data)
        every = ("", gettext("Todo"))
        kinds = [(kind, str(KIND_WORDS[kind])) for kind, need in PERMISSIONS.items() if can(actor, need)]
        open_kinds = [(kind, str(KIND_WORDS[kind])) for kind in ("community", "milestone", "agreement", "lesson")]
        _choose(self.fields["tipo"], [every, *(kinds or open_kinds)])
        if not can(actor, "voices.see"):
            for name in ("grupo", "comunidad", "codigo", "desde", "hasta"):
                del self.fields[name]
            return
        tree = code_tree()
        codes = [(str(pk), f"{'— ' * tree.depth(pk)}{tree.names[pk]}") for pk in tree.standing]
        places = Community.objects.filter(merged_into=None).order_by("name", "code").values_list("pk", "name")
        _choose(self.fields["grupo"], choices(GROUP_WORDS, gettext("Todos")))
        _choose(self.fields["comunidad"], [("", gettext("Todas")), *((str(pk), name) for pk, name in places)])
        _choose(self.fields["codigo"], [("", gettext("Cualquiera o ninguno")), *codes])

    def clean(self) -> dict[str, Any]:
        """Two days the wrong way round leave nothing to find: it is said."""
        data = super().clean() or {}
        if data.get("desde") and data.get("hasta") and data["hasta"] < data["desde"]:
            self.add_error("hasta", gettext("Este día es anterior al primero."))
        return data

    def asked(self) -> SearchFilter:
        """What was asked, as the search reads it; a choice that does not exist is passed over."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        return SearchFilter(
            text=str(data.get("q") or "").strip(),
            kind=data.get("tipo", ""),
            group=data.get("grupo", ""),
            community=_uuid(data.get("comunidad", "")),
            code=_uuid(data.get("codigo", "")),
            since=data.get("desde"),
            until=data.get("hasta"),
        )


@address("public.see")
@require_GET
def find(request: Request) -> HttpResponse:
    """Search over everything the reader may see."""
    form = SearchForm(request.actor, request.GET)
    asked = form.asked()
    found = Results()
    if asked.text:
        refresh_search()
        found = search(request.actor, asked, on=today())
    if answer := table_answer(request, _("Búsqueda"), _heads(), _rows(found)):
        return answer
    context = {
        "title": _("Buscar"),
        "form": form,
        "text": asked.text,
        "narrowed": asked.narrows or bool(form.errors),
        "only_without": bool(asked.text) and not read_question(asked.text) and "-" in asked.text,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),  # type: ignore[arg-type]
        "found": found,
        "total": len(found),
        "kinds": [(kind, KIND_WORDS[kind], count) for kind, count in found.counts.items()],
        "kind": asked.kind,
    }
    return render(request, "site/search.html", context)


def _heads() -> list[str]:
    return [_("Tipo"), _("Título"), _("Fecha"), _("Minuto"), _("Texto")]


def _rows(found: Results) -> Iterator[list[object]]:
    yield from (_row(one) for one in found.everything())


def _row(one: Found) -> list[object]:
    return [one.kind_word, one.title, one.on, one.clock, one.text]


def _choose(field: forms.Field, options: list[tuple[str, str]]) -> None:
    field.choices = options  # type: ignore[attr-defined]


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None
