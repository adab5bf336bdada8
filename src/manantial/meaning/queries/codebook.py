"""The codebook: its tree with how many fragments each code holds, and what a code stands for after joining."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from manantial.ledger.models import Entry
from manantial.meaning.models import Code, CodebookVersion, Coding
from manantial.meaning.rules.codebook import Difference, below, differences, walked
from manantial.meaning.rules.codebook import Entry as Kept
from manantial.meaning.rules.undoing import Deed, Step, Steps, standing_steps
from manantial.voices.models import Fragment


@dataclass(frozen=True)
class Node:
    """A code in the tree: how deep it hangs, how many fragments it holds itself."""

    code: Code
    depth: int
    used: int = 0
    merged: tuple[Code, ...] = ()

    @property
    def path(self) -> str:
        """Its name, for lists where the tree is not drawn: a dash for each step down."""
        return f"{'— ' * self.depth}{self.code.name}"


def used_codes() -> dict[UUID, int]:
    """In how many fragments each code stands; a joined code counts for the one it went into.

    One question over the index of codings alone, however many fragments there are; a second one takes off those that
    were taken out of the work, a third one counts what was joined.
    """
    standing = Coding.objects.filter(retired_at=None).order_by()
    number = Count("fragment_id", distinct=True)
    found = {row["code_id"]: row["n"] for row in standing.values("code_id").annotate(n=number)}
    gone = standing.filter(fragment__in=Fragment.objects.exclude(retired_at=None).order_by().values("pk"))
    for row in gone.values("code_id").annotate(n=number):
        found[row["code_id"]] -= row["n"]
    into = dict(Code.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    if into:
        both = standing.filter(code__in={*into, *into.values()}, fragment__retired_at=None)
        for one in both.values(into=Coalesce(F("code__merged_into_id"), F("code_id"))).annotate(n=number):
            found[one["into"]] = one["n"]
    return found


def code_nodes(*, counted: bool = True) -> list[Node]:
    """The codes in use in the order of the tree. Two questions, one without counting."""
    codes = {code.pk: code for code in Code.objects.select_related("axis", "question")}
    standing = [code for code in codes.values() if code.retired_at is None]
    used = used_codes() if counted else {}
    merged: dict[UUID | None, list[Code]] = {}
    for code in codes.values():
        if code.merged_into_id:
            merged.setdefault(code.merged_into_id, []).append(code)
    return [
        Node(codes[key], depth, used.get(key, 0), tuple(merged.get(key, ())))
        for key, depth in walked((code.pk, code.parent_id) for code in standing)
    ]


BOOK_STEPS = ("code.moved", "code.merged", "code.split", "code.retired", "code.restored")
BOOK_UNDONE = "codebook.undone"
_REMEMBERED = 100  # steps


def book_steps(person: UUID | None) -> Steps:
    """What a person may take back of the changes of the tree; what she did on another computer is undone there."""
    here = Entry.objects.filter(origin__isnull=True)
    rows = here.filter(person_id=person, verb__in=[*BOOK_STEPS, BOOK_UNDONE]).order_by("-sequence")
    read = reversed(list(rows.values_list("sequence", "verb", "facts")[:_REMEMBERED]))
    return standing_steps(
        Step(number, Deed.UNDONE, facts["of"]) if verb == BOOK_UNDONE else Step(number) for number, verb, facts in read
    )


def last_step(person: UUID | None) -> tuple[str, Code] | None:
    """What a person would take back now: its verb and the code it was about."""
    number = book_steps(person).next_undo
    entry = Entry.objects.filter(sequence=number).first() if number is not None else None
    code = Code.objects.filter(pk__in=[entry.thing_id]).first() if entry else None
    return (entry.verb, code) if entry and code else None


def put_away() -> list[Code]:
    """Codes that were retired or joined, the last one first."""
    return list(Code.objects.exclude(retired_at=None).select_related("merged_into").order_by("-retired_at"))


def with_descendants(codes: Iterable[UUID]) -> set[UUID]:
    """These codes, all that hang from them at any depth, and what was joined to any of them. One question."""
    rows = list(Code.objects.values_list("pk", "parent_id", "merged_into_id"))
    parents = {key: parent for key, parent, _into in rows}
    found: set[UUID] = set()
    for code in codes:
        found |= below(code, parents)
    return found | {key for key, _parent, into in rows if into in found}


def codebook_versions() -> list[CodebookVersion]:
    """The versions that were kept, the newest first, without their codes."""
    return list(CodebookVersion.objects.defer("tree").order_by("-number"))


def entries_of(version: CodebookVersion) -> list[Kept]:
    """The codes of a version, in the order of its tree."""
    return [Kept.read(stored) for stored in version.tree]


def depths(entries: Sequence[Kept]) -> list[tuple[Kept, int]]:
    """The codes of a version with their depth in the tree."""
    known = {UUID(one.id): one for one in entries}
    order = walked((UUID(one.id), UUID(one.parent) if one.parent else None) for one in entries)
    return [(known[key], depth) for key, depth in order]


def version_differences(old: CodebookVersion, new: CodebookVersion) -> list[Difference]:
    """What changed between two versions."""
    return differences(entries_of(old), entries_of(new))
