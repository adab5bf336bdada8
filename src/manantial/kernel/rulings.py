"""A ruling: what a rule decided and why, in a form that can be shown, printed in an act and frozen as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Self

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def gettext_noop(message: str) -> str:
    """Mark a Spanish sentence of a rule for translation and return it unchanged (rules know no Django)."""
    return message


@dataclass(frozen=True)
class Ruling:
    """The answer of a rule.

    `reason` is the Spanish sentence itself, the msgid, with `%(name)s` for the facts; `facts` are plain values that
    can be stored as JSON.
    """

    allowed: bool
    reason: str
    facts: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    def __bool__(self) -> bool:
        return self.allowed

    @classmethod
    def yes(cls, reason: str = "", **facts: Any) -> "Ruling":
        """An allowing ruling."""
        return cls(True, reason, facts)

    @classmethod
    def no(cls, reason: str, **facts: Any) -> "Ruling":
        """A refusing ruling; a refusal always says why."""
        return cls(False, reason, facts)

    def say(self, translate: Callable[[str], str] = str) -> str:
        """The reason as a sentence, with its facts filled in; pass `gettext` to translate it."""
        sentence = translate(self.reason) if self.reason else ""
        return sentence % self.facts if self.facts else sentence


class SaidNo(Exception):
    """The house answered no, in a sentence for people: asking again without changing anything gets the same answer.

    Every refusal of a rule, and every file or text that cannot be worked with, is one; a crash never is.
    """


class Refused(SaidNo, ValueError):
    """A rule did not allow it; nothing was changed. `ruling` says why; each room names its own refusal."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(ruling.say())
        self.ruling = ruling

    @classmethod
    def because(cls, reason: str, **facts: object) -> Self:
        """A refusal with its sentence (a msgid) and the facts in it."""
        return cls(Ruling.no(reason, **facts))
