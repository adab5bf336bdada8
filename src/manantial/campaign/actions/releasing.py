"""Building a version of a material: the gate is asked again, the files are kept, and what left the house is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from manantial.campaign.actions.refusals import require
from manantial.campaign.models import Material, Release, ReleaseFile, ReleaseFragment
from manantial.campaign.papers.pieces import Cargo, Piece, cited, pieces, whole_document
from manantial.campaign.queries.materials import WHOLE, carried, gate, production, uses_of
from manantial.campaign.rules import MaterialKind, may_release
from manantial.jobs.actions import Step, handler
from manantial.jobs.models import Job
from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.press.document import Document
from manantial.territory.models import Community
from manantial.vault.actions import keep
from manantial.voices.models import Fragment
from manantial.voices.queries import credits_of, said_credit, said_ruling

JOB = "campaign.release"


@dataclass(frozen=True)
class _Choice:
    """What the gate left of the fragments of a material."""

    kept: tuple[Fragment, ...]
    credits: dict[UUID, str]
    dropped: list[dict[str, str]]


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
    wanted = _cited(document) if document else carried(material)
    choice = _choose(material, wanted, on)
    cargo = Cargo(material, on, language, choice.kept, choice.credits, _places(material), document)
    made = pieces(cargo)
    row = Release(material=material, number=material.releases.count() + 1, built_at=now, on=on, dropped=choice.dropped)
    row.save()
    for fragment in choice.kept:
        ReleaseFragment(release=row, fragment=fragment, credit=choice.credits[fragment.pk][:200]).save()
    for number, piece in enumerate(made, 1):
        _keep(row, piece, number, now)
    facts = {"number": row.number, "files": len(made), "fragments": len(choice.kept), "dropped": len(choice.dropped)}
    record("material.released", material, by=by, now=now, reason=override, facts=facts)
    return row


def _cited(document: Document) -> list[Fragment]:
    """A whole report asks the gate while it is written; these are the fragments it prints."""
    return list(Fragment.objects.filter(pk__in=cited(document)).select_related("voice__community"))


def _choose(material: Material, wanted: list[Fragment], on: date) -> _Choice:
    uses = uses_of(material)
    rulings = gate(wanted, uses, on=on)
    kept = tuple(fragment for fragment in wanted if rulings[fragment.pk])
    lines = {key: said_credit(credit) for key, credit in credits_of(kept, use=uses[0], on=on).items()}
    dropped = [
        {"fragment": str(fragment.pk), "folio": fragment.folio, "reason": said_ruling(rulings[fragment.pk])}
        for fragment in wanted
        if not rulings[fragment.pk]
    ]
    return _Choice(kept, lines, dropped)


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


_EXTENSIONS = {"pdf-one-ink": "pdf", "tiles": "pdf", "script": "pdf"}


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
            by=Person.objects.filter(pk=job.asked_by_id).first(),
            now=job.created_at,
        )
    step(1, 1, gettext("Versión %(number)s lista") % {"number": found.number})
    return {"release": str(found.pk)}
