"""What an evaluation makes of answers, what it says of bad input, and its report in three forms."""

from __future__ import annotations

import json
import math
from pathlib import Path
from unittest.mock import Mock

import pytest

from assistant.domain import Answer, Grounded, Level, NotCovered, Quote
from assistant.engine import Assistant
from assistant.errors import UsageError
from assistant.evaluate import (
    Findings,
    Judged,
    Mended,
    Question,
    Slips,
    evaluate,
    read_cases,
    sections,
    to_html,
    to_json,
    to_table,
)
from assistant.measures import Share
from assistant.triage.confusion import Confusion


def grounded(*texts: str, confidence: float = 0.9) -> Answer:
    quotes = tuple(Quote(text, "a.md", 0, len(text), "Heading") for text in texts)
    return Grounded(question="q", evidence=quotes, confidence=confidence)


def question(*targets: set[str], outcome: str = "answer", **more: str) -> Question:
    return Question("1", "q <b>", outcome, targets=tuple(frozenset(target) for target in targets), **more)  # type: ignore[arg-type]


FINDINGS = Findings(
    judged=(
        Judged(question({"One."}, kind="plain"), grounded("One.", confidence=0.9), (True, False), 1),
        Judged(question({"One."}, kind="plain"), NotCovered(question="q", confidence=0.2), (False, True), 1),
        Judged(question(outcome="not_covered", kind="near"), NotCovered(question="q", confidence=0.1)),
        Judged(question(outcome="not_covered", kind="near"), grounded("One.", confidence=0.5), grounded=False),
        Judged(Question("2", "and then?", "answer", ("What?",)), grounded("Two.", confidence=0.8)),
    ),
    mended=(Mended(Slips("hip", "hpi"), same=True), Mended(Slips("knee", "kene"), same=False)),
    triage=Confusion({(Level.URGENT, Level.URGENT): 2, (Level.NONE, Level.NONE): 1}, ()),
)


def test_an_answer_is_right_when_all_of_one_alternative_is_quoted() -> None:
    wanted = question({"One.", "Two."}, {"Three."})
    assert Judged(wanted, grounded("Two.", "One.", "Other.")).right
    assert Judged(wanted, grounded("Three.")).right
    assert not Judged(wanted, grounded("One.")).right
    assert not Judged(wanted, NotCovered(question="q")).right


def test_a_refusal_is_right_when_the_source_is_silent() -> None:
    silent = question(outcome="not_covered")
    assert Judged(silent, NotCovered(question="q")).right
    assert not Judged(silent, grounded("One.")).right


def test_each_section_counts_what_it_says() -> None:
    found = {section.title: section for section in sections(FINDINGS)}
    assert list(found) == [
        "Answers", "Abstention", "Grounding", "Latency", "Retrieval", "Dialogue", "Spelling", "Triage",
    ]  # fmt: skip
    shares = found["Answers"].shares
    assert shares["right answers"] == Share(2, 3)
    assert shares["wrong refusals"] == Share(1, 3)
    assert shares["refused when not covered"] == Share(1, 2)
    assert shares["right, kind near"] == Share(1, 2)
    assert found["Abstention"].figures["AUROC of confidence"] == pytest.approx(5 / 6)
    assert found["Grounding"].shares["quotes are exact slices"] == Share(2, 3)
    assert found["Retrieval"].figures["mean reciprocal rank"] == 0.75
    assert found["Dialogue"].shares["follow-ups right"] == Share(1, 1)
    assert found["Spelling"].shares["same answer with typing slips"] == Share(1, 2)


def test_the_report_comes_as_table_json_and_page() -> None:
    table = to_table(FINDINGS, misses=True)
    assert "right answers" in table and "other answer: 'kene'" in table and "urgent" in table
    assert json.loads(to_json(FINDINGS))["sections"]["Answers"]["shares"]["right answers"]["hits"] == 2
    page = to_html(FINDINGS)
    assert page.count("<svg") == 2 and "Triage" in page and "http" not in page.replace("http://www.w3.org", "")


def test_a_report_of_slips_alone_is_a_page_too() -> None:
    assert "Spelling" in to_html(Findings(mended=FINDINGS.mended))


def test_cases_of_all_three_forms_are_read_and_one_part_chosen(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(
        '{"turns": ["What is it?", "And why?"], "outcome": "answer", "part": "measure"}\n\n'
        '{"question": "hip", "slips": "hpi", "part": "develop"}\n'
        '{"message": "help", "level": "emergency", "part": "measure"}\n',
        encoding="utf-8",
    )
    cases = read_cases([path])
    assert (len(cases), cases.questions[0].history, cases.questions[0].source) == (3, ("What is it?",), "cases")
    assert (len(read_cases([path], part="measure").slips), len(read_cases([path], part="measure"))) == (0, 2)


@pytest.mark.parametrize(
    "line",
    ['{"question": "A?"}', '{"question": "A?", "outcome": "maybe"}', "[1]", "{", '{"message": "x", "level": "y"}'],
)
def test_a_line_of_no_known_form_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f'{{"question": "Fine?", "outcome": "answer"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        read_cases([path])


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(UsageError, match="UTF-8"):
        read_cases([path])


def test_the_product_is_judged_on_every_form(product: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    sentence = "The iliotibial band (IT band) is a thick band of tissue that passes both the hip and the knee."
    path.write_text(
        json.dumps({"question": "What is the IT band?", "outcome": "answer", "sentences": [sentence]})
        + '\n{"question": "What is the IT band?", "slips": "Waht is the IT bnad?"}\n'
        '{"message": "crushing pain in my chest", "level": "emergency"}\n',
        encoding="utf-8",
    )
    findings = evaluate(product, read_cases([path]))
    judged = findings.judged[0]
    assert (judged.right, judged.grounded, any(judged.relevant[:3]), findings.mended[0].same) == (True,) * 4
    assert findings.triage and findings.triage.reached(Level.EMERGENCY) == 1


def test_labels_that_no_document_holds_any_more_are_told_apart_from_wrong_answers(
    product: Assistant, tmp_path: Path
) -> None:
    held = next(product.passages()).sentences[0].text
    labels = [["Hips are made of cheese."], ["Hips are made of cheese.", held]], [[held], ["Hips are made of cheese."]]
    file = tmp_path / "edited.jsonl"
    rows = [
        {"id": f"Q{number}", "question": "What is hip abduction?", "outcome": "answer", "any_of": any_of}
        for number, any_of in enumerate(labels)
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    reporter = Mock()
    findings = evaluate(product, read_cases([file]), reporter=reporter)
    assert [one.outdated for one in findings.judged] == [True, False]
    assert "1 of 2 questions expect sentences that no document holds: Q0." in reporter.say.call_args.args[0]
    assert sections(findings)[0].shares["expected in no document"] == Share(1, 2)
    assert "(in words of no document)" in to_table(findings, misses=True)


def test_ndcg_counts_relevant_passages_that_were_not_retrieved() -> None:
    one = Judged(question({"One."}), grounded("One."), (True, False), holders=2)
    [retrieval] = [section for section in sections(Findings((one,))) if section.title == "Retrieval"]
    assert retrieval.figures["nDCG@10"] == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_false_premises_are_a_section_of_their_own() -> None:
    premise = Judged(question({"One."}, kind="false_premise"), grounded("One."), (True,), holders=1)
    silent = Judged(question(outcome="not_covered", kind="false_premise"), grounded("Two."))
    [found] = [section for section in sections(Findings((premise, silent))) if section.title == "False premises"]
    assert found.shares == {"corrected by the source's sentence": Share(1, 1)}
