"""Pages of the editions and of one kit: what it carries, where it went, the same as a zip."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.jobs.actions import enqueue
from manantial.kits.actions import KitsRefused, deliver
from manantial.kits.actions.deliveries import StepRefused
from manantial.kits.actions.folders import zipped
from manantial.kits.models import Delivery, Edition, Kit
from manantial.kits.papers import TITLES, label_sheet
from manantial.kits.queries import communities_without_kit, deliveries, delivery_coverage, editions, kits_of
from manantial.kits.rules import Part, folder_name
from manantial.kits.web.forms import DeliverForm
from manantial.kits.web.plumbing import pdf_answer, person_id
from manantial.people.access import Request, address, find
from manantial.people.answers import today


@address("kits.see")
@require_GET
def edition_list(request: Request) -> HttpResponse:
    """Show the editions, how far they reached, and who has none."""
    context = {
        "title": _("Kits"),
        "lead": _("Un kit por comunidad, en papel y USB. Al construir se vuelve a preguntar por cada permiso."),
        "editions": editions(),
        "coverage": delivery_coverage(today()),
        "without": list(communities_without_kit()[:60]),
    }
    return render(request, "kits/editions.html", context)


@address("kits.build")
@require_POST
def build(request: Request) -> HttpResponse:
    """Ask for a new edition; the work goes on if the page is closed."""
    job = enqueue("kits.build", {"on": today().isoformat()}, now=timezone.now(), by=person_id(request))
    return redirect("site:job", pk=job.pk)


@address("kits.see")
@require_GET
def edition_page(request: Request, pk: UUID) -> HttpResponse:
    """Show the kits of an edition with their delivery."""
    edition = find(request, "kits.see", Edition, pk)
    rows = [(kit, list(kit.deliveries.all())) for kit in kits_of(edition)]
    return render(request, "kits/edition.html", {"title": edition.title, "edition": edition, "rows": rows})


@address("kits.see")
@require_GET
def edition_labels(request: Request, pk: UUID) -> HttpResponse:
    """Return the labels of an edition as PDF."""
    edition = find(request, "kits.see", Edition, pk)
    pdf = label_sheet(kits_of(edition), edition.on)
    return pdf_answer(pdf.content, f"etiquetas-edicion-{edition.number}.pdf")


@address("kits.see")
@require_http_methods(["GET", "POST"])
def kit_page(request: Request, pk: UUID) -> HttpResponse:
    """Show what a kit carries and where it went; note its delivery."""
    kit = find(request, "kits.see", Kit, pk)
    form = DeliverForm(kit, request.POST or None, initial={"on": today(), "usb": 1, "printed": 1})
    if request.method == "POST":
        find(request, "deliveries.edit", Kit, pk)
        if form.is_valid() and (delivery := _deliver(request, kit, form)):
            return redirect("kits:delivery", pk=delivery.pk)
    context = {
        "title": _("Kit de %(community)s") % {"community": kit.community.name},
        "kit": kit,
        "form": form,
        "parts": _by_part(kit),
        "deliveries": deliveries().filter(kit=kit),
    }
    return render(request, "kits/kit.html", context)


def _deliver(request: Request, kit: Kit, form: DeliverForm) -> Delivery | None:
    try:
        return deliver(kit, **form.cleaned_data, by=request.actor.person, now=timezone.now())
    except StepRefused as error:
        form.add_error(None, str(error))
        return None


def _by_part(kit: Kit) -> list[tuple[str, list[dict[str, object]]]]:
    """Return the files a person finds, under the name of their part; what only the pages need is left out."""
    parts: dict[str, list[dict[str, object]]] = {}
    for row in kit.manifest:
        if row.get("listed", True):
            parts.setdefault(str(row["part"]), []).append(row)
    return [(f"{key[0]}. {TITLES[Part(key)][0]}", rows) for key, rows in sorted(parts.items())]


@address("kits.see")
@require_GET
def kit_zip(request: Request, pk: UUID) -> HttpResponseBase:
    """Return a kit as one zip, written while it is sent."""
    kit = find(request, "kits.see", Kit, pk)
    name = folder_name(kit.community.code, kit.community.name)
    try:
        chunks: Iterator[bytes] = zipped(kit)
    except KitsRefused as error:
        messages.error(request, str(error))
        return redirect("kits:kit", pk=pk)
    response = StreamingHttpResponse(chunks, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response
