"""The account of voices: of each version, fragment, coding and file that it went, or why it did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from manantial.exchange.leaving.choice import Leave, Parts
from manantial.exchange.leaving.names import Names
from manantial.exchange.leaving.passages import Marked
from manantial.exchange.leaving.sources import Builder, Codings, PutOn
from manantial.exchange.leaving.tally import Kind, Tally, Why, with_file
from manantial.exchange.leaving.versions import Told
from manantial.meaning.models import Coding
from manantial.voices.models import Fragment, Transcript, Voice


class Accounts:
    """Tells the tally of one voice after the other."""

    def __init__(self, leave: Leave, names: Names, tally: Tally) -> None:
        self._leave, self._names, self._tally = leave, names, tally

    def voice(
        self, builder: Builder, parts: Parts, told: Told, marked: Sequence[Marked], codings: Codings, *, wrote: bool
    ) -> None:
        """A voice that was asked for: whether it was written, and what of it stayed."""
        tally = self._tally
        why = "" if wrote else parts.silent or _(Why.UNSURE if told.unsure else Why.UNWRITTEN)
        if wrote:
            tally.left(Kind.VOICE)
            tally.left(Kind.TRANSCRIPT, len(told.leaves))
        else:
            tally.stays(Kind.VOICE, why)
            tally.stays(Kind.TRANSCRIPT, why, len(told.leaves))
        tally.stays(Kind.TRANSCRIPT, _(Why.UNSURE), len(told.unsure))
        tally.stays(Kind.TRANSCRIPT, _(Why.OLDER), len(told.older))
        if builder.has_file and wrote and not builder.file_stays:
            tally.left(Kind.FILE)
        elif builder.has_file:
            tally.stays(Kind.FILE, builder.file_stays or why)
        for one in marked:
            kept = "" if one.pk in builder.gone else self._why(one, parts, told)
            if kept:
                tally.stays(Kind.FRAGMENT, kept)
            else:
                tally.left(Kind.FRAGMENT)
            self._codings(codings.get(one.pk, ()), kept)

    def silent(self, voices: Mapping[UUID, str]) -> None:
        """Voices whose words may not leave, each with the reason: their versions stay."""
        self._by_voice(Kind.TRANSCRIPT, voices, Transcript.objects.filter(voice__in=voices), "voice")

    def closed(self, voices: Mapping[UUID, str]) -> None:
        """Voices of which nothing may leave, each with the reason: all that hangs on them stays."""
        if not voices:
            return
        for why in voices.values():
            self._tally.stays(Kind.VOICE, why)
        self.silent(voices)
        codings = Coding.objects.filter(fragment__voice__in=voices)
        self._by_voice(Kind.FRAGMENT, voices, Fragment.objects.filter(voice__in=voices), "voice")
        self._by_voice(Kind.CODING, voices, codings, "fragment__voice")
        self._by_voice(Kind.REMARK, voices, codings.filter(~Q(memo="")), "fragment__voice")
        self._by_voice(Kind.FILE, voices, Voice.objects.filter(with_file(), pk__in=voices), "pk")

    def _by_voice(self, kind: Kind, voices: Mapping[UUID, str], rows: QuerySet[Any], voice: str) -> None:
        counted = rows.order_by().values_list(F(voice)).annotate(many=Count("pk")) if voices else ()
        for pk, many in counted:
            self._tally.stays(kind, voices[pk], many)

    def _why(self, one: Marked, parts: Parts, told: Told) -> str:
        """Why a fragment of a voice that was asked for stays."""
        if one.retired:
            return _(Why.REMOVED)
        if one.reserved and not self._leave.whole:
            return _(Why.RESERVED)
        if one.line is None:
            return parts.unseen or _(Why.NOWHERE)
        if parts.silent:
            return parts.silent
        if any(one.pk in leaf.page.covered for leaf in told.leaves):
            return _(Why.WITHIN_RESERVED)
        return _(Why.UNSURE if told.unsure else Why.LOST)

    def _codings(self, rows: Sequence[PutOn], why: str) -> None:
        """The codings of a fragment that went, or that stays for a reason."""
        for put in rows:
            kept = _(Why.REMOVED) if put.retired else why
            if not kept and put.code not in self._names.codes:
                kept = _(Why.CODE_RETIRED)
            self._one(Kind.CODING, kept)
            if put.memo:
                self._one(Kind.REMARK, kept or ("" if self._leave.near else _(Why.FAR)))

    def _one(self, kind: Kind, why: str) -> None:
        if why:
            self._tally.stays(kind, why)
        else:
            self._tally.left(kind)
