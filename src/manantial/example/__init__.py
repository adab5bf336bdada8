"""The example alliances that ``manantial demo`` creates: Agua Clara (invented) and Berriozábal (public facts only)."""

from manantial.example.build import SLUGS, build

__all__ = ["SLUGS", "build"]
