"""Words that come from other programs, and words that go to them; always through the gate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, find, visible
from manantial.vault.streaming import handed
from manantial.voices.actions import VoicesRefused, bring_words
from manantial.voices.models import Transcript, Voice
from manantial.voices.queries import leaving_texts
from manantial.voices.rules import TranscriptKind
from manantial.voices.rules.captions import LARGEST, CaptionFormat
from manantial.voices.rules.captions.writing import MEDIA_TYPES, TIMED, Heading, timed_turns, write_captions
from manantial.voices.web.transcripts import refusal_of
from manantial.voices.web.versions import kind_words
from manantial.voices.web.voice_forms import BringForm, BringManyForm

MOST_TOLD = 3
_FOLIO = re.compile(r"voz[-_ ]?([a-z]?)(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Brought:
    """What happened with one of several files."""

    name: str
    voice: Voice | None
    transcript: Transcript | None
    said: str


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def bring(request: Request, pk: UUID) -> HttpResponse:
    """Bring the words of a voice from a file of another program."""
    voice = find(request, "voices.edit", Voice, pk)
    refused = refusal_of(voice)
    if refused:
        messages.error(request, refused)
        return redirect("voices:voice", pk=pk)
    sent = request.method == "POST"
    data, files = (request.POST, request.FILES) if sent else (None, None)
    form = BringForm(data, files, initial={"language": voice.language})
    if sent and form.is_valid():
        typed = form.cleaned_data
        content, by, now = typed["file"].read(LARGEST + 1), request.actor.person, timezone.now()
        try:
            made = bring_words(voice, content, join=typed["join"], language=typed["language"], by=by, now=now)
        except VoicesRefused as error:
            form.add_error("file", str(error))
        else:
            turns = int(made.reading["turns"])
            said = ngettext(
                "Se tomó %(turns)d turno. Es la versión %(n)d.",
                "Se tomaron %(turns)d turnos. Es la versión %(n)d.",
                turns,
            )
            messages.success(request, said % {"turns": turns, "n": made.version})
            for note in made.reading["notes"][:MOST_TOLD]:  # the rest stands folded on the page of the version
                messages.warning(request, note)
            return redirect("voices:version", pk=made.pk)
    context = {"title": _("Traer palabras a %(folio)s") % {"folio": voice.folio}, "form": form, "voice": voice}
    return render(request, "voices/bring.html", context)


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def bring_many(request: Request) -> HttpResponse:
    """Bring the words of several voices at once; each file says in its name of which voice it is."""
    sent = request.method == "POST"
    form = BringManyForm(request.POST, request.FILES) if sent else BringManyForm()
    done: list[Brought] = []
    if sent and form.is_valid():
        done = [_bring(request, file, join=form.cleaned_data["join"]) for file in form.cleaned_data["texts"]]
    context = {"title": _("Traer palabras de varias voces"), "form": form, "done": done}
    return render(request, "voices/bring_many.html", context)


@address("voices.see")
@require_GET
def words_file(request: Request, pk: UUID) -> HttpResponse:
    """A version as a file for another program, with what a reader must know about it."""
    transcript = find(request, "voices.see", Transcript.objects.select_related("voice"), pk)
    asked = request.GET.get("como", "")
    if asked not in set(MEDIA_TYPES):
        raise Http404
    form = CaptionFormat(asked)
    refused = refusal_of(transcript.voice)
    turns = [] if refused else leaving_texts(transcript)
    if turns is None:
        refused, turns = _("Hay un pasaje reservado y no se sabe dónde quedó en esta versión. No se entrega."), []
    if form in TIMED and not timed_turns(turns):
        refused = refused or _("Esta versión no dice en qué segundo va cada turno; llévesela como texto o Word.")
    if refused:
        messages.error(request, refused)
        return redirect("voices:voice", pk=transcript.voice_id)
    voice = transcript.voice
    heading = Heading(f"{voice.folio} · {voice.title}", tuple(remarks_of(transcript)), transcript.language)
    name = f"{voice.folio}-v{transcript.version}.{form.value}"
    return handed(write_captions(form, turns, heading), media_type=MEDIA_TYPES[form], name=name)


def remarks_of(transcript: Transcript) -> list[str]:
    """What a reader of a version must know: that a machine wrote it, who translated it, that it is for work."""
    said = []
    if transcript.kind == TranscriptKind.AUTOMATIC:
        said.append(kind_words(transcript))
    if transcript.kind == TranscriptKind.TRANSLATION:
        said.append(_("Tradujo %(who)s") % {"who": transcript.translator})
        validated = _("Validó %(who)s") % {"who": transcript.validator}
        said.append(validated if transcript.validator else _("Traducción sin validar"))
    said.append(_("Para trabajar en el equipo. Publicar depende del permiso de la voz."))
    return said


def _folio(letter: str, number: int) -> str:
    return f"VOZ-{letter}{number:0{4 - len(letter)}d}"


def _bring(request: Request, file: UploadedFile[bytes], *, join: bool) -> Brought:
    name = file.name or ""
    found = _FOLIO.search(name)
    editable = visible(request.actor, "voices.edit", Voice.objects.all())
    voice = editable.filter(folio=_folio(found[1].upper(), int(found[2]))).first() if found else None
    if voice is None:
        unnamed = _("No se sabe de qué voz es. Ponga su folio en el nombre: VOZ-0007.")
        return Brought(name, None, None, _("No hay voz con ese folio.") if found else unnamed)
    refused = refusal_of(voice)
    if refused:
        return Brought(name, voice, None, refused)
    try:
        made = bring_words(voice, file.read(LARGEST + 1), join=join, by=request.actor.person, now=timezone.now())
    except VoicesRefused as error:
        return Brought(name, voice, None, str(error))
    return Brought(name, voice, made, "")
