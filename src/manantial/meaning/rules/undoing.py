"""Which of somebody's own steps can be taken back, and which of the taken back can be put again.

The steps are read from the ledger, so undoing survives a closed lid, works without scripts and never touches what
somebody else did: each person has a row of steps of his own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """What a step was."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True)
class Step:
    """One step in the ledger; `of` is the number of the step that it takes back or puts again."""

    number: int
    deed: Deed = Deed.DONE
    of: int | None = None


@dataclass(frozen=True)
class Steps:
    """What may be taken back and what may be put again, the next one last."""

    undo: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()

    @property
    def next_undo(self) -> int | None:
        """The number of the step that Undo takes back."""
        return self.undo[-1] if self.undo else None

    @property
    def next_redo(self) -> int | None:
        """The number of the step that Redo puts again."""
        return self.redo[-1] if self.redo else None


def standing_steps(steps: Iterable[Step]) -> Steps:
    """Read one person's steps, oldest first. A new step forgets what had been taken back, as everywhere."""
    undo: list[int] = []
    redo: list[int] = []
    for step in steps:
        if step.deed is Deed.DONE:
            undo.append(step.number)
            redo.clear()
        elif step.deed is Deed.UNDONE and step.of in undo:
            undo.remove(step.of)
            redo.append(step.of)
        elif step.deed is Deed.REDONE and step.of in redo:
            redo.remove(step.of)
            undo.append(step.of)
    return Steps(tuple(undo), tuple(redo))
