"""What a workshop format is: blocks with minutes, what to carry for how many people, what should come out of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

GROUP_SIZE = 6  # persons around one table


@dataclass(frozen=True)
class Block:
    """A stretch of a workshop. `how` is the pocket script; `questions` are read aloud."""

    minutes: int
    title: str
    how: str
    questions: tuple[str, ...] = ()
    who: str = ""  # who takes it, where that matters


@dataclass(frozen=True)
class Supply:
    """Something to carry: so many for each person, for each table of six, and for the room."""

    name: str
    per_person: float = 0
    per_group: float = 0
    fixed: int = 0

    def quantity(self, people: int) -> int:
        """How many to carry for so many people, rounded up."""
        tables = max(1, math.ceil(people / GROUP_SIZE))
        return self.fixed + math.ceil(self.per_person * people) + math.ceil(self.per_group * tables)


@dataclass(frozen=True)
class Format:
    """A kind of workshop, ready to be copied into a plan and changed there."""

    key: str
    title: str
    objective: str
    blocks: tuple[Block, ...]
    supplies: tuple[Supply, ...]
    outcomes: tuple[str, ...]
    cares: tuple[str, ...]  # for low literacy, several languages, women alone, children

    @property
    def minutes(self) -> int:
        """The sum of its blocks."""
        return sum(block.minutes for block in self.blocks)
