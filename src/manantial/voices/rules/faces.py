"""People who can be recognised in a picture or a film: each of them must have said yes, or must not be seen.

Who gives the testimony answers for herself in the matrix of her permission; everybody else in the picture is counted
and asked apart, by name, by an invented one or, in an assembly, all at once by its act. Children count apart: who has
custody signs for each. As long as nobody has counted, the picture stays in the team.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.rules.catalogues import Use

INSIDE = frozenset({Use.ANALYSIS, Use.INTERNAL_REPORT})  # the team knows who it photographed


class FaceState(StrEnum):
    """How a face stands: its person allowed it, took that back, or it was hidden or cut away."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"


class FaceReach(StrEnum):
    """How far somebody in a picture lets it go, from the closest circle to the farthest."""

    COMMUNITY = "community"
    ALLIANCE = "alliance"
    EVERYTHING = "everything"


FACE_USES: Mapping[FaceReach, frozenset[Use]] = {
    FaceReach.COMMUNITY: frozenset({Use.RETURN}),
    FaceReach.ALLIANCE: frozenset({Use.RETURN, Use.PRINT, Use.RADIO}),
    FaceReach.EVERYTHING: frozenset(Use) - INSIDE,
}
REACH_WORDS: Mapping[str, str] = {
    FaceReach.COMMUNITY: _("Solo en la comunidad"),
    FaceReach.ALLIANCE: _("En la comunidad y en impresos de la alianza"),
    FaceReach.EVERYTHING: _("En cualquier medio, también internet y fuera"),
}
FACE_STATE_WORDS: Mapping[str, str] = {
    FaceState.GIVEN: _("Dio permiso"),
    FaceState.WITHDRAWN: _("Retiró su permiso"),
    FaceState.HIDDEN: _("Ya no se le ve"),
}


@dataclass(frozen=True)
class FaceFacts:
    """One answer of somebody in a picture, or of an assembly for all who attended."""

    key: Hashable
    given_on: date
    recorded_at: datetime
    faces: int = 1
    uses: frozenset[Use] = frozenset()
    state: FaceState = FaceState.GIVEN
    child: bool = False
    written: bool = False  # signature or fingerprint, with its file
    evidence: bool = False
    replaces: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class Faces:
    """Who can be recognised besides who gave the testimony, and what they answered. None: nobody has counted."""

    grown: int | None = None
    children: int | None = None
    answers: tuple[FaceFacts, ...] = ()


@dataclass(frozen=True)
class FaceCount:
    """How many faces there are, how many may be shown for one use, and how many people said no to it."""

    seen: int
    open: int
    refused: int

    @property
    def missing(self) -> int:
        """Permissions that are still to be asked for."""
        return max(0, self.seen - self.open)


def standing_answers(answers: Iterable[FaceFacts], on: date) -> list[FaceFacts]:
    """The answers that speak on that day: given by then and not replaced by a later one.

    A narrower answer needs no proof. A wider one does, and what was taken back stays so: only hiding the face ends it.
    """
    given = [answer for answer in answers if answer.given_on <= on]
    return [answer for answer in given if not any(_replaces(other, answer) for other in given)]


def count_grown(faces: Faces, use: Use, on: date) -> FaceCount:
    """The grown-ups of a picture for one use; call it only when they were counted."""
    answers = [one for one in standing_answers(faces.answers, on) if not one.child]
    return _count(faces.grown or 0, answers, use)


def count_children(faces: Faces, use: Use, on: date, signed: int = 0) -> FaceCount:
    """The children of a picture for one use, whose custodians signed: beside the answers, `signed` tutors' records."""
    answers = [one for one in standing_answers(faces.answers, on) if one.child]
    count = _count(faces.children or 0, [one for one in answers if one.written or not _yes(one, use)], use)
    return FaceCount(count.seen, count.open + signed, count.refused)


def _count(seen: int, answers: Iterable[FaceFacts], use: Use) -> FaceCount:
    looked_at = [one for one in answers if one.state is not FaceState.HIDDEN]
    open_ = sum(one.faces for one in looked_at if _yes(one, use))
    return FaceCount(seen, open_, sum(one.faces for one in looked_at) - open_)


def _yes(answer: FaceFacts, use: Use) -> bool:
    return answer.state is FaceState.GIVEN and use in answer.uses


def _replaces(later: FaceFacts, earlier: FaceFacts) -> bool:
    if earlier.key not in later.replaces or (later.recorded_at, str(later.key)) <= (
        earlier.recorded_at, str(earlier.key),
    ):  # fmt: skip
        return False
    if later.state is FaceState.HIDDEN:
        return True
    if earlier.state is not FaceState.GIVEN:
        return False
    return later.state is FaceState.WITHDRAWN or later.uses <= earlier.uses or later.evidence
