"""When a machine may write a first draft of what a voice says, and how its pieces become turns."""

from __future__ import annotations

from collections.abc import Sequence, Set

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.rules.turns import TurnText, join_lines

INDIGENOUS = frozenset({"tzo", "tzh", "tze", "zoc"})
_TURN_WORDS = 30  # a machine does not tell who speaks; shorter turns are easier to correct while one listens


def machine_may_write(language: str, known: Set[str]) -> Ruling:
    """Say whether a model that knows some languages may write down a voice in `language`.

    Indigenous languages are refused unless the model itself declares them: a model that does not know a language
    writes another in its place, and looks sure.
    """
    if language in known:
        return Ruling.yes()
    if language in INDIGENOUS:
        return Ruling.no(
            _("El modelo no conoce esta lengua y escribiría otra cosa. Escríbala con alguien que la hable."),
            language=language,
        )
    return Ruling.no(_("El modelo instalado no conoce la lengua de esta voz. Escríbala a mano."), language=language)


def drafted(pieces: Sequence[tuple[int, int, str]], duration_ms: int | None) -> list[TurnText]:
    """The pieces that a machine heard (from, to, words) as turns that end with a sentence, all within the sound."""
    last = duration_ms if duration_ms is not None else max((end for _start, end, _text in pieces), default=0)
    turns = [
        TurnText(" ".join(text.split()), "", max(0, start), min(end, last))
        for start, end, text in pieces
        if text.strip() and start < last and min(end, last) > max(0, start)
    ]
    return join_lines(turns, _TURN_WORDS)
