"""What people fill in by hand on paper: signatures, boxes, blank forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SignatureMark(StrEnum):
    """What a person leaves on the paper."""

    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Signer:
    """A place to sign. An empty name leaves a line to write it."""

    name: str = ""
    role: str = ""
    mark: SignatureMark = SignatureMark.EITHER


@dataclass(frozen=True, slots=True)
class Signatures:
    """Room for signatures or fingerprints, `across` in a row, never split between pages."""

    signers: tuple[Signer, ...]
    across: int = 2
    title: str = ""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A line with its box; done=None prints an empty box to tick by hand."""

    text: str
    done: bool | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Boxes to tick."""

    items: tuple[CheckItem, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class BlankField:
    """Something to fill in by hand: `lines` ruled lines, or boxes for `choices`; `value` is printed when known.

    Without a label it is room to write or draw.
    """

    label: str
    hint: str = ""
    lines: int = 1
    choices: tuple[str, ...] = ()
    value: str = ""
    half: bool = False  # two half fields share a row


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The printable twin of a form, in the same order as on screen; fields are numbered."""

    fields: tuple[BlankField, ...]
    title: str = ""
