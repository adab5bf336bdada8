"""Taking in what people from outside wrote on a paper: remarks are added; no text, finding or fragment changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from manantial.kernel.digests import sha256_bytes
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Passage, Review, ReviewRemark
from manantial.meaning.queries.reviewing import places_of_folios, standing_places
from manantial.meaning.rules import SECTIONS
from manantial.meaning.rules.reviewing import RemarkOutcome, may_keep_words, nearest
from manantial.people.models import Person
from manantial.press.remarks import NotADocument, Remark, read_remarks


@dataclass(frozen=True)
class Received:
    """What a returned file brought."""

    review: Review
    new: int
    known: int


@transaction.atomic
def receive_review(
    paper: str, content: bytes, *, name: str, language: str = "es", sender: str = "", by: Person | None, now: datetime
) -> Received:
    """Keep the comments and tracked changes of a file that came back; those that came before are not kept twice.

    The file itself is not kept: it holds people's words, and a permission taken back would not reach it there.
    Raises MeaningRefused for another kind of file, and for one without remarks.
    """
    remarks = _read(content)
    if not remarks:
        require(Ruling.no(_("El archivo no trae comentarios ni cambios marcados. No se guardó nada.")))
    review = Review(
        paper=paper,
        language=language,
        name=name[:200],
        digest=sha256_bytes(content),
        sender=sender.strip()[:160],
        found=len(remarks),
        received_by_id=by.pk if by else None,
        received_at=now,
    )
    review.save()
    known = set(ReviewRemark.objects.filter(key__in=[one.key for one in remarks]).values_list("key", flat=True))
    fresh = list({one.key: one for one in remarks if one.key not in known}.values())
    ReviewRemark.objects.bulk_create(_rows(review, fresh))
    facts = {"paper": paper, "found": len(remarks), "new": len(fresh)}
    record("review.received", review, by=by, now=now, facts=facts)
    return Received(review, len(fresh), len(remarks) - len(fresh))


def _read(content: bytes) -> list[Remark]:
    try:
        return read_remarks(content)
    except NotADocument:
        require(
            Ruling.no(_("No es un texto de Word (.docx) ni de OpenDocument (.odt), o está dañado. Nada se guardó."))
        )
        raise


def _rows(review: Review, remarks: Sequence[Remark]) -> list[ReviewRemark]:
    by_folio = places_of_folios([folio for one in remarks for folio in one.folios])
    asked = {one.key: (*one.places, *(by_folio[folio] for folio in one.folios if folio in by_folio)) for one in remarks}
    standing = standing_places(place for places in asked.values() for place in places)
    made = []
    for number, one in enumerate(remarks, 1):
        place = nearest(asked[one.key], standing)
        passage = standing.get(place)
        section = passage.section if isinstance(passage, Passage) else _section(review.paper, one)
        made.append(_row(review, number, one, place, section, keep=may_keep_words(asked[one.key])))
    return made


def _row(review: Review, number: int, one: Remark, place: str, section: str, *, keep: bool) -> ReviewRemark:
    kind, _slash, key = place.partition("/")
    return ReviewRemark(
        review=review,
        position=number,
        key=one.key,
        kind=one.kind.value,
        author=one.author[:160],
        said_at=timezone.make_aware(one.at) if one.at else None,
        text=one.text,
        quoted=one.quoted if keep else "",
        thing_kind=kind,
        thing_id=key or None,
        section=section,
        heading=one.heading[:240],
        answers=one.answers,
        resolved=one.resolved,
    )


def _section(paper: str, one: Remark) -> str:
    """The section of the paper under whose title it stands, where the title bears its name."""
    return next((anchor for anchor in one.sections if anchor in SECTIONS.get(paper, {})), "")


@transaction.atomic
def settle_remark(
    remark: ReviewRemark, *, outcome: RemarkOutcome, reason: str = "", by: Person | None, now: datetime
) -> ReviewRemark:
    """Say what became of a remark. What is not done needs its reason: whoever wrote it will ask. MeaningRefused."""
    if outcome is RemarkOutcome.DECLINED and not reason.strip():
        require(Ruling.no(_("Diga por qué no se hace: quien lo escribió va a preguntar.")))
    remark.outcome, remark.reason = outcome.value, reason.strip()
    remark.settled_by_id, remark.settled_at = (by.pk if by else None), now
    remark.save()
    record("remark.settled", remark, by=by, now=now, facts={"outcome": outcome.value})
    return remark
