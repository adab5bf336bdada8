"""What members tell from their phone: a story, in their voice or in writing, with the permission they choose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manantial.people.access import Request, address
from manantial.site.actions import tell_story
from manantial.site.web.mine import own_community
from manantial.territory.models import Community
from manantial.voices.actions import Upload, VoicesRefused
from manantial.voices.rules import PRESETS, Preset

HEAVIEST = 20_000_000  # bytes
#: The answers a member may choose alone; the other ones are asked for in person.
CHOICES = (Preset.COMMUNITY, Preset.WORDS, Preset.ALLIANCE, Preset.EVERYTHING, Preset.ASK)


class PhoneFile(forms.FileField):
    """A recording or a photo from a phone, of a weight that prepaid data can bear."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse what is too heavy, and say how to send less."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile) and (file.size or 0) > HEAVIEST:
            raise forms.ValidationError(
                _("Pesa más de %(limit)s MB. Grabe menos tiempo o tome la foto con menos calidad.")
                % {"limit": HEAVIEST // 1_000_000}
            )
        return file


class StoryForm(forms.Form):
    """A story in the own voice or in writing, and what it may be used for."""

    sound = PhoneFile(
        label=gettext_lazy("Cuéntelo con su voz"),
        help_text=gettext_lazy("Hasta tres minutos está bien. No importa si se oye el gallo."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": "user"}),
    )
    words = forms.CharField(
        label=gettext_lazy("O escríbalo"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )
    preset = forms.ChoiceField(label=gettext_lazy("¿Para qué se puede usar?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        words = [(preset.value, f"{_(PRESETS[preset].title)}. {_(PRESETS[preset].about)}") for preset in CHOICES]
        self.fields["preset"].choices = words  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Ask for something to keep: a voice or words."""
        given = super().clean() or {}
        if not given.get("sound") and not str(given.get("words", "")).strip():
            raise forms.ValidationError(_("Grabe su voz o escriba algo. Lo que ya escogió sigue aquí."))
        return given


@address("stories.send")
@require_http_methods(["GET", "POST"])
def story(request: Request) -> HttpResponse:
    """Tell something, with the own permission."""
    community, person = _own(request), request.actor.person
    form = StoryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and person is not None:
        given = form.cleaned_data
        try:
            told = tell_story(
                community,
                preset=Preset(given["preset"]),
                words=given["words"],
                sound=_upload(given["sound"]),
                by=person,
                now=timezone.now(),
            )
        except VoicesRefused as error:
            form.add_error(None, str(error))
        else:
            said = _("Gracias por contarlo. Su folio es %(folio)s: con él puede retirar el permiso cuando quiera.")
            messages.success(request, said % {"folio": told.folio})
            return redirect("site:mine")
    return render(request, "site/mine_story.html", {"title": _("Contar algo"), "form": form})


def _own(request: Request) -> Community:
    community = own_community(request)
    if community is None:
        raise Http404
    return community


def _upload(file: UploadedFile[bytes] | None) -> Upload | None:
    if file is None:
        return None
    return Upload(file.read(), file.name or "", file.content_type or "application/octet-stream")
