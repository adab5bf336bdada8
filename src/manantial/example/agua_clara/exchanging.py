"""What came from another program: the codebook of an invented thesis, taken in and kept with its report."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from manantial.example.agua_clara.stage import Stage, at
from manantial.exchange.actions import import_file

NAME = "tesis-cuidados-del-agua.qdc"
ON = date(2026, 10, 6)
_CODES = (
    ("0d6f7c52-1c4e-4b7a-9a55-6c1f2b1e0a01", "Cuidados", "#7a3e9d", "Trabajo que casi nadie cuenta como trabajo."),
    (
        "0d6f7c52-1c4e-4b7a-9a55-6c1f2b1e0a02",
        "Acarreo",
        "#9d3e6b",
        "Quién va por el agua, cuántas veces y desde dónde.",
    ),
    ("0d6f7c52-1c4e-4b7a-9a55-6c1f2b1e0a03", "Lavado", "#3e6b9d", "Ropa, trastes, maíz: el agua de la casa."),
)


def receive(stage: Stage) -> None:
    """Take in the codebook that a student sent."""
    (top, *below) = (
        f'<Code guid="{guid}" name="{name}" isCodable="true" color="{colour}"><Description>{about}</Description>'
        for guid, name, colour, about in _CODES
    )
    inner = "".join(f"{code}</Code>" for code in below)
    book = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Tesis"><Codes>{top}{inner}</Code></Codes></CodeBook>'
    with tempfile.TemporaryDirectory(prefix="manantial-") as folder:
        path = Path(folder) / NAME
        path.write_text(book, encoding="utf-8")
        import_file(path, by=stage.staff["facilitator"], now=at(ON))
