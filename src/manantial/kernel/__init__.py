"""The ground of the house: pure values and pure functions. No Django, no disk of its own, no business clock."""
