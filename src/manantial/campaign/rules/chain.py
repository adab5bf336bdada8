"""The chain objective → audience → message → channel → material, and what hangs loose in it.

A campaign is a strategy and not a list when every link has the one before it; an orphan is shown, never deleted.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from manantial.campaign.rules.catalogues import Band
from manantial.kernel.rulings import gettext_noop as _


class LinkKind(StrEnum):
    """The links of the chain."""

    OBJECTIVE = "objective"
    AUDIENCE = "audience"
    MESSAGE = "message"
    CHANNEL = "channel"
    MATERIAL = "material"


class Lack(StrEnum):
    """What an orphan lacks."""

    OBJECTIVE = "no_objective"
    AUDIENCE = "no_audience"
    LESSON = "no_lesson"
    MESSAGE = "no_message"
    CHANNEL = "no_channel"
    MATERIAL = "no_material"


LACK_WORDS = {
    Lack.OBJECTIVE: _("No sirve a ningún objetivo."),
    Lack.AUDIENCE: _("No es para nadie: le falta audiencia."),
    Lack.LESSON: _("No sale de ningún aprendizaje."),
    Lack.MESSAGE: _("No lleva ningún mensaje."),
    Lack.CHANNEL: _("No tiene por dónde llegar: le falta canal."),
    Lack.MATERIAL: _("No hay ningún material que lo lleve."),
}


@dataclass(frozen=True)
class Link:
    """One element of the plan and the elements it hangs on."""

    kind: LinkKind
    id: Hashable
    objectives: tuple[Hashable, ...] = ()
    audiences: tuple[Hashable, ...] = ()
    lessons: tuple[Hashable, ...] = ()
    messages: tuple[Hashable, ...] = ()
    channels: tuple[Hashable, ...] = ()


@dataclass(frozen=True)
class Orphan:
    """An element that hangs loose, and why."""

    kind: LinkKind
    id: Hashable
    lack: Lack


def orphans(links: Iterable[Link]) -> list[Orphan]:
    """Return everything that hangs loose, in the order given; a link to something that is not there does not count."""
    every = list(links)
    there = {kind: {link.id for link in every if link.kind is kind} for kind in LinkKind}
    return [Orphan(link.kind, link.id, lack) for link in every for lack in _lacks(link, there, every)]


def _lacks(link: Link, there: dict[LinkKind, set[Hashable]], every: Sequence[Link]) -> Iterable[Lack]:
    if link.kind is LinkKind.OBJECTIVE and not _hung(link.id, every, LinkKind.AUDIENCE, "objectives"):
        yield Lack.AUDIENCE
    if link.kind is LinkKind.AUDIENCE and not there[LinkKind.OBJECTIVE] & set(link.objectives):
        yield Lack.OBJECTIVE
    if link.kind is LinkKind.AUDIENCE and not _hung(link.id, every, LinkKind.MESSAGE, "audiences"):
        yield Lack.MESSAGE
    if link.kind is LinkKind.MESSAGE:
        yield from _message_lacks(link, there, every)
    if link.kind is LinkKind.MATERIAL and not there[LinkKind.MESSAGE] & set(link.messages):
        yield Lack.MESSAGE
    if link.kind is LinkKind.MATERIAL and not link.channels:
        yield Lack.CHANNEL


def _message_lacks(link: Link, there: dict[LinkKind, set[Hashable]], every: Sequence[Link]) -> Iterable[Lack]:
    if not there[LinkKind.AUDIENCE] & set(link.audiences):
        yield Lack.AUDIENCE
    if not link.lessons:
        yield Lack.LESSON
    if not _hung(link.id, every, LinkKind.MATERIAL, "messages"):
        yield Lack.MATERIAL


def _hung(target: Hashable, every: Sequence[Link], kind: LinkKind, attribute: str) -> bool:
    return any(link.kind is kind and target in getattr(link, attribute) for link in every)


@dataclass(frozen=True)
class Period:
    """A stretch of the calendar that asks for care; both days included."""

    band: Band
    start: date
    end: date
    note: str = ""


def warnings_on(day: date, periods: Iterable[Period]) -> list[Period]:
    """Return the periods that hold on a day: they warn in the plan and on paper, and block nothing."""
    return [period for period in periods if period.start <= day <= period.end]
