"""Compare stages on the desk: each axis before, along the way and today, side by side."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.meaning.actions import Account, tell_stage
from manantial.meaning.models import Axis
from manantial.meaning.queries import StagesOfAxis, axes, current_plan, stages_of
from manantial.meaning.rules import STAGE_WORDS, Stage
from manantial.meaning.web.cards import StageForm
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer, today
from manantial.voices.queries import permitted, said
from manantial.voices.rules import Use


@address("meaning.see")
@require_GET
def stages_page(request: Request) -> HttpResponse:
    """Three columns for each axis: words, figure, source."""
    plan = current_plan()
    told = stages_of(axes(plan) if plan else ())
    open_ = _open(told)
    heads = [_("Eje"), _("Etapa"), _("Cómo era"), _("Cifra"), _("De dónde sale"), _("Versión")]
    exported = table_answer(request, _("Comparar etapas"), heads, _cells(told, open_))
    context = {
        "title": _("Antes, en el camino y hoy"),
        "lead": _("De cada eje: cómo era, cómo fue cambiando y cómo es. Con una cifra si la hay, y de dónde sale."),
        "rows": [(one.axis, _columns(one, open_)) for one in told],
        "count": 3 * len(told),
    }
    return exported or render(request, "meaning/stages.html", context)


def _open(told: list[StagesOfAxis]) -> set[UUID]:
    fragments = [row.fragment for one in told for row in one.accounts.values() if row and row.fragment]
    return {thing.pk for thing, ruling in permitted(fragments, use=Use.ANALYSIS, on=today()) if ruling}


def _columns(one: StagesOfAxis, open_: set[UUID]) -> list[dict[str, object]]:
    columns: list[dict[str, object]] = []
    for stage in Stage:
        row = one.accounts[stage]
        allowed = row is not None and (row.fragment_id is None or row.fragment_id in open_)
        columns.append(
            {
                "stage": stage,
                "name": said(STAGE_WORDS, stage),
                "row": row,
                "allowed": allowed,
                "version": one.versions[stage],
            }
        )
    return columns


def _cells(told: list[StagesOfAxis], open_: set[UUID]) -> list[list[object]]:
    lines: list[list[object]] = []
    for one in told:
        for stage in Stage:
            row = one.accounts[stage]
            if row is None or (row.fragment_id is not None and row.fragment_id not in open_):
                lines.append([one.axis.name, said(STAGE_WORDS, stage), "", "", "", ""])
                continue
            grounds = row.source or row.fragment
            folio = grounds.folio if grounds else ""
            lines.append([one.axis.name, said(STAGE_WORDS, stage), row.text, row.figure, folio, row.version])
    return lines


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def stage_write(request: Request, pk: UUID, stage: str) -> HttpResponse:
    """Write how an axis was at one stage; the earlier version stays."""
    axis = find(request, "meaning.edit", Axis, pk)
    if stage not in set(Stage):
        raise Http404
    row = stages_of([axis])[0].accounts[Stage(stage)]
    initial = {"text": row.text, "figure": row.figure} if row else {}
    if row:
        initial |= {"source": row.source.folio if row.source else ""}
        initial |= {"fragment": row.fragment.folio if row.fragment else ""}
    form = StageForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told, person, now = Account(**form.cleaned_data), request.actor.person, timezone.now()
        act = lambda: tell_stage(axis, stage=Stage(stage), told=told, by=person, now=now)  # noqa: E731
        if done(request, act, _("Se guardó. La versión anterior también se queda.")):
            return redirect("meaning:stages")
    title = _("%(axis)s: %(stage)s") % {"axis": axis.name, "stage": said(STAGE_WORDS, stage)}
    context = {"title": title, "form": form, "back": "meaning:stages", "blank": "etapas"}
    return render(request, "meaning/form.html", context)
