"""What members tell from their phone: a story, in their voice or in writing, with the permission they choose."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from manantial.people.access import Request, address
from manantial.people.models import Person
from manantial.site.actions import ToldPhoto, tell_story
from manantial.site.web.mine import own_community
from manantial.territory.models import Community
from manantial.vault import arrivals
from manantial.vault.actions import VaultFull
from manantial.vault.models import Arrival
from manantial.vault.receiving import announced, noted, own, received, told
from manantial.voices.actions import Upload, VoicesRefused
from manantial.voices.models import Voice
from manantial.voices.queries import offered_answers

HEAVIEST = 20_000_000  # bytes
_COUNT = {"inputmode": "numeric", "autocomplete": "off", "size": "3"}
IN_PIECES = 200 * 1024 * 1024  # bytes of a recording that comes in pieces


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
    photo = PhoneFile(
        label=gettext_lazy("O mande una foto"),
        help_text=gettext_lazy("Se le quita el lugar donde se tomó."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    seen = forms.CharField(label=gettext_lazy("¿Qué se ve en la foto?"), required=False, max_length=400)
    children = forms.IntegerField(
        label=gettext_lazy("¿A cuántas niñas o niños se les ve la cara?"), min_value=0, max_value=999, required=False,
        widget=forms.TextInput(attrs=_COUNT), help_text=gettext_lazy("Si a ninguno, escriba 0."),
    )  # fmt: skip
    faces = forms.IntegerField(
        label=gettext_lazy("¿A cuántas personas adultas, sin contarlo a usted?"), min_value=0, max_value=999,
        required=False, widget=forms.TextInput(attrs=_COUNT), help_text=gettext_lazy("Si a ninguna, escriba 0."),
    )  # fmt: skip
    arrival = forms.UUIDField(required=False)  # a recording that came in pieces
    words = forms.CharField(
        label=gettext_lazy("O escríbalo"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )
    preset = forms.ChoiceField(label=gettext_lazy("¿Para qué se puede usar?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, named: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # The answers one may choose alone; the other ones, and a name that nobody knows, are asked for in person.
        alone = [one for one in offered_answers() if one.alone and (named or not one.names)]
        self.answers = {one.key: one for one in alone}
        words = [(one.key, f"{one.title}. {one.about}") for one in alone]
        self.fields["preset"].choices = words  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Ask for something to keep: a voice or words."""
        given = super().clean() or {}
        parts = (given.get("sound"), given.get("arrival"), given.get("photo"), str(given.get("words", "")).strip())
        if not any(parts):
            raise forms.ValidationError(_("Grabe su voz, mande una foto o escriba algo. Lo que escogió sigue aquí."))
        for name in ("seen", "children", "faces") if given.get("photo") else ():
            if given.get(name) in {None, ""} and name not in self.errors:
                self.add_error(name, _("De la foto hace falta saber esto."))
        return given


@address("stories.send")
@require_http_methods(["GET", "POST"])
def story(request: Request) -> HttpResponse:
    """Tell something, with the own permission."""
    community, person = _own(request), request.actor.person
    form = StoryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and person is not None:
        try:
            kept = told_all(form, community, by=person, account=_account(request))
        except VaultFull as error:
            form.add_error(None, str(error.args[-1]))
        except (VoicesRefused, arrivals.ArrivalRefused) as error:
            form.add_error(None, str(error))
        else:
            said = _("Gracias por contarlo. Su folio es %(folio)s: con él puede retirar el permiso cuando quiera.")
            messages.success(request, said % {"folio": ", ".join(voice.folio for voice in kept)})
            return redirect("site:own_stories")
    context = {"title": _("Contar algo"), "form": form, "kept": whole_of(_account(request))}
    return render(request, "site/mine_story.html", context)


@transaction.atomic
def told_all(
    form: StoryForm, community: Community | None, *, by: Person | None, account: UUID | None = None
) -> list[Voice]:
    """A voice or words, a photo, or both, from a form that holds; each with its folio, all or none.

    `account` is whose recordings in pieces may be taken. Raises VoicesRefused, VaultFull, arrivals.ArrivalRefused.
    """
    now, given = timezone.now(), form.cleaned_data
    answer = form.answers[given["preset"]]
    came = arrivals.whole(account).filter(pk=given["arrival"]).first() if account and given["arrival"] else None
    if given["arrival"] and came is None:
        raise VoicesRefused(_("La grabación no ha llegado completa. Espere un momento y mande otra vez."))
    sound = _upload(given["sound"])
    if came is not None:
        sound = Upload(arrivals.finish(came), media_type=came.media_type, settled=True)
    whose: dict[str, Any] = {"minor": bool(given.get("minor")), "by": by, "now": now}
    made = []
    if sound or (given["words"].strip() and not given["photo"]):
        made.append(tell_story(community, answer=answer, words=given["words"], sound=sound, **whose))
    if given["photo"]:
        photo = ToldPhoto(_upload(given["photo"]), given["seen"], given["children"], given["faces"])
        words = "" if made else given["words"]
        made.append(tell_story(community, answer=answer, words=words, photo=photo, **whose))
    if came is not None:
        arrivals.close(came, now=now)
    return made


@address("stories.send")
@require_http_methods(["GET", "POST"])
def story_arrivals(request: Request) -> HttpResponse:
    """Announce a recording that comes in pieces (POST), or tell which have no place yet (GET, JSON)."""
    _own(request)
    if request.method == "GET":
        return JsonResponse({"arrivals": [told(one) for one in arrivals.waiting(_account(request))[:20]]})
    size = request.POST.get("size", "")
    if size.isdecimal() and int(size) > IN_PIECES:
        most = _("Pesa más de %(limit)s MB. Grabe menos tiempo o tome la foto con menos calidad.")
        return JsonResponse({"error": most % {"limit": IN_PIECES // 1_048_576}}, status=400)
    return announced(request, _account(request), now=timezone.now())


@address("stories.send")
@require_http_methods(["GET", "PUT", "POST", "DELETE"])
def story_arrival(request: Request, pk: UUID) -> HttpResponse:
    """How far a recording is, its next piece, or dropping it."""
    return received(request, own(_account(request), pk), now=timezone.now())


@address("stories.send")
@require_POST
def story_arrival_notes(request: Request, pk: UUID) -> HttpResponse:
    """How long the recording is."""
    return noted(request, own(_account(request), pk), now=timezone.now())


def whole_of(account: UUID) -> list[tuple[Arrival, str]]:
    """Recordings of before that were not sent, with their hour."""
    rows = arrivals.whole(account).order_by("-started_at")[:3]
    return [(one, f"{timezone.localtime(one.started_at):%d/%m %H:%M}") for one in rows]


def _account(request: Request) -> UUID:
    account = request.actor.account
    if account is None:
        raise Http404
    return account.pk


def _own(request: Request) -> Community:
    community = own_community(request)
    if community is None:
        raise Http404
    return community


def _upload(file: UploadedFile[bytes] | None) -> Upload | None:
    if file is None:
        return None
    return Upload(file.read(), file.name or "", file.content_type or "application/octet-stream")
