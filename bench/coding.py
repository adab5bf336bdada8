"""Coding: the page of a long interview, one step at it, asking for news, and the list of all fragments.

``python -m bench coding`` measures on 100 interviews; ``BENCH_INTERVIEWS=1000`` on as many as one wishes, and
``BENCH_CACHE`` keeps the corpus. Milliseconds of this process, without the wait for the disk at the end of a step.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.corpus import NOW, SLUG, ready

if TYPE_CHECKING:
    from manantial.people.models import Person
    from manantial.voices.models import Voice

TIMES = 15


def measure(folder: Path) -> dict[str, object]:
    """Time each of them and return the medians."""
    interviews = int(os.environ.get("BENCH_INTERVIEWS", "100"))
    made = ready(interviews)
    from django.db import connection

    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for
    from manantial.people.models import Account

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
    with working_for(Alliance.objects.get(slug=SLUG)):
        account = Account.objects.select_related("person").first()
        if account is None or account.person is None:
            raise RuntimeError("the corpus has no account")
        pages = _pages(account)
        steps = _steps(account.person)
    return {"interviews": interviews, **made, **pages, **steps}


def _pages(account: Any) -> dict[str, object]:
    from django.conf import settings
    from django.test import Client

    from manantial.meaning.models import Code
    from manantial.people.access import SESSION_ENTERED, SESSION_SEEN, SESSION_WAY

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(account)
    session = client.session
    session[SESSION_WAY], session[SESSION_ENTERED], session[SESSION_SEEN] = "password", time.time(), time.time()
    session.save()
    base, voice = f"/a/{SLUG}/mesa", _voice()
    page = f"{base}/voces/{voice.pk}/codificar/"
    code = Code.objects.exclude(parent=None).first()
    found: dict[str, object] = {}
    for name, address in {
        "page": page,
        "page_from_a_minute": f"{page}?ir=20:00",
        "further_turns": f"{page}parte/?despues=30&visto=1-30",
        "news_nothing": f"{page}novedades/?desde=999999999",
        "fragments": f"{base}/fragmentos/",
        "fragments_of_a_code": f"{base}/fragmentos/?codigo={code.pk if code else ''}",
        "fragments_of_a_word": f"{base}/fragmentos/?q=tanques",
        "fragments_without_code": f"{base}/fragmentos/?estado=sin",
        "codes": f"{base}/codigos/",
    }.items():
        answer = client.get(address)
        if answer.status_code not in {200, 204}:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        found[f"{name}_ms"] = _timed(lambda address=address: client.get(address))
        if name in {"page", "further_turns"}:
            found[f"{name}_bytes"] = len(answer.content)
    return found


def _voice() -> Voice:
    from manantial.meaning.queries.workbench import workbench
    from manantial.voices.models import Voice

    open_ones = (one for one in Voice.objects.all()[:20] if workbench(one, reader=None, on=NOW.date()).fragments)
    return next(open_ones)


def _steps(person: Person) -> dict[str, object]:
    from manantial.meaning.actions.coding import code_voice, put_code, undo
    from manantial.meaning.models import Code
    from manantial.voices.actions import Span, mark_fragment
    from manantial.voices.models import Turn

    voice, codes = _voice(), list(Code.objects.all()[:2])
    turn = Turn.objects.filter(transcript__voice=voice).select_related("transcript").first()
    if turn is None:
        raise RuntimeError("the corpus has no words")
    span = Span(turn, 0, min(40, len(turn.text)))
    marked = [mark_fragment(voice, span=span, by=person, now=NOW) for _ in range(TIMES)]
    left = iter(marked)
    return {
        "mark_fragment_ms": _timed(lambda: mark_fragment(voice, span=span, by=person, now=NOW)),
        "put_code_ms": _timed(lambda: put_code(next(left), codes[0], by=person, now=NOW)),
        "mark_and_code_ms": _timed(lambda: code_voice(voice, spans=[span], codes=codes, by=person, now=NOW)),
        "undo_ms": _timed(lambda: undo(voice, by=person, now=NOW)),
    }


def _timed(act: Callable[[], object]) -> float:
    spent = []
    for _ in range(TIMES):
        started = time.process_time()
        act()
        spent.append((time.process_time() - started) * 1000)
    return round(statistics.median(spent), 1)
