"""Proving results: evidence first, then somebody verifies, and only then it is achieved."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.people.models import Person
from manantial.project.actions.refusals import ProjectRefused, insist
from manantial.project.models import Contribution, DirectResult, Evidence
from manantial.project.rules.catalogues import EvidenceKind
from manantial.project.rules.results import may_verify
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
    """Write how many of a result are achieved, on which day, and who verified it. Without evidence it is refused."""
    insist(may_verify(achieved, evidence=result.evidence.count(), has_verifier=verifier is not None))
    before = result.achieved
    result.achieved, result.achieved_on, result.verified_by = achieved, on, verifier
    result.save()
    facts = {"code": result.code, "achieved": achieved, "before": before, "quantity": result.quantity}
    record("result.verified", result, by=by, now=now, facts=facts)
    return result
