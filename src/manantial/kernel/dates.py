"""Dates as people remember them: two bounds and the words that were used.

"2021" is some day of that year, "cuando el temblor" is a sentence with or without bounds. Two questions follow from
it, never one: did it surely hold on that day, could it have held on that day. Bounds are closed civil days; somebody
who leaves an office ends the day before the next one begins.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from manantial.kernel.anchors import retold
from manantial.kernel.text import fold

WEEKDAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SLASHED = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
_DAY_NAMES = "|".join(fold(name) for names in WEEKDAYS.values() for name in names)
_SPOKEN = re.compile(
    rf"(?:(?:{_DAY_NAMES}),? )?(?:(\d{{1,2}}|1o|1ro|primero) (?:de )?)?([a-z]+) (?:de |del )?(?:ano )?(\d{{4}})"
)
_MONTH_NUMBER = {fold(name): n for names in MONTHS.values() for n, name in enumerate(names, 1)} | {"setiembre": 9}
_FIRST = {"1o", "1ro", "primero"}


class InvalidDate(ValueError):
    """The text is not a date this product understands; `text` is what was typed."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a date: {text!r}")
        self.text = text


@dataclass(frozen=True)
class PartialDate:
    """A day that is known between two bounds, both included; a missing bound is open, both missing is unknown."""

    earliest: date | None = None
    latest: date | None = None
    words: str = field(default="", compare=True)

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise InvalidDate(f"{self.earliest}..{self.latest}")

    @classmethod
    def parse(cls, text: str, words: str = "") -> "PartialDate":
        """Read `2021`, `2021-03`, `2021-03-15`, `15/03/2021`, `marzo de 2021` or a range `2021-03..2021-05`.

        Empty text is an unknown date; `..2021` and `2021..` are open on one side. `words` are kept as given.
        Raises InvalidDate for anything else.
        """
        first, dots, last = text.partition("..")
        if dots:
            return cls(_bounds(first, text)[0], _bounds(last, text)[1], words)
        return cls(*_bounds(first, text), words)

    @classmethod
    def on(cls, day: date, words: str = "") -> "PartialDate":
        """A day known exactly."""
        return cls(day, day, words)

    def __bool__(self) -> bool:
        return not self.is_unknown

    def __str__(self) -> str:
        return self.say()

    @property
    def is_unknown(self) -> bool:
        """True when neither bound is known (there may still be words)."""
        return self.earliest is None and self.latest is None

    @property
    def is_exact(self) -> bool:
        """True when it is one single day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def iso(self) -> str:
        """The bounds as text that `parse` reads back: `2021`, `2021-03`, `2021-03-15`, a range, or empty."""
        if self.is_unknown:
            return ""
        if self.earliest and self.latest and (whole := _whole(self.earliest, self.latest)):
            return whole
        first = _ends(self.earliest, 0) if self.earliest else ""
        return f"{first}..{_ends(self.latest, 1) if self.latest else ''}"

    @property
    def key(self) -> tuple[date, date]:
        """For sorting: by the earliest possible day, then by the latest; unknown dates go last."""
        return (self.earliest or self.latest or date.max, self.latest or date.max)

    def surely_on(self, day: date) -> bool:
        """It was that day and no other."""
        return self.earliest == day == self.latest

    def possibly_on(self, day: date) -> bool:
        """Nothing known rules that day out."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def surely_by(self, day: date) -> bool:
        """It had surely happened at the end of that day."""
        return self.latest is not None and self.latest <= day

    def possibly_by(self, day: date) -> bool:
        """It may have happened by the end of that day."""
        return self.earliest is None or self.earliest <= day

    def say(self, language: str = "es", weekday: bool = True) -> str:
        """The date in words for people, the words used first: `cuando el temblor (septiembre de 2017)`.

        Words of the other language are retold and stand beside: `when the earthquake struck («cuando el temblor»)`.
        """
        spoken = "" if self.is_unknown else _speak(self, language, weekday)
        if not self.words:
            return spoken or {"es": "fecha desconocida"}.get(language[:2], "unknown date")
        told = self.retold(language)
        parts = (f"«{self.words}»" if told else "", "" if told and spoken in told else spoken)
        beside = "; ".join(part for part in parts if part)
        return f"{told or self.words} ({beside})" if beside else self.words

    def retold(self, language: str) -> str:
        """The words people used, for a reader of another language; empty when they need or bear no retelling."""
        return retold(self.words, language[:2], _say_typed)

    def said(self, language: str = "es") -> str:
        """As short as a poster can hold: the words people used, retold with the original beside, or the date.

        Words that cannot be retold to a reader of another language than Spanish have their bounds beside.
        """
        told = self.retold(language)
        if told:
            return f"{told} («{self.words}»)"
        if self.words and language[:2] == "es":
            return self.words
        return "" if self.is_unknown and not self.words else self.say(language, weekday=False)


@dataclass(frozen=True)
class Interval:
    """A stretch of time between two partial dates, both included; an unknown end means it is still open."""

    start: PartialDate
    end: PartialDate = field(default_factory=PartialDate)

    def __post_init__(self) -> None:
        if self.end.latest and self.start.earliest and self.end.latest < self.start.earliest:
            raise InvalidDate(f"{self.start.iso} > {self.end.iso}")

    @property
    def is_open(self) -> bool:
        """True when no end is known."""
        return self.end.is_unknown

    def surely_on(self, day: date) -> bool:
        """It held on that day whatever the exact bounds were."""
        begun = self.start.latest is not None and self.start.latest <= day
        return begun and (self.is_open or (self.end.earliest is not None and day <= self.end.earliest))

    def possibly_on(self, day: date) -> bool:
        """It may have held on that day."""
        begun = self.start.earliest is None or self.start.earliest <= day
        return begun and (self.end.latest is None or day <= self.end.latest)

    def overlaps(self, other: "Interval") -> bool:
        """Some day may belong to both."""
        return _not_after(self.start.earliest, other.end.latest) and _not_after(other.start.earliest, self.end.latest)

    def surely_overlaps(self, other: "Interval") -> bool:
        """Some day belongs to both whatever the exact bounds were."""
        mine, theirs = self._certain(), other._certain()
        if mine is None or theirs is None:
            return False
        return max(mine[0], theirs[0]) <= min(mine[1], theirs[1])

    def _certain(self) -> tuple[date, date] | None:
        last = date.max if self.is_open else self.end.earliest
        if self.start.latest is None or last is None or last < self.start.latest:
            return None
        return self.start.latest, last


def say_day(day: date, language: str = "es", *, weekday: bool = True, year: bool = True) -> str:
    """A day in words: `domingo 24 de noviembre de 2024`, `Sunday 24 November 2024`; other languages in Spanish."""
    language = language[:2] if language[:2] in MONTHS else "es"
    joint = " de " if language == "es" else " "
    parts = [f"{day.day}{joint}{MONTHS[language][day.month - 1]}"]
    if year:
        parts.append(str(day.year))
    spoken = joint.join(parts)
    return f"{WEEKDAYS[language][day.weekday()]} {spoken}" if weekday else spoken


def say_month(day: date, language: str = "es") -> str:
    """The month of a day in words: `marzo de 2021`, `March 2021`."""
    language = language[:2] if language[:2] in MONTHS else "es"
    return (" de " if language == "es" else " ").join((MONTHS[language][day.month - 1], str(day.year)))


def _not_after(first: date | None, second: date | None) -> bool:
    return first is None or second is None or first <= second


def _bounds(part: str, whole: str) -> tuple[date | None, date | None]:
    text = fold(part).strip()
    if not text:
        return None, None
    year, month, day = _numbers(text, whole)
    try:
        if month is not None and day is not None:
            return date(year, month, day), date(year, month, day)
        if month is not None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise InvalidDate(whole) from error


def _numbers(text: str, whole: str) -> tuple[int, int | None, int | None]:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _SLASHED.fullmatch(text):
        day, month, year = found.groups()
    elif (found := _SPOKEN.fullmatch(text)) and found[2] in _MONTH_NUMBER:
        day, month, year = "1" if found[1] in _FIRST else found[1], str(_MONTH_NUMBER[found[2]]), found[3]
    else:
        raise InvalidDate(whole)
    return int(year), int(month) if month else None, int(day) if day else None


def _whole(first: date, last: date) -> str:
    """The short spelling when the bounds are one day, one month or one year exactly."""
    if first == last:
        return first.isoformat()
    if first.day != 1 or first.year != last.year:
        return ""
    if (first.month, last.month, last.day) == (1, 12, 31):
        return f"{first.year:04d}"
    ends_month = last.day == monthrange(last.year, last.month)[1]
    return f"{first.year:04d}-{first.month:02d}" if first.month == last.month and ends_month else ""


def _ends(day: date, side: int) -> str:
    """One side of a range, as short as it can be written: a month when the day is its first or its last."""
    edge = (1, monthrange(day.year, day.month)[1])[side]
    return f"{day.year:04d}-{day.month:02d}" if day.day == edge else day.isoformat()


def _say_typed(text: str, language: str) -> str | None:
    """A date inside the words of people, said in a language; None when it is none."""
    try:
        found = PartialDate.parse(text)
    except InvalidDate:
        return None
    return found.say(language, weekday=False) if found else None


def _speak(moment: PartialDate, language: str, weekday: bool) -> str:
    words = {"es": ("entre", "y", "antes del fin de", "desde")}.get(
        language[:2], ("between", "and", "by the end of", "from")
    )
    first, last = moment.earliest, moment.latest
    if first is None and last is not None:
        return f"{words[2]} {_speak_side(_ends(last, 1), language)}"
    if first is not None and last is None:
        return f"{words[3]} {_speak_side(_ends(first, 0), language)}"
    if ".." not in moment.iso:
        return _speak_side(moment.iso, language, weekday)
    start, _, end = moment.iso.partition("..")
    return f"{words[0]} {_speak_side(start, language)} {words[1]} {_speak_side(end, language)}"


def _speak_side(iso: str, language: str, weekday: bool = False) -> str:
    if len(iso) == len("2021"):
        return iso
    if len(iso) == len("2021-03"):
        return say_month(date.fromisoformat(f"{iso}-01"), language)
    return say_day(date.fromisoformat(iso), language, weekday=weekday)
