"""Finished papers as proofs of the results of the project: the report, the synthesis, the booklet, a held workshop.

The project knows results and not the memory; the memory knows papers and not the project. Here, above both, one step
names a paper as the evidence of a result, on its day and with who verified it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from manantial.jobs.models import Job
from manantial.kernel.rulings import Ruling
from manantial.meaning.actions.building import JOB, hold_built, voices_in
from manantial.meaning.papers import audiovisual_catalogue
from manantial.meaning.queries import finding_standings
from manantial.meaning.rules import final_text_gate
from manantial.people.models import Person
from manantial.press.compile import compile_pdf
from manantial.press.document import Document
from manantial.project.actions.results import File, prove_result
from manantial.project.models import DirectResult
from manantial.project.queries.dossier import current_project
from manantial.project.queries.proofs import stops_result
from manantial.project.rules.catalogues import EVIDENCE_WORDS, EvidenceKind
from manantial.vault.actions import keep
from manantial.voices.models import Voice, Workshop

# What each written paper proves.
PROVES: Mapping[str, EvidenceKind] = {
    "informe-preliminar": EvidenceKind.DRAFT,
    "informe-final": EvidenceKind.FINAL,
    "sintesis": EvidenceKind.SYNTHESIS,
    "cuaderno": EvidenceKind.MATERIAL,
}


@dataclass(frozen=True)
class Verified:
    """Who verified a result, on which day, and how many were achieved."""

    verifier: Person | None
    on: date
    achieved: int


@stops_result
def undecided(result: DirectResult, on: date) -> Ruling:
    """A final report is no achievement while a yellow or red finding waits for its decision."""
    if EvidenceKind.FINAL not in result.needs:
        return Ruling.yes()
    return final_text_gate(view.validated for view in finding_standings(on=on))


def results_asking(kind: EvidenceKind) -> list[DirectResult]:
    """The results of the present project that ask for this kind of proof, in their order."""
    project = current_project()
    if project is None:
        return []
    rows = DirectResult.objects.filter(project=project).select_related("project").prefetch_related("evidence")
    return [row for row in rows if kind in row.needs]


def built_pdf(pk: UUID) -> Job | None:
    """A finished written paper as PDF that can prove something; None for anything else."""
    job = Job.objects.filter(pk=pk, kind=JOB, state="done").first()
    known = job is not None and job.payload.get("paper") in PROVES and job.payload.get("form") == "pdf"
    return job if known else None


@transaction.atomic
def prove_with_paper(
    job: Job, result: DirectResult, seen: Verified, *, catalogue: bool, by: Person | None, now: datetime
) -> DirectResult:
    """Name a built paper as the proof of a result; a draft brings the audiovisual catalogue with it when asked.

    Raises MeaningRefused when the paper must be built anew, ProjectRefused while the result still lacks something.
    """
    paper, language = str(job.payload["paper"]), str(job.payload["language"])
    kind = PROVES[paper]
    blob = hold_built(job, on=localdate(now))
    told = [UUID(voice) for voice in job.result.get("voices", [])]
    files = [File(kind, _title(kind, language, seen.on), blob, tuple(told))]
    if kind is EvidenceKind.DRAFT and catalogue:
        document = audiovisual_catalogue(language, seen.on)
        files.append(_kept(EvidenceKind.CATALOGUE, document, seen.on, now))
    return _proven(result, files, seen, by=by, now=now)


@transaction.atomic
def prove_with_workshop(
    workshop: Workshop,
    result: DirectResult,
    papers: Mapping[EvidenceKind, Document],
    seen: Verified,
    *,
    by: Person | None,
    now: datetime,
) -> DirectResult:
    """Name a held workshop as the proof of a result: who came, and what was done and said. Raises ProjectRefused."""
    spoke = tuple(Voice.objects.filter(workshop=workshop).values_list("pk", flat=True))
    files = [_kept(kind, document, seen.on, now) for kind, document in papers.items()]
    files = [replace(one, voices=spoke) if one.kind is EvidenceKind.ACCOUNT else one for one in files]
    return _proven(result, files, seen, by=by, now=now)


def _proven(
    result: DirectResult, files: Sequence[File], seen: Verified, *, by: Person | None, now: datetime
) -> DirectResult:
    return prove_result(result, files, achieved=seen.achieved, on=seen.on, verifier=seen.verifier, by=by, now=now)


def _kept(kind: EvidenceKind, document: Document, on: date, now: datetime) -> File:
    """A paper made for this moment, kept as PDF."""
    made = compile_pdf(document)
    blob = keep(made.content, media_type="application/pdf", name=f"{kind}-{on.isoformat()}.pdf", now=now)
    return File(kind, f"{document.title}, {on.isoformat()}", blob, tuple(voices_in(document)))


def _title(kind: EvidenceKind, language: str, on: date) -> str:
    spoken = "" if language == "es" else f" ({language})"
    return f"{_(EVIDENCE_WORDS[kind])}{spoken}, {on.isoformat()}"
