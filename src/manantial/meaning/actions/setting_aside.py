"""Taking back what was written twice or by mistake. Nothing is deleted: it leaves the lists and can come back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Cause, Finding, FindingSupport, Lesson, Milestone, ReadAloud, Recommendation
from manantial.people.models import Person

Retirable = Milestone | Finding | Lesson | Recommendation | Cause | ReadAloud


@transaction.atomic
def set_aside(thing: Retirable, *, why: str, by: Person | None, now: datetime) -> None:
    """Take a milestone, factor, finding, lesson or recommendation out of lists and papers; row and reason stay.

    Raises MeaningRefused without a reason, and where people in a meeting, or other work, already rest on it.
    """
    if not why.strip():
        require(Ruling.no(_("Escriba por qué se retira: quien lo busque lo va a preguntar.")))
    require(_may_retire(thing))
    thing.retired_at, thing.retired_why = now, why.strip()
    thing.save(update_fields=["retired_at", "retired_why"])
    record(f"{thing._meta.model_name}.set_aside", thing, by=by, now=now, reason=why.strip())


@transaction.atomic
def bring_back(thing: Retirable, *, by: Person | None, now: datetime) -> None:
    """Put a retired thing back where it was."""
    thing.retired_at, thing.retired_why = None, ""
    thing.save(update_fields=["retired_at", "retired_why"])
    record(f"{thing._meta.model_name}.brought_back", thing, by=by, now=now)


@transaction.atomic
def take_off_support(support: FindingSupport, *, why: str, by: Person | None, now: datetime) -> None:
    """Take a fragment or a document off a finding: it was put there by mistake. Raises MeaningRefused without why."""
    if not why.strip():
        require(Ruling.no(_("Escriba por qué se quita: quien lo busque lo va a preguntar.")))
    support.retired_at = now
    support.save(update_fields=["retired_at"])
    thing = support.fragment or support.source
    facts = {"taken": thing.folio if thing else ""}
    record("finding.support_taken_off", support.finding, by=by, now=now, reason=why.strip(), facts=facts)


def _may_retire(thing: Retirable) -> Ruling:
    if isinstance(thing, Milestone) and thing.versions.filter(agreed=True).exists():
        return Ruling.no(_("Una reunión acordó su redacción: ya no se retira. Corrija la ficha o una versión."))
    if isinstance(thing, Finding):
        lessons = thing.lesson_links.filter(retired_at=None, lesson__retired_at=None)
        folios = list(lessons.values_list("lesson__folio", flat=True))
        if folios:
            words = _("Hay aprendizajes que descansan en él: %(folios)s. Quítelo primero de ellos.")
            return Ruling.no(words, folios=", ".join(folios))
    if isinstance(thing, Lesson):
        folios = list(thing.message_links.filter(message__retired_at=None).values_list("message__folio", flat=True))
        if folios:
            words = _("Hay mensajes de la campaña que salen de él: %(folios)s. Retírelos primero.")
            return Ruling.no(words, folios=", ".join(folios))
    if isinstance(thing, Cause) and thing.replaced_by.exists():
        return Ruling.no(_("Otra persona ya corrigió este factor: retire el que quedó."))
    if isinstance(thing, Recommendation) and thing.agreement_id:
        return Ruling.no(_("Un órgano ya la adoptó: sepárela primero del acuerdo."))
    return Ruling.yes(_("Nada descansa en esto."))
