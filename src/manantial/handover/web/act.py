"""One handover: how it stands, its list typed by keyboard, people, money, signature, papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.governance.rules import PROOF_WORDS, Proof
from manantial.handover.actions import (
    Answer,
    HandoverRefused,
    PartyLine,
    add_line,
    answer_list,
    count_money,
    keep_voice,
    move_handover,
    note_missed,
    sign_handover,
    write_no_handover,
    write_parties,
)
from manantial.handover.models import Handover
from manantial.handover.papers import PAPERS
from manantial.handover.queries import (
    handover_view,
    handovers,
    not_found,
    parties,
    pending_agreements,
    sections,
    who_continues,
)
from manantial.handover.rules import (
    HANDOVER_STATE_TONES,
    HANDOVER_STATE_WORDS,
    OUTCOME_TONES,
    OUTCOME_WORDS,
    SECTION_WORDS,
    SIDE_WORDS,
    TIMELINESS_TONES,
    TIMELINESS_WORDS,
    HandoverState,
    Outcome,
    Side,
)
from manantial.handover.web.forms import MissedForm, MoneyForm, NeverForm, SignForm, VoiceForm
from manantial.handover.web.plumbing import now, refuse, told
from manantial.people.access import Request, address, can, find
from manantial.people.answers import today
from manantial.press.compile import PageOverflow, Pdf, TypesettingFailed, compile_pdf
from manantial.press.posters.imprint import DoesNotFit, Ink
from manantial.territory.papers import PaperRefused
from manantial.vault.actions import keep
from manantial.vault.streaming import handed, ranged

_SPARE_PEOPLE = 3


@address("handover.see")
@require_GET
def page(request: Request, pk: UUID) -> HttpResponse:
    """Show a handover: dates, people, what was not found, tasks it made, and what to print."""
    act = find(request, "handover.see", handovers(), pk)
    view = handover_view(act, on=today())
    elected = act.elected_on
    stayed = who_continues(act.body, elected - timedelta(days=1), elected) if elected else None
    context = {
        "title": _("Entrega %(folio)s") % {"folio": act.folio},
        "act": act,
        "view": view,
        "state": HANDOVER_STATE_WORDS[act.state],
        "tone": HANDOVER_STATE_TONES[act.state],
        "time_word": TIMELINESS_WORDS[view.clock.timeliness],
        "time_tone": TIMELINESS_TONES[view.clock.timeliness],
        "sides": [(SIDE_WORDS[side], parties(act, side)) for side in Side],
        "missing": [(one, OUTCOME_WORDS[one.outcome], OUTCOME_TONES[one.outcome]) for one in not_found(act)],
        "pending": pending_agreements(act.body, on=today()),
        "continuing": stayed,
        "can_edit": can(request.actor, "handover.edit", act) and act.state != HandoverState.CLOSED,
    }
    return render(request, "handover/act.html", context)


@address("handover.edit")
@require_http_methods(["GET", "POST"])
def checklist(request: Request, pk: UUID) -> HttpResponse:
    """Type the list as it was ticked on paper."""
    act = find(request, "handover.edit", handovers(), pk)
    if request.method == "POST":
        try:
            answer_list(act, _answers(request, act), by=request.actor.person, now=now())
            if added := request.POST.get("nuevo", "").strip():
                section = request.POST.get("seccion", "goods")
                code = section if section in SECTION_WORDS else "goods"
                add_line(act, section=code, label=added, by=request.actor.person, now=now())
        except HandoverRefused as error:
            messages.error(request, told(error))
        else:
            messages.success(request, _("La lista quedó guardada."))
            return redirect("handover:checklist" if request.POST.get("nuevo", "").strip() else "handover:act", pk=pk)
    context = {
        "title": _("Qué se entrega"),
        "act": act,
        "sections": sections(act),
        "outcomes": [(key, word) for key, word in OUTCOME_WORDS.items() if key],
        "codes": SECTION_WORDS,
    }
    return render(request, "handover/checklist.html", context)


@address("handover.edit")
@require_http_methods(["GET", "POST"])
def people(request: Request, pk: UUID) -> HttpResponse:
    """Type who gave, who received and who saw it, and how each signed."""
    act = find(request, "handover.edit", handovers(), pk)
    if request.method == "POST":
        try:
            write_parties(act, _party_lines(request, act), by=request.actor.person, now=now())
        except HandoverRefused as error:
            messages.error(request, told(error))
        else:
            messages.success(request, _("Se guardó."))
            return redirect("handover:act", pk=pk)
    context = {
        "title": _("Quiénes entregan y reciben"),
        "act": act,
        "rows": [*act.parties.all(), *[None] * _SPARE_PEOPLE],
        "sides": SIDE_WORDS,
        "proofs": PROOF_WORDS,
    }
    return render(request, "handover/people.html", context)


@address("handover.edit")
@require_http_methods(["GET", "POST"])
def money(request: Request, pk: UUID) -> HttpResponse:
    """Type the money counted, the taps, and the promises and problems told."""
    act = find(request, "handover.edit", handovers(), pk)
    start = {"cash": act.cash.plain if act.cash is not None else "", "taps": act.taps, "remarks": act.remarks}
    form = MoneyForm(request.alliance.currency, request.POST or None, initial={**start, "place": act.place})

    def write() -> None:
        count_money(act, **form.cleaned_data, by=request.actor.person, now=now())

    return _written(request, act, form, _("Dinero y padrón"), write)


@address("handover.edit")
@require_http_methods(["GET", "POST"])
def sign(request: Request, pk: UUID) -> HttpResponse:
    """Write that the act was signed; what does not exist becomes tasks of the new presidency."""
    act = find(request, "handover.edit", handovers(), pk)
    form = SignForm(request.POST or None, request.FILES or None, initial={"signed_on": today()})

    def write() -> None:
        sent = form.cleaned_data["scan"]
        scan = keep(sent[0], media_type=sent[1], name=act.folio, now=now()) if sent else None
        made = sign_handover(
            act, signed_on=form.cleaned_data["signed_on"], scan=scan, by=request.actor.person, now=now()
        )
        if made:
            words = _("%(count)s renglones que no existen quedaron como tareas de la nueva presidencia.")
            messages.success(request, words % {"count": len(made)})

    left = handover_view(act, on=today()).list.unanswered
    lead = _("Faltan %(count)s renglones sin respuesta.") % {"count": left} if left else ""
    return _written(request, act, form, _("Se firmó la entrega"), write, lead=lead)


@address("handover.edit")
@require_http_methods(["GET", "POST"])
def never(request: Request, pk: UUID) -> HttpResponse:
    """Write that there was no handover."""
    act = find(request, "handover.edit", handovers(), pk)
    form = NeverForm(request.POST or None)

    def write() -> None:
        write_no_handover(act, reason=form.cleaned_data["reason"], by=request.actor.person, now=now())

    lead = _("Pasa y se anota, sin culpar a nadie. El organismo reconstruye con el registro de la alianza.")
    return _written(request, act, form, _("No hubo entrega"), write, lead=lead)


@address("handover.edit")
@require_POST
def move(request: Request, pk: UUID) -> HttpResponse:
    """Call the act, open its observations, close it, or take up one that was given up."""
    act = find(request, "handover.edit", handovers(), pk)
    asked = request.POST.get("estado", "")
    allowed = {HandoverState.CALLED, HandoverState.OBSERVATIONS, HandoverState.CLOSED, HandoverState.PREPARING}
    if asked not in allowed:
        raise Http404
    try:
        move_handover(act, HandoverState(asked), by=request.actor.person, now=now())
    except HandoverRefused as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Quedó anotado."))
    return redirect("handover:act", pk=pk)


@address("handover.edit")
@require_http_methods(["GET", "POST"])
def missed(request: Request, pk: UUID) -> HttpResponse:
    """Write the answer of the new committee thirty days later."""
    act = find(request, "handover.edit", handovers(), pk)
    form = MissedForm(request.POST or None, initial={"missed": act.missed})

    def write() -> None:
        note_missed(act, missed=form.cleaned_data["missed"], by=request.actor.person, now=now())

    return _written(request, act, form, _("Plática del día 30"), write)


@address("handover.edit")
@require_http_methods(["GET", "POST"])
def voice(request: Request, pk: UUID) -> HttpResponse:
    """Keep the voice note of whoever leaves."""
    act = find(request, "handover.edit", handovers(), pk)
    form = VoiceForm(request.POST or None, request.FILES or None)

    def write() -> None:
        content, media_type, length = form.cleaned_data["sound"]
        blob = keep(content, media_type=media_type, name=act.folio, now=now(), duration_ms=length)
        keep_voice(act, blob, by=request.actor.person, now=now())

    return _written(request, act, form, _("Nota de voz de quien entrega"), write)


@address("handover.see")
@require_GET
def attached(request: Request, pk: UUID, what: str) -> HttpResponseBase:
    """Send the photo of the signed act or the voice note."""
    act = find(request, "handover.see", handovers().select_related("signed_scan", "voice_note"), pk)
    blob = {"acta": act.signed_scan, "voz": act.voice_note}.get(what)
    if blob is None:
        raise Http404
    return ranged(request, blob, filename=f"{act.folio}.{blob.media_type.rpartition('/')[2]}")


@address("handover.see")
@require_GET
def paper(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Send the act, the front sheet or the folder; what cannot be printed says why."""
    act = find(request, "handover.see", handovers(), pk)
    if name not in PAPERS:
        raise Http404
    options = {"ink": Ink.ONE.value} if name == "hoja-del-relevo" and request.GET.get("tinta") == Ink.ONE.value else {}
    try:
        made = PAPERS[name](language="es", on=today(), handover=str(act.pk), **options)
        pdf = made if isinstance(made, Pdf) else compile_pdf(made)
    except (PaperRefused, DoesNotFit, PageOverflow, TypesettingFailed) as error:
        messages.error(request, str(error))
        return redirect("handover:act", pk=pk)
    return handed(pdf.content, media_type="application/pdf", name=f"{name}-{act.folio}.pdf", inline=True)


def _answers(request: Request, act: Handover) -> dict[UUID, Answer]:
    post = request.POST
    return {
        item.pk: Answer(
            outcome if (outcome := post.get(f"o-{item.pk}", "")) in set(Outcome) else "",
            post.get(f"n-{item.pk}", item.note),
            post.get(f"p-{item.pk}", item.place),
        )
        for item in act.items.all()
    }


def _party_lines(request: Request, act: Handover) -> list[PartyLine]:
    post, known = request.POST, {str(one.pk): one for one in act.parties.all()}
    lines = []
    for n in range(len(known) + _SPARE_PEOPLE):
        name, side = post.get(f"name-{n}", "").strip(), post.get(f"side-{n}", "")
        if not name or side not in set(Side):
            continue
        before = known.get(post.get(f"pk-{n}", ""))
        proof = post.get(f"proof-{n}", "")
        lines.append(
            PartyLine(
                Side(side), name, seat=before.seat if before else None, person=before.person if before else None,
                proof=Proof(proof) if proof in set(Proof) else Proof.SIGNATURE,
                under_protest=bool(post.get(f"protest-{n}")), pk=before.pk if before else None,
            )
        )  # fmt: skip
    return lines


def _written(
    request: Request, act: Handover, form: forms.Form, title: str, write: Callable[[], None], **more: object
) -> HttpResponse:
    """Run a verb with a valid form and go back to the act, or show the form with what is wrong."""
    if form.is_valid():
        try:
            write()
        except HandoverRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se guardó."))
            return redirect("handover:act", pk=act.pk)
    return render(request, "handover/form.html", {"title": title, "form": form, "act": act, **more})
