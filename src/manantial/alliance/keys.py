"""Which words of a table can be found: declared by the table itself, kept by the base of all tables."""

from __future__ import annotations

from dataclasses import dataclass

from manantial.kernel.text import search_keys


@dataclass(frozen=True)
class Indexed:
    """How a table is indexed: whose words its column `keys` holds, and by what its hits are counted and allowed."""

    of: tuple[str, ...] = ()  # the columns with the words; without them the table writes its keys itself
    within: str = "id"  # a column that holds an id: the transcript of a turn, the voice of a fragment
    gone: str = ""  # a column that is empty while the row stands

    def keys(self, row: object) -> str:
        """The keys of a row."""
        return search_keys(" ".join(str(getattr(row, column)) for column in self.of))
