"""Printed pieces for walls, hands and microphones, each from its own Typst template, with its pages counted."""

from manantial.press.posters.hands import Fold, Label, Leaflet, Receipt, Section, labels, leaflet, receipt
from manantial.press.posters.imprint import DoesNotFit, Imprint, Ink
from manantial.press.posters.microphone import Line, LineKind, RadioScript, radio_script
from manantial.press.posters.tables import Quarters, Reason, Strip, StripCard, Told, quarters, strip
from manantial.press.posters.walls import CardSheet, Mural, MuralColumn, Poster, card_sheet, mural, poster
from manantial.press.tiles import preview

__all__ = [
    "CardSheet",
    "DoesNotFit",
    "Fold",
    "Imprint",
    "Ink",
    "Label",
    "Leaflet",
    "Line",
    "LineKind",
    "Mural",
    "MuralColumn",
    "Poster",
    "Quarters",
    "RadioScript",
    "Reason",
    "Receipt",
    "Section",
    "Strip",
    "StripCard",
    "Told",
    "card_sheet",
    "labels",
    "leaflet",
    "mural",
    "poster",
    "preview",
    "quarters",
    "radio_script",
    "receipt",
    "strip",
]
