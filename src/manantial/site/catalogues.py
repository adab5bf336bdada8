"""The catalogues of translations: which texts exist and which lack their translation."""

from __future__ import annotations

import gettext
from pathlib import Path

from django.conf import settings


def catalogue_file(language: str) -> Path:
    """Return where the compiled catalogue of a language lies."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.mo"


def untranslated(language: str) -> list[str]:
    """Return the texts of the Spanish catalogue that have no translation, in order; all of them without a catalogue."""
    known = texts("es")
    if not catalogue_file(language).is_file():
        return known
    have = set(texts(language))
    return [text for text in known if text not in have]


def texts(language: str) -> list[str]:
    """Return the texts that a compiled catalogue holds."""
    file = catalogue_file(language)
    if not file.is_file():
        return []
    with file.open("rb") as stream:
        catalogue: dict[str | tuple[str, int], str] = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
    return sorted({key[0] if isinstance(key, tuple) else key for key in catalogue} - {""})
