"""A translation beside what was said, turn by turn; who translated, and another person who says it is faithful."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from manantial.people.access import Request, address, can, find
from manantial.people.answers import today
from manantial.voices.actions import Reading, VoicesRefused, transcribe, validate_translation
from manantial.voices.models import Transcript, Turn
from manantial.voices.queries import line_of, said
from manantial.voices.rules import LANGUAGE_WORDS, TranscriptKind, TurnText
from manantial.voices.web.fields import words_field
from manantial.voices.web.transcripts import refusal_of


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
    made = list(
        Transcript.objects.filter(voice=voice, kind=TranscriptKind.TRANSLATION).exclude(language=source.language)
    )
    key = line_of(request.GET.get("con", ""))
    shown = next((one for one in reversed(made) if key in {None, one.pk}), None)
    original = list(Turn.objects.filter(transcript=source))
    written = {turn.lineage: turn.text for turn in Turn.objects.filter(transcript=shown)} if shown else {}
    initial = {"language": shown.language, "translator": shown.translator} if shown else {}
    form = TranslationForm(request.POST or None, initial=initial)
    if request.method == "POST":
        written = {turn.lineage: request.POST.get(f"t{turn.position}", "") for turn in original}
        saved = _save(request, source, form, original, written)
        if saved is not None:
            return redirect("voices:version", pk=saved.pk)
    context = {
        "title": _("Traducción de %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "source": source,
        "shown": shown,
        "made": [(one, said(LANGUAGE_WORDS, one.language)) for one in made],
        "editing": editing,
        "form": form,
        "rows": [(turn, written.get(turn.lineage, "")) for turn in original],
    }
    return render(request, "voices/translation.html", context)


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
    request: Request, source: Transcript, form: TranslationForm, original: list[Turn], written: dict[UUID, str]
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
    reading = Reading(TranscriptKind.TRANSLATION, language, form.cleaned_data["translator"], translated_from=source)
    try:
        made = transcribe(source.voice, turns, reading=reading, by=request.actor.person, now=timezone.now())
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("Se guardó la traducción. Falta que otra persona la valide."))
    return made
