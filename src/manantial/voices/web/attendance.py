"""The fast list: one line for each person, kept the moment Enter is pressed; its photo; its totals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.dates import say_day
from manantial.people.access import Request, address, can, find
from manantial.people.answers import paper_answer, table_answer, today
from manantial.vault.streaming import ranged
from manantial.voices import papers
from manantial.voices.actions import AttendanceLine, VoicesRefused, attach_list, strike_line, write_line
from manantial.voices.models import Workshop, WorkshopAttendance
from manantial.voices.queries import Turnout, attendance, said, turnout
from manantial.voices.rules import (
    AGE_LETTERS,
    AGE_WORDS,
    GROUP_LETTERS,
    GROUP_WORDS,
    LANGUAGE_LETTERS,
    LANGUAGE_WORDS,
    SEX_WORDS,
    Unreadable,
    VoiceGroup,
    Who,
    letter_of,
    read_age,
    read_group,
    read_language,
    read_sex,
    read_who,
)
from manantial.voices.web.fields import CommunityBook
from manantial.voices.web.plumbing import upload_of

SHOWN = 25  # written lines on one page; the totals count them all
_OF_COMMITTEE = {VoiceGroup.COMMITTEE_WOMEN, VoiceGroup.COMMITTEE_MEN}


class LineForm(forms.Form):
    """One line of the list, each thing in one letter."""

    name = forms.CharField(label=gettext_lazy("Nombre, «3 M» o nada"), max_length=160, required=False)
    sex = forms.CharField(label=gettext_lazy("M / H"), max_length=2, required=False)
    age_range = forms.CharField(label=gettext_lazy("Edad"), max_length=6, required=False)
    community = forms.CharField(label=gettext_lazy("Comunidad"), max_length=120, required=False)
    group = forms.CharField(label=gettext_lazy("Grupo"), max_length=30, required=False)
    language = forms.CharField(label=gettext_lazy("Lengua"), max_length=8, required=False)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, book: CommunityBook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        for bound in self.visible_fields():
            bound.field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        self.fields["community"].widget.attrs["list"] = "comunidades"

    def clean_community(self) -> Any:
        """The community that was typed: its code, its number or how its name begins."""
        return self.book.begin(self.cleaned_data["community"])

    def clean(self) -> dict[str, Any]:
        """Read the letters."""
        data = super().clean() or {}
        try:
            who = read_who(data.get("name", ""))
        except Unreadable as error:
            self.add_error("name", _(error.text) % error.facts)
            who = Who()
        self._read("sex", lambda text: read_sex(text) or who.sex)
        self._read("age_range", read_age)
        self._read("group", lambda text: read_group(text, data.get("sex", "")))
        self._read("language", read_language)
        said_something = who.name or who.count > 1 or data.get("sex") or data.get("age_range")
        if not said_something and not data.get("key"):
            self.add_error("name", _("Escriba un nombre, cuántas personas o M o H."))
        return data | {"who": who}

    def _read(self, name: str, reader: Any) -> None:
        try:
            self.cleaned_data[name] = reader(self.cleaned_data.get(name, ""))
        except Unreadable as error:
            self.add_error(name, _(error.text) % error.facts)

    def line(self) -> AttendanceLine:
        """The line as the action takes it."""
        data = dict(self.cleaned_data)
        who = data.pop("who")
        data.pop("key")
        return AttendanceLine(**data | {"name": who.name, "count": who.count})


def as_typed(row: WorkshopAttendance) -> dict[str, Any]:
    """A written line as it would be typed."""
    counted = f"{row.count} {row.sex}".strip() if row.count > 1 else ""
    return {
        "name": row.name or counted,
        "sex": row.sex.lower(),
        "age_range": letter_of(AGE_LETTERS, row.age_range),
        "community": row.community.code if row.community else "",
        "group": "c" if row.group in _OF_COMMITTEE else letter_of(GROUP_LETTERS, row.group),
        "language": letter_of(LANGUAGE_LETTERS, row.language),
    }


def line_view(row: WorkshopAttendance) -> dict[str, Any]:
    """A written line as the list shows it."""
    return {
        "row": row,
        "group": said(GROUP_WORDS, row.group) if row.group else "",
        "age": said(AGE_WORDS, row.age_range) if row.age_range else "",
        "language": said(LANGUAGE_WORDS, row.language) if row.language else "",
        "typed": as_typed(row),
    }


def totals_view(came: Turnout) -> dict[str, Any]:
    """The totals in words."""
    return {
        "turnout": came,
        "groups": [(said(GROUP_WORDS, key) if key else _("Sin decir"), count) for key, count in came.by_group],
        "ages": [(said(AGE_WORDS, key) if key else _("Sin decir"), count) for key, count in came.by_age],
        "languages": [(said(LANGUAGE_WORDS, key) if key else _("Sin decir"), count) for key, count in came.by_language],
    }


@address("workshops.edit")
@require_http_methods(["GET", "POST"])
def workshop_attendance(request: Request, pk: UUID) -> HttpResponse:
    """Type the paper list in: Enter keeps the line and goes on to the next."""
    workshop = find(request, "workshops.edit", Workshop.objects.select_related("community"), pk)
    book = CommunityBook()
    if request.method == "POST":
        form = LineForm(request.POST, book=book)
        row = _write(request, workshop, form)
        if _wants_json(request):
            return _told(workshop, form, row)
        if row is not None:
            return redirect("voices:attendance", pk=pk)
    else:
        form = LineForm(initial=_initial(request, workshop), book=book)
    rows = list(attendance(workshop))
    page = Paginator(rows[::-1], SHOWN).get_page(request.GET.get("page"))
    context = {
        "title": _("Lista de %(name)s") % {"name": workshop.title},
        "workshop": workshop,
        "form": form,
        "page": page,
        "lines": [line_view(row) for row in page],
        "places": book.listed,
        "legend": _legend(),
        "early": say_day(workshop.on, get_language() or "es") if workshop.on > today() else "",
        **totals_view(turnout(rows)),
    }
    return render(request, "voices/attendance.html", context)


def _wants_json(request: Request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _write(request: Request, workshop: Workshop, form: LineForm) -> WorkshopAttendance | None:
    if not form.is_valid():
        return None
    key = form.cleaned_data["key"]
    try:
        return write_line(workshop, form.line(), key=key, by=request.actor.person, now=timezone.now())
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return None


def _told(workshop: Workshop, form: LineForm, row: WorkshopAttendance | None) -> JsonResponse:
    if row is None:
        said_why = [str(message) for errors in form.errors.values() for message in errors]
        return JsonResponse({"error": " ".join(said_why)}, status=400)
    totals = totals_view(turnout(attendance(workshop))) | {"workshop": workshop}
    return JsonResponse(
        {
            "line": render_to_string("voices/attendance_line.html", {"line": line_view(row), "workshop": workshop}),
            "totals": render_to_string("voices/attendance_totals.html", totals),
        }
    )


def _initial(request: Request, workshop: Workshop) -> dict[str, Any]:
    """A line to correct, or a new one that remembers the place, the group and the language of the last."""
    asked = request.GET.get("renglon", "")
    if asked:
        row = find(request, "workshops.edit", WorkshopAttendance.objects.filter(workshop=workshop), _uuid(asked))
        return as_typed(row) | {"key": row.pk}
    last = attendance(workshop).filter(count__gt=0).last()
    typed = as_typed(last) if last else {"language": "e"}
    return {name: typed[name] for name in ("community", "group", "language") if name in typed}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _legend() -> list[tuple[str, list[tuple[str, str]]]]:
    sets = ((_("Grupo"), GROUP_LETTERS, GROUP_WORDS), (_("Edad"), AGE_LETTERS, AGE_WORDS))
    tongues = (_("Lengua"), LANGUAGE_LETTERS, LANGUAGE_WORDS)
    return [
        (str(name), [(letter, said(words, key)) for letter, key in letters.items()])
        for name, letters, words in (*sets, tongues)
    ]


@address("workshops.edit")
@require_POST
def line_strike(request: Request, pk: UUID) -> HttpResponse:
    """Strike a line; it stays in its place and counts nobody. To undo it is to correct it."""
    row = find(
        request, "workshops.edit", WorkshopAttendance.objects.select_related("workshop__community", "community"), pk
    )
    strike_line(row, by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se tachó el renglón %(n)d. Con «Corregir» vuelve a contar.") % {"n": row.position})
    return redirect("voices:attendance", pk=row.workshop_id)


@address("workshops.edit")
@require_http_methods(["GET", "POST"])
def list_photo(request: Request, pk: UUID) -> HttpResponseBase:
    """The photo of the paper list, for who may write the list; POST attaches one."""
    workshop = find(request, "workshops.edit", Workshop.objects.select_related("community", "photo_of_list"), pk)
    if request.method == "GET":
        if workshop.photo_of_list is None:
            raise Http404
        return ranged(request, workshop.photo_of_list, filename=f"{workshop.folio}-lista")
    sent = upload_of(request.FILES.get("photo"))
    if sent is None:
        messages.error(request, _("Escoja la foto de la lista."))
        return redirect("voices:attendance", pk=pk)
    try:
        attach_list(workshop, sent, by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se guardó la foto de la lista. Solo la ve el equipo."))
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect("voices:attendance", pk=pk)


@address("workshops.see")
@require_GET
def attendance_totals(request: Request, pk: UUID) -> HttpResponse:
    """Who came, in numbers without names: by community, group, age and language; as a table or on paper."""
    workshop = find(request, "workshops.see", Workshop.objects.select_related("community"), pk)
    came = turnout(attendance(workshop))
    if "papel" in request.GET:
        return paper_answer(request, papers.totals_sheet(workshop, came, on=today()), f"{workshop.folio}-totales")
    heads = [_("Qué"), _("Cuál"), _("Mujeres"), _("Hombres"), _("Sin decir"), _("Personas")]
    exported = table_answer(request, f"{workshop.folio} {_('asistencia')}", heads, papers.totals_rows(came))
    context = {
        "title": _("Asistencia de %(name)s") % {"name": workshop.title},
        "workshop": workshop,
        "sexes": SEX_WORDS,
        **totals_view(came),
    }
    return exported or render(request, "voices/attendance_numbers.html", context)


@address("workshops.see")
@require_GET
def attendance_rows(request: Request, pk: UUID) -> HttpResponse:
    """Who came, one row a person, as a table or on paper; names only for who may write the list."""
    workshop = find(request, "workshops.see", Workshop.objects.select_related("community"), pk)
    named = can(request.actor, "workshops.edit", workshop)
    people = list(attendance(workshop))
    if "papel" in request.GET:
        made = papers.attendance_list(workshop, people, named=named, on=today())
        return paper_answer(request, made, f"{workshop.folio}-lista")
    heads = [_("Comunidad"), _("Grupo"), _("M / H"), _("Edad"), _("Lengua")]
    heads = [_("Nombre"), *heads] if named else heads
    title = f"{workshop.folio} {_('lista')}"
    exported = table_answer(request, title, heads, papers.attendance_cells(people, named=named))
    return exported or redirect("voices:attendance_totals", pk=pk)
