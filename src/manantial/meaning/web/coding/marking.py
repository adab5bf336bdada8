"""Reading what somebody marked: words pointed at, words typed, seconds, or a part of a picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

from django.http import QueryDict

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.meaning.actions import MeaningRefused
from manantial.voices.actions import Span
from manantial.voices.models import Turn, Voice
from manantial.voices.queries import turns_of
from manantial.voices.rules import InvalidClock, locate, parse_clock

MOST_TURNS = 60  # of one stretch


def spans_of(voice: Voice, sent: QueryDict) -> list[Span]:
    """The spans that a form of coding sends, none when nothing was marked. Raises MeaningRefused for unclear ones."""
    seconds = _seconds(sent)
    if pointed := sent.get("tramos", "").strip():
        return list(_pointed(voice, pointed, seconds))
    if typed := sent.get("palabras", "").strip():
        return [_typed(voice, typed, seconds)]
    if seconds is not None:
        return [Span(start_ms=seconds[0], end_ms=seconds[1])]
    sides = [sent.get(name, "").strip() for name in ("izquierda", "arriba", "derecha", "abajo")]
    if any(sides):
        if not all(side.isdecimal() for side in sides):
            raise _no(_("Escriba los cuatro lados de la parte, de 0 a 1000."))
        return [Span(region=[int(side) for side in sides])]
    return [Span()] if sent.get("todo") else []


def _no(reason: str, **facts: object) -> MeaningRefused:
    return MeaningRefused(Ruling.no(reason, **facts))


def _seconds(sent: QueryDict) -> tuple[int, int] | None:
    start, end = sent.get("desde", "").strip(), sent.get("hasta", "").strip()
    if not start and not end:
        return None
    if not start or not end:
        raise _no(_("Diga desde qué segundo y hasta cuál."))
    try:
        return parse_clock(start), parse_clock(end)
    except InvalidClock as error:
        raise _no(_("«%(text)s» no es un minuto y segundo. Escriba, por ejemplo, 3:12."), text=error.text) from error


def _pointed(voice: Voice, pointed: str, seconds: tuple[int, int] | None) -> Iterator[Span]:
    """Spans as a script sends them: [[turn, first letter, last letter], …]."""
    try:
        read = [(UUID(turn), int(start), int(end)) for turn, start, end in json.loads(pointed)[:MOST_TURNS]]
    except (ValueError, TypeError, AttributeError) as error:
        raise _no(_("No se entendió qué palabras marcó. Márquelas otra vez.")) from error
    turns = (
        Turn.objects.filter(transcript__voice=voice).select_related("transcript").in_bulk([key for key, _s, _e in read])
    )
    for key, start, end in read:
        if key not in turns:
            raise _no(_("La transcripción cambió. Abra la página otra vez y marque de nuevo."))
        first, last = seconds if seconds is not None and len(read) == 1 else (None, None)
        yield Span(turns[key], start, end, first, last)


def _typed(voice: Voice, words: str, seconds: tuple[int, int] | None) -> Span:
    turns = {turn.pk: turn for turn in turns_of(voice)}
    found = locate(words, [(key, turn.text) for key, turn in turns.items()])
    if not found:
        raise _no(_("Esas palabras no están en la transcripción. Cópielas tal como están escritas."))
    if len(found) > 1:
        raise _no(_("Se dijeron %(n)d veces. Copie algunas palabras más para saber cuál."), n=len(found))
    place = found[0]
    turn = next(turn for key, turn in turns.items() if key == place.turn)
    first, last = seconds or (None, None)
    return Span(turn, place.start, place.end, first, last)
