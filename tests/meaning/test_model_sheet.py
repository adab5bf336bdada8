"""The sheet of the model: what is counted changes everywhere, what lacks its ground stays inside, nothing is lost."""

import re

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions.model_sheet import (
    EntryContent,
    add_entry,
    bring_back_entry,
    move_entry,
    restore_entry_wording,
    retire_entry,
    write_entry,
)
from manantial.meaning.models import ModelEntry
from manantial.meaning.papers import PAPERS, PIECES
from manantial.meaning.papers.checking import Fault, check_paper
from manantial.meaning.papers.diagram import governance_diagram
from manantial.meaning.papers.synthesis import unsourced_claims
from manantial.meaning.queries.model_sheet import model_sheet
from manantial.meaning.rules import Addressee, GroupVotes
from manantial.meaning.rules.model_sheet import PARTS, ModelPart, Wording, fill_counted, is_behind, rewritten
from manantial.people.actions import create_body, create_committee, create_seat, suppress_seat
from manantial.press.compile import compile_pdf
from manantial.press.writers.html import write_html
from manantial.voices.rules import Preset
from tests.meaning.river import DAY

BY = {"by": None}
ANY_PAGES = range(1, 99)  # the memory of a test is too small for a synthesis
words = st.text(alphabet="abc ", max_size=12).map(str.strip)


def said(title, text="", **more):
    return EntryContent({"es": Wording(title, text)}, **more)


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as paper:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in paper)


def read(name: str, language: str = "es") -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", write_html(PAPERS[name](language, DAY))))


@pytest.fixture
def model(river, now):
    """An assembly, a board of eight, six and two, five posts, one committee, and a lesson seen green."""
    river.place = river.community("El Carrizal")
    create_body(kind="assembly", name="Asamblea General", now=now, **BY)
    river.board = create_body(kind="board", name="Junta", now=now, **BY)
    for sector, count in (("community", 8), ("official", 6), ("civil", 2)):
        for _n in range(count):
            create_seat(river.board, role="member", sector=sector, now=now, **BY)
    staff = create_body(kind="operating", name="Organismo", now=now, **BY)
    roles = ("management", "technical", "social", "quality", "accounting")
    river.posts = {role: create_seat(staff, role=role, now=now, **BY) for role in roles}
    create_committee(river.place, now=now, **BY)
    river.told = river.voice(river.place, preset=Preset.EVERYTHING)
    river.quote = river.fragment(river.told, "Se compró la bomba sin medir el pozo.")
    river.finding = actions.state_finding("Se compró antes de medir.", fragments=[river.quote], now=now, **BY)
    river.day = river.workshop(community=river.place)
    river.lesson = actions.draw_lesson(
        "Medir antes", learned="Se mide primero.", findings=[river.finding], now=now, **BY
    )
    return river


def green(model, now):
    actions.validate(model.finding, workshop=model.day, votes=[GroupVotes("brigade", 9, 0, 0)], now=now, **BY)


def test_a_seat_added_once_changes_every_output(model, as_nobody, now):
    text = "De ![…](dato:asientos-de-la-junta) asientos, ![…](dato:asientos-de-comunidades) son de las comunidades."
    actions.write_passage("sintesis", "gobierno", text=text, now=now, **BY)
    add_entry(
        ModelPart.ORGANS,
        content=said("Mayoría", "Con ![…](dato:asientos-de-comunidades) asientos deciden.", cited="Reglamento, 2024"),
        now=now,
        **BY,
    )

    def outputs() -> dict[str, str]:
        drawing = governance_diagram(DAY)
        return {
            "synthesis": text_of(compile_pdf(PAPERS["sintesis"]("es", DAY), pages=ANY_PAGES).content),
            "sheet": text_of(compile_pdf(PAPERS["ficha-del-modelo"]("es", DAY)).content),
            "drawing": drawing.data().decode() + drawing.alt,
            "one page": text_of(PIECES["sintesis-en-una-pagina"]("es", DAY).content),
            "public page": re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", as_nobody.get("/replicar/").content.decode())),
        }

    before = outputs()
    for name, told in before.items():
        assert "16 asientos: 8 de las comunidades, 6 del gobierno, 2 de organizaciones civiles" in told, name
    assert "De 16" in before["synthesis"]
    assert "8 de 16" in before["one page"]
    assert "Con 8 asientos deciden" in before["public page"]

    made = create_seat(model.board, role="member", sector="community", now=now, **BY)
    after = outputs()
    for name, told in after.items():
        assert "17 asientos: 9 de las comunidades" in told, name
        assert "16 asientos" not in told, name
    assert "De 17" in after["synthesis"]
    assert "9 de 17" in after["one page"]
    assert "Con 9 asientos deciden" in after["public page"]
    assert "Con 9 asientos deciden" in after["sheet"]

    suppress_seat(made, on=PartialDate.parse("2026-11-01"), reason="Acuerdo", now=now, **BY)
    assert "16 asientos" in governance_diagram(DAY).alt


def test_a_counted_number_carries_its_register_and_its_day(model, now):
    text = "Son ![…](dato:puestos) puestos y ![…](dato:comites) comité. Los ![…](dato:puestos) puestos visitan."
    actions.write_passage("sintesis", "equipo", text=text, now=now, **BY)
    told = read("sintesis")
    assert "Los 5 puestos visitan" in told
    assert told.count("al 23 de noviembre de 2026: Puestos del organismo") == 3, (
        "a note, one at the posts, and the list"
    )


def test_everything_the_synthesis_says_tells_where_it_comes_from(model, now):
    green(model, now)
    actions.write_passage("sintesis", "modelo", text="Visita y mide cada mes.", now=now, **BY)
    add_entry(ModelPart.SERVICES, content=said("Mide el cloro", cited="Reglamento, 2024"), now=now, **BY)
    actions.recommend(model.lesson, text="Mida antes.", to_whom=Addressee.OTHER_MUNICIPALITIES, now=now, **BY)
    assert unsourced_claims("es", DAY) == []
    (bare,) = check_paper("sintesis", language="es", on=DAY).of(Fault.UNSUPPORTED)
    assert (bare.section, bare.words) == ("modelo", "Visita y mide cada mes."), "however short, it is a claim"


def test_what_no_register_knows_is_no_zero(model, now):
    actions.write_passage("sintesis", "arranque", text="Empezar cuesta ![…](dato:costo-de-arranque).", now=now, **BY)
    assert "Empezar cuesta sin dato" in read("sintesis")
    told = [one.words for one in check_paper("sintesis", language="es", on=DAY).of(Fault.BROKEN)]
    assert any("costo-de-arranque" in one for one in told)
    with pytest.raises(actions.MeaningRefused, match="dato-que-no-hay"):
        add_entry(ModelPart.SERVICES, content=said("Hay ![…](dato:dato-que-no-hay)"), now=now, **BY)


def test_nothing_goes_out_without_saying_where_it_comes_from(model, as_nobody, now):
    entry = add_entry(ModelPart.CONDITIONS, content=said("Cabildo abierto", "Acepta perder control."), now=now, **BY)
    add_entry(ModelPart.CONTACTS, content=said("La oficina del organismo"), now=now, **BY)
    assert "Cabildo abierto" not in read("sintesis")
    assert "Cabildo abierto" not in as_nobody.get("/replicar/").content.decode()
    assert "La oficina del organismo" in read("sintesis"), "a contact claims nothing"
    held = check_paper("sintesis", language="es", on=DAY).of(Fault.HELD)
    assert [(one.pk, "de dónde sale" in one.words) for one in held] == [(str(entry.pk), True)]
    source = model.source()
    write_entry(entry, content=said("Cabildo abierto", "Acepta perder control.", source=source), now=now, **BY)
    assert "Cabildo abierto" in read("sintesis")
    assert f"{source.folio}, de acceso restringido" in read("sintesis")
    public = as_nobody.get("/replicar/").content.decode()
    assert "Cabildo abierto" in public
    assert source.title not in public, "an act of the inventory is not for the internet"


def test_a_mistake_told_by_a_lesson_carries_its_permission(model, as_nobody, now):
    add_entry(ModelPart.MISTAKES, content=said("Comprar antes de medir", lesson=model.lesson), now=now, **BY)
    assert "Comprar antes de medir" not in read("sintesis"), "nobody validated its lesson"
    green(model, now)
    note = "El comité sí midió."
    actions.take_stance(model.finding, group="committee", stance="disagree", dissent_note=note, on=DAY, now=now, **BY)
    told, public = read("sintesis"), as_nobody.get("/replicar/").content.decode()
    assert "Comprar antes de medir" in told
    assert note in told
    assert model.lesson.folio in public
    assert note in public

    model.withdraw(model.told, uses=("print",))
    assert "Comprar antes de medir" not in read("sintesis")
    assert "Comprar antes de medir" not in read("ficha-del-modelo")
    assert "Comprar antes de medir" in as_nobody.get("/replicar/").content.decode(), "the internet is another use"
    model.told.state = "retired"
    model.told.save()
    assert "Comprar antes de medir" not in as_nobody.get("/replicar/").content.decode()


def test_a_post_that_is_no_more_leaves_the_team(model, now):
    social = model.posts["social"]
    add_entry(ModelPart.TEAM, content=said("", "Visita a los comités.", seat=social, cited="Manual"), now=now, **BY)
    assert "Visita a los comités." in read("ficha-del-modelo")
    suppress_seat(social, on=PartialDate.parse("2026-11-01"), reason="Acuerdo", now=now, **BY)
    told = text_of(compile_pdf(PAPERS["ficha-del-modelo"]("es", DAY)).content)
    assert "Visita a los comités." not in told
    assert "4 puestos" in told


def test_what_a_line_said_stays_and_comes_back(model, now):
    first = said("Visitar", "Dos veces al año.", cited="Plan 2024")
    entry = add_entry(ModelPart.SERVICES, content=first, now=now, **BY)
    write_entry(entry, content=said("Visitar", "Cuatro veces al año.", cited="Plan 2026"), now=now, **BY)
    write_entry(entry, content=said("Visitar", "Cuatro veces al año.", cited="Plan 2026"), now=now, **BY)
    entry.refresh_from_db()
    assert len(entry.former) == 1, "a form saved unchanged writes nothing"
    restore_entry_wording(entry, 0, now=now, **BY)
    entry.refresh_from_db()
    assert (entry.texts["es"]["text"], entry.cited) == ("Dos veces al año.", "Plan 2024")
    assert entry.former[-1]["before"]["cited"] == "Plan 2026", "the present wording stays in the history too"
    with pytest.raises(actions.MeaningRefused):
        restore_entry_wording(entry, 9, now=now, **BY)


def test_lines_are_put_in_order_taken_out_and_brought_back(model, now):
    one, two, three = (add_entry(ModelPart.ROUTE, content=said(name, cited="Acta"), now=now, **BY) for name in "abc")
    move_entry(three, up=True, now=now, **BY)
    move_entry(one, up=True, now=now, **BY)
    order = [str(view.entry) for view in model_sheet(DAY).entries[ModelPart.ROUTE]]
    assert order == ["a", "c", "b"]
    retire_entry(two, now=now, **BY)
    assert "b" not in [str(view.entry) for view in model_sheet(DAY).every]
    bring_back_entry(two, now=now, **BY)
    assert [str(view.entry) for view in model_sheet(DAY).entries[ModelPart.ROUTE]] == order


@given(words.filter(bool), words, words.filter(bool))
def test_a_translation_is_behind_exactly_when_the_spanish_changed_after_it(spanish, later, english):
    first = rewritten({}, {"es": Wording(spanish), "en": Wording(english)})
    assert not is_behind(first, "en")
    second = rewritten(first, {"es": Wording(later or "z"), "en": Wording(english)})
    assert is_behind(second, "en") == (Wording(later or "z").mark != Wording(spanish).mark)
    assert not is_behind(rewritten(second, second, still_valid=True), "en")


@given(st.lists(st.sampled_from(["a", "b-c", "sin.dato"])), words)
def test_every_known_number_is_said_and_no_other_word_changes(keys, between):
    marked = between.join(f"![…](dato:{key})" for key in keys)
    assert fill_counted(marked, {"a": "1", "b-c": "22", "sin.dato": "333"}) == between.join(
        {"a": "1", "b-c": "22", "sin.dato": "333"}[key] for key in keys
    )
    assert fill_counted(marked, {}) == marked


def test_the_english_synthesis_says_what_nobody_translated(model, now):
    add_entry(ModelPart.SERVICES, content=said("Mide el cloro", cited="Bitácora"), now=now, **BY)
    both = EntryContent({"es": Wording("Guarda actas"), "en": Wording("It keeps the minutes")}, cited="Bitácora")
    add_entry(ModelPart.SERVICES, content=both, now=now, **BY)
    told = read("sintesis", "en")
    assert "It keeps the minutes" in told
    assert "Mide el cloro (" in told, "marked as being in Spanish"
    assert [one.fault for one in check_paper("sintesis", language="en", on=DAY).of(Fault.UNTRANSLATED)] == [
        Fault.UNTRANSLATED
    ]


def test_long_sentences_of_the_sheet_are_told(model, now):
    long = (
        "Se visita a cada comunidad dos veces por año para medir el cloro, revisar la bomba y leer las cuentas juntos."
    )
    add_entry(ModelPart.SERVICES, content=said("Visitas", long, cited="Plan"), now=now, **BY)
    (told,) = check_paper("sintesis", language="es", on=DAY).of(Fault.LONG)
    assert "21 palabras" in told.words


def test_the_desk_writes_the_sheet_and_shows_what_lacks(model, as_ana, now):
    page = as_ana.get("/mesa/modelo/").content.decode()
    assert "Cabildo que acepte" not in page
    assert "Asientos de las comunidades en la junta" in page
    counted = said("Mayoría", "Con ![…](dato:asientos-de-comunidades) asientos deciden.", cited="Reglamento")
    add_entry(ModelPart.ORGANS, content=counted, now=now, **BY)
    link = '<a href="/mesa/organos/">Asientos de las comunidades en la junta: 8</a>'
    assert link in as_ana.get("/mesa/modelo/").content.decode()
    sent = {"title": "Cabildo que acepte", "text": "Perder control.", "lesson": model.lesson.folio.lower()}
    assert as_ana.post("/mesa/modelo/nuevo/conditions/", sent).status_code == 302
    page = as_ana.get("/mesa/modelo/").content.decode()
    assert "Cabildo que acepte" in page
    assert "Su aprendizaje no está validado" in page
    entry = ModelEntry.objects.get(part="conditions")
    sent |= {"lesson": "", "cited": "Acta de cabildo", "text": "Perder un poco de control."}
    as_ana.post(f"/mesa/modelo/renglon/{entry.pk}/", sent)
    form = as_ana.get(f"/mesa/modelo/renglon/{entry.pk}/").content.decode()
    assert "<ins>un poco de" in form.replace("<ins> ", "<ins>")
    as_ana.post(f"/mesa/modelo/renglon/{entry.pk}/redaccion/", {"numero": "0"})
    entry.refresh_from_db()
    assert entry.texts["es"]["text"] == "Perder control."
    as_ana.post("/mesa/modelo/mover/", {"retirar": str(entry.pk)})
    assert "Que vuelva" in as_ana.get("/mesa/modelo/").content.decode()
    as_ana.post("/mesa/modelo/mover/", {"volver": str(entry.pk)})
    csv = as_ana.get("/mesa/modelo/?formato=csv").content.decode()
    assert "Cabildo que acepte" in csv
    wrong = as_ana.post("/mesa/modelo/nuevo/route/", {"title": "Paso", "month_from": "6", "month_to": "2"})
    assert "Termina antes de empezar" in wrong.content.decode()


def test_two_people_at_one_line_see_each_others_words(model, as_ana, now):
    content = said("Cabildo que acepte", "Perder control.", cited="Acta 4", lesson=model.lesson)
    entry = add_entry(ModelPart.CONDITIONS, content=content, now=now, **BY)
    address = f"/mesa/modelo/renglon/{entry.pk}/"

    def seen(page):
        return re.search(r'name="seen" value="([^"]+)"', page)[1]

    first = seen(as_ana.get(address).content.decode())
    sent = {"title": "Cabildo que acepte", "lesson": model.lesson.folio, "cited": "Acta 4"}
    assert as_ana.post(address, sent | {"text": "Perder un poco.", "seen": first}).status_code == 302
    clash = as_ana.post(address, sent | {"text": "Perder casi nada.", "seen": first}).content.decode()
    assert "Otra persona guardó esto" in clash
    assert "<dd>Perder un poco.</dd>" in clash
    assert clash.count("<dt>Cómo es</dt>") == 1
    assert "<dt>Otra fuente</dt>" not in clash, "only what differs is shown"
    assert "Perder casi nada." in clash
    assert as_ana.post(address, sent | {"text": "Perder casi nada.", "seen": seen(clash)}).status_code == 302
    entry.refresh_from_db()
    assert entry.texts["es"]["text"] == "Perder casi nada."
    assert "Perder un poco." in str(entry.former), "and the words of the other stay in the history"


def test_only_the_desk_of_the_alliance_reaches_the_sheet(as_ana, as_lupe, as_otra, as_nobody, model, now):
    entry = add_entry(ModelPart.LEGAL, content=said("Organismo del municipio"), now=now, **BY)
    for address in ("/mesa/modelo/", "/mesa/modelo/costos/", f"/mesa/modelo/renglon/{entry.pk}/"):
        assert as_ana.get(address).status_code == 200, address
        assert as_lupe.get(address).status_code == 403, address
        assert as_nobody.get(address).status_code == 302, address
        assert as_otra.get(address).status_code == 404, address


def test_the_sheet_asks_as_much_for_one_line_as_for_many(model, as_ana, as_nobody, now):
    def asked(address, client):
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    green(model, now)
    model.day2 = model.source()

    def add():
        content = said("Paso", source=model.day2, lesson=model.lesson, month_from=1)
        for part in (ModelPart.ROUTE, ModelPart.MISTAKES, ModelPart.LEGAL):
            add_entry(part, content=content, now=now, **BY)

    add()
    few = [asked("/mesa/modelo/", as_ana), asked("/replicar/", as_nobody)]
    for _n in range(4):
        add()
    assert [asked("/mesa/modelo/", as_ana), asked("/replicar/", as_nobody)] == few


def test_a_blank_sheet_asks_in_the_order_of_the_form(model):
    for key in ("modelo", "costos"):
        assert compile_pdf(PAPERS["formato"]("es", DAY, instrument=key)).pages == 1, key
    told = read_blank("modelo")
    order = ["En pocas palabras", "Cómo es", "Empieza en el mes", "De qué puesto habla", "Documento del inventario"]
    assert sorted(order, key=told.index) == order
    assert all(rule.title in told for rule in PARTS.values())


def read_blank(key: str) -> str:
    return re.sub(r"<[^>]+>", " ", write_html(PAPERS["formato"]("es", DAY, instrument=key)))
