"""The timeline on the desk: drawn, listed, filtered; the matrices of voices and of ordering; the strip for the wall."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.alliance.fields import RememberedDateField
from manantial.kernel.text import fold
from manantial.meaning.models import Axis, Code, Milestone
from manantial.meaning.papers import (
    PaperRefused,
    compare_words,
    ordering_cells,
    ordering_heads,
    ordering_sheet,
    timeline_drawing,
    voice_matrix_sheet,
    wall_strip,
)
from manantial.meaning.queries import (
    MilestoneStanding,
    MilestoneView,
    TimelineFilter,
    axes,
    codes_in_use,
    current_plan,
    filtered,
    matrix_groups,
    milestone_standings,
    open_to,
    read_whole,
    silent_among,
    voice_matrix,
    with_code,
)
from manantial.meaning.rules import STANDING_WORDS, WORDS, MilestoneKind, Standing
from manantial.meaning.web.fields import one_of, words_field
from manantial.meaning.web.forms import catalogue
from manantial.meaning.web.plumbing import in_language, paper_language
from manantial.people.access import Request, address, visible
from manantial.people.answers import paper_answer, table_answer, today
from manantial.people.choices import CommunityChoice, communities
from manantial.people.listing import ordered, paged
from manantial.press.document import Document
from manantial.press.posters import DoesNotFit
from manantial.press.tiles import CannotTile, tile
from manantial.territory.papers import LANGUAGES
from manantial.vault.streaming import handed
from manantial.voices.queries import closed_to_study, said, unseen
from manantial.voices.rules import GROUP_WORDS

PER_TIMELINE = 20
PER_TABLE = 200  # read whole at once for a file
PDF = "application/pdf"
ORDERS: dict[str, Callable[[MilestoneStanding], Any]] = {
    "cuando": lambda view: view.key,
    "que": lambda view: fold(view.milestone.title),
    "tipo": lambda view: fold(said(WORDS, view.milestone.kind)),
    "donde": lambda view: fold(view.milestone.place or str(view.milestone.community or "")) or None,
    "versiones": lambda view: len(view.versions),
    "estado": lambda view: list(Standing).index(view.state),
}
STANDING_TONES = {
    Standing.NONE: "none",
    Standing.SINGLE: "info",
    Standing.TOGETHER: "good",
    Standing.AGREED: "info",
    Standing.OPEN: "warn",
}
ASKED: dict[str, Callable[[MilestoneStanding], bool]] = {
    "difieren": lambda view: view.is_open,
    "sin-sustento": lambda view: not view.has_evidence,
    "un-grupo": lambda view: len(view.groups) == 1,
}


class FilterForm(forms.Form):
    """What somebody looks for on the timeline."""

    texto = forms.CharField(label=gettext_lazy("Palabras"), max_length=120, required=False)
    comunidad = CommunityChoice(label=gettext_lazy("Comunidad"), empty_label=gettext_lazy("Todas"))
    grupo = words_field(GROUP_WORDS, label=gettext_lazy("Quién lo cuenta"), empty=gettext_lazy("Todos"), required=False)
    tipo = words_field(
        catalogue(MilestoneKind), label=gettext_lazy("Qué fue"), empty=gettext_lazy("Todos"), required=False
    )
    eje = one_of(Axis.everywhere.none(), gettext_lazy("Eje"), gettext_lazy("Todos"))
    codigo = one_of(Code.everywhere.none(), gettext_lazy("Código"), gettext_lazy("Todos"))
    desde = RememberedDateField(label=gettext_lazy("Desde"))
    hasta = RememberedDateField(label=gettext_lazy("Hasta"))
    que = forms.ChoiceField(
        label=gettext_lazy("Solo"),
        required=False,
        choices=[
            ("", gettext_lazy("Todos")),
            ("difieren", gettext_lazy("Difieren, sin acuerdo")),
            ("un-grupo", gettext_lazy("Contados por un solo grupo")),
            ("sin-sustento", gettext_lazy("Sin fuente ni voz")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comunidad"].queryset = communities()  # type: ignore[attr-defined]
        self.fields["eje"].queryset = Axis.objects.filter(retired_at=None)  # type: ignore[attr-defined]
        self.fields["codigo"].queryset = Code.objects.filter(retired_at=None)  # type: ignore[attr-defined]

    def keep(self, views: Sequence[MilestoneStanding]) -> list[MilestoneStanding]:
        """The milestones that are looked for; a form with a mistake keeps all and says the mistake."""
        if not self.is_valid():
            return list(views)
        data = self.cleaned_data
        asked = TimelineFilter(
            community=data["comunidad"].pk if data["comunidad"] else None,
            group=data["grupo"],
            kind=data["tipo"],
            axis=data["eje"].pk if data["eje"] else None,
            start=data["desde"].earliest if data["desde"] else None,
            end=data["hasta"].latest if data["hasta"] else None,
        )
        kept, words = filtered(views, asked), fold(data["texto"])
        if words:
            kept = [view for view in kept if words in fold(f"{view.milestone.folio} {view.milestone.title}")]
        if data["codigo"]:
            coded = with_code(data["codigo"].pk)
            kept = [view for view in kept if view.milestone.pk in coded]
        return [view for view in kept if ASKED[data["que"]](view)] if data["que"] else kept


def open_voices(request: Request, views: Iterable[MilestoneStanding]) -> set[UUID]:
    """The voices whose words may be studied today by whoever asks: the gate says yes and they may see them."""
    told = set().union(*(view.voice_ids for view in views))
    return told - unseen(request.actor) - closed_to_study(on=today()).words if told else told


def _asked(request: Request) -> tuple[FilterForm, list[MilestoneStanding]]:
    """What somebody looks for, and the milestones that are so, in the order of time."""
    form = FilterForm(request.GET)
    rows = visible(request.actor, "meaning.see", Milestone.objects.filter(retired_at=None))
    return form, form.keep(milestone_standings(rows))


def _opened(standings: Iterable[MilestoneStanding], voices: Collection[UUID]) -> list[MilestoneView]:
    """These milestones read whole, as they may be told when these voices are open."""
    return [open_to(view, voices) for view in read_whole(standings)]


def _poured(standings: Sequence[MilestoneStanding], voices: Collection[UUID]) -> Iterator[MilestoneView]:
    """All of them read whole, some at a time: a file is written while they are read."""
    for start in range(0, len(standings), PER_TABLE):
        yield from _opened(standings[start : start + PER_TABLE], voices)


@address("meaning.see")
@require_GET
def timeline_page(request: Request) -> HttpResponse:
    """The timeline; a milestone told in several ways shows its span and that they differ."""
    form, standings = _asked(request)
    standings = ordered(request, standings, ORDERS)
    heads = [_("Folio"), _("Cuándo"), _("Qué pasó"), _("Tipo"), _("Lugar"), _("Versiones"), _("¿Coinciden?")]
    exported = table_answer(request, _("Línea del tiempo"), heads, (_cells(view) for view in standings))
    if exported:
        return exported
    page = paged(request, standings, PER_TIMELINE)
    shown = _opened(page.object_list, open_voices(request, page.object_list))
    fits = 0 < len(shown) <= PER_TIMELINE  # the strip draws all of them
    drawing = timeline_drawing(shown, links=True, language=get_language() or "es") if fits else None
    context = {
        "title": _("Línea del tiempo"),
        "lead": _("Lo que pasó y cómo lo cuenta cada quien. Dos fechas distintas se quedan las dos."),
        "form": form,
        "rows": [
            (view, said(WORDS, view.milestone.kind), STANDING_TONES[view.state], _(STANDING_WORDS[view.state]))
            for view in shown
        ],
        "drawing": mark_safe(drawing.svg) if drawing else "",  # noqa: S308 - press.charts escapes every word
        "page": page,
        "count": len(standings),
        "query": request.GET.urlencode(),
        "narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "meaning/milestones.html", context)


def _cells(view: MilestoneStanding) -> list[object]:
    row = view.milestone
    place = row.place or str(row.community or "")
    return [
        row.folio,
        view.span.iso,
        row.title,
        said(WORDS, row.kind),
        place,
        len(view.versions),
        _(STANDING_WORDS[view.state]),
    ]


@address("meaning.see")
@require_GET
def strip_pdf(request: Request) -> HttpResponse:
    """The timeline (with the filters of the page) as a strip for the wall, cut into letter sheets or whole."""
    _form, standings = _asked(request)
    wanted = [view.milestone.pk for view in standings]
    language = paper_language(request)
    try:
        with in_language(language):
            content = wall_strip(language, today(), wanted).content
            if request.GET.get("como") != "entera":
                title = _("Línea del tiempo")
                content = tile(content, title=title, language=LANGUAGES[language], date=today()).content
    except (DoesNotFit, CannotTile) as error:
        advice = _("También puede filtrar la línea, por años, comunidad o eje, e imprimir por partes.")
        messages.error(request, f"{error} {advice}")
        return redirect("meaning:milestones")
    return handed(content, media_type=PDF, name="linea-del-tiempo.pdf", inline=True)


@address("meaning.see")
@require_GET
def matrix_page(request: Request) -> HttpResponse:
    """The matrix of voices: who says what, in what they coincide and differ, and who has not been asked."""
    form, standings = _asked(request)
    if "papel" in request.GET:
        return _on_paper(request, voice_matrix_sheet, standings, "matriz-de-voces")
    open_ = open_voices(request, standings)
    told = [open_to(view, open_) for view in standings]
    groups = matrix_groups(told)
    silent = silent_among(groups, told)
    names = [said(GROUP_WORDS, group) for group in groups]
    heads = [_("Hito"), *names, _("Coincidencias"), _("Diferencias"), _("Silencios")]
    exported = table_answer(request, _("Matriz de voces"), heads, _voice_cells(_poured(standings, open_), groups))
    if exported:
        return exported
    page = paged(request, standings, PER_TIMELINE)
    rows = voice_matrix(_opened(page.object_list, open_), groups).rows
    context = {
        "title": _("Matriz de voces"),
        "lead": _("Un hueco no es un no: a ese grupo no se le ha preguntado."),
        "form": form,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "groups": [(name, group in silent) for name, group in zip(names, groups, strict=True)],
        "rows": [(row.view, row.cells, compare_words(row), len(row.silent)) for row in rows],
        "silent": [said(GROUP_WORDS, group) for group in silent],
        "page": page,
        "count": len(standings),
    }
    return render(request, "meaning/matrix.html", context)


def _voice_cells(views: Iterable[MilestoneView], groups: Sequence[str]) -> Iterator[list[object]]:
    silence = _("No se les ha preguntado")
    for view in views:
        [row] = voice_matrix([view], groups).rows
        told = (" / ".join(version.text for version in cell) or silence for cell in row.cells)
        yield [view.milestone.title, *told, *compare_words(row)]


def _on_paper(
    request: Request, make: Callable[..., Document], views: Sequence[MilestoneStanding], name: str
) -> HttpResponse:
    """A matrix of the milestones of the page, with its filters; a refusal is told on the page."""
    try:
        return paper_answer(request, make("es", today(), [view.milestone.pk for view in views]), name)
    except PaperRefused as error:
        messages.error(request, str(error))
        return redirect("meaning:milestones")


@address("meaning.see")
@require_GET
def ordering_page(request: Request) -> HttpResponse:
    """The experience put in order: every milestone by its card, then each axis with its fragments."""
    form, standings = _asked(request)
    if "papel" in request.GET:
        return _on_paper(request, ordering_sheet, standings, "matriz-de-ordenamiento")
    heads, language, open_ = ordering_heads(), get_language() or "es", open_voices(request, standings)
    exported = table_answer(
        request,
        _("Matriz de ordenamiento"),
        [_("Folio"), *heads],
        ([view.milestone.folio, *ordering_cells(view, language)] for view in _poured(standings, open_)),
    )
    if exported:
        return exported
    page = paged(request, standings, PER_TIMELINE)
    plan = current_plan()
    threads = list(axes(plan)) if plan else []
    codes = codes_in_use(threads)
    context = {
        "title": _("Matriz de ordenamiento y reconstrucción"),
        "lead": _("Cada hito con quiénes, para qué, cómo y qué resultó. Lo vacío se llena en la ficha del hito."),
        "form": form,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "heads": heads,
        "rows": [(view, ordering_cells(view, language)) for view in _opened(page.object_list, open_)],
        "guides": [(axis, codes[axis.pk]) for axis in threads],
        "page": page,
        "count": len(standings),
    }
    return render(request, "meaning/ordering.html", context)
