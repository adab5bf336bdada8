"""Every page of the desk over three years of a large alliance: milliseconds, questions to the database, kilobytes.

``python -m bench pages`` follows the links of the desk to one page of each type and asks for it again; beside them
stands the answer of the same program that needs nothing (``/salud/``). ``BENCH_INTERVIEWS=100`` takes a smaller corpus,
``BENCH_CACHE`` keeps it. What is slower or heavier than it should be is named at the end.
"""

from __future__ import annotations

import os
import re
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from bench.corpus import SLUG, ready

if TYPE_CHECKING:
    from django.test import Client

MOST_MS, MOST_KB = 150, 100
REPEATS = 3
#: Pages that no link of the walk asks for in the way that costs most.
BESIDES = {
    "fragments of a word": "/mesa/fragmentos/?q=tanques",
    "the second page of findings": "/mesa/hallazgos/?page=2",
    "findings by their words": "/mesa/hallazgos/?texto=hallazgo+7",
    "milestones by their words": "/mesa/hitos/?texto=hito+7",
    "voices by their words": "/mesa/voces/?texto=entrevista+7",
}
#: Files that are made when they are asked for are no pages.
_MADE = re.compile(r"/(papel|papeles|tira|cartel|hoja|sonido|imagen|lista)/|\.pdf$|formato=")
_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')


def measure(folder: Path) -> dict[str, object]:
    """Ask for each page once to count, and some times more to measure."""
    interviews = int(os.environ.get("BENCH_INTERVIEWS", "1000"))
    made = ready(interviews)
    from bench.qualitative import entered
    from bench.years import fill
    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for
    from manantial.site.actions import refresh_search

    with working_for(Alliance.objects.get(slug=SLUG)):
        fill()
        refresh_search()
        client = entered()
        found = {name: _measured(client, path) for name, path in (_walk(client) | BESIDES).items()}
        floor = _measured(client, "/salud/")
    slowest = sorted(found.items(), key=lambda one: -one[1]["processor_ms"])
    over = {name: one for name, one in slowest if one["processor_ms"] > MOST_MS or one["kB"] > MOST_KB}
    return {"interviews": interviews, **made, "floor": floor, "pages": dict(slowest), "over": over}


def _walk(client: Client) -> dict[str, str]:
    """One page of each type, found by the links from the first page of the desk on."""
    from django.urls import Resolver404, resolve

    found: dict[str, str] = {}
    seen: set[str] = set()
    waiting = deque(["/mesa/"])
    while waiting:
        path = waiting.popleft()
        try:
            kind = resolve(path.partition("?")[0]).view_name
        except Resolver404:
            continue
        if kind in seen:
            continue
        seen.add(kind)
        answer = client.get(path)
        if answer.status_code != 200 or answer.streaming or "text/html" not in answer.headers["Content-Type"]:
            continue
        found[kind] = path
        hrefs = (urldefrag(href.replace("&amp;", "&")).url for href in _HREF.findall(answer.content.decode()))
        paths = (href.removeprefix(f"/a/{SLUG}") for href in hrefs)
        waiting.extend(
            path for path in paths if path.startswith("/mesa/") and "formato=" not in path and not _MADE.search(path)
        )
    return found


def _measured(client: Client, path: str) -> dict[str, Any]:
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(count):
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    spent = []
    for _ in range(REPEATS):
        before = time.process_time()
        client.get(path)
        spent.append(time.process_time() - before)
    return {
        "address": path,
        "processor_ms": round(1000 * sorted(spent)[REPEATS // 2], 1),
        "queries": len(asked),
        "kB": round(len(answer.content) / 1000, 1),
    }
