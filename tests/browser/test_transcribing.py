"""Writing down a voice at the real page with the keyboard alone: sound, turns, what is kept, two people at once."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.conftest import LAPTOP, Served, Visitor, enter, visitor

pytestmark = pytest.mark.browser


def opened(who: Visitor) -> None:
    """Open the page where the words of a recorded voice are written."""
    who.go("/mesa/voces/?clase=sound")
    who.page.locator("tbody th a, tbody td a").last.click()
    who.page.locator("#dice a", has_text="Corregir").click()
    expect(who.page.locator("[data-turns] > li").first).to_be_visible()


def said(page: Page, turn: int) -> str:
    return page.locator("[data-said]").nth(turn).input_value()


def test_words_are_written_by_keys_kept_and_never_lost_to_another(
    chromium: Browser, served: Served, memberships: dict[str, str]
) -> None:
    state = json.loads(memberships["desk"])
    erandi = visitor(chromium.new_context(storage_state=state, viewport=LAPTOP, locale="es-MX"), served)  # type: ignore[arg-type]
    ana = visitor(chromium.new_context(viewport=LAPTOP, locale="es-MX"), served)  # type: ignore[arg-type]
    enter(ana, "ana")
    opened(erandi)
    opened(ana)
    page, press = erandi.page, erandi.page.keyboard.press
    media = "document.querySelector('[data-bar] audio')"
    turns = page.locator("[data-turns] > li")
    before = turns.count()
    first = said(page, 0)

    # The sound obeys while the hands stay on the words.
    page.locator("[data-said]").first.focus()
    press("F4")
    assert not page.evaluate(f"{media}.paused")
    press("F4")
    assert page.evaluate(f"{media}.paused")
    page.evaluate(f"{media}.currentTime = 0")
    press("F8")
    press("F2")
    assert page.evaluate(f"{media}.currentTime") == pytest.approx(3, abs=0.2)
    press("F9")
    assert page.evaluate(f"{media}.playbackRate") == 0.75
    press("F10")
    assert page.evaluate(f"{media}.playbackRate") == 1

    # A turn is begun, given its second and its voice, split and joined again.
    press("Control+End")
    page.evaluate(f"{media}.currentTime = 2")
    press("Enter")
    expect(turns).to_have_count(before + 1)
    page.keyboard.type("¿Y quién lo pagó? Todas.")
    press("Alt+m")
    expect(turns.nth(1).locator(".clock")).to_have_text("0:02")
    for _ in "Todas.":
        press("ArrowLeft")
    press("Enter")
    expect(turns).to_have_count(before + 2)
    assert (said(page, 1), said(page, 2)) == ("¿Y quién lo pagó?", "Todas.")
    press("Backspace")
    expect(turns).to_have_count(before + 1)
    assert said(page, 1) == "¿Y quién lo pagó? Todas."
    expect(page.locator("[data-status]")).to_contain_text("Borrador guardado")

    # Leaving with unsaved words asks; what the server has comes back after the lid was closed.
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    press("Control+End")
    with page.expect_response(lambda answer: answer.url.endswith("/palabras/borrador/")):
        page.keyboard.type(" Entre todas.")
        page.locator("a", has_text="Dejar para después").focus()
        press("Enter")
    assert asked == ["beforeunload"]
    page.reload()
    expect(turns).to_have_count(before + 1)
    assert said(page, 1).endswith("Todas. Entre todas.")

    # Ana corrected another turn meanwhile and saved first: both texts are there to be joined.
    ana.page.locator("[data-said]").first.focus()
    ana.page.keyboard.press("Control+End")
    ana.page.keyboard.type(" Eso dijo.")
    ana.page.locator("button", has_text="Guardar versión").focus()
    ana.page.keyboard.press("Enter")
    expect(ana.page.get_by_role("status").first).to_contain_text("Se guardó la versión")
    page.locator("button", has_text="Guardar versión").focus()
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Unir dos versiones")
    expect(page.locator("main")).to_contain_text("Eso dijo.")
    expect(page.locator("main")).to_contain_text("¿Y quién lo pagó? Todas. Entre todas.")
    page.locator("label", has_text=f"{first} Eso dijo.").locator("input").first.focus()
    press("Space")
    page.locator("button", has_text="Unir en una versión nueva").focus()
    press("Enter")
    expect(page.locator("[data-turns]")).to_contain_text("Eso dijo.")
    expect(page.locator("[data-turns]")).to_contain_text("Entre todas.")
    assert not erandi.complaints
    assert not ana.complaints
    for who in (erandi, ana):
        who.page.context.close()
