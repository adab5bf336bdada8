"""My community: its water in a few numbers, one reading, one report with its folio; and a folio asked by anybody."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, can, find
from manantial.people.answers import today
from manantial.press.compile import TypesettingFailed
from manantial.press.posters.imprint import DoesNotFit
from manantial.territory.models import Community
from manantial.water.actions import WaterRefused, record_reading, report_failure
from manantial.water.models import Failure
from manantial.water.papers import community_sheet, spoken_sheet
from manantial.water.queries import community_water, failures, month_sheet
from manantial.water.rules import (
    FAILURE_ICONS,
    FAILURE_STATE_TONES,
    FAILURE_STATE_WORDS,
    FAILURE_WORDS,
    LIGHT_TONES,
    FailureKind,
    NotAReading,
    judge_chlorine,
    read_value,
    write_value,
)
from manantial.water.web.forms import ReadingForm, ReportForm
from manantial.water.web.plumbing import kept_photo, kept_voice, now, pdf_answer, refuse


@address("water.see")
@require_GET
def water(request: Request) -> HttpResponse:
    """Show the water of my community: numbers with their state, what to do, and the last readings."""
    community = _own(request)
    known = community_water(community, on=today())
    days = [one for one in month_sheet(community, today()).days if one.reading and one.value]
    context = {
        "title": _("Nuestra agua"),
        "community": community,
        "known": known,
        "tone": LIGHT_TONES[known.verdict.light],
        "value": write_value(known.last.hundredths) if known.last else "",
        "days": list(reversed(days))[:7],
        "spoken": spoken_sheet(community, on=today()),
        "reports": [_told(one) for one in failures().filter(community=community)[:3]],
        "can_record": can(request.actor, "water.record", community),
    }
    return render(request, "water/mine.html", context)


@address("water.see")
@require_GET
def sheet(request: Request) -> HttpResponse:
    """Send the sheet of my community to print."""
    community = _own(request)
    try:
        made = community_sheet("es", today(), community)
    except (DoesNotFit, TypesettingFailed) as error:
        messages.error(request, str(error))
        return redirect("water:mine")
    return pdf_answer(made.content, "nuestra-agua")


@address("water.record")
@require_http_methods(["GET", "POST"])
def chlorine(request: Request) -> HttpResponse:
    """Write one reading of chlorine and say at once what to do."""
    community = _own(request)
    form = ReadingForm(request.POST or None, initial={"on": today()})
    if form.is_valid():
        data = form.cleaned_data
        try:
            value = read_value(data["value"])
            record_reading(
                community, on=data["on"], hundredths=value, point=data["point"], origin="phone",
                seen_by=request.actor.person.name if request.actor.person else "", by=request.actor.person, now=now(),
            )  # fmt: skip
        except NotAReading as error:
            form.add_error("value", _(str(error)))
        except WaterRefused as error:
            refuse(form, error)
        else:
            verdict = judge_chlorine(value)
            messages.success(request, f"{_('Gracias, quedó anotado.')} {_(verdict.word)}. {_(verdict.advice)}")
            return redirect("water:mine")
    return render(request, "water/mine_form.html", {"title": _("Anotar el cloro"), "form": form, "back": "water:mine"})


@address("water.record")
@require_http_methods(["GET", "POST"])
def report(request: Request) -> HttpResponse:
    """Tell a problem: first what it is, by its drawing; then words, voice or photo."""
    community = _own(request)
    asked = request.POST.get("kind") or request.GET.get("que", "")
    if asked not in set(FailureKind):
        kinds = [(kind.value, FAILURE_WORDS[kind], FAILURE_ICONS[kind]) for kind in FailureKind]
        return render(request, "water/mine_kinds.html", {"title": _("¿Qué pasa con el agua?"), "kinds": kinds})
    form = ReportForm(request.POST or None, request.FILES or None, initial={"kind": asked})
    if form.is_valid():
        data = form.cleaned_data
        made = report_failure(
            community, kind=FailureKind(data["kind"]), text=data["text"], by=request.actor.person, now=now(),
            photo=kept_photo(data["photo"], "aviso"), sound=kept_voice(data["sound"], "aviso"),
        )  # fmt: skip
        return redirect("water:mine_reported", pk=made.pk)
    context = {"title": _(FAILURE_WORDS[asked]), "form": form, "send": _("Avisar"), "back": "water:mine_report"}
    return render(request, "water/mine_form.html", context)


@address("water.see")
@require_GET
def reported(request: Request, pk: UUID) -> HttpResponse:
    """Show the folio of a report and how it goes."""
    own = failures().filter(community__in=request.actor.communities)
    failure = find(request, "water.see", own, pk)
    return render(request, "water/mine_reported.html", {"title": _("Gracias por avisar"), "told": _told(failure)})


@address("public.see")
@require_GET
def folio(request: Request) -> HttpResponse:
    """Tell anybody who has a folio how its report goes: its state and its dates, nothing else."""
    asked = request.GET.get("folio", "").strip().upper()
    failure = Failure.objects.filter(folio=asked).first() if asked else None
    context = {
        "title": _("¿Cómo va mi aviso?"),
        "asked": asked,
        "failure": failure,
        "state": FAILURE_STATE_WORDS[failure.state] if failure else "",
        "tone": FAILURE_STATE_TONES[failure.state] if failure else "none",
    }
    return render(request, "water/folio.html", context)


def _own(request: Request) -> Community:
    """The community of the reader; 404 for somebody without one."""
    community = Community.objects.filter(pk__in=request.actor.communities).order_by("code").first()
    if community is None:
        raise Http404
    return community


def _told(failure: Failure) -> tuple[Failure, str, str, str]:
    word, tone = FAILURE_STATE_WORDS[failure.state], FAILURE_STATE_TONES[failure.state]
    return failure, FAILURE_WORDS[failure.kind], word, tone
