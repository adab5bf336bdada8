"""The versions of a transcript: the list, reading an old one, what changed between two, joining two."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer, today
from manantial.people.listing import paged
from manantial.voices.actions import Reading, VoicesRefused, transcribe
from manantial.voices.models import Transcript, Turn, Voice
from manantial.voices.queries import (
    VersionRow,
    as_text,
    line_of,
    newest_transcript,
    outline,
    placed_fragments,
    said,
    unjoined,
    version_rows,
    waiting_quotes,
)
from manantial.voices.rules import (
    LANGUAGE_WORDS,
    TRANSCRIPT_WORDS,
    Beside,
    TranscriptKind,
    TurnText,
    beside,
    word_changes,
)
from manantial.voices.web.parts import led, reading_of
from manantial.voices.web.showing import marked_turns
from manantial.voices.web.transcripts import refusal_of

ON_A_PAGE = 30  # turns side by side


@address("voices.see")
@require_GET
def version_list(request: Request, pk: UUID) -> HttpResponse:
    """Who wrote down what a voice says, when and how."""
    voice = find(request, "voices.see", Voice, pk)
    rows = version_rows(voice)
    heads = [_("Versión"), _("Cómo se hizo"), _("Lengua"), _("Quién"), _("Cuándo"), _("Turnos"), _("Revisó")]
    exported = table_answer(request, _("Versiones de %(folio)s") % {"folio": voice.folio}, heads, map(_cells, rows))
    if exported:
        return exported
    versions = sorted((row.transcript for row in rows), key=lambda one: one.version)
    newest = newest_transcript(versions)
    context = {
        "title": _("Versiones de %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "rows": [(row, kind_words(row.transcript), said(LANGUAGE_WORDS, row.transcript.language)) for row in rows],
        "newest": newest,
        "apart": list(_apart(versions)),
        "count": len(rows),
    }
    return render(request, "voices/versions.html", context)


def _apart(versions: list[Transcript]) -> Iterator[tuple[Transcript, Transcript]]:
    """The versions of each language that were written at once and nobody joined, with the newest one of it."""
    for language in dict.fromkeys(one.language for one in versions):
        newest = newest_transcript([one for one in versions if one.language == language])
        if newest is not None:
            yield from ((one, newest) for one in unjoined(versions, newest))


@address("voices.see")
@require_GET
def version_read(request: Request, pk: UUID) -> HttpResponse:
    """One version as it was written, with the fragments where they stood."""
    transcript = find(request, "voices.see", Transcript.objects.select_related("voice", "translated_from"), pk)
    refused = refusal_of(transcript.voice)
    if refused:
        messages.error(request, refused)
        return redirect("voices:voice", pk=transcript.voice_id)
    placed = placed_fragments(transcript.voice, transcript, on=today())
    if place := led(request, transcript, placed):
        return place
    translated = transcript.kind == TranscriptKind.TRANSLATION
    context = {
        "reading": reading_of(request, transcript, placed),
        "notes": transcript.reading.get("notes", []),
        "waiting": waiting_quotes(transcript) if translated else [],
    }
    return render(request, "voices/version.html", _told(transcript) | context)


@address("voices.see")
@require_GET
def version_whole(request: Request, pk: UUID) -> HttpResponse:
    """One version on a single page, to be read through or printed, with the folios of its fragments."""
    transcript = find(request, "voices.see", Transcript.objects.select_related("voice"), pk)
    refused = refusal_of(transcript.voice)
    if refused:
        messages.error(request, refused)
        return redirect("voices:voice", pk=transcript.voice_id)
    turns = marked_turns(outline(transcript).turns(), placed_fragments(transcript.voice, transcript, on=today()))
    return render(request, "voices/version_whole.html", _told(transcript) | {"turns": turns})


def _told(transcript: Transcript) -> dict[str, object]:
    """What a page says of a version before its words."""
    words = {"n": transcript.version, "folio": transcript.voice.folio}
    return {
        "title": _("Versión %(n)d de %(folio)s") % words,
        "voice": transcript.voice,
        "transcript": transcript,
        "kind": kind_words(transcript),
        "language": said(LANGUAGE_WORDS, transcript.language),
    }


@address("voices.see")
@require_GET
def version_compare(request: Request, pk: UUID) -> HttpResponse:
    """What changed between two versions, turn beside turn; at first only the turns that changed."""
    voice = find(request, "voices.see", Voice, pk)
    refused = refusal_of(voice)
    versions = list(Transcript.objects.filter(voice=voice))
    if refused or not versions:
        messages.error(request, refused or _("Todavía no hay palabras."))
        return redirect("voices:voice", pk=pk)
    after = _chosen(request, "con", versions) or versions[-1]
    before = _chosen(request, "de", versions) or next((one for one in versions if one.pk == after.parent_id), after)
    rows = list(enumerate(_side_by_side(before, after), 1))
    changed, whole = [(n, row) for n, row in rows if _differs(row)], "todo" in request.GET
    page = paged(request, rows if whole else changed, ON_A_PAGE)
    context = {
        "title": _("Qué cambió en %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "versions": versions,
        "before": before,
        "after": after,
        "rows": [(n, row, _difference(row)) for n, row in page.object_list],
        "page": page,
        "same": len(rows) - len(changed),
        "whole": whole,
    }
    return render(request, "voices/version_compare.html", context)


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def version_join(request: Request, pk: UUID, other: UUID) -> HttpResponse:
    """Join two versions written at the same time: for each turn that differs, one side, both, or new words."""
    voice = find(request, "voices.edit", Voice, pk)
    aside = Transcript.objects.filter(voice=voice, pk=other).first()
    newest = newest_transcript(list(Transcript.objects.filter(voice=voice, language=aside.language))) if aside else None
    if aside is None or newest is None or aside == newest:
        raise Http404
    refused = refusal_of(voice)
    if refused:
        messages.error(request, refused)
        return redirect("voices:voice", pk=pk)
    rows = _side_by_side(aside, newest)
    if request.method == "POST":
        made = _join(request, voice, newest, aside, rows)
        if made is not None:
            messages.success(request, _("Quedaron unidas en la versión %(n)d.") % {"n": made.version})
            return redirect("voices:voice", pk=pk)
    differing = [(n, row, _difference(row)) for n, row in enumerate(rows) if _difference(row)]
    context = {
        "title": _("Unir dos versiones de %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "aside": aside,
        "newest": newest,
        "rows": differing,
        "same": len(rows) - len(differing),
    }
    return render(request, "voices/version_join.html", context)


def kind_words(transcript: Transcript) -> str:
    """How a version was made, in words; an automatic one says that nobody reviewed it only while nobody did."""
    if transcript.kind == TranscriptKind.AUTOMATIC and transcript.reviewed_by_id:
        return _("Automática, revisada por una persona")
    return said(TRANSCRIPT_WORDS, transcript.kind)


def _join(
    request: Request, voice: Voice, newest: Transcript, aside: Transcript, rows: list[Beside[Turn]]
) -> Transcript | None:
    turns: list[TurnText] = []
    for n, row in enumerate(rows):
        turns.extend(_picked(row, request.POST.get(f"t{n}", ""), request.POST.get(f"w{n}", "").strip()))
    reading = Reading(TranscriptKind(newest.kind), newest.language, newest.translator, base=newest, joins=aside)
    try:
        return transcribe(voice, turns, reading=reading, by=request.actor.person, now=timezone.now())
    except VoicesRefused as error:
        messages.error(request, str(error))
        return None


def _picked(row: Beside[Turn], choice: str, words: str) -> list[TurnText]:
    """The turns that a person chose of a row; a row that nobody touched keeps what the newest says, or the only one."""
    left = as_text(row.left) if row.left else None
    right = as_text(row.right) if row.right else None
    known = right or left
    if choice == "escrito" and words and known:
        return [TurnText(" ".join(words.split()), known.speaker, known.start_ms, known.end_ms, known.line)]
    if choice == "una":
        return [left] if left else []
    if choice == "otra":
        return [right] if right else []
    if choice == "ninguna":
        return []
    if choice == "las-dos" and left and right:
        return [right, TurnText(left.text, left.speaker, left.start_ms, left.end_ms)]
    return [known] if known else []


def _side_by_side(left: Transcript, right: Transcript) -> list[Beside[Turn]]:
    both: dict[UUID, list[Turn]] = {left.pk: [], right.pk: []}
    for turn in Turn.objects.filter(transcript__in=[left, right]):
        both[turn.transcript_id].append(turn)
    return beside(both[left.pk], both[right.pk])


def _differs(row: Beside[Turn]) -> bool:
    left, right = row.left, row.right
    return not (left and right and (left.text, left.speaker) == (right.text, right.speaker))


def _difference(row: Beside[Turn]) -> list[tuple[str, str]]:
    """What happened to the words of a row; empty when both say the same by the same person."""
    if not _differs(row):
        return []
    left, right = row.left, row.right
    before = f"{left.speaker}: {left.text}" if left and left.speaker else (left.text if left else "")
    after = f"{right.speaker}: {right.text}" if right and right.speaker else (right.text if right else "")
    return [(str(one.changed), one.text) for one in word_changes(before, after)]


def _chosen(request: Request, name: str, versions: list[Transcript]) -> Transcript | None:
    key = line_of(request.GET.get(name, ""))
    return next((one for one in versions if one.pk == key), None)


def _cells(row: VersionRow) -> list[object]:
    one = row.transcript
    language = said(LANGUAGE_WORDS, one.language)
    made = timezone.localtime(one.made_at).replace(tzinfo=None)
    return [one.version, kind_words(one), language, row.made_by, made, row.turns, row.reviewed_by]
