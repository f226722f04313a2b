"""Judging an answer on the page, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import CHROMIUM, MISSING, REQUIRED, chromium
from canned import QUOTES, CannedAssistant, free_port
from playwright.sync_api import Page, expect

from assistant.feedback import FeedbackFile
from assistant.web import Options, build_page, open_page

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason=MISSING)]

QUESTION = "What muscles are the hip abductors?"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> FeedbackFile:
    return FeedbackFile(tmp_path_factory.mktemp("said") / "feedback.jsonl")


@pytest.fixture(scope="module")
def person(file: FeedbackFile) -> Iterator[Page]:
    """Somebody at the page."""
    options = Options(feedback=file.path)
    gate = options.gate()
    page = build_page(CannedAssistant(), gate=gate)
    url = open_page(page, port=free_port(), options=options, gate=gate)
    with chromium() as browser:
        tab = browser.new_page()
        tab.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        tab.goto(url)
        yield tab
    page.close(verbose=False)


def ask(person: Page, question: str) -> None:
    answers = person.locator(".answer").count()
    person.get_by_label("Your question").fill(question)
    person.get_by_label("Your question").press("Enter")
    expect(person.locator(".answer")).to_have_count(answers + 1)


def test_an_answer_is_judged_by_keyboard_and_the_question_stays_here(person: Page, file: FeedbackFile) -> None:
    ask(person, QUESTION)
    group = person.get_by_role("group", name="What do you say of this answer?").last
    expect(group.get_by_role("button")).to_have_text(["Helpful", "Not helpful", "Wrong source", "Unsafe"])
    group.get_by_role("button", name="Helpful", exact=True).focus()
    person.keyboard.press("Tab")
    person.keyboard.press("Tab")
    person.keyboard.press("Enter")
    expect(group).to_have_text("Kept: wrong source. Thank you.")
    expect(group.locator("p")).to_be_focused()
    *_, line = file.lines()
    assert (line["verdict"], line["generation"]) == ("wrong source", "g1")
    assert line["quotes"][0] == {"document": QUOTES[0].document, "start": QUOTES[0].start, "end": QUOTES[0].end}
    assert "question" not in line


def test_the_question_is_given_only_by_ticking_it(person: Page, file: FeedbackFile) -> None:
    ask(person, QUESTION)
    group = person.get_by_role("group", name="What do you say of this answer?").last
    group.get_by_label("Include my question").check()
    group.get_by_role("button", name="Unsafe").click()
    expect(group).to_have_text("Kept: unsafe. Thank you.")
    *_, line = file.lines()
    assert (line["verdict"], line["question"]) == ("unsafe", QUESTION)


def test_an_emergency_is_not_judged(person: Page) -> None:
    ask(person, "I had a fall and cannot stand")
    expect(person.locator(".answer").last.locator(".feedback")).to_have_count(0)
