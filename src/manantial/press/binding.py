"""Several finished PDF of one page put one after the other as a single file, each at its own size.

A page inside a page cannot be tagged: the pieces themselves, which have their accessibility, are offered one by one.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from manantial.press.compile import Pdf, compile_template
from manantial.press.tiles import page_size
from manantial.press.trimming import boxed, slug_of


def bind(pieces: Sequence[bytes], *, title: str, language: str, date: datetime.date, bleed: float = 0.0) -> Pdf:
    """The pieces in their order; the first page of each. Raises CannotTile for what is no PDF.

    bleed: millimetres beyond the cut, with its marks; the ground of our pieces is white, so it goes on as it is.
    """
    files = {f"piece-{number}.pdf": piece for number, piece in enumerate(pieces)}
    sizes = [page_size(piece) for piece in pieces]
    bound = [{"file": name, "size": size} for name, size in zip(files, sizes, strict=True)]
    data = {"pieces": bound, "bleed": bleed, "slug": slug_of(bleed)}
    count = len(pieces)
    made = compile_template(
        "bound.typ",
        data,
        files,
        title=title,
        language=language,
        date=date,
        pages=range(count, count + 1),
        standards=(),
    )
    return replace(made, content=boxed(made.content, bleed))
