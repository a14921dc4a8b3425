"""What readers find: forty questions as people type them, and the page that answers each."""

from pathlib import Path

import yaml
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Late

from tests.browser.conftest import Open

QUESTIONS = yaml.safe_load(Path(__file__).with_name("search_questions.yml").read_text(encoding="utf-8"))
REACH = 38

_AMONG_THE_FIRST_THREE = """page =>
  [...document.querySelectorAll(".md-search-result__item")].slice(0, 3)
    .some(item => item.querySelector("a").pathname.slice(1) === page)"""


def _is_found(page: Page, question: str, expected: str) -> bool:
    page.get_by_role("textbox").fill("")
    page.get_by_role("textbox").press_sequentially(question)
    try:
        page.wait_for_function(_AMONG_THE_FIRST_THREE, arg=expected, timeout=5_000)
    except Late:
        return False
    return True


def test_forty_questions(visit: Open) -> None:
    """At least 38 of 40 questions have the page that answers them among the first three results."""
    page = visit("/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    missed = [asked for asked in QUESTIONS if not _is_found(page, asked["q"], asked["page"])]
    assert len(QUESTIONS) == 40
    assert len(QUESTIONS) - len(missed) >= REACH, missed
