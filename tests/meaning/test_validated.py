"""From the finding to the report: what people decided, took back, reserved or see otherwise is where it must be."""

import pytest
from django.urls import reverse

from manantial.exchange.leaving.choice import Leave
from manantial.exchange.leaving.registers import TABLES, rows_of
from manantial.meaning import actions
from manantial.meaning.actions import Asker
from manantial.meaning.papers import PAPERS
from manantial.meaning.rules import GroupVotes, Outcome
from manantial.press.document import Heading
from manantial.press.writers.html import write_html
from manantial.voices.actions import reserve_fragment
from manantial.voices.rules import Use
from tests.meaning.river import DAY

BY = {"by": None}


def words(name, **options):
    return write_html(PAPERS[name]("es", DAY, **options))


def text(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")


@pytest.fixture
def red(river, now):
    """A finding that a group voted down."""
    river.place = river.community()
    river.quote = river.fragment(river.voice(river.place), "Nos cobraron 48,000 pesos.")
    row = actions.state_finding("La bomba costó 48,000 pesos.", fragments=[river.quote], now=now, **BY)
    river.day = river.workshop()
    votes = [GroupVotes("committee_women", 2, 0, 9), GroupVotes("brigade", 8, 0, 0)]
    actions.validate(row, workshop=river.day, votes=votes, now=now, **BY)
    return row


def test_published_with_dissent_it_is_among_what_people_see_otherwise_even_without_a_note(as_ana, red, river):
    typed = {"decision-outcome": "publish_with_dissent", "decision-reason": "Así se votó."}
    typed |= {"decision-workshop": str(river.day.pk)}
    page = text(as_ana.post(reverse("meaning:decide", args=[red.pk]), typed, follow=True))
    assert "Ningún grupo ha dejado su nota de disenso" in page
    told = words("informe-final")
    assert "ningún grupo ha dejado todavía su nota" in told
    chapter = told[told.index("Aquí están todas las versiones") :]
    assert red.statement in chapter[: chapter.index("Todavía no hay nada que contar")]


def test_words_somebody_asked_to_take_out_are_not_told_as_what_it_said_before(red, river, now):
    actions.ask_correction(
        "Que no se diga cuánto costó", on=DAY, asker=Asker(river.place), finding=red, withheld=True, now=now, **BY
    )
    actions.decide(
        red, outcome=Outcome.CORRECT, reason="Lo pidieron", after="La bomba no sirvió.", workshop=river.day, on=DAY,
        now=now, **BY,
    )  # fmt: skip
    actions.record_no_differences(river.workshop("TAL-9"), now=now, **BY)
    for name, options in (("informe-final", {}), ("lo-que-dijo-su-comunidad", {"community": river.place.code})):
        told = words(name, **options)
        assert "La bomba no sirvió." in told, name
        assert "La bomba costó" not in told, name
    for whole in (False, True):
        leave = Leave(Use.ANALYSIS, DAY, whole=whole)
        tables = {one.key: str(list(rows_of(one, leave))) for one in TABLES if one.care}
        assert ("La bomba costó" in tables["decisiones"]) is whole, "said only in the whole copy"
        assert ("Que no se diga cuánto costó" in tables["correcciones"]) is whole
        assert "La bomba no sirvió." in tables["decisiones"]


def test_a_correction_shows_what_it_said_only_when_its_words_changed(red, river, now):
    actions.decide(
        red, outcome=Outcome.CORRECT, reason="Se aclaró", after="La bomba no sirvió.", workshop=river.day, on=DAY,
        now=now, **BY,
    )  # fmt: skip
    assert "Antes decía: «La bomba costó" in words("informe-preliminar")
    document = PAPERS["informe-preliminar"]("es", DAY)
    assert any(isinstance(block, Heading) and "La bomba no sirvió." in block.text for block in document.blocks)
    later = now.replace(hour=23)
    actions.decide(
        red, outcome=Outcome.CORRECT, reason="Queda", after=red.statement, workshop=river.day, on=DAY, now=later, **BY
    )
    assert "Antes decía: «La bomba no sirvió" not in words("informe-preliminar")


def test_a_reserved_fragment_leaves_in_no_table_and_its_reason_is_in_the_log(as_ana, red, river, now):
    code = actions.add_code("Dinero", now=now, **BY)
    other = river.fragment(river.quote.voice, "Faltaba el recibo.")
    for fragment in (river.quote, other):
        actions.put_code(fragment, code, by=None, now=now)
    reserve_fragment(river.quote, reason="Pone en riesgo a una persona", by=None, now=now)
    tables = [
        (reverse("meaning:fragments"), {"formato": "csv"}),
        (reverse("meaning:ask"), {"a": str(code.pk), "formato": "csv"}),
        (reverse("meaning:ask"), {"a": str(code.pk), "formato": "csv", "filas": "codigos"}),
        (reverse("meaning:ask"), {"a": str(code.pk), "formato": "html"}),
    ]
    for address, asked in tables:
        told = text(as_ana.get(address, asked))
        assert "48,000" not in told, (address, asked)
        assert "Faltaba el recibo." in told, (address, asked)
        assert "eservado" in told, "it says that something stays"
    log = text(as_ana.get(reverse("meaning:ethics")))
    assert river.quote.folio in log
    assert "Pone en riesgo a una persona" in log
    assert "48,000" not in log
    assert river.quote.folio in words("bitacora-etica")
