"""Drawing a voice: the wave of its sound, its turns with the marked words, a permission in few lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from manantial.voices.models import Fragment, Turn, Voice
from manantial.voices.queries import (
    ConsentRow,
    Placed,
    Recognised,
    UseRow,
    answer_words,
    remark_of,
    said,
    said_credit,
    said_mark,
    said_ruling,
)
from manantial.voices.rules import (
    ATTRIBUTION_WORDS,
    FORM_WORDS,
    SUBJECT_WORDS,
    USE_WORDS,
    WHAT_WORDS,
    Answer,
    Use,
    What,
    say_clock,
)

COLUMNS = 160  # of the drawn wave: enough for a phone, few enough for a light page
_HEIGHT = 60


@dataclass(frozen=True)
class Piece:
    """Some letters of a turn, marked as a fragment or not."""

    text: str
    fragment: Fragment | None = None


@dataclass(frozen=True)
class FragmentLine:
    """A fragment in the list under a transcript, with what happened to its words since they were marked."""

    fragment: Fragment
    changed: bool
    other_language: bool

    @property
    def mark(self) -> str:
        """What must be known of its words."""
        turn = self.fragment.turn
        return said_mark(remark_of(turn.transcript)) if turn else ""


@dataclass(frozen=True)
class MarkedTurn:
    """A turn as it is read: cut where fragments begin and end."""

    turn: Turn
    pieces: tuple[Piece, ...]
    clock: str
    second: float | None


@dataclass(frozen=True)
class ConsentView:
    """A permission of the history, in words."""

    row: ConsentRow
    title: str
    form: str
    subject: str
    attribution: str
    cells: tuple[tuple[str, str], ...]  # part, uses it opens; only when answered cell by cell


@dataclass(frozen=True)
class Care:
    """Something to take care of, in words; where a credit gives somebody away, the one to offer in its place."""

    said: str
    instead: str = ""
    word: str = ""


@dataclass(frozen=True)
class UseGroup:
    """Uses that are answered alike: allowed with the same credit, or refused for the same reason."""

    words: tuple[str, ...]
    allowed: bool
    said: str


def waveform(voice: Voice, fragments: Iterable[Fragment], shown: tuple[int, int] | None = None) -> str | SafeString:
    """The sound as a small drawing whose marked stretches lead to their fragments; empty without a drawing.

    `shown`: only a part of the words stands below, from which millisecond to which. It is drawn as a band, and the
    stretches, which may be hundreds, only show how much is marked: the words lead to their fragments.
    """
    if not voice.peaks or not voice.duration_ms:
        return ""
    length = voice.duration_ms
    spans = [
        (
            one,
            round(one.start_ms / length * COLUMNS, 2),
            round(max(1.0, (one.end_ms - one.start_ms) / length * COLUMNS), 2),
        )
        for one in fragments
        if one.start_ms is not None and one.end_ms is not None
    ]
    marks = _band(shown, spans, length) if shown else _links(spans)
    label = _("Dibujo del sonido: %(length)s, fragmentos marcados: %(n)d") % {
        "length": say_clock(length),
        "n": len(spans),
    }
    drawn = mark_safe(_wave(voice.peaks))  # noqa: S308 - only numbers made here
    return format_html(
        '<svg class="wave" viewBox="0 0 {} {}" preserveAspectRatio="none" role="group" aria-label="{}">'
        '<path d="{}" fill="none" stroke="currentColor" stroke-width=".7"/>{}</svg>',
        COLUMNS,
        _HEIGHT,
        label,
        drawn,
        marks,
    )


_Spans = Sequence[tuple[Fragment, float, float]]  # a fragment, where it begins and how wide it is, in columns


def _links(spans: _Spans) -> SafeString:
    mark = (
        '<a href="{}"><title>{}</title><rect x="{}" width="{}" height="60" fill="currentColor" fill-opacity=".18"/></a>'
    )
    return format_html_join(
        "",
        mark,
        (
            (reverse("voices:fragment", args=[one.pk]), f"{one.folio} {say_clock(one.start_ms or 0)}", x, wide)
            for one, x, wide in spans
        ),
    )


def _band(shown: tuple[int, int], spans: _Spans, length: int) -> SafeString:
    left, wide = (round(one / length * COLUMNS, 1) for one in (shown[0], shown[1] - shown[0]))
    covered: list[list[float]] = []
    for _one, x, width in sorted(spans, key=lambda span: span[1]):
        if covered and x <= covered[-1][1]:
            covered[-1][1] = max(covered[-1][1], x + width)
        else:
            covered.append([x, x + width])
    rest = "".join(f"M{start:.1f} 54h{end - start:.1f}v6h-{end - start:.1f}z" for start, end in covered)
    return format_html(
        '<rect class="band" x="{}" width="{}" height="{}"/><path class="spans" d="{}"/>', left, wide, _HEIGHT, rest
    )


def marked_turns(turns: Sequence[Turn], placed: Iterable[Placed]) -> list[MarkedTurn]:
    """The turns of a transcript with the words of its fragments marked where they stand now.

    Fragments whose words changed are not drawn; where two overlap, the first is drawn.
    """
    by_turn: dict[UUID, list[Placed]] = defaultdict(list)
    for one in placed:
        if one.turn is not None and one.anchor.start is not None:
            by_turn[one.turn.pk].append(one)
    return [
        MarkedTurn(
            turn,
            tuple(_pieces(turn.text, by_turn.get(turn.pk, []))),
            clock_of(turn),
            None if turn.start_ms is None else turn.start_ms / 1000,
        )
        for turn in turns
    ]


def clock_of(turn: Turn) -> str:
    """The minute of a turn; empty when it is not known."""
    return "" if turn.start_ms is None else say_clock(turn.start_ms)


def fragment_lines(placed: Iterable[Placed]) -> list[FragmentLine]:
    """The fragments of a voice; first those whose words changed, for somebody should look at them."""
    lines = [
        FragmentLine(one.fragment, not one.anchor.is_there and not one.other_language, one.other_language)
        for one in placed
    ]
    return sorted(lines, key=lambda line: not line.changed)


def uses_said(rows: Iterable[UseRow]) -> list[UseGroup]:
    """What may be done today in few lines: uses with the same answer and the same reason or credit stand together."""
    groups: dict[tuple[bool, str], list[str]] = {}
    for row in rows:
        allowed = bool(row.ruling)
        told = "" if row.use is Use.ANALYSIS else said_credit(row.credit)
        groups.setdefault((allowed, told if allowed else said_ruling(row.ruling)), []).append(said(USE_WORDS, row.use))
    return [UseGroup(tuple(words), allowed, told) for (allowed, told), words in groups.items()]


def warnings_of(rows: Iterable[UseRow]) -> list[Care]:
    """Credits that are allowed and yet give somebody away, each said once."""
    return list(dict.fromkeys(care_of(row.recognised) for row in rows if row.ruling and row.recognised))


def care_of(seen: Recognised) -> Care:
    """A credit that gives somebody away, in words, with the one to offer."""
    return Care(said_ruling(seen.warning), seen.instead, said(ATTRIBUTION_WORDS, seen.instead))


def consent_view(row: ConsentRow) -> ConsentView:
    """A permission in words: the usual answer when it is one, else part by part."""
    consent = row.consent
    words = answer_words(consent)
    return ConsentView(
        row,
        words[0] if words else _("Con detalle"),
        said(FORM_WORDS, consent.form),
        said(SUBJECT_WORDS, consent.subject),
        said(ATTRIBUTION_WORDS, consent.attribution),
        () if row.preset else tuple(_cells(row)),
    )


def _cells(row: ConsentRow) -> Iterator[tuple[str, str]]:
    for what in What:
        opened = [said(USE_WORDS, use) for use in Use if row.matrix.get(what, {}).get(use) is Answer.YES]
        yield said(WHAT_WORDS, what), ", ".join(opened) or _("nada")


def _pieces(text: str, placed: Sequence[Placed]) -> Iterator[Piece]:
    at = 0
    for one in sorted(placed, key=lambda one: one.anchor.start or 0):
        start, end = one.anchor.start or 0, one.anchor.end or 0
        if start < at:
            continue
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], one.fragment)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _wave(peaks: Sequence[int]) -> str:
    """A path of upright strokes, one for each column."""
    step = len(peaks) / COLUMNS
    strokes = []
    for column in range(COLUMNS):
        part = peaks[int(column * step) : max(int(column * step) + 1, int((column + 1) * step))]
        half = max(1, round(max(part, default=0) * (_HEIGHT / 2 - 2) / 100))
        strokes.append(f"M{column}.5 {_HEIGHT // 2 - half}v{2 * half}")
    return "".join(strokes)
