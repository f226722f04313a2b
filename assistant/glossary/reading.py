"""``glossary.yaml`` -> the glossary, or the line that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from assistant.corpus.files import GLOSSARY as FILE
from assistant.corpus.files import glossary_files
from assistant.errors import DocumentError
from assistant.glossary.lookup import Entry, Glossary


def read(corpus: Path) -> Glossary:
    """The glossary of a corpus folder; an empty one where there is none.

    Raises:
        DocumentError: when the file is no glossary; the reason names the line.
    """
    return next((parse(file.read()) for file in glossary_files(corpus)), Glossary())


def parse(data: bytes) -> Glossary:
    """The glossary that a file's content makes: YAML in UTF-8.

    Raises:
        DocumentError: when it makes none; the reason names the line.
    """
    try:
        node = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(FILE, f"line {line}: not UTF-8 text; save the file with UTF-8 encoding") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}: " if mark else ""
        reason = f"{where}not valid YAML ({error.problem}); put values that hold a colon or a comma in quotes"
        raise DocumentError(FILE, reason) from error
    except yaml.YAMLError as error:
        raise DocumentError(FILE, f"not valid YAML ({str(error).splitlines()[0]})") from error
    return Glossary(_entries(node)) if node else Glossary()


def _entries(node: Node) -> Iterator[Entry]:
    """The entries of a parsed file, each checked for its shape."""
    for key, value in _fields(node, "expected a line 'term: {means: ..., words: [...]}'"):
        term = _name(key)
        found = {_name(name): field for name, field in _fields(value, f"{term!r} needs {{means: ..., words: [...]}}")}
        for unknown in found.keys() - {"means", "words"}:
            raise _misshapen(value, f"{term!r} has {unknown!r}; an entry may have means and words")
        means = found.get("means")
        if not isinstance(means, ScalarNode) or not means.value.strip():
            raise _misshapen(value, f"{term!r} has no means; write one short sentence")
        words = tuple(_name(word) for word in _items(found["words"], term)) if "words" in found else ()
        yield Entry(term, means.value.strip(), words, key.start_mark.line + 1)


def _fields(node: Node, shape: str) -> list[tuple[Node, Node]]:
    if not isinstance(node, MappingNode):
        raise _misshapen(node, shape)
    return list(node.value)


def _items(node: Node, term: str) -> list[Node]:
    if not isinstance(node, SequenceNode):
        raise _misshapen(node, f"the words of {term!r} are a list in brackets, such as [bum, backside]")
    return list(node.value)


def _name(node: Node) -> str:
    """The letters of a term or a word, as they stand in the file: ``no`` and ``1`` are words here."""
    if not isinstance(node, ScalarNode) or not any(map(str.isalnum, node.value)):
        raise _misshapen(node, "expected a word; put one that holds a colon, a comma or a bracket in quotes")
    return " ".join(str(node.value).split())


def _misshapen(node: Node, fault: str) -> DocumentError:
    return DocumentError(FILE, f"line {node.start_mark.line + 1}: {fault}")
