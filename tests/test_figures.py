from __future__ import annotations

import base64
from pathlib import Path

import pytest

from assistant.web.figures import MAX_BYTES, Figures, only_draws

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A leg</title>'
    "<style>@media (prefers-color-scheme: dark) { path { stroke: #fff } }</style>"
    '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
    '<path d="M0 0h9" fill="url(#g)"/><use href="#g"/></svg>'
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "leg.svg").write_text(DRAWING, encoding="utf-8")
    return tmp_path


def test_a_drawing_is_handed_over_inside_the_page(corpus: Path) -> None:
    address = Figures(corpus).address("figures/leg.svg")
    assert address
    kind, data = address.split(";base64,")
    assert (kind, base64.b64decode(data).decode()) == ("data:image/svg+xml", DRAWING)


def test_a_drawing_that_was_edited_is_read_again(corpus: Path) -> None:
    before = Figures(corpus).address("figures/leg.svg")
    (corpus / "figures" / "leg.svg").write_text(DRAWING.replace("A leg", "Another leg"), encoding="utf-8")
    assert Figures(corpus).address("figures/leg.svg") != before


@pytest.mark.parametrize(
    "path",
    [
        "figures/none.svg", "figures/../secret.svg", "../figures/leg.svg", "/etc/passwd", "secret.svg", "figures/",
        "figures/leg.svg/x.svg", "figures\\leg.svg", "figures/sub/leg.svg", "http://evil.example/figures/leg.svg",
    ],
)  # fmt: skip
def test_nothing_outside_the_figures_is_read(corpus: Path, path: str) -> None:
    (corpus / "secret.svg").write_text(DRAWING, encoding="utf-8")
    assert Figures(corpus).address(path) is None


def test_a_link_that_leads_out_of_the_corpus_is_not_followed(
    corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "leg.svg"
    outside.write_text(DRAWING, encoding="utf-8")
    (corpus / "figures" / "link.svg").symlink_to(outside)
    assert Figures(corpus).address("figures/link.svg") is None


def test_a_drawing_that_is_too_large_is_not_shown(corpus: Path) -> None:
    (corpus / "figures" / "leg.svg").write_text(DRAWING + " " * MAX_BYTES, encoding="utf-8")
    assert Figures(corpus).address("figures/leg.svg") is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)" d=""/>',
        '<path ONCLICK="alert(1)" d=""/>',
        "<foreignObject/>",
        '<a href="https://evil.example"><path d=""/></a>',
        '<image href="https://evil.example/x.png"/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//evil.example/x.svg#a"/>',
        '<path fill="url(https://evil.example/x.svg#a)" d=""/>',
        "<style>@import 'https://evil.example/x.css';</style>",
        "<style>path { fill: url( 'https://evil.example') }</style>",
        '<h:body xmlns:h="http://www.w3.org/1999/xhtml"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        "<path",
    ],
)
def test_what_does_more_than_draw_is_not_shown(inside: str) -> None:
    assert only_draws(DRAWING.encode())
    assert not only_draws(DRAWING.replace("</svg>", f"{inside}</svg>").encode())


@pytest.mark.parametrize("text", ["", "<html/>", '<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING, "\x00", "<svg/>"])
def test_what_is_no_drawing_is_not_shown(text: str) -> None:
    assert not only_draws(text.encode())
    assert not only_draws(DRAWING.encode("utf-16"))
