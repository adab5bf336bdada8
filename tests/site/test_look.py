"""The look keeps its promises: light files, readable colours, words for every verb, ways that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.template.loader import get_template
from django.urls import Resolver404, resolve

import manantial
from manantial.site.addresses import DESK_PAGES, desk_address
from manantial.site.faces import DESK, MINE, PUBLIC
from manantial.site.verbs import VERBS

SOURCE = Path(manantial.__file__).parent
STATIC = SOURCE / "static" / "manantial"
READING_JS = ("page.js", "draft.js")
BODY_PAIRS = (("tinta", "cal"), ("tinta", "papel"), ("tinta", "hueco"))
PAIRS = (
    *BODY_PAIRS,
    ("tenue", "cal"),
    ("tenue", "papel"),
    ("tenue", "hueco"),
    ("agua", "cal"),
    ("agua", "papel"),
    ("agua", "agua-suave"),
    ("agua-hondo", "agua-suave"),
    ("sobre-agua", "agua"),
    ("sobre-agua", "agua-hondo"),
    ("barro", "cal"),
    ("milpa", "milpa-suave"),
    ("maiz", "maiz-suave"),
    ("grana", "grana-suave"),
    ("grana", "papel"),
    ("nada", "nada-suave"),
)


def schemes() -> dict[str, dict[str, str]]:
    """The colours of the light and of the dark scheme."""
    css = (STATIC / "css" / "manantial.css").read_text()
    light, dark = re.findall(r":root\{([^}]*)\}", css)[:2]
    colour = re.compile(r"--([a-z-]+):(#[0-9a-f]{3,6})")
    found = {"light": dict(colour.findall(light)), "dark": dict(colour.findall(dark))}
    found["dark"] = found["light"] | found["dark"]
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read_in_the_sun(scheme: str) -> None:
    colours = schemes()[scheme]
    weak = [
        (a, b, round(contrast(colours[a], colours[b]), 2)) for a, b in PAIRS if contrast(colours[a], colours[b]) < 4.5
    ]
    assert not weak
    faint = [(a, b) for a, b in BODY_PAIRS if contrast(colours[a], colours[b]) < 7]
    assert not faint


def test_styles_and_scripts_are_light() -> None:
    sheets = {path.name: path.stat().st_size for path in (STATIC / "css").glob("*.css")}
    assert sum(sheets.pop(name) for name in ("manantial.css", "desk.css", "print.css", "voices.css")) <= 25_000
    assert not {name: weight for name, weight in sheets.items() if weight > 8_000}  # of one workplace each
    assert sum((STATIC / "js" / name).stat().st_size for name in READING_JS) <= 15_000


def test_no_template_has_style_or_script_of_its_own() -> None:
    forbidden = re.compile(r"""<style|\sstyle=|\son(?:click|load|change|submit|input)=|<script(?![^>]*\ssrc=)""")
    guilty = [
        path.relative_to(SOURCE)
        for path in sorted((SOURCE / "templates").rglob("*.html"))
        if path.name not in {"abrir.html", "celular.html"}  # pages of the kit, opened from a stick
        and forbidden.search(path.read_text())
    ]
    assert not guilty


def test_every_template_can_be_read() -> None:
    for path in sorted((SOURCE / "templates").rglob("*.html")):
        get_template(str(path.relative_to(SOURCE / "templates")))


def test_every_icon_that_is_asked_for_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text()))
    asked = {
        name
        for path in (SOURCE / "templates").rglob("*.html")
        for name in re.findall(r"""\{% icon ["']([a-z0-9-]+)["']""", path.read_text())
    }
    asked |= {way.picture for part in DESK for way in part.ways}
    assert asked <= drawn, sorted(asked - drawn)


def leads_nowhere(path: str) -> bool:
    try:
        resolve(f"/{path}")
    except Resolver404:
        return True
    return False


def test_every_way_of_the_navigation_leads_somewhere() -> None:
    ways = [*PUBLIC, MINE, *(way for part in DESK for way in part.ways)]
    assert not [way.path for way in ways if leads_nowhere(way.path)]


def test_every_desk_page_of_a_kind_exists() -> None:
    for kind in DESK_PAGES:
        assert desk_address(kind, UUID(int=0)).startswith("/mesa/"), kind


def test_every_verb_of_the_ledger_has_words() -> None:
    call = re.compile(r"""(?:record|@handler|enqueue)\(\s*"([a-z_]+\.[a-z_]+)\"""")
    verbs = {verb for path in SOURCE.rglob("*.py") for verb in call.findall(path.read_text())}
    assert verbs <= set(VERBS), sorted(verbs - set(VERBS))
