"""What I told: a member follows her own stories, hears them, adds to them and takes them back. Nobody else's."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from manantial.people.access import Request, address
from manantial.people.answers import paper_answer, today
from manantial.people.listing import paged
from manantial.site.actions import tell_story
from manantial.site.queries.own_stories import answer_of_story, own_stories, own_voices
from manantial.vault.streaming import ranged
from manantial.voices import papers
from manantial.voices.actions import VoicesRefused, withdraw_consent
from manantial.voices.models import Voice, Withdrawal
from manantial.voices.queries import reach_of, reach_of_withdrawal
from manantial.voices.rules import PUBLIC_USES, Channel, Use

PER_PAGE = 20
SCOPES = {"all": (), "public": tuple(sorted(PUBLIC_USES)), "radio": (Use.RADIO,), "internet": (Use.INTERNET,)}


class TakeBackForm(forms.Form):
    """What is taken back of one's own story."""

    scope = forms.ChoiceField(
        label=gettext_lazy("¿Qué quiere retirar?"), widget=forms.RadioSelect, initial="all",
        choices=[
            ("all", gettext_lazy("Todo: que ya no se use en nada")),
            ("public", gettext_lazy("Que no salga de la comunidad: ni papel, ni radio, ni internet, ni afuera")),
            ("radio", gettext_lazy("Solo la radio")),
            ("internet", gettext_lazy("Solo internet y redes")),
        ],
    )  # fmt: skip
    erase_media = forms.BooleanField(
        label=gettext_lazy("Borrar también la grabación o la foto, para siempre"), required=False
    )


@address("account.own")
@require_GET
def story_list(request: Request) -> HttpResponse:
    """My stories, the newest first, each with its folio and where it stands."""
    rows = own_voices(request.actor.person).order_by("-received_at", "-folio")
    page = paged(request, rows, PER_PAGE)
    context = {"title": _("Lo que he contado"), "page": page, "stories": own_stories(list(page))}
    return render(request, "site/own_stories.html", context)


@address("account.own")
@require_GET
def story_one(request: Request, pk: UUID, form: TakeBackForm | None = None) -> HttpResponse:
    """One of my stories: hear it, see what carries it, add to it, take it back."""
    voice = _own(request, pk)
    return _page(request, voice, form or TakeBackForm())


@address("account.own")
@require_POST
def story_back(request: Request, pk: UUID) -> HttpResponse:
    """Take my own story back, wholly or in part; it holds from this moment."""
    voice, form, now = _own(request, pk), TakeBackForm(request.POST), timezone.now()
    if not form.is_valid():
        return _page(request, voice, form)
    scope = form.cleaned_data["scope"]
    erase = form.cleaned_data["erase_media"] and scope == "all"
    try:
        withdraw_consent(
            voice, channel=Channel.ACCOUNT, withdrawn_on=today(), uses=SCOPES[scope], erase_media=erase,
            by=request.actor.person, now=now,
        )  # fmt: skip
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return _page(request, voice, form)
    messages.success(request, _("Se retiró. Desde ahora no sale en nada nuevo. Aquí está su comprobante."))
    return redirect("site:own_story", pk=pk)


@address("account.own")
@require_POST
def story_more(request: Request, pk: UUID) -> HttpResponse:
    """Add to my story: it is a story of its own, with the same permission, and it waits to be heard like the first."""
    voice, words = _own(request, pk), request.POST.get("words", "").strip()[:8000]
    person, place = request.actor.person, voice.community
    if person is None or place is None or not words:
        messages.error(request, _("Escriba lo que quiere agregar."))
        return redirect("site:own_story", pk=pk)
    title = _("Lo que se agregó a %(folio)s") % {"folio": voice.folio}
    made = tell_story(place, answer=answer_of_story(voice), words=words, title=title, by=person, now=timezone.now())
    messages.success(request, _("Gracias. Lo que agregó tiene el folio %(folio)s.") % {"folio": made.folio})
    return redirect("site:own_stories")


@address("account.own")
@require_GET
def story_receipt(request: Request, pk: UUID, withdrawal: UUID) -> HttpResponse:
    """The receipt of what I took back."""
    return receipt_of(request, _own(request, pk), withdrawal)


@address("account.own")
@require_GET
def story_sound(request: Request, pk: UUID) -> HttpResponseBase:
    """My own voice."""
    return _media(request, pk, "sound")


@address("account.own")
@require_GET
def story_picture(request: Request, pk: UUID) -> HttpResponseBase:
    """My own photo."""
    return _media(request, pk, "picture")


def receipt_of(request: Request, voice: Voice, withdrawal: UUID) -> HttpResponse:
    """The receipt of what was taken back of a voice, with the copies that nobody can call back; 404 for another's."""
    row = Withdrawal.objects.filter(voice=voice, pk=withdrawal).select_related("voice__community").first()
    if row is None:
        raise Http404
    copies = reach_of_withdrawal(row, on=today()).copies
    return paper_answer(request, papers.withdrawal_receipt(row, unrecoverable=copies, on=today()), row.folio)


def _page(request: Request, voice: Voice, form: TakeBackForm) -> HttpResponse:
    [story] = own_stories([voice])
    context = {
        "title": voice.folio,
        "story": story,
        "voice": voice,
        "reach": reach_of(voice, on=today()),
        "form": form,
        "heard": voice.sound is not None and voice.sound.erased_at is None,
        "seen": voice.picture is not None and voice.picture.erased_at is None,
    }
    return render(request, "site/own_story.html", context)


def _own(request: Request, pk: UUID) -> Voice:
    voice = own_voices(request.actor.person).filter(pk=pk).first()
    if voice is None:
        raise Http404
    return voice


def _media(request: Request, pk: UUID, name: str) -> HttpResponseBase:
    blob = getattr(_own(request, pk), name)
    if blob is None or blob.erased_at is not None:
        raise Http404
    return ranged(request, blob, filename=f"{pk}-{name}")
