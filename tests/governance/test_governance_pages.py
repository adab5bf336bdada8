"""Sessions, agreements, rules and visits as the cast meets them: typed by keyboard, printed, never lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from manantial.governance.actions import make_agreement, sign_minutes, write_agenda
from manantial.governance.models import AgendaItem, Agreement, Attendance, Minutes, Session, Visit, Vote
from manantial.governance.rules import ItemKind
from manantial.people.actions import create_body, create_seat
from manantial.people.models import Body
from manantial.people.rules import BodyKind, SeatRole
from manantial.territory.models import Community
from tests.cast import CastClient, account_in, client_of
from tests.governance.conftest import MORNING

Make = Callable[[int], list[Community]]
Sit = Callable[..., Session]
SESSIONS, AGREEMENTS = "/mesa/sesiones/", "/mesa/acuerdos/"


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def photo() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "JPEG")
    out.name = "acta.jpg"
    out.seek(0)
    return out


def rows_of(*rows: dict[str, str]) -> dict[str, str]:
    """The sheet as a browser sends it."""
    return {f"r{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()} | {"rows": str(len(rows))}


def test_who_may_open_the_pages(
    sitting_of: Sit,
    members: Make,
    as_erandi: CastClient,
    as_ana: CastClient,
    as_otra: CastClient,
    as_nobody: CastClient,
) -> None:
    session = sitting_of(members(2), held=True)
    made = make_agreement(session, text="Comprar cloro", by=None, now=timezone.now())
    reads = [
        SESSIONS,
        f"{SESSIONS}{session.pk}/",
        AGREEMENTS,
        f"{AGREEMENTS}{made.pk}/",
        f"/mesa/reglas/{session.body_id}/",
        "/mesa/visitas/",
    ]
    writes = [
        f"{SESSIONS}nueva/",
        f"{SESSIONS}{session.pk}/asistencia/",
        f"{AGREEMENTS}{made.pk}/cambiar/",
        "/mesa/visitas/nueva/",
    ]
    for address in reads:
        assert as_erandi.get(address).status_code == 200, address
        assert as_ana.get(address).status_code == 200, address
        assert as_nobody.get(address).status_code == 302, address
        assert as_otra.get(address).status_code == 404, address
    for address in writes:
        assert as_erandi.get(address).status_code == 200, address
        assert as_ana.get(address).status_code == 403, address


def test_planning_writing_the_agenda_and_calling(assembly: Body, as_erandi: CastClient) -> None:
    plan = {
        "body": assembly.pk,
        "kind": "assembly",
        "planned_at": "2026-12-06T10:00",
        "second_call_at": "2026-12-06T10:30",
    }
    answer = as_erandi.post(f"{SESSIONS}nueva/", {**plan, "place": "Casa ejidal"})
    session = Session.objects.get()
    assert answer.headers["Location"] == f"{SESSIONS}{session.pk}/orden/"
    assert timezone.localtime(session.planned_at).hour == 10
    as_erandi.post(f"{SESSIONS}{session.pk}/orden/", {"points": "Cloro\n\nCuota anual", "kind": "deliberative"})
    assert list(AgendaItem.objects.values_list("title", flat=True)) == ["Cloro", "Cuota anual"]
    call = {"called_on": "2026-12-01", "media": "Radio", "evidence": photo()}
    assert as_erandi.post(f"{SESSIONS}{session.pk}/convocar/", call).status_code == 302
    session.refresh_from_db()
    assert (session.state, session.call_evidence is not None) == ("called", True)
    paper = as_erandi.get(f"{SESSIONS}{session.pk}/papel/convocatoria.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    for words in ("Cuota anual", "Casa ejidal", "domingo 6 de diciembre de 2026", "10:30"):
        assert words in pdf_text(paper.content)
    wrong = as_erandi.post(f"{SESSIONS}nueva/", {**plan, "second_call_at": "2026-12-06T09:00"})
    assert "La segunda convocatoria va después" in wrong.content.decode()


def test_fifty_seven_rows_are_typed_from_paper(members: Make, sitting_of: Sit, as_erandi: CastClient) -> None:
    places = members(40)
    session = sitting_of()
    typed = [
        {
            "community": str(n % 40 + 1),
            "name": f"Persona {n}",
            "women" if n % 2 else "men": "1",
            "accredited": "1" if n < 40 else "",
        }
        for n in range(57)
    ]
    answer = as_erandi.post(f"{SESSIONS}{session.pk}/asistencia/", rows_of(*typed))
    assert answer.status_code == 302
    assert Attendance.objects.count() == 57
    assert {one.community_id for one in Attendance.objects.all()} == {one.pk for one in places}
    page = as_erandi.get(f"{SESSIONS}{session.pk}/asistencia/").content.decode()
    assert "57 personas: 28 mujeres, 29 hombres" in " ".join(page.split())
    assert "Hay 40. Hay cuórum." in page
    assert "C-40" in page


def test_what_was_typed_is_not_lost_when_a_row_is_wrong(members: Make, sitting_of: Sit, as_erandi: CastClient) -> None:
    members(2)
    session = sitting_of()
    rows = rows_of({"community": "1", "women": "2"}, {"community": "Atlantis", "name": "Doña Chayo", "men": "uno"})
    page = as_erandi.post(f"{SESSIONS}{session.pk}/asistencia/", rows)
    told = page.content.decode()
    assert page.status_code == 200
    assert "Doña Chayo" in told
    assert "No se guardó todavía" in told
    assert Attendance.objects.count() == 0


def test_the_quorum_is_told_while_typing(members: Make, sitting_of: Sit, as_erandi: CastClient) -> None:
    members(4)
    session = sitting_of()
    address = f"{SESSIONS}{session.pk}/asistencia/cuorum/"
    row = {"women": "1", "accredited": "1"}
    two = as_erandi.post(address, rows_of({**row, "community": "1"}, {**row, "community": "2"})).content.decode()
    three = as_erandi.post(address, rows_of(*({**row, "community": str(n)} for n in (1, 2, 3)))).content.decode()
    assert "hacen falta 3 de 4 comunidades acreditadas. Hay 2. Sin cuórum." in two
    assert "Hay 3. Hay cuórum." in three
    assert Attendance.objects.count() == 0  # nothing was saved


def test_a_board_is_listed_by_seat(as_erandi: CastClient, now: datetime) -> None:
    board = create_body(kind=BodyKind.BOARD, name="Junta", by=None, now=now)
    seats = [create_seat(board, role=SeatRole.MEMBER, label=f"Asiento {n}", by=None, now=now) for n in range(3)]
    rosa = client_of(account_in(seats[0], "Rosa Díaz", now))
    account_in(seats[1], "Luz Cruz", now)
    as_erandi.post(f"{SESSIONS}nueva/", {"body": board.pk, "kind": "ordinary", "planned_at": "2026-12-06T10:00"})
    session = Session.objects.get()
    came = [{"seat": str(seat.pk), "there": "1", "proof": "fingerprint"} for seat in seats[:2]]
    assert as_erandi.post(f"{SESSIONS}{session.pk}/asistencia/", rows_of(*came)).status_code == 302
    assert set(Attendance.objects.values_list("proof", flat=True)) == {"fingerprint"}
    page = as_erandi.get(f"{SESSIONS}{session.pk}/").content.decode()
    assert "hacen falta 2 de 3 asientos con voto. Hay 2. Hay cuórum." in page
    assert rosa.get(f"{SESSIONS}{session.pk}/").status_code == 200  # the board reads
    assert rosa.post(f"{SESSIONS}{session.pk}/asistencia/", rows_of(*came)).status_code == 403


def test_a_whole_session_from_the_list_to_the_locked_minutes(
    members: Make, sitting_of: Sit, as_erandi: CastClient, ana: Any, now: datetime
) -> None:
    session = sitting_of(members(4)[:3])
    write_agenda(session, [("Cuota anual", ItemKind.DELIBERATIVE)], by=None, now=now)
    item = AgendaItem.objects.get()
    said = {"title": "Cuota anual", "summary": "Se habló de la cuota", "other_views": "Dos no quieren"}
    as_erandi.post(f"/mesa/puntos/{item.pk}/", said)
    ballot = {"question": "¿Se aprueba?", "method": "hands", "favour": 2, "against": 1, "abstain": 0, "blank": 0}
    as_erandi.post(f"/mesa/puntos/{item.pk}/votacion/", {**ballot, "closed_at": "2024-11-24T12:00", "call": 1})
    assert "Se aprobó" in as_erandi.get(f"/mesa/puntos/{item.pk}/").content.decode()
    agreed = {"text": "Se cobra una cuota", "kind": "norm", "visibility": "public", "item": item.pk, "otro": "1"}
    answer = as_erandi.post(f"{SESSIONS}{session.pk}/acuerdo/", agreed)
    assert answer.headers["Location"].endswith("/acuerdo/")
    held = {"started_at": "2024-11-24T10:05", "ended_at": "2024-11-24T13:00", "call": 1}
    as_erandi.post(f"{SESSIONS}{session.pk}/cerrar/", held)
    minutes = Minutes.objects.get()
    draft = pdf_text(as_erandi.get(f"{SESSIONS}{session.pk}/papel/acta.pdf").content)
    for words in ("BORRADOR", "Se habló de la cuota", "Dos no quieren", "Se cobra una cuota", "Hay cuórum", "13:00"):
        assert words in draft, words
    as_erandi.post(f"/mesa/actas/{minutes.pk}/aprobar/", {"language": "es"})
    assert "BORRADOR" not in pdf_text(as_erandi.get(f"{SESSIONS}{session.pk}/papel/acta.pdf").content)
    minutes.refresh_from_db()
    sign_minutes(minutes, by=ana.person, now=now)
    assert as_erandi.post(f"/mesa/actas/{minutes.pk}/cerrar/", {"scan": photo()}).status_code == 302
    minutes.refresh_from_db()
    assert minutes.state == "locked"
    assert as_erandi.get(f"/mesa/actas/{minutes.pk}/escaneo/").status_code == 200


def test_who_wrote_the_signatures_does_not_lock(members: Make, sitting_of: Sit, as_erandi: CastClient) -> None:
    session = sitting_of(members(1), held=True)
    minutes = session.minutes.get()
    as_erandi.post(f"/mesa/actas/{minutes.pk}/aprobar/")
    as_erandi.post(f"/mesa/actas/{minutes.pk}/firmar/")
    told = as_erandi.post(f"/mesa/actas/{minutes.pk}/cerrar/", {"scan": photo()}).content.decode()
    assert "La cierra otra persona" in told
    broken = io.BytesIO(b"not a photo")
    broken.name = "x.jpg"
    assert as_erandi.post(f"/mesa/actas/{minutes.pk}/cerrar/", {"scan": broken}).status_code == 200


def test_an_agreement_is_followed_until_it_is_done(
    sitting_of: Sit, as_erandi: CastClient, as_ana: CastClient, now: datetime
) -> None:
    made = make_agreement(sitting_of(held=True), text="Comprar cloro", due_on=date(2024, 12, 1), by=None, now=now)
    address = f"{AGREEMENTS}{made.pk}/"
    step = {"state": "to_review", "on": "2024-12-20", "note": "factura", "evidence": photo()}
    assert as_ana.post(address, {**step, "evidence": photo()}).status_code == 404
    assert as_erandi.post(address, step).status_code == 302
    told = as_erandi.get(address).content.decode()
    assert "factura" in told
    assert "Ver la prueba" in told
    proof = made.steps.get()
    assert as_erandi.get(f"{address}evidencia/{proof.pk}/").status_code == 200
    cancelled = as_erandi.post(address, {"state": "cancelled", "on": "2024-12-21"})
    assert "Solo un órgano cancela" in cancelled.content.decode()
    fixed = {"text": "Comprar cloro y repartirlo", "kind": "task", "visibility": "public", "reason": "faltaba repartir"}
    assert as_erandi.post(f"{address}cambiar/", fixed).status_code == 302
    made.refresh_from_db()
    assert made.text == "Comprar cloro y repartirlo"


def test_the_list_of_agreements_shows_the_late_ones_and_is_exported(
    sitting_of: Sit, as_erandi: CastClient, now: datetime
) -> None:
    session = sitting_of(held=True)
    make_agreement(session, text="Vencido hace mucho", due_on=date(2024, 12, 1), by=None, now=now)
    make_agreement(session, text="Sin ninguna fecha", by=None, now=now)
    late = as_erandi.get(AGREEMENTS, {"como": "overdue"}).content.decode()
    assert "Vencido hace mucho" in late
    assert "Sin ninguna fecha" not in late
    assert "Vencidos: 1" in late
    csv = as_erandi.get(AGREEMENTS, {"como": "overdue", "formato": "csv"}).content.decode("utf-8-sig")
    assert len(csv.strip().splitlines()) == 2
    poster = pdf_text(as_erandi.get(f"{AGREEMENTS}cartel.pdf").content)
    assert "Lo que acordamos y cómo vamos" in poster
    assert "Sin ninguna fecha" in poster


def test_only_public_agreements_go_to_the_wall(sitting_of: Sit, as_erandi: CastClient, now: datetime) -> None:
    session = sitting_of(held=True)
    make_agreement(session, text="Del comité solamente", visibility="committee", by=None, now=now)
    refused = as_erandi.get(f"{AGREEMENTS}cartel.pdf", follow=True).content.decode()
    assert "Todavía no hay acuerdos públicos" in refused
    make_agreement(session, text="De todas", by=None, now=now)
    poster = pdf_text(as_erandi.get(f"{AGREEMENTS}cartel.pdf", {"tinta": "one"}).content)
    assert "De todas" in poster
    assert "Del comité solamente" not in poster


@pytest.mark.parametrize(("address", "queries"), [(SESSIONS, 7), (AGREEMENTS, 9), ("/mesa/visitas/", 6)])
def test_lists_cost_the_same_with_one_and_with_three(
    address: str, queries: int, sitting_of: Sit, members: Make, as_erandi: CastClient, now: datetime
) -> None:
    place = members(1)[0]

    def fill(number: int) -> None:
        session = sitting_of(at=MORNING + timedelta(days=number), held=True)
        make_agreement(session, text=f"Acuerdo {number}", by=None, now=now)
        Visit.objects.create(community=place, folio=f"V-{number}", kind="sampling", on=date(2024, 1, 1), state="closed")

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert as_erandi.get(address).status_code == 200
        return len(caught)

    fill(1)
    asked()  # the first request of a browser asks about its session
    one = asked()
    fill(2)
    fill(3)
    assert asked() == one == queries


def test_a_new_regulation_is_typed_in_words(assembly: Body, members: Make, as_erandi: CastClient) -> None:
    members(3)
    address = f"/mesa/reglas/{assembly.pk}/"
    assert "No hay reglamento registrado" in as_erandi.get(address).content.decode()
    form = {
        "title": "Reglamento de la asamblea", "valid_from": "2026-01-01", "quorum": "1/3", "base": "communities",
        "majority": "simple", "extension": "allowed", "notice": "8",
    }  # fmt: skip
    assert as_erandi.post(f"{address}nueva/", form).status_code == 302
    assert "Reglamento de la asamblea" in as_erandi.get(address).content.decode()
    assert "No hay reglamento" in as_erandi.get(address, {"fecha": "2025-06-01"}).content.decode()
    wrong = as_erandi.post(f"{address}nueva/", {**form, "valid_from": "2026-02-01", "quorum": "mitad"})
    assert "Una fracción va de 0 a 1" in wrong.content.decode()


def test_visits_and_requests_are_answered(members: Make, as_erandi: CastClient) -> None:
    place = members(1)[0]
    asked = {"community": place.pk, "kind": "request", "on": "2026-11-01", "text": "Piden una muestra"}
    as_erandi.post("/mesa/visitas/nueva/", asked)
    visit = Visit.objects.get()
    assert "Sin respuesta" in as_erandi.get("/mesa/visitas/").content.decode()
    as_erandi.post(f"/mesa/visitas/{visit.pk}/", {"answer": "Fuimos el martes", "on": "2026-11-04"})
    visit.refresh_from_db()
    assert (visit.state, visit.answer) == ("closed", "Fuimos el martes")


@pytest.mark.parametrize("path", [f"{SESSIONS}nueva/?papel=1", "/mesa/visitas/nueva/?papel=1"])
def test_forms_have_their_paper_twin(path: str, alliance: object, as_erandi: CastClient) -> None:
    assert "Firma o huella" in as_erandi.get(path).content.decode()


def test_the_list_to_sign_names_the_members_and_leaves_room(
    members: Make, sitting_of: Sit, as_erandi: CastClient
) -> None:
    members(3)
    session = sitting_of()
    paper = as_erandi.get(f"{SESSIONS}{session.pk}/papel/lista-de-asistencia.pdf")
    told = pdf_text(paper.content)
    assert "Comunidad 3 (C-03)" in told
    assert " 23 " in f" {told} "
    assert as_erandi.get(f"{SESSIONS}{session.pk}/papel/otra-cosa.pdf").status_code == 404


def test_a_cancelled_session_takes_nothing_more(assembly: Body, sitting_of: Sit, as_erandi: CastClient) -> None:
    session = sitting_of()
    as_erandi.post(f"{SESSIONS}{session.pk}/no-se-celebro/", {"reason": "tormenta"})
    session.refresh_from_db()
    assert session.state == "cancelled"
    refused = as_erandi.post(f"{SESSIONS}{session.pk}/asistencia/", rows_of({"name": "Rosa", "women": "1"}))
    assert "no se celebró" in refused.content.decode()
    assert Vote.objects.count() == Agreement.objects.count() == 0
