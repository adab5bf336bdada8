"""The texts of a source as versions of what its voice says; of our own projects also older ones and translations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.leaving.versions import unfolded
from manantial.exchange.qda.beside import facts_of
from manantial.exchange.qda.laying import Line
from manantial.exchange.qda.positions import Ruler
from manantial.exchange.qda.shapes import Source, SourceKind, Transcript
from manantial.kernel.ids import uuid7
from manantial.kernel.text import search_keys
from manantial.voices.models import Transcript as Row
from manantial.voices.models import Turn, Voice
from manantial.voices.queries import newest_transcripts
from manantial.voices.rules import TranscriptKind


@dataclass
class Laid:
    """A text laid out as turns, how its positions are read, and the places of its sync points."""

    lines: list[Line]
    ruler: Ruler
    syncs: dict[str, tuple[int | None, int | None]]
    foreign: str  # under which id it came
    which: Transcript | None = None  # None: the text of the source itself
    facts: dict[str, Any] = field(default_factory=dict)  # what our own project says of it
    turns: list[Turn] = field(default_factory=list)

    @property
    def translated(self) -> bool:
        """A translation, as our own project says."""
        return self.facts.get("kind") == TranscriptKind.TRANSLATION

    @property
    def beside(self) -> bool:
        """Another version than the one that was read when the project was written."""
        return bool(self.facts.get("of")) and not self.facts.get("main")

    @property
    def older(self) -> bool:
        """A version before that one, in the same words."""
        return self.beside and not self.translated


def gathered(taking: Taking) -> list[Source]:
    """The sources; a text that was written as another version of one of ours is put with it."""
    sources = taking.project.sources
    known, found = {source.guid: source for source in sources}, []
    for source in sources:
        of = known.get(str(facts_of(source.description).get("of", "")))
        if source.kind is not SourceKind.TEXT or of is None or of is source:
            found.append(source)
            continue
        words = Transcript(source.guid, source.name, source.description, words=source.words)
        words.selections, words.notes = source.selections, source.notes
        of.transcripts.append(words)
    return found


def take_versions(taking: Taking, voice: Voice, texts: Sequence[Laid], *, home: bool) -> None:
    """Give each text its turns: written now, or those that were when it came before; `home`: the voice was here."""
    if not any(laid.lines for laid in texts):
        return
    work = _Versions(taking, voice, home)
    main = next((laid for laid in texts if not laid.beside), None)
    for laid in sorted(texts, key=_order):
        if laid.lines:
            laid.turns = work.turns(laid, main)


def _order(laid: Laid) -> tuple[int, int]:
    """Older versions first, then what is read, then translations: the last number is the one that is shown."""
    rank = 0 if laid.older else 2 if laid.beside else 1
    return rank, int(laid.facts.get("version") or 0)


class _Versions:
    """The versions of one voice while its texts are taken in."""

    def __init__(self, taking: Taking, voice: Voice, home: bool) -> None:
        self._taking, self._voice, self._home = taking, voice, home
        self._own: Row | None = None  # the last one written that is no translation
        self._lines: dict[int, list[UUID]] = {}  # of texts that others follow, by the id of the object

    @cached_property
    def _newest(self) -> UUID | None:
        return newest_transcripts([self._voice.pk]).get(self._voice.pk)

    def turns(self, laid: Laid, main: Laid | None) -> list[Turn]:
        """The turns of one text."""
        taking = self._taking
        taking.look_for_own("transcript", [laid.foreign])
        known = taking.known("transcript", laid.foreign)
        if known is None and self._home and not laid.beside:
            known = self._newest
        if known is not None:
            found = list(Turn.objects.filter(transcript=known).order_by("position"))
            if not laid.translated:
                self._own = Row.objects.filter(pk=known).first()
            self._lines[id(laid)] = [turn.lineage for turn in found]
            return found
        version = self._version(laid)
        taking.remember("transcript", laid.foreign, version.pk)
        return self._written(version, laid, self._lineages(laid, main))

    def _version(self, laid: Laid) -> Row:
        taking, facts = self._taking, laid.facts
        kind = TranscriptKind.IMPORTED
        if facts.get("kind") in {TranscriptKind.TRANSLATION, TranscriptKind.AUTOMATIC}:
            kind = TranscriptKind(facts["kind"])
        translated = kind is TranscriptKind.TRANSLATION
        version = Row(
            voice=self._voice,
            version=Row.objects.filter(voice=self._voice).count() + 1,
            kind=kind,
            language=str(facts.get("language") or self._voice.language)[:8],
            translator=str(facts.get("translator", ""))[:120] if translated else "",
            validator=str(facts.get("validator", ""))[:120] if translated else "",
            validated_on=_day(facts.get("validated_on")) if translated else None,
            parent=None if translated else self._own,
            translated_from=self._own if translated else None,
            reading={"format": "refi-qda", "origin": taking.project.origin[:80], "units": str(taking.units)},
            made_by_id=taking.by_id,
            made_at=taking.source.now,
        )
        version.save()
        if not translated:
            self._own = version
        return version

    def _lineages(self, laid: Laid, main: Laid | None) -> list[UUID]:
        """The lines of the turns: new ones, or for a version beside the main one those of the turns that it follows."""
        if laid is main or main is None:
            return self._lines_of(laid)
        ours = self._lines_of(main)
        places = list(unfolded(laid.facts.get("follows") or ()))
        places += [0] * (len(laid.lines) - len(places))
        return [ours[place - 1] if 0 < place <= len(ours) else uuid7() for place in places[: len(laid.lines)]]

    def _lines_of(self, laid: Laid) -> list[UUID]:
        return self._lines.setdefault(id(laid), [uuid7() for _line in laid.lines])

    def _written(self, version: Row, laid: Laid, lineages: Sequence[UUID]) -> list[Turn]:
        rows = [
            Turn(
                transcript=version,
                lineage=lineage,
                position=position,
                speaker=line.speaker[:80],
                start_ms=line.start_ms,
                end_ms=line.end_ms,
                text=line.text,
                keys=search_keys(line.text),
            )
            for position, (line, lineage) in enumerate(zip(laid.lines, lineages, strict=True), 1)
        ]
        return Turn.objects.bulk_create(rows, batch_size=500)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
