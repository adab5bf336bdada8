"""My community: telling something. It goes to the mailbox; nothing of it leaves before somebody asks for permission."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.dates import PartialDate
from manantial.people.access import Request, address
from manantial.territory.models import Community
from manantial.voices.actions import VoicesRefused, add_voice
from manantial.voices.actions.intake import Upload
from manantial.voices.actions.testimonies import VoiceProfile
from manantial.voices.rules import VoiceGroup, VoiceKind, VoiceState
from manantial.voices.web.plumbing import today, upload_of

HEARD_LIMIT = 40_000_000  # bytes: what a phone records in half an hour


class TellForm(forms.Form):
    """Something to tell, by voice or in writing, whichever is easier."""

    sound = forms.FileField(
        label=gettext_lazy("Mande su voz"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*"}),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("O escríbalo"), required=False, widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000
    )
    understood = forms.BooleanField(
        label=gettext_lazy("Entiendo: se guarda, y no se publica sin preguntarme."),
        error_messages={"required": gettext_lazy("Marque esta casilla para poder guardarlo.")},
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and a sound that is not endless."""
        data = super().clean() or {}
        if not data.get("sound") and not (data.get("words") or "").strip():
            raise ValidationError(_("Mande su voz o escriba algo."))
        if data.get("sound") and data["sound"].size > HEARD_LIMIT:
            raise ValidationError(_("La grabación pesa más de 40 MB. Mándela en partes más cortas."))
        return data


@address("stories.send")
@require_http_methods(["GET", "POST"])
def tell(request: Request) -> HttpResponse:
    """Take a story into the mailbox of the alliance, in the name of the community of who sends it."""
    community = Community.objects.filter(pk__in=request.actor.communities).order_by("code").first()
    if community is None:
        raise Http404
    form = TellForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            _send(request, community, form.cleaned_data)
        except VoicesRefused as error:
            form.add_error(None, str(error))
        else:
            return redirect("voices:told")
    return render(request, "voices/mine_tell.html", {"title": _("Contar algo"), "form": form})


@address("mine.enter")
@require_GET
def told(request: Request) -> HttpResponse:
    """Say what happens now with what was told."""
    return render(request, "voices/mine_told.html", {"title": _("Gracias por contarlo")})


def _send(request: Request, community: Community, data: dict[str, Any]) -> None:
    upload: Upload | None = upload_of(data["sound"])
    words = data["words"].strip()
    profile = VoiceProfile(VoiceGroup.COMMITTEE, community=community, recorded=PartialDate.on(today()))
    add_voice(
        VoiceKind.SOUND if upload else VoiceKind.TEXT,
        title=_("Contado desde %(community)s") % {"community": community.name},
        profile=profile,
        upload=upload,
        words=words,
        state=VoiceState.RECEIVED,
        by=request.actor.person,
        now=timezone.now(),
    )
