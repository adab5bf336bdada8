"""A room that votes: forty phones open the question at once and answer three times, beside as many asking for health.

``python -m bench room`` serves a new installation as a laptop does (waitress, eight threads, SQLite); ``BENCH_PHONES``
says how many phones. The floor is the smallest answer of the same server, asked by as many phones at once.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import statistics
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
GROUPS = ("brigade", "committee_men", "committee_women")
TIMES = 3


def measure(folder: Path) -> dict[str, object]:
    """Serve a room, let its phones vote, and count what arrived."""
    phones = int(os.environ.get("BENCH_PHONES", "40"))
    code, count = _room()
    base = _serve()
    _read(f"{base}/salud/")  # the first answer of a process also loads it
    floor = _together(phones, lambda _n: [_timed(partial(_read, f"{base}/salud/"))])
    votes = _together(phones, lambda n: _vote(f"{base}/t/{code}/", n))
    opened, answered = [one[0] for one in votes], [spent for one in votes for spent in one[1:]]
    median, least = statistics.median(answered), statistics.median([one[0] for one in floor])
    return {
        "phones": phones,
        "answers_sent": phones * TIMES,
        "answers_kept": count(),
        "open_ms_median": round(statistics.median(opened) * 1000),
        "vote_and_page_ms_median": round(median * 1000),
        "vote_and_page_ms_slowest": round(max(answered) * 1000),
        "health_ms_median": round(least * 1000),
        "ratio_to_floor": round(median / least, 1),
    }


def _room() -> tuple[str, Callable[[], int]]:
    """A workshop with an open vote; returns its code, and how to count what was kept."""
    settings.HOME.make()
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for
    from manantial.meaning.actions import open_round
    from manantial.meaning.models import Ballot
    from manantial.meaning.rules.rounds import RoundKind
    from manantial.voices.models import Workshop

    alliance = Alliance.objects.create(slug="b", name="B", municipality="B", state="B", created_at=NOW)
    with working_for(alliance):
        workshop = Workshop.objects.create(folio="TAL-0001", format="T-5", title="Sala", on=NOW.date())
        found = open_round(
            workshop, kind=RoundKind.BEANS, question="¿Qué va primero?", options=["Radio", "Cartel", "Asamblea"],
            by=None, now=NOW,
        )  # fmt: skip
    return found.code, lambda: Ballot.everywhere.filter(round=found).count()


def _serve() -> str:
    from waitress.server import create_server

    from manantial.wsgi import application

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # waiting in line is what is measured
    server = create_server(application, host="127.0.0.1", port=port, threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    return f"http://127.0.0.1:{port}"


def _together(phones: int, act: Callable[[int], list[float]]) -> list[list[float]]:
    """Let all phones begin at the same moment."""
    gate, spent = threading.Barrier(phones), list[list[float]]()

    def one(n: int) -> None:
        gate.wait()
        spent.append(act(n))

    threads = [threading.Thread(target=one, args=(n,)) for n in range(phones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return spent


def _vote(address: str, n: int) -> list[float]:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    started = time.perf_counter()
    page = _read(address, opener).decode()
    spent = [time.perf_counter() - started]
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    token = found[1] if found else ""
    for again in range(TIMES):
        sent = {"csrfmiddlewaretoken": token, "group": GROUPS[n % 3], "item-1": str((n + again) % 3 + 1)}
        body = urllib.parse.urlencode(sent).encode()
        spent.append(_timed(partial(_read, address, opener, body)))
    return spent


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _read(address: str, opener: urllib.request.OpenerDirector | None = None, body: bytes | None = None) -> bytes:
    with (opener or urllib.request.build_opener()).open(address, body, timeout=60) as answer:
        return bytes(answer.read())
