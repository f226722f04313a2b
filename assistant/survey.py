"""The corpus as it is to be indexed, next to the generation before: what is new, what stays, what cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.corpus.files import UNTOLD, SourceFile, Stamp, fingerprint, lasting
from assistant.corpus.reading import Problem, parse, text_of
from assistant.domain import Document
from assistant.errors import DocumentError
from assistant.glossary import Glossary
from assistant.glossary.reading import parse as parse_glossary
from assistant.manifest import DocumentStamp
from assistant.store import Generation

_SAME_TITLE = "has the same title as "


@dataclass(slots=True)
class Survey:
    """What a build starts from; documents are named by key.

    ``changed`` are read anew, ``unchanged`` are taken over from the generation before. ``problems`` are the files
    that cannot be read, with the reason and their stamp; ``warnings`` are about documents that can.
    """

    changed: list[Document] = field(default_factory=list)
    unchanged: set[str] = field(default_factory=set)
    stamps: dict[str, DocumentStamp] = field(default_factory=dict)
    problems: dict[str, tuple[str, int, int, int]] = field(default_factory=dict)
    warnings: dict[str, list[str]] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    glossary_stamp: DocumentStamp | None = None

    @classmethod
    def of(
        cls,
        files: Sequence[SourceFile],
        previous: Generation | None,
        *,
        reuse: bool,
        glossary: Sequence[SourceFile] = (),
    ) -> Survey:
        """Look at every file. One that cannot be read keeps its last good text, if it had one, and is a problem.

        Args:
            files: the files of the corpus.
            previous: the generation before, if there is one.
            reuse: whether what it holds of a document is what this program would make of the same text.
            glossary: the file of everyday words; none where the corpus has none.
        """
        found = cls()
        for file in glossary:
            found._add_glossary(file, previous)
        for file in files:
            found._add(file, previous, reuse=reuse)
        found._compare_titles(previous)
        return found

    def _add(self, file: SourceFile, previous: Generation | None, *, reuse: bool) -> None:
        stamp = file.stamp()
        known = previous.manifest.documents.get(file.key) if previous else None
        if previous and known and reuse and file.is_as(known.stamp, stamp):
            self._take_over(file.key, known, previous)
            return
        try:
            data = file.read()
            hashed = fingerprint(data)
            if previous and known and reuse and known.sha256 == hashed:
                self._take_over(file.key, DocumentStamp(hashed, known.text, *lasting(stamp)), previous)
                return
            text, warning = text_of(file, data)
            self._take_up(parse(file, text), hashed, lasting(stamp))
            if warning:
                self.warnings[file.key] = [warning]
        except DocumentError as error:
            kept = known is not None and previous is not None and self._keep(file, known, previous, reuse=reuse)
            reason = f"{error.reason} (its last good text stays in the index)" if kept else error.reason
            self.problems[file.key] = (reason, *stamp)

    def _add_glossary(self, file: SourceFile, previous: Generation | None) -> None:
        """Read the everyday words; a file that is wrong is a problem, and what it said last stays."""
        stamp = file.stamp()
        try:
            data = file.read()
            self.glossary = parse_glossary(data)
            rows = repr(self.glossary.to_rows()).encode("utf-8", "surrogatepass")
            self.glossary_stamp = DocumentStamp(fingerprint(data), fingerprint(rows), *lasting(stamp))
        except DocumentError as error:
            kept = previous.manifest.glossary if previous else None
            if previous and kept:
                self.glossary = previous.glossary
                self.glossary_stamp = DocumentStamp(kept.sha256, kept.text, *UNTOLD)
            reason = f"{error.reason} (its last good words stay in the index)" if kept else error.reason
            self.problems[file.key] = (reason, *stamp)

    def _take_up(self, document: Document, hashed: str, stamp: Stamp) -> None:
        self.changed.append(document)
        text = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        self.stamps[document.key] = DocumentStamp(hashed, text, *stamp)

    def _take_over(self, key: str, stamp: DocumentStamp, previous: Generation) -> None:
        self.unchanged.add(key)
        self.stamps[key] = stamp
        told = [warning for warning in previous.manifest.warnings.get(key, []) if not warning.startswith(_SAME_TITLE)]
        if told:
            self.warnings[key] = told

    def _keep(self, file: SourceFile, known: DocumentStamp, previous: Generation, *, reuse: bool) -> bool:
        """Keep the last good text of a file that broke; returns whether that could be done."""
        if reuse:
            self._take_over(file.key, DocumentStamp(known.sha256, known.text, *UNTOLD), previous)
            return True
        text = previous.document(file.key)
        try:
            document = parse(file, text[1] if text else "")
        except DocumentError:  # this version reads less than the one that indexed it
            return False
        self._take_up(document, known.sha256, UNTOLD)
        return True

    def _compare_titles(self, previous: Generation | None) -> None:
        titles = {document.key: document.title for document in self.changed}
        if previous and self.unchanged:
            titles |= {key: title for key, title in previous.titles().items() if key in self.unchanged}
        first: dict[str, str] = {}
        for key in sorted(titles):
            other = first.setdefault(titles[key], key)
            if other != key:
                warning = f"{_SAME_TITLE}{other} (“{titles[key]}”); give each its own"
                self.warnings.setdefault(key, []).append(warning)

    def failed(self) -> tuple[Problem, ...]:
        """The files that cannot be read, each with its reason."""
        return tuple(Problem(key, reason) for key, (reason, *_) in self.problems.items())

    def noted(self) -> tuple[Problem, ...]:
        """The warnings about documents that can be read."""
        return tuple(Problem(key, text) for key, texts in sorted(self.warnings.items()) for text in texts)

    def nothing(self, corpus: Path) -> str:
        """Why there is nothing to index, in words."""
        problems = "; ".join(str(problem) for problem in self.failed())
        found = f"no document in {corpus} can be read ({problems})" if problems else f"{corpus} holds no document"
        return f"{found}; put a Markdown (.md) or plain text (.txt) file there"
