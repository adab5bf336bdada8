"""The codes of a project in our tree: under a root of their own when a name of theirs is taken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.exchange.actions.report import Outcome, Status
from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.qda.shapes import Code as Foreign
from manantial.kernel.text import fold
from manantial.meaning.models import Code

_LONGEST = 120
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def take_codes(taking: Taking, codes: Sequence[Foreign], project: str) -> Iterator[Outcome]:
    """Write the codes that are not here; those that came before stay as people left them."""
    taking.look_for_own("code", [code.guid for code in codes])
    came = taking.received("code")
    root = _root(taking, [code for code in codes if taking.known("code", code.guid) is None], project, came)
    ours = {row.pk: row for row in Code.objects.all()}
    _recognise(taking, codes, root, {(row.parent_id, fold(row.name)): pk for pk, row in ours.items() if pk in came})
    fresh = [code for code in codes if taking.known("code", code.guid) is None]
    placed: dict[UUID | None, int] = defaultdict(int)
    for row in ours.values():
        placed[row.parent_id] = max(placed[row.parent_id], row.position)
    made = []
    for code in fresh:
        above = taking.known("code", code.parent) or root
        parent = ours.get(above) if above else None
        placed[parent.pk if parent else None] += 1
        row = _row(code, parent, placed[parent.pk if parent else None])
        ours[row.pk] = row
        made.append(row)
        taking.remember("code", code.guid, row.pk)
    for code in codes:
        if (known := taking.known("code", code.guid)) is not None:
            taking.note_on(code.notes, "code", known)
    Code.objects.bulk_create(made, batch_size=500)
    if made:
        yield Outcome(Status.NEW, _("códigos"), count=len(made))
    if len(codes) > len(fresh):
        yield Outcome(Status.UNCHANGED, _("códigos"), count=len(codes) - len(fresh))
    if root is not None and made:
        yield Outcome(
            Status.NOTE,
            _("Los códigos quedaron bajo «%(root)s»") % {"root": ours[root].name},
            _("algún nombre ya se usa aquí; únalos o muévalos a mano"),
        )


def _recognise(
    taking: Taking, codes: Sequence[Foreign], root: UUID | None, came: Mapping[tuple[UUID | None, str], UUID]
) -> None:
    """Some programs give new ids at each export: a code that came before is known by its name and its place."""
    for code in codes:
        above = taking.known("code", code.parent) if code.parent else root
        if taking.known("code", code.guid) is None and (above or not code.parent):
            known = came.get((above, fold(code.name)))
            if known is not None:
                taking.alias("code", code.guid, known)


def _root(taking: Taking, fresh: Sequence[Foreign], project: str, came: Collection[UUID]) -> UUID | None:
    """The code above all of this project: the one made before, or a new one when a name of the top is taken."""
    mark = f"root:{fold(project)[:70]}"
    known = taking.known("code", mark)
    if known is not None:
        return known
    tops = {fold(code.name) for code in fresh if not code.parent}
    here = Code.objects.filter(parent=None).exclude(pk__in=came)
    taken = {fold(name) for name in here.values_list("name", flat=True)}
    if not tops & taken:
        return None
    last = Code.objects.filter(parent=None).count()
    root = Code.objects.create(name=project[:_LONGEST] or _("Proyecto recibido"), position=last + 1)
    taking.alias("code", mark, root.pk)
    return root.pk


def _row(code: Foreign, parent: Code | None, position: int) -> Code:
    name, description = code.name or _("Sin nombre"), code.description
    if len(name) > _LONGEST:
        name, description = f"{name[: _LONGEST - 1]}…", f"{name}\n\n{description}".strip()
    colour = code.colour.lower()
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        colour = "#" + "".join(letter * 2 for letter in colour[1:])
    row = Code(parent=parent, name=name, description=description, position=min(position, 32_767))
    if _COLOUR.fullmatch(colour):
        row.colour = colour
    return row
