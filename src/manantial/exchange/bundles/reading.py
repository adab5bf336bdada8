"""Taking in a bundle: table by table in the order of their links, by the law of each, all of it or nothing.

A row is known by its id. Facts and permissions are added; a row that only the other computer changed is taken, one
that only this computer changed stays, and one that both changed stays as it is here with what came beside it
(`models.Fork`) until a person joins them. What protects somebody becomes narrower at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, pairwise
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from manantial.alliance.models import Alliance, Law, Owned
from manantial.alliance.tenancy import current_alliance
from manantial.exchange.bundles.account import Account, subject_of
from manantial.exchange.bundles.declared import (
    FORGOTTEN,
    TRIVIAL,
    columns,
    insert_only,
    kind_of,
    law_of,
    narrowed,
    tables,
    travelling,
)
from manantial.exchange.bundles.heads import Meeting, State, keep_states, meet, state_of, states, the_same
from manantial.exchange.bundles.packet import BundleRefused, Packet
from manantial.exchange.bundles.rows import BadRow, Row, content_of, plain, read_rows, understood
from manantial.exchange.bundles.uniqueness import Uniqueness
from manantial.exchange.models import Fork
from manantial.ledger.actions import take_in as take_in_entries
from manantial.ledger.models import Entry
from manantial.ledger.queries import facts_of
from manantial.ledger.rules import digest, is_true_to_origin
from manantial.vault.actions import drop_bytes
from manantial.vault.models import Blob

_AT_ONCE = 1000


@dataclass(frozen=True)
class Came:
    """A row that came: its id, its columns, and its state when the table may be edited."""

    pk: UUID
    row: Row
    state: State | None


@dataclass
class Joiner:
    """Joins the rows of a bundle to those of this computer."""

    packet: Packet
    now: datetime
    account: Account = field(default_factory=Account)
    aliases: dict[UUID, UUID] = field(default_factory=dict)  # their id → ours, of a thing that both made
    wanted: dict[type[Model], set[UUID]] = field(default_factory=dict)  # what rows that were taken point to

    def join(self) -> Account:
        """Take in every table; raises BundleRefused when something cannot be, and the transaction must be given up."""
        require_tables(self.packet)
        for model in travelling():
            if kind_of(model) in self.packet.manifest.columns:
                if model is Entry:
                    self._entries()
                else:
                    _Table(self, model).join()
        self._require_links()
        return self.account

    def _entries(self) -> None:
        """The deeds of the other computer follow in the ledger of this one, each as it was written there."""
        came = sorted((self._entry(one) for one in came_rows(self.packet, Entry)), key=lambda one: one.sequence)
        for one, following in pairwise(came):
            if following.sequence == one.sequence + 1 and following.previous != one.digest:
                raise _altered(following)
        known = set(Entry.objects.values_list("pk", flat=True))
        new = [one for one in came if one.pk not in known]
        self.account.same["ledger"] += len(came) - len(new)
        self.account.new["ledger"] += len(new)
        if new:
            take_in_entries(new)

    def _entry(self, came: Came) -> Entry:
        entry = Entry(pk=came.pk, alliance=current_alliance(), **came.row)
        told = facts_of(entry)
        if digest(told) != entry.digest or not is_true_to_origin(told):
            raise _altered(entry)
        return entry

    def _require_links(self) -> None:
        """Nothing may point to what is not here, nor to another alliance of this server."""
        for model, ids in self.wanted.items():
            waiting = list(ids)
            for start in range(0, len(waiting), 500):
                some = set(waiting[start : start + 500])
                there = model._base_manager.filter(pk__in=some)
                if issubclass(model, Owned):
                    there = there.filter(alliance_id=current_alliance().pk)
                if some - set(there.values_list("pk", flat=True)):
                    raise BundleRefused(
                        _(
                            "El paquete da por sabidas cosas que esta computadora no tiene. No se tomó nada. "
                            "Pida a la otra un paquete completo."
                        )
                    )


def _altered(entry: Entry) -> BundleRefused:
    return BundleRefused(
        _("La bitácora que trae el paquete está alterada (asiento %(number)d). No se tomó nada.")
        % {"number": entry.sequence}
    )


def require_tables(packet: Packet) -> None:
    """Raise BundleRefused when the bundle knows tables or columns that this version does not, or lacks some."""
    for kind, names in packet.manifest.columns.items():
        model = tables().get(kind)
        if model is None or {one.attname for one in columns(model)} != set(names):
            raise BundleRefused(
                _(
                    "El paquete es de otra versión de Manantial (%(version)s): la tabla «%(table)s» no es como la de "
                    "aquí. No se tomó nada. Actualice las dos computadoras y escriba otro paquete."
                )
                % {"version": packet.manifest.product, "table": kind}
            )


def came_rows(packet: Packet, model: type[Model]) -> Iterator[Came]:
    """The rows of a table in a bundle; raises BundleRefused for a line that is no row of it."""
    for line in packet.rows(kind_of(model)):
        try:
            state = None if insert_only(model) else State(str(line["head"]), tuple(map(str, line["before"])))
            yield Came(UUID(str(line["id"])), understood(model, line["row"]), state)
        except (BadRow, KeyError, ValueError, TypeError, AttributeError) as error:
            raise BundleRefused(
                _("El paquete trae una fila que no se entiende (%(detail)s). No se tomó nada.") % {"detail": error}
            ) from error


class _Table:
    """Joins the rows of one table."""

    def __init__(self, joiner: Joiner, model: type[Model]) -> None:
        self.joiner, self.model, self.kind = joiner, model, kind_of(model)
        self.links = [one for one in columns(model) if isinstance(one, ForeignKey)]
        self.unique = Uniqueness(model)
        self.heads = {} if insert_only(model) else {pk: state_of(one) for pk, one in states(model).items()}
        self.keeping: dict[UUID, tuple[str, State]] = {}
        self.subject, self.account = subject_of(model), joiner.account
        self.in_versions = law_of(model) is Law.REVISION and bool(self.unique.giving)

    def join(self) -> None:
        """Take in the rows of the bundle, some at a time."""
        rows = came_rows(self.joiner.packet, self.model)
        while some := list(islice(rows, _AT_ONCE)):
            self._some([Came(one.pk, self._linked(one.row), one.state) for one in some])
        keep_states(self.model, ((pk, content, state) for pk, (content, state) in self.keeping.items()))

    def _linked(self, row: Row) -> Row:
        """The row with our ids for things that both computers made."""
        for column in self.links:
            row[column.attname] = self.joiner.aliases.get(row[column.attname], row[column.attname])
        return row

    def _some(self, came: list[Came]) -> None:
        here = dict(read_rows(self.model, [one.pk for one in came]))
        new: list[Came] = []
        for one in came:
            if one.pk in here:
                self._meet(one.pk, here[one.pk], one)
            elif (twin := self.unique.twin(one.row)) is not None:
                self.joiner.aliases[one.pk] = twin
                self._meet(twin, dict(read_rows(self.model, [twin]))[twin], one, twin=True)
            else:
                if self.in_versions:  # a version may make those before it move, so they must be there
                    self._insert(new)
                    new = []
                if self.unique.give_way(one.row):
                    self._beside(one)
                self.unique.add(one.pk, one.row)
                new.append(one)
        self._insert(new)

    def _insert(self, new: list[Came]) -> None:
        whose = {} if self.model is Alliance else {"alliance": current_alliance()}
        self.model._base_manager.bulk_create(
            [self.model(pk=one.pk, **whose, **one.row) for one in new], batch_size=_AT_ONCE
        )
        for one in new:
            self._want(one.row)
            if one.state:
                self.keeping[one.pk] = (content_of(one.row), one.state)
        if new:
            self.account.new[self.subject] += len(new)

    def _meet(self, pk: UUID, here: Row, came: Came, *, twin: bool = False) -> None:
        """A row that is here already, perhaps under another id."""
        if came.state is None:
            self._same_fact(here, came, twin=twin)
            return
        state, content = self.heads[pk], content_of(here)
        match meet(state, came.state):
            case Meeting.THEY_WENT_ON if self.unique.allows(pk, here, came.row):
                self._take(pk, here, came)
            case Meeting.SAME | Meeting.WE_WENT_ON:
                self.account.same[self.subject] += 1
            case _ if self._differ(here, came.row):
                self._fork(pk, here, came)
            case _:
                self.keeping[pk] = (content, the_same(state, came.state))
                self.account.same[self.subject] += 1

    def _same_fact(self, here: Row, came: Came, *, twin: bool) -> None:
        self.account.same[self.subject] += 1
        if not twin and self._differ(here, came.row):
            self.account.notes.append(
                _("Un hecho que ya está aquí llegó distinto y no se tomó: %(table)s %(id)s.")
                % {"table": self.kind, "id": came.pk}
            )

    def _differ(self, here: Row, there: Row) -> bool:
        left = TRIVIAL | self.unique.giving
        mine, theirs = plain(here), plain(there)
        return any(mine[name] != theirs[name] for name in mine if name not in left and name != "keys")

    def _take(self, pk: UUID, here: Row, came: Came) -> None:
        """Only the other computer changed it."""
        assert came.state is not None
        content = content_of(came.row)
        if content_of(here) != content:
            self._update(pk, {**came.row, **FORGOTTEN.get(self.kind, {})})
            self._want(came.row)
            self.account.changed[self.subject] += 1
            if self.model is Blob and came.row["erased_at"] and not here["erased_at"]:
                drop_bytes(Blob.objects.get(pk=pk))
        else:
            self.account.same[self.subject] += 1
        self.keeping[pk] = (content, came.state)
        for fork in Fork.objects.filter(kind=self.kind, thing_id=pk, joined_at=None):
            if fork.head in came.state.all:
                fork.joined_at, fork.way, fork.here = self.joiner.now, "elsewhere", plain(came.row)
                fork.save(update_fields=["joined_at", "way", "here"])

    def _fork(self, pk: UUID, here: Row, came: Came) -> None:
        """Both changed it: what came waits beside it; what protects somebody holds at once."""
        assert came.state is not None
        if closer := narrowed(self.model, here, came.row):
            self._update(pk, closer)
            self.account.changed[self.subject] += 1
            if self.model is Blob and "erased_at" in closer:
                drop_bytes(Blob.objects.get(pk=pk))
        if self.model is Blob:  # the same bytes: there is nothing that a person could choose
            self.keeping[pk] = (content_of(here | closer), the_same(self.heads[pk], came.state))
            return
        self._want(came.row)
        waiting = Fork.objects.filter(kind=self.kind, thing_id=pk, joined_at=None)
        known = next((one for one in waiting if one.head in came.state.all), None)
        if known is not None and known.head == came.state.head:
            self.account.same[self.subject] += 1
            return
        fork = known or Fork(kind=self.kind, thing_id=pk, came_at=self.joiner.now)
        fork.here, fork.there = plain(here), plain(came.row)
        fork.head, fork.before = came.state.head, list(came.state.before)
        fork.peer = self.joiner.packet.manifest.computer.name
        fork.save()
        self.account.forks[self.subject] += 1

    def _beside(self, came: Came) -> None:
        """A version written on the other computer at the same time as one here: both stay, somebody looks at them."""
        Fork.objects.create(
            kind=self.kind, thing_id=came.pk, there=plain(came.row), came_at=self.joiner.now,
            peer=self.joiner.packet.manifest.computer.name,
        )  # fmt: skip
        self.account.forks[self.subject] += 1

    def _update(self, pk: UUID, values: Mapping[str, Any]) -> None:
        mine = {} if self.model is Alliance else {"alliance_id": current_alliance().pk}
        self.model._base_manager.filter(pk=pk, **mine).update(**values)

    def _want(self, row: Row) -> None:
        for column in self.links:
            if row[column.attname] is not None:
                target: Any = column.related_model
                self.joiner.wanted.setdefault(target, set()).add(row[column.attname])
