"""The fragments that answer a question of the list: by code with what hangs from it, by voice, by who coded and when.

Written for hundreds of thousands of fragments: codes are looked for through their index, nothing is joined that is not
shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from manantial.alliance.words_index import matching
from manantial.kernel.asked import read_question
from manantial.meaning.models import Code, Coding, FindingSupport
from manantial.meaning.queries.codebook import with_descendants
from manantial.meaning.queries.workbench import names_of
from manantial.voices.models import Fragment
from manantial.voices.queries import permitted, remarks_on, said_mark
from manantial.voices.rules import Use

_CHUNK = 500  # rows of an export read at once


@dataclass(frozen=True)
class FragmentQuestion:
    """What is asked of the list; what is empty is not asked."""

    words: str = ""
    codes: tuple[UUID, ...] = ()  # each with what hangs from it; all of them
    axis: UUID | None = None
    question: UUID | None = None
    group: str = ""
    community: UUID | None = None
    coder: UUID | None = None
    since: date | None = None
    until: date | None = None
    state: str = ""  # con, sin, suelto
    voice: str = ""


def fragments(asked: FragmentQuestion) -> QuerySet[Fragment]:
    """The fragments that answer, by folio."""
    rows = Fragment.objects.filter(retired_at=None).select_related("voice__community").order_by("folio")
    question = read_question(asked.words)
    if question.terms:
        rows = rows.filter(matching(Fragment, question) | Q(folio__iexact=asked.words.strip()))
    for wanted in _code_sets(asked):
        rows = rows.filter(_coded(asked, wanted))
    if not asked.codes and not asked.axis and not asked.question and (asked.coder or asked.since or asked.until):
        rows = rows.filter(_coded(asked, None))
    if asked.group:
        rows = rows.filter(voice__group=asked.group)
    if asked.community:
        rows = rows.filter(voice__community=asked.community, voice__community_reserved=False)
    if asked.voice:
        rows = rows.filter(voice__folio__iexact=asked.voice.strip())
    stands = Coding.objects.filter(fragment=OuterRef("pk"), retired_at=None)
    if asked.state == "con":
        rows = rows.filter(Exists(stands))
    elif asked.state == "sin":
        rows = rows.exclude(Exists(stands))
    elif asked.state == "suelto":
        rows = rows.exclude(Exists(FindingSupport.objects.filter(fragment=OuterRef("pk"), retired_at=None)))
    return rows


def _code_sets(asked: FragmentQuestion) -> Iterator[set[UUID]]:
    if asked.axis:
        own = Code.objects.filter(Q(axis=asked.axis) | Q(question__axis=asked.axis)).values_list("pk", flat=True)
        yield with_descendants(own)
    if asked.question:
        yield with_descendants(Code.objects.filter(question=asked.question).values_list("pk", flat=True))
    for code in asked.codes:
        yield with_descendants([code])


def _coded(asked: FragmentQuestion, codes: set[UUID] | None) -> Q:
    rows = Coding.objects.filter(retired_at=None)
    if codes is not None:
        rows = rows.filter(code__in=codes)
    if asked.coder:
        rows = rows.filter(by_id=asked.coder)
    if asked.since:
        rows = rows.filter(at__date__gte=asked.since)
    if asked.until:
        rows = rows.filter(at__date__lte=asked.until)
    return Q(pk__in=rows.order_by().values("fragment"))


@dataclass(frozen=True)
class FragmentRow:
    """A fragment as the list shows it; one whose voice may not be studied any more shows no words."""

    fragment: Fragment
    allowed: bool
    codings: tuple[tuple[Coding, Code, str], ...]  # the coding, the code it stands for, who put it
    in_finding: bool = False
    mark: str = ""  # what must be known of its words


def fragment_rows(page: Iterable[Fragment], *, on: date) -> list[FragmentRow]:
    """Some fragments with their codes, in a fixed number of questions."""
    rows = list(page)
    keys = [row.pk for row in rows]
    allowed = {thing.pk for thing, ruling in permitted(rows, use=Use.ANALYSIS, on=on) if ruling}
    stand = Coding.objects.filter(fragment__in=keys, retired_at=None).select_related("code__merged_into").order_by("at")
    codings = list(stand)
    names = names_of(one.by_id for one in codings)
    by_fragment: dict[UUID, list[tuple[Coding, Code, str]]] = {}
    for one in codings:
        told = (one, one.code.merged_into or one.code, names.get(one.by_id, ""))
        by_fragment.setdefault(one.fragment_id, []).append(told)
    held = set(FindingSupport.objects.filter(fragment__in=keys, retired_at=None).values_list("fragment_id", flat=True))
    remarks = remarks_on(rows, ())
    return [
        FragmentRow(
            one,
            one.pk in allowed,
            tuple(by_fragment.get(one.pk, ())),
            one.pk in held,
            said_mark(remarks.get(one.pk)),
        )
        for one in rows
    ]


def every_fragment_row(rows: QuerySet[Fragment], *, on: date) -> Iterator[FragmentRow]:
    """All of them for an export, read in pieces so that a hundred thousand cost no more memory than a few."""
    found = rows.iterator(chunk_size=_CHUNK)
    while chunk := list(islice(found, _CHUNK)):
        yield from fragment_rows(chunk, on=on)
