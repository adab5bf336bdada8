"""Words and sounds that everybody may hear: each one asked of the gate, for the internet, at this moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from manantial.campaign.models import MaterialFragment, ReleaseFragment
from manantial.meaning.models import FindingSupport
from manantial.voices.models import Fragment
from manantial.voices.queries import Gate, Remark, remarks_on, said_credit, said_remark, said_translation
from manantial.voices.rules import Use, What


@dataclass(frozen=True)
class Spoken:
    """A fragment as it may be shown: its words when they may be read, its sound when it may be heard."""

    fragment: Fragment
    credit: str
    words: str  # empty when they may not be read
    heard: bool
    seen: bool  # a picture that may be shown
    place: str  # the community, only when the credit tells it
    remark: Remark | None = None  # of its words

    @property
    def line(self) -> str:
        """Whose words they are, and that a machine wrote them down or somebody translated them."""
        return said_remark(self.credit, self.remark) if self.words else self.credit

    @property
    def translation(self) -> str:
        """The same words for who reads the page, with who translated them; empty when there is none or no need."""
        return said_translation(self.remark.translation) if self.words and self.remark else ""

    @property
    def seconds(self) -> float | None:
        """How long its sound is."""
        start, end = self.fragment.start_ms, self.fragment.end_ms
        return None if start is None or end is None else (end - start) / 1000


def chosen_fragments() -> QuerySet[Fragment]:
    """Return the fragments somebody chose to work with: those that hold up a finding or go in a material."""
    chosen = (
        Exists(
            FindingSupport.objects.filter(
                fragment=OuterRef("pk"), opposes=False, retired_at=None, finding__retired_at=None
            )
        )
        | Exists(MaterialFragment.objects.filter(fragment=OuterRef("pk")))
        | Exists(ReleaseFragment.objects.filter(fragment=OuterRef("pk")))
    )
    rows = Fragment.objects.filter(Q(chosen), retired_at=None, reserved=False)
    return rows.select_related("voice__community", "voice__sound")


def spoken(fragments: Iterable[Fragment], *, on: date, use: Use = Use.INTERNET) -> list[Spoken]:
    """Return what may be shown of these fragments, in their order; the others are left out."""
    listed = list(fragments)
    gate = Gate.of(listed)
    shown = [one for fragment in listed if (one := _shown(gate, fragment, use, on)) is not None]
    read = dict.fromkeys(((get_language() or "es")[:2], "es"))
    remarks = remarks_on([one.fragment for one in shown if one.words], list(read))
    return [replace(one, remark=remarks.get(one.fragment.pk)) for one in shown]


def heard_count(found: Sequence[Spoken]) -> int:
    """Return how many of them can be heard."""
    return sum(1 for one in found if one.heard)


def spoken_of(pk: UUID, *, on: date, use: Use = Use.INTERNET) -> Spoken | None:
    """Return one fragment if anything of it may be shown today."""
    return next(iter(spoken(chosen_fragments().filter(pk=pk), on=on, use=use)), None)


def _shown(gate: Gate, fragment: Fragment, use: Use, on: date) -> Spoken | None:
    def allowed(what: What) -> bool:
        return bool(gate.ruling(fragment, use, on=on, what=what))

    words = fragment.quote if fragment.quote and allowed(What.QUOTE) else ""
    sounds = fragment.what in {What.VOICE, What.VIDEO} and fragment.voice.sound_id is not None
    heard = sounds and fragment.start_ms is not None and allowed(What.VOICE)
    seen = fragment.what == What.PHOTO and fragment.voice.picture_id is not None and allowed(What.PHOTO)
    if not (words or heard or seen):
        return None
    credit = gate.credit(fragment, use, on=on)
    return Spoken(fragment, said_credit(credit), words, heard, seen, credit.community)
