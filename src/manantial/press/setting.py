"""One run of Typst after another, in a process of its own: run by file (``typesetters``), it imports nothing of ours.

Each line on standard input is a task in JSON; each line on standard output answers it. The process ends with its input.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

STATUS = Path("/proc/self/status")  # of Linux; elsewhere the parent counts tasks instead


def main() -> None:
    """Answer tasks until there are no more."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def answer(task: dict[str, Any]) -> dict[str, Any]:
    """Set one paper in its folder: the files made there, or the refusal; and the most memory (bytes) used so far."""
    root, options = Path(task["root"]), dict(task["options"])
    if "timestamp" in options:
        options["timestamp"] = datetime.fromisoformat(options["timestamp"])
    compiler = typst.Compiler(
        root / task["main"], root=root, font_paths=_fonts(task["fonts"]), ignore_system_fonts=True
    )
    try:
        made = compiler.compile(**options)
    except RuntimeError as refusal:
        told = [str(getattr(refusal, name, refusal)) for name in ("message", "diagnostic")]
        return {"refused": told, "memory": _memory()}
    pages = made if isinstance(made, list) else [made or b""]
    names = [f"made-{number}" for number in range(len(pages))]
    for name, content in zip(names, pages, strict=True):
        (root / name).write_bytes(content)
    return {"made": names, "several": isinstance(made, list), "memory": _memory()}


@cache
def _fonts(folder: str) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(folder)])


def _memory() -> int:
    # Not getrusage: that begins with what the parent held when it made this process.
    lines = STATUS.read_text().splitlines() if STATUS.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
