"""What came in besides words: whom the alliance wants to hear, threads and digital copies of its sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from manantial.example.agua_clara.stage import Stage, at
from manantial.press.cards import landscape
from manantial.press.illustrations import Subject as Drawn
from manantial.voices.actions import SourceCard, Upload, change_source, set_targets
from manantial.voices.rules import Condition, Dimension, Target

ON = date(2026, 9, 14)
TARGETS = (
    (Dimension.GROUP, "brigade", 30),
    (Dimension.GROUP, "youth", 10),
    (Dimension.SEX, "M", 50),
    (Dimension.AGE, "60+", 10),
)
AXES = ("Cómo se organizaron las comunidades", "De dónde salió el dinero")
COPIED = {1: Drawn.SPRING, 4: Drawn.TANK}  # number of the source → what its photo shows


def bring_in(stage: Stage) -> None:
    """Set the targets, and give some sources their thread and their copy."""
    wanted = [Target(dimension, value, percent) for dimension, value, percent in TARGETS]
    set_targets(wanted, by=stage.social, now=at(ON))
    for number, source in enumerate(stage.sources):
        card = SourceCard(**{name: getattr(source, name) for name in SourceCard.__dataclass_fields__})
        card = replace(card, axis=AXES[number % len(AXES)])
        if number == 2:
            card = replace(card, condition=Condition.DAMAGED, note="Se mojó en la temporada de lluvias.")
        drawn = COPIED.get(number)
        copy = Upload(landscape(f"agua-clara-fuente-{number}", drawn), "", "image/jpeg") if drawn else None
        change_source(source, card=card, upload=copy, by=stage.social, now=at(ON))
