"""For whom each written paper is: what the gate is asked about it, and whether it is still a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manantial.voices.rules import Use

FINAL, DRAFT, SYNTHESIS, BOOKLET = "informe-final", "informe-preliminar", "sintesis", "cuaderno"
FOR_EVERYBODY = (Use.PRINT, Use.RETURN)  # it is printed, and it goes back to the communities
FOR_THE_TEAM = (Use.INTERNAL_REPORT,)


@dataclass(frozen=True)
class Terms:
    """The uses a paper needs, all of them; a draft shows where something was left out."""

    uses: tuple[Use, ...]
    draft: bool = False


TERMS: Mapping[str, Terms] = {
    FINAL: Terms(FOR_EVERYBODY),
    DRAFT: Terms(FOR_THE_TEAM, draft=True),
    SYNTHESIS: Terms(FOR_EVERYBODY),
    BOOKLET: Terms(FOR_EVERYBODY),
}
# In Spanish these sections come from the memory itself; readers of another language need them written.
ONLY_TRANSLATED: Mapping[str, tuple[str, ...]] = {SYNTHESIS: ("historia", "aprendizajes")}
