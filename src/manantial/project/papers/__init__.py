"""What the project prints: its dossier, a letter that asks for what is missing, a letter for each contribution."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from manantial.press.document import Document
from manantial.project.papers.dossier import dossier_paper
from manantial.project.papers.letters import ask_letter, contribution_letter

PAPERS: Mapping[str, Callable[..., Document]] = {
    "dosier": dossier_paper,
    "carta-proyecto": ask_letter,
    "carta-aportacion": contribution_letter,
}

__all__ = ["PAPERS", "ask_letter", "contribution_letter", "dossier_paper"]
