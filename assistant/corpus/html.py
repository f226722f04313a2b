"""HTML -> extracted text, by Beautiful Soup: the article of a web page, without what every page of the site has."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from assistant.corpus.extracted import Extract
from assistant.corpus.files import decoded

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_LEFT_OUT = """script style noscript template nav footer aside form button select svg iframe object dialog figcaption
    canvas video audio""".split()
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "toolbar"}
_BOILERPLATE = re.compile(
    r"""(?:^|[-_\s])(?:cookies?|consent|gdpr|share|sharing|social|breadcrumbs?|newsletter|subscribe|sidebar|adverts?|
    advertisement|ads?|promo|sponsor(?:ed)?|related|recommended|comments?|popup|modal|menu|navbar|pagination|
    skip-link|site-header|site-footer|print-only|sr-only|visually-hidden)(?:[-_\s]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words in the class or id of an element that hold no text of the article."""

_WHOLE = {"html", "body", "main", "article"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = set(
    """address article blockquote body center dd details div dl dt fieldset figure header hr html li main ol p pre
    section summary table tbody td tfoot th thead tr ul""".split()
)
_CITATION = re.compile(r"[\[\](),;–\-\s\d]+")


def extract(data: bytes) -> tuple[str, str]:
    """The text of a web page, and a warning when it declares no encoding and is not in UTF-8.

    Raises:
        ValueError: when its encoding cannot be told.
        ImportError: when Beautiful Soup is not installed.
    """
    from bs4 import BeautifulSoup  # noqa: PLC0415 - an extra, and only needed for such a file
    from bs4.dammit import EncodingDetector  # noqa: PLC0415

    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = marked or EncodingDetector.find_declared_encoding(data, is_html=True)
    page, warning = (data, "") if declared else decoded(data)
    soup = BeautifulSoup(page, "lxml")
    if soup.contains_replacement_characters:
        raise ValueError("not in the encoding that it declares; save the page with UTF-8 encoding")
    _clean(soup)
    root = _root(soup)
    body = _Page()
    if root.find("h1") is None and soup.title:
        body.text.heading(1, re.split(r"\s[|–—·]\s", soup.title.get_text())[0])
    body.read(root)
    return body.text.text, warning


def _clean(soup: BeautifulSoup) -> None:
    """Take out what is no text of the article; the site's header goes, an article's own stays."""
    for element in soup.find_all(_LEFT_OUT):
        element.decompose()
    for element in soup.find_all(True):
        if not element.decomposed and element.name not in _WHOLE and _is_boilerplate(element):
            element.decompose()
    for mark in soup.find_all("sup"):
        if mark.find("a") and _CITATION.fullmatch(mark.get_text()):
            mark.decompose()


def _is_boilerplate(element: Tag) -> bool:
    names = " ".join([*map(str, element.get_attribute_list("class")), str(element.get("id", ""))])
    hidden = element.has_attr("hidden") or element.get("aria-hidden") == "true"
    hidden = hidden or "display:none" in str(element.get("style", "")).replace(" ", "")
    header = element.name == "header" and element.find("h1") is None
    return hidden or header or str(element.get("role", "")) in _ROLES or bool(_BOILERPLATE.search(names))


def _root(soup: BeautifulSoup) -> Tag:
    """The element that holds the article: the longest of those that say so, else the whole page."""
    named = soup.find_all(["main", "article"]) or soup.find_all(role="main")
    return max(named, key=lambda element: len(element.get_text()), default=soup.body or soup)


class _Page:
    """A page on its way to text: inline text is gathered until a block begins or ends."""

    def __init__(self) -> None:
        self.text = Extract()
        self._line = ""
        self._item = False
        self._steps: list[int | None] = []
        """Of each open list the number of its item, None where it has no numbers."""

    def read(self, element: Tag) -> None:
        """Add what an element holds."""
        from bs4.element import NavigableString, Tag  # noqa: PLC0415 - an extra

        for child in element.children:
            if isinstance(child, Tag):
                self._read_child(child)
            elif type(child) is NavigableString:  # not its subclasses: comments, declarations
                self._line += str(child)

    def _read_child(self, child: Tag) -> None:
        name = child.name
        if name == "br":
            self._line += " "
        elif name not in _BLOCKS and name not in _HEADINGS:
            self.read(child)
        else:
            self._flush()
            if name in _HEADINGS:
                self.text.heading(_HEADINGS[name], child.get_text())
            elif name == "table" and not child.find("table"):
                self._read_table(child)
            else:
                self._read_block(child)

    def _read_block(self, block: Tag) -> None:
        if block.name in ("ol", "ul"):
            self._steps.append(_number(block.get("start"), 1) - 1 if block.name == "ol" else None)
        if block.name == "li" and self._steps and self._steps[-1] is not None:
            self._steps[-1] = _number(block.get("value"), self._steps[-1] + 1)
        outside, self._item = self._item, self._item or block.name in ("li", "dd")
        self.read(block)
        self._flush()
        self._item = outside
        if block.name in ("ol", "ul"):
            self._steps.pop()

    def _read_table(self, table: Tag) -> None:
        rows = [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
        first = table.find("tr")
        headed = len(rows) > 1 and first is not None and bool(table.find("thead") or first.find("td") is None)
        if any(len(row) > 1 for row in rows):
            self.text.table(rows, headed=headed)
        else:  # a table for the looks of it
            for row in rows:
                self.text.paragraph(" ".join(row))

    def _flush(self) -> None:
        if self._item:
            self.text.item(self._line, step=self._steps[-1] or 0 if self._steps else 0)
        else:
            self.text.paragraph(self._line)
        self._line = ""


def _number(written: object, otherwise: int) -> int:
    """The number that an attribute holds."""
    return int(str(written)) if re.fullmatch(r"\d{1,3}", str(written)) else otherwise
