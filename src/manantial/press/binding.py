"""Several finished PDF of one page put one after the other as a single file, each at its own size.

A page inside a page cannot be tagged: the pieces themselves, which have their accessibility, are offered one by one.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from manantial.press.compile import Pdf, compile_template
from manantial.press.tiles import page_size


def bind(pieces: Sequence[bytes], *, title: str, language: str, date: datetime.date) -> Pdf:
    """The pieces in their order; the first page of each. Raises CannotTile for what is no PDF."""
    files = {f"piece-{number}.pdf": piece for number, piece in enumerate(pieces)}
    sizes = [page_size(piece) for piece in pieces]
    data = {"pieces": [{"file": name, "size": size} for name, size in zip(files, sizes, strict=True)]}
    count = len(pieces)
    return compile_template(
        "bound.typ",
        data,
        files,
        title=title,
        language=language,
        date=date,
        pages=range(count, count + 1),
        standards=(),
    )
