"""Proving results: evidence first, then somebody verifies, and only then it is achieved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.people.models import Person
from manantial.project.actions.refusals import ProjectRefused, insist
from manantial.project.models import Contribution, DirectResult, Evidence
from manantial.project.queries.proofs import stop_of
from manantial.project.rules.catalogues import EvidenceKind
from manantial.project.rules.results import Proof, may_verify
from manantial.vault.models import Blob


@transaction.atomic
def add_evidence(
    proves: DirectResult | Contribution,
    *,
    kind: EvidenceKind,
    title: str,
    by: Identified | None,
    now: datetime,
    blob: Blob | None = None,
    reference: str = "",
    invoice_uuid: UUID | None = None,
    on: date | None = None,
) -> Evidence:
    """Keep what proves a result or a contribution: a file, or where the document is. ProjectRefused for neither."""
    if blob is None and not reference.strip() and invoice_uuid is None:
        raise ProjectRefused.because(_("Agregue el archivo, o diga dónde está el documento."))
    if not title.strip():
        raise ProjectRefused.because(_("Escriba qué es la evidencia."))
    kept = Evidence(
        kind=kind.value,
        title=title.strip()[:200],
        blob=blob,
        reference=reference.strip(),
        invoice_uuid=invoice_uuid,
        on=on,
    )
    if isinstance(proves, DirectResult):
        kept.result = proves
    else:
        kept.contribution = proves
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise ProjectRefused.because(
            _("La factura %(uuid)s ya se usó en otro comprobante."), uuid=str(invoice_uuid)
        ) from error
    record("evidence.added", kept, by=by, now=now, facts={"kind": kind.value, "proves": str(proves.pk)})
    return kept


@transaction.atomic
def verify_result(
    result: DirectResult, *, achieved: int, on: date, verifier: Person | None, by: Identified | None, now: datetime
) -> DirectResult:
    """Write how many of a result are achieved, on which day, and who verified it.

    Raises ProjectRefused while one of its proofs is missing, without a verifier, or while another room stops it.
    """
    proofs = [Proof(one.kind, one.blob_id is not None) for one in result.evidence.all()]
    insist(may_verify(achieved, proofs=proofs, needs=result.needs, has_verifier=verifier is not None))
    insist(stop_of(result, on=localdate(now)))
    before = result.achieved
    result.achieved, result.achieved_on, result.verified_by = achieved, on, verifier
    result.save()
    facts = {"code": result.code, "achieved": achieved, "before": before, "quantity": result.quantity}
    record("result.verified", result, by=by, now=now, facts=facts)
    return result


@transaction.atomic
def ask_of_result(result: DirectResult, needs: Sequence[EvidenceKind], *, by: Identified | None, now: datetime) -> None:
    """Say which kinds of proof a result asks for; none: any proof will do."""
    before, result.needs = result.needs, [kind.value for kind in needs]
    result.save(update_fields=["needs"])
    record("result.asked", result, by=by, now=now, facts={"before": before, "needs": result.needs})


@dataclass(frozen=True)
class File:
    """A finished paper that proves something: what it is, its bytes in the vault, whose words it carries."""

    kind: EvidenceKind
    title: str
    blob: Blob
    voices: tuple[UUID, ...] = ()


@transaction.atomic
def prove_result(
    result: DirectResult,
    files: Sequence[File],
    *,
    achieved: int,
    on: date,
    verifier: Person | None,
    by: Identified | None,
    now: datetime,
) -> DirectResult:
    """Name finished papers as the proof of a result and write it down as achieved: both or nothing. ProjectRefused."""
    for file in files:
        kept = add_evidence(result, kind=file.kind, title=file.title, blob=file.blob, on=on, by=by, now=now)
        kept.voices = [str(voice) for voice in file.voices]
        kept.save(update_fields=["voices"])
    return verify_result(result, achieved=achieved, on=on, verifier=verifier, by=by, now=now)
