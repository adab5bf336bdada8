"""A facilitator's work in the browser: a date told three ways, a voice taken back, and a whole systematization."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import LAPTOP, Served, serving
from tests.demo import manantial

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = "Antes caminábamos dos horas por el agua. Cuando hicimos el comité, el agua llegó a la casa."
MARKED = "el agua llegó a la casa"
AGREED = "Se platicó desde 2018 y se creó en 2019"
DISSENT = "El regidor dice que fue al cambiar el presidente."


@dataclass
class Desk:
    """Somebody at the desk of an alliance, with mouse and keyboard."""

    page: Page
    root: str

    def go(self, path: str) -> None:
        answer = self.page.goto(f"{self.root}{path}")
        assert answer is not None
        assert answer.status == 200, (path, answer.status)

    def send(self, button: str, /, *, twice: bool = False, **fields: str) -> None:
        """Fill in the form that holds these fields, and press its button; `__` in a name stands for a hyphen."""
        names = {name.replace("__", "-"): value for name, value in fields.items()}
        form = self.page.locator("main form")
        for name in names:
            form = form.filter(has=self.page.locator(f"[name='{name}']"))
        for name, value in names.items():
            self.fill(form.first.locator(f"[name='{name}']"), value)
        with self.page.expect_navigation():
            form.first.get_by_role("button", name=re.compile(button)).first.click(click_count=2 if twice else 1)
        wrong = self.page.locator("main .errorlist, main .field .error")
        assert wrong.count() == 0, wrong.all_inner_texts()

    def fill(self, field: object, value: str) -> None:
        first = field.first  # type: ignore[attr-defined]
        folded = first.locator("xpath=ancestor::details[not(@open)]")
        for n in range(folded.count()):
            folded.nth(n).locator("summary").first.click()
        tag = first.evaluate("one => one.tagName + (one.type || '')")
        if tag.startswith("SELECT"):
            option = first.locator("option", has_text=value).first
            first.select_option(value=option.get_attribute("value"))
        elif tag in {"INPUTradio", "INPUTcheckbox"}:
            field.and_(self.page.locator(f"[value='{value}']")).check()  # type: ignore[attr-defined]
        else:
            first.fill(value)

    @property
    def shown(self) -> str:
        return self.page.inner_text("main")

    @property
    def pk(self) -> str:
        return re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", self.page.url)[-1]

    def paper(self, path: str) -> str:
        """The words of a PDF at an address."""
        answer = self.page.request.get(f"{self.root}{path}")
        assert answer.status == 200, (path, answer.status)
        with pypdfium2.PdfDocument(io.BytesIO(answer.body())) as paper:
            text = "\n".join(page.get_textpage().get_text_bounded() for page in paper)
        return " ".join(re.sub(r"[\u00ad\u2010\ufffe-]\s*\n?", "", text).split())


@pytest.fixture
def desk(chromium: Browser, served: Served, memberships: dict[str, str]) -> Iterator[Desk]:
    """The social coordinator of the example."""
    state = json.loads(memberships["desk"])
    context = chromium.new_context(viewport=LAPTOP, locale="es-MX", storage_state=state)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    yield Desk(context.new_page(), served.at(""))
    context.close()


@pytest.fixture
def fresh(chromium: Browser, tmp_path: Path) -> Iterator[Desk]:
    """A new alliance on its first day: nothing in it but the person who founded it."""
    home = tmp_path / "nueva"
    asked = ("init", "--name", "Alianza Nueva", "--municipality", "Valle Nuevo", "--person", "Ana Solís")
    made = manantial("--json", *asked, home=home)
    assert made.code == 0, made.out + made.err
    with serving(home, slug="") as served:
        context = chromium.new_context(viewport=LAPTOP, locale="es-MX")
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(f"{served.address}{made.json['link']}")
        page.locator("main form button").first.click()
        page.wait_for_load_state()
        yield Desk(page, served.address)
        context.close()


def test_a_date_told_three_ways_keeps_its_versions(desk: Desk) -> None:
    desk.go("/mesa/hitos/nuevo/")
    desk.send(
        "Guardar", title="La fecha en que nació el organismo", kind="Decisión", group="Brigadistas",
        text="Nació cuando empezamos a juntarnos.", when="2018", otra__group="Funcionarias",
        otra__text="Nació con el decreto.", otra__when="2019", otra__relation="Difiere en la fecha",
    )  # fmt: skip
    desk.send("Guardar versión", version__group="Autoridades", version__text=DISSENT, version__when="2021",
              version__relation="Contradice")  # fmt: skip
    assert "Difieren" in desk.shown
    desk.send("Guardar", acordada__text=AGREED, acordada__when="2019", acordada__workshop="validación")
    for words in ("cuando empezamos a juntarnos", "con el decreto", DISSENT, AGREED):
        assert words in desk.shown, words
    desk.go("/mesa/hitos/")
    assert "La fecha en que nació el organismo" in desk.shown
    printed = desk.paper("/mesa/papeles/memoria/informe-preliminar/")
    for words in (AGREED, DISSENT, "cuando empezamos a juntarnos"):
        assert words in printed, words


def test_she_takes_her_voice_back_by_telephone(desk: Desk) -> None:
    desk.go("/mesa/voces/nueva/")
    desk.send("Guardar la voz", kind="text", title="La llegada del agua", words=SAID, group="Mujeres",
              community="El Carrizal", permiso__preset="everything", permiso__attribution_name="Rosa",
              permiso__evidence_note="Hoja 4")  # fmt: skip
    voice = desk.pk
    desk.send("Marcar", words=MARKED)
    fragment = re.findall(r"FRA-\d+", desk.shown)[0]
    desk.go("/mesa/informes/informe-preliminar/interpretacion/")
    desk.send("Guardar", text=f"Así lo cuenta una de ellas:\n\n![la llegada del agua](fragmento:{fragment})")
    assert MARKED in desk.paper("/mesa/papeles/memoria/informe-preliminar/")
    desk.go(f"/mesa/voces/{voice}/retirar/")
    desk.send("Retirar el permiso", channel="Teléfono", reason="Ya no quiere salir.")
    assert "RET-" in desk.shown
    receipt = desk.page.locator("main a", has_text="Comprobante").first.get_attribute("href")
    assert receipt is not None
    assert desk.page.request.get(f"{desk.root.partition('/a/')[0]}{receipt}").status == 200
    assert MARKED not in desk.paper("/mesa/papeles/memoria/informe-preliminar/")
    desk.go(f"/mesa/voces/{voice}/")
    assert MARKED not in desk.shown
    desk.go("/mesa/informes/informe-preliminar/revisar/")
    assert fragment in desk.shown
    desk.go("/buscar/?q=caminabamos+horas")
    assert MARKED not in desk.shown


def test_a_whole_systematization_from_its_plan_to_the_paper(fresh: Desk) -> None:
    desk = fresh
    plan(desk)
    workshop = hold_workshop(desk)
    fragment = listen_and_code(desk)
    remember(desk, workshop)
    conclude(desk, workshop, fragment)
    write(desk, fragment)
    printed = built(desk, "informe-final")
    for words in (MARKED, AGREED, "Con comité el agua llega", "Juntarse primero", "¿Cómo llegó el agua?"):
        assert words in printed, words
    desk.go("/mesa/plan/")
    assert "Falta la asamblea o junta que lo aprueba." in desk.shown


def built(desk: Desk, paper: str) -> str:
    """The words of a paper, built by its page as a PDF."""
    desk.go(f"/mesa/informes/{paper}/revisar/")
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name=re.compile("PDF")).first.click()
    until, found = time.monotonic() + 120, desk.page.locator("main a[href*='/mesa/informes/archivo/']")
    while found.count() == 0:
        assert time.monotonic() < until, desk.shown
        desk.page.wait_for_timeout(500)
        desk.page.reload()
    href = str(found.first.get_attribute("href"))
    return desk.paper(href)


def plan(desk: Desk) -> None:
    """What for, which stretch, one axis with one question."""
    desk.go("/mesa/plan/escribir/")
    desk.send("Guardar", title="Plan de Valle Nuevo", objective="Entender cómo llegó el agua.",
              object="Del primer comité a hoy.", start="2018", end="2026", ethics="Nada sin permiso.")  # fmt: skip
    desk.go("/mesa/plan/preguntas/")
    desk.send("Agregar", eje__name="Organizarse por el agua")
    desk.page.locator("[name$='.new']").fill("¿Cómo llegó el agua?")
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Agregar pregunta").click()


def hold_workshop(desk: Desk) -> str:
    """A river of history, with its list."""
    desk.go("/mesa/talleres/nuevo/?tipo=T-2")
    desk.send("Planear", twice=True, title="El río de nuestra historia", on="2026-11-20", expected_people="12")
    workshop = desk.pk
    desk.go("/mesa/talleres/")
    assert desk.page.locator("tbody tr", has_text="El río de nuestra historia").count() == 1, "pressed twice, sent once"
    desk.go(f"/mesa/talleres/{workshop}/relatoria/")
    desk.send("Guardar", report="Se habló de los primeros años.")
    return workshop


def listen_and_code(desk: Desk) -> str:
    """A voice with its permission, coded without a mouse."""
    desk.go("/mesa/codigos/")
    desk.send("Guardar|Agregar", name="La llegada")
    desk.go("/mesa/voces/nueva/")
    desk.send("Guardar la voz", kind="text", title="Dos horas", words=SAID, group="Mujeres",
              permiso__preset="everything", permiso__attribution_name="Rosa",
              permiso__evidence_note="Hoja 1")  # fmt: skip
    voice = desk.pk
    desk.send("Marcar", words=MARKED)
    fragment = re.findall(r"FRA-\d+", desk.shown)[0]
    desk.go(f"/mesa/voces/{voice}/codificar/")
    assert MARKED in desk.shown
    return fragment


def remember(desk: Desk, workshop: str) -> None:
    """A milestone told twice, and what the workshop agreed."""
    desk.go("/mesa/hitos/nuevo/")
    desk.send("Guardar", title="Nace el comité", kind="Decisión", group="Brigadistas", text="Desde las pláticas.",
              when="2018", otra__group="Autoridades", otra__text="Con el acta.", otra__when="2019",
              otra__relation="Difiere en la fecha")  # fmt: skip
    desk.send("Guardar", acordada__text=AGREED, acordada__when="2019", acordada__workshop="río")


def conclude(desk: Desk, workshop: str, fragment: str) -> None:
    """A finding on the fragment, green in the workshop, and its lesson."""
    desk.go("/mesa/hallazgos/nuevo/")
    desk.send("Guardar hallazgo", statement="Con comité el agua llega.")
    finding = desk.pk
    desk.send("Agregar", sustento__fragment=fragment)
    desk.go(f"/mesa/validacion/{workshop}/{finding}/")
    desk.send("Guardar votos", committee_women__green="7")
    desk.go("/mesa/aprendizajes/nuevo/")
    desk.send("Guardar", title="Juntarse primero", learned="Primero la asamblea, después el tubo.", findings=finding)


def write(desk: Desk, fragment: str) -> None:
    """A section with the words of the voice in it."""
    desk.go("/mesa/informes/informe-final/interpretacion/")
    desk.send("Guardar", text=f"Lo dice quien lo vivió:\n\n![la llegada](fragmento:{fragment})")
