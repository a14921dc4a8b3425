"""What readers find: forty questions as people type them, and the page that answers each."""

from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

QUESTIONS = yaml.safe_load(Path(__file__).with_name("search_questions.yml").read_text(encoding="utf-8"))
REACH = 38

_COUNTS_ANSWERS = """
  const Plain = Worker;
  window.asked = 0;
  window.answered = 0;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => { answered += data.type === 3 });
    }
    postMessage(message, ...rest) {
      asked += message.type === 2;
      super.postMessage(message, ...rest);
    }
  }"""
"""What Material's search is asked, and answers, in a worker: its messages of type 2 and 3."""

_IS_ANSWERED = """([before, question]) => document.querySelector("[data-md-component=search-query]").value === question
  && asked > before && asked === answered"""
_NEXT_FRAMES = "() => new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)))"
_AMONG_THE_FIRST_THREE = """page =>
  [...document.querySelectorAll(".md-search-result__item")].slice(0, 3)
    .some(item => item.querySelector("a").pathname.slice(1) === page)"""


def _is_found(page: Page, question: str, expected: str) -> bool:
    before = page.evaluate("asked")
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("End")  # Material looks when a key is released
    page.wait_for_function(_IS_ANSWERED, arg=[before, question])
    page.evaluate(_NEXT_FRAMES)
    found: bool = page.evaluate(_AMONG_THE_FIRST_THREE, expected)
    return found


def test_forty_questions(visit: Open) -> None:
    """At least 38 of 40 questions have the page that answers them among the first three results."""
    page = visit("/")
    page.add_init_script(_COUNTS_ANSWERS)
    page.reload()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    missed = [asked for asked in QUESTIONS if not _is_found(page, asked["q"], asked["page"])]
    assert len(QUESTIONS) == 40
    assert len(QUESTIONS) - len(missed) >= REACH, missed


def test_a_result_shows_what_was_found(visit: Open) -> None:
    """Of a section the lines are shown that were found, in the words of the spec; names are no markup."""
    page = visit("/")
    page.keyboard.press("/")
    page.get_by_role("textbox").fill("caching strategies")
    page.keyboard.press("End")
    found = page.locator(".md-search-result__link[href*='roles/backend-engineer/'][href*='#core-resp'] p")
    expect(found.filter(has_text="Implement caching strategies")).to_be_attached()
    assert not found.filter(has_text="Plan for horizontal scaling").count()
