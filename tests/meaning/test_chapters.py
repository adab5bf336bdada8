"""The reports under every method: each thing where its method puts it, and nothing that must be there left out."""

from datetime import timedelta

import pytest

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import Account, Factor, Told
from manantial.meaning.papers import PAPERS, PaperRefused
from manantial.meaning.papers.checking import Fault, check_paper
from manantial.meaning.rules import METHODS, SECTIONS, ActorKind, GroupVotes, MilestoneKind, Relation, Stage, StanceKind
from manantial.press.compile import compile_pdf
from manantial.press.document import Heading
from manantial.press.writers.html import write_html
from tests.meaning.river import DAY

BY = {"by": None}
DISSENT = "También hubo voluntad del ayuntamiento."
METHOD_KEYS = sorted(METHODS)


def built(name):
    return PAPERS[name]("es", DAY)


def chapter(document, title):
    """What stands in one chapter, as it is read."""
    blocks = list(document.blocks)
    start = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 1 and b.text == title)
    after = (n for n, b in enumerate(blocks) if n > start and isinstance(b, Heading) and b.level == 1)
    return write_html(document.__class__(**{**_fields(document), "blocks": tuple(blocks[start : next(after, None)])}))


def _fields(document):
    return {name: getattr(document, name) for name in document.__dataclass_fields__}


@pytest.fixture
def memory(river, now):
    """Something at every stage: an antecedent, the birth told in two ways, what is now; a finding with its dissent."""
    texts = {"title": "Plan", "objective": "Contar", "object": "La alianza", "people": "Ana Río responde"}
    period = {"start": PartialDate.parse("2018"), "end": PartialDate.parse("2024")}
    river.plan = actions.write_plan(None, texts=texts, **period, now=now, **BY)
    axis = actions.add_axis(river.plan, name="Relevos", now=now, **BY)
    river.place = river.community()
    river.quote = river.fragment(river.voice(river.place), "Nos dejaron una hoja.")
    river.finding = actions.state_finding("Una hoja basta.", fragments=[river.quote], axis=axis, now=now, **BY)
    river.day = river.workshop()
    actions.validate(river.finding, workshop=river.day, votes=[GroupVotes("brigade", 9)], now=now, **BY)
    actions.take_stance(
        river.finding, group="officials", stance=StanceKind.NUANCED, dissent_note=DISSENT, on=DAY, now=now, **BY
    )
    for title, year in (("Se acarreaba el agua", "2010"), ("Nace la alianza", "2019"), ("Ya hay oficina", "2026")):
        told = Told("brigade", f"Así fue: {title}.", PartialDate.parse(year), voice=river.voice(river.place))
        made = actions.record_milestone(title, kind=MilestoneKind.DECISION, told=told, now=now, **BY)
        if year == "2019":
            other = Told("officials", "Fue por decreto.", PartialDate.parse("2020"), relation=Relation.DIFFERS_DATE)
            actions.add_version(made, other, now=now, **BY)
            actions.add_cause(made, Factor("Había cuadernos", True, fragment=river.quote), now=now, **BY)
    for stage, text in ((Stage.BEFORE, "Nadie entregaba."), (Stage.NOW, "Se entrega con testigos.")):
        told = Account(text, f"{len(text)} de 40", source=river.source(f"FUE-{text[:2]}"))
        actions.tell_stage(axis, stage=stage, told=told, now=now, **BY)
    actions.draw_lesson("Entregar es cuidar", learned="Se entrega.", findings=[river.finding], now=now, **BY)
    actions.add_actor("Fundación", kind=ActorKind.DONOR, part="indirect", now=now, **BY)
    return river


@pytest.mark.parametrize("key", METHOD_KEYS)
def test_under_every_method_the_reports_keep_the_laws(memory, now, key):
    actions.choose_method(memory.plan, method=key, now=now, **BY)
    for paper in ("informe-final", "informe-preliminar"):
        for section in SECTIONS[paper]:
            text = f"Lo escrito para {section}.\n\n![…](fragmento:{memory.quote.folio})"
            actions.write_passage(paper, section, text=text, now=now, **BY)
    for paper in ("informe-final", "informe-preliminar"):
        document = built(paper)
        told = write_html(document)
        assert [one.text for one in document.headings() if one.level == 1][: len(METHODS[key].chapters(paper))] == [
            one.title for one in METHODS[key].chapters(paper)
        ]
        for section in SECTIONS[paper]:
            assert told.count(f"Lo escrito para {section}.") == 1, section
        assert "Fue por decreto." in chapter(document, "Lo que vemos distinto")
        assert DISSENT in chapter(document, "Lo que vemos distinto")
        assert told.count(DISSENT) > 1, "beside the finding too"
        assert paper == "informe-preliminar" or "Ana Río responde" not in told, "nobody is named without leave"
        assert f"Fragmento {memory.quote.folio}" in told
        assert compile_pdf(document).pages >= 1
    memory.withdraw(memory.quote.voice)
    assert memory.quote.quote not in write_html(built("informe-final"))
    red = actions.state_finding("Se atiende a quien grita.", fragments=[memory.quote], now=now, **BY)
    actions.validate(red, workshop=memory.day, votes=[GroupVotes("brigade", 0, 1, 7)], now=now, **BY)
    with pytest.raises(PaperRefused, match="sin decisión terminada: 1"):
        built("informe-final")


def test_fidamerica_takes_its_chapters_from_the_stages(memory, now):
    actions.choose_method(memory.plan, method="fidamerica", now=now, **BY)
    document = built("informe-final")
    first, way, present = (
        chapter(document, title)
        for title in (
            "Situación inicial y su contexto",
            "Proceso de intervención y su contexto",
            "Situación actual",
        )
    )
    assert "Así fue: Se acarreaba el agua." in first
    assert "Nadie entregaba." in first
    assert "Así fue: Nace la alianza." in way
    assert "Indirecto: influyó o recibió" in way
    assert "Había cuadernos" in way
    assert "Una hoja basta." in way, "a finding of no stage alone goes with the way"
    assert "Así fue: Ya hay oficina." in present
    assert "16 de 40" in present, "the figure of before stands beside that of now"
    actions.annotate_finding(
        memory.finding, explanation="", confidence="", sensitive=False, axis=memory.finding.axis, question=None,
        milestone=None, stage=Stage.NOW, now=now, **BY,
    )  # fmt: skip
    document = built("informe-final")
    assert "Una hoja basta." in chapter(document, "Situación actual")
    assert "Una hoja basta." not in chapter(document, "Proceso de intervención y su contexto")


def test_codes_of_stages_place_their_quotes_and_the_findings_that_rest_on_them(memory, now):
    actions.choose_method(memory.plan, method="fidamerica", now=now, **BY)
    kinds = {"Relevos": {"kind": "axis", "axis": memory.finding.axis}, "Antes": {"kind": "stage"}}
    for name, more in kinds.items():
        code = actions.add_code(name, now=now, **more, **BY)
        actions.put_code(memory.quote, code, by=None, now=now)
    first = chapter(built("informe-final"), "Situación inicial y su contexto")
    assert first.count(memory.quote.quote) == 2, "as a voice of the stage, and under its finding"
    assert "Una hoja basta." in first


def test_the_short_card_is_short_and_asks_for_three_texts(memory, now):
    whole = compile_pdf(built("informe-final")).pages
    empty = {remark.section for remark in check_paper("informe-final", language="es", on=DAY).of(Fault.EMPTY)}
    assert empty == set(SECTIONS["informe-final"])
    actions.choose_method(memory.plan, method="corta", now=now + timedelta(hours=1), **BY)
    assert compile_pdf(built("informe-final")).pages <= 2 < whole
    empty = {remark.section for remark in check_paper("informe-final", language="es", on=DAY).of(Fault.EMPTY)}
    assert empty == {"contexto", "reconstruccion", "conclusiones"}
