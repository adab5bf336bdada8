"""Results with their proofs, and targets with their measures, on the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, can, find
from manantial.project.actions import (
    ProjectRefused,
    add_evidence,
    ask_of_result,
    measure_target,
    state_rule,
    verify_result,
)
from manantial.project.models import DirectResult, Evidence, Target
from manantial.project.queries.dossier import dossier_of
from manantial.project.queries.targets import counts_for, targets_of
from manantial.project.rules.catalogues import EVIDENCE_WORDS, EvidenceKind
from manantial.project.rules.results import RESULT_TONES, RESULT_WORDS, Proof, lacking
from manantial.project.web.forms import EvidenceForm, MeasureForm, NeedsForm, RuleForm, VerifyForm
from manantial.project.web.frame import language_of, now, refuse, tabs, the_project, today
from manantial.vault.actions import keep
from manantial.vault.streaming import ranged


@address("project.see")
@require_GET
def results(request: Request) -> HttpResponse:
    """The direct results, planned against achieved."""
    dossier = dossier_of(the_project(), language_of(request))
    rows = [(one, _(RESULT_WORDS[one.state]), RESULT_TONES[one.state]) for one in dossier.results]
    return render(request, "project/results.html", {"title": _("Resultados"), "tabs": tabs("results"), "rows": rows})


@address("project.see")
@require_http_methods(["GET", "POST"])
def result(request: Request, pk: UUID) -> HttpResponse:
    """One result: what proves it, its proofs, a new one, and its verification."""
    asked = "project.edit" if request.method == "POST" else "project.see"
    found = find(request, asked, DirectResult, pk)
    forms = _forms(request, found)
    form = forms.get(request.POST.get("what", ""), forms["proof"])
    if request.method == "POST" and form.is_valid():
        try:
            _save_result(request, found, form.cleaned_data, what=request.POST.get("what", ""))
        except ProjectRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se guardó."))
            return redirect("project:result", pk=found.pk)
    proofs = list(found.evidence.select_related("blob"))
    missing = lacking(found.needs, [Proof(one.kind, one.blob_id is not None) for one in proofs])
    context = {
        "title": _("Resultado %(code)s") % {"code": found.code},
        "tabs": tabs("results"),
        "found": found,
        "words": next(one for one in dossier_of(found.project, language_of(request)).results if one.row.pk == found.pk),
        "proofs": [(one, _(EVIDENCE_WORDS[one.kind])) for one in proofs],
        "needs": [(_(EVIDENCE_WORDS[kind]), kind not in missing) for kind in found.needs],
        **(forms if can(request.actor, "project.edit") else {}),
    }
    return render(request, "project/result.html", context)


def _forms(request: Request, found: DirectResult) -> dict[str, Form]:
    """The forms of a result by what they do; the one that was sent holds what was typed."""
    what = request.POST.get("what", "")

    def sent(name: str) -> Any:
        return request.POST if request.POST and what == name else None

    files = request.FILES if what not in {"verify", "ask"} else None
    proof = request.POST if request.POST and files is not None else None
    return {
        "proof": EvidenceForm(proof, files or None, prefix="e"),
        "verify": VerifyForm(sent("verify"), prefix="v", initial={"on": today()}),
        "ask": NeedsForm(sent("ask"), prefix="n", initial={"needs": found.needs}),
    }


def _save_result(request: Request, found: DirectResult, data: dict[str, Any], *, what: str) -> None:
    by, moment = request.actor.person, now()
    if what == "verify":
        verify_result(found, achieved=data["achieved"], on=data["on"], verifier=data["verifier"], by=by, now=moment)
        return
    if what == "ask":
        ask_of_result(found, [EvidenceKind(kind) for kind in data["needs"]], by=by, now=moment)
        return
    file = data["file"]
    blob = (
        keep(file, media_type=file.content_type or "application/octet-stream", name=file.name, now=moment)
        if file
        else None
    )
    add_evidence(
        found, kind=EvidenceKind(data["kind"]), title=data["title"], blob=blob, reference=data["reference"],
        invoice_uuid=data["invoice"], on=data["on"], by=by, now=moment,
    )  # fmt: skip


@address("project.see")
@require_GET
def evidence_file(request: Request, pk: UUID) -> HttpResponseBase:
    """The file of a proof."""
    found = find(request, "project.see", Evidence, pk)
    if found.blob is None:
        raise Http404
    return ranged(request, found.blob, filename=found.blob.name)


@address("project.see")
@require_GET
def targets(request: Request) -> HttpResponse:
    """The targets: from where, where now, to where."""
    shown = targets_of(the_project(), language_of(request))
    return render(request, "project/targets.html", {"title": _("Metas"), "tabs": tabs("targets"), "targets": shown})


@address("project.see")
@require_http_methods(["GET", "POST"])
def target(request: Request, pk: UUID) -> HttpResponse:
    """One target: its rule, its measures, what our registers say, a new measure."""
    asked = "project.edit" if request.method == "POST" else "project.see"
    found = find(request, asked, Target.objects.select_related("project"), pk)
    ruling = request.POST.get("what") == "rule"
    measure = MeasureForm(request.POST if not ruling and request.POST else None, initial=_proposed(request))
    rule = RuleForm(request.POST if ruling else None, prefix="r", initial={"rule": found.rule})
    form: Any = rule if ruling else measure
    if request.method == "POST" and form.is_valid():
        try:
            _save_target(request, found, form.cleaned_data, ruling=ruling)
        except ProjectRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se guardó."))
            return redirect("project:target", pk=found.pk)
    shown = next(one for one in targets_of(found.project, language_of(request)) if one.row.pk == found.pk)
    editing = can(request.actor, "project.edit")
    context = {
        "title": _("Meta %(code)s") % {"code": found.code},
        "tabs": tabs("targets"),
        "shown": shown,
        "counts": counts_for(found, today()),
        "measure": measure if editing else None,
        "rule": rule if editing else None,
    }
    return render(request, "project/target.html", context)


def _proposed(request: Request) -> dict[str, str]:
    """A value counted from the registers, carried by the link that proposes it."""
    return {name: request.GET[name] for name in ("value", "when", "source", "note") if name in request.GET}


def _save_target(request: Request, found: Target, data: dict[str, Any], *, ruling: bool) -> None:
    by, moment = request.actor.person, now()
    if ruling:
        state_rule(found, rule=data["rule"], reason=data["reason"], by=by, now=moment)
        return
    measure_target(
        found, value=data["value"], when=data["when"], source=data["source"], baseline=data["baseline"],
        note=data["note"], by=by, now=moment,
    )  # fmt: skip
