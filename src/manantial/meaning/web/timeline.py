"""The timeline on the desk: drawn, listed, filtered; the matrices of voices and of ordering; the strip for the wall."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.alliance.fields import RememberedDateField
from manantial.kernel.text import fold
from manantial.meaning.models import Axis, Code
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
    MilestoneView,
    TimelineFilter,
    axes,
    axis_guides,
    current_plan,
    filtered,
    milestone_rows,
    open_to,
    timeline,
    voice_matrix,
    voices_of,
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
from manantial.voices.models import Voice
from manantial.voices.queries import permitted, said
from manantial.voices.rules import GROUP_WORDS, Use, What

PER_TIMELINE = 20
PDF = "application/pdf"
ORDERS: dict[str, Callable[[MilestoneView], Any]] = {
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
ASKED: dict[str, Callable[[MilestoneView], bool]] = {
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

    def keep(self, views: Sequence[MilestoneView]) -> list[MilestoneView]:
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
        words = fold(data["texto"])
        kept = [
            view for view in filtered(views, asked) if words in fold(f"{view.milestone.folio} {view.milestone.title}")
        ]
        if data["codigo"]:
            coded = with_code(data["codigo"].pk)
            kept = [view for view in kept if view.milestone.pk in coded]
        return [view for view in kept if ASKED[data["que"]](view)] if data["que"] else kept


def open_voices(request: Request, views: Sequence[MilestoneView]) -> set[UUID]:
    """The voices whose words may be studied today by whoever asks: the gate says yes and they may see them."""
    voices = voices_of(views)
    within = visible(request.actor, "voices.see", Voice.objects.filter(pk__in=[voice.pk for voice in voices]))
    seen = set(within.values_list("pk", flat=True))
    allowed = permitted([v for v in voices if v.pk in seen], use=Use.ANALYSIS, on=today(), what=What.QUOTE)
    return {voice.pk for voice, ruling in allowed if ruling}


@address("meaning.see")
@require_GET
def timeline_page(request: Request) -> HttpResponse:
    """The timeline; a milestone told in several ways shows its span and that they differ."""
    form = FilterForm(request.GET)
    views = form.keep(timeline(visible(request.actor, "meaning.see", milestone_rows())))
    views = ordered(request, views, ORDERS)
    heads = [_("Folio"), _("Cuándo"), _("Qué pasó"), _("Tipo"), _("Lugar"), _("Versiones"), _("¿Coinciden?")]
    exported = table_answer(request, _("Línea del tiempo"), heads, (_cells(view) for view in views))
    if exported:
        return exported
    page = Paginator(views, PER_TIMELINE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    open_ = open_voices(request, listed)
    shown = [open_to(view, open_) for view in listed]
    drawing = timeline_drawing(shown, links=True, language=get_language() or "es") if shown else None
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
        "count": len(views),
        "query": request.GET.urlencode(),
        "narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "meaning/milestones.html", context)


def _cells(view: MilestoneView) -> list[object]:
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
    form = FilterForm(request.GET)
    views = form.keep(timeline(visible(request.actor, "meaning.see", milestone_rows())))
    wanted = [view.milestone.pk for view in views]
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
    form = FilterForm(request.GET)
    views = form.keep(timeline(visible(request.actor, "meaning.see", milestone_rows())))
    if "papel" in request.GET:
        return _on_paper(request, voice_matrix_sheet, views, "matriz-de-voces")
    open_ = open_voices(request, views)
    matrix = voice_matrix([open_to(view, open_) for view in views])
    groups = [(said(GROUP_WORDS, group), group in matrix.silent_groups) for group in matrix.groups]
    heads = [_("Hito"), *(name for name, _silent in groups), _("Coincidencias"), _("Diferencias"), _("Silencios")]
    silence = _("No se les ha preguntado")
    cells = (
        [
            row.view.milestone.title,
            *(" / ".join(version.text for version in cell) or silence for cell in row.cells),
            *compare_words(row),
        ]
        for row in matrix.rows
    )
    exported = table_answer(request, _("Matriz de voces"), heads, cells)
    page = paged(request, matrix.rows, PER_TIMELINE)
    context = {
        "title": _("Matriz de voces"),
        "lead": _("Un hueco no es un no: a ese grupo no se le ha preguntado."),
        "form": form,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "groups": groups,
        "rows": [(row.view, row.cells, compare_words(row), len(row.silent)) for row in page.object_list],
        "silent": [said(GROUP_WORDS, group) for group in matrix.silent_groups],
        "page": page,
        "count": len(matrix.rows),
    }
    return exported or render(request, "meaning/matrix.html", context)


def _on_paper(
    request: Request, make: Callable[..., Document], views: Sequence[MilestoneView], name: str
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
    form = FilterForm(request.GET)
    views = form.keep(timeline(visible(request.actor, "meaning.see", milestone_rows())))
    if "papel" in request.GET:
        return _on_paper(request, ordering_sheet, views, "matriz-de-ordenamiento")
    open_ = open_voices(request, views)
    told = [open_to(view, open_) for view in views]
    heads, language = ordering_heads(), get_language() or "es"
    exported = table_answer(
        request,
        _("Matriz de ordenamiento"),
        [_("Folio"), *heads],
        ([v.milestone.folio, *ordering_cells(v, language)] for v in told),
    )
    page = paged(request, told, PER_TIMELINE)
    plan = current_plan()
    guides = axis_guides(list(axes(plan)), most=3) if plan else []
    context = {
        "title": _("Matriz de ordenamiento y reconstrucción"),
        "lead": _("Cada hito con quiénes, para qué, cómo y qué resultó. Lo vacío se llena en la ficha del hito."),
        "form": form,
        "heads": heads,
        "rows": [(view, ordering_cells(view, language)) for view in page.object_list],
        "guides": [(guide.axis, [(name, len(rows)) for name, rows in guide.fragments]) for guide in guides],
        "page": page,
        "count": len(told),
    }
    return exported or render(request, "meaning/ordering.html", context)
