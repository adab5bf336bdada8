"""What every paper of the alliance has around its text: who signs, whom to call, the notice of invented data."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from manantial.alliance.tenancy import current_alliance
from manantial.press.document import Block, Document
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS

Builder = TypeVar("Builder", bound=Callable[..., Any])
LANGUAGES = {"es": "es-MX", "en": "en"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~-])")


class PaperRefused(ValueError):
    """A paper that may not be built yet; the message says why and what to do."""


def titled(title: object) -> Callable[[Builder], Builder]:
    """Name a builder for the list of papers."""

    def name(builder: Builder) -> Builder:
        builder.title = title  # type: ignore[attr-defined]
        return builder

    return name


def frame(title: str, blocks: Sequence[Block], *, language: str, on: date, **extra: Any) -> Document:
    """Return a document of the present alliance: publisher, contact and, for an example, the notice on every page."""
    alliance = current_alliance()
    notice = _("Municipio de ejemplo: %(town)s. Personas y hechos inventados para enseñar el programa.")
    dress: dict[str, Any] = {
        "publisher": alliance.organism or alliance.name,
        "contact": _("Dudas: %(phone)s") % {"phone": alliance.phone} if alliance.phone else "",
        "fictitious": notice % {"town": alliance.municipality} if alliance.fictitious else "",
        "as_of": on,
    }
    return Document(title=title, language=LANGUAGES[language], date=on, blocks=tuple(blocks), **(dress | extra))


def escaped(text: str) -> str:
    """Plain text for a field that takes restricted Markdown, so that nothing in it is read as a mark."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def group_word(group: str) -> str:
    """The Spanish word of a group of voices; a group the alliance named itself is said as written."""
    return said(GROUP_WORDS, group)
