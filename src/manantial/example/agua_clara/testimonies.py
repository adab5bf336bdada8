"""What people of Agua Clara said in the workshops, read from ``testimonies.yaml``. Invented words of invented people."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml


class Testimony(NamedTuple):
    """A voice: who speaks (never by name unless she wanted it), where, in which workshop, and her words by turns."""

    group: str  # key of the groups of voice
    sex: str
    age: str
    community: str  # code; empty when it is nobody's
    workshop: int  # index in the calendar of workshops
    kind: str  # sound, text, note, photo
    title: str
    words: tuple[str, ...]
    consent: str = "broad"  # which permission she gave, see listening
    name: str = ""  # only when the person wanted to be named
    role: str = ""


def _read() -> tuple[Testimony, ...]:
    rows: list[dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "testimonies.yaml").read_text(encoding="utf-8")
    )
    return tuple(Testimony(**{**row, "words": tuple(row["words"])}) for row in rows)


TESTIMONIES = _read()
