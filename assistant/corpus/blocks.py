"""A block: the plain text of one paragraph, list item or table row, every character tied to its place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Block:
    """Plain text and, character by character, the range of the file that it came from.

    ``starts[i]`` and ``ends[i]`` enclose character ``i`` together with the inline markup that opens right before
    it or closes right after it, so that a slice from a start to a later end holds its markup in pairs.
    ``notes`` are the footnotes: (position in ``text``, the reference's text). ``step`` is the number of an item in a
    numbered list, else 0. ``labelled`` is a table row with the heads of its columns: such a row is one sentence.
    """

    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    item: bool = False
    step: int = 0
    labelled: str = ""

    @classmethod
    def of_slice(cls, source: str, start: int, end: int, *, item: bool = False, step: int = 0) -> Block:
        """A block that is a slice of the file as it stands."""
        places = list(range(start, end))
        return cls(source[start:end], places, [place + 1 for place in places], item=item, step=step)

    def append_letters(self, source: str, places: Sequence[int]) -> None:
        """Add the letters that stand at these places of the file, in ascending order."""
        self.text += "".join(source[place] for place in places)
        self.starts.extend(places)
        self.ends.extend(place + 1 for place in places)

    def append_symbol(self, text: str, start: int, end: int) -> None:
        """Add text that the file holds in ``[start, end)`` in other letters, such as ``&amp;``."""
        self.text += text
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def extend(self, other: Block) -> None:
        """Add a block that stands further down in the same file."""
        self.notes.extend((len(self.text) + at, reference) for at, reference in other.notes)
        self.text += other.text
        self.starts.extend(other.starts)
        self.ends.extend(other.ends)


CELLS = "; "
"""What stands between the cells of a table's row in words."""


def labelled(heads: Sequence[str], cells: Sequence[str]) -> str:
    """A table row in words: each cell that holds something behind the head of its column, if that has one.

    >>> labelled(["Exercise", "Sets"], ["Clamshell", "3"])
    'Exercise: Clamshell; Sets: 3'
    """
    named = zip([*heads, *([""] * len(cells))], cells, strict=False)
    return CELLS.join(f"{head}: {cell}" if head else cell for head, cell in named if cell)
