"""The attendance list typed from paper by keyboard alone, with the quorum told while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manantial.governance.actions import GovernanceRefused, ListLine, write_attendance
from manantial.governance.models import Attendance, Session
from manantial.governance.queries import (
    attendance_sum,
    attendances,
    doubled_lines,
    holder_names,
    sessions,
    sitting,
    standing_seats,
)
from manantial.governance.rules import PROOF_WORDS, Proof
from manantial.governance.web.plumbing import now, told
from manantial.people.access import Request, address, find
from manantial.people.models import Seat
from manantial.people.rules import BodyKind
from manantial.territory.models import Community
from manantial.territory.queries import communities
from manantial.territory.rules import Likeness, Named, match_name

SPARE = 8
MOST = 400  # rows of one list


@dataclass
class Row:
    """A row of the sheet as it was typed, with what is wrong in it."""

    pk: str = ""
    seat: Seat | None = None
    holder: str = ""
    there: bool = False
    community: str = ""
    name: str = ""
    women: str = ""
    men: str = ""
    unsaid: str = ""
    accredited: bool = False
    proof: str = Proof.LIST.value
    arrived: str = ""
    left: str = ""
    error: str = ""
    doubled: bool = False
    found: Community | None = field(default=None, repr=False)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """Show the list to type; what was typed is never lost, also when a row is wrong."""
    session = find(request, "sessions.edit", sessions(), pk)
    rows = _typed(request.POST, session) if request.method == "POST" else _known(session, _asked_rows(request))
    if request.method == "POST" and not any(row.error for row in rows):
        try:
            written = write_attendance(session, _lines(rows, session), by=request.actor.person, now=now())
        except GovernanceRefused as error:
            messages.error(request, told(error))
        else:
            came = attendance_sum(written)
            words = _("Lista guardada: %(total)s personas de %(communities)s comunidades.")
            messages.success(request, words % {"total": came.total, "communities": came.communities})
            return redirect("governance:attendance", pk=pk)
    context = {
        "title": _("Lista de asistencia"),
        "session": session,
        "rows": [row for row in rows if row.seat is None],
        "seats": [row for row in rows if row.seat is not None],
        "proofs": [(key, _(word)) for key, word in PROOF_WORDS.items()],
        "places": communities().order_by("code"),
        "wrong": sum(bool(row.error) for row in rows),
        "doubled": sum(row.doubled for row in rows),
        **_told(session, rows),
    }
    return render(request, "governance/attendance.html", context)


@address("sessions.edit")
@require_POST
def quorum(request: Request, pk: UUID) -> HttpResponse:
    """Tell the quorum of what is typed and not saved yet."""
    session = find(request, "sessions.edit", sessions(), pk)
    return render(request, "governance/quorum.html", _told(session, _typed(request.POST, session)))


def _told(session: Session, rows: Sequence[Row]) -> dict[str, object]:
    lines = [_unsaved(line, session) for line in _lines([row for row in rows if not row.error], session)]
    return {"told": sitting(session, lines), "came": attendance_sum(lines)}


def _unsaved(line: ListLine, session: Session) -> Attendance:
    return Attendance(
        session=session, seat=line.seat, community=line.community, written_name=line.written_name, women=line.women,
        men=line.men, unsaid=line.unsaid, accredited=line.accredited, arrived_at=line.arrived_at, left_at=line.left_at,
    )  # fmt: skip


def _asked_rows(request: Request) -> int:
    asked = request.GET.get("renglones", "")
    return min(int(asked), MOST) if asked.isdigit() else 0


def _known(session: Session, asked: int) -> list[Row]:
    """The sheet before typing: what is saved, the seats of the body, and empty rows."""
    lines = list(attendances(session))
    seats = {line.seat_id: line for line in lines if line.seat_id}
    doubled = doubled_lines(lines)
    rows = [_seat_row(seat, name, seats.get(seat.pk)) for seat, name in _seats(session)]
    typed = [_saved_row(line, line.pk in doubled) for line in lines if not line.seat_id]
    empty = max(SPARE, asked - len(typed)) if _by_community(session) else SPARE
    return [*rows, *typed, *(Row(accredited=_by_community(session)) for _n in range(empty))]


def _by_community(session: Session) -> bool:
    return session.body.kind == BodyKind.ASSEMBLY and session.body.community_id is None


def _seats(session: Session) -> list[tuple[Seat, str]]:
    day = timezone.localdate(session.planned_at)
    seats = list(standing_seats(session.body, day))
    names = holder_names({seat.pk for seat in seats}, day)
    return [(seat, names.get(seat.pk, "")) for seat in seats]


def _seat_row(seat: Seat, holder: str, line: Attendance | None) -> Row:
    row = _saved_row(line, doubled=False) if line else Row(proof=Proof.SIGNATURE.value)
    row.seat, row.holder, row.there = seat, holder, line is not None
    return row


def _saved_row(line: Attendance, doubled: bool) -> Row:
    return Row(
        pk=str(line.pk), community=line.community.code if line.community else "", name=line.written_name,
        women=str(line.women or ""), men=str(line.men or ""), unsaid=str(line.unsaid or ""),
        accredited=line.accredited, proof=line.proof, arrived=_clock(line.arrived_at), left=_clock(line.left_at),
        doubled=doubled,
        found=line.community,
    )  # fmt: skip


def _clock(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""


def _typed(post: Mapping[str, str], session: Session) -> list[Row]:
    """Read the sheet back as it was typed."""
    known = list(communities())
    places = [Named(str(one.pk), one.name, (*_codes(one), *one.aliases)) for one in known]
    by_key = {str(one.pk): one for one in known}
    seats = {str(seat.pk): (seat, name) for seat, name in _seats(session)}
    total = min(int(post.get("rows", "0") or 0), MOST)
    rows = [_read(post, n) for n in range(total)]
    for n, row in enumerate(rows):
        row.seat, row.holder = seats.get(post.get(f"r{n}-seat", ""), (None, ""))
        _check(row, places, by_key)
    return rows


def _read(post: Mapping[str, str], n: int) -> Row:
    def at(name: str) -> str:
        return post.get(f"r{n}-{name}", "").strip()

    return Row(
        pk=at("pk"), there=bool(at("there")), community=at("community"), name=at("name"), women=at("women"),
        men=at("men"), unsaid=at("unsaid"), accredited=bool(at("accredited")), proof=at("proof") or Proof.LIST.value,
        arrived=at("arrived"), left=at("left"),
    )  # fmt: skip


def _check(row: Row, places: Sequence[Named], by_key: Mapping[str, Community]) -> None:
    for number in (row.women, row.men, row.unsaid):
        if number and not number.isdigit():
            row.error = _("Escriba cuántas personas con número.")
    if row.community:
        exact = [place for likeness, place in match_name(row.community, places) if likeness >= Likeness.SPELLING]
        if len(exact) == 1:
            row.found = by_key[exact[0].key]
        else:
            row.error = _("Hay varias así: escriba su clave.") if exact else _("No está en la lista de comunidades.")
    for hour in (row.arrived, row.left):
        if hour and _time(hour) is None:
            row.error = _("Escriba la hora así: 10:30.")


def _codes(community: Community) -> tuple[str, str]:
    """The key as printed, and as somebody types it in a hurry: C-07 and 7."""
    return community.code, community.code.removeprefix("C-").lstrip("0")


def _time(written: str) -> time | None:
    hour, _colon, minute = written.replace(".", ":").partition(":")
    if not (hour.isdigit() and (minute or "0").isdigit()):
        return None
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


def _lines(rows: Sequence[Row], session: Session) -> list[ListLine]:
    return [_line(row, session) for row in rows if row.seat is None or row.there]


def _line(row: Row, session: Session) -> ListLine:
    empty = not (row.found or row.name or row.women or row.men or row.unsaid or row.seat)
    return ListLine(
        pk=UUID(row.pk) if row.pk else None,
        seat=row.seat,
        community=row.found,
        written_name=row.name,
        women=int(row.women or 0),
        men=int(row.men or 0),
        unsaid=int(row.unsaid or 0),
        accredited=row.accredited and not empty and row.found is not None,
        proof=Proof(row.proof) if row.proof in set(Proof) else Proof.LIST,
        arrived_at=_moment(row.arrived, session),
        left_at=_moment(row.left, session),
    )


def _moment(written: str, session: Session) -> datetime | None:
    hour = _time(written) if written else None
    day = timezone.localdate(session.planned_at)
    return timezone.make_aware(datetime.combine(day, hour)) if hour else None
