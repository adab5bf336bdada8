"""Pages of the kits: editions, one kit with what it carries, deliveries and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.jobs.actions import enqueue
from manantial.kits.actions import KitsRefused, deliver, note_step
from manantial.kits.actions.deliveries import StepRefused, sign_receipt
from manantial.kits.actions.folders import zipped
from manantial.kits.models import Delivery, Edition, Kit
from manantial.kits.papers import label_sheet, receipt_sheet
from manantial.kits.queries import communities_without_kit, deliveries, delivery_coverage, editions, kits_of, state_of
from manantial.kits.rules import DeliveryState, folder_name
from manantial.people.access import Request, address, find
from manantial.people.models import Seat

app_name = "kits"

STATE_WORDS = {
    DeliveryState.DELIVERED: gettext_lazy("entregado, sin firma"),
    DeliveryState.RECEIVED: gettext_lazy("recibido y firmado"),
    DeliveryState.OPENED: gettext_lazy("abierto"),
    DeliveryState.PLACED: gettext_lazy("colocado"),
    DeliveryState.VERIFIED: gettext_lazy("verificado en sitio"),
    DeliveryState.USED: gettext_lazy("usado en reunión"),
    DeliveryState.REPLACED: gettext_lazy("cambiado por otro"),
    DeliveryState.WITHDRAWN: gettext_lazy("retirado"),
}
RECEIPTS = (
    ("", gettext_lazy("Todavía no firma")),
    ("signature", gettext_lazy("Firma")),
    ("fingerprint", gettext_lazy("Huella")),
)


class DeliverForm(forms.Form):
    """What is noted when a kit is handed over; the same order as the printed receipt."""

    on = forms.DateField(label=gettext_lazy("Fecha de entrega"), widget=forms.DateInput(attrs={"type": "date"}))
    usb = forms.IntegerField(label=gettext_lazy("Memorias USB"), min_value=0, max_value=50, initial=1)
    printed = forms.IntegerField(label=gettext_lazy("Juegos impresos"), min_value=0, max_value=50, initial=1)
    seat = forms.ModelChoiceField(
        queryset=Seat.everywhere.none(), required=False, label=gettext_lazy("Cargo que lo guarda")
    )
    received_by = forms.CharField(label=gettext_lazy("Quién recibe, como lo escribió"), max_length=160, required=False)
    receipt = forms.ChoiceField(label=gettext_lazy("Recibo"), choices=RECEIPTS, required=False)
    note = forms.CharField(label=gettext_lazy("Nota"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, kit: Kit, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        seats = Seat.objects.filter(body__community=kit.community, body__kind="committee")
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """A step of a delivered kit."""

    state = forms.ChoiceField(
        label=gettext_lazy("Qué pasó"), choices=[(s.value, w) for s, w in STATE_WORDS.items()][1:]
    )
    on = forms.DateField(label=gettext_lazy("Cuándo"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label=gettext_lazy("Nota"), max_length=300, required=False)


class SignForm(forms.Form):
    """A receipt that comes back signed."""

    how = forms.ChoiceField(label=gettext_lazy("Cómo firmó"), choices=RECEIPTS[1:])
    received_by = forms.CharField(label=gettext_lazy("Quién recibió"), max_length=160)
    on = forms.DateField(label=gettext_lazy("Cuándo"), widget=forms.DateInput(attrs={"type": "date"}))


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
    return _pdf(pdf.content, f"etiquetas-edicion-{edition.number}.pdf")


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
    parts: dict[str, list[dict[str, object]]] = {}
    for row in kit.manifest:
        parts.setdefault(str(row["part"]), []).append(row)
    return sorted(parts.items())


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


@address("kits.see")
@require_GET
def delivery_list(request: Request) -> HttpResponse:
    """Show the deliveries and what became of each."""
    rows = [(delivery, state_of(delivery), STATE_WORDS[state_of(delivery)]) for delivery in deliveries()]
    wanted = request.GET.get("estado", "")
    if wanted:
        rows = [row for row in rows if row[1] == wanted]
    context = {
        "title": _("Entregas"),
        "lead": _("Una caja que nadie ha abierto también se ve aquí."),
        "rows": rows,
        "coverage": delivery_coverage(today()),
        "states": STATE_WORDS,
        "chosen": wanted,
    }
    return render(request, "kits/deliveries.html", context)


@address("kits.see")
@require_http_methods(["GET", "POST"])
def delivery_page(request: Request, pk: UUID) -> HttpResponse:
    """Show one delivery; note a step or the signed receipt."""
    delivery = find(request, "kits.see", Delivery, pk)
    signing = "received_by" in request.POST
    step = StepForm(request.POST if request.method == "POST" and not signing else None, initial={"on": today()})
    sign = SignForm(request.POST if signing else None, initial={"on": today(), "received_by": delivery.received_by})
    if request.method == "POST":
        find(request, "deliveries.edit", Delivery, pk)
        if _noted(request, delivery, sign if signing else step):
            return redirect("kits:delivery", pk=pk)
    context = {
        "title": _("Entrega %(folio)s") % {"folio": delivery.folio},
        "delivery": delivery,
        "state": state_of(delivery),
        "word": STATE_WORDS[state_of(delivery)],
        "steps": [(s, STATE_WORDS[DeliveryState(s.state)]) for s in delivery.steps.all()],
        "step_form": step,
        "sign_form": sign,
    }
    return render(request, "kits/delivery.html", context)


def _noted(request: Request, delivery: Delivery, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        if isinstance(form, SignForm):
            sign_receipt(delivery, **data, by=request.actor.person, now=timezone.now())
        else:
            state = DeliveryState(data["state"])
            note_step(delivery, state, on=data["on"], note=data["note"], by=request.actor.person, now=timezone.now())
    except StepRefused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Quedó apuntado."))
    return True


@address("kits.see")
@require_GET
def delivery_receipt(request: Request, pk: UUID) -> HttpResponse:
    """Return the receipt to sign, as PDF."""
    delivery = find(request, "kits.see", Delivery, pk)
    return _pdf(receipt_sheet(delivery).content, f"{delivery.folio}.pdf")


def today() -> date:
    """Return today's date where the alliance is."""
    return timezone.localdate()


def person_id(request: Request) -> UUID | None:
    """Return the person behind the request."""
    return request.actor.person.pk if request.actor.person else None


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


urlpatterns = [
    path("mesa/kits/", edition_list, name="editions"),
    path("mesa/kits/construir/", build, name="build"),
    path("mesa/kits/<uuid:pk>/", edition_page, name="edition"),
    path("mesa/kits/<uuid:pk>/etiquetas.pdf", edition_labels, name="labels"),
    path("mesa/kits/comunidad/<uuid:pk>/", kit_page, name="kit"),
    path("mesa/kits/comunidad/<uuid:pk>/kit.zip", kit_zip, name="kit-zip"),
    path("mesa/entregas/", delivery_list, name="deliveries"),
    path("mesa/entregas/<uuid:pk>/", delivery_page, name="delivery"),
    path("mesa/entregas/<uuid:pk>/recibo.pdf", delivery_receipt, name="receipt"),
]
