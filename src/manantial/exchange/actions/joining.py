"""Joining what two computers changed at once: a person chooses, both texts stay where they can be read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import current_alliance
from manantial.exchange.bundles.declared import tables
from manantial.exchange.bundles.heads import State, joined, keep_states, observed
from manantial.exchange.bundles.packet import BundleRefused
from manantial.exchange.bundles.rows import BadRow, Row, content_of, plain, read_rows, understood
from manantial.exchange.bundles.uniqueness import Uniqueness
from manantial.exchange.models import Fork
from manantial.ledger.actions import Identified, record


@transaction.atomic
def join_fork(fork: Fork, *, there: Collection[str], by: Identified | None, now: datetime) -> Fork:
    """Join a thing that two computers changed: the columns named in `there` as they came, the others as they are here.

    What came is followed from now on, so the other computer takes the joined thing without asking again. Raises
    BundleRefused when somebody joined it before, or what was chosen cannot stand here.
    """
    if fork.joined_at is not None:
        raise BundleRefused(_("Alguien ya lo juntó."))
    if not fork.head:
        return _close(fork, "seen", [], by=by, now=now)
    model = tables()[fork.kind]
    state = observed(model, fork.thing_id)
    here = _row(model, fork.thing_id)
    wanted = _chosen(model, here, fork, there)
    if not Uniqueness(model).allows(fork.thing_id, here, wanted):
        raise BundleRefused(_("Así no puede quedar: aquí ya hay otra cosa igual. Escoja de otra manera."))
    changed = [name for name in wanted if wanted[name] != here[name]]
    _save(model, fork.thing_id, wanted, changed)
    content = content_of(_row(model, fork.thing_id))
    keep_states(model, [(fork.thing_id, content, joined(state, State(fork.head, tuple(fork.before)), content))])
    fork.here = plain(here)
    return _close(fork, "there" if there else "here", changed, by=by, now=now)


def _chosen(model: type[Model], here: Row, fork: Fork, there: Collection[str]) -> Row:
    """Our row with the columns that were chosen from theirs; what each side said before is kept of both."""
    try:
        theirs = understood(model, fork.there)
    except BadRow as error:
        raise BundleRefused(_("Lo que llegó es de otra versión de Manantial: pida un paquete nuevo.")) from error
    wanted = {name: theirs[name] if name in there else value for name, value in here.items()}
    if isinstance(here.get("former"), list):
        wanted["former"] = [*here["former"], *(one for one in theirs["former"] if one not in here["former"])]
    return wanted


def _save(model: type[Model], pk: UUID, wanted: Row, changed: list[str]) -> None:
    """Save the row as the room of the table would, with its search keys."""
    thing = model._base_manager.get(pk=pk)
    for name in changed:
        setattr(thing, name, wanted[name])
    thing.save()


def _row(model: type[Model], pk: UUID) -> Row:
    found = dict(read_rows(model, [pk])).get(pk)
    if found is None:
        raise BundleRefused(_("Esa cosa ya no está aquí."))
    return found


def _close(fork: Fork, way: str, changed: list[str], *, by: Identified | None, now: datetime) -> Fork:
    fork.way, fork.joined_at, fork.joined_by_id = way, now, by.pk if by else None
    fork.save(update_fields=["way", "joined_at", "joined_by_id", "here"])
    thing = (
        current_alliance()
        if tables()[fork.kind] is Alliance
        else tables()[fork.kind]._base_manager.get(pk=fork.thing_id)
    )
    record("fork.joined", thing, by=by, now=now, facts={"fields": changed, "way": way})
    return fork
