"""The way of a session and of its minutes: draft, read aloud and approved, signed on paper, locked.

Nothing here stops people from meeting; it keeps the paper honest. Errata are other minutes.
"""

from __future__ import annotations

from collections.abc import Mapping

from manantial.governance.rules.catalogues import MinutesState, SessionState
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _

_SESSION: Mapping[SessionState, frozenset[SessionState]] = {
    SessionState.PLANNED: frozenset({SessionState.CALLED, SessionState.HELD, SessionState.CANCELLED}),
    SessionState.CALLED: frozenset({SessionState.HELD, SessionState.CANCELLED}),
    SessionState.HELD: frozenset(),
    SessionState.CANCELLED: frozenset({SessionState.PLANNED}),
}


def session_may_become(before: str, after: str) -> Ruling:
    """Decide whether a session may pass to another state; one that was held stays held."""
    if SessionState(after) in _SESSION[SessionState(before)]:
        return Ruling.yes()
    return Ruling.no(_("La sesión ya no puede pasar a ese estado."))


def session_is_open(state: str) -> bool:
    """Tell whether attendance, votes and agreements of a session may still be written."""
    return state != SessionState.CANCELLED


def minutes_may_approve(state: str, session_state: str) -> Ruling:
    """Decide whether minutes may be marked as read aloud and approved."""
    if state != MinutesState.DRAFT:
        return Ruling.no(_("Esta acta ya fue aprobada."))
    if session_state != SessionState.HELD:
        return Ruling.no(_("Primero cierre la sesión: todavía no consta que se celebró."))
    return Ruling.yes()


def minutes_may_sign(state: str) -> Ruling:
    """Decide whether minutes may be marked as signed on paper."""
    if state != MinutesState.APPROVED:
        return Ruling.no(_("Se firma después de leerla en voz alta y aprobarla."))
    return Ruling.yes()


def minutes_may_lock(state: str, *, has_scan: bool, signed_by: str, locking: str) -> Ruling:
    """Decide whether minutes may be locked: with the photo of the signed paper, and by a second person."""
    if state != MinutesState.SIGNED:
        return Ruling.no(_("Se cierra después de firmarla."))
    if not has_scan:
        return Ruling.no(_("Suba la foto o el escaneo del acta firmada."))
    if signed_by and signed_by == locking:
        return Ruling.no(_("La cierra otra persona, no quien anotó las firmas. Así dos personas la revisan."))
    return Ruling.yes()


def minutes_may_correct(state: str) -> Ruling:
    """Decide whether an erratum may be opened: only for minutes that can no longer change."""
    if state != MinutesState.LOCKED:
        return Ruling.no(_("Esta acta aún se puede cambiar: no necesita fe de erratas."))
    return Ruling.yes()
