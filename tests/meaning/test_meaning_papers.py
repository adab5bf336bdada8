"""What meaning prints: only permitted words, always the dissent, never before the decision."""

from datetime import date

import pytest
from django.utils.translation import override

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import Told
from manantial.meaning.papers import OF_A_COMMUNITY, PAPERS, PaperRefused
from manantial.meaning.rules import GroupVotes, MilestoneKind, Outcome, Relation, StanceKind
from manantial.people.actions import register_person
from manantial.press.compile import compile_pdf
from manantial.press.document import Callout, Document, Heading, Quote, Table
from manantial.press.writers.html import write_html
from manantial.voices.rules import Preset
from tests.meaning.river import DAY

BY = {"by": None}


def build(name, **options) -> Document:
    return PAPERS[name]("es", DAY, **options)


def words(document: Document) -> str:
    return write_html(document)


def titles(document: Document) -> list[str]:
    return [heading.text for heading in document.headings()]


@pytest.fixture
def memory(river, now):
    """A small systematization that may be printed: one validated finding, one difference, one lesson."""
    plan = actions.write_plan(
        None,
        texts={"title": "Plan", "objective": "Contar cómo nos organizamos", "object": "La alianza"},
        start=PartialDate.parse("2022"),
        end=PartialDate.parse("2026"),
        now=now,
        **BY,
    )
    axis = actions.add_axis(plan, name="Relevos", now=now, **BY)
    river.place = river.community("El Carrizal")
    river.told = river.voice(river.place)
    river.quote = river.fragment(river.told, "Nos dejaron una hoja y las llaves.")
    river.finding = actions.state_finding(
        "Una hoja de entrega basta.", fragments=[river.quote], sources=[river.source()], axis=axis, now=now, **BY
    )
    river.day = river.workshop(community=river.place)
    actions.validate(river.finding, workshop=river.day, votes=[GroupVotes("committee_women", 9, 1, 0)], now=now, **BY)
    told = Told("brigade", "Empezamos en 2018.", PartialDate.parse("2018"), voice=river.voice(river.place))
    river.birth = actions.record_milestone("Nace la alianza", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    other = Told("officials", "El decreto es de 2019.", PartialDate.parse("2019"), relation=Relation.DIFFERS_DATE)
    actions.add_version(river.birth, other, now=now, **BY)
    river.lesson = actions.draw_lesson(
        "Entregar es cuidar", learned="Se entrega.", findings=[river.finding], now=now, **BY
    )
    return river


def test_the_final_report_has_the_contents_of_the_method(memory):
    chapters = [heading.text for heading in build("informe-final").headings() if heading.level == 1]
    assert chapters == [
        "Presentación y agradecimientos",
        "Resumen",
        "Introducción y contexto",
        "Cómo se hizo",
        "Reconstrucción de la experiencia",
        "Análisis por eje",
        "¿Por qué pasó lo que pasó?",
        "Lo que vemos distinto",
        "Aprendizajes",
        "Conclusiones y recomendaciones",
        "Retos y futuro",
        "Fuentes",
        "Anexos",
    ]


def test_a_quote_carries_its_credit_and_its_note_of_origin(memory):
    quotes = [block for block in build("informe-final").every_block() if isinstance(block, Quote)]
    assert quotes
    assert quotes[0].attribution == "Mujeres de comité"
    assert (quotes[0].origin.kind, quotes[0].origin.id) == ("fragment", str(memory.quote.pk))


def test_a_withdrawal_takes_the_words_out_of_the_next_report(memory):
    assert memory.quote.quote in words(build("informe-final"))
    memory.withdraw(memory.told)
    assert memory.quote.quote not in words(build("informe-final"))


def test_the_paper_for_everybody_prints_less_than_the_draft(memory, now):
    inside = memory.fragment(memory.voice(memory.place, preset=Preset.COMMUNITY), "Esto solo para nosotras.")
    actions.add_support(memory.finding, fragment=inside, now=now, **BY)
    assert inside.quote in words(build("informe-preliminar"))
    assert inside.quote not in words(build("informe-final"))


def test_nothing_without_consent_is_in_the_draft(memory, now):
    silent = memory.fragment(memory.voice(memory.place, preset=None), "Nadie me preguntó.")
    actions.add_support(memory.finding, fragment=silent, now=now, **BY)
    draft = build("informe-preliminar")
    assert draft.watermark == "BORRADOR"
    assert silent.quote not in words(draft)


def test_the_report_is_refused_while_a_red_finding_waits(memory, now):
    red = actions.state_finding("Se atiende a quien grita.", fragments=[memory.quote], now=now, **BY)
    actions.validate(red, workshop=memory.day, votes=[GroupVotes("brigade", 0, 1, 7)], now=now, **BY)
    with pytest.raises(PaperRefused, match="sin decisión terminada: 1"):
        build("informe-final")
    assert red.statement in words(build("informe-preliminar"))
    actions.decide(red, outcome=Outcome.WITHDRAW, reason="Así lo pidieron", workshop=memory.day, on=DAY, now=now, **BY)
    assert red.statement not in words(build("informe-final"))


def test_a_finding_nobody_validated_stays_out_and_is_counted(memory, now):
    actions.state_finding("Esto nadie lo ha visto.", fragments=[memory.quote], now=now, **BY)
    text = words(build("informe-final"))
    assert "Esto nadie lo ha visto." not in text
    assert "Hallazgos que nadie ha validado y no entran aquí: 1." in text


def test_dissent_is_printed_beside_the_finding_in_report_and_synthesis(memory, now):
    note = "También hubo voluntad del ayuntamiento."
    actions.take_stance(
        memory.finding, group="officials", stance=StanceKind.NUANCED, dissent_note=note, on=DAY, now=now, **BY
    )
    for name in ("informe-final", "sintesis"):
        assert note in words(build(name)), name


def test_what_people_see_differently_is_printed_with_all_its_versions(memory):
    document = build("informe-final")
    blocks = list(document.blocks)
    start = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text == "Lo que vemos distinto")
    (table,) = [b for b in blocks[start : start + 6] if isinstance(b, Table)]
    assert [row.cells[2] for row in table.rows] == ["Empezamos en 2018.", "El decreto es de 2019."]


def test_the_section_of_differences_is_empty_only_when_a_workshop_said_so(river, now):
    with pytest.raises(PaperRefused, match="no hubo diferencias"):
        build("informe-final")
    actions.record_no_differences(river.workshop(), now=now, **BY)
    assert "Lo que vemos distinto" in titles(build("informe-final"))


def test_an_agreed_wording_is_printed_and_the_synthesis_uses_only_it(memory, now):
    assert "2018" not in words(build("sintesis")), "an open difference stays out of the synthesis"
    actions.agree_wording(
        memory.birth,
        text="Se platicó desde 2018 y se creó en 2019.",
        when=PartialDate.parse("2018..2019"),
        workshop=memory.day,
        now=now,
        **BY,
    )
    synthesis = words(build("sintesis"))
    assert "Se platicó desde 2018 y se creó en 2019." in synthesis
    assert "El decreto es de 2019." not in synthesis
    final = words(build("informe-final"))
    assert "Se platicó desde 2018 y se creó en 2019." in final
    assert "El decreto es de 2019." in final


def test_a_version_of_somebody_who_took_it_back_is_counted_and_not_told(memory):
    version = memory.birth.versions.exclude(voice=None).get()
    memory.withdraw(version.voice)
    text = words(build("informe-final"))
    assert version.text not in text
    assert "Versiones que no se imprimen porque quien las dio no lo permite: 1." in text


def test_words_with_marks_are_printed_as_they_were_said(memory, now):
    actions.draw_lesson("Cuotas *al día* [1]", learned="2 * 3 <b>", findings=[memory.finding], now=now, **BY)
    text = words(build("informe-final"))
    assert "2 * 3 &lt;b&gt;" in text


def test_the_sheet_of_a_community_gives_its_words_back(memory):
    text = words(build("lo-que-dijo-su-comunidad", community=memory.place.code))
    assert memory.quote.quote in text
    assert memory.finding.statement in text
    with pytest.raises(PaperRefused, match="C-99"):
        build("lo-que-dijo-su-comunidad", community="C-99")


def test_a_reserved_place_is_not_given_away_by_its_own_sheet(memory):
    memory.told.community_reserved = True
    memory.told.save()
    assert memory.quote.quote not in words(build("lo-que-dijo-su-comunidad", community=memory.place.code))


def test_corrections_show_before_and_after(memory, now):
    before = memory.finding.statement
    later = now.replace(hour=20)
    actions.decide(
        memory.finding, outcome=Outcome.CORRECT, reason="Faltaban las llaves", after="Una hoja y las llaves bastan.",
        workshop=memory.day, on=DAY, now=later, **BY,
    )  # fmt: skip
    text = words(build("lo-que-dijo-su-comunidad", community=memory.place.code))
    assert before in text
    assert "Una hoja y las llaves bastan." in text


def test_the_catalogue_says_what_may_not_be_shown(memory):
    memory.voice(memory.place, kind="photo", preset=None)
    document = build("catalogo-audiovisual")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert "No difundir" in table.rows[0]


def test_every_paper_typesets(memory):
    waiting = {"acta-de-aprobacion-del-plan", "matriz-de-fuentes", "mapa-de-actores", "comparar-etapas"}
    waiting |= {"ficha-del-modelo", "hoja-de-costos", "mesas-por-que"}
    for name in sorted(set(PAPERS) - waiting):
        options = {"community": memory.place.code} if name in OF_A_COMMUNITY else {}
        options |= {"instrument": "I-04"} if name == "formato" else {}
        options |= {"folio": memory.finding.folio} if name == "hoja-de-hallazgo" else {}
        options |= {"folio": memory.lesson.folio} if name == "hoja-de-aprendizaje" else {}
        options |= {"paper": "hoja-de-hallazgo", "part": memory.finding.folio} if name == "guion-de-lectura" else {}
        free = range(1, 99)  # this memory is too small for a synthesis
        assert compile_pdf(build(name, **options), pages=free).pages >= 1, name


def test_the_same_day_gives_the_same_bytes(memory):
    first, second = (compile_pdf(build("sintesis"), pages=range(1, 99)) for _time in range(2))
    assert first.content == second.content


def test_the_limits_and_the_gaps_are_told(memory, now):
    axis = memory.finding.axis
    actions.add_question(axis, text="¿Quién guarda las actas?", now=now, **BY)
    actions.take_stance(memory.finding, group="youth", stance=StanceKind.NOT_ASKED, on=date(2026, 6, 7), now=now, **BY)
    text = words(build("informe-final"))
    assert "¿Quién guarda las actas?" in text
    assert "A este grupo no se le preguntó: Jóvenes." in text
    assert any(isinstance(block, Callout) for block in build("informe-final").every_block())


def test_a_section_nobody_translated_stays_in_spanish(memory, now):
    actions.write_passage("sintesis", "problema", text="Faltaba el agua.", now=now, **BY)
    actions.write_passage("sintesis", "modelo", text="Es una alianza.", now=now, **BY)
    actions.write_passage("sintesis", "modelo", text="It is an alliance.", language="en", now=now, **BY)
    with override("en"):
        text = words(PAPERS["sintesis"]("en", DAY))
    assert "Faltaba el agua." in text
    assert "It is an alliance." in text
    assert "Es una alianza." not in text


def test_a_fragment_that_two_people_coded_alike_is_quoted_once(memory, now):
    code = actions.add_code("Relevo", kind="theme", now=now, **BY)
    for who in (None, register_person(name="Ana Río", by=None, now=now)):
        actions.put_code(memory.quote, code, by=who, now=now)
    blocks = list(build("informe-final").blocks)
    start = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text == "Relevo")
    assert [isinstance(block, Quote) for block in blocks[start + 1 : start + 3]] == [True, False]
