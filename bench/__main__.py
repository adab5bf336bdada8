"""Run one measure: ``python -m bench arrivals``, ``python -m bench pages``, ``python -m bench report``."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

MEASURES = ("arrivals", "coding", "kits", "pages", "qda", "qualitative", "report", "room")


def main() -> int:
    """Start Django over a folder of its own and print what the measure returns."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in MEASURES:
        print(f"python -m bench {{{'|'.join(MEASURES)}}}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="manantial-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        os.environ["MANANTIAL_HOME"] = str(Path(folder) / "home")
        os.environ["DJANGO_SETTINGS_MODULE"] = "manantial.settings"
        import django

        django.setup()
        result = import_module(f"bench.{name}").measure(Path(folder))
    print(json.dumps(result, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
