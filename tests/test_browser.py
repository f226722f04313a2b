"""The page as a person meets it: in Chromium, by keyboard, on a phone and on a desk, in the light and in the dark."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import CHROMIUM, MISSING, REQUIRED, chromium
from canned import ATTACK, MUSCLES, ROTATE, TRIAL, CannedAssistant, HostileAssistant, free_port
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Locator, Page, Route, expect

from assistant import render
from assistant.config import Settings
from assistant.domain import DISCLAIMER
from assistant.engine import Assistant
from assistant.web import Asks, build_page, open_page

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason=MISSING)]

expect.set_options(timeout=20_000)  # a machine may be busy with something else

PHONE = (390, 844)
DESK = (1440, 900)
QUESTION = "What muscles are the hip abductors?"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9v9z"/></svg>'

GRADIOS_OWN: dict[str, str] = {}
"""Violations that axe finds in what Gradio puts around the page, by name, with the reason. None at present."""


@dataclass
class Visit:
    """One person at the page, and what their browser did meanwhile."""

    page: Page
    assistant: CannedAssistant = field(default_factory=CannedAssistant)
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Your question")

    def ask(self, question: str) -> None:
        """Type a question, press Enter and wait for the answer."""
        answers = self.page.locator(".answer").count()
        self.box.fill(question)
        self.box.press("Enter")
        expect(self.page.locator(".answer")).to_have_count(answers + 1)

    def press(self, name: str) -> None:
        """Press a button by its name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def note_dialog(self, dialog: Dialog) -> None:
        """Only a script that should not have run opens one."""
        self.errors.append(dialog.message)
        dialog.dismiss()

    def note_violation(self, message: ConsoleMessage) -> None:
        """What the content security policy forbids shows up here: ours allows all that the page does."""
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def tab_to(self, selector: str, *, key: str = "Tab") -> None:
        """Press Tab or Shift+Tab until the element has the focus."""
        for _ in range(40):
            self.page.keyboard.press(key)
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"{key} does not reach {selector}")


@pytest.fixture(scope="module")
def assistant() -> CannedAssistant:
    return CannedAssistant()


@pytest.fixture(scope="module")
def url(assistant: CannedAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    corpus = tmp_path_factory.mktemp("corpus")
    (corpus / "figures").mkdir()
    (corpus / "figures" / "muscles.svg").write_text(DRAWING, encoding="utf-8")
    with served(assistant, corpus=corpus) as url:
        yield url


@contextmanager
def served(assistant: Asks, *, corpus: Path | None = None) -> Iterator[str]:
    page = build_page(assistant, corpus=corpus)
    yield open_page(page, port=free_port(), examples=lambda: [QUESTION, "Why do they matter?"])
    page.close(verbose=False)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(params=[(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")], ids=str)
def every_visit(
    request: pytest.FixtureRequest, browser: Browser, url: str, assistant: CannedAssistant
) -> Iterator[Visit]:
    (width, height), scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield arrive(context, url, assistant)
    context.close()


@pytest.fixture(scope="module")
def stay(browser: Browser, url: str, assistant: CannedAssistant) -> Iterator[Visit]:
    """One person who stays for many tests: loading the page takes longest."""
    context = browser.new_context(reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"])
    yield arrive(context, url, assistant)
    context.close()


@pytest.fixture
def visit(stay: Visit) -> Visit:
    """The person who stays, at a desk, in front of an empty conversation."""
    stay.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    stay.page.evaluate("localStorage.clear()")
    stay.page.keyboard.press("Escape")
    stay.press("New chat")
    stay.box.fill("")
    stay.errors.clear()
    return stay


def arrive(context: BrowserContext, url: str, assistant: CannedAssistant | None = None) -> Visit:
    visit = Visit(page=context.new_page(), assistant=assistant or CannedAssistant())
    visit.page.on("request", lambda request: visit.hosts.add(urlsplit(request.url).hostname or "data:"))
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("dialog", visit.note_dialog)
    visit.page.on("console", visit.note_violation)
    visit.page.goto(url)
    expect(visit.page.locator(".chat[data-ready]")).to_be_visible()
    return visit


# --- the answer card -------------------------------------------------------------------------------------------


def test_a_citation_opens_the_document_at_the_quote_by_keyboard(every_visit: Visit) -> None:
    page = every_visit.page
    every_visit.ask(QUESTION)
    expect(page.locator(".prose")).to_contain_text("three muscles: the gluteus medius")

    every_visit.tab_to(".citation[aria-label^='Source 2']", key="Shift+Tab")
    page.keyboard.press("Enter")
    quote = page.locator("mark", has_text="In the 2015 trial")
    expect(quote).to_be_in_viewport(ratio=1)
    expect(quote).to_be_focused()
    expect(page.locator("mark")).to_have_text([" ".join(found.text.split()) for found in (MUSCLES, ROTATE, TRIAL)])
    expect(page.locator(".document")).to_contain_text("Nothing is quoted from here.")
    assert uncovered(quote)
    beside = page.locator(".panel").evaluate("panel => !panel.matches(':modal')")
    assert beside == (page.viewport_size == {"width": DESK[0], "height": DESK[1]})

    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    expect(page.locator(".citation").last).to_be_focused()
    expect(page.locator(".strip")).to_have_text(DISCLAIMER)
    expect(page.locator(".strip")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert every_visit.hosts <= {"127.0.0.1", "data:"}
    assert every_visit.errors == []


def uncovered(element: Locator) -> bool:
    script = (
        "e => { const r = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(r.x + 9, r.y + 9)) }"
    )
    return bool(element.evaluate(script))


def test_a_document_opens_beside_the_answer_and_covers_none_of_it(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.locator(".citation").first.click()
    expect(visit.page.locator("mark").first).to_be_visible()
    prose, panel = (visit.page.locator(name).bounding_box() for name in (".prose", ".panel"))
    assert prose and panel
    assert prose["x"] + prose["width"] <= panel["x"]


def test_a_reference_in_a_document_is_followed_inside_it(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.locator(".citation").first.click()
    address = visit.page.url
    visit.page.get_by_role("link", name="Reference 1").click()
    expect(visit.page.locator("#reference-1")).to_be_focused()
    assert visit.page.url == address


def test_a_source_holds_quote_reference_and_a_way_into_the_document(visit: Visit) -> None:
    visit.ask(QUESTION)
    source = visit.page.locator(".source").last
    expect(source).to_contain_text("The hip abductors · reviewed 22 November 2026")
    source.locator("summary").press("Enter")
    expect(source.locator("blockquote")).to_have_text(TRIAL.text)
    link = source.get_by_role("link")
    expect(link).to_have_attribute("href", "https://doi.org/10.1186/s12891-015-0563-9")
    expect(link).to_have_attribute("rel", "noopener")
    source.get_by_role("button", name="Read it in the document").click()
    expect(visit.page.locator("mark", has_text=TRIAL.text)).to_be_focused()


def test_copy_takes_text_sources_notices_and_disclaimer(visit: Visit) -> None:
    visit.ask("pregnant, what can I do?")
    visit.press("Copy")
    expect(visit.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied == render.to_text(CannedAssistant().ask("pregnant, what can I do?"))


def test_a_figure_is_shown_with_the_answer_and_in_the_document(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.locator(".citation").first.click()
    for place in (".answer", ".document"):
        figure = visit.page.locator(place).get_by_role("img", name="The three muscles, seen from the side")
        assert figure.evaluate("async image => { await image.decode(); return image.naturalWidth }") == 40


# --- not covered, and searched for -------------------------------------------------------------------------------


def test_what_is_not_covered_leads_to_the_nearest_topic_in_its_own_words(visit: Visit) -> None:
    visit.ask("capital of France")
    expect(visit.page.locator(".answer")).to_contain_text("The source does not say.")
    visit.press("What is knee valgus?")
    expect(visit.page.locator(".answer")).to_have_count(2)
    assert visit.assistant.asked[-1] == ("What is knee valgus?", ("capital of France",))
    assert visit.assistant.as_typed[-1]


def test_a_mended_spelling_is_shown_and_undone_in_its_place(visit: Visit) -> None:
    visit.ask("hello")
    visit.ask("the hip abdctors")
    expect(visit.page.locator(".searched")).to_contain_text("Searched for the hip abductors")
    visit.ask("and then?")
    visit.press("Ask exactly what I typed")
    expect(visit.page.locator(".searched")).to_have_count(0)
    expect(visit.page.locator(".answer")).to_have_count(3)
    expect(visit.page.locator(".question").nth(1)).to_be_focused()
    assert visit.assistant.asked[-1] == ("the hip abdctors", ("hello",))
    assert visit.assistant.as_typed[-1]


# --- the conversation ---------------------------------------------------------------------------------------------


def test_a_suggestion_is_a_follow_up_with_the_history(visit: Visit) -> None:
    visit.press(QUESTION)
    visit.page.locator(".log").get_by_role("button", name="Why do they matter?").click()
    expect(visit.page.locator(".answer")).to_have_count(2)
    assert visit.assistant.asked[-1] == ("Why do they matter?", (QUESTION,))


def test_a_new_chat_forgets_the_old_one(visit: Visit) -> None:
    visit.ask(QUESTION)
    expect(visit.page.get_by_text("You could start with")).to_be_hidden()
    visit.press("New chat")
    expect(visit.page.locator(".turn")).to_have_count(0)
    expect(visit.page.get_by_text("You could start with")).to_be_visible()
    expect(visit.box).to_be_focused()
    visit.ask("hello again")
    assert visit.assistant.asked[-1] == ("hello again", ())


def test_a_question_is_edited_and_what_followed_it_goes(visit: Visit) -> None:
    for question in ("hello", "first words", "follow-up"):
        visit.ask(question)
    visit.page.get_by_role("button", name="Edit: first words").press("Enter")
    expect(visit.box).to_have_value("first words")
    visit.box.press("Escape")
    expect(visit.box).to_have_value("")
    expect(visit.page.locator(".turn")).to_have_count(3)

    visit.press("Edit: first words")
    visit.box.fill("better words")
    visit.box.press("Enter")
    expect(visit.page.locator(".question")).to_have_text(["hello", "better words"])
    expect(visit.page.locator(".answer")).to_have_count(2)
    assert visit.assistant.asked[-1] == ("better words", ("hello",))


@pytest.mark.parametrize("name", ["Save as Markdown", "Save as JSON"])
def test_a_chat_is_saved_with_sources_notices_and_disclaimer(visit: Visit, name: str) -> None:
    visit.press("More")
    expect(visit.page.get_by_role("button", name=name)).to_be_disabled()
    visit.page.keyboard.press("Escape")
    questions = [QUESTION, "pregnant, <b>what</b> can I do?"]
    for question in questions:
        visit.ask(question)
    visit.press("More")
    with visit.page.expect_download() as download:
        visit.press(name)
    saved = download.value.path().read_text(encoding="utf-8")
    answers = [CannedAssistant().ask(question) for question in questions]
    if name.endswith("JSON"):
        assert json.loads(saved)["answers"] == [render.to_dict(answer) for answer in answers]
    else:
        assert saved.endswith("\n---\n\n".join(render.to_markdown(answer) for answer in answers))
    visit.page.keyboard.press("Escape")


def test_the_conversation_leaves_nothing_in_the_browser(visit: Visit) -> None:
    visit.ask("a question of mine")
    stored = visit.page.evaluate(
        "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])"
    )
    assert "question of mine" not in stored


def test_questions_are_kept_once_switched_on_asked_again_and_cleared(browser: Browser, url: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    visit = arrive(context, url)
    visit.ask("a question of mine")
    visit.press("More")
    visit.page.get_by_label("Keep my questions in this browser").check()
    visit.page.keyboard.press("Escape")
    visit.ask("another one")
    assert "three muscles" not in visit.page.evaluate("JSON.stringify(localStorage)"), "answers are not kept"

    visit.page.reload()
    expect(visit.page.locator(".chat[data-ready]")).to_be_visible()
    expect(visit.page.locator(".turn")).to_have_count(0)
    visit.press("More")
    visit.page.get_by_role("button", name="a question of mine").click()
    expect(visit.page.locator(".question")).to_have_text(["a question of mine", "another one"])
    expect(visit.page.locator(".answer")).to_have_count(2)

    visit.press("More")
    visit.press("Delete them all")
    expect(visit.page.locator(".earlier li")).to_have_count(0)
    visit.page.get_by_label("Keep my questions in this browser").uncheck()
    assert visit.page.evaluate("localStorage.length") == 0
    context.close()


def test_shift_enter_starts_a_line_and_an_empty_question_is_not_sent(visit: Visit) -> None:
    visit.box.press("Enter")
    expect(visit.page.locator(".turn")).to_have_count(0)
    visit.box.press_sequentially("one")
    visit.box.press("Shift+Enter")
    visit.box.press_sequentially("two")
    expect(visit.box).to_have_value("one\ntwo")


def test_the_room_left_is_told_before_it_runs_out(visit: Visit) -> None:
    visit.box.fill("x" * 1_700)
    expect(visit.page.locator(".room")).to_have_text("")
    visit.box.fill("x" * 1_990)
    expect(visit.page.locator(".room")).to_have_text("10 characters left")


def test_an_answer_that_never_comes_gives_the_question_back(visit: Visit) -> None:
    visit.page.route(re.compile("component_server"), lambda route: route.abort())
    visit.box.fill(QUESTION)
    visit.box.press("Enter")
    expect(visit.page.get_by_role("alert")).to_contain_text("No answer came back")
    expect(visit.box).to_have_value(QUESTION)
    visit.page.unroute(re.compile("component_server"))
    visit.ask("hello")
    assert visit.assistant.asked[-1] == ("hello", ())


# --- how it was found ---------------------------------------------------------------------------------------------


def test_how_an_answer_was_found_is_unfolded_by_keyboard(visit: Visit) -> None:
    visit.ask(QUESTION)
    found = visit.page.get_by_text("How this was found")
    found.press("Enter")
    expect(visit.page.get_by_role("row")).to_have_count(3)
    expect(visit.page.get_by_role("row").nth(1)).to_contain_text("93%")
    expect(visit.page.get_by_role("row").nth(2)).to_contain_text("not read")
    picture = visit.page.get_by_role("img", name="Map of all 3 passages")
    expect(picture.locator("circle")).to_have_count(3)
    expect(picture.locator("circle.looked-at")).to_have_count(2)
    found.press("Enter")
    expect(visit.page.get_by_role("row")).to_have_count(0)


# --- the look ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 768, 1600])
def test_nothing_is_wider_than_the_window(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    for question in (QUESTION, "a bad fall", "capital of France", "pregnant " + "w" * 300):
        visit.ask(question)
    for fold in visit.page.locator("summary").all():
        fold.click()
    expect(visit.page.locator(".map")).to_have_count(3)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    talk = "document.querySelector('.talk')"
    assert visit.page.evaluate(f"{talk}.scrollWidth <= {talk}.clientWidth")
    visit.page.locator(".citation").first.click()
    assert visit.page.locator(".panel-body").evaluate("body => body.scrollWidth <= body.clientWidth")


def test_the_steps_of_a_list_stand_as_close_as_the_page_wants_them(visit: Visit) -> None:
    """Gradio has styles for the same names, which come later."""
    visit.ask("exercises")
    elements = visit.page.locator(".prose :is(p, ul, li)").all()
    assert elements
    for element in elements:
        expect(element).to_have_css("margin", "0px")


def test_light_and_dark_follow_the_system(visit: Visit) -> None:
    for scheme, colour in (("dark", "rgb(18, 24, 26)"), ("light", "rgb(247, 248, 245)")):
        visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(visit.page.locator("body")).to_have_css("background-color", colour)
    visit.page.emulate_media(color_scheme="null")


def test_the_page_is_painted_before_gradio_and_keeps_what_is_asked_meanwhile(browser: Browser, url: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    held: list[Route] = []
    page.route(re.compile(r"/assets/.*\.js"), lambda route: held.append(route))
    page.goto(url, wait_until="commit")
    box = page.get_by_label("Your question")
    box.fill("asked early")
    box.evaluate("box => box.addEventListener('blur', () => { box.dataset.left = '' })")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Hip abductor assistant")).to_be_visible()
    expect(page).to_have_title("Hip abductor assistant")
    page.route(re.compile(r"/assets/.*\.js"), lambda route: route.continue_())
    for route in held:
        route.continue_()
    expect(page.locator(".question")).to_have_text("asked early")
    expect(page.locator(".answer")).to_have_count(1)
    expect(box).to_be_focused()
    expect(box, "what is typed while Gradio takes its place goes nowhere").not_to_have_attribute("data-left", "")
    context.close()


def test_nothing_moves_by_itself(every_visit: Visit) -> None:
    every_visit.page.evaluate(
        "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {"
        " if (!entry.hadRecentInput) window.shifts += entry.value })).observe({type: 'layout-shift', buffered: true})"
    )
    every_visit.ask(QUESTION)
    every_visit.page.wait_for_timeout(100)
    assert every_visit.page.evaluate("window.shifts") < 0.02


# --- access -----------------------------------------------------------------------------------------------------


def test_axe_finds_nothing_of_ours(every_visit: Visit) -> None:
    page = every_visit.page
    found = violations(page)
    for question in (QUESTION, "capital of France", "the hip abdctors, pregnant", "a bad fall"):
        every_visit.ask(question)
    for fold in page.locator("summary").all():
        fold.click()
    expect(page.locator(".map")).to_have_count(3)
    found |= violations(page)
    every_visit.press("More")
    found |= violations(page)
    page.keyboard.press("Escape")
    page.locator(".citation").first.click()
    expect(page.locator("mark").first).to_be_visible()
    found |= violations(page)
    assert found - GRADIOS_OWN.keys() == set()


def violations(page: Page) -> set[str]:
    """What axe objects to now: the rule and the element."""
    results = Axe().run(page).response["violations"]
    return {f"{rule['id']}: {node['target'][0]}" for rule in results for node in rule["nodes"]}


def test_every_control_is_reached_by_tab_and_shows_its_focus(visit: Visit) -> None:
    visit.ask("the hip abdctors")
    page = visit.page
    page.get_by_role("button", name="New chat").focus()
    controls = "[...document.querySelectorAll('.chat :is(button, summary, textarea)')].filter(e => e.checkVisibility())"
    wanted = page.evaluate(f"{controls}.length")
    page.keyboard.press("Shift+Tab")
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        number = page.evaluate(f"{controls}.indexOf(document.activeElement)")
        ring = "e => getComputedStyle(e.closest('.field textarea') ? e.parentElement : e).outlineStyle"
        if number >= 0:
            assert page.evaluate(f"({ring})(document.activeElement)") == "solid"
            reached.add(number)
    assert reached == set(range(wanted))


def test_an_emergency_is_an_alert_and_nothing_else(visit: Visit) -> None:
    visit.ask("I cannot stand after a fall")
    alert = visit.page.get_by_role("alert")
    expect(alert).to_contain_text("Emergency")
    expect(alert).to_contain_text("Call your local emergency number now.")
    expect(visit.page.locator(".log .suggestion, .log .sources, .log .actions")).to_have_count(0)


def test_an_answer_is_announced_once_and_a_notice_by_itself(visit: Visit) -> None:
    visit.page.evaluate(
        "window.said = []; new MutationObserver(() => { const text = document.querySelector('.announcer').textContent;"
        " if (text) window.said.push(text) }).observe(document.querySelector('.announcer'), {childList: true})"
    )
    visit.ask("pregnant?")
    expect(visit.page.locator(".announcer")).to_contain_text("In the 2015 trial")
    assert visit.page.evaluate("window.said.length") == 1
    assert "Sources: 2." in visit.page.evaluate("window.said[0]")
    assert "seen by a doctor" not in visit.page.evaluate("window.said[0]")
    expect(visit.page.get_by_role("alert")).to_contain_text("seen by a doctor")
    live = visit.page.evaluate("[...document.querySelectorAll('.chat [aria-live]')].map(e => e.className)")
    assert live == ["announcer"]


def test_nothing_moves_for_who_asked_for_stillness(visit: Visit) -> None:
    visit.ask(QUESTION)
    moving = (
        "document.getAnimations().filter(a => a.effect.target?.closest('.chat')).map(a => a.effect.target.className)"
    )
    assert visit.page.evaluate(moving) == []


# --- hostile text -------------------------------------------------------------------------------------------------


def test_markup_in_a_question_or_a_kept_question_stays_text(visit: Visit) -> None:
    visit.ask(ATTACK)
    expect(visit.page.locator(".question")).to_have_text(ATTACK)
    kept = json.dumps([{"id": 1, "questions": [{"text": ATTACK, "asTyped": "x"}]}, {"id": "2"}, None, 7])
    visit.page.evaluate("kept => localStorage.setItem('hip-assistant-chats', kept)", kept)
    visit.ask("hello")
    visit.press("More")
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator(".chat img:not(.figures img), .chat script")).to_have_count(0)
    assert visit.errors == []


def test_markup_in_the_corpus_stays_text(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.svg").write_text(DRAWING.replace("<path", "<script>alert(9)</script><path"))
    with served(HostileAssistant(), corpus=tmp_path) as url:
        context = browser.new_context(reduced_motion="reduce")
        visit = arrive(context, url)
        visit.ask("hello")
        page = visit.page
        for fold in page.locator("summary").all():
            fold.click()
        expect(page.locator(".map")).to_be_visible()
        page.locator(".citation").click()
        expect(page.locator("mark")).to_have_count(2)
        expect(page.locator("mark").first).to_have_text(f"{ATTACK}0")
        expect(page.locator(".document h2")).to_have_text(ATTACK)
        expect(page.locator(".log .suggestion")).to_have_text(ATTACK)
        expect(page.locator(".chat img, .chat script")).to_have_count(0)
        assert visit.errors == []
        assert visit.hosts <= {"127.0.0.1", "data:"}
        context.close()


PAYLOADS = (
    "<img src=x onerror=window.__xss=1>",
    "<script>window.__xss=2</script>",
    "\"'><svg onload=window.__xss=3>",
    "<a href=javascript:window.__xss=4>x</a>",
    "${window.__xss=5}{{window.__xss=6}}",
    "</textarea></script><iframe srcdoc='<script>parent.__xss=7</script>'>",
)
HOSTILE = """---
title: "Hips {0}"
summary: "{0}"
reviewed: "{0}"
sources: ["{0}", "javascript:window.__xss=8"]
---

# Hips {0}

## What are the hip abductors? {0}

The hip abductors are three muscles beside the hip, called {0} by some.[^a]
The hip abductors take the leg out to the side, says {0}.

![The hip abductors {0}](figures/a.svg)

- The hip abductors hold the pelvis level {0}.

| Muscle {0} | Place |
| --- | --- |
| The gluteus medius {0} | the side of the hip |

[^a]: A study {0}. javascript:window.__xss=9 https://doi.org/10.1/{0}
"""


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_a_question_is_shown_and_never_run(visit: Visit, payload: str) -> None:
    visit.ask(f"What are hip abductors? {payload}")
    expect(visit.page.locator(".question")).to_have_text(f"What are hip abductors? {payload}")
    kept = [{"id": 1, "questions": [{"text": payload, "asTyped": False}]}]
    visit.page.evaluate("kept => localStorage.setItem('hip-assistant-chats', JSON.stringify(kept))", kept)
    visit.ask("hello")
    visit.press("More")
    visit.page.locator(".earlier button", has_text=payload).last.click()
    expect(visit.page.locator(".question")).to_have_text([payload])
    expect(visit.page.locator(".answer")).to_have_count(1)
    assert visit.page.evaluate("window.__xss") is None
    assert visit.errors == []


def test_markup_in_the_files_of_a_corpus_is_shown_and_never_run(
    browser: Browser, product_settings: Settings, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "figures").mkdir(parents=True)
    (corpus / "figures" / "a.svg").write_text(DRAWING, encoding="utf-8")
    for number, payload in enumerate(PAYLOADS):
        name = payload.replace("/", "") if os.name == "posix" else str(number)
        text = HOSTILE.replace("{0}", payload.replace('"', '\\"'), 4).replace("{0}", payload)
        (corpus / f"{name}.md").write_text(text, encoding="utf-8")
    assistant = Assistant.load(replace(product_settings, corpus=corpus, index=tmp_path / "index"))
    with served(assistant, corpus=corpus) as url:
        context = browser.new_context(reduced_motion="reduce")
        visit = arrive(context, url)
        visit.ask("What are the hip abductors?")
        page = visit.page
        for fold in page.locator("summary").all():
            fold.click()
        expect(page.locator(".map")).to_be_visible()
        for opener in page.locator(".open-document").all():
            opener.click()
            expect(page.locator(".document mark").first).to_be_visible()
            page.keyboard.press("Escape")
        shown = page.locator(".log").inner_text()
        assert any(payload in shown for payload in PAYLOADS)
        expect(page.locator(".chat :is(script, iframe, img:not([src^='data:'], [alt*='__xss']))")).to_have_count(0)
        expect(page.locator(".chat a:not([href^='https://'], [href^='#'])")).to_have_count(0)
        assert page.evaluate("window.__xss") is None
        assert visit.errors == []
        assert visit.hosts <= {"127.0.0.1", "data:"}
        context.close()


# --- the product itself -------------------------------------------------------------------------------------------


def test_the_product_itself_answers_from_its_documents(browser: Browser, product: Assistant) -> None:
    expected = product.ask(QUESTION)
    with served(product) as url:
        context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, reduced_motion="reduce")
        visit = arrive(context, url)
        visit.ask(QUESTION)
        expect(visit.page.locator(".prose")).to_contain_text(expected.quotes[0].text)
        visit.page.locator(".citation").first.click()
        expect(visit.page.locator("mark", has_text=expected.quotes[0].text)).to_be_in_viewport(ratio=1)
        visit.page.keyboard.press("Escape")
        visit.page.get_by_text("How this was found").click()
        expect(visit.page.locator("circle.quoted").first).to_be_attached()
        assert visit.hosts <= {"127.0.0.1", "data:"}
        assert visit.errors == []
        context.close()
