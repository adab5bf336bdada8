"""Two computers of one alliance: writing a bundle for the other one, reading what it brings, knowing each other."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from manantial.alliance.tenancy import current_alliance
from manantial.exchange.actions.bundles import Read, UnknownComputer, read_bundle, trust_computer, write_bundle
from manantial.exchange.bundles import held, incoming
from manantial.exchange.bundles.account import FORMAT
from manantial.exchange.bundles.keys import public_key, words_of
from manantial.exchange.bundles.packet import BundleRefused, opened
from manantial.exchange.bundles.sealing import seal
from manantial.exchange.bundles.writing import pieces
from manantial.exchange.models import Fork, Peer, Received
from manantial.exchange.readers import quiet
from manantial.exchange.web.bundle_forms import WHOLE, ConfirmForm, ReadForm, WriteForm
from manantial.people.access import Request, address, visible
from manantial.vault.streaming import poured

PER_PAGE = 25


@address("bundles.see")
@require_GET
def home(request: Request) -> HttpResponse:
    """How this computer is known, which others it knows, what came, and what waits to be joined."""
    rows = visible(request.actor, "bundles.see", Received.objects.filter(format=FORMAT))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    known = held.known(settings.HOME, current_alliance().pk)
    context = {
        "title": _("Dos computadoras"),
        "words": words_of(public_key(settings.HOME)),
        "letter": settings.HOME.letter,
        "peers": [(peer, words_of(peer.key), peer.key in known) for peer in Peer.objects.all()],
        "page": page,
        "rows": [(row, row.report.get("computer", ""), row.report.get("counts", {})) for row in page],
        "forks": Fork.objects.filter(joined_at=None).count(),
    }
    return render(request, "exchange/computers.html", context)


@address("bundles.write")
@require_http_methods(["GET", "POST"])
def write(request: Request) -> HttpResponseBase:
    """Say what a bundle carries, then send it."""
    form = WriteForm(request.POST or None, known=known_computers())
    if form.is_valid():
        now, to = timezone.now(), form.cleaned_data["to"]
        whole = to == WHOLE
        collected = write_bundle(whole=whole, to="" if whole else to, by=request.actor.person, now=now)
        name = f"{current_alliance().slug}-{timezone.localtime(now):%Y%m%d-%H%M}.manantial"
        content: Iterator[bytes] = pieces(collected)
        if phrase := form.cleaned_data["phrase"]:
            content = seal(content, phrase)
        return poured(content, media_type="application/octet-stream", name=name)
    return render(request, "exchange/bundle_write.html", {"title": _("Escribir un paquete"), "form": form})


@address("bundles.read")
@require_http_methods(["GET", "POST"])
def read(request: Request) -> HttpResponse:
    """Take in a bundle; of a computer that nobody knows yet, ask first."""
    form = ReadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent: UploadedFile[bytes] = form.cleaned_data["file"]
        key = incoming.keep(settings.HOME, sent.chunks(), sent.name or "")
        try:
            told = _take(request, key, form.cleaned_data["phrase"])
        except UnknownComputer as error:
            return _ask(request, key, ConfirmForm(initial={"phrase": form.cleaned_data["phrase"]}), error)
        except BundleRefused as error:
            incoming.drop(settings.HOME, key)
            form.add_error("file", str(error))
        else:
            return told
    return render(request, "exchange/bundle_read.html", {"title": _("Leer un paquete"), "form": form})


@address("bundles.read")
@require_http_methods(["POST"])
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Somebody compared the eight words: from now on that computer is known."""
    form = ConfirmForm(request.POST)
    try:
        return _take(request, pk, form.data.get("phrase", ""), trust=form.is_valid())
    except UnknownComputer as error:
        return _ask(request, pk, form, error)
    except BundleRefused as error:
        messages.error(request, str(error) or _("Ese paquete ya no está esperando. Escójalo otra vez."))
        return redirect("exchange:bundle_read")


def known_computers() -> list[tuple[str, str]]:
    """The computers for which only news can be written: (public key, name)."""
    names = {peer.key: f"{peer.name} · {words_of(peer.key)}" for peer in Peer.objects.all()}
    names[held.ORIGIN] = _("La computadora de cuyo respaldo salió esta")
    return [(key, names[key]) for key in held.known(settings.HOME, current_alliance().pk) if key in names]


def _take(request: Request, key: UUID, phrase: str, *, trust: bool = False) -> HttpResponse:
    file, name = incoming.kept(settings.HOME, key)
    by, now = request.actor.person, timezone.now()
    with incoming.opened_file(settings.HOME, file, phrase) as path, opened(path) as packet:
        if trust:
            trust_computer(packet.manifest.computer, by=by, now=now)
        done = read_bundle(packet, name=name, by=by, now=now, progress=quiet)
    incoming.drop(settings.HOME, key)
    _tell(request, done)
    return redirect("exchange:computers")


def _tell(request: Request, done: Read) -> None:
    if done.received is None:
        messages.info(request, _("Ese paquete no trae nada nuevo: todo estaba ya aquí."))
        return
    account = done.account
    messages.success(
        request,
        _("Paquete leído: %(new)d nuevos, %(changed)d cambiados, %(files)d archivos con su huella correcta.")
        % {"new": account.new.total(), "changed": account.changed.total(), "files": account.files},
    )
    if count := account.forks.total():
        told = ngettext(
            "%(count)d cosa cambió en las dos computadoras: hay que juntarla.",
            "%(count)d cosas cambiaron en las dos computadoras: hay que juntarlas.",
            count,
        )
        messages.warning(request, told % {"count": count})


def _ask(request: Request, key: UUID, form: ConfirmForm, unknown: UnknownComputer) -> HttpResponse:
    context = {
        "title": _("¿Conoce esta computadora?"),
        "form": form,
        "key": key,
        "computer": unknown.computer,
        "words": unknown.words.split(),
    }
    return render(request, "exchange/bundle_confirm.html", context)
