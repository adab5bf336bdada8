"""Writing down speech with a model that lies in a folder of this computer. Optional: without it nothing is missing.

The library is `faster-whisper` (`pip install manantial[transcribe]`) and the model a folder in the form of CTranslate2.
Nothing is asked from the network. What a machine writes is a draft; who uses it must say that nobody reviewed it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

_MULTILINGUAL = 51_865  # words of the smallest Whisper vocabulary that knows more than English
_LANGUAGE = re.compile(r"<\|([a-z]{2,3})\|>")
_THREADS = max(1, (os.cpu_count() or 2) - 1)  # one is left for the people who are working


@dataclass(frozen=True)
class Heard:
    """Some words and the milliseconds in which they were said."""

    start_ms: int
    end_ms: int
    text: str


class Engine(Protocol):
    """Something that writes down speech."""

    @property
    def name(self) -> str:
        """The name of the model, for the record of what was written with it."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages that the model itself says it knows."""

    def hear(self, sound: Path, language: str) -> Iterator[Heard]:
        """The words of a sound in their order, as they are found."""


def installed_engine() -> Engine | None:
    """The engine of this installation (setting `transcribe_model`); None when the library or the folder is missing."""
    given: Engine | None = getattr(settings, "TRANSCRIBE_ENGINE", None)
    return given or _engine_in(str(settings.TRANSCRIBE_MODEL))


@lru_cache(maxsize=4)
def _engine_in(folder: str) -> Engine | None:
    path = Path(folder)
    if not folder or not (path / "model.bin").is_file() or find_spec("faster_whisper") is None:
        return None
    return Whisper(path, languages_of(path))


def languages_of(folder: Path) -> frozenset[str]:
    """The languages of a Whisper model by its vocabulary: one that is too short for more knows English alone."""
    listed, plain = folder / "vocabulary.json", folder / "vocabulary.txt"
    if listed.is_file():
        words = [str(word) for word in json.loads(listed.read_text(encoding="utf-8"))]
    elif plain.is_file():
        words = plain.read_text(encoding="utf-8").splitlines()
    else:
        return frozenset()
    if len(words) < _MULTILINGUAL:
        return frozenset({"en"})
    return frozenset(found[1] for word in words if (found := _LANGUAGE.fullmatch(word)))


@dataclass
class Whisper:
    """A Whisper model, loaded when it is first needed."""

    folder: Path
    languages: frozenset[str]
    _model: Any = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name

    def hear(self, sound: Path, language: str) -> Iterator[Heard]:
        """The words as the model finds them, about half a minute of sound at a time."""
        if self._model is None:
            from faster_whisper import WhisperModel

            self._model = WhisperModel(
                str(self.folder), device="cpu", compute_type="int8", cpu_threads=_THREADS, local_files_only=True
            )
        found, _facts = self._model.transcribe(str(sound), language=language, beam_size=5, vad_filter=False)
        for one in found:
            if one.text.strip():
                yield Heard(round(one.start * 1000), round(one.end * 1000), one.text.strip())
