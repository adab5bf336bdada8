"""The work of kits that may take a while."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from manantial.jobs.actions import Step, handler
from manantial.jobs.models import Job
from manantial.kits.actions.editions import build_edition
from manantial.people.models import Person


@handler("kits.build")
def build(job: Job, step: Step) -> dict[str, object]:
    """Build an edition for the day that was asked; a second try builds another, and the first is left as it is."""
    person = Person.objects.filter(pk=job.asked_by_id).first() if job.asked_by_id else None
    edition = build_edition(on=date.fromisoformat(job.payload["on"]), by=person, now=timezone.now(), progress=step)
    return {"edition": str(edition.pk), "number": edition.number}
