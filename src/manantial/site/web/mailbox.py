"""The mailbox of memory: staff open it for some days, and who has its code tells something without an account."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.rules.rounds import phone_address
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import paper_answer, today
from manantial.people.choices import CommunityChoice, communities
from manantial.people.rules import tidy_code
from manantial.site.actions import close_box, give_key, open_box, refuse_many_stories
from manantial.site.models import StoryBox
from manantial.site.web.following import give_receipts, recalled, receipts_of, remember
from manantial.site.web.telling import HEAVIEST, StoryForm, told_all, whole_of
from manantial.territory.models import Community
from manantial.vault import arrivals
from manantial.vault.actions import VaultFull
from manantial.vault.receiving import announced, noted, own, received, told
from manantial.voices import papers
from manantial.voices.actions import VoicesRefused


class BoxForm(forms.Form):
    """For which community a mailbox is, and until when."""

    community = CommunityChoice(label=gettext_lazy("Comunidad"), empty_label=gettext_lazy("Quien cuenta la escoge"))
    until = forms.DateField(
        label=gettext_lazy("Abierto hasta el día"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]


class BoxStoryForm(StoryForm):
    """A story without an account: where it is told, if the mailbox is for all, and never with a name."""

    community = CommunityChoice(
        label=gettext_lazy("¿De qué comunidad habla?"), empty_label=gettext_lazy("Prefiero no decirlo")
    )
    minor = forms.BooleanField(label=gettext_lazy("Tengo menos de 18 años"), required=False)

    def __init__(self, *args: Any, box: StoryBox, **kwargs: Any) -> None:
        super().__init__(*args, named=False, **kwargs)
        if box.community_id:
            del self.fields["community"]
        else:
            self.fields["community"].queryset = communities()  # type: ignore[attr-defined]


@address("consents.edit")
@require_http_methods(["GET", "POST"])
def box_list(request: Request) -> HttpResponse:
    """The mailboxes that are open, and opening one."""
    form = BoxForm(request.POST or None, initial={"until": today() + timedelta(days=1)})
    if request.method == "POST" and form.is_valid():
        until = timezone.make_aware(datetime.combine(form.cleaned_data["until"], time(23, 59)))
        try:
            open_box(community=form.cleaned_data["community"], until=until, by=request.actor.person, now=timezone.now())
        except VoicesRefused as error:
            form.add_error("until", str(error))
        else:
            messages.success(request, _("El buzón está abierto. Ponga su hoja en la pared o ábralo en este aparato."))
            return redirect("site:boxes")
    now = timezone.now()
    rows = visible(request.actor, "consents.edit", StoryBox.objects.select_related("community"))
    rows = rows.filter(closed_at=None, closes_at__gt=now)
    context = {
        "title": _("Buzón de la memoria"),
        "lead": _("Mientras está abierto, quien tiene su clave cuenta algo sin cuenta y recibe folio y clave."),
        "form": form,
        "rows": rows,
        "near": _near(request),
    }
    return render(request, "site/boxes.html", context)


@address("consents.edit")
@require_POST
def box_close(request: Request, pk: UUID) -> HttpResponse:
    """Close a mailbox; what was told stays."""
    close_box(find(request, "consents.edit", StoryBox, pk), by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se cerró el buzón. Lo que llegó espera en Voces."))
    return redirect("site:boxes")


@address("consents.edit")
@require_GET
def box_paper(request: Request, pk: UUID) -> HttpResponse:
    """The sheet for the wall."""
    box = find(request, "consents.edit", StoryBox.objects.select_related("community"), pk)
    link = f"{_near(request) or request.build_absolute_uri('/').rstrip('/')}{reverse('site:box', args=[box.code])}"
    place = box.community.name if box.community else ""
    until = timezone.localtime(box.closes_at).date()
    short = link.partition("://")[2]
    made = papers.box_sheet(box.code, place=place, until=until, link=link, short=short, on=today())
    return paper_answer(request, made, f"buzon-{box.code}")


@address("public.see")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def box(request: Request, code: str) -> HttpResponse:
    """Tell something into an open mailbox."""
    found = _open_box(code)
    if found is None:
        return render(request, "site/box_closed.html", {"title": _("Este buzón no está abierto")}, status=404)
    hand = _hand(request)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BoxStoryForm(data, files, box=found)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_many_stories(found, now=timezone.now())
            kept = told_all(form, _place(found, form), by=None, account=hand)
        except VaultFull as error:
            form.add_error(None, str(error.args[-1]))
        except (VoicesRefused, arrivals.ArrivalRefused) as error:
            form.add_error(None, str(error))
        else:
            keys = [(one.folio, give_key(one, by=None, now=timezone.now())) for one in kept]
            return give_receipts(request, redirect("site:box_thanks", code=found.code), keys)
    context = {"title": _("Cuéntenos"), "form": form, "box": found, "kept": whole_of(hand) if hand else []}
    answer = render(request, "site/box.html", context)
    return answer if hand else remember(request, answer, "mano-buzon", str(uuid4()))


@address("public.see")
@never_cache
@require_http_methods(["GET", "POST"])
def box_thanks(request: Request, code: str) -> HttpResponse:
    """The folio and the key, once, for the person to write down or print; POST makes room for the next person."""
    if request.method == "POST":
        answer = give_receipts(request, redirect("site:box", code=code), [])
        return remember(request, answer, "mano-buzon", str(uuid4()))
    kept = receipts_of(request)
    if not kept:
        return redirect("site:box", code=code)
    return render(request, "site/box_thanks.html", {"title": _("Gracias por contarlo"), "kept": kept, "code": code})


@address("public.see")
@require_http_methods(["GET", "POST"])
def box_arrivals(request: Request, code: str) -> HttpResponse:
    """Announce a recording that comes in pieces into an open mailbox, or tell which of this phone wait (JSON)."""
    hand, found = _hand(request), _open_box(code)
    if hand is None or found is None:
        raise Http404
    if request.method == "GET":
        return JsonResponse({"arrivals": [told(one) for one in arrivals.waiting(hand)[:20]]})
    size = request.POST.get("size", "")
    if size.isdecimal() and int(size) > HEAVIEST:
        most = _("Pesa más de %(limit)s MB. Grabe menos tiempo o tome la foto con menos calidad.")
        return JsonResponse({"error": most % {"limit": HEAVIEST // 1_000_000}}, status=400)
    try:
        refuse_many_stories(found, now=timezone.now())
    except VoicesRefused as error:
        return JsonResponse({"error": str(error)}, status=400)
    return announced(request, hand, now=timezone.now())


@address("public.see")
@require_http_methods(["GET", "PUT", "POST", "DELETE"])
def box_arrival(request: Request, code: str, pk: UUID) -> HttpResponse:
    """How far a recording of this phone is, its next piece, or dropping it."""
    hand = _hand(request)
    if hand is None or _open_box(code) is None:
        raise Http404
    arrival = own(hand, pk)
    if arrival.got > HEAVIEST and request.method in {"PUT", "POST"}:
        return JsonResponse({"error": _("La grabación ya es muy larga: termínela y mándela.")}, status=400)
    return received(request, arrival, now=timezone.now())


@address("public.see")
@require_POST
def box_arrival_notes(request: Request, code: str, pk: UUID) -> HttpResponse:
    """How long the recording is."""
    hand = _hand(request)
    if hand is None or _open_box(code) is None:
        raise Http404
    return noted(request, own(hand, pk), now=timezone.now())


def _hand(request: Request) -> UUID | None:
    """The mark at random by which this phone finds its own recordings again, for a while."""
    kept = recalled(request, "mano-buzon")
    return UUID(kept) if isinstance(kept, str) else None


def _open_box(code: str) -> StoryBox | None:
    found = StoryBox.objects.select_related("community").filter(code=tidy_code(code)).first()
    return found if found is not None and found.is_open(timezone.now()) else None


def _place(box: StoryBox, form: BoxStoryForm) -> Community | None:
    return box.community or form.cleaned_data.get("community")


def _near(request: Request) -> str:
    host, port = request.get_host(), request.get_port()
    return phone_address(settings.PUBLIC_ADDRESS, settings.ALLOWED_HOSTS, host, port, secure=request.is_secure())
