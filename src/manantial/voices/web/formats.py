"""Pages of formats: the ten that are shipped and the alliance's own, each to be rewritten, copied, put away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.digests import brief_digest
from manantial.people.access import Request, address
from manantial.people.answers import table_answer
from manantial.voices.actions import (
    VoicesRefused,
    bring_format_back,
    put_format_away,
    write_format,
)
from manantial.voices.formats import FORMATS, Format
from manantial.voices.models import WorkshopTemplate
from manantial.voices.queries import FORMAT_CARD, every_format, former_of, stands, stored_blocks, stored_supplies
from manantial.voices.web.designer_forms import (
    BlockFormSet,
    FormatForm,
    SupplyFormSet,
    block_initial,
    blocks_of,
    supplies_written,
)
from manantial.voices.web.former import clash_of, labels_of


@address("workshops.see")
@require_GET
def format_list(request: Request) -> HttpResponse:
    """The formats one may plan with; which are shipped, rewritten or the alliance's own."""
    changed = {row.key: row for row in WorkshopTemplate.objects.all()}
    formats = every_format()
    rows = [_row(made, changed.get(made.key)) for made in formats.values()]
    away = [row for row in changed.values() if row.retired_at and row.key not in FORMATS]
    heads = [_("Clave"), _("Formato"), _("Minutos"), _("Para qué")]
    cells = ([made.key, made.title, made.minutes, made.objective] for made in formats.values())
    context = {
        "title": _("Formatos de taller"),
        "lead": _(
            "Todo se puede cambiar: los minutos, las preguntas, lo que se lleva. "
            "Los talleres ya planeados se quedan como están."
        ),
        "rows": rows,
        "away": away,
        "count": len(rows),
    }
    return table_answer(request, _("Formatos de taller"), heads, cells) or render(
        request, "voices/formats.html", context
    )


def _row(made: Format, row: WorkshopTemplate | None) -> dict[str, object]:
    own = made.key not in FORMATS
    changed = row is not None and row.retired_at is None
    origin = _("Propio") if own else _("Cambiado aquí") if changed else _("De fábrica")
    return {"made": made, "own": own, "changed": changed, "origin": origin, "kept": row is not None}


@address("workshops.edit")
@require_http_methods(["GET", "POST"])
def format_edit(request: Request, key: str = "") -> HttpResponse:
    """Rewrite a format, or write a new one (`?de=T-2` begins as a copy)."""
    copied = request.GET.get("de", "")
    known = every_format()
    if (key and key not in known) or (copied and copied not in known):
        raise Http404
    made = known.get(key or copied)
    data = request.POST if request.method == "POST" else None
    form = FormatForm(data, initial=_initial(made, copied=bool(copied)))
    blocks = BlockFormSet(data, initial=block_initial(stored_blocks(made.blocks)) if made else [], prefix="bloque")
    supplies = SupplyFormSet(data, initial=stored_supplies(made.supplies) if made else [], prefix="cosa")
    row = WorkshopTemplate.objects.filter(key=key).first() if key else None
    stood, clash, card = (stands(row, FORMAT_CARD) if row else {}), None, None
    if data is not None and form.is_valid() and blocks.is_valid() and supplies.is_valid():
        card = form.card(blocks_of(blocks), supplies_written(supplies))
        clash = clash_of(request, stood, vars(card), labels_of(form))
    if card is not None and clash is None:
        try:
            row = write_format(key, card=card, by=request.actor.person, now=timezone.now())
            messages.success(request, _("Se guardó el formato %(key)s.") % {"key": row.key})
            return redirect("voices:formats")
        except VoicesRefused as error:
            form.add_error(None, str(error))
    context = {
        "title": _("Formato %(key)s") % {"key": key} if key else _("Formato nuevo"),
        "key": key,
        "shipped": key in FORMATS,
        "form": form,
        "blocks": blocks,
        "supplies": supplies,
        "people": 20,
        "seen": brief_digest(stood),
        "clash": clash,
        "former": former_of(row, labels_of(form)) if row else [],
    }
    return render(request, "voices/format.html", context)


def _initial(made: Format | None, *, copied: bool) -> dict[str, str]:
    if made is None:
        return {}
    title = _("%(title)s (copia)") % {"title": made.title} if copied else made.title
    return {
        "title": title,
        "objective": made.objective,
        "outcomes": "\n".join(made.outcomes),
        "cares": "\n".join(made.cares),
    }


@address("workshops.edit")
@require_POST
def format_state(request: Request, key: str) -> HttpResponse:
    """Put a format away (a shipped one comes back as it was), or bring back what the alliance had written."""
    if request.POST.get("que") == "traer":
        act, said = bring_format_back, _("Se usa otra vez el formato de la alianza.")
    else:
        act, said = put_format_away, _("Se guardó aparte lo cambiado. Puede traerlo de vuelta.")
    try:
        act(key, by=request.actor.person, now=timezone.now())
        messages.success(request, said)
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect("voices:formats")
