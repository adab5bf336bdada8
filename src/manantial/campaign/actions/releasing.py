"""Building a version of a material: the gate is asked again, the files are kept, and what left the house is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from manantial.campaign.actions.refusals import CampaignRefused, require
from manantial.campaign.models import Material, Release, ReleaseFile, ReleaseFragment, ReleaseVoice
from manantial.campaign.papers.pieces import MAKERS, Cargo, Piece, cited, pieces, whole_document
from manantial.campaign.queries.materials import WHOLE, carried, gate_of, production, uses_of
from manantial.campaign.queries.releases import is_current, readers, remark_line
from manantial.campaign.rules import MaterialKind, may_release
from manantial.jobs.actions import Step, handler
from manantial.jobs.models import Job
from manantial.ledger.actions import record
from manantial.meaning.papers import PaperRefused
from manantial.people.models import Person
from manantial.press.document import Document
from manantial.territory.models import Community
from manantial.vault.actions import keep
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import Remark, credits_of, remarks_on, said_credit, said_ruling

JOB = "campaign.release"
_EXTENSIONS = {"pdf-one-ink": "pdf", "tiles": "pdf", "script": "pdf"}


@dataclass(frozen=True)
class _Choice:
    """What the gate left of the fragments of a material, and the voices its document shows as a whole."""

    kept: tuple[Fragment, ...]
    credits: dict[UUID, str]
    remarks: dict[UUID, Remark]
    dropped: list[dict[str, str]]
    voices: tuple[Voice, ...] = ()


@transaction.atomic
def release(
    material: Material, *, on: date, override: str = "", language: str = "es", by: Person | None, now: datetime
) -> Release:
    """Build one version of a material for a day and keep its files.

    The gate is asked for every fragment on that day; a refused one is left out and named in `dropped`. Raises
    CampaignRefused when the production file is not ready (`override` says why it goes out all the same), PaperRefused
    when the report waits for a decision, and what press raises when a text does not fit.
    """
    require(may_release(production(material, on=on), override=override))
    document = whole_document(material, language, on) if material.kind in WHOLE else None
    choice = _choose(material, document, language, on)
    cargo = Cargo(material, on, language, choice.kept, choice.credits, choice.remarks, _places(material), document)
    made = pieces(cargo)
    number = material.releases.count() + 1
    row = Release(material=material, number=number, built_at=now, on=on, dropped=choice.dropped)
    row.save()
    for fragment in choice.kept:
        told = remark_line(choice.remarks.get(fragment.pk))
        ReleaseFragment(release=row, fragment=fragment, credit=choice.credits[fragment.pk][:200], remark=told).save()
    for voice in choice.voices:
        ReleaseVoice(release=row, voice=voice, credit=choice.credits[voice.pk][:200]).save()
    for place, piece in enumerate(made, 1):
        _keep(row, piece, place, now)
    facts = {"number": number, "files": len(made), "fragments": len(choice.kept), "dropped": len(choice.dropped)}
    record("material.released", material, by=by, now=now, reason=override, facts=facts)
    return row


def current_release(material: Material, *, on: date, by: Person | None, now: datetime) -> Release | None:
    """Return a version of a material that may go out on a day: the newest when it still may, else a new one.

    None when the material is not ready, cannot be built here, or its report waits for a decision.
    """
    newest = material.releases.order_by("-number").first()
    if newest is not None and is_current(newest, on=on):
        return newest
    if material.kind not in MAKERS or not may_release(production(material, on=on)):
        return None
    try:
        return release(material, on=on, by=by, now=now)
    except (PaperRefused, CampaignRefused):
        return None


def _choose(material: Material, document: Document | None, language: str, on: date) -> _Choice:
    """A whole report asks the gate while it is written; anything else carries the fragments people put into it."""
    voices: tuple[Voice, ...] = ()
    if document is None:
        wanted = carried(material)
    else:
        wanted = list(Fragment.objects.filter(pk__in=cited(document, "fragment")).select_related("voice__community"))
        voices = tuple(Voice.objects.filter(pk__in=cited(document, "voice")).order_by("folio"))
    rulings = gate_of(material, wanted, on=on) if document is None else {}
    kept = tuple(fragment for fragment in wanted if document is not None or rulings[fragment.pk])
    found = credits_of([*kept, *voices], use=uses_of(material)[0], on=on)
    dropped = [
        {"fragment": str(fragment.pk), "folio": fragment.folio, "reason": said_ruling(rulings[fragment.pk])}
        for fragment in wanted
        if document is None and not rulings[fragment.pk]
    ]
    credited = {key: said_credit(credit) for key, credit in found.items()}
    return _Choice(kept, credited, remarks_on(kept, readers(language)), dropped, voices)


def _places(material: Material) -> tuple[Community, ...]:
    if material.kind != MaterialKind.LEAFLET:
        return ()
    return tuple(Community.objects.filter(merged_into=None, visibility="public").order_by("code"))


def _keep(row: Release, piece: Piece, number: int, now: datetime) -> None:
    place = f"-{piece.community.code}" if piece.community else ""
    name = f"{row.material.folio}-v{row.number}-{number:02d}{place}.{_EXTENSIONS.get(piece.form, piece.form)}"
    blob = keep(piece.content, media_type=piece.media_type, name=name, now=now, duration_ms=piece.duration_ms)
    ReleaseFile(
        release=row,
        form=piece.form,
        blob=blob,
        pages=piece.pages,
        duration_ms=piece.duration_ms,
        community=piece.community,
        language=row.material.language,
    ).save()


@handler(JOB)
def release_later(job: Job, step: Step) -> dict[str, object]:
    """Build a version for a page that does not wait; a second try after a crash finds the version already there."""
    asked = job.payload
    material = Material.objects.get(pk=UUID(str(asked["material"])))
    step(0, 1, gettext("Construyendo %(title)s") % {"title": material.title})
    found = material.releases.filter(built_at=job.created_at).first()
    if found is None:
        found = release(
            material,
            on=date.fromisoformat(str(asked["on"])),
            override=str(asked.get("override", "")),
            by=Person.objects.filter(pk__in=[job.asked_by_id]).first() if job.asked_by_id else None,
            now=job.created_at,
        )
    step(1, 1, gettext("Versión %(number)s lista") % {"number": found.number})
    return {"release": str(found.pk)}
