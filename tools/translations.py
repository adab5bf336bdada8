"""Gather the texts of code and templates, bring the catalogues up to date and compile them.

Needs only Python (babel): no gettext tools. The Spanish text is the key; ``es`` holds it unchanged, so that the
product itself can tell which texts exist. Exits with 1 when English lacks a translation.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "manantial"
LOCALE = SOURCE / "locale"
FORMS = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
IN_CONTEXT = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}
PLURALS = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", "nplurals=2; plural=(n != 1);")]
Text = str | tuple[str, ...]


def found() -> Iterator[tuple[str, int, Text, str | None]]:
    """Yield (file, line, text or (singular, plural), context) of every text."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for line, text, context in _asked(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(ROOT)), line, text, context
    for path in sorted((SOURCE / "templates").rglob("*.html")):
        source = templatize(path.read_text(encoding="utf-8"))
        for line, text, context in _asked(_calls(source)):
            yield str(path.relative_to(ROOT)), line, text, context


def _asked(source: str) -> Iterator[tuple[int, Text, str | None]]:
    """Yield (line, text, context) of every call, whatever name it was imported by and also inside an f-string."""
    if "gettext" not in source and "_(" not in source:
        return
    nodes = list(ast.walk(ast.parse(source)))
    names = {name: name for name in (*FORMS, *IN_CONTEXT)} | {"_": "gettext"}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {one.asname or one.name: one.name for one in node.names if one.name in names}
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            name = names[node.func.id]
            first = 1 if name in IN_CONTEXT else 0
            words = [
                one.value for one in node.args[: first + (FORMS | IN_CONTEXT)[name]] if isinstance(one, ast.Constant)
            ]
            if len(words) == first + (FORMS | IN_CONTEXT)[name] and all(isinstance(word, str) for word in words):
                texts = tuple(str(word) for word in words[first:])
                yield node.lineno, texts if len(texts) > 1 else texts[0], str(words[0]) if first else None


def _calls(source: str) -> str:
    """Keep only the calls that templatize wrote: what is between them is filler that is not Python."""
    import re

    pattern = re.compile(r"""\b(?:n?p?gettext|_)\((?:[^()"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*\)""")
    return "\n".join(match[0].replace("\n", " ") for match in pattern.finditer(source))


def gathered() -> Catalog:
    """Return the catalogue of all texts, in a stable order and without dates."""
    catalogue = Catalog(project="Manantial", charset="utf-8", fuzzy=False)
    for file, _line, text, context in found():
        catalogue.add(text, locations=[(file, 0)], context=context)
    return catalogue


def update(language: str, template: Catalog) -> Catalog:
    """Merge the texts into the catalogue of a language; translations no longer used are dropped."""
    file = LOCALE / language / "LC_MESSAGES" / "django.po"
    old = Catalog(locale=language)
    if file.exists():
        with file.open("rb") as stream:
            old = read_po(stream, locale=language)
    new = Catalog(locale=language, project="Manantial", charset="utf-8", fuzzy=False)
    new.mime_headers = PLURALS  # one and many in both languages, whatever newer tables say of a million
    for message in sorted((m for m in template if m.id), key=lambda m: str(m.id)):
        before = old.get(message.id, context=message.context)
        string = message.id if language == "es" else (before.string if before else "")
        if isinstance(message.id, tuple | list) and isinstance(string, str):
            string = ("", "")  # what was one text is told in one and many now
        new.add(message.id, string, locations=message.locations, flags=message.flags, context=message.context)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_po(out, new, width=120, omit_header=False, include_lineno=False)
    _without_dates(file)
    with file.with_suffix(".mo").open("wb") as out:
        write_mo(out, new)
    return new


def _without_dates(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(
        "".join(line for line in lines if not line.startswith(('"POT-Creation', '"PO-Revision'))), encoding="utf-8"
    )


def lacking(catalogue: Catalog) -> list[str]:
    """Return the texts without a translation."""
    return [
        str(m.id) for m in catalogue if m.id and not (all(m.string) if isinstance(m.string, tuple | list) else m.string)
    ]


def main() -> int:
    """Update both catalogues and report."""
    template = gathered()
    words = LOCALE / "es" / "LC_MESSAGES" / "messages.po"  # of the command-line library
    with words.open("rb") as source, words.with_suffix(".mo").open("wb") as out:
        write_mo(out, read_po(source, locale="es"))
    update("es", template)
    missing = lacking(update("en", template))
    print(f"{len(template)} texts; English lacks {len(missing)}")
    for text in missing[: 2000 if "--all" in sys.argv else 20]:
        print("  ", text)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
