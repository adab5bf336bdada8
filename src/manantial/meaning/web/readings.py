"""One part that is read aloud, with its words; and one reading: its recording, who heard it, whether it still holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.digests import brief_digest
from manantial.meaning.actions.aloud import (
    READ_CARD,
    ask_reading,
    change_reading,
    choose_for_kits,
    confirm_reading,
    hear_reading,
    take_reading,
)
from manantial.meaning.models import ReadAloud
from manantial.meaning.papers import PaperRefused
from manantial.meaning.papers.aloud import PartText, marked_for_reading, part_text
from manantial.meaning.queries.aloud import IN_KIT, ReadView, languages_here, reading_views, readings
from manantial.meaning.rules.aloud import (
    LACK_WORDS,
    PAPER_WORDS,
    READ_WORDS,
    Part,
    ReadState,
    minutes_to_read,
    text_language,
)
from manantial.meaning.web.fields import FolioField, day_field, text_area, words_field
from manantial.meaning.web.plumbing import done, in_language
from manantial.people.access import Actor, Request, address, find, visible
from manantial.people.answers import changed_meanwhile, today
from manantial.voices.models import Voice
from manantial.voices.queries import differing, former_of, said, stands
from manantial.voices.rules import LANGUAGE_WORDS, VoiceKind, VoiceState

TONES: Mapping[ReadState, str] = {
    ReadState.MISSING: "none",
    ReadState.ASKED: "info",
    ReadState.REVIEW: "warn",
    ReadState.READY: "good",
    ReadState.FORMER: "warn",
    ReadState.REFUSED: "bad",
}


class CardForm(forms.Form):
    """Who reads, by when, and what should be known."""

    reader = forms.CharField(label=gettext_lazy("Quién lee"), max_length=120)
    due = day_field(label=gettext_lazy("Para cuándo"), required=False)
    note = forms.CharField(label=gettext_lazy("Nota"), widget=text_area(2), required=False, max_length=1000)


class AskForm(CardForm):
    """A reading that is asked of somebody."""

    language = words_field(LANGUAGE_WORDS, label=gettext_lazy("En qué lengua"))
    field_order = ("language", "reader", "due", "note")


class TakeForm(forms.Form):
    """The recording of a reading, by the folio of its voice."""

    voice = FolioField(label=gettext_lazy("Folio de la grabación"), required=True)
    read_on = day_field(label=gettext_lazy("Qué día se leyó"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Voice.objects.filter(kind=VoiceKind.SOUND).exclude(state=VoiceState.RETIRED)
        self.fields["voice"].rows = visible(actor, "voices.see", kept)  # type: ignore[attr-defined]


def state_words(state: ReadState) -> tuple[str, str]:
    """Tone and word of a state."""
    return TONES[state], said(READ_WORDS, state)


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def part_page(request: Request, paper: str, part: str) -> HttpResponse:
    """A part: its words as they are read, its readings, and asking somebody to read it."""
    asked = Part(paper, part)
    text, refusal = _text(asked, request.GET.get("lengua", "es"))
    rows = readings().filter(paper=paper, part=part)
    if paper not in PAPER_WORDS or (text is None and not rows.exists()):
        raise Http404
    form = AskForm(request.POST or None, initial={"language": request.GET.get("lengua", "es")})
    if request.method == "POST" and form.is_valid():
        return _ask(request, asked, form)
    views = reading_views(rows, on=today())
    context = {
        "title": text.title if text else said(PAPER_WORDS, paper),
        "paper": said(PAPER_WORDS, paper),
        "part": asked,
        "refusal": refusal,
        "lines": marked_for_reading(text, ()) if text else [],
        "words": text.words if text else 0,
        "minutes": minutes_to_read(text.words) if text else 0,
        "readings": [(view, said(LANGUAGE_WORDS, view.reading.language), *state_words(view.state)) for view in views],
        "form": form,
        "scripts": [(code, _(LANGUAGE_WORDS[code])) for code in _tongues(asked)],
    }
    return render(request, "meaning/aloud_part.html", context)


def _tongues(part: Part) -> list[str]:
    """The languages one may want a script for: Spanish, and those that are spoken here."""
    spoken = languages_here()
    own = spoken.of.get(part.key) or spoken.everywhere
    return [code for code in LANGUAGE_WORDS if code == "es" or code in own]


@address("meaning.edit")
def _ask(request: Request, part: Part, form: AskForm) -> HttpResponse:
    act = partial(ask_reading, part, **form.cleaned_data, by=request.actor.person, now=timezone.now())
    done(request, act, _("Se anotó quién la va a leer."))
    return redirect("meaning:aloud_part", paper=part.paper, part=part.key)


def _text(part: Part, language: str) -> tuple[PartText | None, str]:
    """The words of a part and nothing, or why there are none."""
    written = text_language(language)
    try:
        with in_language(written):
            return part_text(part, language=written, on=today()), ""
    except PaperRefused as error:
        return None, str(error)


@address("meaning.see")
@require_GET
def reading_page(request: Request, pk: UUID) -> HttpResponse:
    """One reading: hear it, see what changed since, and what is still to be done."""
    row = find(request, "meaning.see", ReadAloud.objects.select_related("voice__sound", "voice__community"), pk)
    (view,) = reading_views([row], on=today())
    (in_kit,) = reading_views([row], on=today(), uses=IN_KIT)
    text, refusal = _text(view.part, row.language)
    lines = marked_for_reading(text, row.paragraphs) if text else []
    context = {
        "title": text.title if text else said(PAPER_WORDS, row.paper),
        "row": row,
        "view": view,
        "paper": said(PAPER_WORDS, row.paper),
        "language": said(LANGUAGE_WORDS, row.language),
        "state": state_words(view.state),
        "lack": view.refusal if view.state is ReadState.REFUSED else said(LACK_WORDS, view.state),
        "kit_refusal": in_kit.refusal,
        "lines": lines,
        "changed": [line for line in lines if line[2]],
        "refusal": refusal,
        "take_form": TakeForm(request.actor, initial={"voice": request.GET.get("voz", ""), "read_on": today()}),
        "brought": request.GET.get("voz", ""),
        "record": _record_address(view, text),
        "former": former_of(row, _labels()),
    }
    return render(request, "meaning/aloud_reading.html", context)


def _record_address(view: ReadView, text: PartText | None) -> str:
    """Where it is recorded or uploaded, with what is known already, and the way back here."""
    row = view.reading
    title = f"{row.folio} {text.title if text else said(PAPER_WORDS, row.paper)}"[:200]
    back = reverse("meaning:reading", args=[row.pk])
    return f"{reverse('voices:new')}?{urlencode({'titulo': title, 'lengua': row.language, 'seguir': back})}"


def _labels() -> dict[str, str]:
    named = {name: str(field.label) for name, field in CardForm.base_fields.items()}
    return named | {
        "voice": _("Grabación"),
        "read_on": _("Se leyó el"),
        "heard_by": _("La oyó completa"),
        "heard_on": _("La oyó el"),
    }


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def reading_change(request: Request, pk: UUID) -> HttpResponse:
    """Correct who reads and by when; what somebody else wrote meanwhile is shown first."""
    row = find(request, "meaning.edit", readings(), pk)
    stood, clash = stands(row, READ_CARD), None
    form = CardForm(request.POST or None, initial={name: getattr(row, name) for name in READ_CARD})
    if request.method == "POST" and form.is_valid():
        if changed_meanwhile(request, stood):
            clash = differing(stood, form.cleaned_data, _labels())
        else:
            act = partial(change_reading, row, **form.cleaned_data, by=request.actor.person, now=timezone.now())
            if done(request, act, _("Se guardó. Lo que decía antes se guarda.")):
                return redirect("meaning:reading", pk=pk)
    context = {"title": _("Corregir %(folio)s") % {"folio": row.folio}, "form": form, "back": "meaning:aloud"}
    return render(request, "meaning/form.html", context | {"seen": brief_digest(stood), "clash": clash})


@address("meaning.edit")
@require_POST
def reading_do(request: Request, pk: UUID) -> HttpResponse:
    """Do one thing with a reading; the button says which."""
    row = find(request, "meaning.edit", readings(), pk)
    deed = DEEDS.get(request.POST.get("que", ""))
    if deed is None:
        raise Http404
    deed(request, row)
    return redirect("meaning:reading", pk=pk)


def _take(request: Request, row: ReadAloud) -> None:
    form = TakeForm(request.actor, request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
        return
    voice, day = form.cleaned_data["voice"], form.cleaned_data["read_on"]
    act = partial(take_reading, row, voice, read_on=day, by=request.actor.person, now=timezone.now())
    done(request, act, _("Se unió la grabación. Falta que alguien la oiga completa."))


def _hear(request: Request, row: ReadAloud) -> None:
    who = request.POST.get("quien", "")[:120]
    act = partial(hear_reading, row, who=who, heard_on=today(), by=request.actor.person, now=timezone.now())
    done(request, act, _("Listo: se puede llevar en la carpeta y en los kits, si hay permiso."))


def _confirm(request: Request, row: ReadAloud) -> None:
    why = request.POST.get("why", "")[:300]
    act = partial(confirm_reading, row, why=why, by=request.actor.person, now=timezone.now())
    done(request, act, _("Se anotó que sigue valiendo."))


def _choose(request: Request, row: ReadAloud) -> None:
    chosen = bool(request.POST.get("kit"))
    act = partial(choose_for_kits, row, chosen=chosen, by=request.actor.person, now=timezone.now())
    done(request, act, _("Va en los siguientes kits.") if chosen else _("Ya no va en los siguientes kits."))


DEEDS: Mapping[str, Callable[[Request, ReadAloud], None]] = {
    "unir": _take,
    "oida": _hear,
    "vale": _confirm,
    "kit": _choose,
}
