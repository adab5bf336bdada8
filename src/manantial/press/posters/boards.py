"""What is put up before and after people meet: the notice that summons them, and the list of what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from manantial.press.compile import Pdf
from manantial.press.posters.imprint import Imprint, Ink, drawn, typeset

TONES = {"good": "yes", "warn": "clock", "bad": "warning", "info": "clock", "none": "question"}


@dataclass(frozen=True, slots=True)
class NoticeFact:
    """Something to know at a glance: when, where, at what time."""

    label: str
    value: str
    pictogram: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A sheet that summons: what kind, who meets, facts, numbered points, who signs and where the stamp goes."""

    kind: str
    title: str
    facts: tuple[NoticeFact, ...]
    imprint: Imprint
    lead: str = ""
    points_title: str = ""
    points: tuple[str, ...] = ()
    closing: str = ""
    signer: str = ""
    signer_role: str = ""


def notice(content: Notice, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """One letter page in letters of 18 points or more. Raises DoesNotFit when the points need more room."""
    files: dict[str, bytes] = {}
    facts = []
    for fact in content.facts:
        name, file = drawn(fact.pictogram, ink)
        files.update(file)
        facts.append({"label": fact.label, "value": fact.value, "file": name})
    said = content.imprint.data()["said"]
    data = {
        "kind": content.kind,
        "facts": facts,
        "across": 2,
        "lead": content.lead,
        "points_title": content.points_title,
        "points": list(content.points),
        "closing": content.closing,
        "signer": content.signer,
        "signer_role": content.signer_role,
        "said": {**(said if isinstance(said, dict) else {}), "stamp": _("Sello")},
    }
    too_long = _("La convocatoria no cabe en una hoja con letra grande. Acorte los puntos o júntelos.")
    return typeset(
        "notice.typ", content.imprint, data, files, title=content.title, pages=range(1, 2), ink=ink, too_long=too_long
    )


@dataclass(frozen=True, slots=True)
class WallRow:
    """A line of the wall list. tone: good, warn, bad, info, none; `state` is its word."""

    text: str
    state: str
    tone: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WallSum:
    """A number over the list."""

    count: int
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class WallList:
    """What was decided and how each thing goes, for the wall. `more` says what did not fit in the choice of lines."""

    title: str
    rows: Sequence[WallRow]
    imprint: Imprint
    place: str = ""
    lead: str = ""
    sums: Sequence[WallSum] = ()
    more: str = ""


def wall_list(content: WallList, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """One tabloid page; the letters shrink together. Raises DoesNotFit: show fewer lines and say so in `more`."""
    files: dict[str, bytes] = {}
    rows = []
    for row in content.rows:
        name, file = _state_drawing(row.tone, ink)
        files.update(file)
        told = {"text": row.text, "state": row.state, "tone": row.tone, "details": list(row.details), "file": name}
        rows.append(told)
    data = {
        "place": content.place,
        "lead": content.lead,
        "rows": rows,
        "more": content.more,
        "sums": [{"count": str(one.count), "word": one.word, "tone": one.tone} for one in content.sums],
    }
    too_long = _("La lista no cabe en una hoja tabloide. Ponga menos renglones.")
    return typeset(
        "wall.typ", content.imprint, data, files, title=content.title, pages=range(1, 2), ink=ink, too_long=too_long
    )


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """A column to write in; `share` is its relative width (0: as wide as its head), `middle` centres it."""

    title: str
    share: float = 0.0
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """A list to fill in by hand. `asked` are lines at the head (date, who fills it in); a cell may be known already."""

    title: str
    columns: tuple[RosterColumn, ...]
    rows: Sequence[Sequence[str]]
    imprint: Imprint
    place: str = ""
    lead: str = ""
    asked: tuple[str, ...] = ()
    note: str = ""
    height: float = 0.95  # centimetres of a row: a signature needs 0.9
    wide: bool = False


def roster(content: Roster, *, ink: Ink = Ink.ONE, pages: range = range(1, 13)) -> Pdf:
    """A letter list of as many pages as it needs within `pages`. Raises DoesNotFit when it needs more."""
    width = len(content.columns)
    if any(len(row) != width for row in content.rows):
        raise ValueError(f"every row of «{content.title}» needs {width} cells")
    said = content.imprint.data()["said"]
    data = {
        "place": content.place,
        "lead": content.lead,
        "asked": list(content.asked),
        "note": content.note,
        "height": content.height,
        "wide": content.wide,
        "columns": [{"title": one.title, "share": one.share, "middle": one.middle} for one in content.columns],
        "rows": [list(row) for row in content.rows],
        "said": {**(said if isinstance(said, dict) else {}), "page": _("Página {n} de {total}")},
    }
    too_long = _("La lista es más larga que las hojas que puede llevar. Pártala en dos.")
    return typeset(
        "roster.typ", content.imprint, data, {}, title=content.title, pages=pages, ink=ink, too_long=too_long
    )


_COLOURS = {"good": "#3d6531", "warn": "#8a5a00", "bad": "#8f1d33", "info": "#0b4a52", "none": "#5a6462"}


def _state_drawing(tone: str, ink: Ink) -> tuple[str, dict[str, bytes]]:
    _name, file = drawn(TONES[tone], ink, _COLOURS[tone])
    name = f"state-{tone}.svg"
    return name, {name: next(iter(file.values()))}
