"""A block: the plain text of one paragraph, list item or table row, every character tied to its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Block:
    """Plain text and, character by character, the range of the file that it came from.

    ``starts[i]`` and ``ends[i]`` enclose character ``i`` together with the inline markup that opens right before
    it or closes right after it, so that a slice from a start to a later end holds its markup in pairs.
    ``notes`` are the footnotes: (position in ``text``, the reference's text).
    """

    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    item: bool = False

    @classmethod
    def of_slice(cls, source: str, start: int, end: int, *, item: bool = False) -> Block:
        """A block that is a slice of the file as it stands."""
        return cls(source[start:end], list(range(start, end)), list(range(start + 1, end + 1)), item=item)

    def append(self, text: str, start: int, end: int) -> None:
        """Add text that the file holds in ``[start, end)``: letter for letter, or as an escape like ``&amp;``."""
        self.text += text
        if len(text) == end - start:
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))
        else:
            self.starts.extend([start] * len(text))
            self.ends.extend([end] * len(text))
