"""A guide read aloud, part by part: recorded in the page or sent, heard in order, taken away in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address
from manantial.people.answers import today
from manantial.press.formats import Format, write
from manantial.press.spreadsheets import table_stream
from manantial.press.writers.html import write_html_folder
from manantial.press.writers.listening import LIST, play_list
from manantial.press.zips import zip_members
from manantial.vault import arrivals
from manantial.vault.models import Arrival
from manantial.vault.streaming import handed, ranged
from manantial.voices import papers
from manantial.voices.actions import Upload, VoicesRefused, read_guide_aloud
from manantial.voices.models import Guide
from manantial.voices.queries import said
from manantial.voices.queries.guides import Aloud, aloud, aloud_in
from manantial.voices.rules import LANGUAGE_WORDS
from manantial.voices.web.arrivals import ArrivalsField, account_of, chosen
from manantial.voices.web.fields import words_field
from manantial.voices.web.guides import asked_guide, guide_table
from manantial.voices.web.plumbing import upload_of


class ReadingForm(forms.Form):
    """One part of a guide read aloud."""

    language = words_field(LANGUAGE_WORDS, label=gettext_lazy("En qué lengua se lee"))
    reader = forms.CharField(
        label=gettext_lazy("Quién lee"), max_length=120, required=False,
        help_text=gettext_lazy("Solo si quiere que se diga. Su voz se va a oír donde se use la guía."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Grabación"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*,.amr,.opus,.3gp,.m4a"}),
    )  # fmt: skip
    arrival = ArrivalsField(label=gettext_lazy("Lo que ya llegó"))

    def offer(self, account: UUID, now: datetime) -> list[Arrival]:
        """Offer what this account has recorded already; return what is still on its way."""
        field = self.fields["arrival"]
        return field.offer(account, now) if isinstance(field, ArrivalsField) else []


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def guide_read(request: Request, key: str, number: int) -> HttpResponse:
    """Read one part aloud: recorded here or sent; saving leads to the next part that nobody has read."""
    guide = asked_guide(request, key)
    if number >= len(guide.parts):
        raise Http404
    spoken = request.GET.get("en", guide.language)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReadingForm(data, files, initial={"language": spoken if spoken in LANGUAGE_WORDS else guide.language})
    on_their_way = form.offer(account_of(request).pk, timezone.now())
    if request.method == "POST" and form.is_valid() and _kept(request, form, guide, number):
        return _onward(request, key, guide.language, str(form.cleaned_data["language"]))
    read = aloud_in(guide, str(form["language"].value()))
    context = {
        "title": _("Pregunta %(n)d") % {"n": number} if number else _("Qué se dice primero"),
        "guide": guide,
        "number": number,
        "total": len(guide.questions),
        "text": guide.parts[number],
        "form": form,
        "spoken": read.language,
        "reading": next((one for n, _text, one in read.read if n == number), None),
        "on_their_way": on_their_way,
        "parts": [(n, one is not None) for n, _text, one in read.parts],
    }
    return render(request, "voices/guide_read.html", context)


def _kept(request: Request, form: ReadingForm, guide: Guide, number: int) -> bool:
    """Keep what was recorded or sent; False, with the reason on the form, when there is nothing to keep."""
    data, now = form.cleaned_data, timezone.now()
    try:
        came = chosen(account_of(request).pk, data["arrival"])[:1]
        sent: Upload | None = came[0][1] if came else upload_of(data["file"])
        if sent is None:
            form.add_error("file", _("Grabe aquí mismo o escoja un archivo de sonido."))
            return False
        told = {"language": data["language"], "reader": data["reader"]}
        read_guide_aloud(guide, number, **told, upload=sent, by=request.actor.person, now=now)
        for arrival, _upload in came:
            arrivals.close(arrival, now=now)
    except (VoicesRefused, arrivals.ArrivalRefused) as error:
        form.add_error("file", str(error))
        return False
    return True


def _onward(request: Request, key: str, language: str, spoken: str) -> HttpResponse:
    """To the next part without a reading, or to the guide when all can be heard."""
    guide = asked_guide(request, key)
    following = aloud_in(guide, spoken).next
    if following is None:
        messages.success(
            request, _("La guía se oye completa en %(language)s.") % {"language": said(LANGUAGE_WORDS, spoken)}
        )
        return redirect(f"{reverse('voices:guide', args=[key])}?lengua={language}#leida")
    messages.success(request, _("Se guardó. Sigue la que falta."))
    return redirect(f"{reverse('voices:guide_read', args=[key, following])}?lengua={language}&en={spoken}")


@address("voices.see")
@require_GET
def guide_sound(request: Request, key: str, number: int) -> HttpResponseBase:
    """One part of a guide read aloud, in the language that `?en=` asks for."""
    guide = asked_guide(request, key)
    read = aloud_in(guide, request.GET.get("en", guide.language))
    found = next((one for n, _text, one in read.read if n == number), None)
    if found is None:
        raise Http404
    return ranged(request, found.sound, filename=f"guia-{key}-{number:02}-{read.language}")


@address("voices.see")
@require_GET
def guide_folder(request: Request, key: str) -> HttpResponse:
    """The guide to take away: to print, to change, as a table, and heard in order from a telephone or a USB stick."""
    guide = asked_guide(request, key)
    stem = f"guia-{key}-v{guide.version}"
    content = b"".join(zip_members([(f"{stem}/{name}", part) for name, part in _files(guide, stem)]))
    return handed(content, media_type="application/zip", name=f"{stem}.zip")


def _files(guide: Guide, stem: str) -> Iterator[tuple[str, bytes | Path]]:
    sheet = papers.guide_sheet(guide, on=today())
    for form in (Format.PDF, Format.DOCX, Format.ODT):
        yield f"{stem}.{form.value}", write(sheet, form)
    yield f"{stem}.csv", b"".join(table_stream("csv", guide.title, *guide_table(guide), on=today()))
    for read in aloud(guide):
        folder = f"{_('para-oir')}-{read.language}"
        for name, content in sorted(write_html_folder(papers.guide_heard(guide, read, on=today())).items()):
            yield f"{folder}/{name}", content
        yield f"{folder}/{LIST}", play_list(guide.title, _tracks(read))


def _tracks(read: Aloud) -> Iterator[tuple[str, str, float]]:
    """The sounds in their order, with the words one hears and their seconds."""
    for number, text, one in read.read:
        yield f"media/{papers.sound_name(number, read.language)}", text, (one.sound.duration_ms or 0) / 1000
