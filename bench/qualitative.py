"""The workbench at 100 and at 1,000 interviews of 8,000 words: pages, search, co-occurrence, exports.

Each is asked through Django's own client, so what is measured is the server's time for the whole page; beside each
stands a floor, the plain SQL that any program would need for the same answer, taken in the same run. The ratio from 100
to 1,000 tells what growing costs. ``BENCH_CACHE`` keeps the two corpora; ``BENCH_SIZES=100`` measures one alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

SIZES = "100,1000"
REPEATS = 5
#: What each may take at 1,000 on two free cores, in milliseconds.
TARGETS = {
    "open a coded interview": 150,
    "open the coding of an interview": 150,
    "first fragments of a code": 150,
    "search a middling word": 30,
    "search the commonest word": 30,
    "page of a search": 150,
    "code by group": 1000,
    "co-occurrence of 100 codes": 1000,
    "whole commonest code": 3000,
    "all codings as CSV": 3000,
    "all codings as XLSX": 15000,
    "each coding a row, as CSV": 4500,
}
EXPORTS = {
    "whole commonest code", "all codings as CSV", "all codings as XLSX", "each coding a row, as CSV",
    "co-occurrence of 100 codes",
}  # fmt: skip


def measure(folder: Path) -> dict[str, object]:
    """Measure each size in a process of its own and set them side by side."""
    found: dict[str, dict[str, Any]] = {}
    sizes = [int(size) for size in os.environ.get("BENCH_SIZES", SIZES).split(",")]
    for size in sizes:
        environment = os.environ | {"MANANTIAL_HOME": str(folder / f"home-{size}")}
        told = subprocess.run(
            [sys.executable, "-m", "bench.qualitative", str(size)], env=environment, check=True, capture_output=True
        )
        found[str(size)] = json.loads(told.stdout)
    if len(sizes) > 1:
        small, large = found[str(sizes[0])]["milliseconds"], found[str(sizes[-1])]["milliseconds"]
        found["growth"] = {name: round(large[name]["took"] / small[name]["took"], 1) for name in large}
        found["over_target"] = {
            name: [large[name]["took"], target] for name, target in TARGETS.items() if large[name]["took"] > target
        }
    return {"load": [round(one, 2) for one in os.getloadavg()], **found}


def of_size(interviews: int) -> dict[str, Any]:
    """Everything at one size, in milliseconds: the middle one of some repeats, and its floor."""
    from bench.corpus import ready
    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for
    from manantial.site.actions import refresh_search

    prepared = ready(interviews)
    with working_for(Alliance.objects.get()) as alliance:
        started = time.perf_counter()
        refresh_search()
        client = entered()
        prepared["search_refreshed_seconds"] = round(time.perf_counter() - started, 2)
        tasks = _tasks(client)
        found = {name: _timed(ask, floor, name) for name, (ask, floor) in tasks.items()}
    return {"interviews": interviews, "alliance": alliance.slug, **prepared, "milliseconds": found}


Task = tuple[Callable[[], object], Callable[[], object]]


_HITS = "SELECT count(*) FROM manantial_turn_words WHERE manantial_turn_words MATCH %s"
_CODED = "manantial_coding c JOIN manantial_fragment f ON f.id = c.fragment_id"
_ALL = f"SELECT f.folio, f.quote, c.code_id FROM {_CODED}"
_GROUPS = (
    f'SELECT c.code_id, v."group", count(*) FROM {_CODED} JOIN manantial_voice v ON v.id = f.voice_id GROUP BY 1, 2'
)
_TURNS = """
SELECT t.* FROM manantial_turn t JOIN manantial_transcript s ON s.id = t.transcript_id WHERE s.voice_id = %s
"""
_OF_CODE = f"SELECT f.id, f.quote, t.text FROM {_CODED} JOIN manantial_turn t ON t.id = f.turn_id WHERE c.code_id = %s"
_TOGETHER = """
SELECT a.code_id, b.code_id, count(*) FROM manantial_coding a
JOIN manantial_coding b ON a.fragment_id = b.fragment_id AND a.code_id < b.code_id GROUP BY 1, 2
"""


def _tasks(client: Client) -> dict[str, Task]:
    voice, code = _middle_voice(), _busiest()
    middling, commonest = _words()
    ask, of_code = "/mesa/codigos/consulta/", _sql(_OF_CODE, code.hex)
    pages: dict[str, tuple[str, Callable[[], object]]] = {
        "open a coded interview": (f"/mesa/voces/{voice}/", _sql(_TURNS, voice.hex)),
        "open the coding of an interview": (f"/mesa/voces/{voice}/codificar/?turno=57", _sql(_TURNS, voice.hex)),
        "first fragments of a code": (f"{ask}?a={code}", _sql(f"{_OF_CODE} LIMIT 50", code.hex)),
        "page of a search": (f"/buscar/?q={commonest}", _sql(_HITS, commonest)),
        "code by group": ("/mesa/codigos/matriz/", _sql(_GROUPS)),
        "co-occurrence of 100 codes": ("/mesa/codigos/juntos/?formato=csv", _sql(_TOGETHER)),
        "whole commonest code": (f"{ask}?a={code}&formato=csv", of_code),
        "whole commonest code as Word": (f"{ask}?a={code}&formato=docx", of_code),
        "all codings as CSV": (f"{ask}?formato=csv", _sql(_ALL)),
        "all codings as XLSX": (f"{ask}?formato=xlsx", _sql(_ALL)),
        "each coding a row, as CSV": (f"{ask}?formato=csv&filas=codigos", _sql(_ALL)),
    }
    tasks: dict[str, Task] = {name: (_page(client, path), floor) for name, (path, floor) in pages.items()}
    for name, word in (("search a middling word", middling), ("search the commonest word", commonest)):
        tasks[name] = _found(client, word), _sql(_HITS, word)
    return tasks


def _found(client: Client, word: str) -> Callable[[], object]:
    """The search by itself: everything counted that this person may see, and the first twenty hits read."""
    from bench.corpus import ON
    from manantial.people.access import actor_for
    from manantial.people.models import Account
    from manantial.site.queries.found import SearchFilter
    from manantial.site.queries.search import search

    account = Account.objects.select_related("alliance").get(pk=client.session["_auth_user_id"])
    actor = actor_for(account, ON)

    def ask() -> int:
        return len(search(actor, SearchFilter(word), on=ON)[:20])

    return ask


def _timed(ask: Callable[[], object], floor: Callable[[], object], name: str) -> dict[str, float]:
    repeats = 1 if name in EXPORTS or "XLSX" in name or "Word" in name else REPEATS
    (took, processor), (least, _busy) = _median(ask, repeats), _median(floor, min(repeats, 3))
    return {"took": took, "processor": processor, "floor": least, "times_the_floor": round(took / max(least, 0.01), 1)}


def _median(work: Callable[[], object], repeats: int) -> tuple[float, float]:
    """The middle time by the clock, and of the processor alone: they differ when others use the machine."""
    work() if repeats > 1 else None  # the first one of a page fills caches that a server has filled long ago
    spent, busy = [], []
    for _ in range(repeats):
        started, before = time.perf_counter(), time.process_time()
        work()
        spent.append(time.perf_counter() - started)
        busy.append(time.process_time() - before)
    return round(1000 * sorted(spent)[repeats // 2], 2), round(1000 * sorted(busy)[repeats // 2], 2)


def _page(client: Client, path: str) -> Callable[[], object]:
    def ask() -> int:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        return sum(len(piece) for piece in answer) if answer.streaming else len(answer.content)

    return ask


def _sql(question: str, *values: str) -> Callable[[], object]:
    def ask() -> int:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(question, values)
            return len(cursor.fetchall())

    return ask


def _middle_voice() -> Any:
    """A voice from the middle that may be studied: of a closed one nothing is read."""
    from bench.corpus import ON
    from manantial.voices.models import Voice
    from manantial.voices.queries import closed_to_study

    rows = Voice.objects.filter(state="accepted").exclude(pk__in=closed_to_study(on=ON).either).order_by("pk")
    return rows[rows.count() // 2].pk


def _busiest() -> Any:
    from django.db.models import Count

    from manantial.meaning.models import Coding

    rows: Sequence[Any] = Coding.objects.order_by().values("code").annotate(many=Count("pk")).order_by("-many")
    return rows[0]["code"]


def _words() -> tuple[str, str]:
    """A word of the middle of the vocabulary, and the one that is said most."""
    from bench.corpus import vocabulary

    words, _weights = vocabulary()
    return words[len(words) // 2], words[0]


def entered() -> Client:
    """A browser at the desk, as the one person of the corpus who has an account."""
    from django.test import Client

    from manantial.people.access import SESSION_ENTERED, SESSION_SEEN, SESSION_WAY
    from manantial.people.models import Account

    client = Client(HTTP_HOST="localhost")
    client.force_login(Account.objects.select_related("alliance").get())
    session = client.session
    session[SESSION_WAY], session[SESSION_ENTERED], session[SESSION_SEEN] = "password", time.time(), time.time()
    session.save()
    return client


def main() -> int:
    """Measure the size given and print it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "manantial.settings"
    import django

    django.setup()
    print(json.dumps(of_size(int(sys.argv[1]))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
