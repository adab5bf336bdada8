"""When a direct result counts as achieved: there is evidence, somebody verified it, and the quantity is reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.project.rules.catalogues import EvidenceKind


class ResultState(StrEnum):
    """How a direct result stands."""

    PLANNED = "planned"
    UNPROVEN = "unproven"  # there is evidence, and nobody has verified it yet
    PARTLY = "partly"
    ACHIEVED = "achieved"


RESULT_WORDS: Mapping[str, str] = {
    ResultState.PLANNED: _("Planeado"),
    ResultState.UNPROVEN: _("Por verificar"),
    ResultState.PARTLY: _("Logrado en parte"),
    ResultState.ACHIEVED: _("Logrado"),
}
RESULT_TONES: Mapping[str, str] = {
    ResultState.PLANNED: "none",
    ResultState.UNPROVEN: "info",
    ResultState.PARTLY: "warn",
    ResultState.ACHIEVED: "good",
}


# What each result of the first phase is proven by, as its page describes it; other results take any proof.
USUAL_NEEDS: Mapping[str, tuple[EvidenceKind, ...]] = {
    "R1": (EvidenceKind.DRAFT, EvidenceKind.CATALOGUE),
    "R2": (EvidenceKind.ATTENDANCE, EvidenceKind.ACCOUNT),
    "R3": (EvidenceKind.FINAL,),
    "R4": (EvidenceKind.MATERIAL,),
    "R5": (EvidenceKind.SYNTHESIS,),
}
# Of these the file itself is asked for; where it lies is not enough.
FILED = frozenset({EvidenceKind.DRAFT, EvidenceKind.CATALOGUE, EvidenceKind.FINAL, EvidenceKind.SYNTHESIS})


MISSING_WORDS: Mapping[str, str] = {
    EvidenceKind.DRAFT: _("Falta el informe preliminar (borrador), con su archivo."),
    EvidenceKind.CATALOGUE: _("Falta el catálogo audiovisual, con su archivo: el borrador solo es la mitad."),
    EvidenceKind.FINAL: _("Falta el informe final, con su archivo."),
    EvidenceKind.SYNTHESIS: _("Falta el documento de síntesis, con su archivo."),
    EvidenceKind.ATTENDANCE: _("Falta la lista de asistencia."),
    EvidenceKind.ACCOUNT: _("Falta la relatoría: la lista de asistencia sola no dice qué se hizo."),
    EvidenceKind.MATERIAL: _("Falta la pieza: agregue el material producido."),
}


@dataclass(frozen=True)
class Proof:
    """What proves a result: its kind, and whether its file is here."""

    kind: str
    filed: bool


def lacking(needs: Iterable[str], proofs: Iterable[Proof]) -> list[str]:
    """The kinds of proof that a result still asks for."""
    shown = {proof.kind for proof in proofs if proof.filed or proof.kind not in FILED}
    return [kind for kind in needs if kind not in shown]


def may_verify(achieved: int, *, proofs: Sequence[Proof], needs: Iterable[str] = (), has_verifier: bool) -> Ruling:
    """Decide whether an achieved quantity may be written down.

    `needs` are the kinds of proof that this result asks for, each of them; none asks for any proof. A quantity the page
    does not state does not stop it: any number counts.
    """
    if achieved < 1:
        return Ruling.no(_("Escriba cuántos se lograron: uno o más."))
    if not proofs:
        return Ruling.no(_("Falta la evidencia. Agregue primero el documento, la foto, el acta o la lista."))
    if missing := lacking(needs, proofs):
        return Ruling.no(MISSING_WORDS.get(missing[0], _("A este resultado le falta una de sus evidencias.")))
    if not has_verifier:
        return Ruling.no(_("Falta quién lo verificó."))
    return Ruling.yes()


def result_state(quantity: int | None, achieved: int | None, *, evidence: int, verified: bool) -> ResultState:
    """How a result stands. Without a stated quantity, one verified item is an achievement."""
    if not verified or not achieved:
        return ResultState.UNPROVEN if evidence else ResultState.PLANNED
    return ResultState.ACHIEVED if achieved >= (quantity or 1) else ResultState.PARTLY
