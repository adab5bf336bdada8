"""The words of the command line: Spanish, or English where the locale of the machine is English."""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"


def language() -> str:
    """Return ``en`` when the person chose English (MANANTIAL_LANGUAGE) or the locale is English, else ``es``."""
    chosen = os.environ.get("MANANTIAL_LANGUAGE") or next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    if not chosen and os.name == "nt":
        chosen = locale.getlocale()[0] or ""
    return "en" if chosen.lower().startswith("en") else "es"


def _load() -> gettext.NullTranslations:
    # click looks its own words up in the default domain, "messages", for the language of LANGUAGE; its Spanish is ours.
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("messages", str(CATALOGUES))
    gettext.textdomain("messages")
    return gettext.translation("django", CATALOGUES, languages=[language()], fallback=True)


_translations = _load()


def _(text: str) -> str:
    """Return a text in the language of the command line."""
    return _translations.gettext(text)
