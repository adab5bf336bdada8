"""What people write in the reports: living references, two people at once, what needs a source."""

import io
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from manantial.jobs.actions import work_once
from manantial.jobs.models import Job
from manantial.kernel.dates import PartialDate
from manantial.kernel.reading import Ease, read, syllables
from manantial.ledger.actions import record
from manantial.meaning import actions
from manantial.meaning.actions import Told
from manantial.meaning.models import Passage
from manantial.meaning.papers import PAPERS
from manantial.meaning.rules import GroupVotes, MilestoneKind, grounding, join_texts, paragraphs_of
from manantial.press.document import Quote
from manantial.press.formats import Format, write
from manantial.press.markdown import MarkdownRefused
from manantial.press.writers.html import write_html
from manantial.voices.rules import Preset
from manantial.water.models import Figure, Indicator
from tests.meaning.river import DAY, NOW

BY = {"by": None}


def build(name, language="es"):
    return PAPERS[name](language, DAY)


def unzipped(content):
    """Every text of a file that is a zip of texts, its tags taken out."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    texts = (archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".xhtml", ".html")))
    return re.sub(r"<[^>]+>", "", "".join(texts))


@pytest.fixture
def memory(river, now):
    """Something of every kind to point to."""
    river.place = river.community("El Carrizal")
    river.told = river.voice(river.place)
    river.quote = river.fragment(river.told, "Nos dejaron una hoja y las llaves.")
    river.other = river.fragment(river.voice(river.place), "El agua llegaba cada ocho días.")
    river.finding = actions.state_finding("Una hoja basta.", fragments=[river.quote], folio="HAL-0001", now=now, **BY)
    river.day = river.workshop(community=river.place)
    actions.validate(river.finding, workshop=river.day, votes=[GroupVotes("brigade", 9, 0, 0)], now=now, **BY)
    told = Told("brigade", "Empezamos en 2018.", PartialDate.parse("2018"))
    river.birth = actions.record_milestone("Nace", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    other = Told("officials", "El decreto es de 2019.", PartialDate.parse("2019"))
    actions.add_version(river.birth, other, now=now, **BY)
    river.lesson = actions.draw_lesson(
        "Entregar es cuidar", learned="Se entrega.", findings=[river.finding], now=now, **BY
    )
    river.act = river.source()
    river.act.visibility = "public"
    river.act.save()
    measure = Indicator.objects.create(code="W1", name="Viviendas con agua")
    Figure.objects.create(indicator=measure, value="66", unit="%", source="Censo 2020", captured_at=NOW)
    return river


def write_section(text, now, section="contexto", paper="informe-preliminar", **more):
    return actions.write_passage(paper, section, text=text, now=now, **BY, **more)


def test_every_kind_of_thing_stands_where_the_text_names_it(memory, now):
    text = f"""Antes de la alianza nadie guardaba las llaves.[^{memory.other.folio}][^{memory.act.folio}]

![…](fragmento:{memory.quote.folio})

![…](hito:{memory.birth.folio})

![…](hallazgo:{memory.finding.folio.lower()})

![…](aprendizaje:{memory.lesson.folio})

![…](cifra:W1)

![…](fuente:{memory.act.folio})
"""
    write_section(text, now)
    document = build("informe-preliminar")
    page = write_html(document)
    for words in (
        memory.quote.quote,
        "Empezamos en 2018.",
        "El decreto es de 2019.",
        "66 %",
        "Censo 2020",
        "Se entrega.",
    ):
        assert words in page
    assert f"Fragmento {memory.other.folio}" in page, "the note of origin"
    assert memory.quote.quote in [block.text for block in document.every_block() if isinstance(block, Quote)]
    assert "fragmento:" not in page


def test_a_withdrawal_by_telephone_drops_the_quote_from_every_format(memory, now):
    text = f"Hubo orden desde el principio.[^{memory.other.folio}]\n\n![…](fragmento:{memory.quote.folio})"
    write_section(text, now)
    write_section(text, now, section="conclusiones", paper="informe-final")
    memory.withdraw(memory.told)
    for name in ("informe-preliminar", "informe-final"):
        made = build(name)
        assert memory.quote.quote not in write_html(made)
        for form in (Format.DOCX, Format.EPUB):
            assert memory.quote.quote not in unzipped(write(made, form)), (name, form)
    assert "Aquí había una cita que ya no se puede usar" in write_html(build("informe-preliminar"))
    assert "Aquí había" not in write_html(build("informe-final")), "a finished paper shows no holes"


def test_a_note_that_may_not_be_given_any_more_leaves_its_sentence(memory, now):
    write_section(f"Hubo orden.[^{memory.quote.folio}]", now, section="conclusiones", paper="informe-final")
    memory.withdraw(memory.told)
    page = write_html(build("informe-final"))
    assert "Hubo orden." in page
    assert f"Fragmento {memory.quote.folio}" not in page


def test_words_allowed_inside_only_stay_out_of_the_paper_for_everybody(memory, now):
    inside = memory.fragment(memory.voice(memory.place, preset=Preset.COMMUNITY), "Esto solo para nosotras.")
    for paper in ("informe-preliminar", "informe-final"):
        write_section(f"![…](fragmento:{inside.folio})", now, section="conclusiones", paper=paper)
        write_section(f"![…](fragmento:{inside.folio})", now, section="contexto", paper=paper)
    assert inside.quote in write_html(build("informe-preliminar"))
    assert inside.quote not in write_html(build("informe-final"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("![…](fragmento:FRA-9999)", "no existe «fragmento:FRA-9999»"),
        ("![…](cosa:FRA-0001)", "no existe «cosa:FRA-0001»"),
        ("Bien.[^FRA-9999]", "falta el texto de la nota"),
        ("- ![…](fragmento:FRA-0001)", "va sola"),
        ("Así ![…](fragmento:FRA-0001) dijo.", "va sola"),
    ],
)
def test_a_reference_to_nothing_is_refused_when_saving(memory, now, text, why):
    with pytest.raises(MarkdownRefused, match=why):
        write_section(text, now)
    assert not Passage.objects.exists()


def test_two_people_saving_at_once_both_keep_their_text(memory, now):
    first = write_section("Uno.\n\nDos.\n\nTres.", now).passage
    write_section("Uno, dicho mejor.\n\nDos.\n\nTres.", now, base=first.version)
    mine = write_section("Uno.\n\nDos.\n\nTres.\n\nCuatro.", now, base=first.version)
    assert mine.joined
    assert mine.clashes == 0
    assert mine.passage.text == "Uno, dicho mejor.\n\nDos.\n\nTres.\n\nCuatro."
    clash = write_section("Uno, de otro modo.\n\nDos.\n\nTres.", now, base=first.version)
    assert clash.clashes == 1
    assert "Uno, dicho mejor.\n\nUno, de otro modo." in clash.passage.text
    assert write_section(clash.passage.text, now, base=clash.passage.version).passage == clash.passage


def test_an_earlier_version_comes_back_as_a_new_one(memory, now):
    first = write_section("Uno.", now).passage
    write_section("Dos.", now, base=1)
    back = actions.restore_passage(first, now=now, **BY)
    assert (back.version, back.text, Passage.objects.count()) == (3, "Uno.", 3)


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=6).map("\n\n".join)


@given(TEXTS, TEXTS, TEXTS)
def test_joining_loses_nothing_that_anybody_wrote(base, mine, theirs):
    joined = set(join_texts(base, mine, theirs).text.split("\n\n"))
    new = (set(mine.split("\n\n")) | set(theirs.split("\n\n"))) - set(base.split("\n\n")) - {""}
    assert new <= joined


@given(TEXTS, TEXTS)
def test_joining_with_somebody_who_changed_nothing_keeps_the_text(base, mine):
    assert join_texts(base, mine, base).text == mine
    assert join_texts(base, base, mine).text == mine


def test_what_claims_something_and_rests_on_nothing_is_told_apart():
    text = """## Cómo empezó

En 2019 se reunieron por primera vez las quince comunidades que hoy forman la alianza del agua.

Las mujeres de los comités guardaron las llaves y las actas durante todos esos años.[^FRA-0001]

Nadie sabía entonces a quién le tocaba pagar la luz de la bomba ni cuánto se debía.

![…](fragmento:FRA-0002)

¿Y quién iba a decirles que todo aquello que empezó en una casa iba a durar tanto tiempo?
"""
    first, second, third, question = paragraphs_of(text)
    assert (first.line, first.claims, first.held, first.numbers) == (3, True, False, ("2019",))
    assert (second.noted, second.held, second.numbers) == (True, True, ())
    assert (third.noted, third.held) == (False, True), "the quote below holds it up"
    assert not question.claims
    assert grounding([first, second, third, question]).percent == 65


def test_reading_ease_tells_plain_from_bureaucratic():
    plain = read("El agua llegaba cada ocho días. La gente la guardaba en tambos. Nadie sabía por qué.")
    heavy = read(
        "La instrumentación de los mecanismos interinstitucionales de coordinación intergubernamental posibilitó, en "
        "el marco de las atribuciones correspondientes, la consolidación organizacional del organismo descentralizado."
    )
    assert (plain.ease, plain.long_sentences) == (Ease.VERY_EASY, 0)
    assert (heavy.ease, heavy.long_sentences) == (Ease.VERY_HARD, 1)
    assert read("").score is None
    assert [syllables(word) for word in ("agua", "río", "guerra", "ayuntamiento", "y", "muy")] == [2, 2, 2, 5, 1, 1]


def page(client, name, *args, ask="", data=None):
    address = reverse(f"meaning:{name}", args=args) + ask
    answer = client.post(address, data, follow=True) if data is not None else client.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_section_is_written_shown_and_saved_at_the_desk(as_ana, memory):
    text = f"Antes nadie guardaba las llaves.\n\n![…](fragmento:{memory.quote.folio})"
    seen = page(as_ana, "passage", "informe-final", "contexto", data={"text": text, "base": "0", "hacer": "vista"})
    assert memory.quote.quote in seen
    assert not Passage.objects.exists(), "looking saves nothing"
    page(as_ana, "passage", "informe-final", "contexto", data={"text": text, "base": "0"})
    assert Passage.objects.get().text == text
    wrong = page(as_ana, "passage", "informe-final", "contexto", data={"text": "![…](fragmento:FRA-99)", "base": "1"})
    assert "no existe «fragmento:FRA-99»" in wrong
    assert "![…](fragmento:FRA-99)" in wrong, "what was typed is still there"
    part = page(as_ana, "preview", "informe-final", "contexto", data={"text": text})
    assert memory.quote.quote in part
    assert "<html" not in part


def test_every_note_of_the_preview_opens_where_it_comes_from_or_is_plain_words(as_ana, memory):
    marks = (memory.quote.folio, "HAL-0001", memory.birth.folio, memory.lesson.folio, memory.act.folio, "W1")
    text = " ".join(f"Algo pasó.[^{mark}]" for mark in marks) + "\n\nHoy son ![…](dato:comunidades) comunidades."
    part = page(as_ana, "preview", "informe-final", "contexto", data={"text": text})
    notes = part[part.index('class="notes"') :].split("<li ")[1:]
    linked = [links[0] for note in notes if (links := re.findall(r'href="(/[^"]+)"', note))]
    assert len(notes) == len(marks) + 1
    assert len(linked) == len(marks), "what is counted in a register has no page of its own"
    for address in linked:
        assert as_ana.get(address).status_code == 200, address


def test_who_saves_over_a_newer_version_is_told_and_loses_nothing(as_ana, memory, now):
    write_section("Uno.\n\nDos.", now, paper="informe-final")
    write_section("Uno, mejor.\n\nDos.", now, paper="informe-final", base=1)
    told = page(as_ana, "passage", "informe-final", "contexto", data={"text": "Uno.\n\nDos.\n\nTres.", "base": "1"})
    assert "otra persona guardó" in told
    assert Passage.objects.order_by("-version")[0].text == "Uno, mejor.\n\nDos.\n\nTres."
    history = page(as_ana, "history", "informe-final", "contexto")
    assert "<ins>" in history
    first = Passage.objects.get(version=1)
    assert "Volver a la versión 1" in page(as_ana, "history", "informe-final", "contexto", ask="?version=1")
    page(as_ana, "restore", first.pk, data={})
    assert Passage.objects.order_by("-version")[0].text == first.text


def test_the_panel_finds_what_to_quote_and_says_what_the_gate_says(as_ana, memory):
    silent = memory.fragment(memory.voice(memory.place), "Ya no quiero que se diga lo de las llaves.")
    memory.withdraw(silent.voice)
    inside = memory.fragment(memory.voice(memory.place, preset=Preset.COMMUNITY), "Las llaves son de todas.")
    found = page(as_ana, "cite", ask="?q=llaves&parte=1&papel=informe-final")
    assert f"![…](fragmento:{memory.quote.folio})" in found
    assert silent.quote not in found, "what may not be studied is not shown"
    assert inside.folio in found
    assert "No sale en este papel" in found
    for kind, words in (
        ("hito", "Nace"),
        ("hallazgo", "hoja"),
        ("aprendizaje", "Entregar"),
        ("cifra", "agua"),
        ("fuente", "acta"),
    ):
        assert f"]({kind}:" in page(as_ana, "cite", ask=f"?q={words}&tipo={kind}")


def test_the_panel_costs_the_same_for_one_and_for_ten(as_ana, memory):
    page(as_ana, "cite", ask="?parte=1&tipo=fragmento")
    with CaptureQueriesContext(connection) as few:
        page(as_ana, "cite", ask="?parte=1&tipo=fragmento")
    for _n in range(8):
        memory.fragment(memory.voice(memory.place), "Más palabras.")
    with CaptureQueriesContext(connection) as many:
        page(as_ana, "cite", ask="?parte=1&tipo=fragmento")
    assert len(many) == len(few)


def test_the_check_names_every_fault_with_its_place(as_ana, memory, now):
    red = actions.state_finding("Se atiende a quien grita.", fragments=[memory.quote], now=now, **BY)
    actions.validate(red, workshop=memory.day, votes=[GroupVotes("brigade", 0, 1, 7)], now=now, **BY)
    text = (
        "En 2019 se reunieron por primera vez las quince comunidades que hoy forman la alianza del agua.\n\n"
        f"![…](fragmento:{memory.quote.folio})\n\n"
        "Después de la asamblea se pintaron las paredes y se compraron focos para la casa del comité de agua.\n"
    )
    write_section(text, now, paper="informe-final")
    memory.withdraw(memory.told)
    found = page(as_ana, "review", "informe-final")
    assert f"{memory.quote.folio} no puede salir en este papel" in found
    assert "Cifra sin fuente: 2019" not in found, "the quote below holds it up"
    assert f"{red.folio} espera decisión" in found
    assert memory.birth.folio in found
    assert "Nadie ha escrito «Resumen»" in found
    assert "/contexto/?renglon=3" in found
    assert "hay hallazgos en amarillo o rojo sin decisión" in found


def test_a_paper_is_built_later_and_refused_once_a_permission_changed(as_ana, memory, now):
    page(as_ana, "build", "informe-preliminar", data={"forma": "html"})
    assert work_once("test")
    job = Job.objects.get()
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert "Página en un archivo" in page(as_ana, "review", "informe-preliminar")
    assert memory.quote.quote in page(as_ana, "built", job.pk)
    record("consent.withdrawn", memory.told, by=None, now=timezone.now())
    assert "pudo cambiar algún permiso" in page(as_ana, "built", job.pk)


def test_a_book_that_is_heard_and_one_that_is_only_read_stand_side_by_side(as_ana, memory):
    for form in ("epub", "epub-con-sonido"):
        page(as_ana, "build", "informe-preliminar", data={"forma": form})
        assert work_once("test")
    names = {str(job.result["name"]) for job in Job.objects.filter(state="done")}
    assert names == {"informe-preliminar.epub", "informe-preliminar-con-sonido.epub"}
    shown = page(as_ana, "review", "informe-preliminar")
    assert "EPUB para el celular · " in shown
    assert "EPUB que se oye, para regresar a las comunidades · " in shown


def test_only_the_desk_writes_and_only_of_its_alliance(as_ana, as_lupe, as_otra, as_nobody, memory):
    for address in (
        "/mesa/informes/informe-final/revisar/",
        "/mesa/informes/citar/",
        "/mesa/informes/sintesis/problema/",
    ):
        assert as_ana.get(address).status_code == 200, address
        assert as_lupe.get(address).status_code == 403, address
        assert as_nobody.get(address).status_code == 302, address
        assert as_otra.get(address).status_code == 404, address
    assert as_ana.get("/mesa/informes/nada/revisar/").status_code == 404
    assert as_ana.get("/mesa/informes/informe-final/nada/").status_code == 404


def test_the_check_and_the_editor_cost_the_same_for_one_and_for_five_references(as_ana, memory, now):
    def asked(count):
        marks = "\n\n".join(
            f"![…](fragmento:{memory.fragment(memory.voice(memory.place)).folio})" for _n in range(count)
        )
        write_section(marks, now, paper="informe-final")
        spent = []
        for name, args in (("review", ["informe-final"]), ("passage", ["informe-final", "contexto"])):
            page(as_ana, name, *args)
            with CaptureQueriesContext(connection) as queries:
                page(as_ana, name, *args)
            spent.append(len(queries))
        return spent

    assert asked(1) == asked(5)
