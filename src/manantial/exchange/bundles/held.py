"""What another computer holds, by its own word: kept beside the database, so that the next bundle carries only news.

One line for a row: its table, its id, and the name of its state when it may be edited. Losing these files loses
nothing: the next bundle is whole. They are no part of a backup, because they are true for this computer alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from manantial.home import Home

ORIGIN = "origin"  # the computer from whose backup this one was set up


@dataclass
class Held:
    """Which rows a computer holds: table → id → name of the state (empty for what is never edited)."""

    rows: dict[str, dict[UUID, str]] = field(default_factory=dict)

    def has(self, kind: str, pk: UUID, head: str) -> bool:
        """The computer holds this row in this state."""
        return self.rows.get(kind, {}).get(pk) == head

    def add(self, kind: str, pk: UUID, head: str) -> None:
        """Note a row."""
        self.rows.setdefault(kind, {})[pk] = head

    def lines(self) -> Iterator[str]:
        """As text."""
        for kind, rows in self.rows.items():
            for pk, head in rows.items():
                yield f"{kind} {pk.hex} {head}".rstrip()

    @classmethod
    def read(cls, lines: Iterable[str]) -> Held:
        """Read what `lines` wrote; a line that is none is passed over, which only makes the next bundle larger."""
        found = cls()
        for line in lines:
            kind, _space, rest = line.strip().partition(" ")
            pk, _space, head = rest.partition(" ")
            if len(pk) == 32 and kind.isalpha():
                try:
                    found.add(kind, UUID(pk), head)
                except ValueError:
                    continue
        return found


def known(home: Home, alliance: UUID) -> Mapping[str, Path]:
    """The computers whose holdings are remembered: public key (or ORIGIN) → file."""
    return {path.stem: path for path in sorted(_folder(home, alliance).glob("*.held"))}


def remembered(path: Path) -> Held:
    """Read a file of holdings."""
    with path.open(encoding="ascii") as lines:
        return Held.read(lines)


def stage(home: Home, alliance: UUID, key: str, lines: Iterable[str]) -> Path:
    """Write down what a computer holds, beside its place: `settle` makes it count once the rows are sure."""
    folder = _folder(home, alliance)
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{key}.part"
    with draft.open("w", encoding="ascii") as out:
        out.writelines(f"{line}\n" for line in lines)
    return draft


def settle(draft: Path) -> None:
    """From now on this is what the computer holds; after its first word its backup is no longer needed to know it."""
    draft.replace(draft.with_suffix(".held"))
    if draft.stem != ORIGIN:
        draft.with_name(f"{ORIGIN}.held").unlink(missing_ok=True)


def _folder(home: Home, alliance: UUID) -> Path:
    return home.path / "bundles" / alliance.hex
