"""One voice as a source: its text, its selections with their codings, its file when that was asked for and may go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import cast
from uuid import UUID

from manantial.exchange.leaving.choice import Leave, Parts
from manantial.exchange.leaving.names import Names, Notes
from manantial.exchange.leaving.passages import Marked, Page
from manantial.exchange.qda.shapes import Coding, Selection, Source, SourceKind, SyncPoint, Transcript, Words
from manantial.exchange.qda.writing import short
from manantial.press import images
from manantial.vault.models import Blob
from manantial.voices.models import Voice
from manantial.voices.rules import VoiceKind

LARGEST = (1 << 31) - 1  # bytes of a file inside a project
_KINDS = {
    VoiceKind.TEXT: SourceKind.TEXT,
    VoiceKind.NOTE: SourceKind.TEXT,
    VoiceKind.PHOTO: SourceKind.PICTURE,
    VoiceKind.DRAWING: SourceKind.PICTURE,
    VoiceKind.SOUND: SourceKind.SOUND,
    VoiceKind.VIDEO: SourceKind.VIDEO,
}
_SUFFIX = {"audio/mpeg": ".mp3", "image/jpeg": ".jpg", "image/png": ".png", "video/mp4": ".mp4", "audio/mp4": ".m4a"}
_THOUSAND = 1000

Codings = Mapping[UUID, Sequence[tuple[UUID, UUID, UUID, UUID | None, datetime, str]]]


class Builder:
    """Builds the source of one voice; `members` are the files that go with it."""

    def __init__(
        self,
        leave: Leave,
        names: Names,
        notes: Notes,
        voice: Voice,
        parts: Parts,
        page: Page | None,
        marked: Sequence[Marked],
        codings: Codings,
    ) -> None:
        self._leave, self._names, self._notes = leave, names, notes
        self._voice, self._parts, self._page, self._codings = voice, parts, page, codings
        self._marked = [one for one in marked if not one.retired and (leave.whole or not one.reserved)]
        self._guarded = not leave.whole and any(one.reserved for one in marked)
        self._kind = _KINDS[VoiceKind(voice.kind)]
        self._guid = names.guid(voice.pk)
        self.members: list[tuple[str, Path | list[bytes]]] = []

    def source(self) -> Source | None:
        """The source, or None when nothing of it is left."""
        near = self._leave.near
        name = self._voice.title if near else self._voice.folio
        source = Source(self._guid, self._kind, name, self._voice.summary if near else "", at=self._voice.received_at)
        page = self._page
        if self._kind is SourceKind.TEXT:
            if page is None:
                return None
            source.words = self._text(page, self._guid)
            source.selections = [self._of_words(group) for group in self._groups(page)]
        elif page is not None and self._kind is not SourceKind.PICTURE:
            source.transcripts = [self._transcript(page)]
        if self._parts.media:
            source.path = self._file()
            source.selections += self._pictured() if self._kind is SourceKind.PICTURE else list(self._heard())
        if not (source.words.plain or source.transcripts or self._parts.media):
            return None
        source.notes = self._notes.refs("voice", self._voice.pk)
        return source

    def _text(self, page: Page, guid: str) -> Words:
        self.members.append((f"sources/{guid}.txt", [page.text.encode()]))
        return Words(plain=f"internal://{guid}.txt")

    def _groups(self, page: Page) -> list[list[Marked]]:
        """Fragments marked as one stretch that still is one go as one selection; all others alone."""
        placed = [one for one in self._marked if one.pk in page.places]
        joined: dict[UUID, list[Marked]] = defaultdict(list)
        for one in placed:
            joined[one.joined or one.pk].append(one)
        begins = {turn[0]: number for number, turn in enumerate(page.turns)}
        ends = {turn[1]: number for number, turn in enumerate(page.turns)}
        groups: list[list[Marked]] = []
        for parts in joined.values():
            parts.sort(key=lambda one: page.places[one.pk])
            steps = [(page.places[a.pk][1], page.places[b.pk][0]) for a, b in pairwise(parts)]
            whole = all(end in ends and start in begins and begins[start] == ends[end] + 1 for end, start in steps)
            groups += [parts] if whole else [[one] for one in parts]
        return groups

    def _of_words(self, group: Sequence[Marked]) -> Selection:
        page = cast(Page, self._page)
        start, end = page.places[group[0].pk][0], page.places[group[-1].pk][1]
        selection = self._selection(group, short(page.text[start:end]))
        selection.start, selection.end = start, end
        return selection

    def _selection(self, group: Sequence[Marked], name: str) -> Selection:
        first = group[0]
        selection = Selection(self._names.guid(first.pk), name, self._names.user(first.by), cast(datetime, first.at))
        selection.description = first.title if self._leave.near else ""
        seen: set[tuple[UUID, UUID | None]] = set()
        for one in group:
            for _fragment, pk, code, by, at, memo in self._codings.get(one.pk, ()):
                if (code, by) in seen:
                    continue
                seen.add((code, by))
                notes = self._notes.of_coding(pk, memo, by, at)
                names = self._names
                selection.codings.append(Coding(names.guid(pk), names.guid(code), names.user(by), at, notes))
            selection.notes += self._notes.refs("fragment", one.pk)
        return selection

    def _transcript(self, page: Page) -> Transcript:
        guid = self._names.guid(page.transcript)
        transcript = Transcript(guid, "", self._text(page, guid))
        for start, end, start_ms, end_ms, turn in page.turns:
            if start_ms is not None:
                transcript.syncs.append(SyncPoint(_sync(turn, "8"), start, start_ms))
            if end_ms is not None:
                transcript.syncs.append(SyncPoint(_sync(turn, "9"), end, end_ms))
        for group in self._groups(page):
            selection = self._of_words(group)
            heard = self._parts.media
            ends = (("8", selection.start, group[0].start_ms), ("9", selection.end, group[-1].end_ms))
            points = [SyncPoint(_sync(group[0].pk, side), place, ms if heard else None) for side, place, ms in ends]
            transcript.syncs += points
            selection.from_sync, selection.to_sync = (point.guid for point in points)
            transcript.selections.append(selection)
        return transcript

    def _heard(self) -> Iterator[Selection]:
        for one in self._marked:
            if one.line is None and one.start_ms is not None and one.end_ms is not None:
                selection = self._selection([one], "")
                selection.start, selection.end = one.start_ms, one.end_ms
                yield selection

    def _pictured(self) -> list[Selection]:
        width, height = self._picture_size()
        found = []
        for one in self._marked:
            if one.line is None:
                left, top, right, bottom = one.region or (0, 0, _THOUSAND, _THOUSAND)
                selection = self._selection([one], "")
                selection.box = (
                    round(left * width / _THOUSAND),
                    round(top * height / _THOUSAND),
                    round(right * width / _THOUSAND),
                    round(bottom * height / _THOUSAND),
                )
                found.append(selection)
        return found

    def _picture_size(self) -> tuple[int, int]:
        picture = self._voice.picture
        if picture is None or picture.erased_at is not None or not picture.path().is_file():
            return _THOUSAND, _THOUSAND
        facts = images.inspect(picture.path())
        return facts.width, facts.height

    def _file(self) -> str:
        """Put the file beside and return its path; a sound with a reserved passage stays here, for it says it."""
        if not self._leave.media or self._guarded:
            return ""
        blob: Blob | None = {
            SourceKind.PICTURE: self._voice.picture,
            SourceKind.SOUND: self._voice.sound or self._voice.original,
            SourceKind.VIDEO: self._voice.original,
        }.get(self._kind)
        if blob is None or blob.erased_at is not None or blob.size > LARGEST or not blob.path().is_file():
            return ""
        name = f"{self._guid}{_SUFFIX.get(blob.media_type, '.bin')}"
        self.members.append((f"sources/{name}", blob.path()))
        return f"internal://{name}"


def _sync(pk: UUID, side: str) -> str:
    """The id of the sync point at the beginning (8) or the end (9) of a thing: its own, of another version of UUID."""
    own = str(pk)
    return f"{own[:14]}{side}{own[15:]}"
