"""Identifiers that sort by the moment they were made: UUID version 7 (RFC 9562, section 5.7).

This is the one place of the kernel that looks at a clock and at chance, because an identifier needs both. Inside
`seeded(...)` it looks at neither, so that an example made twice is equal byte for byte.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

_TAIL_BITS = 74  # 12 bits of rand_a and 62 of rand_b, read as one number that only grows inside a millisecond
_TAIL_LIMIT = 1 << _TAIL_BITS
_STEP_BITS = 32  # a random step keeps neighbours from being guessed by adding one


@dataclass
class _Sequence:
    """A deterministic row of identifiers: one millisecond later each time, the rest from the digest of the seed."""

    text: str
    start_ms: int
    count: int = 0

    def next(self) -> UUID:
        digest = hashlib.sha256(f"{self.text}\x00{self.count}".encode()).digest()
        made = _compose(self.start_ms + self.count, int.from_bytes(digest) % _TAIL_LIMIT)
        self.count += 1
        return made


class _Wild:
    """The ordinary source: system clock and system chance, never going back within this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ms = 0
        self._tail = 0

    def next(self) -> UUID:
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._ms:
                self._ms, self._tail = now, secrets.randbits(_TAIL_BITS - 1)
            else:
                self._tail += 1 + secrets.randbits(_STEP_BITS)
                if self._tail >= _TAIL_LIMIT:
                    self._ms, self._tail = self._ms + 1, secrets.randbits(_TAIL_BITS - 1)
            return _compose(self._ms, self._tail)


_wild = _Wild()
_seed: ContextVar[_Sequence | None] = ContextVar("manantial_seed", default=None)


def uuid7() -> UUID:
    """A new identifier, greater than every one this process made before (or the next of the seeded row)."""
    sequence = _seed.get()
    return sequence.next() if sequence else _wild.next()


@contextmanager
def seeded(text: str, start: datetime) -> Iterator[None]:
    """Inside the block `uuid7()` gives the same row of identifiers for the same text and start.

    `start` must carry its zone; ValueError otherwise. Blocks may be nested: the inner one begins its own row and the
    outer one goes on afterwards where it was.
    """
    if start.tzinfo is None:
        raise ValueError("start must carry a time zone")
    token = _seed.set(_Sequence(text, int(start.timestamp() * 1000)))
    try:
        yield
    finally:
        _seed.reset(token)


def _compose(ms: int, tail: int) -> UUID:
    rand_a, rand_b = tail >> 62, tail & ((1 << 62) - 1)
    return UUID(int=(ms & ((1 << 48) - 1)) << 80 | 0x7 << 76 | rand_a << 64 | 0b10 << 62 | rand_b)
