"""What a paper shows besides words, and where every claim comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from manantial.kernel.rulings import SaidNo


class MissingAlt(SaidNo, ValueError):
    """A picture without words for those who cannot see it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a claim, a quote or a figure comes from; printed as one numbered note.

    kind and id are those of /origen/<kind>/<id>/; label is what a person reads («Voz VOZ-0012, taller de El Carrizal»).
    seconds is the place in the sound. url overrides the address made of kind and id.
    mark places the call: a Prose text holding [^mark] carries the number there; without mark the call stands at the end
    of the block.
    """

    kind: str
    id: str
    label: str
    seconds: float | None = None
    url: str = ""
    mark: str = ""


Notes = tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing or photo: `source` is the bytes (SVG as UTF-8) or the path of a file.

    width is the share of the text width, 0 to 1. alt says in words what the picture shows (for a chart: its title and
    its data). Only `decorative=True` may leave it empty. Raises MissingAlt.
    """

    source: bytes | Path
    alt: str
    media_type: str = "image/jpeg"  # image/svg+xml, image/png, image/jpeg, image/webp, image/gif
    width: float = 1.0
    credit: str = ""
    decorative: bool = False

    def __post_init__(self) -> None:
        if not self.alt.strip() and not self.decorative:
            raise MissingAlt("A esta imagen le falta su descripción en palabras.")
        if not 0 < self.width <= 1:
            raise ValueError(f"width must be in (0, 1], not {self.width}")

    @classmethod
    def svg(cls, drawing: str, alt: str, *, width: float = 1.0, credit: str = "", decorative: bool = False) -> Picture:
        """A picture from SVG text."""
        return cls(drawing.encode(), alt, "image/svg+xml", width, credit, decorative)

    def data(self) -> bytes:
        """The bytes, read from disk when `source` is a path."""
        return self.source.read_bytes() if isinstance(self.source, Path) else self.source


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound behind a quote: pages play it from `start` to `end` seconds; paper prints title and minute.

    length: seconds of the file, 0 when nobody knows; told beside the player with its weight.
    """

    source: bytes | Path
    title: str
    media_type: str = "audio/mpeg"
    start: float = 0.0
    end: float | None = None
    name: str = ""  # file name in the folder rendering; made from the digest when empty
    length: float = 0.0

    def data(self) -> bytes:
        """The bytes, read from disk when `source` is a path."""
        return self.source.read_bytes() if isinstance(self.source, Path) else self.source


@dataclass(frozen=True, slots=True)
class Narration:
    """A chapter read aloud, for the folder that is heard; the order of the document is that of the play list.

    anchor: of the heading it reads, empty where the page has none. spoken: the language in words. group: what it stands
    under where a page holds readings of several papers. credit: who reads, as far as that may be told.
    """

    source: bytes | Path
    title: str
    language: str  # BCP 47: "es-MX", "tzo"
    spoken: str
    anchor: str = ""
    group: str = ""
    credit: str = ""
    length: float = 0.0  # seconds

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.source.stat().st_size if isinstance(self.source, Path) else len(self.source)
