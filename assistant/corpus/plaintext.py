"""Plain text -> headings and blocks, from the shape of the lines alone.

An article saved from the web has bare heading lines and stray lines such as 'Share on Pinterest'. The rules:

- A *bare* line is short, starts like a title and does not end like a sentence, and the line before it does.
- A bare line with prose below it is a heading; the first one, at the very top, is the document's title. Of two
  that follow each other the first is the heading above the second; three or more are a list and its next heading.
- Bare lines below a line that ends with a colon are the items of a list.
- A bare line with nothing below it, or one that `STRAY` knows, is left out.
- Everything else is prose; neighbouring lines are one block unless a blank line parts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.corpus.blocks import Block
from assistant.corpus.outline import Heading, Outline, line_starts

MAX_HEADING_WORDS = 14
MAX_HEADING_CHARS = 90
STRAY = re.compile(
    r"""(share|pin|tweet|post|email)(\ (this|it))?(\ (on|to|via|with)\ \S+)?(\ article)?  # Share on Pinterest
    | advertisements?
    | (medically|fact|clinically)[\ -](reviewed|checked)\ (by|on)\ .*
    | (last\ )?(medically\ )?(updated|reviewed|published)\ (by|on)\ .*
    | (written|edited|reviewed)\ by\ .* | by(?-i:(\ [A-Z][\w.'’-]*){2,4})(,\ .*)?
    | (image|photo|picture|video)(\ credit|\ source)?s?(:|\ by)\ .*
    | was\ this\ (article\ |page\ )?helpful\??
    | (read|learn|show|see)\ (more|less|also).{0,40}
    | (skip|jump|back)\ to\ (main\ content|content|top).* | menu | print | subscribe.* | sign\ up.*
    | (copyright|©).* | all\ rights\ reserved.*""",
    re.IGNORECASE | re.VERBOSE,
)
"""Lines of web pages that are nobody's prose, matched whole. Kept short: most stray lines fall to the rules above."""

_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*$")
_RULE = re.compile(r"[-=_*~#\s]{3,}$")
_BULLET = re.compile(r"\s*(?:[-*•‣◦·–]|\(?\d{1,2}[.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    parted: bool
    """Whether a blank line, or the start of the text, stands before it."""

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @property
    def short(self) -> bool:
        """Few words that end no sentence: a list item, or a heading."""
        return (
            len(self.text) <= MAX_HEADING_CHARS
            and len(self.text.split()) <= MAX_HEADING_WORDS
            and self.text[-1] not in ".!,;:…"
            and not _BULLET.match(self.text)
        )

    @property
    def bare(self) -> bool:
        """Short and titled: what a heading looks like. A question is a heading, too."""
        return self.short and not self.text[0].islower()


def outline(source: str) -> Outline:
    """The headings and blocks of a plain text."""
    lines = _without_strays(_lines(source))
    found = Outline()
    at = 0
    while at < len(lines):
        run = _bare_run(lines, at)
        if run:
            _add_run(found, source, lines, at, run)
            at += run
        else:
            at = _add_prose(found, source, lines, at)
    return found


def _lines(source: str) -> list[_Line]:
    found: list[_Line] = []
    parted = True
    starts = line_starts(source)
    for start, end in zip(starts, starts[1:], strict=False):
        text = source[start:end]
        stripped = text.strip()
        if not stripped or _RULE.fullmatch(stripped):
            parted = True
            continue
        left = start + len(text) - len(text.lstrip())
        found.append(_Line(left, left + len(stripped), stripped, parted))
        parted = False
    return found


def _without_strays(lines: list[_Line]) -> list[_Line]:
    kept: list[_Line] = []
    parted = False
    for line in lines:
        if STRAY.fullmatch(line.text):
            parted = True
            continue
        kept.append(replace(line, parted=line.parted or parted))
        parted = False
    return kept


def _bare_run(lines: list[_Line], at: int) -> int:
    """How many bare lines stand at ``at``, once the text before them has ended; 0 where it runs on.

    Below a colon they are the items of a list, which need no capital letter.
    """
    before = lines[at - 1] if at else None
    listed = before is not None and before.text.endswith(":")
    ended = before is None or lines[at].parted or before.ends_sentence or before.short or listed
    length = 0
    while ended and at + length < len(lines):
        line = lines[at + length]
        if not (line.short if listed else line.bare):
            break
        length += 1
    below = lines[at + length] if at + length < len(lines) else None
    if length and below and not below.parted and below.text[0].islower():
        length -= 1  # its last line is the first of a wrapped paragraph
    return length


def _add_run(found: Outline, source: str, lines: list[_Line], at: int, length: int) -> None:
    """Tell a run of bare lines apart: the title, list items, headings. A last one with no text below is left out."""
    run = lines[at : at + length]
    last = at + length == len(lines)
    if at == 0:
        found.parts.append(Heading(1, run[0].text))
        found.parts.extend(Heading(2, line.text) for line in run[1:][-1:] if not last)
        return
    listed = lines[at - 1].text.endswith(":")
    headings = 0 if last or (listed and not _heads_on(run)) else 2 if length == 2 and not listed else 1
    items = run[: length - headings]
    if listed or length > 2:
        found.parts.extend(Block.of_slice(source, line.start, line.end, item=True) for line in items)
    found.parts.extend(Heading(2 + order, line.text) for order, line in enumerate(run[length - headings :]))


def _heads_on(run: list[_Line]) -> bool:
    """Whether the last line below a list is the heading of the text that follows."""
    return len(run) > 1 and run[-1].bare and (run[-1].parted or not run[-2].bare or not run[0].parted)


def _add_prose(found: Outline, source: str, lines: list[_Line], at: int) -> int:
    """One block of prose or one list item from ``at`` on; returns the index of the line behind it."""
    bullet = _BULLET.match(lines[at].text)
    end = at + 1
    while end < len(lines) and not lines[end].parted and not _BULLET.match(lines[end].text) and not _bare_run(lines, end):
        end += 1
    start = lines[at].start + (bullet.end() if bullet else 0)
    found.parts.append(Block.of_slice(source, start, lines[end - 1].end, item=bool(bullet)))
    return end
