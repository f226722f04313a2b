"""The figures that the page shows: SVG files of the corpus, checked and handed over inside the page.

As the address of an image, an SVG runs no script and loads nothing. What does not look like a drawing is not even
shown: a figure comes from the corpus, and the corpus may come from anywhere.
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

MAX_BYTES = 200_000
FOLDER = "figures"

_NAME = re.compile(rf"{FOLDER}/[\w-]+(?:\.[\w-]+)*\.svg", re.ASCII)
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset(
    "svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text tspan marker "
    "linearGradient radialGradient stop clipPath mask pattern".split()
)
_FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(|<!ENTITY", re.IGNORECASE)


class Figures:
    """The figures of one corpus.

    Args:
        corpus: its folder, whose subfolder ``figures`` holds them.
    """

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus

    def address(self, path: str) -> str | None:
        """The figure as a ``data:`` address; None when there is none, or when it does more than draw.

        Args:
            path: as a document names it, relative to the corpus: ``figures/name.svg``.
        """
        file = self._corpus / path
        if not _NAME.fullmatch(path) or not file.resolve().is_relative_to(self._corpus.resolve()):
            return None
        try:
            status = file.stat()
        except OSError:
            return None
        return _address(file, status.st_mtime_ns, status.st_size) if status.st_size <= MAX_BYTES else None


@lru_cache(maxsize=256)
def _address(file: Path, modified_ns: int, size: int) -> str | None:
    """The address of a file as it was then; the time and size are there to notice a change."""
    try:
        drawing = file.read_bytes()
    except OSError:
        return None
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing).decode()}" if only_draws(drawing) else None


def only_draws(drawing: bytes) -> bool:
    """Whether an SVG has nothing in it but shapes, words and styles: no script, no handler, no outside address."""
    try:
        text = drawing.decode("utf-8")
        if "<!DOCTYPE" in text.upper() or _FETCHES.search(text):
            return False
        root = ElementTree.fromstring(text)  # noqa: S314 - without a document type there are no entities to expand
    except (UnicodeDecodeError, ElementTree.ParseError):
        return False
    return root.tag == f"{_SVG}svg" and all(map(_draws, root.iter()))


def _draws(element: ElementTree.Element) -> bool:
    if not isinstance(element.tag, str) or element.tag.removeprefix(_SVG) not in _DRAWN:
        return False
    return all(
        not name.rpartition("}")[2].lower().startswith("on")
        and (name.rpartition("}")[2] != "href" or value.startswith("#"))
        for name, value in element.attrib.items()
    )
