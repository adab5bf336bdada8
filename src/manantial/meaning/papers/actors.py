"""The map of actors on paper (I-13): one drawing for each moment, and who came, left or changed between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.models import Actor
from manantial.meaning.papers.frame import PaperRefused, frame, titled
from manantial.meaning.queries import ActorMap, Passage, actor_maps, map_changes
from manantial.meaning.rules import CHANGE_WORDS, LEVEL_WORDS, PART_WORDS, RELATION_WORDS, ActorRelation, Stand
from manantial.press.charts import Drawing, Placed, Tone, standing
from manantial.press.document import Block, Column, Document, Heading, Table
from manantial.voices.queries import said

TONES = {
    ActorRelation.WORKS_WITH: Tone.WATER,
    ActorRelation.SUPPORTS: Tone.FIELD,
    ActorRelation.DISTANT: Tone.STONES,
    ActorRelation.TENSION: Tone.GRAIN,
    ActorRelation.ABSENT: Tone.EMPTY,
}


@titled(gettext_lazy("Mapa de actores en el tiempo (I-13)"))
def actor_map_sheet(language: str, on: date) -> Document:
    """Build the maps of every moment and what changed from each to the next. Raises PaperRefused without any."""
    maps = [one for one in actor_maps() if one.places]
    if not maps:
        raise PaperRefused(_("Todavía no hay ningún mapa de actores: agregue un momento y coloque a los actores."))
    blocks: list[Block] = []
    for one in maps:
        blocks += [Heading(one.snapshot.label, 2), map_drawing(one).chart()]
    for first, second in pairwise(maps):
        labels = {"first": first.snapshot.label, "second": second.snapshot.label}
        blocks += [Heading(_("De %(first)s a %(second)s") % labels, 2), _changes(map_changes(first, second))]
    return frame(_("Mapa de actores en el tiempo"), blocks, language=language, on=on)


def map_drawing(one: ActorMap) -> Drawing:
    """Draw one moment: interest rightwards, influence upwards, the relation in the tone of each mark."""
    levels = tuple(_(LEVEL_WORDS[level]) for level in (1, 2, 3))
    words: tuple[str, str, str] = (levels[0], levels[1], levels[2])
    there = [place for place in one.places if place.stand.is_there]
    things = [
        Placed(
            place.actor.name,
            place.stand.interest,
            place.stand.influence,
            TONES[place.stand.relation],
            said(RELATION_WORDS, place.stand.relation),
        )
        for place in there
    ]
    legend = [(said(RELATION_WORDS, kind), tone) for kind, tone in TONES.items() if kind is not ActorRelation.ABSENT]
    return standing(
        _("Actores: %(moment)s") % {"moment": one.snapshot.label},
        things,
        across=(_("Interés en el agua"), words),
        up=(_("Influencia en lo que se decide"), words),
        unknown=_("Sin decir cuánto"),
        heads=(_("Actor"), _("Relación"), _("Interés"), _("Influencia")),
        legend=legend,
    )


def part_words(actor: Actor) -> str:
    """What an actor did in the experience, as far as somebody said it."""
    return said(PART_WORDS, actor.part) if actor.part else _("Sin decir")


def stand_words(stand: Stand | None) -> str:
    """Where an actor stood, in words: «Apoya, interés mucho, influencia poco»."""
    if stand is None:
        return _("No se sabe")
    parts = [said(RELATION_WORDS, stand.relation)]
    if stand.interest and stand.is_there:
        parts.append(_("interés %(level)s") % {"level": _(LEVEL_WORDS[stand.interest])})
    if stand.influence and stand.is_there:
        parts.append(_("influencia %(level)s") % {"level": _(LEVEL_WORDS[stand.influence])})
    return ", ".join(parts)


def _changes(rows: Sequence[Passage]) -> Table:
    lines = [
        (
            row.actor.name,
            said(CHANGE_WORDS, row.change),
            stand_words(row.before),
            stand_words(row.after),
            row.note or "—",
        )
        for row in rows
    ]
    columns = (
        Column(_("Actor"), share=1.6),
        Column(_("Qué pasó"), share=0.8),
        Column(_("Estaba"), share=1.6),
        Column(_("Quedó"), share=1.6),
        Column(_("Nota"), share=1.8),
    )
    return Table(columns, lines, small=True)
