"""The house rules that a machine can keep: sizes, types, owners, permissions, documents that name every verb."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from manantial.alliance.models import Alliance, Owned
from manantial.cli import VERBS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "manantial"
FUNCTION_LINES, FILE_LINES = 40, 400
NOT_NAMES = {"utils", "helpers", "services", "managers", "constants", "base"}


def modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield every statement below a node; a function stands only among statements, never inside an expression."""
    for below in ast.iter_child_nodes(node):
        if not isinstance(below, ast.expr):
            if isinstance(below, ast.stmt):
                yield below
            yield from statements(below)


def test_files_and_functions_stay_small_and_every_signature_is_typed() -> None:
    long_files, long_functions, untyped = [], [], []
    for path in modules():
        text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT)
        if (count := len(text.splitlines())) > FILE_LINES:
            long_files.append(f"{name}: {count}")
        for node in statements(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long_functions.append(f"{name}:{node.lineno} {node.name}: {lines}")
                if node.returns is None and node.name != "__init__":
                    untyped.append(f"{name}:{node.lineno} {node.name}")
    assert not long_files, long_files
    assert not long_functions, long_functions
    assert not untyped, untyped


def test_no_file_with_a_name_that_says_nothing() -> None:
    assert not [p for p in modules() if p.stem in NOT_NAMES]


def test_every_table_belongs_to_an_alliance_and_its_indexes_begin_with_it() -> None:
    for model in apps.get_app_config("manantial").get_models():
        if model is Alliance:
            continue
        assert issubclass(model, Owned), model
        for index in model._meta.indexes:
            assert index.fields[0] == "alliance", (model, index.fields)
        for constraint in model._meta.constraints:
            fields = getattr(constraint, "fields", ("alliance",))
            assert fields[0] == "alliance", (model, constraint.name)


def addresses(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry)
        else:
            yield entry


def test_every_address_declares_its_permission() -> None:
    silent = [str(entry.pattern) for entry in addresses() if not getattr(entry.callback, "permission", None)]
    assert not silent, silent


def test_the_handbook_names_every_verb_of_the_command_line() -> None:
    words = (ROOT / "docs" / "operar.md").read_text(encoding="utf-8")
    assert not [verb for verb in VERBS if f"manantial {verb}" not in words]


def test_no_template_shows_nothing() -> None:
    assert not [path for path in (SOURCE / "templates").rglob("*.html") if not path.read_text(encoding="utf-8").strip()]


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_no_page_calls_outside(folder: str) -> None:
    calls = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//|@import\s|url\(\s*["']?(?:https?:)?//""")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted((SOURCE / folder).rglob("*"))
        if path.suffix in {".html", ".css"} and "vendor" not in path.parts
        for match in calls.finditer(path.read_text(encoding="utf-8"))
        if "{{" not in match[0] and not _asked_for_by_a_person(path, match)
    ]
    assert not found, found


def _asked_for_by_a_person(path: Path, match: re.Match[str]) -> bool:
    """A link that a person clicks may lead outside; nothing loads from there by itself."""
    return (
        match[0].startswith("href=")
        and "<a " in path.read_text(encoding="utf-8")[max(0, match.start() - 80) : match.start()]
    )
