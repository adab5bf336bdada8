"""Persons: the list, one person with what she has held, new ones and corrections."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from manantial.people.access import Request, address, can, find, visible
from manantial.people.actions import correct_person, register_person
from manantial.people.listing import ordered_rows
from manantial.people.models import Mandate, Person
from manantial.people.queries import current_mandates, timeline
from manantial.people.queries.names import living_persons, people_named, persons_matching
from manantial.people.web.fields import CommunityField
from manantial.people.web.forms import CorrectPersonForm, PersonForm, WithCommunities
from manantial.people.web.writing import blank, table_answer

PAGE = 50
_TRAIL = [("people:persons", gettext_lazy("Personas"))]


class Filters(WithCommunities):
    """What the list of persons is narrowed by."""

    texto = forms.CharField(label=gettext_lazy("Nombre"), required=False)
    comunidad = CommunityField(label=gettext_lazy("Comunidad"), required=False, empty_label=gettext_lazy("Todas"))


@address("people.see")
@require_safe
def listing(request: Request) -> HttpResponse:
    """All persons by name, with the seats they hold today."""
    form = Filters(request.GET)
    form.is_valid()
    people = visible(request.actor, "people.see", living_persons().select_related("community"))
    if text := form.cleaned_data.get("texto"):
        people = people.filter(pk__in=persons_matching(text))
    if community := form.cleaned_data.get("comunidad"):
        people = people.filter(community=community)
    people = ordered_rows(request, people, {"nombre": "name"}, "nombre")
    if request.GET.get("formato"):
        heads = [_("Nombre"), _("Comunidad"), _("Puestos de hoy")]
        cells = [(person.name, person.community, "; ".join(seats)) for person, seats in _with_seats(list(people))]
        return table_answer(request, _("Personas"), heads, cells)
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    facts = {"title": _("Personas"), "form": form, "page": page, "rows": _with_seats(list(page.object_list))}
    return render(request, "people/persons.html", {**facts, "count": page.paginator.count})


def _with_seats(people: list[Person]) -> list[tuple[Person, list[str]]]:
    held: dict[UUID, list[str]] = {}
    for mandate in current_mandates(timezone.localdate()).filter(person__in=people):
        held.setdefault(mandate.person_id, []).append(f"{mandate.seat.label}, {mandate.seat.body.name}")
    return [(person, held.get(person.pk, [])) for person in people]


@address("people.see")
@require_safe
def page(request: Request, pk: UUID) -> HttpResponse:
    """One person: how to reach her, what she has held, whether she has an account."""
    person = find(request, "people.see", Person.objects.select_related("community"), pk)
    facts = {
        "title": person.name,
        "person": person,
        "held": timeline(Mandate.objects.filter(person=person), timezone.localdate()),
        "account": person.accounts.order_by("-is_active").first(),
        "can_edit": can(request.actor, "people.edit", person),
        "can_open": can(request.actor, "accounts.edit"),
    }
    return render(request, "people/person.html", facts)


@address("people.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Register a person; one with the same name is pointed out first."""
    form = PersonForm(request.POST or None)
    twins: tuple[Person, ...] = ()
    if request.method == "POST" and form.is_valid():
        twins = people_named(form.cleaned_data["name"], form.cleaned_data["community"]).persons
        if not twins or "anyway" in request.POST:
            person = register_person(by=request.actor.person, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Se registró a %(name)s.") % {"name": person.name})
            return redirect("people:person", person.pk)
    facts = {"title": _("Registrar persona"), "paper": True, "form": form, "twins": twins, "trail": _TRAIL}
    return blank(request, facts) or render(request, "people/form.html", facts)


@address("people.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, pk: UUID) -> HttpResponse:
    """Correct what is written of a person."""
    person = find(request, "people.edit", Person, pk)
    initial = {field: getattr(person, field) for field in ("name", "community", "phone", "phone_public", "sex")} | {
        "aliases": ", ".join(person.aliases)
    }
    form = CorrectPersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        correct_person(person, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("La corrección quedó guardada."))
        return redirect("people:person", person.pk)
    facts = {"title": _("Corregir: %(name)s") % {"name": person.name}, "form": form, "trail": _TRAIL}
    return render(request, "people/form.html", facts)
