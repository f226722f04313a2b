"""The check of the writing: each rule finds its fault, at its line, and leaves what is well written alone."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.config import PROJECT, Settings
from assistant.errors import UsageError
from assistant.lint import RULES, Finding, Report, Severity, check
from assistant.lint.readability import open_grade

TODAY = date(2026, 11, 22)
FRONT = "---\nreviewed: 2026-11-01\n---\n"
"""Three lines, so that the text starts in line 4."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "corpus"
    found.mkdir()
    return found


def linted(folder: Path, text: str = "", *, name: str = "page.md", files: tuple[str, ...] = ()) -> Report:
    """The report on a corpus with one more document; the grade of a text is its number of words a sentence."""
    if text:
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(corpus=folder, index=folder / "index")
    return check(settings, files=files, grade=lambda read: len(read.split()) / max(1, read.count(".")), today=TODAY)


def found(report: Report, rule: str) -> list[tuple[int, Severity]]:
    """Where a rule found something, and how bad it is."""
    return [(finding.line, finding.severity) for finding in report.findings if finding.rule == rule]


ERROR, WARNING = Severity.ERROR, Severity.WARNING

CASES = {
    "stands alone": ("stands-alone", "The hip moves.\n", []),
    "starts with a pronoun": ("stands-alone", "It moves.\n", [(4, ERROR)]),
    "leans on the sentence before": ("stands-alone", "The hip moves. However, they hurt.\n", [(4, WARNING)]),
    "leans over the end of a paragraph": ("stands-alone", "The hip moves.\n\nThis hurts.\n", [(6, ERROR)]),
    "list items may lean": ("stands-alone", "Steps are:\n\n- It moves.\n", []),
    "the IT band is no pronoun": ("stands-alone", "IT band pain is common.\n", []),
    "known footnote": ("unknown-footnote", "Hips move.[^a]\n\n[^a]: A.\n", []),
    "unknown footnote": ("unknown-footnote", "Hips move.\nHips hurt.[^b]\n", [(5, ERROR)]),
    "unused footnote": ("unused-footnote", "Hips move.[^a]\n\n[^a]: A.\n[^b]: B.\n", [(7, WARNING)]),
    "footnote twice": ("unused-footnote", "Hips move.[^a]\n\n[^a]: A.\n[^a]: B.\n", [(7, ERROR)]),
    "footnote in code": ("unused-footnote", "Hips move.\n\n```\n[^b]: B.\n```\n", []),
    "abbreviation explained": ("abbreviation", "The tensor fasciae latae (TFL) pulls. The TFL tires.\n", []),
    "abbreviation spelled out": ("abbreviation", "TFL is short for tensor fasciae latae.\n", []),
    "abbreviation explained too late": ("abbreviation", "The TFL pulls.\nThe fasciae (TFL) pull.\n", [(4, WARNING)]),
    "abbreviation in a long name": ("abbreviation", "The World Health Organization, WHO, advises rest.\n", []),
    "common abbreviation": ("abbreviation", "Doctors in the UK advise rest.\n", []),
    "percentage with proof": ("claim", "Strength rose by 12%.[^a]\n\n[^a]: A.\n", []),
    "percentage": ("claim", "Strength rose by 12 %.\n", [(4, ERROR)]),
    "number of people": ("claim", "Rest helped 31 healthy adults.\n", [(4, ERROR)]),
    "number of people in words": ("claim", "Rest helped nine runners.\n", [(4, ERROR)]),
    "year of a study": ("claim", "Rest helped in a 2010 trial.\n", [(4, ERROR)]),
    "number of steps": ("claim", "Hold for 5 seconds and repeat 10 times.\n", []),
    "one of three muscles": ("claim", "The hip abductors are three muscles.\n", []),
    "heading with text": ("bare-heading", "# Hips\n\n## What?\n\nHips move.\n", []),
    "heading without text": ("bare-heading", "# Hips\n\n## What?\n\n## Why?\n\nHips move.\n", [(6, ERROR)]),
    "heading at the end": ("bare-heading", "# Hips\n\nHips move.\n\n## Why?\n", [(8, ERROR)]),
    "heading above a table": ("bare-heading", "# Hips\n\n| a | b |\n| - | - |\n| c | d |\n", []),
    "passage that fits": ("too-long", "The hip " + "moves and " * 100 + "rests.\n", []),
    "passage that is too long": ("too-long", "The hip " + "moves and " * 200 + "rests.\n", [(4, ERROR)]),
}


@pytest.mark.parametrize(("rule", "text", "expected"), CASES.values(), ids=CASES)
def test_a_rule_finds_its_fault_at_its_line(
    folder: Path, rule: str, text: str, expected: list[tuple[int, Severity]]
) -> None:
    assert found(linted(folder, FRONT + text), rule) == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("reviewed: 2026-11-22", []),
        ("reviewed: 2024-11-23", []),
        ("title: Hips\nreviewed: 2024-11-20", [(3, WARNING)]),
        ("reviewed: 2026-11-23", [(2, ERROR)]),
        ("reviewed: last spring", [(2, ERROR)]),
        ("title: Hips", [(1, ERROR)]),
    ],
)
def test_review_dates(folder: Path, front: str, expected: list[tuple[int, Severity]]) -> None:
    assert found(linted(folder, f"---\n{front}\n---\nHips move.\n"), "review-date") == expected


def test_plain_text_has_neither_review_dates_nor_footnotes(folder: Path) -> None:
    report = linted(folder, "Hips\n\nWhat helps\n\nRest helped 31 adults.\n", name="page.txt")
    assert report.findings == []


@pytest.mark.parametrize(("words", "expected"), [(9, []), (10, [(8, WARNING)]), (13, [(8, ERROR)])])
def test_a_section_above_the_grade(folder: Path, words: int, expected: list[tuple[int, Severity]]) -> None:
    easy = "The hip moves. " * 30
    hard = ("move " * (words - 1) + "it. ") * 3
    report = linted(folder, f"{FRONT}## Easy\n\n{easy}\n## Hard\n{hard}\n")

    assert found(report, "reading-grade") == expected
    assert report.grades == {str(folder / "page.md"): pytest.approx((90 + 3 * words) / 33)}


def test_a_document_above_the_grade_fails(folder: Path) -> None:
    report = linted(folder, FRONT + "The hip can move and the leg can turn out to the side.\n")
    assert found(report, "reading-grade") == [(1, ERROR)]


def test_terms_and_brackets_do_not_count_as_hard(folder: Path) -> None:
    grade = open_grade()
    assert grade
    text = FRONT + "The greater trochanteric pain syndrome (an irritated tendon) hurts many people.\n"
    (folder / "page.md").write_text(text, encoding="utf-8")
    settings = Settings(corpus=folder, index=folder / "index")
    before = check(settings, grade=grade, today=TODAY).grades[str(folder / "page.md")]
    entry = 'greater trochanteric pain syndrome: {means: "Sore outer hip.", words: [GTPS]}\n'
    (folder / "glossary.yaml").write_text(entry, encoding="utf-8")
    after = check(settings, grade=grade, today=TODAY).grades[str(folder / "page.md")]
    assert before > after + 3


def test_the_same_sentence_and_nearly_the_same(folder: Path) -> None:
    one = "The gluteus medius lifts the straight leg out to the side of the body."
    near = "The gluteus medius lifts the straight leg out to the left side of the body."
    other = "The gluteus medius steadies the pelvis while the other foot is in the air."
    (folder / "a.md").write_text(f"{FRONT}{one}\n\n{other}\n", encoding="utf-8")

    assert found(linted(folder, FRONT + near), "repeated") == [(4, WARNING)]
    assert found(linted(folder, FRONT + one), "repeated") == [(4, ERROR)]
    assert found(linted(folder, FRONT + "Lift the leg."), "repeated") == []


def test_the_glossary_is_checked(folder: Path) -> None:
    entries = [
        'hip: {means: "A joint.", words: [haunch, "outer  Hip"]}',
        'leg: {means: "A limb.", words: [outer hip, pin]}',
        'knee: {means: "A joint.", words: [HIP]}',
        'ankle: {means: "A joint."}',
    ]
    (folder / "glossary.yaml").write_text("\n".join(["# words", *entries]), encoding="utf-8")
    report = linted(folder, FRONT + "The hips and the leg and the knee move.\n")

    assert found(report, "glossary") == [(3, ERROR), (4, ERROR), (5, ERROR)]
    messages = " ".join(finding.message for finding in report.findings if finding.rule == "glossary")
    assert all(word in messages for word in ("'outer hip'", "'HIP'", "'ankle'"))


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(folder: Path) -> None:
    (folder / "broken.md").write_text("---\ntitle: [\n---\nText.\n", encoding="utf-8")
    (folder / "glossary.yaml").write_text("a: b\n", encoding="utf-8")
    report = linted(folder, FRONT + "It moves.\n")

    assert [(Path(finding.file).name, finding.rule) for finding in report.findings] == [
        ("broken.md", "file"),
        ("glossary.yaml", "file"),
        ("page.md", "stands-alone"),
    ]


def test_only_the_files_that_are_asked_for(folder: Path) -> None:
    (folder / "other.md").write_text("It moves.\n", encoding="utf-8")
    text = FRONT + "It hurts.\n"

    by_name = linted(folder, text, files=("page.md",))
    by_path = linted(folder, text, files=(str(folder / "page.md"),))

    assert by_name == by_path
    assert {finding.file for finding in by_name.findings} == {str(folder / "page.md")}
    with pytest.raises(UsageError, match="no document"):
        linted(folder, files=("missing.md",))


def test_a_report_reads_like_a_linters() -> None:
    report = Report([Finding("a.md", 3, "claim", "a figure"), Finding("a.md", 4, "claim", "x", WARNING)], ["a.md"])

    assert report.to_text().splitlines() == [
        "a.md:3: claim: a figure",
        "a.md:4: claim: x",
        "1 document: 1 error, 1 warning.",
    ]
    assert json.loads(report.to_json())["findings"][0]["severity"] == "error"


@pytest.mark.parametrize(("text", "code"), [("It moves.", 1), ("Hips move. They hurt.", 0)])
def test_the_command_fails_on_errors_only(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, code: int
) -> None:
    (folder / "page.md").write_text(f"---\nreviewed: {date.today()}\n---\n{text}\n", encoding="utf-8")

    assert main(["lint", "--json", "--corpus", str(folder)]) == code
    printed = json.loads(capsys.readouterr().out)
    assert (printed["errors"], printed["warnings"]) == (code, 1 - code)
    assert printed["findings"][0]["rule"] == "stands-alone"
    assert printed["grades"]


def test_without_textstat_the_other_rules_run(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    (folder / "page.md").write_text(f"---\nreviewed: {date.today()}\n---\nIt moves.\n", encoding="utf-8")

    assert main(["lint", "--corpus", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert "stands-alone" in out
    assert err.count("\n") == 1
    assert "pip install '.[lint]'" in err


def test_our_own_corpus_passes() -> None:
    settings = Settings(corpus=PROJECT / "corpus", index=PROJECT / "index")
    report = check(settings, grade=open_grade(), today=date.today())

    assert [str(finding) for finding in report.findings if finding.severity is ERROR] == []
    assert len(report.grades) == len(report.files)
    assert max(report.grades.values()) <= 8


def test_the_readme_lists_the_rules() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", readme, re.MULTILINE))
    assert {rule.name: rule.finds for rule in RULES}.items() <= table.items()
