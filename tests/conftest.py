"""What the tests share: an encoder that can be worked out by hand, a tiny corpus, and the real model, exported once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings as hypothesis_settings

from assistant import build, store
from assistant.config import DEFAULT_MODEL, PROJECT, Settings
from assistant.corpus.blocks import Block
from assistant.corpus.files import SourceFile
from assistant.corpus.outline import Outline
from assistant.corpus.reading import parse
from assistant.corpus.sentences import split
from assistant.domain import Document
from assistant.encoder import EncoderCard, OnnxEncoder, Spans, Vectors
from assistant.engine import Assistant

hypothesis_settings.register_profile("project", derandomize=True, deadline=None, max_examples=150)
hypothesis_settings.load_profile("project")

VOCABULARY = "hip abductor muscle gluteus medius minimus knee pain band squat walk rest calf ankle step".split()

HIPS = """# Hips

## Muscles

The gluteus medius is a hip muscle.
The gluteus minimus lies below it.

## Exercise

A band helps the squat.
"""
CALVES = """Calves

What the calf does

The calf moves the ankle. It helps every step.
"""


class FakeEncoder:
    """One coordinate a known word, one more for all others: a text's vector is its word counts, normalised."""

    def __init__(self, name: str = DEFAULT_MODEL, *, revision: str = "fake", max_tokens: int = 128) -> None:
        self.card = EncoderCard(name, revision, dimension=len(VOCABULARY) + 1, max_tokens=max_tokens)
        self.embedded: list[str] = []

    def encode_passages(self, texts: Sequence[str], spans: Sequence[Spans]) -> list[Vectors]:
        self.embedded.extend(texts)
        pieces = [[text, *(text[start:end] for start, end in found)] for text, found in zip(texts, spans, strict=True)]
        return [np.stack([self._vector(piece) for piece in row]) for row in pieces]

    def encode_question(self, text: str) -> Vectors:
        return self._vector(text)

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 2

    def _vector(self, text: str) -> Vectors:
        counts = np.zeros(self.card.dimension, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()):
            counts[VOCABULARY.index(word) if word in VOCABULARY else -1] += 1
        length = float(np.linalg.norm(counts))
        found: Vectors = counts / length if length else np.eye(1, self.card.dimension, dtype=np.float32)[0]
        return found


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one document in Markdown and one in plain text."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "hips.md").write_text(HIPS, encoding="utf-8")
    (folder / "calves.txt").write_text(CALVES, encoding="utf-8")
    return folder


@pytest.fixture
def settings(corpus: Path, tmp_path: Path) -> Settings:
    return Settings(corpus=corpus, index=tmp_path / "index", cache=tmp_path / "cache")


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def built(settings: Settings, encoder: FakeEncoder) -> store.Generation:
    """The index of the tiny corpus, open."""
    build.refresh(settings, encoder=encoder)
    return store.open_last_good(settings.index)


@pytest.fixture(scope="session")
def cache() -> Path:
    """Where the default model is exported to, once for all runs: the user's own cache."""
    return Settings.from_environment().cache


@pytest.fixture(scope="session")
def real_encoder(cache: Path) -> OnnxEncoder:
    """The default model, exported if it is not yet."""
    from assistant.export import exported

    return OnnxEncoder(exported(DEFAULT_MODEL, cache))


def read_text(text: str, *, name: str = "article.txt") -> Document:
    """The document that a text makes in a file of this name."""
    return parse(SourceFile(name, Path(name)), text)


def shape(document: Document) -> list[tuple[str, list[str]]]:
    """(headings below the title, sentences on one line each) for every section."""
    return [
        (" > ".join(section.headings[1:]), [" ".join(sentence.text.split()) for sentence in section.sentences])
        for section in document.sections
    ]


def assert_exact(source: str, outline: Outline, *, strip: Callable[[str], str] = str) -> None:
    """Every sentence is the slice of its place once ``strip`` has taken the markup off; in order, none overlapping."""
    at = 0
    for number, block in enumerate(part for part in outline.parts if isinstance(part, Block)):
        for sentence in split(block, number=number):
            assert strip(source[sentence.start : sentence.end]) == sentence.text
            assert at <= sentence.start < sentence.end <= len(source)
            at = sentence.end

# --- the product: the real model over the documents of the repository ---------------------------------------------


@pytest.fixture(scope="session")
def product_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The repository's corpus with an index of its own; the exported model is the user's."""
    settings = Settings.from_environment()
    return replace(settings, corpus=PROJECT / "corpus", index=tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="session")
def product(product_settings: Settings) -> Assistant:
    """The assistant as people meet it."""
    return Assistant.load(product_settings)


@pytest.fixture(scope="session")
def fresh_index(product_settings: Settings, product: Assistant) -> list[str]:
    """Command line options for an index that is built and fresh."""
    return ["--corpus", str(product_settings.corpus), "--index", str(product_settings.index)]
