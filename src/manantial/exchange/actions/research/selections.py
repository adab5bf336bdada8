"""The selections of a source as fragments: one for each turn that it touches, with its codings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.actions.research.versions import Laid
from manantial.exchange.qda.laying import Part, parts_of
from manantial.exchange.qda.shapes import Coding as Foreign
from manantial.exchange.qda.shapes import Selection, Source, SourceKind
from manantial.kernel.ids import uuid7
from manantial.kernel.text import search_keys
from manantial.ledger.folios import next_folios
from manantial.meaning.models import Coding
from manantial.press import images
from manantial.voices.models import Fragment, Voice
from manantial.voices.rules import CONTENT_OF, What, locate, region, time_span

_BATCH = 500
_WHOLE = "whole:"  # before the id of a source: the selection of all of it


Seen = dict[tuple[UUID, UUID | None], str]  # the code and by whom: its memo


@dataclass
class _Rows:
    """What is written for one source, and what of it is here: fragments by place, codes by fragment."""

    here: dict[tuple[object, ...], UUID] = field(default_factory=dict)
    put: dict[UUID, Seen] = field(default_factory=lambda: defaultdict(dict))
    spans: dict[tuple[object, ...], list[UUID]] = field(default_factory=dict)  # fragments of each place, of this file
    fragments: list[Fragment] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)


def take_selections(
    taking: Taking, voice: Voice, source: Source, pairs: Sequence[tuple[Selection, Laid | None]], *, again: bool
) -> None:
    """Write the fragments and codings of a source that are not here yet; `again`: the source came before."""
    rows = _Rows(_here(voice), _put(voice)) if again else _Rows()
    size = _picture_size(voice) if source.kind is SourceKind.PICTURE else None
    joins = taking.project.origin.startswith("QualCoder")  # it writes a selection for each code on the same words
    for selection, laid in pairs:
        known = taking.known("fragment", selection.guid)
        if known is not None:
            taking.kept["fragment"] += 1
            taking.note_on(selection.notes, "fragment", known)
            _code_all(taking, rows, _parts(taking, known, selection), selection)
        elif joins and (parts := rows.spans.get(_span(selection))):
            taking.joined += 1
            taking.alias("fragment", selection.guid, parts[0])
            _code_all(taking, rows, parts, selection)
        else:
            _take(taking, rows, selection, _fragments(taking, voice, source.kind, selection, laid, size))
    _save(rows)


def _code_all(taking: Taking, rows: _Rows, parts: Sequence[UUID], selection: Selection) -> None:
    for number, pk in enumerate(parts):
        _codings(taking, rows, pk, selection.codings, rows.put[pk], again=number > 0)


def _take(taking: Taking, rows: _Rows, selection: Selection, fragments: Sequence[Fragment]) -> None:
    """Write the fragments of a selection, those that are not here under another id."""
    made = []
    for part, fragment in enumerate(fragments):
        same = rows.here.get(_anchor(fragment))
        if same is None:
            made.append(fragment)
            continue
        taking.kept["fragment"] += 1
        taking.alias("fragment", selection.guid, same)
        taking.note_on(selection.notes if part == 0 else (), "fragment", same)
        _codings(taking, rows, same, selection.codings, rows.put[same], again=part > 0)
    for number, fragment in enumerate(made):
        if number == 0:
            taking.remember("fragment", selection.guid, fragment.pk)
            taking.note_on(selection.notes, "fragment", fragment.pk)
        else:
            taking.made["fragment"] += 1
    _code_all(taking, rows, [fragment.pk for fragment in made], selection)
    rows.fragments += made
    rows.spans[_span(selection)] = [fragment.pk for fragment in made]


def _parts(taking: Taking, known: UUID, selection: Selection) -> list[UUID]:
    """The fragments of a selection that came before: all parts of it, where a code is new."""
    if all(taking.known("coding", coding.guid) for coding in selection.codings):
        return [known]
    joined = Fragment.objects.filter(pk=known).values_list("joined", flat=True).first()
    if joined is None:
        return [known]
    others = Fragment.objects.filter(joined=joined).exclude(pk=known).order_by("folio")
    return [known, *others.values_list("pk", flat=True)]


def _span(one: Selection) -> tuple[object, ...]:
    return one.start, one.end, one.from_sync, one.to_sync, one.box, one.page


def _anchor(one: Fragment) -> tuple[object, ...]:
    return (one.turn_id, one.start_char, one.end_char, one.start_ms, one.end_ms, tuple(one.region or ()))


def _here(voice: Voice) -> dict[tuple[object, ...], UUID]:
    """The fragments of a voice by their place: a program that gives new ids at each export marks the same place."""
    return {_anchor(one): one.pk for one in Fragment.objects.filter(voice=voice)}


def _put(voice: Voice) -> dict[UUID, Seen]:
    """Which codes are on the fragments of a voice, and by whom."""
    found: dict[UUID, Seen] = defaultdict(dict)
    rows = Coding.objects.filter(fragment__voice=voice, retired_at=None)
    for fragment, code, person, memo in rows.values_list("fragment_id", "code_id", "by_id", "memo"):
        found[fragment][code, person] = memo
    return found


def _save(rows: _Rows) -> None:
    for fragment, folio in zip(rows.fragments, next_folios(Fragment, "FRA", len(rows.fragments)), strict=True):
        fragment.folio = folio
    Fragment.objects.bulk_create(rows.fragments, batch_size=_BATCH)
    Coding.objects.bulk_create(rows.codings, batch_size=_BATCH)


def _fragments(
    taking: Taking,
    voice: Voice,
    kind: SourceKind,
    selection: Selection,
    laid: Laid | None,
    size: tuple[int, int] | None,
) -> list[Fragment]:
    if selection.guid.startswith(_WHOLE):
        return _whole(taking, voice, kind, selection, laid)
    if kind is SourceKind.PICTURE and selection.box is not None:
        return _pictured(taking, voice, selection, size)
    if selection.page is not None and laid is not None:
        return _of_words(taking, voice, selection, laid, _found(laid, selection.words or selection.name))
    if laid is not None and (selection.from_sync or selection.to_sync):
        start, start_ms = laid.syncs.get(selection.from_sync, (None, None))
        end, end_ms = laid.syncs.get(selection.to_sync, (None, None))
        parts = parts_of(laid.lines, start, end) if start is not None and end is not None and start < end else []
        if parts:
            return _of_words(taking, voice, selection, laid, parts, (start_ms, end_ms))
        return _heard(taking, voice, selection, start_ms, end_ms)
    if laid is not None and selection.start is not None and selection.end is not None:
        start, end = laid.ruler.place(selection.start), laid.ruler.place(selection.end)
        return _of_words(taking, voice, selection, laid, parts_of(laid.lines, start, end))
    return _heard(taking, voice, selection, selection.start, selection.end)


def _found(laid: Laid, words: str) -> list[Part]:
    places = locate(words, [(number, line.text) for number, line in enumerate(laid.lines)])
    return [Part(cast(int, place.turn), place.start, place.end) for place in places[:1]]


def _new(taking: Taking, voice: Voice, selection: Selection, **facts: object) -> Fragment:
    named = selection.description or ""
    return Fragment(
        voice=voice,
        title=named[:160],
        marked_by_id=taking.author(selection.user),
        marked_at=selection.at or taking.source.now,
        **facts,
    )


def _of_words(
    taking: Taking,
    voice: Voice,
    selection: Selection,
    laid: Laid,
    parts: Sequence[Part],
    times: tuple[int | None, int | None] = (None, None),
) -> list[Fragment]:
    if not parts or parts[-1].line >= len(laid.turns):
        taking.unplaced[_("fragmentos"), _("sus palabras no están en el texto")] += 1
        return []
    joined = uuid7() if len(parts) > 1 else None
    taking.split += joined is not None and not selection.guid.startswith(_WHOLE)
    made = []
    for number, part in enumerate(parts):
        turn, quote = laid.turns[part.line], laid.lines[part.line].text[part.start : part.end]
        if turn.text[part.start : part.end] != quote:  # a voice of ours whose words are others by now
            taking.unplaced[_("fragmentos"), _("el texto de aquí ya es otro")] += 1
            continue
        start = times[0] if number == 0 else turn.start_ms
        end = times[1] if number == len(parts) - 1 else turn.end_ms
        timed = start is not None and end is not None and bool(time_span(start, end, voice.duration_ms))
        what = CONTENT_OF[voice.kind] if timed else What.QUOTE
        fragment = _new(
            taking,
            voice,
            selection,
            what=what if what in {What.VOICE, What.VIDEO} else What.QUOTE,
            turn=turn,
            start_char=part.start,
            end_char=part.end,
            start_ms=start if timed else None,
            end_ms=end if timed else None,
            quote=quote,
            joined=joined,
        )
        fragment.keys = search_keys(f"{fragment.title} {quote}")
        made.append(fragment)
    return made


def _heard(taking: Taking, voice: Voice, selection: Selection, start: int | None, end: int | None) -> list[Fragment]:
    if start is None or end is None or not time_span(start, end, voice.duration_ms):
        taking.unplaced[_("fragmentos"), _("no dicen de qué segundo a qué segundo")] += 1
        return []
    return [_new(taking, voice, selection, what=CONTENT_OF[voice.kind], start_ms=start, end_ms=end)]


def _pictured(taking: Taking, voice: Voice, selection: Selection, size: tuple[int, int] | None) -> list[Fragment]:
    left, top, right, bottom = selection.box or (0, 0, 0, 0)
    sides: list[int] = []
    if size is not None:
        width, height = size
        sides = [round(1000 * left / width), round(1000 * top / height)]
        sides += [round(1000 * right / width), round(1000 * bottom / height)]
        sides = [min(1000, max(0, side)) for side in sides]
    if not sides or not region(sides):
        taking.unplaced[_("fragmentos"), _("la imagen no venía adentro")] += 1
        return []
    whole = sides == [0, 0, 1000, 1000]
    return [_new(taking, voice, selection, what=What.PHOTO, region=None if whole else sides)]


def _picture_size(voice: Voice) -> tuple[int, int] | None:
    if voice.picture is None or voice.picture.erased_at is not None:
        return None
    facts = images.inspect(voice.picture.path())
    return facts.width, facts.height


def whole_of(source: Source, texts: Sequence[Laid]) -> list[tuple[Selection, Laid | None]]:
    """Codes on a source as a whole, as a selection of all of it: of its words, its sound or its picture."""
    if not source.codings:
        return []
    named = _("Documento entero")
    selection = Selection(f"{_WHOLE}{source.guid}", user=source.user, at=source.at, description=named)
    selection.codings = source.codings
    return [(selection, next((laid for laid in texts if laid.turns and not laid.beside), None))]


def _whole(taking: Taking, voice: Voice, kind: SourceKind, selection: Selection, laid: Laid | None) -> list[Fragment]:
    """All of a picture or a sound; of a text every turn, joined, so that each code finds it where people read."""
    if kind is SourceKind.PICTURE:
        return [_new(taking, voice, selection, what=What.PHOTO)]
    if voice.duration_ms and kind in {SourceKind.SOUND, SourceKind.VIDEO}:
        return _heard(taking, voice, selection, 0, voice.duration_ms)
    if laid is None:
        taking.unplaced[_("códigos sobre un documento entero"), _("no se sabe cuánto dura")] += len(selection.codings)
        return []
    turns = enumerate(laid.turns[: len(laid.lines)])
    parts = [Part(number, 0, len(turn.text)) for number, turn in turns if turn.text.strip()]
    return _of_words(taking, voice, selection, laid, parts)


def _codings(
    taking: Taking,
    rows: _Rows,
    fragment: UUID,
    codings: Sequence[Foreign],
    seen: Seen,
    *,
    again: bool = False,
) -> None:
    """Write the codings of a fragment that are not here; the same code by the same person is put once."""
    for coding in codings:
        if not again and taking.known("coding", coding.guid) is not None:
            taking.kept["coding"] += 1
            _told_before(taking, coding, seen)
            continue
        code, person = taking.known("code", coding.code), taking.author(coding.user)
        if code is None:
            taking.unplaced[_("códigos puestos"), _("su código no viene en el proyecto")] += 1
            continue
        if (code, person) in seen:
            taking.kept["coding"] += not again
            _told_before(taking, coding, seen)
            continue
        memo = "\n\n".join(filter(None, (taking.note_texts.get(note, "") for note in coding.notes)))
        seen[code, person] = memo
        taking.spoken.update(coding.notes)
        row = Coding(fragment_id=fragment, code_id=code, by_id=person, at=coding.at or taking.source.now, memo=memo)
        rows.codings.append(row)
        taking.count_stranger(coding.user)
        if again:
            taking.made["coding"] += 1
        else:
            taking.remember("coding", coding.guid, row.pk)


def _told_before(taking: Taking, coding: Foreign, seen: Seen) -> None:
    """A note that stands already as the memo of this coding is about it, and not one more note of the plan."""
    if not coding.notes:
        return
    code = taking.known("code", coding.code)
    memo = seen.get((code, taking.author(coding.user)), "") if code else ""
    taking.spoken.update(note for note in coding.notes if memo and taking.note_texts.get(note, "") in memo)
