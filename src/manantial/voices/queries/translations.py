"""What must be said beside a quote: in which language it is, that a machine wrote it down, who translated it.

A translation is given only for what was marked: for a fragment that takes its whole turn, the translation of the turn;
for any other, the words that somebody who knows both languages chose of it. The rest of a turn was not marked and does
not leave with it. What was chosen holds while the fragment and the translation still say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from manantial.voices.models import Fragment, QuoteTranslation, Transcript, Turn
from manantial.voices.rules import TranscriptKind, place


@dataclass(frozen=True)
class Translated:
    """The same words in another language."""

    text: str
    language: str
    translator: str
    validator: str  # empty until another person says that it is faithful


@dataclass(frozen=True)
class Remark:
    """What must be said beside the words of one fragment."""

    language: str = ""  # of the words
    unreviewed: bool = False  # a machine wrote them down and nobody reviewed it
    translator: str = ""  # the words are themselves a translation: what was said was never written down
    validator: str = ""
    translation: Translated | None = None  # into a language of whoever reads


def remarks_on(fragments: Iterable[Fragment], languages: Sequence[str]) -> dict[UUID, Remark]:
    """What to say beside the words of fragments to who reads these languages, the first the best; few questions.

    Fragments without words have no remark.
    """
    wanted = [one for one in fragments if one.turn_id and one.quote]
    turns = {
        turn.pk: turn
        for turn in Turn.objects.filter(pk__in={one.turn_id for one in wanted}).select_related("transcript")
    }
    found = {one.pk: remark_of(turns[one.turn_id].transcript) for one in wanted if one.turn_id in turns}
    others = [one for one in wanted if one.pk in found and _needed(found[one.pk].language, languages)]
    if not others:
        return found
    latest = _latest({one.voice_id for one in others}, languages)
    for key, translated in _translations(others, turns, latest, languages).items():
        found[key] = replace(found[key], translation=translated)
    return found


@dataclass(frozen=True)
class Beneath:
    """A translation under a fragment: the newest version, its turn, and the letters that stand for the fragment."""

    version: Transcript
    turn: Turn | None  # None: this turn was not translated
    stretch: tuple[int, int] | None  # None: nobody chose them, or what was chosen is no longer said

    def pieces(self) -> tuple[str, str, str]:
        """The words of the turn: before those that stand for the fragment, those, and after."""
        text = self.turn.text if self.turn else ""
        start, end = self.stretch or (len(text), len(text))
        return text[:start], text[start:end], text[end:]


def translations_of(fragment: Fragment) -> list[Beneath]:
    """For the page of a fragment: its newest translation into each language, by the language."""
    if fragment.turn is None or not fragment.quote:
        return []
    source = fragment.turn
    latest = {
        language: one
        for (_voice, language), one in _latest({fragment.voice_id}, ()).items()
        if language != source.transcript.language
    }
    rows = Turn.objects.filter(transcript__in=latest.values(), lineage=source.lineage).defer("keys")
    turns, chosen = {turn.transcript_id: turn for turn in rows}, _chosen([fragment])
    found = []
    for language, version in sorted(latest.items()):
        turn = turns.get(version.pk)
        stretch = _stretch(fragment, source, turn, chosen.get((fragment.pk, language))) if turn else None
        found.append(Beneath(version, turn, stretch))
    return found


def waiting_quotes(translation: Transcript) -> list[Fragment]:
    """The fragments of whose words nobody has said which ones they are in this translation, in their order."""
    turns = {turn.lineage: turn for turn in Turn.objects.filter(transcript=translation).defer("keys")}
    rows = Fragment.objects.filter(voice=translation.voice_id, retired_at=None, turn__lineage__in=turns)
    asked = rows.exclude(quote="").exclude(turn__transcript__language=translation.language)
    listed = list(asked.select_related("turn__transcript").order_by("turn__position", "start_char", "folio"))
    chosen = _chosen(listed)
    return [
        one
        for one in listed
        if one.turn and not _stretch(one, one.turn, turns[one.turn.lineage], chosen.get((one.pk, translation.language)))
    ]


def doubtful_turns() -> dict[UUID, Remark]:
    """The turns of every version of which something must be said beside a quote, for exports of many fragments."""
    machine = Q(kind=TranscriptKind.AUTOMATIC, reviewed_by_id=None)
    found = {one.pk: remark_of(one) for one in Transcript.objects.filter(machine | Q(kind=TranscriptKind.TRANSLATION))}
    if not found:
        return {}
    turns = Turn.objects.filter(transcript__in=found).order_by().values_list("pk", "transcript_id")
    return {pk: found[transcript] for pk, transcript in turns}


def remark_of(transcript: Transcript) -> Remark:
    """What must be said beside any words of a version."""
    machine = transcript.kind == TranscriptKind.AUTOMATIC and not transcript.reviewed_by_id
    if transcript.kind != TranscriptKind.TRANSLATION:
        return Remark(transcript.language, unreviewed=machine)
    return Remark(transcript.language, translator=transcript.translator, validator=transcript.validator)


def _needed(language: str, languages: Sequence[str]) -> list[str]:
    """The languages into which words in one language should be translated: those that are read better than it."""
    return list(languages[: languages.index(language)]) if language in languages else list(languages)


def _latest(voices: Iterable[UUID], languages: Sequence[str]) -> dict[tuple[UUID, str], Transcript]:
    rows = Transcript.objects.filter(voice__in=list(voices), kind=TranscriptKind.TRANSLATION).order_by("version")
    if languages:
        rows = rows.filter(language__in=languages)
    return {(one.voice_id, one.language): one for one in rows}


def _chosen(fragments: Sequence[Fragment]) -> dict[tuple[UUID, str], QuoteTranslation]:
    """What was chosen last of each translation; for other words than the fragment has today it no longer counts."""
    rows = QuoteTranslation.objects.filter(fragment__in=fragments).select_related("turn__transcript")
    quotes = {one.pk: one.quote for one in fragments}
    return {
        (one.fragment_id, one.turn.transcript.language): one
        for one in rows.order_by("chosen_at", "pk")
        if one.quote == quotes[one.fragment_id]
    }


def _stretch(fragment: Fragment, source: Turn, turn: Turn, chosen: QuoteTranslation | None) -> tuple[int, int] | None:
    """From which letter to which of a translated turn a fragment is said; None when nobody knows."""
    if chosen is not None and chosen.turn.lineage == turn.lineage:
        anchor = place(chosen.words, chosen.start_char, turn.text)
        return None if anchor.start is None or anchor.end is None else (anchor.start, anchor.end)
    return (0, len(turn.text)) if fragment.quote.strip() == source.text.strip() else None


def _translations(
    fragments: Sequence[Fragment],
    turns: Mapping[UUID, Turn],
    latest: Mapping[tuple[UUID, str], Transcript],
    languages: Sequence[str],
) -> dict[UUID, Translated]:
    if not latest:
        return {}
    chosen = _chosen(fragments)
    lines = {turns[one.turn_id].lineage for one in fragments if one.turn_id}
    rows = Turn.objects.filter(transcript__in=latest.values(), lineage__in=lines).defer("keys")
    said = {(turn.transcript_id, turn.lineage): turn for turn in rows}
    found: dict[UUID, Translated] = {}
    for one in fragments:
        source = turns[one.turn_id] if one.turn_id else None
        for language in _needed(source.transcript.language, languages) if source else ():
            version = latest.get((one.voice_id, language))
            turn = said.get((version.pk, source.lineage)) if version and source else None
            stretch = _stretch(one, source, turn, chosen.get((one.pk, language))) if turn and source else None
            if version and turn and stretch:
                words = turn.text[slice(*stretch)]
                found[one.pk] = Translated(words, language, version.translator, version.validator)
                break
    return found
