"""Regenerate the first migration from the models. Used only until the first release."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST = ROOT / "src" / "manantial" / "migrations" / "0001_initial.py"


def main() -> None:
    """Write 0001_initial.py anew, or keep the old one when the models do not load."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "manantial.settings"
    os.environ["MANANTIAL_HOME"] = tempfile.mkdtemp()
    old = FIRST.read_text(encoding="utf-8") if FIRST.exists() else ""
    later = [p for p in FIRST.parent.glob("0*.py") if p != FIRST]
    hidden = [p.rename(p.with_suffix(".hidden")) for p in later]
    FIRST.unlink(missing_ok=True)
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("makemigrations", "manantial", name="initial", verbosity=0, skip_checks=True)
    finally:
        for path in hidden:
            path.rename(path.with_suffix(".py"))
        if old and not FIRST.exists():
            FIRST.write_text(old, encoding="utf-8")
    print(FIRST.relative_to(ROOT), "written")


if __name__ == "__main__":
    main()
