"""The usual answers of permission in the hands of an alliance: rewritten, made anew, no longer offered.

What was allowed before stays as it was said: a permission keeps its own matrix and words.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.models import AnswerWording
from manantial.voices.queries import shipped_answer, usual_answers
from manantial.voices.rules import Answer, Preset, Use, UsualAnswer, What, store_scopes

OWN = "P-"


@transaction.atomic
def write_answer(answer: UsualAnswer, *, by: Person | None, now: datetime) -> AnswerWording:
    """Word a usual answer anew; with an empty key it is one of the alliance's own: P-1, P-2…

    The earlier wording is kept. Raises VoicesRefused when a cell has no answer, when a name would be said that no cell
    allows, when another offered answer allows exactly the same, or when none would be left to offer.
    """
    known = usual_answers()
    if answer.key and answer.key not in known:
        raise VoicesRefused(_("No hay una respuesta usual con esa clave."))
    _check(answer, [one for one in known.values() if one.key != answer.key and one.offered])
    return _written(answer, shipped=False, by=by, now=now)


@transaction.atomic
def restore_answer(key: Preset, *, by: Person | None, now: datetime) -> AnswerWording:
    """Go back to a usual answer as it is shipped."""
    return _written(shipped_answer(key), shipped=True, by=by, now=now)


def _check(answer: UsualAnswer, others: list[UsualAnswer]) -> None:
    if any(use not in answer.scopes.get(what, {}) for what in What for use in Use):
        raise VoicesRefused(_("Falta decir sí, no o preguntar antes en algún cuadro."))
    if answer.names and Answer.YES not in answer.scopes[What.NAME].values():
        raise VoicesRefused(_("Dice el nombre, pero ningún cuadro del nombre es sí. Cambie uno de los dos."))
    twin = next((one for one in others if one.scopes == answer.scopes), None)
    if answer.offered and twin is not None:
        raise VoicesRefused(_("«%(title)s» permite exactamente lo mismo: cambie esa.") % {"title": twin.title})
    if not answer.offered and not others:
        raise VoicesRefused(_("Es la última que se ofrece: sin ninguna no se puede registrar un permiso."))


def _written(answer: UsualAnswer, *, shipped: bool, by: Person | None, now: datetime) -> AnswerWording:
    row = AnswerWording.objects.create(
        key=answer.key or _next_key(),
        title=answer.title,
        about=answer.about,
        scopes=store_scopes(answer.scopes),
        attribution=answer.attribution,
        offered=answer.offered,
        alone=answer.alone,
        shipped=shipped,
        written_by_id=by.pk if by else None,
        written_at=now,
    )
    yes = sum(one is Answer.YES for cells in answer.scopes.values() for one in cells.values())
    record("answer.worded", row, by=by, now=now, facts={"key": row.key, "yes": yes, "offered": row.offered})
    return row


def _next_key() -> str:
    tails = (key.removeprefix(OWN) for key in AnswerWording.objects.values_list("key", flat=True))
    return f"{OWN}{max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1}"
