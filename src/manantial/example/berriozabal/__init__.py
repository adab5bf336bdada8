"""The alliance «Berriozábal, datos públicos»: the real project page and public figures, each with its source."""

from manantial.example.berriozabal.building import build

__all__ = ["build"]
