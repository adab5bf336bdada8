"""Printed pieces for walls, hands and microphones, each from its own Typst template, with its pages counted."""

from manantial.press.posters.hands import Fold, Label, Leaflet, Receipt, Section, labels, leaflet, receipt
from manantial.press.posters.imprint import DoesNotFit, Imprint, Ink
from manantial.press.posters.microphone import Line, LineKind, RadioScript, radio_script
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
    "RadioScript",
    "Receipt",
    "Section",
    "card_sheet",
    "labels",
    "leaflet",
    "mural",
    "poster",
    "preview",
    "radio_script",
    "receipt",
]
