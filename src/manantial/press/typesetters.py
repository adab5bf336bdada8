"""The processes in which Typst works: kept for the next paper while they are small, ended when they have grown.

Typst keeps what it computed: after the papers of one day the server itself held 950 MB for good (370 MB after the first
of 67 pages), and now 130. What ends gives its memory back; a paper that hangs or breaks Typst takes no server along.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import get_language, override

from manantial.press import setting

GROWN = 300 * 2**20  # bytes: so much memory is not kept waiting for the next paper
TASKS = 25  # where the memory cannot be asked
PATIENCE = 180.0  # seconds for one paper
KEPT = 2  # processes that wait

_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")


class Broken(Exception):
    """The process ended, or was ended, before it answered."""


class Refused(Exception):
    """Typst refused the paper: the reason in a line, and where."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.message, self.diagnostic = message, diagnostic


@dataclass
class _Typesetter:
    process: subprocess.Popen[str]
    tasks: int = 0
    memory: int = 0

    @classmethod
    def hired(cls) -> _Typesetter:
        command = [sys.executable, "-I", str(Path(setting.__file__))]
        return cls(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        )

    @property
    def grown(self) -> bool:
        return self.memory > GROWN or (not self.memory and self.tasks >= TASKS)

    def ask(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Hand over a task and wait. Raises Broken."""
        sent, told = self.process.stdin, self.process.stdout
        if sent is None or told is None:
            raise Broken
        watch = threading.Timer(PATIENCE, self.process.kill)
        watch.start()
        try:
            sent.write(json.dumps(task) + "\n")
            sent.flush()
            line = told.readline()
        except OSError as error:
            raise Broken from error
        finally:
            watch.cancel()
        if not line:
            raise Broken
        answer: dict[str, Any] = json.loads(line)
        self.tasks, self.memory = self.tasks + 1, int(answer["memory"])
        return answer

    def leave(self) -> None:
        """End it; what it was doing is lost."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what it had not read yet goes with it
                    pipe.close()


@dataclass
class _Workshop:
    waiting: list[_Typesetter] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, task: Mapping[str, Any]) -> dict[str, Any]:
        with self.lock:
            one = self.waiting.pop() if self.waiting else None
        one = one or _Typesetter.hired()
        try:
            answer = one.ask(task)
        except Broken:
            one.leave()
            raise
        with self.lock:
            stays = not one.grown and len(self.waiting) < KEPT
            if stays:
                self.waiting.append(one)
        if not stays:
            one.leave()
        return answer


_workshop = _Workshop()


def each(make: Callable[[_Thing], _Made], things: Sequence[_Thing]) -> list[_Made]:
    """What `make` sets of each thing, in their order and the language of who asks; as many at a time as processes wait.

    `make` asks no table: it would ask over another connection. Raises what it raises for the first that fails.
    """
    language = get_language()

    def made(thing: _Thing) -> _Made:
        with override(language):
            return make(thing)

    with ThreadPoolExecutor(KEPT) as hands:
        return list(hands.map(made, things))


def typeset_folder(root: Path, main: str, *, fonts: Path, options: Mapping[str, Any]) -> bytes | list[bytes]:
    """Set the paper that lies in a folder, `main` being its first file: its bytes, or those of several pictures.

    Raises Refused when Typst says no, Broken when it ended by itself or took longer than PATIENCE.
    """
    answer = _workshop.ask({"root": str(root), "main": main, "fonts": str(fonts), "options": dict(options)})
    if "refused" in answer:
        raise Refused(*answer["refused"])
    pages = [(root / name).read_bytes() for name in answer["made"]]
    return pages if answer["several"] else pages[0]
