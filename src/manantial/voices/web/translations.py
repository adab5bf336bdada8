"""A translation beside what was said, turn by turn; who translated, and another person who says it is faithful."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from manantial.people.access import Request, address, can, find
from manantial.people.answers import today
from manantial.voices.actions import (
    Reading,
    TypedTurn,
    VoicesRefused,
    drop_turns,
    keep_turns,
    transcribe,
    validate_translation,
)
from manantial.voices.models import Transcript, Turn
from manantial.voices.queries import line_of, said, translating_of, work_of
from manantial.voices.rules import LANGUAGE_WORDS, TranscriptKind, TurnText
from manantial.voices.web.fields import words_field
from manantial.voices.web.showing import clock_of
from manantial.voices.web.transcripts import after_saving, read_json, refusal_of, rows_of


class TranslationForm(forms.Form):
    """Into which language, and by whom."""

    language = words_field(LANGUAGE_WORDS, label=gettext_lazy("¿A qué lengua?"))
    translator = forms.CharField(label=gettext_lazy("¿Quién tradujo?"), max_length=120)


@address("voices.see")
@require_http_methods(["GET", "POST"])
def translation(request: Request, pk: UUID) -> HttpResponse:
    """What was said and its translation side by side; whoever may edit writes it turn by turn."""
    source = find(request, "voices.see", Transcript.objects.select_related("voice"), pk)
    voice, editing = source.voice, can(request.actor, "voices.edit", source.voice)
    refused = refusal_of(voice)
    if refused or (request.method == "POST" and not editing):
        messages.error(request, refused or _("No puede escribir en esta voz."))
        return redirect("voices:voice", pk=voice.pk)
    made, original = _made(source), list(Turn.objects.filter(transcript=source).defer("keys"))
    account = request.actor.account
    going = translating_of(made, voice, account, request.POST.get("base") or request.GET.get("con", ""))
    shown, written = going.below, going.words
    initial = {"language": shown.language, "translator": shown.translator} if shown else {}
    form = TranslationForm(request.POST or None, initial=initial)
    if request.method == "POST":
        written = {turn.lineage: request.POST.get(f"t{turn.position}", "") for turn in original}
        saved = _save(request, source, form, original, written, shown)
        if saved is not None and account is not None:
            drop_turns(voice, work=going.work, account=account)
            return after_saving(request, saved)
    context = {
        "title": _("Traducción de %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "source": source,
        "going": going,
        "shown": shown,
        "made": [(one, said(LANGUAGE_WORDS, one.language)) for one in made],
        "editing": editing,
        "form": form,
        "rows": [(turn, written.get(turn.lineage, ""), clock_of(turn)) for turn in original],
    }
    return render(request, "voices/translation.html", context)


@address("voices.edit")
@require_POST
def translation_draft(request: Request, pk: UUID) -> JsonResponse:
    """Keep the turns of a translation that changed since the last time, or forget them all."""
    source = find(request, "voices.edit", Transcript.objects.select_related("voice"), pk)
    voice, account = source.voice, request.actor.account
    if account is None or refusal_of(voice):
        return JsonResponse({"kept": 0}, status=403)
    sent = read_json(request.body.decode("utf-8", errors="replace"))
    below = next((one for one in _made(source) if work_of(one) == sent.get("base")), None)
    if sent.get("forget"):
        drop_turns(voice, work=work_of(below), account=account)
        return JsonResponse({"kept": 0})
    places = dict(Turn.objects.filter(transcript=source).values_list("lineage", "position"))
    typed = [
        TypedTurn(str(line), float(places[line]), text=str(row.get("text") or ""))
        for row in rows_of(sent)
        if (line := line_of(str(row.get("key")))) in places and line is not None
    ]
    kept = keep_turns(voice, typed, below=below, work=work_of(below), account=account, now=timezone.now())
    return JsonResponse({"kept": kept})


def _made(source: Transcript) -> list[Transcript]:
    """The translations of a voice into other languages than this one, the oldest first."""
    kind = TranscriptKind.TRANSLATION
    return list(Transcript.objects.filter(voice=source.voice_id, kind=kind).exclude(language=source.language))


@address("voices.edit")
@require_POST
def translation_validate(request: Request, pk: UUID) -> HttpResponse:
    """Note who read both texts and says that the translation is faithful."""
    transcript = find(request, "voices.edit", Transcript.objects.select_related("voice__community"), pk)
    name = request.POST.get("validator", "")[:120]
    try:
        validate_translation(transcript, validator=name, on=today(), by=request.actor.person, now=timezone.now())
        messages.success(request, _("Quedó anotado quién la validó."))
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect("voices:version", pk=pk)


def _save(
    request: Request,
    source: Transcript,
    form: TranslationForm,
    original: list[Turn],
    written: dict[UUID, str],
    shown: Transcript | None,
) -> Transcript | None:
    if not form.is_valid():
        return None
    language = form.cleaned_data["language"]
    if language == source.language:
        form.add_error("language", _("Es la misma lengua en que se dijo. Escoja la lengua a la que tradujo."))
        return None
    turns = [
        TurnText(" ".join(written[turn.lineage].split()), turn.speaker, turn.start_ms, turn.end_ms, turn.lineage)
        for turn in original
        if written[turn.lineage].strip()
    ]
    base = shown if shown and shown.language == language else None
    translator = form.cleaned_data["translator"]
    reading = Reading(
        TranscriptKind.TRANSLATION, language, translator, base=base, alone=base is None, translated_from=source
    )
    try:
        return transcribe(source.voice, turns, reading=reading, by=request.actor.person, now=timezone.now())
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return None
