"""Pages of fragments: marking one, the fragment with the second where it was said, putting it aside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer, today
from manantial.voices.actions import (
    Span,
    VoicesRefused,
    mark_fragment,
    remark_fragment,
    reserve_fragment,
    retire_fragment,
    unreserve_fragment,
)
from manantial.voices.models import Fragment, Transcript, Turn, Voice
from manantial.voices.queries import (
    FragmentPage,
    fragment_page,
    newest_transcript,
    placed_fragments,
    said,
    said_ruling,
    turns_of,
    voice_page,
)
from manantial.voices.rules import CONTENT_OF, GROUP_WORDS, WHAT_WORDS, Place, What, locate, suggest
from manantial.voices.web.fragment_forms import ReasonForm, RegionForm, TimeForm, WordsForm
from manantial.voices.web.parts import reading_of
from manantial.voices.web.plumbing import PER_PAGE
from manantial.voices.web.quote_translations import beneath
from manantial.voices.web.showing import fragment_lines, uses_said, warnings_of

AROUND = 60  # letters shown on each side of words that were found more than once


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def fragment_new(request: Request, pk: UUID) -> HttpResponse:
    """Mark a fragment by seconds, by words, or by a part of a picture."""
    voice = find(request, "voices.edit", Voice.objects.select_related("picture", "sound"), pk)
    page = voice_page(pk, on=today())
    if not page.analysis:
        messages.error(request, said_ruling(page.analysis))
        return redirect("voices:voice", pk=pk)
    way = request.POST.get("por") or request.GET.get("por") or _way_of(request) or _usual_way(voice)
    form = _FORMS[way if way in _FORMS else "palabras"](request.POST or None)
    options: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        fragment, options = _mark(request, voice, form)
        if fragment is not None:
            messages.success(request, _("Se marcó el fragmento %(folio)s.") % {"folio": fragment.folio})
            return redirect("voices:fragment", pk=fragment.pk)
    context = {
        "title": _("Marcar un fragmento de %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "page": page,
        "form": form,
        "way": way,
        "reading": reading_of(request, page.words, page.placed),
        "options": options,
    }
    return render(request, "voices/fragment_new.html", context)


_FORMS: dict[str, type[forms.Form]] = {"segundos": TimeForm, "palabras": WordsForm, "imagen": RegionForm}


def _way_of(request: Request) -> str:
    """By words or by seconds, whatever of the two was filled in."""
    if request.POST.get("words", "").strip():
        return "palabras"
    return "segundos" if request.POST.get("start") or request.POST.get("end") else ""


def _usual_way(voice: Voice) -> str:
    if CONTENT_OF[voice.kind] is What.PHOTO:
        return "imagen"
    return "segundos" if voice.duration_ms else "palabras"


def _mark(request: Request, voice: Voice, form: forms.Form) -> tuple[Fragment | None, list[dict[str, object]]]:
    """Mark it, or return the places among which a person must choose."""
    span, options = _span(voice, form)
    if span is None:
        return None, options
    title = form.cleaned_data["title"]
    try:
        return mark_fragment(voice, span=span, title=title, by=request.actor.person, now=timezone.now()), []
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return None, []


def _span(voice: Voice, form: forms.Form) -> tuple[Span | None, list[dict[str, object]]]:
    data: dict[str, Any] = form.cleaned_data
    if isinstance(form, TimeForm):
        return Span(start_ms=data["start"], end_ms=data["end"]), []
    if isinstance(form, RegionForm):
        return Span(region=form.region()), []
    turns = {turn.pk: turn for turn in turns_of(voice)}
    found = locate(data["words"], [(key, turn.text) for key, turn in turns.items()])
    chosen = [one for one in found if (one.turn, one.start) == (data["turn"], data["place"])]
    if chosen or len(found) == 1:
        place = (chosen or found)[0]
        span = Span(turns[_key(place)], place.start, place.end, data["start"], data["end"])
        return span, []
    if not found:
        form.add_error("words", _("Esas palabras no están en la transcripción. Cópielas tal como están escritas."))
        return None, []
    form.add_error("words", _("Se dijeron %(n)d veces. Escoja cuál.") % {"n": len(found)})
    return None, [_option(place, turns[_key(place)]) for place in found]


def _key(place: Place) -> UUID:
    if not isinstance(place.turn, UUID):
        raise TypeError(place.turn)
    return place.turn


def _option(place: Place, turn: Turn) -> dict[str, object]:
    return {
        "turn": turn.pk,
        "place": place.start,
        "before": turn.text[max(0, place.start - AROUND) : place.start],
        "words": turn.text[place.start : place.end],
        "after": turn.text[place.end : place.end + AROUND],
        "number": turn.position,
    }


@address("voices.see")
@require_GET
def voice_fragments(request: Request, pk: UUID) -> HttpResponse:
    """Every fragment of a voice as it stands in the words of today; those whose words changed come first."""
    voice = find(request, "voices.see", Voice, pk)
    newest = newest_transcript(list(Transcript.objects.filter(voice=voice)))
    lines = fragment_lines(placed_fragments(voice, newest, on=today()))
    heads = [_("Folio"), _("Título"), _("Cita"), _("Aviso"), _("Las palabras cambiaron"), _("Reservado")]
    rows = (
        (one.fragment.folio, one.fragment.title, one.fragment.quote, one.mark, one.changed, one.fragment.reserved)
        for one in lines
    )
    title = _("Fragmentos de %(folio)s") % {"folio": voice.folio}
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": title, "voice": voice, "page": page, "count": len(lines)}
    return table_answer(request, title, heads, rows) or render(request, "voices/voice_fragments.html", context)


@address("voices.see")
@require_GET
def fragment_one(request: Request, pk: UUID) -> HttpResponse:
    """A fragment: hear it at its second, read it in its turn, see what may be done with it."""
    find(request, "voices.see", Fragment, pk)
    page = fragment_page(pk, on=today())
    fragment = page.fragment
    start = fragment.start_ms if fragment.start_ms is not None else getattr(fragment.turn, "start_ms", None)
    end = fragment.end_ms if fragment.end_ms is not None else getattr(fragment.turn, "end_ms", None)
    context = {
        "title": (fragment.title or _("Fragmento %(folio)s") % {"folio": fragment.folio})
        if page.analysis
        else _("Fragmento retirado"),
        "page": page,
        "fragment": fragment,
        "voice": fragment.voice,
        "what": said(WHAT_WORDS, fragment.what),
        "group": said(GROUP_WORDS, fragment.voice.group),
        "start": None if start is None else start / 1000,
        "end": None if end is None else end / 1000,
        "uses": uses_said(page.uses),
        "warnings": warnings_of(page.uses),
        "refusal": said_ruling(page.analysis),
        "reason_form": ReasonForm(),
        "changed": page.placed if page.placed and not page.placed.anchor.is_there else None,
        "guess": _guess(page),
        "translations": beneath(fragment) if page.analysis else [],
    }
    return render(request, "voices/fragment.html", context)


def _guess(page: FragmentPage) -> str:
    """The words of today that may be those that were marked."""
    fragment, placed = page.fragment, page.placed
    if placed is None or placed.turn is None or placed.other_language or fragment.turn is None:
        return ""
    found = suggest(fragment.turn.text, fragment.start_char or 0, fragment.end_char or 0, placed.turn.text)
    return placed.turn.text[slice(*found)] if found else ""


@address("voices.edit")
@require_POST
def fragment_again(request: Request, pk: UUID) -> HttpResponse:
    """Mark a fragment again in the corrected words; what it said before stays beside it."""
    fragment = find(request, "voices.edit", Fragment.objects.select_related("voice__community", "turn"), pk)
    page = fragment_page(pk, on=today())
    words = request.POST.get("words", "")[:5000].strip()
    turns = {turn.pk: turn for turn in turns_of(fragment.voice)} if page.analysis else {}
    near = page.placed.turn.pk if page.placed and page.placed.turn else None
    found = sorted(
        locate(words, [(key, turn.text) for key, turn in turns.items()]),
        key=lambda one: (one.turn != near, abs(one.start - (fragment.start_char or 0))),
    )
    if not found:
        messages.error(request, _("Esas palabras no están en la transcripción. Cópielas tal como están escritas."))
        return redirect("voices:fragment", pk=pk)
    try:
        span = Span(turns[_key(found[0])], found[0].start, found[0].end)
        remark_fragment(fragment, span=span, by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se marcó de nuevo. Lo que decía antes quedó anotado."))
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect("voices:fragment", pk=pk)


@address("voices.edit")
@require_POST
def fragment_state(request: Request, pk: UUID) -> HttpResponse:
    """Put a fragment aside for care, let it be asked for again, or take it out of the work."""
    fragment = find(request, "voices.edit", Fragment.objects.select_related("voice__community"), pk)
    by, now, reason = request.actor.person, timezone.now(), request.POST.get("reason", "")[:1000]
    verbs: dict[str, Any] = {"reservar": reserve_fragment, "liberar": unreserve_fragment, "quitar": retire_fragment}
    asked = next((verb for verb in verbs if verb in request.POST), "")
    try:
        if asked:
            verbs[asked](fragment, reason=reason, by=by, now=now)
            messages.success(request, _SAID[asked]())
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect("voices:voice", pk=fragment.voice_id) if asked == "quitar" else redirect("voices:fragment", pk=pk)


_SAID = {
    "reservar": lambda: _("El fragmento quedó reservado: no sale en nada."),
    "liberar": lambda: _("El fragmento ya se puede pedir; el permiso sigue mandando."),
    "quitar": lambda: _("El fragmento se quitó del trabajo. No se borró."),
}
