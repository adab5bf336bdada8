"""The research of a corpus as REFI-QDA and as tables: seconds and memory, beside plain SQL that writes the same words.

``python -m bench qda``: a thousand interviews (``BENCH_INTERVIEWS`` changes it). The floor reads the same rows with
sqlite3 alone and writes one XML element for each turn, fragment and coding to a packed file, asking no permission.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import time
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bench import corpus

INTERVIEWS = int(os.environ.get("BENCH_INTERVIEWS", "1000"))
_FLOOR = (
    "select t.text from manantial_turn t",
    "select f.id, f.quote, f.start_char, f.end_char from manantial_fragment f",
    "select c.id, c.fragment_id, c.code_id, c.by_id, c.at from manantial_coding c",
)


def measure(folder: Path) -> dict[str, object]:
    """Write a project, a floor, and all tables as CSV, XLSX and ODS; seconds, bytes and the peak of memory in MB."""
    prepared = corpus.ready(INTERVIEWS)
    from django.conf import settings

    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for

    before = time.process_time()
    floor_seconds, floor_bytes = _floor(settings.HOME.database_file, folder / "floor.zip")
    found: dict[str, object] = {"interviews": INTERVIEWS, **prepared, "floor_seconds": floor_seconds}
    found["floor_cpu_seconds"] = round(time.process_time() - before, 1)
    with working_for(Alliance.objects.get(slug=corpus.SLUG)):
        found |= _measured(folder)
    found["floor_bytes"] = floor_bytes
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def _measured(folder: Path) -> dict[str, object]:
    from manantial.exchange.leaving import Leave
    from manantial.exchange.leaving.files import tables_stream
    from manantial.exchange.leaving.project import project_stream
    from manantial.voices.rules import Use

    leave, found = Leave(Use.ANALYSIS, corpus.ON), {}
    made: dict[str, Iterable[bytes]] = {
        "qdpx": project_stream(leave, by=None, now=corpus.NOW),
        **{f"tables_{form}": tables_stream(form, leave) for form in ("csv", "xlsx", "ods")},
    }
    for name, pieces in made.items():
        before = time.process_time()
        found[f"{name}_seconds"], found[f"{name}_bytes"] = _poured(folder / name, pieces)
        found[f"{name}_cpu_seconds"] = round(time.process_time() - before, 1)  # what a busy machine does not change
        found[f"{name}_peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def _poured(path: Path, pieces: Iterable[bytes]) -> tuple[float, int]:
    started = time.perf_counter()
    with path.open("wb") as file:
        file.writelines(pieces)
    return round(time.perf_counter() - started, 1), path.stat().st_size


def _floor(database: Path, path: Path) -> tuple[float, int]:
    started = time.perf_counter()
    with (
        closing(sqlite3.connect(database)) as connection,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("project.xml", "w") as out,
    ):
        for question in _FLOOR:
            for row in connection.execute(question):
                out.write(_element(row))
    return round(time.perf_counter() - started, 1), path.stat().st_size


def _element(row: tuple[Any, ...]) -> bytes:
    return f"<x>{'</x><x>'.join(escape(str(cell)) for cell in row)}</x>\n".encode()
