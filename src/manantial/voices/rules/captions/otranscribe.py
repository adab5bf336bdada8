"""oTranscribe (.otr): JSON that holds a page; its paragraphs are turns and its time marks say when they begin."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.rules.captions.shape import CaptionFormat, Captions, UnreadableCaptions
from manantial.voices.rules.turns import TurnText, closed, speaker_of

_BREAKS = frozenset({"p", "br", "div", "li"})


class _Page(HTMLParser):
    """Gathers lines with the second of the mark at their beginning; a mark within a line begins another."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[int | None, str]] = []
        self._start: int | None = None
        self._said: list[str] = []
        self._in_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A break ends a line; a mark ends what was said before it."""
        known = dict(attrs)
        if tag in _BREAKS:
            self.end_line()
        elif tag == "span" and "timestamp" in (known.get("class") or ""):
            self.end_line()
            self._start, self._in_mark = _second(known.get("data-timestamp")), True

    def handle_endtag(self, tag: str) -> None:
        """The words of the mark itself are not said."""
        if tag == "span":
            self._in_mark = False
        elif tag in _BREAKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._in_mark:
            self._said.append(data)

    def end_line(self) -> None:
        """Keep what was said; a mark without words waits for them."""
        text = " ".join("".join(self._said).split())
        self._said = []
        if text:
            self.lines.append((self._start, text))
            self._start = None


def is_otr(text: str) -> bool:
    """It is JSON of oTranscribe."""
    try:
        held = json.loads(text)
    except ValueError:
        return False
    return isinstance(held, dict) and isinstance(held.get("text"), str)


def read_otr(text: str) -> Captions:
    """The turns of an oTranscribe file. A line with a second and no name goes on with the speaker before it."""
    page = _Page()
    page.feed(json.loads(text)["text"])
    page.close()
    page.end_line()
    turns = [TurnText(words, speaker, start) for start, line in page.lines for speaker, words in [speaker_of(line)]]
    turns = [turn for turn in turns if turn.text]
    if not turns:
        raise UnreadableCaptions(_("El archivo no trae palabras que se puedan leer."))
    return Captions(CaptionFormat.OTR, tuple(closed(turns, None)))


def _second(text: str | None) -> int | None:
    try:
        return max(0, round(float(text or "") * 1000))
    except (ValueError, OverflowError):
        return None
