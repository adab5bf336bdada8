"""Handovers as the cast meets them: the list, the act typed from paper, and the three papers."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from manantial.governance.models import Agreement
from manantial.handover.actions import open_handover, write_no_handover
from manantial.handover.models import Handover, HandoverItem, HandoverParty
from manantial.handover.papers import FOLDER_PAGES, PAPERS
from manantial.handover.queries import handovers
from manantial.kernel.money import Money
from manantial.people.actions import create_committee
from manantial.people.models import Body
from manantial.press.compile import Pdf, compile_pdf
from manantial.press.synthesis import murmur
from manantial.territory.actions import add_community
from manantial.territory.papers import PaperRefused
from manantial.water.actions import ComponentSeen, note_visit, register_system, report_failure
from manantial.water.rules import Component, FailureKind, Light, SystemKind
from tests.cast import CastClient
from tests.handover.conftest import ELECTED

LIST = "/mesa/relevos/"
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """The pages of this test are asked on the day of the fixture."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def act(relieved: Body, now: datetime) -> Handover:
    """The act of the election of the eighth of November."""
    return open_handover(relieved, elected_on=ELECTED, by=None, now=now)


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def printed(name: str, act: Handover, on: date = TODAY) -> tuple[str, int]:
    made = PAPERS[name](language="es", on=on, handover=act.folio)
    pdf = made if isinstance(made, Pdf) else compile_pdf(made)
    return pdf_text(pdf.content), pdf.pages


def test_who_may_open_the_pages(
    act: Handover, as_erandi: CastClient, as_ana: CastClient, as_otra: CastClient, as_nobody: CastClient
) -> None:
    one = f"{LIST}{act.pk}/"
    for path in (LIST, one, f"{one}lista/", f"{one}personas/", f"{one}dinero/", f"{one}firmar/", f"{one}no-hubo/"):
        assert as_erandi.get(path).status_code == 200, path
        assert as_nobody.get(path).status_code == 302, path
        assert as_ana.get(path).status_code == 403, path  # a facilitator does not see what committees hand over
        assert as_otra.get(path).status_code == 404, path


def test_the_list_tells_who_waits_and_opens_the_act(relieved: Body, as_erandi: CastClient) -> None:
    listed = as_erandi.get(LIST).content.decode()
    assert "Por entregar" in listed
    assert "0 / 1" in listed
    opening = f"{LIST}abrir/{relieved.pk}/"
    assert "2026-11-08" in as_erandi.get(opening).content.decode()
    as_erandi.post(opening, {"elected_on": "2026-11-08", "place": "Casa ejidal"})
    act = Handover.objects.get()
    assert HandoverItem.objects.count() > 30
    assert as_erandi.get(f"{LIST}{act.pk}/").status_code == 200
    assert "Ya hay un acta" in as_erandi.post(opening, {"elected_on": "2026-11-08"}).content.decode()
    csv = as_erandi.get(LIST, {"formato": "csv"}).content.decode("utf-8-sig")
    assert "ER-2026-001" in csv


def test_the_act_is_typed_from_paper_and_its_gaps_become_tasks(act: Handover, as_erandi: CastClient) -> None:
    one = f"{LIST}{act.pk}/"
    items = list(act.items.order_by("position"))
    ticks = {f"o-{item.pk}": "given" for item in items} | {f"o-{items[1].pk}": "does_not_exist"}
    typed = {**ticks, f"p-{items[0].pk}": "Caja de lata", "nuevo": "Tinaco prestado", "seccion": "goods"}
    assert as_erandi.post(f"{one}lista/", typed).status_code == 302
    assert HandoverItem.objects.get(label="Tinaco prestado").section == "goods"
    as_erandi.post(f"{one}dinero/", {"cash": "3,420.50", "taps": "84", "remarks": "Prometieron tubo"})
    wrong = as_erandi.post(f"{one}dinero/", {"cash": "como tres mil"}).content.decode()
    assert "No se entiende «como tres mil» como cantidad" in wrong
    parties = list(HandoverParty.objects.order_by("position"))
    rows = {f"name-{n}": one_party.written_name for n, one_party in enumerate(parties)}
    rows |= {f"side-{n}": one_party.side for n, one_party in enumerate(parties)}
    rows |= {f"pk-{n}": str(one_party.pk) for n, one_party in enumerate(parties)}
    last = len(parties)
    rows |= {f"name-{last}": "Agente municipal", f"side-{last}": "witness", "proof-0": "fingerprint", "protest-0": "1"}
    assert as_erandi.post(f"{one}personas/", rows).status_code == 302
    first = HandoverParty.objects.order_by("position").first()
    assert first is not None
    assert (first.proof, first.under_protest) == ("fingerprint", True)
    assert as_erandi.post(f"{one}firmar/", {"signed_on": "2026-11-09"}).status_code == 302
    act.refresh_from_db()
    assert (act.state, act.cash) == ("signed", Money(342050, "MXN"))
    assert Agreement.objects.get().text == "Conseguir o reponer: Cuenta de banco y firma"
    page = as_erandi.get(one).content.decode()
    for words in ("Entregado a tiempo", "quedó como tarea", "bajo protesta", "Agente municipal"):
        assert words in page, words


def test_no_handover_observations_and_the_talk_of_day_thirty(act: Handover, as_erandi: CastClient) -> None:
    one = f"{LIST}{act.pk}/"
    as_erandi.post(f"{one}no-hubo/", {"reason": "No se presentaron"})
    assert "No hubo entrega" in as_erandi.get(LIST).content.decode()
    as_erandi.post(f"{one}mover/", {"estado": "preparing"})
    as_erandi.post(f"{one}firmar/", {"signed_on": "2026-11-20"})
    as_erandi.post(f"{one}mover/", {"estado": "observations"})
    as_erandi.post(f"{one}que-falto/", {"missed": "Las llaves"})
    refused = as_erandi.post(f"{one}mover/", {"estado": "closed"}, follow=True).content.decode()
    assert "sin respuesta" in refused
    assert as_erandi.post(f"{one}mover/", {"estado": "no_handover"}).status_code == 404
    act.refresh_from_db()
    assert (act.state, act.missed) == ("observations", "Las llaves")


def test_the_voice_of_whoever_leaves_is_kept(act: Handover, as_erandi: CastClient) -> None:
    one = f"{LIST}{act.pk}/"
    sound = io.BytesIO(murmur("valvulas", 1.0))
    sound.name = "nota-de-lucia.wav"
    assert as_erandi.post(f"{one}voz/", {"sound": sound}).status_code == 302
    answer = as_erandi.get(f"{one}archivo/voz/")
    assert answer.status_code == 200
    assert "lucia" not in answer.headers["Content-Disposition"]
    assert as_erandi.get(f"{one}archivo/acta/").status_code == 404


def test_the_list_costs_the_same_with_one_and_with_three(act: Handover, as_erandi: CastClient, now: datetime) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert as_erandi.get(LIST).status_code == 200
        return len(caught)

    asked()  # the first request of a browser asks about its session
    one = asked()
    for name in ("El Cedro", "El Nance"):
        other = create_committee(add_community(name=name, by=None, now=now), by=None, now=now)
        open_handover(other, elected_on=ELECTED, by=None, now=now)
    assert asked() == one == 13


# Papers --------------------------------------------------------------------------------------------------------


def test_a_blank_act_has_boxes_and_room_to_sign(act: Handover) -> None:
    told, pages = printed("acta-de-entrega", act)
    assert pages <= 4
    for words in ("☐ no existe", "Saliente 0", "Entrante 4", "Huella", "bajo protesta", act.folio):
        assert words in told, words


def test_the_folder_holds_everything_in_twelve_pages(act: Handover, relieved: Body, now: datetime) -> None:
    community = relieved.community
    assert community is not None
    for number in range(3):
        system = register_system(name=f"S{number}", kind=SystemKind.GRAVITY, communities=[community], by=None, now=now)
        seen = [ComponentSeen(component, Light.YELLOW, "nota " * 20) for component in Component]
        note_visit(system, seen, on=TODAY, by=None, now=now)
    for number in range(12):
        report_failure(community, kind=FailureKind.LEAK, reported_at=now - timedelta(days=number), by=None, now=now)
    told, pages = printed("carpeta-del-nuevo-comite", act)
    assert pages in FOLDER_PAGES
    sections = ("B. Cómo fue", "C. La lista", "D. El dinero", "E. Nuestro sistema", "F. Acuerdos", "G. El calendario",
                "H. Nuestra memoria", "I. Nuestros derechos", "J. El primer mes")  # fmt: skip
    for words in (*sections, "Saliente 1", "Semana 4"):
        assert words in told, words


def test_the_front_sheet_is_one_page_and_equal_twice(act: Handover) -> None:
    told, pages = printed("hoja-del-relevo", act)
    assert pages == 1
    assert "sin contar" in told  # nobody counted the money: that is not zero
    first, second = (PAPERS["hoja-del-relevo"](language="es", on=TODAY, handover=act.folio) for _time in range(2))
    assert isinstance(first, Pdf)
    assert isinstance(second, Pdf)
    assert first.content == second.content


def test_the_act_of_a_handover_that_never_was_says_so(act: Handover, now: datetime) -> None:
    write_no_handover(act, reason="No se presentaron", by=None, now=now)
    told, _pages = printed("acta-de-entrega", handovers().get())
    assert "No hubo entrega" in told
    assert "No se presentaron" in told


def test_papers_of_an_unknown_act_are_refused(act: Handover, as_erandi: CastClient) -> None:
    with pytest.raises(PaperRefused, match="ER-1999-001"):
        PAPERS["acta-de-entrega"](language="es", on=TODAY, handover="ER-1999-001")
    for name in PAPERS:
        answer = as_erandi.get(f"{LIST}{act.pk}/papel/{name}.pdf")
        assert answer.headers["Content-Type"] == "application/pdf"
    assert as_erandi.get(f"{LIST}{act.pk}/papel/otra.pdf").status_code == 404
