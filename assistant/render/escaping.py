"""What makes text from outside safe to show: control characters dropped, and the marks of HTML taken at their word.

Nothing that comes from a question, a document or its front matter is trusted. Whatever people read is freed of
control characters first, so that no escape sequence reaches a terminal, and then escaped for its medium.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# Of the control characters, those that count as white space (tab, line ends, separators) stay, to be folded later.
# The second line holds the marks that can turn the direction of the text around them.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s<>\"'`\\^{|}]+", re.IGNORECASE)


def escape_html(text: str) -> str:
    """The text on one line, safe between tags and inside a quoted attribute."""
    return html.escape(one_line(text), quote=True)


def html_links(text: str) -> str:
    """The text with its web addresses as links that open in a new tab and are not handed this page."""
    return "".join(
        f'<a href="{escape_html(part)}" rel="noopener" target="_blank">{escape_html(part)}</a>'
        if is_url
        else html.escape(printable(part))
        for part, is_url in split_urls(text)
    )


def split_urls(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at its web addresses: pairs of a piece and whether it is one."""
    position = 0
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?*_~")
        # A bracket closes the sentence around the address unless the address opened one itself, as old DOIs do.
        while url[-1] in ")]" and url.count(")") + url.count("]") > url.count("(") + url.count("["):
            url = url[:-1].rstrip(".,;:!?*_~")
        if url.endswith("//"):
            continue
        yield text[position : match.start()], False
        yield url, True
        position = match.start() + len(url)
    yield text[position:], False


def one_line(text: str) -> str:
    """The text on one line, without control characters and with its white space folded."""
    return " ".join(printable(text).split())


def clean_lines(text: str) -> str:
    """The text without control characters, its lines kept and its blank ones dropped."""
    return "\n".join(filter(None, (one_line(part) for part in text.splitlines())))


def printable(text: str) -> str:
    """White space as it is; control characters and text-direction overrides dropped; lone surrogates replaced."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))
