"""The page as a person meets it: in Chromium, by keyboard, on a phone and on a desk, in the light and in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from browser import CHROMIUM, MISSING, REQUIRED, chromium
from canned import CannedAssistant, free_port
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect

from assistant.domain import DISCLAIMER
from assistant.engine import Assistant
from assistant.web import build_page, open_page

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason=MISSING)]

PHONE = (390, 844)
DESK = (1440, 900)
QUESTION = "What muscles are the hip abductors?"


@dataclass
class Visit:
    """One person at the page, and what their browser did meanwhile."""

    page: Page
    assistant: CannedAssistant
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Type a question, press Enter and wait for the answer."""
        answers = self.page.locator(".answer").count()
        self.page.get_by_label("Your question").fill(question)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".answer")).to_have_count(answers + 1)

    def note_dialog(self, dialog: Dialog) -> None:
        """Only a script that should not have run opens one."""
        self.errors.append(dialog.message)
        dialog.dismiss()

    def tab_to(self, selector: str, *, key: str) -> None:
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
def url(assistant: CannedAssistant) -> Iterator[str]:
    page = build_page(assistant, examples=[QUESTION, "Why do they matter?"])
    yield open_page(page, port=free_port())
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
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    yield arrive(context, url, assistant)
    context.close()


@pytest.fixture
def visit(browser: Browser, url: str, assistant: CannedAssistant) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, reduced_motion="reduce")
    yield arrive(context, url, assistant)
    context.close()


def arrive(context: BrowserContext, url: str, assistant: CannedAssistant) -> Visit:
    visit = Visit(page=context.new_page(), assistant=assistant)
    visit.page.on("request", lambda request: visit.hosts.add(urlsplit(request.url).hostname or ""))
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("dialog", visit.note_dialog)
    visit.page.goto(url)
    expect(visit.page.get_by_label("Your question")).to_be_visible()
    return visit


def test_a_question_is_asked_and_a_citation_followed_by_keyboard(every_visit: Visit) -> None:
    page = every_visit.page
    expect(page.locator(".strip")).to_have_text(DISCLAIMER)
    every_visit.ask(QUESTION)
    expect(page.locator(".prose")).to_contain_text("three muscles: the gluteus medius")
    quote = page.locator(".source blockquote").first
    expect(quote).to_be_hidden()

    every_visit.tab_to(".citation", key="Shift+Tab")
    every_visit.tab_to(".citation[aria-label='Source 1']", key="Shift+Tab")
    page.keyboard.press("Enter")

    expect(quote).to_be_in_viewport(ratio=1)
    expect(quote).to_have_text(
        "The hip abductors are three muscles: the gluteus medius, the gluteus minimus and the tensor fascia lata."
    )
    assert page.evaluate("document.activeElement.matches('.quotes:target')")
    other = page.locator(".source blockquote").last
    assert background(quote) != background(other)
    assert uncovered(quote), "the text box lies over the quote"
    expect(page.locator(".strip")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert every_visit.hosts == {"127.0.0.1"}
    assert every_visit.errors == []


def background(element: Locator) -> str:
    return str(element.evaluate("element => getComputedStyle(element).backgroundColor"))


def uncovered(element: Locator) -> bool:
    script = (
        "e => { const r = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(r.x + 9, r.y + 9)) }"
    )
    return bool(element.evaluate(script))


@pytest.mark.parametrize("width", [360, 768, 1600])
def test_nothing_is_wider_than_the_window(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    for question in (QUESTION, "a bad fall", "capital of France", "pregnant " + "w" * 300):
        visit.ask(question)
    for source in visit.page.locator("summary").all():
        source.click()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_light_and_dark_follow_the_system(visit: Visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    visit.page.reload()
    expect(visit.page.locator("body.dark")).to_be_visible()
    expect(visit.page.locator(".top")).to_have_css("background-color", "rgb(20, 26, 24)")


def test_an_emergency_is_an_alert_and_nothing_else(visit: Visit) -> None:
    visit.ask("I cannot stand after a fall")
    alert = visit.page.get_by_role("alert")
    expect(alert).to_contain_text("Emergency")
    expect(alert).to_contain_text("Call your local emergency number now.")
    expect(visit.page.locator(".sources, .log .suggestion")).to_have_count(0)


def test_a_suggestion_is_a_follow_up_with_the_history(visit: Visit) -> None:
    visit.page.get_by_role("button", name=QUESTION).click()
    visit.page.locator(".log").get_by_role("button", name="Why do they matter?").click()
    expect(visit.page.locator(".answer")).to_have_count(2)
    assert visit.assistant.asked[-1] == ("Why do they matter?", (QUESTION,))


def test_a_new_chat_forgets_the_old_one(visit: Visit) -> None:
    visit.ask(QUESTION)
    expect(visit.page.get_by_text("You could start with")).to_be_hidden()
    visit.page.get_by_role("button", name="New chat").click()
    expect(visit.page.locator(".turn")).to_have_count(0)
    expect(visit.page.get_by_text("You could start with")).to_be_visible()
    expect(visit.page.get_by_label("Your question")).to_be_focused()
    visit.ask("hello again")
    assert visit.assistant.asked[-1] == ("hello again", ())


def test_the_conversation_leaves_nothing_in_the_browser(visit: Visit) -> None:
    visit.ask("a question of mine")
    stored = visit.page.evaluate(
        "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])"
    )
    assert "question of mine" not in stored
    visit.page.reload()
    expect(visit.page.get_by_text("You could start with")).to_be_visible()
    expect(visit.page.locator(".turn")).to_have_count(0)


def test_markup_in_a_question_stays_text(visit: Visit) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>${alert(3)}{{alert(4)}}"
    visit.ask(attack)
    expect(visit.page.locator(".question")).to_have_text(attack)
    expect(visit.page.locator(".log img, .log script")).to_have_count(0)
    assert visit.errors == []


def test_answers_are_announced_from_one_live_region(visit: Visit) -> None:
    visit.ask(QUESTION)
    log = visit.page.get_by_role("log", name="Conversation")
    assert log.get_attribute("aria-live") == "polite"
    expect(log.locator(".answer")).to_have_count(1)
    expect(log.get_by_role("heading", name=QUESTION)).to_be_visible()


def test_shift_enter_starts_a_line_and_an_empty_question_is_not_sent(visit: Visit) -> None:
    box = visit.page.get_by_label("Your question")
    box.press("Enter")
    expect(visit.page.locator(".turn")).to_have_count(0)
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    expect(box).to_have_value("one\ntwo")


def test_the_room_left_is_told_before_it_runs_out(visit: Visit) -> None:
    box = visit.page.get_by_label("Your question")
    box.fill("x" * 1_700)
    expect(visit.page.locator(".room")).to_have_text("")
    box.fill("x" * 1_990)
    expect(visit.page.locator(".room")).to_have_text("10 characters left")


def test_an_answer_that_never_comes_gives_the_question_back(visit: Visit) -> None:
    visit.page.route(re.compile("component_server"), lambda route: route.abort())
    visit.page.get_by_label("Your question").fill(QUESTION)
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("alert")).to_contain_text("No answer came back")
    expect(visit.page.get_by_label("Your question")).to_have_value(QUESTION)


def test_the_product_itself_answers_from_its_documents(browser: Browser, product: Assistant) -> None:
    page = build_page(product, examples=product.topics()[:3])
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    visit = arrive(context, open_page(page, port=free_port()), CannedAssistant())
    visit.ask(QUESTION)
    expected = product.ask(QUESTION)
    expect(visit.page.locator(".prose")).to_contain_text(expected.quotes[0].text)
    visit.tab_to(".citation[aria-label='Source 1']", key="Shift+Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".source blockquote").first).to_have_text(expected.quotes[0].text)
    expect(visit.page.locator(".source blockquote").first).to_be_in_viewport()
    assert visit.hosts == {"127.0.0.1"}
    assert visit.errors == []
    context.close()
    page.close(verbose=False)
