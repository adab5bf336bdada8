"""At which stage of the experience something stands: before, along the way, or now.

Whoever works on it may say so; else it is read from what is known: the kind and the dates of a milestone against the
stretch that the plan studies, the milestone of a finding, or the stage codes on the words a finding rests on. What
cannot be told belongs to no stage alone, and nobody guesses further.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import fold
from manantial.meaning.rules.catalogues import MilestoneKind, Stage


class Told(StrEnum):
    """From what the stage was read."""

    SAID = "said"
    KIND = "kind"
    DATE = "date"
    MILESTONE = "milestone"
    CODES = "codes"
    NOTHING = "nothing"


TOLD_WORDS: Mapping[str, str] = {
    Told.SAID: _("lo dijo el equipo"),
    Told.KIND: _("por lo que fue"),
    Told.DATE: _("por su fecha y el periodo del plan"),
    Told.MILESTONE: _("por su hito"),
    Told.CODES: _("por los códigos de sus fragmentos"),
    Told.NOTHING: _("nadie lo ha dicho"),
}

# How people call the stages when they make codes for them, without accents; a word anywhere in the name is enough.
_CALLED: Mapping[Stage, frozenset[str]] = {
    Stage.BEFORE: frozenset(("antes", "inicial", "inicio", "antecedentes", "before", "initial")),
    Stage.PROCESS: frozenset(("durante", "proceso", "camino", "intervencion", "during", "process")),
    Stage.NOW: frozenset(("ahora", "hoy", "actual", "despues", "final", "now", "today", "after", "current")),
}


@dataclass(frozen=True)
class Staged:
    """A stage (None: of no stage alone) and from what it was read."""

    stage: Stage | None
    told: Told


def stage_of_milestone(said: str, kind: str, when: PartialDate, start: PartialDate, end: PartialDate) -> Staged:
    """Return the stage of a milestone: as said, else an antecedent or what ended before the stretch comes before it.

    `start` and `end` are those of the plan. What surely began after the end is of now; everything else, dates nobody
    knows included, is part of the way.
    """
    if said:
        return Staged(Stage(said), Told.SAID)
    if kind == MilestoneKind.ANTECEDENT:
        return Staged(Stage.BEFORE, Told.KIND)
    if when.latest and start.earliest and when.latest < start.earliest:
        return Staged(Stage.BEFORE, Told.DATE)
    if when.earliest and end.latest and when.earliest > end.latest:
        return Staged(Stage.NOW, Told.DATE)
    return Staged(Stage.PROCESS, Told.DATE)


def stage_of_finding(said: str, milestone: Stage | None, coded: Iterable[Stage]) -> Staged:
    """Return the stage of a finding: as said, else that of its milestone, else the one all its coded words share."""
    if said:
        return Staged(Stage(said), Told.SAID)
    if milestone is not None:
        return Staged(milestone, Told.MILESTONE)
    shared = set(coded)
    if len(shared) == 1:
        return Staged(shared.pop(), Told.CODES)
    return Staged(None, Told.NOTHING)


def stages_of_codes(names: Sequence[str]) -> list[Stage | None]:
    """Return the stage that each stage code stands for, by its name; three codes that say nothing go by their order."""
    called = [_stage_called(name) for name in names]
    if len(names) == len(Stage) and not any(called):
        return list(Stage)
    return called


def _stage_called(name: str) -> Stage | None:
    words = set(re.findall(r"\w+", fold(name)))
    found = [stage for stage, known in _CALLED.items() if words & known]
    return found[0] if len(found) == 1 else None
