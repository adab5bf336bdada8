"""The page of coding and its two answers: what one does, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from manantial.kernel.rulings import Refused
from manantial.meaning.actions import MeaningRefused, codebook, coding
from manantial.meaning.actions.coding import Done
from manantial.meaning.models import Code, Coding
from manantial.meaning.queries.codebook import code_nodes
from manantial.meaning.queries.finishing import finishers, next_to_code
from manantial.meaning.queries.steps import news
from manantial.meaning.queries.workbench import names_of, workbench
from manantial.meaning.web.coding.answers import (
    Reader,
    code_words,
    count_said,
    edges,
    part_changed,
    rows_drawn,
    shown_said,
    whole,
)
from manantial.meaning.web.coding.drawing import spans_html
from manantial.meaning.web.coding.marking import spans_of
from manantial.meaning.web.coding.places import asked_row, further, joined, seen_of
from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.voices.actions import VoicesRefused
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import permitted, said, said_ruling
from manantial.voices.rules import GROUP_WORDS, Use, What
from manantial.voices.web.parts import NotAPlace
from manantial.voices.web.showing import waveform

_LINKS = ("community", "sound", "picture", "original")


@address("meaning.see")
@never_cache
@require_GET
def coding_page(request: Request, pk: UUID) -> HttpResponse:
    """A voice to be coded: sound or picture, words and codes in one screen; nothing when it may not be studied."""
    voice = find(request, "voices.see", Voice.objects.select_related(*_LINKS), pk)
    reader = Reader.of(request)
    bench = workbench(voice, reader=reader.me, on=today())
    try:
        part = bench.part(asked_row(request, bench) or 0)
    except NotAPlace as error:
        messages.error(request, str(error))
        return redirect("meaning:coding", pk=pk)
    context: dict[str, object] = {
        "title": _("Codificar %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "bench": bench,
        "refusal": said_ruling(bench.analysis),
    }
    if bench.analysis:
        nodes = code_nodes(counted=False)
        context |= whole(bench, reader, nodes, part) | {
            "part": part,
            "edges": edges(bench, part) if part else {},
            "group": said(GROUP_WORDS, voice.group),
            "wave": waveform(voice, ()),
            "film": voice.film_id is not None,
            "seconds": None if voice.duration_ms is None else voice.duration_ms / 1000,
            "count_said": count_said(len(bench.fragments)),
            "any_codes": bool(nodes),
            "finishers": (done := finishers(voice)),
            "finished": (mine := reader.me is not None and any(one.person == reader.me for one in done)),
            "next": next_to_code(request.actor, voice, on=today()) if mine else None,
        }
    return render(request, "meaning/coding.html", context)


@address("meaning.see")
@never_cache
@require_GET
def coding_part(request: Request, pk: UUID) -> HttpResponse:
    """More of a voice for the page that is open: what goes on after or stands before a row, or where a place is."""
    voice = find(request, "voices.see", Voice.objects.select_related(*_LINKS), pk)
    reader = Reader.of(request)
    bench = workbench(voice, reader=reader.me, on=today())
    if not bench.analysis:
        return JsonResponse({"refused": said_ruling(bench.analysis)}, status=409)
    try:
        part, row = further(request, bench)
    except NotAPlace as error:
        return JsonResponse({"refused": str(error)}, status=404)
    if part is None:
        return JsonResponse({"refused": _("Ahí termina.")}, status=404)
    seen = joined(part, seen_of(request.GET))
    here = edges(bench, part) | {"shown": shown_said(bench, *seen)}
    drawn = rows_drawn(bench, reader, part)
    return JsonResponse({**here, **drawn, "at": row, "spans": spans_html(bench, seen)})


@address("meaning.edit")
@require_POST
def coding_do(request: Request, pk: UUID) -> HttpResponse:
    """Mark, code, take off, undo or redo; the answer carries what changed, or leads back to the page."""
    voice = find(request, "voices.edit", Voice.objects.select_related(*_LINKS), pk)
    [(_voice, ruling)] = permitted([voice], use=Use.ANALYSIS, on=today())
    if not ruling:
        return _answer_no(request, voice, said_ruling(ruling))
    fresh = bool(request.POST.get("nuevo", "").strip() and "crear" in request.POST)
    try:
        with transaction.atomic():
            done, words = _act(request, voice)
    except (MeaningRefused, VoicesRefused, Refused) as error:
        return _answer_no(request, voice, str(error))
    if not _scripted(request):
        messages.success(request, words)
        return redirect(_place_of(request, voice, done))
    reader = Reader.of(request)
    heard = news(voice.pk, since=_number(request.POST.get("desde_numero", ""), done.number), reader=reader.me)
    bench = workbench(voice, reader=reader.me, on=today())
    changed = {*done.fragments, *heard.fragments}
    seen = seen_of(request.POST)
    return part_changed(bench, reader, changed, said=words, codes=fresh or heard.codes, mine=done.fragments, seen=seen)


def _place_of(request: Request, voice: Voice, done: Done) -> str:
    """Where the page opens again without a script: at what was done, else at the part that was open."""
    there = Fragment.objects.filter(pk__in=done.fragments[:1], retired_at=None).first()
    if there is None:
        return _page_of(request, voice)
    return f"{reverse('meaning:coding', args=[voice.pk])}?fragmento={there.pk}#{there.folio}"


def _page_of(request: Request, voice: Voice) -> str:
    """The part that was open."""
    page, seen = reverse("meaning:coding", args=[voice.pk]), seen_of(request.POST)
    return f"{page}?turno={seen[0]}" if seen else page


@address("meaning.see")
@never_cache
@require_GET
def coding_news(request: Request, pk: UUID) -> HttpResponse:
    """What others did since `desde`; 204 when nothing happened."""
    voice = find(request, "voices.see", Voice.objects.select_related(*_LINKS), pk)
    reader = Reader.of(request)
    found = news(voice.pk, since=_number(request.GET.get("desde", ""), 0), reader=reader.me)
    if not found:
        answer = HttpResponse(status=204)
        answer["X-Sequence"] = str(found.sequence)
        return answer
    if found.reread:
        return JsonResponse(
            {"sequence": found.sequence, "reread": _("Cambiaron las palabras o el permiso de esta voz.")}
        )
    bench = workbench(voice, reader=reader.me, on=today())
    if not bench.analysis:
        return JsonResponse({"sequence": found.sequence, "reread": said_ruling(bench.analysis)})
    who = ", ".join(sorted(names_of(found.people).values()))
    words = ""
    if who:
        words = ngettext(
            "%(who)s trabajó en un fragmento.", "%(who)s trabajó en %(n)d fragmentos.", len(found.fragments)
        ) % {"who": who, "n": len(found.fragments)}
    seen = seen_of(request.GET)
    return part_changed(bench, reader, found.fragments, said=words, codes=found.codes, seen=seen)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else otherwise


def _scripted(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _answer_no(request: Request, voice: Voice, words: str) -> HttpResponse:
    if _scripted(request):
        return JsonResponse({"refused": words}, status=409)
    messages.error(request, words)
    return redirect(_page_of(request, voice))


def _act(request: Request, voice: Voice) -> tuple[Done, str]:
    """Do the one thing that was asked; return it with the sentence that says it."""
    asked = next((name for name in _VERBS if request.POST.get(name)), "")
    return _VERBS.get(asked, _mark)(request, voice)


def _undo(request: Request, voice: Voice) -> tuple[Done, str]:
    done = coding.undo(voice, by=request.actor.person, now=timezone.now())
    if done.left:
        return done, _("Se deshizo su último paso. Un fragmento se queda: otra persona trabaja con él.")
    return done, _("Se deshizo su último paso.")


def _redo(request: Request, voice: Voice) -> tuple[Done, str]:
    return coding.redo(voice, by=request.actor.person, now=timezone.now()), _("Se rehízo el paso.")


def _take_off(request: Request, voice: Voice) -> tuple[Done, str]:
    rows = Coding.objects.filter(fragment__voice=voice, retired_at=None).select_related("code", "fragment")
    put = find(request, "meaning.edit", rows, request.POST["quitar"])
    done = coding.uncode(voice, put, by=request.actor.person, now=timezone.now())
    return done, _("Se quitó «%(code)s» de %(folio)s.") % {"code": put.code.name, "folio": put.fragment.folio}


def _unmark(request: Request, voice: Voice) -> tuple[Done, str]:
    rows = Fragment.objects.filter(voice=voice, retired_at=None)
    fragment = find(request, "voices.edit", rows, request.POST["desmarcar"])
    done = coding.unmark(voice, [fragment], by=request.actor.person, now=timezone.now())
    return done, _("Se quitó el fragmento %(folio)s. No se borró.") % {"folio": fragment.folio}


def _mark(request: Request, voice: Voice) -> tuple[Done, str]:
    """Mark what was pointed at and put the chosen codes on it and on the ticked fragments."""
    person, now = request.actor.person, timezone.now()
    spans = spans_of(voice, request.POST)
    if any(span.has_words for span in spans):
        _readable(voice)
    wanted = [key for key in request.POST.getlist("f") if _is_id(key)]
    ticked = list(Fragment.objects.filter(pk__in=wanted, voice=voice, retired_at=None)) if wanted else []
    codes = list(_codes(request))
    done = coding.code_voice(
        voice, spans=spans, fragments=ticked, codes=codes, memo=request.POST.get("nota", "")[:2000], by=person, now=now
    )
    if codes:
        n = len(done.fragments)
        words = ngettext("%(codes)s en %(n)d fragmento.", "%(codes)s en %(n)d fragmentos.", n)
        return done, words % {"codes": code_words(codes), "n": n}
    return done, _("Se marcó. Puede ponerle código cuando quiera.")


def _readable(voice: Voice) -> None:
    """Raise MeaningRefused when the words of a voice may not be studied, though its sound may."""
    [(_voice, ruling)] = permitted([voice], use=Use.ANALYSIS, on=today(), what=What.QUOTE)
    if not ruling:
        raise MeaningRefused(ruling)


def _codes(request: Request) -> list[Code]:
    """The codes that were chosen, and the one that was just thought of."""
    name = request.POST.get("nuevo", "").strip()[:120]
    if name and "crear" in request.POST:
        same = Code.objects.filter(name__iexact=name, retired_at=None).first()
        return [same or codebook.add_code(name, by=request.actor.person, now=timezone.now())]
    wanted = [key for key in request.POST.getlist("codigo") if _is_id(key)]
    return [find(request, "meaning.edit", Code.objects.filter(retired_at=None), key) for key in wanted]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


_VERBS: dict[str, Callable[[Request, Voice], tuple[Done, str]]] = {
    "deshacer": _undo,
    "rehacer": _redo,
    "quitar": _take_off,
    "desmarcar": _unmark,
}
