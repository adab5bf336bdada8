"""Which part of a long voice somebody asked to see: by its turn, its minute, or a fragment that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manantial.people.access import Request
from manantial.voices.models import Transcript
from manantial.voices.queries import Placed, line_of, outline
from manantial.voices.rules import InvalidClock, parse_clock
from manantial.voices.rules.parts import Part, Row, row_at
from manantial.voices.web.showing import MarkedTurn, marked_turns

_DIGITS = 6  # of the number of a turn


class NotAPlace(ValueError):
    """What was typed names no turn and no minute of this voice; its words are for the reader."""


@dataclass(frozen=True)
class Reading:
    """A part of a version as it is read; without a part there are no words."""

    part: Part | None
    turns: tuple[MarkedTurn, ...]
    last: int  # the number of the last turn of the whole

    @property
    def span(self) -> tuple[int, int] | None:
        """From which millisecond to which it sounds, when its turns say so and it is not the whole."""
        times = [time for one in self.turns for time in (one.turn.start_ms, one.turn.end_ms) if time is not None]
        whole = self.part is None or self.part.total == 1
        return None if whole or not times else (min(times), max(times))


def reading_of(request: Request, transcript: Transcript | None, placed: Sequence[Placed]) -> Reading:
    """The part that the address asks for by `turno`, else the first."""
    outlined = outline(transcript, placed)
    part = outlined.part(number_of(request.GET.get("turno", "")) or 0)
    turns = marked_turns(outlined.turns(part), placed) if part else []
    return Reading(part, tuple(turns), outlined.rows[-1].number if part else 0)


def fragments_beside(placed: Iterable[Placed], reading: Reading) -> list[Placed]:
    """The fragments to show beside a part: its own, those of seconds that sound in it, and all whose words changed."""
    part = reading.part
    if part is None or part.total == 1:
        return list(placed)
    return [one for one in placed if _beside(one, part, reading.span)]


def _beside(one: Placed, part: Part, span: tuple[int, int] | None) -> bool:
    if not one.anchor.is_there:
        return True
    if one.turn is not None:
        return part.holds(one.turn.position)
    start = one.fragment.start_ms
    return span is None or start is None or span[0] <= start < span[1]


def led(request: Request, transcript: Transcript | None, placed: Iterable[Placed]) -> HttpResponse | None:
    """Lead to the turn that was asked for by minute or number (`ir`), or where a fragment stands (`fragmento`)."""
    typed, key = request.GET.get("ir", "").strip(), line_of(request.GET.get("fragmento", ""))
    number = None
    if key is not None:
        number = next((one.turn.position for one in placed if one.fragment.pk == key and one.turn), None)
    elif typed:
        try:
            number = typed_place(typed, outline(transcript).rows)
        except NotAPlace as error:
            messages.error(request, str(error))
            return redirect(request.path)
    return None if number is None else redirect(f"{request.path}?turno={number}#t{number}")


def typed_place(typed: str, rows: Sequence[Row]) -> int:
    """The number of the row that somebody named by `3:12` or by `57`. Raises NotAPlace."""
    if not rows:
        raise NotAPlace(_("Todavía no hay palabras."))
    number = number_of(typed)
    if number is not None:
        return max((row.number for row in rows if row.number <= number), default=rows[0].number)
    try:
        found = row_at(rows, parse_clock(typed))
    except InvalidClock as error:
        raise NotAPlace(
            _("«%(text)s» no es un minuto ni un turno. Escriba, por ejemplo, 3:12 o 57.") % {"text": typed[:40]}
        ) from error
    if found is None:
        raise NotAPlace(_("Los turnos de esta voz no tienen minuto. Escriba el número del turno."))
    return found


def number_of(text: str) -> int | None:
    """A number of a turn as an address carries it."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None
