"""Files -> Documents: the format's parser finds headings and blocks, and sentences are cut from the blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath

from assistant.corpus.blocks import Block
from assistant.corpus.files import SourceFile, decoded, list_files
from assistant.corpus.outline import Heading, Outline
from assistant.corpus.sentences import split
from assistant.domain import Document, Section, Sentence
from assistant.errors import DocumentError

_EXTRACTED = {"html", "pdf", "docx"}
"""Formats whose bytes become text by their module's `extract`, and are read as `extracted` writes it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read as it is, and why; in words for the editor."""

    document: str
    reason: str

    def __str__(self) -> str:
        return f"{self.document}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of a folder, and the files of it that are none."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def read_corpus(corpus: Path) -> Corpus:
    """Every document of the folder. One bad file is named and the others are read.

    Raises:
        CorpusError: when the folder itself cannot be read.
    """
    documents, problems = [], []
    for file in list_files(corpus):
        try:
            documents.append(parse(file, text_of(file, file.read())[0]))
        except DocumentError as error:
            problems.append(Problem(error.document, error.reason))
    return Corpus(tuple(documents), tuple(problems))


def text_of(file: SourceFile, data: bytes) -> tuple[str, str]:
    """The text that a file's content makes, which offsets count in; and a warning for the editor, or nothing.

    Raises:
        DocumentError: with the reason, when it makes none.
    """
    try:
        return _extract(file.format, data) if file.format in _EXTRACTED else decoded(data)
    except ValueError as error:
        raise DocumentError(file.key, str(error)) from error
    except ImportError as error:
        needs = "reading this format needs more packages; install them with: pip install '.[formats]'"
        raise DocumentError(file.key, needs) from error


def parse(file: SourceFile, text: str) -> Document:
    """The document that ``text`` makes when read as the file's format.

    Raises:
        DocumentError: when it holds no sentence, or its front matter is broken.
    """
    try:
        outline = _outline("extracted" if file.format in _EXTRACTED else file.format, text)
    except ValueError as error:
        raise DocumentError(file.key, str(error)) from error
    title = _title(outline, file.key)
    sections = tuple(_sections(outline.parts, title))
    if not any(section.sentences for section in sections):
        raise DocumentError(file.key, "holds no sentence; write some text or remove the file")
    return Document(
        key=file.key,
        title=title,
        text=text,
        sections=sections,
        summary=str(outline.metadata.get("summary", "")),
        reviewed=str(outline.metadata.get("reviewed", "")),
    )


def _extract(module: str, data: bytes) -> tuple[str, str]:
    found: tuple[str, str] = import_module(f"assistant.corpus.{module}").extract(data)  # loaded on first use
    return found


def _outline(module: str, text: str) -> Outline:
    found: Outline = import_module(f"assistant.corpus.{module}").outline(text)
    return found


def _title(outline: Outline, key: str) -> str:
    named = str(outline.metadata.get("title", "")).strip()
    if named:
        return named
    tops = (part.text for part in outline.parts if isinstance(part, Heading) and part.level == 1)
    return next(tops, "") or PurePosixPath(key).stem.replace("-", " ").replace("_", " ")


def _sections(parts: Iterable[Heading | Block], title: str) -> Iterable[Section]:
    """Sections in reading order; a heading without sentences of its own makes none."""
    path: list[tuple[int, str]] = []
    sentences: list[Sentence] = []
    number = 0

    def section() -> Section:
        below = [text for _, text in path if text != title]
        return Section(headings=(title, *below), sentences=tuple(sentences))

    for part in parts:
        if isinstance(part, Block):
            sentences += split(part, number=number)
            number += 1
        else:
            if sentences:
                yield section()
                sentences = []
            path = [(level, text) for level, text in path if level < part.level] + [(part.level, part.text)]
    if sentences:
        yield section()
