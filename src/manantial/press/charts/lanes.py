"""Where the rows of a bar chart stand: beside their words where these are short, else under them; closer when many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manantial.press.charts.canvas import MARGIN, SIZE, Canvas
from manantial.press.lettering import width, wrap

MANY = 14  # rows from which everything is drawn smaller
SHARE = 0.42  # of the width that words beside the bars may take
GAP = 10
LINE = 1.15


@dataclass(frozen=True, slots=True)
class Lanes:
    """The rows of one drawing: from where the bars grow, how high they are, how large their words."""

    start: float
    room: float
    tall: float
    size: float
    between: float
    beside: bool  # the words stand beside their bar, not above it

    @classmethod
    def of(cls, canvas: Canvas, labels: Sequence[str]) -> Lanes:
        """Choose for these words; at most two lines of them stand beside a bar, one where there are many."""
        many = len(labels) > MANY
        size, tall, between = (12.5, 14.0, 5.0) if many else (float(SIZE), 22.0, 9.0)
        widest = max((width(label, size) for label in labels), default=0)
        column = min(widest + 1, canvas.room * SHARE)
        lines = max((len(wrap(label, size, column)) for label in labels), default=0)
        fits = all(width(line, size) <= column for label in labels for line in wrap(label, size, column))
        if lines > (1 if many else 2) or not fits:
            return cls(float(MARGIN), canvas.room, tall, size, between, False)
        start = MARGIN + column + GAP
        return cls(start, canvas.wide - MARGIN - start, tall, size, between, True)

    @property
    def base(self) -> float:
        """From the top of a bar to the base line of a number in it or beside it."""
        return self.tall / 2 + self.size * 0.36

    def enter(self, canvas: Canvas, label: str) -> None:
        """Write the words of a row; after this `canvas.y` is the top of its bar."""
        if not self.beside:
            canvas.words(label, size=self.size)
            canvas.y += 2
            return
        lines = wrap(label, self.size, self.start - GAP - MARGIN)
        over = max(0.0, len(lines) * self.size * LINE - self.tall) / 2  # two lines stand out above and below their bar
        canvas.y += over
        top = canvas.y + (self.tall - len(lines) * self.size * LINE) / 2
        for number, line in enumerate(lines, 1):
            canvas.text(MARGIN, top + number * self.size * LINE - self.size * 0.3, line, size=self.size)

    def leave(self, canvas: Canvas) -> None:
        """Go on to the next row."""
        canvas.y += self.tall + self.between
