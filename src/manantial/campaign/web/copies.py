"""Where the copies of a piece went: community by community, with who received them, and how many are left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from manantial.campaign.actions import correct_copies, sign_for
from manantial.campaign.models import CopiesReceipt, Distribution, Material
from manantial.campaign.papers.receipts import copies_receipt
from manantial.campaign.queries.materials import stock_of
from manantial.campaign.rules.stock import standing
from manantial.campaign.web.plumbing import done
from manantial.kernel.text import fold
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered, paged
from manantial.vault.streaming import handed
from manantial.voices.queries import said

PER_PAGE = 50
HOW_WORDS = {"signature": gettext_noop("Firma"), "fingerprint": gettext_noop("Huella")}
_Row = tuple[Distribution, CopiesReceipt | None]  # a count that holds, and the receipt that came back for it
ORDERS: Mapping[str, Callable[[_Row], Any]] = {
    "dia": lambda row: row[0].on,
    "comunidad": lambda row: fold(row[0].community.name) if row[0].community else None,
    "lugar": lambda row: fold(row[0].place),
    "ejemplares": lambda row: row[0].copies,
    "recibo": lambda row: row[1].on if row[1] else None,
}


class SignedForm(forms.Form):
    """A receipt that came back signed."""

    received_by = forms.CharField(label=gettext_lazy("Quién recibió"), max_length=160)
    how = forms.ChoiceField(label=gettext_lazy("Cómo firmó"))
    on = forms.DateField(
        label=gettext_lazy("Qué día"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [(key, _(word)) for key, word in HOW_WORDS.items()]  # type: ignore[attr-defined]


class CorrectedForm(forms.Form):
    """Copies counted again."""

    copies = forms.IntegerField(label=gettext_lazy("Cuántos fueron en verdad"), min_value=0)
    why = forms.CharField(label=gettext_lazy("Por qué se corrige"), max_length=300)


def copies_rows(material: Material) -> list[_Row]:
    """Every time copies of a piece went out, the last one first, as it holds today, with its receipt."""
    rows = Distribution.objects.filter(release__material=material).select_related("community", "release")
    listed = {row.pk: row for row in rows.order_by("-on", "-id")}
    signed = {row.distribution_id: row for row in CopiesReceipt.objects.filter(distribution__in=listed.values())}

    def receipt(row: Distribution) -> CopiesReceipt | None:
        before = listed.get(row.corrects_id) if row.corrects_id else None
        return signed.get(row.pk) or (receipt(before) if before else None)

    for row in listed.values():
        row.corrects = listed.get(row.corrects_id) if row.corrects_id else None
    return [(row, receipt(row)) for row in standing(listed.values())]


@address("campaign.see")
@require_GET
def copies_list(request: Request, pk: UUID) -> HttpResponse:
    """The copies of one piece: printed, out, left; each delivery with its receipt."""
    material = find(request, "campaign.see", Material, pk)
    every = copies_rows(material)
    rows = ordered(request, every, ORDERS)
    heads = [_("Día"), _("Clave"), _("Comunidad"), _("Dónde quedaron"), _("Ejemplares"), _("Versión")]
    heads += [_("Quién recibió"), _("Cómo firmó"), _("Recibo del día"), _("Nota"), _("Antes se anotó")]
    if answer := table_answer(
        request, _("Ejemplares de %(folio)s") % {"folio": material.folio}, heads, map(_cells, rows)
    ):
        return answer
    page = paged(request, rows, PER_PAGE)
    context = {
        "title": _("Tiraje y entregas: %(title)s") % {"title": material.title},
        "material": material,
        "stock": stock_of(material),
        "rows": [(given, signed, said(HOW_WORDS, signed.how) if signed else "") for given, signed in page.object_list],
        "unsigned": sum(1 for _given, signed in every if signed is None),
        "communities": len({given.community_id for given, _signed in every if given.community_id}),
        "page": page,
        "count": len(rows),
        "form": SignedForm(initial={"on": today()}, auto_id=False),
        "correcting": CorrectedForm(auto_id=False),
    }
    return render(request, "campaign/copies.html", context)


def _cells(row: _Row) -> list[object]:
    given, signed = row
    place = given.community
    told: list[object] = [given.on, place.code if place else None, place.name if place else None, given.place]
    told += [given.copies, given.release.number]
    return [
        *told,
        *([signed.received_by, said(HOW_WORDS, signed.how), signed.on] if signed else [None] * 3),
        given.note,
        given.corrects.copies if given.corrects else None,
    ]


@address("materials.release")
@require_POST
def copies_signed(request: Request, pk: UUID) -> HttpResponse:
    """Note the receipt of one delivery."""
    given = find(request, "materials.release", Distribution.objects.select_related("release", "community"), pk)
    form = SignedForm(request.POST)
    if form.is_valid():
        act = partial(sign_for, given, **form.cleaned_data, by=request.actor.person, now=timezone.now())
        done(request, act, _("Se anotó el recibo."))
    else:
        messages.error(request, _("Escriba quién recibió, cómo firmó y qué día."))
    return redirect("campaign:copies", pk=given.release.material_id)


@address("materials.release")
@require_POST
def copies_corrected(request: Request, pk: UUID) -> HttpResponse:
    """Count one delivery again; what was noted before stays."""
    given = find(request, "materials.release", Distribution.objects.select_related("release", "community"), pk)
    form = CorrectedForm(request.POST)
    if form.is_valid():
        act = partial(correct_copies, given, **form.cleaned_data, by=request.actor.person, now=timezone.now())
        done(request, act, _("Se corrigió. Lo que se había anotado sigue a la vista."))
    else:
        messages.error(request, _("Escriba cuántos fueron y por qué se corrige."))
    return redirect("campaign:copies", pk=given.release.material_id)


@address("campaign.see")
@require_GET
def copies_paper(request: Request, pk: UUID) -> HttpResponse:
    """The receipt to be signed, two halves on one sheet."""
    rows = Distribution.objects.select_related("release__material", "community")
    given = find(request, "campaign.see", rows, pk)
    pdf = copies_receipt(given)
    return handed(
        pdf.content, media_type="application/pdf", name=f"recibo-{given.release.material.folio}.pdf", inline=True
    )
