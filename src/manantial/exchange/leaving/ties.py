"""What came from other programs and has no place here goes back as it was: loose notes, links, sets and drawn maps.

Only within the team, and only as far as it joins things that leave too.
"""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from manantial.exchange.leaving.choice import Leave
from manantial.exchange.leaving.names import Names
from manantial.exchange.leaving.tally import Kind, Tally, Why
from manantial.exchange.models import ForeignId, Kept
from manantial.exchange.qda.kept import given_back
from manantial.exchange.qda.shapes import Note, Words

_ELEMENTS = ("Note", "Link", "Set", "Graph")  # in which order they may name each other


class Ties:
    """What is kept, and which of our things it names. Read before anything is written."""

    def __init__(self, leave: Leave, names: Names, tally: Tally) -> None:
        self._names, self._tally = names, tally
        self._rows = list(Kept.objects.all())
        if not leave.near:
            tally.stays(Kind.KEPT, _(Why.FAR), len(self._rows))
            self._rows = []
        names.wanted = {UUID(pk) for row in self._rows for _kind, pk in row.things.values()}

    def written(self) -> tuple[list[Note], dict[str, list[str]]]:
        """The notes, and the elements by their list (Links, Sets, Graphs); to be asked when all else was written."""
        ids = {guid: gone for row in self._rows for guid, gone in self._gone(row).items()}
        notes: list[Note] = []
        found: dict[str, list[str]] = {"Links": [], "Sets": [], "Graphs": []}
        told = self._told() if self._rows else set()
        for row in sorted(self._rows, key=lambda one: _ELEMENTS.index(one.element)):
            if row.element == "Note":
                if row.foreign in told:
                    self._tally.stays(Kind.KEPT, _(Why.TOLD_AS_MEMO))
                    continue
                notes.append(Note(row.foreign, row.name, Words(row.xml), at=row.came_at))
            else:
                xml = given_back(row.xml, ids)
                if not xml:
                    self._tally.stays(Kind.KEPT, _(Why.TIES_STAY))
                    continue
                found[f"{row.element}s"].append(xml)
            ids[row.foreign] = row.foreign
            self._tally.left(Kind.KEPT)
        return notes, found

    def _gone(self, row: Kept) -> dict[str, str]:
        """The ids that it names, with those under which its things left."""
        gone = self._names.gone
        return {guid: gone[UUID(pk)] for guid, (_kind, pk) in row.things.items() if UUID(pk) in gone}

    def _told(self) -> set[str]:
        """The notes that have meanwhile become memos."""
        rows = ForeignId.objects.filter(thing_kind="memo").values_list("foreign", flat=True)
        return {foreign.partition(":")[0] for foreign in rows}
