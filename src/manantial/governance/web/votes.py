"""A point of the agenda: what was said, other voices, its votes with the ruling they were closed with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from manantial.governance.actions import GovernanceRefused, record_vote, write_item
from manantial.governance.models import AgendaItem, Vote
from manantial.governance.rules import VOTE_METHOD_WORDS, Counts, VoteMethod, explain, passed, thaw
from manantial.governance.web.forms import PointForm, VoteForm
from manantial.governance.web.plumbing import now, refuse
from manantial.people.access import Request, address, can, find


@address("sessions.see")
@require_http_methods(["GET", "POST"])
def point(request: Request, pk: UUID) -> HttpResponse:
    """Show a point; who may edit writes what was said."""
    item = find(request, "sessions.see", AgendaItem.objects.select_related("session__body__community"), pk)
    start = {name: getattr(item, name) for name in PointForm.base_fields}
    form = PointForm(request.POST or None, initial=start)
    if form.is_valid() and find(request, "sessions.edit", AgendaItem, pk):
        data = {**form.cleaned_data, "position": form.cleaned_data["position"] or 0}
        try:
            write_item(item, **data, by=request.actor.person, now=now())
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se guardó."))
            return redirect("governance:session", pk=item.session_id)
    context = {
        "title": f"{item.position}. {item.title}",
        "item": item,
        "session": item.session,
        "form": form,
        "votes": [_told(vote) for vote in item.votes.all()],
        "can_edit": can(request.actor, "sessions.edit", item.session),
    }
    return render(request, "governance/point.html", context)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def vote(request: Request, pk: UUID) -> HttpResponse:
    """Write a vote as it was counted on paper; who could vote then is frozen with it."""
    item = find(request, "sessions.edit", AgendaItem.objects.select_related("session__body__community"), pk)
    session = item.session
    start: dict[str, Any] = {"question": item.title, "closed_at": session.ended_at or session.planned_at}
    form = VoteForm(request.POST or None, initial={**start, "call": session.held_in_call or 1})
    if form.is_valid():
        data = form.cleaned_data
        counts = Counts(data["favour"], data["against"], data["abstain"], data["blank"])
        try:
            record_vote(
                item, question=data["question"], counts=counts, method=VoteMethod(data["method"]),
                closed_at=data["closed_at"], call=data["call"], by=request.actor.person, now=now(),
            )  # fmt: skip
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("La votación quedó guardada con la lista de ese momento."))
            return redirect("governance:point", pk=pk)
    context = {"title": _("Anotar una votación"), "form": form, "session": session, "item": item}
    return render(request, "governance/form.html", context)


def _told(one: Vote) -> dict[str, Any]:
    rulings = thaw(one.ruling)
    return {
        "vote": one,
        "method": VOTE_METHOD_WORDS[one.method],
        "passed": passed(rulings),
        "rulings": [(bool(ruling), explain(ruling, _)) for ruling in rulings],
        "communities": len(one.roll.get("present_communities", [])),
        "people": one.roll.get("people"),
    }
