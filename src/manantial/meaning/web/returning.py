"""What went back to each community that gave its words: who waits and since when, its papers, writing a return."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.text import fold
from manantial.meaning.actions import record_return
from manantial.meaning.papers import PaperRefused, community_poster
from manantial.meaning.queries import CommunityReturn, community_returns, heard_in_findings
from manantial.meaning.rules import PATIENCE, RETURN_WORDS, WORDS, ReturnMedium, ReturnState, return_metric
from manantial.meaning.web.fields import words_field
from manantial.meaning.web.forms import ReturnForm
from manantial.meaning.web.plumbing import in_language, paper_language
from manantial.people.access import Request, address
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered
from manantial.people.rules import Role
from manantial.press.posters import DoesNotFit
from manantial.press.tiles import CannotTile, tile
from manantial.territory.papers import LANGUAGES
from manantial.vault.streaming import handed
from manantial.voices.queries import said

PER_PAGE = 25
TONES = {ReturnState.OVERDUE: "bad", ReturnState.PENDING: "warn", ReturnState.RETURNED: "good"}
LOOKED_FOR = {  # what is asked in the address, in the words of the page
    "pendientes": gettext_noop("Falta regresar"),
    "atrasadas": gettext_noop("Falta, y ya es tarde"),
    "regresadas": gettext_noop("Ya se regresó"),
    "otra-vez": gettext_noop("Habló otra vez después"),
}
_WANTED: Mapping[str, Callable[[CommunityReturn, ReturnState], bool]] = {
    "pendientes": lambda _each, state: state is not ReturnState.RETURNED,
    "atrasadas": lambda _each, state: state is ReturnState.OVERDUE,
    "regresadas": lambda _each, state: state is ReturnState.RETURNED,
    "otra-vez": lambda each, _state: each.later > 0,
}


class Filters(forms.Form):
    """What somebody looks for among the communities that spoke."""

    comunidad = forms.CharField(
        label=gettext_lazy("Comunidad o clave"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    estado = words_field(LOOKED_FOR, label=gettext_lazy("Cómo va"), empty=gettext_lazy("Todas"), required=False)


class _Row:
    """One community as whoever asks may see it: a place that must not be told has neither name nor code."""

    def __init__(self, each: CommunityReturn, *, whole: bool, heard: Collection[UUID]) -> None:
        place, day = each.community, today()
        self.each, self.days, self.state = each, each.elapsed(day), each.contribution.state(day)
        self.named = whole or each.nameable
        self.name = place.name if self.named else _("Comunidad reservada")
        self.code = place.code if self.named else ""
        self.has_poster = self.named and place.pk in heard
        self.voices = each.voices if whole else each.open_voices or None
        self.word, self.tone = _(RETURN_WORDS[self.state]), TONES[self.state]
        self.media = [(row, said(WORDS, row.medium)) for row in each.returns]

    @property
    def cells(self) -> list[object]:
        """The line of the table that is taken away."""
        first = self.each.returns[0] if self.each.returns else None
        told: list[object] = [said(WORDS, first.medium), first.women, first.men, first.act] if first else [None] * 4
        given = self.each.contribution
        return [self.code, self.name, self.voices, given.collected, self.word, given.returned, self.days, *told]


ORDERS: Mapping[str, Callable[[_Row], Any]] = {
    "comunidad": lambda row: fold(row.name),
    "voces": lambda row: row.voices,
    "regreso": lambda row: row.each.contribution.returned,
    "dias": lambda row: row.days,
}


@address("meaning.see")
@require_GET
def return_list(request: Request) -> HttpResponse:
    """Who got something back and how long the others have waited, the longest wait first; the measure of it all."""
    every = community_returns()
    metric = return_metric([each.contribution for each in every], today=today())
    whole = Role.FACILITATOR in request.actor.roles
    heard = heard_in_findings(on=today())
    form = Filters(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    usual = sorted(
        (_Row(each, whole=whole, heard=heard) for each in every), key=lambda row: (bool(row.media), -row.days, row.code)
    )
    rows = ordered(request, [row for row in usual if _wanted(row, data)], ORDERS)
    heads = [_("Clave"), _("Comunidad"), _("Voces"), _("Habló el"), _("Cómo va"), _("Regresó el"), _("Días")]
    heads += [_("Cómo"), _("Mujeres"), _("Hombres"), _("Acta o lista")]
    if answer := table_answer(request, _("Regreso de resultados"), heads, (row.cells for row in rows)):
        return answer
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Regresar los resultados"),
        "lead": _("A cada comunidad que dio su palabra le toca algo de vuelta: hablado, en cartel o en papel."),
        "metric": metric,
        "pending": len(metric.pending),
        "overdue": sum(1 for each in every if each.contribution.state(today()) is ReturnState.OVERDUE),
        "patience": PATIENCE,
        "form": form,
        "rows": page.object_list,
        "page": page,
        "count": len(rows),
    }
    return render(request, "meaning/returns.html", context)


def _wanted(row: _Row, data: Mapping[str, str]) -> bool:
    asked = fold(data.get("comunidad", "")).strip()
    if asked and not (row.named and (asked in fold(row.name) or asked == fold(row.code))):
        return False
    return not data.get("estado") or _WANTED[data["estado"]](row.each, row.state)


@address("meaning.see")
@require_GET
def return_poster(request: Request, code: str) -> HttpResponse:
    """The poster of one community, tabloid or cut into letter sheets."""
    language = paper_language(request)
    try:
        with in_language(language):
            content = community_poster(language, today(), community=code).content
            if request.GET.get("como") == "hojas":
                content = tile(content, title=code, language=LANGUAGES[language], date=today()).content
    except (PaperRefused, DoesNotFit, CannotTile) as error:
        messages.error(request, str(error))
        return redirect("meaning:returns")
    return handed(content, media_type="application/pdf", name=f"cartel-{code}.pdf", inline=True)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def return_new(request: Request) -> HttpResponse:
    """Write that results went back to a community."""
    form = ReturnForm(request.POST or None, initial={"on": today(), "community": request.GET.get("comunidad")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = record_return(
            data.pop("community"),
            medium=ReturnMedium(data.pop("medium")),
            by=request.actor.person,
            now=timezone.now(),
            **data,
        )
        messages.success(request, _("Se anotó el regreso."))
        found = next((each for each in community_returns() if each.community.pk == made.community_id), None)
        if found is None or made.pk not in {row.pk for row in found.returns}:
            words = _("Ese día la comunidad todavía no había hablado: no cuenta como regreso. Revise la fecha.")
            messages.warning(request, words)
        return redirect("meaning:returns")
    context = {"title": _("Anotar un regreso"), "form": form, "back": "meaning:returns"}
    return render(request, "meaning/form.html", context)
