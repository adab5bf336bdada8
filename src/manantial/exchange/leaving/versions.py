"""Which versions of what a voice says leave: the newest, each translation, and older ones that fragments still hang on.

A fragment goes with the newest version that still says its words; one whose words were corrected away goes with the
version in which it was marked, so that nobody's work is lost because a transcript was mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from manantial.exchange.leaving.passages import Marked, Page, Said, page_of, turns_of
from manantial.voices.models import Transcript
from manantial.voices.rules import TranscriptKind


class Version(NamedTuple):
    """A version of what a voice says, or a translation."""

    voice: UUID
    pk: UUID
    number: int
    kind: str
    language: str
    translator: str
    validator: str
    validated_on: date | None
    reviewed: UUID | None

    @property
    def translated(self) -> bool:
        """It says the words in another language."""
        return self.kind == TranscriptKind.TRANSLATION

    @property
    def standing(self) -> str:
        """Its kind; what a machine wrote and a person reviewed is as if written by hand."""
        reviewed = self.kind == TranscriptKind.AUTOMATIC and self.reviewed is not None
        return TranscriptKind.MANUAL.value if reviewed else self.kind


_VERSION = (
    "voice_id", "pk", "version", "kind", "language", "translator", "validator", "validated_on", "reviewed_by_id",
)  # fmt: skip


@dataclass(frozen=True)
class Leaf:
    """A version as it leaves."""

    version: Version
    page: Page
    follows: tuple[tuple[int, int], ...] = ()  # see `followed`


@dataclass
class Told:
    """What a voice says, as far as it leaves. `main` is what is read today."""

    main: Leaf | None = None
    others: list[Leaf] = field(default_factory=list)  # older ones first, then translations
    unsure: list[Version] = field(default_factory=list)  # nobody knows where in them a reserved passage is
    older: list[Version] = field(default_factory=list)  # nothing hangs on them any more

    @property
    def leaves(self) -> list[Leaf]:
        """All of them, the main one first."""
        return [self.main, *self.others] if self.main else self.others

    def home(self, fragment: UUID) -> Leaf | None:
        """The version with which a fragment goes."""
        return next((leaf for leaf in self.leaves if fragment in leaf.page.places), None)


def told_by(voices: Iterable[UUID], marked: Mapping[UUID, Sequence[Marked]], *, whole: bool) -> dict[UUID, Told]:
    """What some voices say, with the fragments that are `marked` in them; a fixed number of questions."""
    rows = Transcript.objects.filter(voice__in=list(voices)).order_by("voice_id", "version")
    versions = map(Version._make, rows.values_list(*_VERSION))
    works = [
        _Work(list(some), marked.get(voice, ()), whole) for voice, some in groupby(versions, lambda one: one.voice)
    ]
    said = turns_of(one.pk for work in works for one in work.newest())
    for work in works:
        work.lay(said)
    missing = [one for work in works for one in work.missing()]
    said = turns_of(one.pk for one in missing) if missing else {}
    for one in works:
        one.lay_older(said)
    return {work.versions[0].voice: work.told for work in works}


def followed(turns: Sequence[Said], main: Sequence[Said]) -> tuple[tuple[int, int], ...]:
    """Which turns of the main version the turns of another one continue, as runs of (first, how many); 0: none."""
    places = {turn.lineage: number for number, turn in enumerate(main, 1)}
    runs: list[tuple[int, int]] = []
    for turn in turns:
        place = places.get(turn.lineage, 0)
        first, many = runs[-1] if runs else (-1, 0)
        if runs and place == (first + many if first else 0):
            runs[-1] = (first, many + 1)
        else:
            runs.append((place, 1))
    return tuple(runs)


def unfolded(runs: Iterable[Sequence[int]]) -> Iterator[int]:
    """The numbers that `followed` made runs of."""
    for first, many in runs:
        yield from (first + step if first else 0 for step in range(many))


class _Work:
    """One voice while its versions are chosen."""

    def __init__(self, versions: list[Version], marked: Sequence[Marked], whole: bool) -> None:
        self.versions, self._marked, self._whole = versions, marked, whole
        self.told = Told()
        self._of = {one.pk: one for one in versions}
        own = [one for one in versions if not one.translated]
        self._main = own[-1] if own else versions[-1]
        newest = {one.language: one for one in versions if one.translated}
        self._translations = [one for one in newest.values() if one is not self._main]
        self._standing = [one for one in marked if not one.retired and (whole or not one.reserved)]
        self._main_turns: Sequence[Said] = ()
        self._laid: set[UUID] = set()  # fragments that have a version to go with
        self._wanted: list[Version] = []  # older versions that leave too

    def newest(self) -> list[Version]:
        """The versions that leave in any case."""
        return [self._main, *self._translations]

    def lay(self, said: Mapping[UUID, Sequence[Said]]) -> None:
        """Write the newest versions as pages, with the fragments that belong to each."""
        self._main_turns = said.get(self._main.pk, ())
        self.told.main = self._leaf(self._main, self._main_turns)
        for version in self._translations:
            self._add(self._leaf(version, said.get(version.pk, ())))

    def missing(self) -> list[Version]:
        """Older versions in which fragments are marked that no newer one says."""
        self._laid = {pk for leaf in self.told.leaves for pk in (*leaf.page.places, *leaf.page.covered)}
        asked = {one.version for one in self._standing if one.version and one.pk not in self._laid}
        chosen = {one.pk for one in self.newest()}
        self._wanted = [one for one in self.versions if one.pk in asked - chosen]
        return self._wanted

    def lay_older(self, said: Mapping[UUID, Sequence[Said]]) -> None:
        """Write the older versions that are missed; note those that nobody misses."""
        leaves = [self._leaf(version, said.get(version.pk, ()), older=True) for version in self._wanted]
        self.told.others[:0] = [leaf for leaf in leaves if leaf is not None]
        chosen = {one.pk for one in (*self.newest(), *self._wanted)}
        self.told.older = [one for one in self.versions if one.pk not in chosen]

    def _add(self, leaf: Leaf | None) -> None:
        if leaf is not None:
            self.told.others.append(leaf)

    def _leaf(self, version: Version, turns: Sequence[Said], *, older: bool = False) -> Leaf | None:
        placing = [one for one in self._standing if self._belongs(one, version, older=older)]
        marked = [self._strange(one, version) for one in self._marked if one.reserved]
        page = page_of(version.pk, turns, marked, whole=self._whole, placing=placing)
        if page is None:
            self.told.unsure.append(version)
            return None
        return Leaf(version, page, () if version is self._main else followed(turns, self._main_turns))

    def _belongs(self, one: Marked, version: Version, *, older: bool) -> bool:
        """Words are looked for only in their own language; in an older version only those marked in it."""
        if older:
            return one.version == version.pk and one.pk not in self._laid
        own = self._of.get(one.version) if one.version else None
        return own is not None and _spoken(own) == _spoken(version)

    def _strange(self, one: Marked, version: Version) -> Marked:
        """A reserved passage in another language cannot be found letter by letter: its whole turn stays out."""
        own = self._of.get(one.version) if one.version else None
        return one if own is None or _spoken(own) == _spoken(version) else one._replace(quote="")


def _spoken(version: Version) -> str:
    """In which words a version says it: those of the voice, or the language of a translation."""
    return version.language if version.translated else ""
