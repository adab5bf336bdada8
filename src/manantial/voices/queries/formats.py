"""The formats of workshops as this alliance has them: the ten that are shipped, rewritten ones, and its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from manantial.voices.formats import FORMATS, Block, Format, Supply
from manantial.voices.models import Workshop, WorkshopTemplate

USUAL_PEOPLE = 20


def every_format() -> dict[str, Format]:
    """All formats one may plan with, in the language of the moment: T-1 … T-10 first, then the own ones."""
    rows = {row.key: row for row in WorkshopTemplate.objects.filter(retired_at=None)}
    shipped = {key: made_of(rows.pop(key)) if key in rows else said_format(made) for key, made in FORMATS.items()}
    own = sorted(rows.values(), key=lambda row: (len(row.key), row.key))
    return shipped | {row.key: made_of(row) for row in own}


def format_of(key: str) -> Format:
    """One format. An own one that was put away still answers for the workshops that were made with it."""
    return formats_of([key])[key]


def formats_of(keys: Iterable[str]) -> dict[str, Format]:
    """Formats by their key, in one question for any number of them."""
    wanted = set(keys)
    rows = {row.key: row for row in WorkshopTemplate.objects.filter(key__in=wanted)}
    return {key: _standing(key, rows.get(key)) for key in wanted}


def _standing(key: str, row: WorkshopTemplate | None) -> Format:
    if row is not None and (row.retired_at is None or key not in FORMATS):
        return made_of(row)
    return said_format(FORMATS[key]) if key in FORMATS else Format(key, key, "", (), (), (), ())


def made_of(row: WorkshopTemplate) -> Format:
    """A stored format as papers and plans read it."""
    blocks = tuple(
        Block(int(b["minutes"]), b["title"], b.get("how", ""), tuple(b.get("questions", ())), b.get("who", ""))
        for b in row.blocks
    )
    return Format(
        row.key, row.title, row.objective, blocks, supplies_of(row.supplies), tuple(row.outcomes), tuple(row.cares)
    )


def said_format(made: Format) -> Format:
    """A shipped format in the language of the moment."""
    return Format(
        made.key,
        gettext(made.title),
        gettext(made.objective),
        tuple(
            Block(b.minutes, gettext(b.title), gettext(b.how), tuple(gettext(q) for q in b.questions), b.who)
            for b in made.blocks
        ),
        tuple(Supply(gettext(s.name), s.per_person, s.per_group, s.fixed) for s in made.supplies),
        tuple(gettext(line) for line in made.outcomes),
        tuple(gettext(line) for line in made.cares),
    )


def supplies_of(stored: Sequence[Mapping[str, Any]]) -> tuple[Supply, ...]:
    """What to carry, from the rows of a form or of a table."""
    return tuple(
        Supply(s["name"], float(s.get("per_person") or 0), float(s.get("per_group") or 0), int(s.get("fixed") or 0))
        for s in stored
    )


def supplies_for(workshop: Workshop, made: Format) -> tuple[Supply, ...]:
    """What a workshop carries: its own list, once somebody changed it, else that of its format."""
    return supplies_of(workshop.supplies) if workshop.supplies else made.supplies


def stored_supplies(supplies: Iterable[Supply]) -> list[dict[str, Any]]:
    """What to carry, as a table keeps it."""
    return [{"name": s.name, "per_person": s.per_person, "per_group": s.per_group, "fixed": s.fixed} for s in supplies]


def stored_blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """The agenda of a format, as a table keeps it."""
    return [
        {"minutes": b.minutes, "title": b.title, "how": b.how, "questions": list(b.questions), "who": b.who}
        for b in blocks
    ]
