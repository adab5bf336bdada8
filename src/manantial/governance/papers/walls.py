"""What was agreed and how it goes, for the wall."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.governance.papers.finding import body_named, said_day, session_named
from manantial.governance.queries import AgreementRow, agreement_balance, agreement_rows, agreements
from manantial.governance.rules import AGREEMENT_STATE_WORDS, OPEN, AgreementState, Urgency
from manantial.people.rules import Visibility
from manantial.press.compile import Pdf
from manantial.press.posters.boards import WallList, WallRow, WallSum, wall_list
from manantial.press.posters.imprint import DoesNotFit, Ink
from manantial.territory.papers import PaperRefused, imprint, titled

_MOST = 16  # lines that can still be read from two metres
_LEAST = 4


@titled(gettext_noop("Cartel «Lo que acordamos y cómo vamos»"))
def agreements_poster(language: str, on: date, body: str = "", session: str = "", ink: str = Ink.COLOUR.value) -> Pdf:
    """Return the wall list of agreements of everybody, of one body, or of one session: late ones first, then the rest.

    Only public agreements go to the wall. Lines that do not fit are left out and their number is printed. Raises
    PaperRefused when there is nothing to print.
    """
    chosen = session_named(session) if session else None
    whose = chosen.body if chosen else body_named(body)
    found = agreements().filter(visibility=Visibility.PUBLIC, session__planned_at__date__lte=on)
    if chosen is not None:
        found = found.filter(session=chosen)
    elif whose is not None:
        found = found.filter(session__body=whose)
    rows = agreement_rows(found, on=on)
    if not rows:
        raise PaperRefused(_("Todavía no hay acuerdos públicos que poner en la pared."))
    sums = agreement_balance(found, on=on)
    content = WallList(
        title=_("Lo que acordamos y cómo vamos"),
        rows=[],
        imprint=imprint(chosen.number if chosen else "", language=language, on=on, qr=chosen.number if chosen else ""),
        place=whose.name if whose else "",
        lead=_("Acuerdos al %(day)s") % {"day": said_day(on, language, weekday=False)},
        sums=[
            WallSum(sums.fulfilled, _("cumplidos"), "good"),
            WallSum(sums.open, _("por cumplir"), "info"),
            WallSum(sums.overdue, _("vencidos"), "bad"),
        ],
    )
    return _largest(content, [_line(row, language) for row in rows], Ink(ink))


def _largest(content: WallList, lines: list[WallRow], ink: Ink) -> Pdf:
    """Print as many lines as fit, and say how many were left out."""
    for count in range(min(len(lines), _MOST), min(len(lines), _LEAST) - 1, -1):
        left = len(lines) - count
        more = _("Hay %(count)s acuerdos más. Pida la lista completa.") % {"count": left} if left else ""
        try:
            return wall_list(_with(content, lines[:count], more), ink=ink)
        except DoesNotFit:
            if count == min(len(lines), _LEAST):
                raise
    raise PaperRefused(_("Todavía no hay acuerdos públicos que poner en la pared."))


def _with(content: WallList, lines: list[WallRow], more: str) -> WallList:
    return WallList(content.title, lines, content.imprint, content.place, content.lead, content.sums, more)


def _line(row: AgreementRow, language: str) -> WallRow:
    agreement = row.agreement
    is_open = agreement.state in OPEN
    state = _(row.due.ruling().reason) % row.due.ruling().facts if is_open else _state(agreement.state)
    tone = row.due.tone if is_open else _closed_tone(agreement.state)
    details = [
        _("Le toca a: %(seat)s") % {"seat": row.charged_to} if row.charged_to else "",
        said_day(agreement.due_on, language, weekday=False) if is_open else "",
        agreement.folio,
    ]
    if row.due.urgency is Urgency.NO_DATE:
        details.insert(1, _("pónganle fecha"))
    return WallRow(agreement.text_plain or agreement.text, state, tone, tuple(filter(None, details)))


def _state(state: str) -> str:
    return _(AGREEMENT_STATE_WORDS[state])


def _closed_tone(state: str) -> str:
    return {AgreementState.FULFILLED: "good", AgreementState.CANCELLED: "none"}.get(AgreementState(state), "warn")
