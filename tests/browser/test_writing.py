"""Writing a section in a real browser: a quote is looked for, put in with one touch and seen as it will print."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import LAPTOP, Served, visitor

pytestmark = pytest.mark.browser


def test_a_quote_is_put_in_from_the_panel_and_seen(
    chromium: Browser, served: Served, memberships: dict[str, str]
) -> None:
    state = json.loads(memberships["desk"])
    who = visitor(chromium.new_context(viewport=LAPTOP, locale="es-MX", storage_state=state), served)  # type: ignore[arg-type]
    who.go("/mesa/informes/informe-final/retos/")
    text = who.page.locator("#id_text")
    text.press("Control+End")
    who.page.fill("#seek-q", "FRA-0025")
    who.page.press("#seek-q", "Enter")
    who.page.get_by_role("button", name="Poner la cita").first.click()
    assert text.input_value().rstrip().endswith("![…](fragmento:FRA-0025)")
    expect(who.page.locator(".sheet .voice blockquote").last).to_contain_text("Lo que más convenció", timeout=15_000)
    who.page.get_by_role("button", name="Poner nota").first.click()
    assert "[^FRA-0025]" in text.input_value()
    expect(who.page.get_by_text("Borrador guardado")).to_be_visible(timeout=15_000)
    written = text.input_value()
    who.page.reload()  # the lid was closed: what was typed comes back over what the page says
    who.page.get_by_role("button", name="Recuperarlo").click()
    assert text.input_value() == written
    who.page.evaluate("window.onbeforeunload = null")
    assert who.complaints == []
    assert who.outside == []
    who.page.context.close()
