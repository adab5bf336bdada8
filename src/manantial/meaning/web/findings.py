"""Findings on the desk: what they rest on, who voted what, what was decided, what they lack to be printed."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.actions import (
    add_support,
    annotate_finding,
    decide,
    state_finding,
    take_off_support,
    take_stance,
)
from manantial.meaning.models import Finding, FindingSupport, Lesson, Stance
from manantial.meaning.queries import (
    FindingView,
    breakdown,
    current_plan,
    finding_rows,
    finding_views,
    milestone_rows,
    milestone_view,
    staging,
    told_group,
)
from manantial.meaning.rules import WORDS, Light, Outcome, StanceKind
from manantial.meaning.web.finding_list import finding_row
from manantial.meaning.web.forms import AnnotationForm, DecisionForm, FindingForm, StanceForm, SupportForm
from manantial.meaning.web.plumbing import done, stage_words
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import today
from manantial.press.charts import Tone, stacked
from manantial.voices.models import Fragment
from manantial.voices.queries import said
from manantial.voices.rules import EXPECTED_GROUPS, GROUP_WORDS


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def finding_new(request: Request) -> HttpResponse:
    """State a finding on the fragments ticked in the list."""
    wanted = request.GET.getlist("f") or request.POST.getlist("f")
    chosen = visible(request.actor, "voices.see", Fragment.objects.filter(retired_at=None))
    fragments = list(chosen.filter(pk__in=_uuids(wanted)).select_related("voice").order_by("folio"))
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = state_finding(
            data.pop("statement"), fragments=fragments, by=request.actor.person, now=timezone.now(), **data
        )
        messages.success(request, _("Se guardó el hallazgo. Agregue documentos y lo que hable en contra."))
        return redirect("meaning:finding", pk=made.pk)
    context = {"title": _("Nuevo hallazgo"), "form": form, "fragments": fragments}
    return render(request, "meaning/finding_new.html", context)


def _uuids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@address("meaning.see")
@require_GET
def finding_page(request: Request, pk: UUID) -> HttpResponse:
    """One finding: supports, objections, votes by group, stances, decision."""
    return _page(request, _view(request, pk))


def _view(request: Request, pk: UUID, permission: str = "meaning.see") -> FindingView:
    return finding_views([find(request, permission, finding_rows(), pk)], on=today())[0]


def _page(
    request: Request,
    view: FindingView,
    *,
    support: SupportForm | None = None,
    stance: StanceForm | None = None,
    decision: DecisionForm | None = None,
) -> HttpResponse:
    context = {
        "title": view.finding.statement,
        "view": view,
        "row": finding_row(view),
        "reason": view.ruling.say(_),
        "stage": _stage(view),
        "chart": votes_drawing(view),
        "hidden": breakdown(view).words,
        "stances": [(row, told_group(view, row.group), said(WORDS, row.stance), _former(row)) for row in view.stances],
        "unasked": _unasked(view),
        "seen": _seen(request, view),
        "rests": _rests(view),
        "said": [(vote, told_group(view, vote.group)) for vote in view.votes if vote.said or vote.understood is False],
        "decisions": [(row, said(WORDS, row.outcome)) for row in view.finding.decisions.all()],
        "lessons": _lessons(view),
        "support_form": support or SupportForm(prefix="sustento"),
        "stance_form": stance or StanceForm(prefix="postura"),
        "decision_form": decision or DecisionForm(prefix="decision"),
    }
    return render(request, "meaning/finding.html", context)


def _rests(view: FindingView) -> str:
    """What it rests on, in words that agree in number."""
    ground = view.ground
    voices = ngettext("%(n)s voz", "%(n)s voces", ground.voices) % {"n": ground.voices}
    groups = ngettext("%(n)s grupo", "%(n)s grupos", ground.groups) % {"n": ground.groups}
    papers = ngettext("%(n)s documento", "%(n)s documentos", ground.documents) % {"n": ground.documents}
    return _("Descansa en %(voices)s de %(groups)s y en %(papers)s") % {
        "voices": voices,
        "groups": groups,
        "papers": papers,
    }


def _former(row: Stance) -> list[tuple[str, str, str]]:
    """What a group said before it changed its mind, the newest first: day, stance, note."""
    told = [change["before"] for change in reversed(row.former)]
    return [(one.get("on", ""), said(WORDS, one["stance"]), one.get("dissent_note", "")) for one in told]


def _stage(view: FindingView) -> str:
    """At which stage of the experience it stands and how that is known."""
    milestone = view.finding.milestone_id
    told = [milestone_view(row) for row in milestone_rows().filter(pk=milestone)] if milestone else []
    return stage_words(staging(told, [view], current_plan()).findings[view.finding.pk])


def _seen(request: Request, view: FindingView) -> set[UUID]:
    """The fragments whose words whoever asks may read; a reserved voice is named by its folio alone."""
    keys = [link.fragment_id for link in (*view.supports, *view.objections) if link.fragment_id]
    rows = visible(request.actor, "voices.see", Fragment.objects.filter(pk__in=keys))
    return set(rows.values_list("pk", flat=True))


def _lessons(view: FindingView) -> list[Lesson]:
    links = view.finding.lesson_links.filter(retired_at=None, lesson__retired_at=None)
    return [link.lesson for link in links.select_related("lesson")]


def _unasked(view: FindingView) -> list[str]:
    """The expected groups that neither voted nor said anything: they are shown, or nobody would miss them."""
    asked = {row.group for row in view.stances} | {vote.group for vote in view.votes}
    return [said(GROUP_WORDS, group) for group in EXPECTED_GROUPS if group not in asked]


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def finding_annotate(request: Request, pk: UUID) -> HttpResponse:
    """Change what surrounds a finding; its wording changes only by a decision or a correction."""
    row = find(request, "meaning.edit", finding_rows(), pk)
    names = ("explanation", "confidence", "sensitive", "axis", "question", "milestone", "stage")
    form = AnnotationForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():
        annotate_finding(row, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Se guardó."))
        return redirect("meaning:finding", pk=pk)
    context = {"title": _("Lo que rodea a %(folio)s") % {"folio": row.folio}, "form": form, "back": "meaning:findings"}
    return render(request, "meaning/form.html", context)


def votes_drawing(view: FindingView) -> dict[str, object] | None:
    """The traffic light by group, for the figure of a page."""
    votes = breakdown(view).told
    if not votes:
        return None
    parts = [said(WORDS, light) for light in Light]
    rows = [(said(GROUP_WORDS, vote.group), (vote.green, vote.yellow, vote.red)) for vote in votes]
    drawing = stacked(
        _("Semáforo por grupo, en personas"), parts=parts, rows=rows, tones=(Tone.WATER, Tone.MAIZE, Tone.CLAY)
    )
    svg = mark_safe(drawing.svg)  # noqa: S308 - drawn by press.charts, which escapes every word
    return {"title": drawing.title, "svg": svg, "heads": drawing.heads, "rows": drawing.rows}


@address("meaning.edit")
@require_POST
def support_add(request: Request, pk: UUID) -> HttpResponse:
    """Add what holds it up or speaks against it."""
    view = _view(request, pk, "meaning.edit")
    form = SupportForm(request.POST, prefix="sustento")
    if not form.is_valid():
        return _page(request, view, support=form)
    act = partial(add_support, view.finding, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
    if not done(request, act, _("Se agregó.")):
        return _page(request, view, support=form)
    return redirect("meaning:finding", pk=pk)


@address("meaning.edit")
@require_POST
def support_take_off(request: Request, pk: UUID) -> HttpResponse:
    """Take off what was put there by mistake."""
    row = find(request, "meaning.edit", FindingSupport.objects.filter(retired_at=None), pk)
    act = partial(take_off_support, row, why=request.POST.get("why", ""), by=request.actor.person, now=timezone.now())
    done(request, act, _("Se quitó del hallazgo. Quién y por qué queda en la bitácora."))
    return redirect("meaning:finding", pk=row.finding_id)


@address("meaning.edit")
@require_POST
def stance_take(request: Request, pk: UUID) -> HttpResponse:
    """Write what a group says of it."""
    view = _view(request, pk, "meaning.edit")
    form = StanceForm(request.POST, prefix="postura")
    if not form.is_valid():
        return _page(request, view, stance=form)
    data = form.cleaned_data
    noted = any(row.group == data["group"] and row.dissent_note for row in view.stances)
    take_stance(
        view.finding,
        group=data["group"],
        stance=StanceKind(data["stance"]),
        dissent_note=data["dissent_note"],
        workshop=data["workshop"],
        on=data["workshop"].on if data["workshop"] else today(),
        by=request.actor.person,
        now=timezone.now(),
    )
    messages.success(request, _("Se guardó la postura."))
    if data["dissent_note"]:
        messages.info(request, _("La nota de disenso se imprimirá siempre junto al hallazgo."))
    elif noted:
        messages.warning(request, _("La nota que tenía el grupo ya no se imprime. Se guardó y se puede leer abajo."))
    return redirect("meaning:finding", pk=pk)


@address("meaning.decide")
@require_POST
def finding_decide(request: Request, pk: UUID) -> HttpResponse:
    """Decide on a finding that was not green."""
    view = _view(request, pk, "meaning.decide")
    form = DecisionForm(request.POST, prefix="decision")
    if not form.is_valid():
        return _page(request, view, decision=form)
    if not done(request, lambda: _decide(request, view.finding, form.cleaned_data), _("Se guardó la decisión.")):
        return _page(request, view, decision=form)
    after = _view(request, pk)
    if after.disputed and not after.dissents:
        words = _("Ningún grupo ha dejado su nota de disenso. Pregúntela y anótela en «Anotar lo que dice un grupo».")
        messages.warning(request, words)
    return redirect("meaning:finding", pk=pk)


def _decide(request: Request, finding: Finding, data: dict[str, object]) -> None:
    decide(
        finding,
        outcome=Outcome(str(data["outcome"])),
        reason=str(data["reason"]),
        after=str(data["after"]),
        workshop=data["workshop"],  # type: ignore[arg-type]
        session=data["session"],  # type: ignore[arg-type]
        on=today(),
        by=request.actor.person,
        now=timezone.now(),
    )
