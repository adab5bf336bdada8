"""The whole thread by keyboard alone: from a voice that is typed in to the kit that is handed over, and back."""

from __future__ import annotations

import json
import re
import time

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import LAPTOP, Served, Visitor, visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = "Cuando nos entregaron la carpeta ya sabíamos dónde estaba cada válvula. Antes no había nada escrito."
MARKED = "ya sabíamos dónde estaba cada válvula"
FINDING = "Con la carpeta en la mano, el comité nuevo encuentra las válvulas."
LESSON = "Una carpeta vale un año"
MESSAGE = "Entregue la carpeta el mismo día."
POSTER = "Cartel de la carpeta a tiempo"


class Hands:
    """Somebody with a keyboard and no mouse."""

    def __init__(self, who: Visitor) -> None:
        self.who, self.keys = who, who.page.keyboard

    def focus(self) -> dict[str, str]:
        """What holds the focus: tag, name, value, words."""
        found: dict[str, str] = self.who.page.evaluate(
            "(() => { const one = document.activeElement; const label = one.labels?.[0]?.innerText || '';"
            " const own = ['A', 'BUTTON', 'SUMMARY'].includes(one.tagName) ? one.innerText : '';"
            " const words = (label || own).trim();"
            " return {tag: one.tagName, name: one.name || '', value: one.value || '', words: words}; })()"
        )
        return found

    def tab(self, **wanted: str) -> None:
        """Press Tab until what is wanted has the focus; words need only begin so."""
        for _step in range(260):
            self.keys.press("Tab")
            held = self.focus()
            if all(
                held[key].startswith(value) if key == "words" else held[key] == value for key, value in wanted.items()
            ):
                return
        pytest.fail(f"{wanted} is not reached by Tab on {self.who.page.url}")

    def write(self, name: str, text: str) -> None:
        """Go to a field and type; in a select, the beginning of an option."""
        self.tab(name=name)
        self.keys.type(text)

    def pick(self, name: str, value: str) -> None:
        """Go to a group of radio buttons and choose one with the arrows."""
        self.tab(name=name)
        self.keys.press("Space")
        for _step in range(12):
            if self.focus()["value"] == value:
                return
            self.keys.press("ArrowDown")
        pytest.fail(f"{name} has no {value}")

    def tick(self, words: str) -> None:
        """Go to a box with this label and tick it."""
        self.tab(tag="INPUT", words=words)
        self.keys.press("Space")

    def open(self, words: str) -> None:
        """Go to a heading that opens, and open it."""
        self.tab(tag="SUMMARY", words=words)
        self.keys.press("Enter")

    def follow(self, words: str) -> None:
        """Go to a link and follow it."""
        self.tab(tag="A", words=words)
        with self.who.page.expect_navigation():
            self.keys.press("Enter")

    def send(self, words: str) -> None:
        """Press the button that sends a form, and wait for the answer."""
        self.tab(tag="BUTTON", words=words)
        with self.who.page.expect_navigation():
            self.keys.press("Enter")


def pk_of(url: str) -> str:
    """The id at the end of an address."""
    return re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", url)[-1]


def test_from_a_voice_to_a_kit_and_back(chromium: Browser, served: Served, memberships: dict[str, str]) -> None:
    state = json.loads(memberships["desk"])
    context = chromium.new_context(viewport=LAPTOP, locale="es-MX", storage_state=state)  # type: ignore[arg-type]
    hands = Hands(visitor(context, served))
    voice, fragment = tell(hands)
    finding = state_finding(hands, fragment)
    draw_lesson(hands, finding)
    make_poster(hands, fragment)
    delivered = hand_over_kit(hands)
    hands.who.go(f"/origen/voice/{voice}/")
    shown = hands.who.page.inner_text("main")
    for one in (fragment, FINDING, LESSON, MESSAGE, POSTER, delivered):
        assert one in shown, one
    hands.who.go(f"/origen/finding/{finding}/")
    assert MARKED in hands.who.page.inner_text("main")
    assert not hands.who.complaints
    context.close()


def until_there(hands: Hands, what: str) -> None:
    """Look again until the long work is done."""
    until = time.monotonic() + 120
    while hands.who.page.locator(what).count() == 0:
        assert time.monotonic() < until, f"{what} did not appear on {hands.who.page.url}"
        hands.who.page.wait_for_timeout(1000)
        hands.who.page.reload()


def tell(hands: Hands) -> tuple[str, str]:
    """A voice with its words and its permission, and a fragment of it."""
    hands.who.go("/mesa/voces/nueva/")
    hands.pick("kind", "text")
    hands.write("title", "La carpeta")
    hands.write("words", SAID)
    hands.write("group", "Mujeres")
    hands.write("community", "El Carrizal")
    hands.pick("permiso-preset", "everything")
    hands.write("permiso-attribution_name", "Rosa")
    hands.write("permiso-evidence_note", "Hoja 3 de la carpeta azul")
    hands.send("Guardar la voz")
    voice = pk_of(hands.who.page.url)
    hands.write("words", MARKED)
    hands.send("Marcar")
    folios = re.findall(r"FRA-\d+", hands.who.page.inner_text("main"))
    assert folios, hands.who.page.inner_text("main")
    return voice, folios[0]


def state_finding(hands: Hands, fragment: str) -> str:
    """A finding that rests on the fragment, green in a workshop."""
    hands.who.go("/mesa/hallazgos/nuevo/")
    hands.write("statement", FINDING)
    hands.send("Guardar hallazgo")
    finding = pk_of(hands.who.page.url)
    hands.open("Agregar voz o documento")
    hands.write("sustento-fragment", fragment)
    hands.send("Agregar")
    hands.who.go("/mesa/validacion/")
    workshop = pk_of(str(hands.who.page.locator("main a[href*='/mesa/validacion/']").first.get_attribute("href")))
    hands.who.go(f"/mesa/validacion/{workshop}/{finding}/")
    hands.write("committee_women-green", "7")
    hands.send("Guardar votos")
    return finding


def draw_lesson(hands: Hands, finding: str) -> None:
    """What is learnt from the finding, which is told by its folio and its words."""
    hands.who.go(f"/mesa/hallazgos/{finding}/")
    folio = re.search(r"\bHAL-\d+", hands.who.page.inner_text("main"))
    assert folio is not None
    hands.who.go("/mesa/aprendizajes/nuevo/")
    hands.write("title", LESSON)
    hands.write("learned", "Quien recibe la carpeta empieza a trabajar ese día.")
    hands.tick(f"{folio[0]} {FINDING[:30]}")
    hands.send("Guardar")


def make_poster(hands: Hands, fragment: str) -> None:
    """A message from the lesson, and a poster that carries the voice."""
    hands.who.go("/mesa/mensajes/nuevo/")
    hands.write("text", MESSAGE)
    hands.tick(LESSON)
    hands.tick("Comités nuevos")
    hands.send("Guardar")
    hands.who.go("/mesa/materiales/nuevo/")
    hands.write("title", POSTER)
    hands.write("kind", "Cartel")
    hands.write("purpose", "Que nadie se vaya sin entregar.")
    hands.write("message", MESSAGE[:20])
    hands.write("audience", "Comités")
    hands.write("text", "Pida la carpeta el día de la elección.")
    hands.send("Guardar")
    hands.write("folio", fragment)
    hands.send("Agregar voz")
    assert fragment in hands.who.page.inner_text("main")
    hands.tab(tag="INPUT", words="Si aun así se construye")
    hands.keys.type("Es un ejemplo: se prueba después con la gente.")
    hands.send("Construir una versión")
    until_there(hands, "main a[href*='/mesa/materiales/archivo/']")


def hand_over_kit(hands: Hands) -> str:
    """A new edition of the kits, and the one of El Carrizal handed over."""
    hands.who.go("/mesa/kits/")
    hands.send("Construir una edición")
    hands.who.go("/mesa/kits/")
    until_there(hands, "main a:has-text('Edición 3')")
    hands.follow("Edición 3")
    hands.follow("C-01 El Carrizal")
    hands.write("received_by", "Rosa, presidenta")
    hands.send("Guardar la entrega")
    return "C-01 · El Carrizal, Edición 3"
