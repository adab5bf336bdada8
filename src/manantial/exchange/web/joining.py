"""What two computers changed at once: the list of it, and the two texts side by side for a person to join."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.alliance.models import Owned
from manantial.exchange.actions.joining import join_fork
from manantial.exchange.bundles.account import subject_of, subject_words
from manantial.exchange.bundles.comparing import compared
from manantial.exchange.bundles.declared import tables
from manantial.exchange.bundles.packet import BundleRefused
from manantial.exchange.models import Fork
from manantial.people.access import Actor, Request, address, find, visible
from manantial.people.answers import table_answer
from manantial.people.models import Person
from manantial.people.rules import Role, Visibility

PER_PAGE = 25


@address("bundles.join")
@require_GET
def forks(request: Request) -> HttpResponse:
    """What waits to be joined, and with `?juntado=1` what was joined."""
    done = request.GET.get("juntado") == "1"
    rows = visible(request.actor, "bundles.join", Fork.objects.filter(joined_at__isnull=not done))
    heads = (_("De qué"), _("Computadora"), _("Llegó"), _("Juntado"))
    cells = ((_subject(row), row.peer, row.came_at, row.joined_at) for row in rows.iterator())
    if answer := table_answer(request, _("Cambió en las dos computadoras"), heads, cells):
        return answer
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Cambió en las dos computadoras"),
        "page": page,
        "done": done,
        "rows": [(row, _subject(row), _called(row)) for row in page],
    }
    return render(request, "exchange/forks.html", context)


@address("bundles.join")
@require_http_methods(["GET", "POST"])
def fork(request: Request, pk: UUID) -> HttpResponse:
    """The two texts side by side; whoever joins them chooses idea by idea."""
    row = find(request, "bundles.join", Fork, pk)
    if not _may_read(request.actor, row):
        return render(request, "exchange/fork_reserved.html", {"title": _subject(row)}, status=403)
    both = compared(row)
    if request.method == "POST":
        there = [name for one in both.rows if request.POST.get(one.key) == "there" for name in one.columns]
        if request.POST.get("all") == "there":
            there = [name for one in both.rows for name in one.columns]
        elif request.POST.get("all") == "here":
            there = []
        try:
            join_fork(row, there=there, by=request.actor.person, now=timezone.now())
        except BundleRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Juntado. La otra computadora lo tomará con el próximo paquete."))
            return redirect("exchange:forks")
    by = Person.objects.filter(pk=row.joined_by_id).first() if row.joined_by_id else None
    context = {"title": both.called or _subject(row), "row": row, "subject": _subject(row), "both": both, "by": by}
    return render(request, "exchange/fork.html", context)


def _may_read(actor: Actor, row: Fork) -> bool:
    """Whoever may see the thing itself, as it is here and as it came."""
    model = tables()[row.kind]
    if Role.FACILITATOR in actor.roles or not issubclass(model, Owned):
        return True
    came_reserved = Visibility.RESERVED in {row.there.get("visibility"), row.here.get("visibility")}
    return not came_reserved and visible(actor, "bundles.join", model.objects.filter(pk=row.thing_id)).exists()


def _subject(row: Fork) -> str:
    return subject_words(subject_of(tables()[row.kind])) if row.kind in tables() else row.kind


def _called(row: Fork) -> str:
    """A name for the list that tells nothing reserved: its folio or number, where it has one."""
    return str(row.there.get("folio") or row.there.get("number") or row.there.get("version") or "")
