"""What people in a picture answered, as the desk shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.voices.models import FaceAnswer, Voice
from manantial.voices.queries.gate import face_facts, faces_of
from manantial.voices.queries.pages import content_of
from manantial.voices.queries.words import said
from manantial.voices.rules import (
    FACE_USES,
    PICTURED,
    REACH_WORDS,
    USE_WORDS,
    Use,
    count_children,
    count_grown,
    standing_answers,
)


@dataclass(frozen=True)
class FacesSaid:
    """Who is recognised in a picture, and what is missing before it may leave the team."""

    said: str
    missing: str = ""


def face_answers(voice: Voice, *, on: date, past: bool = False) -> list[FaceAnswer]:
    """The answers that speak on that day; `past`: those that others took the place of too, in their order."""
    rows = list(FaceAnswer.objects.filter(voice=voice).select_related("voice", "session"))
    if past:
        return rows
    alive = {facts.key for facts in standing_answers([face_facts(row) for row in rows], on)}
    return [row for row in rows if row.pk in alive]


def faces_said(voice: Voice, *, on: date) -> FacesSaid | None:
    """Who is recognised in a picture or film and what is missing, in words; None where nothing is seen."""
    if content_of(voice) not in PICTURED:
        return None
    if voice.faces_seen is None or voice.children_seen is None:
        return FacesSaid(_("Nadie lo ha dicho"), _("Falta contar a quién se reconoce"))
    faces = faces_of(voice)
    counts = (count_grown(faces, Use.RETURN, on), count_children(faces, Use.RETURN, on))
    grown = ngettext("%(n)d persona adulta", "%(n)d personas adultas", voice.faces_seen) % {"n": voice.faces_seen}
    young = ngettext("%(n)d niña o niño", "%(n)d niñas o niños", voice.children_seen) % {"n": voice.children_seen}
    told = [words for words, seen in ((grown, voice.faces_seen), (young, voice.children_seen)) if seen]
    missing = sum(count.missing for count in counts)
    refused = sum(count.refused for count in counts)
    if refused:
        short = ngettext("%(n)d no lo permite", "%(n)d no lo permiten", refused) % {"n": refused}
    else:
        short = _("Falta el permiso de %(n)d") % {"n": missing} if missing else ""
    return FacesSaid(", ".join(told) or _("Nadie más"), short)


def reach_said(answer: FaceAnswer) -> str:
    """How far somebody in a picture lets it go, in few words."""
    uses = face_facts(answer).uses
    reach = next((reach for reach, opened in FACE_USES.items() if opened == uses), None)
    return said(REACH_WORDS, reach) if reach else ", ".join(said(USE_WORDS, use) for use in Use if use in uses)
