"""ELAN (.eaf): each tier that stands alone is a speaker; a tier that hangs on another has the times of its parent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.rules.captions.shape import CaptionFormat, Captions, Note, UnreadableCaptions
from manantial.voices.rules.turns import TurnText


class _Plain(ET.TreeBuilder):
    """Builds the tree and refuses definitions: entities that grow or read files have no place in a transcript."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Stop at the first definition."""
        raise UnreadableCaptions(_("El archivo trae definiciones (DOCTYPE) y por seguridad no se abre."), 1)


@dataclass(frozen=True)
class _Annotation:
    """One annotation with its own times, or the name of the one it hangs on."""

    text: str
    start: int | None = None
    end: int | None = None
    parent: str = ""


def read_eaf(content: bytes) -> Captions:
    """The turns of an ELAN file, in the order of their seconds. Raises UnreadableCaptions."""
    root = _root(content)
    slots = {
        slot.get("TIME_SLOT_ID", ""): int(slot.get("TIME_VALUE", "-1"))
        for slot in root.iter("TIME_SLOT")
        if slot.get("TIME_VALUE", "").isdigit()
    }
    tiers = {tier.get("TIER_ID", ""): dict(_annotations(tier, slots)) for tier in root.iter("TIER")}
    every = {key: one for tier in tiers.values() for key, one in tier.items()}
    turns: list[TurnText] = []
    notes: list[Note] = []
    for tier in root.iter("TIER"):
        name, parent = tier.get("TIER_ID", ""), tier.get("PARENT_REF", "")
        said = [one for one in tiers[name].values() if one.text]
        if parent and any(one.text for one in tiers.get(parent, {}).values()):
            facts = {"tier": name, "parent": parent, "n": len(said)}
            notes.append(Note(_("La línea «%(tier)s» cuelga de «%(parent)s» y no se tomó: %(n)d partes."), 0, facts))
            continue
        speaker = tier.get("PARTICIPANT") or parent or name
        turns.extend(_turn(one, every, speaker) for one in said)
    if not turns:
        raise UnreadableCaptions(_("El archivo no trae palabras que se puedan leer."))
    turns.sort(key=lambda turn: (turn.start_ms is None, turn.start_ms or 0))
    return Captions(CaptionFormat.EAF, tuple(turns), tuple(notes))


def _root(content: bytes) -> ET.Element:
    try:
        return ET.fromstring(content, parser=ET.XMLParser(target=_Plain()))  # noqa: S314 - definitions are refused
    except ET.ParseError as error:
        raise UnreadableCaptions(_("El archivo de ELAN está cortado o dañado."), error.position[0]) from error


def _annotations(tier: ET.Element, slots: Mapping[str, int]) -> Iterator[tuple[str, _Annotation]]:
    for one in tier.iter("ALIGNABLE_ANNOTATION"):
        start, end = slots.get(one.get("TIME_SLOT_REF1", "")), slots.get(one.get("TIME_SLOT_REF2", ""))
        yield one.get("ANNOTATION_ID", ""), _Annotation(_value(one), start, end)
    for one in tier.iter("REF_ANNOTATION"):
        yield one.get("ANNOTATION_ID", ""), _Annotation(_value(one), parent=one.get("ANNOTATION_REF", ""))


def _value(one: ET.Element) -> str:
    return " ".join((one.findtext("ANNOTATION_VALUE") or "").split())


def _turn(one: _Annotation, every: Mapping[str, _Annotation], speaker: str) -> TurnText:
    timed, steps = one, 0
    while timed.parent in every and steps < len(every):
        timed, steps = every[timed.parent], steps + 1
    start, end = timed.start, timed.end
    later = start is not None and end is not None and end > start
    return TurnText(one.text, speaker.strip()[:80], start, end if later else None)
