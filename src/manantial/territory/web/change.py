"""Adding and correcting communities, their states, joinings and links to the census."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manantial.people.access import Request, address, find
from manantial.territory.actions import (
    PlaceRefused,
    add_community,
    correct_community,
    join_communities,
    link_locality,
    part_community,
    set_state,
    unlink_locality,
)
from manantial.territory.models import Community, CommunityLocality, Locality
from manantial.territory.queries import communities_sought, localities_to_link
from manantial.territory.rules import MembershipState
from manantial.territory.web.forms import CommunityForm, ReasonForm, StateForm, initial_of


@address("communities.edit")
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Add a community to the list; `?papel=1` is the same form on paper."""
    start = {"provider": "committee", "visibility": "public", "languages": ["es"]}
    form = CommunityForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            added = add_community(**form.cleaned_data, by=request.actor.person, now=timezone.now())
        except PlaceRefused as error:
            form.add_error(None, _(error.ruling.reason) % error.ruling.facts)
        else:
            messages.success(request, _("Se agregó %(name)s con la clave %(code)s.") % vars_of(added))
            return redirect("territory:community", pk=added.pk)
    if "papel" in request.GET:
        blank = {"title": _("Registro de una comunidad"), "form": CommunityForm(), "back": request.path}
        return render(request, "blank.html", blank)
    context = {"title": _("Agregar comunidad"), "form": form, "blank": "?papel=1"}
    return render(request, "territory/form.html", context)


@address("communities.edit")
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: UUID) -> HttpResponse:
    """Correct what is written of a community."""
    community = find(request, "communities.edit", Community, pk)
    form = CommunityForm(request.POST or None, initial=initial_of(community))
    if form.is_valid():
        try:
            correct_community(community, **form.cleaned_data, by=request.actor.person, now=timezone.now())
        except PlaceRefused as error:
            form.add_error(None, _(error.ruling.reason) % error.ruling.facts)
        else:
            messages.success(request, _("Se guardó."))
            return redirect("territory:community", pk=pk)
    context = {"title": _("Cambiar %(name)s") % {"name": community.name}, "form": form, "community": community}
    return render(request, "territory/form.html", context)


@address("communities.edit")
@require_http_methods(["GET", "POST"])
def state(request: Request, pk: UUID) -> HttpResponse:
    """Write that a community passed to another state."""
    community = find(request, "communities.edit", Community, pk)
    form = StateForm(request.POST or None)
    if form.is_valid() and _state_written(request, community, form):
        messages.success(request, _("Se anotó el estado. Los anteriores siguen en su historia."))
        return redirect("territory:community", pk=pk)
    title = _("Estado de %(name)s") % {"name": community.name}
    return render(request, "territory/form.html", {"title": title, "form": form, "community": community})


@address("communities.edit")
@require_http_methods(["GET", "POST"])
def join(request: Request, pk: UUID) -> HttpResponse:
    """Say that another row of the list is this same place; both histories stay."""
    community = find(request, "communities.edit", Community, pk)
    form = ReasonForm(request.POST or None)
    words = request.GET.get("q", "")
    if form.is_valid():
        other = find(request, "communities.edit", Community, request.POST.get("otra", ""))
        if _joined(request, community, other, form):
            return redirect("territory:community", pk=pk)
    chosen = request.GET.get("otra", request.POST.get("otra", ""))
    context = {
        "title": _("Unir otra fila con %(name)s") % {"name": community.name},
        "community": community,
        "form": form,
        "words": words,
        "found": communities_sought(words, but=community),
        "other": find(request, "communities.edit", Community, chosen) if chosen else None,
    }
    return render(request, "territory/join.html", context)


@address("communities.edit")
@require_POST
def part(request: Request, pk: UUID) -> HttpResponse:
    """Undo a joining."""
    joined = find(request, "communities.edit", Community, pk)
    kept = joined.merged_into_id
    try:
        part_community(joined, by=request.actor.person, now=timezone.now(), reason=request.POST.get("reason", ""))
    except PlaceRefused as error:
        messages.error(request, _(error.ruling.reason))
        return redirect("territory:community", pk=pk)
    messages.success(request, _("%(name)s vuelve a estar en la lista.") % {"name": joined.name})
    return redirect("territory:community", pk=kept or pk)


@address("communities.edit")
@require_http_methods(["GET", "POST"])
def localities(request: Request, pk: UUID) -> HttpResponse:
    """Link census localities to a community, or take a link back."""
    community = find(request, "communities.edit", Community, pk)
    if request.method == "POST":
        _link_or_unlink(request, community)
        return redirect("territory:localities", pk=pk)
    words = request.GET.get("q", "")
    links = CommunityLocality.objects.filter(community=community, ended_at=None).select_related("locality")
    linked = {link.locality_id for link in links}
    context = {
        "title": _("Localidades del censo de %(name)s") % {"name": community.name},
        "community": community,
        "words": words,
        "links": links,
        "found": [one for one in localities_to_link(words) if one.pk not in linked],
    }
    return render(request, "territory/localities.html", context)


def vars_of(community: Community) -> dict[str, str]:
    """Return the words of a community for a sentence."""
    return {"name": community.name, "code": community.code}


def _link_or_unlink(request: Request, community: Community) -> None:
    person, now = request.actor.person, timezone.now()
    if taken := request.POST.get("quitar"):
        link = find(request, "communities.edit", CommunityLocality.objects.filter(community=community), taken)
        unlink_locality(link, by=person, now=now)
        messages.success(request, _("Se quitó el vínculo. Puede volver a hacerlo."))
        return
    locality = find(request, "communities.edit", Locality, request.POST.get("vincular", ""))
    link_locality(community, locality, by=person, now=now)
    messages.success(request, _("Quedó vinculada con %(name)s.") % {"name": locality.name})


def _state_written(request: Request, community: Community, form: forms.Form) -> bool:
    data = form.cleaned_data
    try:
        set_state(
            community, MembershipState(data["state"]), since=data["since"], act=data["act"], note=data["note"],
            by=request.actor.person, now=timezone.now(),
        )  # fmt: skip
    except PlaceRefused as error:
        form.add_error("since", _(error.ruling.reason))
        return False
    return True


def _joined(request: Request, kept: Community, other: Community, form: forms.Form) -> bool:
    try:
        join_communities(kept, other, by=request.actor.person, now=timezone.now(), reason=form.cleaned_data["reason"])
    except PlaceRefused as error:
        form.add_error(None, _(error.ruling.reason))
        return False
    words = _("Se unió %(name)s (%(code)s). Sus nombres quedan como otras grafías y su historia se conserva.")
    messages.success(request, words % vars_of(other))
    return True
