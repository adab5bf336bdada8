"""What several pages of the room need: doing a thing and saying it, or saying why it was refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override

from manantial.jobs.models import Job, JobState
from manantial.meaning.actions import MeaningRefused, built_file
from manantial.meaning.rules import STAGE_WORDS, TOLD_WORDS, Light, Staged
from manantial.people.access import Request
from manantial.people.listing import Field
from manantial.people.rules import Role
from manantial.vault.models import Blob
from manantial.voices.models import Fragment
from manantial.voices.queries import said

PER_PAGE = 50
#: How a list of fragments is ordered; a community that is reserved is not told by its place in the list either.
FRAGMENT_ORDERS: Mapping[str, Field | Sequence[Field]] = {
    "folio": "folio",
    "voz": ("voice__folio", "start_ms"),
    "grupo": ("voice__group", "folio"),
    "comunidad": (Case(When(voice__community_reserved=False, then="voice__community__name")), "folio"),
    "fecha": ("voice__recorded_min", "folio"),
    "marca": "marked_at",
}
TONES = {Light.GREEN: "good", Light.YELLOW: "warn", Light.RED: "bad"}


def done(request: Request, act: Callable[[], object], told: str) -> bool:
    """Do something and say so; a refusal is told in its own words, and nothing was written."""
    try:
        act()
    except MeaningRefused as error:
        messages.error(request, str(error))
        return False
    messages.success(request, told)
    return True


def made_file(request: Request, pk: UUID, *, kind: str, on: date) -> tuple[Job, Blob | None]:
    """A finished work of this kind with its file; None, and whoever asks is told why, when it may not go out any more.

    Raises Http404 when there is no such work.
    """
    job = Job.objects.filter(pk=pk, kind=kind, state=JobState.DONE).first()
    if job is None:
        raise Http404
    try:
        return job, built_file(job, on=on)
    except MeaningRefused as error:
        messages.error(request, str(error))
        return job, None


def stage_words(staged: Staged) -> str:
    """A stage in words, with how it is known: «Antes (por su fecha y el periodo del plan)»."""
    word = said(STAGE_WORDS, staged.stage) if staged.stage else _("De ninguna etapa en especial")
    return f"{word} ({_(TOLD_WORDS[staged.told])})"


def paper_language(request: Request) -> str:
    """The language of a paper: the one the address asks for, else the one of whoever reads the page."""
    return "en" if request.GET.get("idioma", request.LANGUAGE_CODE)[:2] == "en" else "es"


def in_language(language: str) -> override:
    """Say everything in the language of a paper while it is built and written."""
    return override("en" if language == "en" else "es-mx")


def words_leaving(fragment: Fragment, *, allowed: bool = True) -> str:
    """The words of a fragment as they may leave in a table: those reserved by hand stay, whoever asks."""
    if fragment.reserved:
        return _("Reservado: no sale en tablas")
    return fragment.quote if allowed else ""


def may_see_reserved(request: Request) -> None:
    """Stop whoever is not a facilitator: only they hold what people reserved. Raises PermissionDenied."""
    if Role.FACILITATOR not in request.actor.roles:
        raise PermissionDenied


def key_of(text: str) -> UUID:
    """The id that a button carries. Raises Http404 for anything else."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
