"""Pages of voices: the list, who has spoken, a new voice in one screen, the voice itself, its words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.jobs.models import JobState
from manantial.kernel.digests import brief_digest
from manantial.people.access import Request, address, can, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import Field, ordered_rows, paged
from manantial.voices import papers
from manantial.voices.actions import (
    VoicesRefused,
    accept_voice,
    change_profile,
    link_person,
    retire_voice,
)
from manantial.voices.models import Voice, VoicePerson
from manantial.voices.queries import (
    VOICE_CARD,
    VoiceFilter,
    VoiceRow,
    faces_said,
    former_of,
    preparation,
    said,
    said_ruling,
    stands,
    unjoined,
    veiling,
    voice_page,
    voice_rows,
    voices,
    with_fragment_count,
)
from manantial.voices.rules import (
    AGE_WORDS,
    GROUP_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    LEVEL_WORDS,
    SEX_WORDS,
    STATE_WORDS,
    Use,
)
from manantial.voices.web.filled import voice_sheets
from manantial.voices.web.former import clash_of, labels_of
from manantial.voices.web.fragment_forms import WordsForm
from manantial.voices.web.parts import fragments_beside, led, reading_of
from manantial.voices.web.plumbing import PER_PAGE
from manantial.voices.web.showing import consent_view, fragment_lines, uses_said, warnings_of, waveform
from manantial.voices.web.voice_forms import (
    ChangeForm,
    PersonForm,
    VoiceFilterForm,
    profile_initial,
)

ORDERS: dict[str, Field] = {  # a community that is reserved is not told by its place in the list either
    "titulo": "title", "grupo": "group", "cuando": "recorded_min",
    "comunidad": Case(When(community_reserved=False, then="community__name")),
    "llegada": "received_at", "fragmentos": "fragment_count",
}  # fmt: skip


@address("voices.see")
@require_GET
def voice_list(request: Request) -> HttpResponse:
    """Voices with their permission of today."""
    form = VoiceFilterForm(request.GET or None)
    asked = _asked(form) if form.is_valid() else VoiceFilter()
    rows = visible(request.actor, "voices.see", voices(asked))
    if request.GET.get("orden", "").endswith("fragmentos"):  # counted for all voices only when they stand in that order
        rows = with_fragment_count(rows)
    rows = ordered_rows(request, rows, ORDERS)
    heads = [_("Folio"), _("Título"), _("Qué es"), _("Quién habla"), _("Comunidad"), _("Cuándo"), _("Permiso")]
    heads += [_("Fragmentos"), _("Llegó")]
    if "formato" in request.GET:
        listed = voice_rows(rows, on=today())
        exported = table_answer(request, _("Voces"), heads, (_cells(row) for row in listed))
        if exported:
            return exported
    if printed := voice_sheets(request, rows):
        return printed
    page = paged(request, rows, PER_PAGE)
    context = {
        "title": _("Voces"),
        "lead": _("Cada voz con su permiso de hoy. Sin permiso, solo se estudia en el equipo."),
        "form": form,
        "page": page,
        "rows": [(row, Use.ANALYSIS in row.uses) for row in voice_rows(page, on=today())],
        "count": page.paginator.count,
    }
    return render(request, "voices/voices.html", context)


@address("voices.see")
@require_GET
def voice_one(request: Request, pk: UUID) -> HttpResponse:
    """A voice: hear it, read it, mark it, and see what may be done with it."""
    find(request, "voices.see", Voice, pk)
    page = voice_page(pk, on=today())
    voice = page.voice
    if place := led(request, page.words, page.placed):
        return place
    reading = reading_of(request, page.words, page.placed)
    shown = fragments_beside(page.placed, reading)
    words = {name: said(catalogue, getattr(voice, name)) for name, catalogue in _PROFILE}
    context = {
        "title": voice.title if page.analysis else _("Voz retirada"),
        "page": page,
        "voice": voice,
        "words": words,
        "place": voice.place,
        "uses": uses_said(page.uses),
        "consents": [consent_view(row) for row in page.consents],
        "reading": reading,
        "fragments": fragment_lines(shown)[:SHOWN],
        "marked": len(page.placed),
        "wave": waveform(voice, [one.fragment for one in page.placed], reading.span) if page.analysis else "",
        "refusal": said_ruling(page.analysis),
        "mark_form": WordsForm(use_required_attribute=False),
        "person_asked": can(request.actor, "consents.edit", voice),
        "person_known": VoicePerson.objects.filter(voice=voice).exists(),
        "versions": [(version, said(LANGUAGE_WORDS, version.language)) for version in page.versions],
        "warnings": warnings_of(page.uses),
        "faces": faces_said(voice, on=today()),
        "level": said(LEVEL_WORDS, voice.level) if voice.level else "",
        **_preparing(request, voice),
        "apart": next(iter(unjoined(page.versions, page.transcript)), None),
    }
    return render(request, "voices/voice.html", context)


def _preparing(request: Request, voice: Voice) -> dict[str, object]:
    """The work that makes what is heard and watched, while it lasts; and its end, for who was following it."""
    if voice.original_id is None or voice.picture_id is not None:
        return {}
    followed = request.headers.get("HX-Request") == "true"
    covering = veiling(voice) if voice.film_id else None
    if covering is not None and (followed or covering.state != JobState.DONE):
        return {"job": covering, "job_said": _("Tapando caras")}
    job = preparation(voice)
    if job is None or ((voice.sound_id or voice.film_id) and not followed):
        return {}
    return {"job": job, "job_said": _("Preparando lo que se oye y se ve")}


SHOWN = 5  # fragments listed under a part of a voice; all of them have their own page

_PROFILE = (
    ("kind", KIND_WORDS),
    ("group", GROUP_WORDS),
    ("sex", SEX_WORDS),
    ("age_range", AGE_WORDS),
    ("language", LANGUAGE_WORDS),
    ("state", STATE_WORDS),
)


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def voice_change(request: Request, pk: UUID) -> HttpResponse:
    """Correct who speaks."""
    voice = find(request, "voices.edit", Voice, pk)
    form = ChangeForm(request.POST or None, initial=profile_initial(voice))
    stood, clash = stands(voice, VOICE_CARD), None
    if form.is_valid():
        clash = clash_of(request, stood, form.cleaned_data, labels_of(form))
    if request.method == "POST" and form.is_valid() and clash is None:
        title, by = form.cleaned_data["title"], request.actor.person
        change_profile(voice, title=title, profile=form.profile(), by=by, now=timezone.now())
        messages.success(request, _("Se corrigió la ficha."))
        return redirect("voices:voice", pk=pk)
    context = {
        "title": _("Corregir la ficha de %(folio)s") % {"folio": voice.folio},
        "form": form,
        "voice": voice,
        "seen": brief_digest(stood),
        "clash": clash,
        "former": former_of(voice, labels_of(form)),
    }
    return render(request, "voices/voice_change.html", context)


@address("voices.edit")
@require_POST
def voice_state(request: Request, pk: UUID) -> HttpResponse:
    """Take in what came through the mailbox, or put a voice away."""
    voice = find(request, "voices.edit", Voice, pk)
    by, now = request.actor.person, timezone.now()
    try:
        if "aceptar" in request.POST:
            accept_voice(voice, by=by, now=now)
            messages.success(request, _("La voz está en la memoria."))
        else:
            retire_voice(voice, reason=request.POST.get("reason", "")[:300], by=by, now=now)
            messages.success(request, _("La voz se guardó aparte. No se usa en nada y no se borra."))
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect("voices:voice", pk=pk)


@address("consents.edit")
@require_http_methods(["GET", "POST"])
def voice_person(request: Request, pk: UUID) -> HttpResponse:
    """Write which person a voice is; a page of its own, because the register of persons may be long."""
    voice = find(request, "consents.edit", Voice, pk)
    form = PersonForm(request.POST or None)
    if request.method == "GET":
        lead = _("Solo si la persona quiere poder pedir cuentas de su voz. No sale en ninguna lista.")
        title = _("Anotar aparte quién es %(folio)s") % {"folio": voice.folio}
        return render(request, "voices/voice_change.html", {"title": title, "lead": lead, "form": form, "voice": voice})
    if form.is_valid():
        try:
            link_person(voice, form.cleaned_data["person"], by=request.actor.person, now=timezone.now())
            messages.success(request, _("Quedó anotado aparte quién es. No sale en ninguna lista."))
        except VoicesRefused as error:
            messages.error(request, str(error))
    else:
        messages.error(request, _("Escoja a la persona."))
    return redirect("voices:voice", pk=pk)


def _asked(form: VoiceFilterForm) -> VoiceFilter:
    data = form.cleaned_data
    return VoiceFilter(
        words=data["q"],
        group=data["grupo"],
        community=data["comunidad"].pk if data["comunidad"] else None,
        kind=data["clase"],
        workshop=data["taller"].pk if data["taller"] else None,
        consent=data["permiso"],
        state=data["estado"],
        sex=data["sexo"],
        age_range=data["edad"],
        language=data["lengua"],
        since=data["desde"],
        until=data["hasta"],
    )


def _cells(row: VoiceRow) -> list[object]:
    voice: Any = row.voice
    shown = Use.ANALYSIS in row.uses
    return [
        voice.folio,
        voice.title if shown else _("Voz retirada"),
        said(KIND_WORDS, voice.kind),
        said(GROUP_WORDS, voice.group),
        voice.community.name if voice.community and not voice.community_reserved else "",
        voice.recorded if shown else "",
        papers.permission_words(row),
        row.fragments,
        voice.received_at.date(),
    ]
