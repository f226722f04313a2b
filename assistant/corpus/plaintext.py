"""Plain text -> headings and blocks, from the shape of the lines alone.

An article saved from the web has bare heading lines and stray lines such as 'Share on Pinterest'. The rules:

- A line *ends early* when the next line's first word would still have fitted on it: its writer ended it, no wrapping.
- A *bare* line is short, starts like a title, does not end like a sentence, and stands where a new line was begun.
- A bare line with prose below it is a heading; the first one, at the very top, is the document's title. Of two
  that follow each other the first is the heading above the second; three or more are a list and its next heading.
- Bare lines below a line that ends with a colon are the items of a list. A short line with a colon and prose below
  is a heading, and so is a short numbered one, unless it stands in a list.
- A bare line with nothing below it, one that `STRAY` knows, a picture's caption, and what stands below 'References'
  are left out.
- Everything else is prose; neighbouring lines are one block unless a blank line, or an early end, parts them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.corpus.blocks import Block
from assistant.corpus.outline import Heading, Outline, line_starts

MAX_HEADING_WORDS = 14
MAX_HEADING_CHARS = 90
MAX_LABEL_WORDS = 6
"""Of a heading with a colon or a number; a longer one is a sentence that leads into a list, or an item."""

MIN_TAKEAWAY_WORDS = 6
"""Below the title a shorter line is a name, a date or the way to the page rather than a statement."""

NARROWEST = 40
"""Nobody wraps lines at fewer characters."""

STRAY = re.compile(
    r"""(share|pin|tweet|post|email)(\ (this|it))?(\ (on|to|via|with)\ \S+)?(\ article)?  # Share on Pinterest
    | advertisements? | sponsored | https?://\S+ | \d+\ min(ute)?s?\ read
    | (on\ |posted\ |published\ |updated\ )?(\d{1,2}\ )?
      (jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(\ \d{1,2})?,?\ \d{4}   # 12 March 2021
    | (medically|fact|clinically)[\ -](reviewed|checked)\ (by|on)\ .*
    | (last\ )?(medically\ )?(updated|reviewed|published)\ (by|on)\ .*
    | (written|edited|reviewed)\ by\ .* | by(?-i:(\ [A-Z][\w.'’-]*){2,4})((,|\ and|\ [—–|-])\ .*)?
    | (image|photo|photograph|photography|picture|illustration|video)s?
      (\ (credit|source|caption)s?,|(\ (credit|source))?s?(:|\ by))\ .*
    | was\ this\ (article\ |page\ )?helpful\??
    | (read|learn|show|see)\ (more|less|also).{0,40}
    | (related|read\ this\ next|read\ next|more\ on|up\ next):?\ .*
    | (skip|jump|back)\ to\ (main\ content|content|top).* | menu | print | subscribe.* | sign\ up.*
    | (copyright|©).* | all\ rights\ reserved.*""",
    re.IGNORECASE | re.VERBOSE,
)
"""Lines of web pages that are nobody's prose, matched whole. Kept short: most stray lines fall to the rules above."""

CAPTION = re.compile(
    r"""(figure|fig\.?|image|photo|picture|illustration|diagram|video)\ ?\d+[a-z]?
        (\ ?[.:|–—-].* | \ (?-i:[A-Z].*\ [a-z]).*[^.!?])?    # Figure 2. The hip; but 'Figure 4 Stretch' is a title
    | (image|photo|photograph|picture|illustration|diagram|drawing)\ (of|showing)\ .*[^.!?]
    | (captions?|credits?|sources?|courtesy(\ of)?):\ .*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands below a picture, matched whole, by itself: within prose such a line may be a part of a sentence."""

BACK_MATTER = re.compile(
    r"references?|sources?|citations?|bibliography|further reading|related articles|how we (review|check).*", re.I
)
"""Headings of what is no source of answers: lists of other people's texts, and how the article was made."""

_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*$")
_RULE = re.compile(r"[-=_*~#\s]{3,}$")
_BULLET = re.compile(r"\s*(?:[-*•‣◦·–]|\(?(\d{1,2})[.)])\s+(?=\S)")


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
    def bullet(self) -> re.Match[str] | None:
        """What marks it as a list item; the group is its number, if it has one."""
        return _BULLET.match(self.text)

    @property
    def lower(self) -> bool:
        """Whether it starts as nothing but the middle of a sentence does."""
        return self.text[0].islower()

    @property
    def short(self) -> bool:
        """Few words that end no sentence: a list item, or a heading."""
        return (
            len(self.text) <= MAX_HEADING_CHARS
            and len(self.text.split()) <= MAX_HEADING_WORDS
            and self.text[-1] not in ".!,;:…"
            and not self.bullet
        )

    @property
    def bare(self) -> bool:
        """Short and titled: what a heading looks like. A question is a heading, too."""
        return self.short and not self.lower

    def labels(self, mark: str) -> bool:
        """Whether it could be a heading but for its colon or its number, which is taken off as ``mark``."""
        text = self.text.removeprefix(mark).removesuffix(":")
        return 0 < len(text.split()) <= MAX_LABEL_WORDS and not text[0].islower() and text[-1] not in ".!,;:…"


def outline(source: str) -> Outline:
    """The headings and blocks of a plain text."""
    return _Article(source).outline()


class _Article:
    """The lines of a text on their way to an outline."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = _without(_lines(source), lambda line: bool(STRAY.fullmatch(line.text)))
        self._width = max([NARROWEST, *(len(line.text) for line in self._lines)])
        captions = [line for at, line in enumerate(self._lines) if self._is_caption(at)]
        self._lines = _without(self._lines, captions.__contains__)
        self._found = Outline()

    def outline(self) -> Outline:
        at = 0
        while at < len(self._lines):
            at += self._add_run(at) or self._add_label(at) or self._add_prose(at)
        self._found.parts = without_back_matter(self._found.parts)
        return self._found

    def _line(self, at: int) -> _Line | None:
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def _ended(self, at: int) -> bool:
        """Whether line ``at`` was ended by its writer. A tenth of the width is allowed for uneven wrapping."""
        line, below = self._line(at), self._line(at + 1)
        if line is None or below is None or below.parted:
            return True
        return len(line.text) + 1 + len(below.text.split()[0]) <= 0.9 * self._width

    def _begins(self, at: int) -> bool:
        """Whether the text before line ``at`` has come to an end, so that something new may begin there."""
        before, line = self._line(at - 1), self._lines[at]
        if before is None or line.parted:
            return True
        return before.ends_sentence or before.text.endswith(":") or (self._ended(at - 1) and not line.lower)

    def _is_caption(self, at: int) -> bool:
        """Whether line ``at`` is the caption of a picture, which no text comes with; one on a single line."""
        line = self._lines[at]
        return not line.lower and bool(CAPTION.fullmatch(line.text)) and self._begins(at) and self._ended(at)

    # --- runs of bare lines -------------------------------------------------------------------------------------

    def _listed(self, at: int) -> bool:
        """Whether what begins at ``at`` stands below a colon: items of a list, which need no capital letter."""
        before = self._line(at - 1)
        return before is not None and before.text.endswith(":")

    def _run(self, at: int) -> int:
        """How many bare lines stand at ``at``; 0 where the text before them runs on."""
        listed, length = self._listed(at), 0
        while self._begins(at) and (line := self._line(at + length)):
            if not (line.short if listed else line.bare) or not self._ended(at + length):
                break
            length += 1
        below = self._line(at + length)
        if length and below and not below.parted and below.lower:
            length -= 1  # its last line is the first of a paragraph
        if length and self._lines[at].lower:  # a list of small items ends with the last of them
            length = max(order for order in range(length) if self._lines[at + order].lower) + 1
        return length

    def _add_run(self, at: int) -> int:
        """Tell the bare lines at ``at`` apart: title, list items, headings. Returns how many lines were taken."""
        length = self._run(at)
        run = self._lines[at : at + length]
        below = self._line(at + length)
        if not run:
            return 0
        if at == 0:
            self._add_top(run, below)
        elif self._listed(at):
            self._add_items(run if below is None or not self._heads_on(run, below) else run[:-1])
            if below and self._heads_on(run, below):
                self._add_headings(run[-1:])
        elif below and length <= 2:
            self._add_headings(run)
        elif below:
            closed = below.parted and not run[-1].parted
            self._add_items(run if closed else run[:-1])
            self._add_headings([] if closed else run[-1:])
        return length

    def _add_top(self, run: list[_Line], below: _Line | None) -> None:
        """The title, takeaways, and the heading of the text below, which may stand at the end of a table of contents.

        A long line that does not come again says something by itself; the lines of a table of contents come again.
        """
        self._add_headings(run[:1], level=1)
        if below is None:
            return
        again = {line.text for line in self._lines[len(run) :]}
        heads = len(run) > 1 and run[-1].text not in again
        between = run[1:-1] if heads else run[1:]
        long = [line for line in between if len(line.text.split()) >= MIN_TAKEAWAY_WORDS]
        self._add_items([line for line in long if line.text not in again])
        if heads:
            self._add_headings(run[-1:])

    @staticmethod
    def _heads_on(run: list[_Line], below: _Line) -> bool:
        """Whether the last of the lines below a colon is the heading of the text that follows."""
        last = run[-1]
        return len(run) > 1 and last.bare and (last.parted or not below.parted or not run[-2].bare)

    def _add_headings(self, run: list[_Line], *, level: int = 2) -> None:
        """Add lines that stand above text; below a heading, a label with its value ("Needed: a band") is an item."""
        for order, line in enumerate(run, start=level):
            above = self._found.parts[-1] if self._found.parts else None
            if ": " in line.text and isinstance(above, Heading) and above.level > 1:
                self._add_items([line])
            else:
                self._found.parts.append(Heading(order, line.text))

    def _add_items(self, run: list[_Line]) -> None:
        self._found.parts.extend(Block.of_slice(self._source, line.start, line.end, item=True) for line in run)

    # --- other headings, and prose ------------------------------------------------------------------------------

    def _add_label(self, at: int) -> int:
        """A heading with a colon ("How to do it:") or a number ("1. Clamshells"), when text stands below it."""
        line, below = self._lines[at], self._line(at + 1)
        if below is None or not self._begins(at) or not self._ended(at):
            return 0
        mark = line.bullet
        if mark and mark.group(1):
            if not line.labels(mark.group()) or line.text.endswith(":") or not self._numbers_heading(at, below):
                return 0
            self._found.parts.append(Heading(4, line.text[mark.end() :]))
            return 1
        if mark or not line.text.endswith(":") or not line.labels("") or below.bullet or self._run(at + 1):
            return 0
        self._found.parts.append(Heading(5, line.text[:-1]))
        return 1

    def _numbers_heading(self, at: int, below: _Line) -> bool:
        """Whether a short numbered line heads the prose, or the numbered steps, below it."""
        before = self._line(at - 1)
        if below.bullet:
            return below.bullet.group(1) == "1" and below.ends_sentence
        in_list = before is not None and (before.bullet or before.text.endswith(":")) and not before.ends_sentence
        return not in_list and not below.lower

    def _add_prose(self, at: int) -> int:
        """One block of prose, or one list item, from ``at`` on; returns how many lines it takes."""
        first = self._lines[at]
        end = at + 1
        while end < len(self._lines) and not self._parted(end):
            end += 1
        mark = first.bullet
        start = first.start + (mark.end() if mark else 0)
        step = int(mark.group(1) or 0) if mark else 0
        block = Block.of_slice(self._source, start, self._lines[end - 1].end, item=bool(mark), step=step)
        self._found.parts.append(block)
        return end - at

    def _parted(self, at: int) -> bool:
        """Whether line ``at`` belongs to another block than the line before it."""
        line = self._lines[at]
        if line.parted or line.bullet or self._run(at):
            return True
        return self._ended(at - 1) and not line.lower


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


def _without(lines: list[_Line], is_stray: Callable[[_Line], bool]) -> list[_Line]:
    """The lines but the stray ones, each of which parts those around it."""
    kept: list[_Line] = []
    parted = False
    for line in lines:
        if is_stray(line):
            parted = True
            continue
        kept.append(replace(line, parted=line.parted or parted))
        parted = False
    return kept


def without_back_matter(parts: list[Heading | Block]) -> list[Heading | Block]:
    """The parts without the blocks below a heading such as 'References'."""
    kept: list[Heading | Block] = []
    left_out = False
    for part in parts:
        if isinstance(part, Heading):
            left_out = bool(BACK_MATTER.fullmatch(part.text))
        if not left_out:
            kept.append(part)
    return kept
