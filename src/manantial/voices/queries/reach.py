"""What already carries a voice: drafts that will stop, and copies out of the house that nobody can call back.

The rooms above know their papers, programmes and kits; each registers one reader here, so that this room can print
the whole list on a receipt without knowing any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from manantial.voices.models import Voice, Withdrawal
from manantial.voices.rules import Use


@dataclass(frozen=True)
class Reach:
    """Lines for people: drafts that stop by themselves, and copies that cannot be called back."""

    stopped: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


ReachReader = Callable[[Voice, frozenset[Use] | None, date], Reach]
_readers: list[ReachReader] = []


def reads_reach(reader: ReachReader) -> ReachReader:
    """Register a reader: given a voice, the uses taken back (None: all) and a day, it tells what carries the voice."""
    _readers.append(reader)
    return reader


def reach_of(voice: Voice, *, on: date, uses: frozenset[Use] | None = None) -> Reach:
    """Everything that carries a voice, from every room above."""
    found = [reader(voice, uses, on) for reader in _readers]
    stopped = (line for reach in found for line in reach.stopped)
    copies = (line for reach in found for line in reach.copies)
    return Reach(tuple(stopped), tuple(copies))


def reach_of_withdrawal(withdrawal: Withdrawal, *, on: date) -> Reach:
    """What carries the voice of a withdrawal, for the uses it took back."""
    known = frozenset(Use(use) for use in withdrawal.uses if use in set(Use))
    return reach_of(withdrawal.voice, on=on, uses=known or None)
