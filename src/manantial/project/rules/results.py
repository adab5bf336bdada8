"""When a direct result counts as achieved: there is evidence, somebody verified it, and the quantity is reached."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _


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


def may_verify(achieved: int, *, evidence: int, has_verifier: bool) -> Ruling:
    """Decide whether an achieved quantity may be written down.

    `evidence` is how many items prove it. A quantity the page does not state does not stop it: any number counts.
    """
    if achieved < 1:
        return Ruling.no(_("Escriba cuántos se lograron: uno o más."))
    if not evidence:
        return Ruling.no(_("Falta la evidencia. Agregue primero el documento, la foto, el acta o la lista."))
    if not has_verifier:
        return Ruling.no(_("Falta quién lo verificó."))
    return Ruling.yes()


def result_state(quantity: int | None, achieved: int | None, *, evidence: int, verified: bool) -> ResultState:
    """How a result stands. Without a stated quantity, one verified item is an achievement."""
    if not verified or not achieved:
        return ResultState.UNPROVEN if evidence else ResultState.PLANNED
    return ResultState.ACHIEVED if achieved >= (quantity or 1) else ResultState.PARTLY
