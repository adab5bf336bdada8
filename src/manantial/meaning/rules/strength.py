"""How strong a finding is: voices and documents counted apart, objections never adding to it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from manantial.meaning.rules.catalogues import Strength


@dataclass(frozen=True)
class Support:
    """One thing a finding rests on (or that speaks against it): words of a voice, or a document."""

    voice: Hashable | None = None
    document: Hashable | None = None
    group: str = ""
    against: bool = False


@dataclass(frozen=True)
class Ground:
    """The strength of a finding with the counts behind it."""

    strength: Strength
    voices: int
    groups: int
    documents: int
    against: int

    @property
    def is_weak(self) -> bool:
        """One voice alone, or nothing at all."""
        return self.strength in {Strength.NOTHING, Strength.ONE_VOICE}


def ground(supports: Iterable[Support]) -> Ground:
    """Return what a finding rests on. The same voice quoted twice counts once; objections never add strength."""
    kept = list(supports)
    pro = [support for support in kept if not support.against]
    voices = {support.voice for support in pro if support.voice is not None}
    documents = {support.document for support in pro if support.document is not None}
    groups = {support.group for support in pro if support.voice is not None and support.group}
    against = {(support.voice, support.document) for support in kept if support.against}
    return Ground(_strength(len(voices), len(documents)), len(voices), len(groups), len(documents), len(against))


def _strength(voices: int, documents: int) -> Strength:
    if documents:
        by_voices = {0: Strength.DOCUMENT, 1: Strength.VOICE_AND_DOCUMENT}
        return by_voices.get(voices, Strength.VOICES_AND_DOCUMENT)
    return {0: Strength.NOTHING, 1: Strength.ONE_VOICE}.get(voices, Strength.SEVERAL_VOICES)
