"""What the writers of a page share: the project, the page, our words beside it, the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from manantial.project.models import Project
from manantial.project.rules.page import DossierPage, Wording
from manantial.project.rules.wording import slots, translated


@dataclass
class Loading:
    """A page on its way into rows."""

    project: Project
    page: DossierPage
    wording: Wording
    now: datetime

    @property
    def language(self) -> str:
        """The language of the page's prose."""
        return self.page.source.prose

    def said(self, kept: dict[str, str], printed: str) -> dict[str, str]:
        """Words by language: the page's, and their translation when we have one."""
        return slots(kept, printed, self.language, self.wording.texts.get(printed), self.wording.language)

    def told(self, kept: dict[str, list[str]], printed: tuple[str, ...]) -> dict[str, list[str]]:
        """Paragraphs by language."""
        translation = translated(self.wording.texts, printed)
        return slots(kept, list(printed), self.language, translation, self.wording.language)

    def remember(self, printed: str) -> None:
        """Keep our word for a short text of the page that has no row of its own: a unit, a partner's name."""
        translation = self.wording.texts.get(printed)
        if translation:
            words = self.project.texts.setdefault("words", {})
            words[printed] = {self.wording.language: translation}

    def source(self, line: int | None) -> str:
        """How a figure of the page is cited: stored data, in Spanish whatever the language of who loads it."""
        place = "" if line is None else f", renglón {line}"
        return f"Página del proyecto «{self.page.source.page}»{place}"
