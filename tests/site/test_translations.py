"""Whoever reads in English reads everything, and reads it whole: complete, with its blanks, compiled, and in English.

When one of these fails: ``python tools/translations.py --all`` lists what is missing and compiles what is there.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tools.translations import LOCALE, SOURCE, gathered, lacking

LANGUAGES = ("es", "en")
BLANK = re.compile(r"%\(\w+\)[-+ 0]*\d*(?:\.\d+)?[a-z]|%[-+0]*\d*(?:\.\d+)?[sdf]|%%|\{\w*\}|</?\w+[^>]*>")
SPANISH = re.compile(r"\w*[áéíóúñü¿¡]\w*|\b(?:el|los|las|una|que|para|con|del|por|sin|como|cuando|quien|y)\b", re.I)
STAYS = re.compile(  # names, and words that must be typed or shown in Spanish
    r"Berriozábal|Cántaro\w*|Operación Bendición|México|Gonzalo Río Arronte|Hernández|María"
    r"|La Ceiba|El Carrizal|El Chorro|Puerto Santa Ana|Vocalía 2|Salón Ejidal|cobertura-escuelas"
    r"|(?:durante|antes de|después de|cuando)\b[^»]*administración[^»]*|antes de \d{4}|antes del cambio[^»]*"
    r"|después del cambio[^»]*|cuando cambió[^»]*|participar, participó, participación"
    r"|S \(sí: yes\)|“comités”|“cuando el temblor”"
)


@cache
def catalogue(language: str, file: str = "django") -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{file}.po").open("rb") as source:
        return read_po(source, locale=language)


@pytest.fixture(scope="module")
def english() -> Catalog:
    return catalogue("en")


def forms(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A text in its singular and plural, or alone."""
    return tuple(said) if isinstance(said, tuple | list) else (said or "",)


def pairs(book: Catalog) -> Iterator[tuple[str, str]]:
    """Yield each Spanish form with what stands for it."""
    for message in book:
        if message.id:
            yield from zip(forms(message.id), forms(message.string), strict=True)


def spoken(book: Catalog) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """What a program finds in a catalogue: (context, text) with its forms."""
    return {(m.context, forms(m.id)[0]): forms(m.string) for m in book if m.id and all(forms(m.string))}


def asked_in_code() -> Iterator[str]:
    """Yield the texts of every gettext call, by whatever name it was imported and also inside f-strings."""
    for path in SOURCE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "gettext" not in source:
            continue
        nodes = list(ast.walk(ast.parse(source)))
        imports = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.module == "django.utils.translation"]
        names = {one.asname or one.name for node in imports for one in node.names if "gettext" in one.name}
        for node in nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def asked_in_templates() -> Iterator[str]:
    """Yield the texts that a template hands to a tag or a filter: ``{% state "good" _("Listo") %}``."""
    for path in (SOURCE / "templates").rglob("*.html"):
        for quoted in re.findall(r"""\b_\(("[^"]*"|'[^']*')\)""", path.read_text(encoding="utf-8")):
            yield str(ast.literal_eval(quoted))


def in_catalogue(message: Message, book: Catalog) -> Message | None:
    return book.get(message.id, context=message.context)


def test_every_text_of_today_is_in_both_catalogues_and_none_escapes_the_gathering() -> None:
    texts = gathered()
    for language in LANGUAGES:
        book = catalogue(language)
        absent = [str(message.id) for message in texts if message.id and in_catalogue(message, book) is None]
        assert not absent, f"{language}: run tools/translations.py: {absent[:10]}"
    known = {forms(message.id)[0] for message in texts if message.id}
    assert not sorted({*asked_in_code(), *asked_in_templates()} - known)


def test_english_lacks_nothing(english: Catalog) -> None:
    missing = lacking(english)
    assert not missing, f"{len(missing)} without English: {missing[:10]}"


def test_spanish_says_what_the_code_says() -> None:
    for spanish, said in pairs(catalogue("es")):
        assert said == spanish


def test_the_blanks_to_fill_are_the_same_in_both_languages(english: Catalog) -> None:
    differing = [
        (spanish, said)
        for spanish, said in pairs(english)
        if said and Counter(BLANK.findall(spanish)) != Counter(BLANK.findall(said))
    ]
    assert not differing


def test_both_languages_begin_and_end_alike(english: Catalog) -> None:
    def edges(text: str) -> tuple[int, int, int]:
        return len(text) - len(text.lstrip()), len(text) - len(text.rstrip()), text.count("\n")

    assert not [(spanish, said) for spanish, said in pairs(english) if said and edges(spanish) != edges(said)]


def test_english_has_no_spanish_left_in_it(english: Catalog) -> None:
    left = [
        (words, said) for _, said in pairs(english) if (words := SPANISH.findall(STAYS.sub("", BLANK.sub("", said))))
    ]
    assert not left


def test_the_check_for_spanish_would_notice_it() -> None:
    assert SPANISH.findall("The comité decided")
    assert SPANISH.findall("Agreements del committee")
    assert not SPANISH.findall(STAYS.sub("", "Water committee of La Ceiba, in Berriozábal"))


@pytest.mark.parametrize(("language", "file"), [("es", "django"), ("en", "django"), ("es", "messages")])
def test_what_is_compiled_is_what_is_written(language: str, file: str) -> None:
    compiled: Path = LOCALE / language / "LC_MESSAGES" / f"{file}.mo"
    written = spoken(catalogue(language, file))
    with compiled.open("rb") as source:
        heard = spoken(read_mo(source))
    stale = [text for text, said in written.items() if heard.get(text) != said]
    assert not stale, f"run tools/translations.py: {stale[:10]}"
