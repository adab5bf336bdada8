"""What else must hold before a result is achieved, and which proofs carry somebody's words.

Rooms beside and above this one know what a paper still waits for (a finding without decision); each registers one
reader here, so that this room asks without knowing any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from manantial.kernel.rulings import Ruling
from manantial.project.models import DirectResult, Evidence
from manantial.voices.models import Voice
from manantial.voices.queries import Reach, reads_reach
from manantial.voices.rules import Use

ResultStop = Callable[[DirectResult, date], Ruling]
_stops: list[ResultStop] = []


def stops_result(reader: ResultStop) -> ResultStop:
    """Register a reader: given a result and a day, it says whether something outside this room stops it."""
    _stops.append(reader)
    return reader


def stop_of(result: DirectResult, *, on: date) -> Ruling:
    """The first refusal of the other rooms; allowing when there is none."""
    rulings = (stop(result, on) for stop in _stops)
    return next((ruling for ruling in rulings if not ruling), Ruling.yes())


@reads_reach
def reach_in_proofs(voice: Voice, uses: frozenset[Use] | None, on: date) -> Reach:
    """Proofs of results whose file carries the voice: a copy that was handed in and cannot be called back."""
    del uses, on
    rows = Evidence.objects.exclude(voices=[]).select_related("result")
    words = _("Evidencia del resultado %(code)s: «%(title)s»")
    named = [(one, one.result) for one in rows if str(voice.pk) in one.voices]
    told = (words % {"code": result.code, "title": one.title} for one, result in named if result is not None)
    return Reach(copies=tuple(told))
