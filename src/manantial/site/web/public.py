"""The public site: home, story, communities, lessons, materials, agreements, how to replicate, privacy."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from manantial.campaign.models import ReleaseFile
from manantial.governance.models import Agreement
from manantial.governance.queries import agreement_rows
from manantial.people.access import Request, address, find, visible
from manantial.site.maps import alliance_map
from manantial.site.queries import public
from manantial.site.queries.spoken import chosen_fragments, spoken, spoken_of
from manantial.site.tags import language
from manantial.territory.models import Community
from manantial.territory.queries import rows
from manantial.vault.streaming import ranged

PER_PAGE = 24


@address("public.see")
@require_GET
def home(request: Request) -> HttpResponse:
    """The first page: who this is, one voice, the places, what is known and what is missing."""
    today = timezone.localdate()
    voices = spoken(chosen_fragments().order_by("folio")[:60], on=today)
    alliance = request.alliance
    context = {
        "title": _("Inicio"),
        "story": (alliance.story_en if language() == "en" else "") or alliance.story,
        "voice": next((one for one in voices if one.heard and one.words), voices[0] if voices else None),
        "places": public.public_communities().count(),
        "figures": public.figures(on=today)[:4],
        "lessons": public.lessons(on=today)[:3],
        "materials": public.materials(on=today)[:3],
        "session": public.next_session(on=today),
        "missing": public.missing(),
        "money": public.project_sums(language()),
    }
    return render(request, "site/home.html", context)


@address("public.see")
@require_GET
def story(request: Request) -> HttpResponse:
    """The story as a line of time: agreed wordings, and where people remember differently."""
    views = [(view, public.shown_text(view)) for view in public.story(on=timezone.localdate())]
    return render(request, "site/story.html", {"title": _("Historia"), "views": views})


@address("public.see")
@require_GET
def communities(request: Request) -> HttpResponse:
    """The list of communities with the map; never in an order of lack."""
    found = visible(request.actor, "public.see", public.public_communities())
    listed = rows(found, on=timezone.localdate())
    return render(request, "site/communities.html", {"title": _("Comunidades"), "rows": listed})


@address("public.see")
@require_GET
def community(request: Request, pk: UUID) -> HttpResponse:
    """One community: its committee by seats, agreements, voices one may hear, materials."""
    today = timezone.localdate()
    row = find(request, "public.see", Community, pk)
    voices = [
        one
        for one in spoken(chosen_fragments().filter(voice__community=row), on=today)
        if one.place  # whoever did not allow the place is not heard from this page
    ]
    context = {"title": row.name, "page": public.community_page(row, on=today), "voices": voices[:6]}
    return render(request, "site/community.html", context)


@address("public.see")
@require_GET
@cache_control(max_age=300)
def map_picture(request: Request) -> HttpResponse:
    """The map of the alliance as a picture that pages load lazily."""
    drawing = alliance_map(timezone.localdate())
    return HttpResponse(drawing.svg, content_type="image/svg+xml")


@address("public.see")
@require_GET
def voices(request: Request) -> HttpResponse:
    """The voices one may hear and read today."""
    marked = chosen_fragments().order_by("-voice__recorded_min", "folio")
    found = spoken(marked, on=timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "site/voices.html", {"title": _("Voces"), "page": page, "total": len(found)})


@address("public.see")
@require_GET
def voice(request: Request, pk: UUID) -> HttpResponse:
    """One fragment that everybody may hear or read."""
    found = spoken_of(pk, on=timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "site/voice.html", {"title": _("Una voz"), "voice": found})


@address("public.see")
@require_GET
def lessons(request: Request) -> HttpResponse:
    """The validated lessons."""
    found = public.lessons(on=timezone.localdate())
    return render(request, "site/lessons.html", {"title": _("Aprendizajes"), "lessons": found})


@address("public.see")
@require_GET
def lesson(request: Request, pk: UUID) -> HttpResponse:
    """One lesson with the voices it rests on and the dissent that travels with it."""
    today = timezone.localdate()
    view = public.lesson(pk, on=today)
    if view is None:
        raise Http404
    fragments = chosen_fragments().filter(pk__in=[fragment.pk for fragment in view.fragments])
    heard = spoken(fragments, on=today)
    silent = len(view.fragments) - len(heard)
    context = {"title": view.lesson.title, "view": view, "voices": heard, "silent": silent}
    return render(request, "site/lesson.html", context)


@address("public.see")
@require_GET
def materials(request: Request) -> HttpResponse:
    """Posters, leaflets, sounds and reports to take home, with their weight and length."""
    found = public.materials(on=timezone.localdate())
    return render(request, "site/materials.html", {"title": _("Materiales"), "materials": found})


@address("public.see")
@require_GET
def material_file(request: Request, pk: UUID) -> HttpResponseBase:
    """The bytes of one file of a released material."""
    file = ReleaseFile.objects.filter(pk=pk, release__material__retired_at=None).select_related("blob").first()
    if file is None or public.closed_releases([file.release_id], on=timezone.localdate()):
        raise Http404
    return ranged(request, file.blob, filename=file.blob.name, public=True)


@address("public.see")
@require_GET
def agreements(request: Request) -> HttpResponse:
    """What was agreed in public, and how it stands."""
    found = visible(request.actor, "public.see", public.public_agreements())
    listed = agreement_rows(found, on=timezone.localdate())
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "site/agreements.html", {"title": _("Acuerdos"), "page": page})


@address("public.see")
@require_GET
def agreement_sound(request: Request, pk: UUID) -> HttpResponseBase:
    """An agreement read aloud."""
    row = find(request, "public.see", Agreement, pk)
    if row.sound is None:
        raise Http404
    return ranged(request, row.sound, public=True)


@address("public.see")
@require_GET
def privacy(request: Request) -> HttpResponse:
    """The privacy notice, short first and then whole."""
    return render(request, "site/privacy.html", {"title": _("Aviso de privacidad")})
