"""The example alliances that ``manantial demo`` creates: Agua Clara (invented) and Berriozábal (public facts only)."""
