"""What a reader sees: on a phone and a desk, in light and dark, with and without JavaScript."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from tests.browser.conftest import Open

KINDS = {
    "home": "/",
    "roles": "/roles/",
    "role": "/roles/backend-engineer/",
    "six levels": "/ladders/engineering-manager/",
    "ladder": "/ladders/backend-engineer/",
    "ladders": "/ladders/",
    "workflow": "/workflows/backend-engineer/api-development-workflow/",
    "workflows": "/workflows/",
    "checklist": "/checklists/backend-engineer/",
    "checklists": "/checklists/",
    "references": "/references/",
    "competencies": "/competencies/",
    "tools": "/tools/",
    "metrics": "/metrics/",
    "organization": "/organization/",
    "compare": "/compare/",
    "comparison": "/compare/?a=backend-engineer&b=site-reliability-engineer",
    "assessment": "/assessment/",
    "self-assessment": "/assessment/?role=backend-engineer",
    "gold standard": "/gold-standard/",
    "how to use": "/how-to-use/",
    "not found": "/404.html",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


def _scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@every_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Open, path: str, scheme: str) -> None:
    """axe-core finds no violation of WCAG 2.2 AA on any kind of page in either scheme."""
    page = visit(path, company="cyan-and-sons", scheme=scheme)
    shown = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
    assert shown == ("slate" if scheme == "dark" else "default")
    assert _violations(page, runOnly=RULES) == []


def _violations(page: Page, **options: Any) -> list[str]:
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in Axe().run(page, options=options).response["violations"]
        for node in violation["nodes"]
    ]


@every_kind
@pytest.mark.parametrize("width", [320, 1600])
def test_nothing_scrolls_sideways(visit: Open, path: str, width: int) -> None:
    """From a small phone to a wide screen, no page is wider than its window."""
    assert not _scrolls_sideways(visit(path, company="cyan-and-sons", width=width))


def test_long_names_wrap(browser: Browser, addresses: Mapping[str, str]) -> None:
    """A company called by eighty characters without a space still fits a small phone."""
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    page = browser.new_page(viewport={"width": 320, "height": 800})
    for path in ("/", "/roles/backend-engineer/"):
        page.goto(f"{addresses['initech']}{path}")
        html = page.content().replace("Initech", name)
        page.route("**/long", partial(_fulfill, html))
        page.goto(f"{addresses['initech']}{path}long")
        assert name in (page.text_content("body") or "")
        assert not _scrolls_sideways(page)
    page.close()


def _fulfill(html: str, route: Route) -> None:
    route.fulfill(body=html, content_type="text/html")


def test_the_ladder_keeps_its_heads_in_sight(visit: Open) -> None:
    """When a wide ladder is scrolled, its header row and its first column stay where they are."""
    page = visit("/ladders/engineering-manager/", width=900)
    frame = page.locator(".rb-ladder").first
    assert page.evaluate("e => e.scrollWidth > e.clientWidth", frame.element_handle())
    competency = page.locator(".rb-ladder tbody th").first
    before = competency.bounding_box()
    page.evaluate("e => { e.scrollLeft = 300 }", frame.element_handle())
    after = competency.bounding_box()
    assert before
    assert after
    assert abs(before["x"] - after["x"]) <= 1
    head = page.locator(".rb-ladder thead th").nth(1)
    assert page.evaluate("e => getComputedStyle(e).position", head.element_handle()) == "sticky"


def test_a_ladder_on_a_phone(visit: Open) -> None:
    """On a phone and without JavaScript each cell stands below its competency and names its level."""
    page = visit("/ladders/backend-engineer/", company="cyan-and-sons", width=320, script=False)
    cell = page.locator(".rb-ladder tbody td").nth(1)
    assert (
        page.evaluate("e => getComputedStyle(e, '::before').content", cell.element_handle())
        == '"Professional"'
    )
    box, window = cell.bounding_box(), page.viewport_size
    assert box
    assert window
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]


def test_reading_needs_no_javascript(visit: Open) -> None:
    """Without JavaScript a reader gets from the home page to an expectation by links alone."""
    page = visit("/", script=False)
    page.get_by_role("main").get_by_role("link", name="Senior Backend Engineer").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Senior Backend Engineer")
    page.get_by_role("main").get_by_role("link", name="Career ladder", exact=True).first.click()
    expect(page.get_by_role("cell", name="API standards leader")).to_be_visible()


def test_nothing_is_asked_of_another_host(browser: Browser, addresses: Mapping[str, str]) -> None:
    """A visit of every kind of page, search included, talks to no other host and logs no error."""
    context, address = browser.new_context(), addresses["cyan-and-sons"]
    page = context.new_page()
    foreign: list[str] = []
    errors: list[str] = []
    page.on(
        "request", lambda request: None if request.url.startswith(address) else foreign.append(request.url)
    )
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in KINDS.values():
        page.goto(f"{address}{path}", wait_until="load")
    page.goto(f"{address}/")
    _search(page, "Kafka")
    page.locator(".md-search-result__link").first.wait_for(state="attached")
    context.close()
    assert not foreign
    assert not errors


def _search(page: Page, words: str) -> None:
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.get_by_role("textbox").press_sequentially(words)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("backend engineer", "/roles/backend-engineer/"),
        (
            "API Development",
            "/workflows/backend-engineer/api-development-workflow/",
        ),
        (
            "Data-Intensive",
            "/references/#designing-data-intensive-applications",
        ),
        ("RabbitMQ", "/tools/#rabbitmq"),
        ("Principal", "/ladders/"),
        ("recovery time", "/metrics/#error-rates-and-recovery-time"),
        ("study distributed", "/roles/backend-engineer/#continuous-learning"),
    ],
)
def test_search_finds(visit: Open, words: str, path: str) -> None:
    """Roles, workflows, references, tools, levels and metrics are found by their words, down to the section."""
    page = visit("/", company="cyan-and-sons")
    _search(page, words)
    page.wait_for_function(
        """path => [...document.querySelectorAll(".md-search-result__link")].slice(0, 5)
          .some(link => link.href.replace(/\\?h=[^#]*/, "").includes(path))""",
        arg=path,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_role_is_found_by_its_other_names(visit: Open, scheme: str) -> None:
    """They stand below its title among the results, where axe-core finds nothing either."""
    page = visit("/", scheme=scheme)
    _search(page, "ml engineer")
    found = page.locator(".md-search-result__link", has_text="Machine Learning Engineer").first
    expect(found.locator(".md-tag").first).to_have_text("ML Engineer")
    assert _violations(page) == []


def test_the_home_page_opens_the_search(visit: Open) -> None:
    """The main action of the home page puts the cursor into the search."""
    page = visit("/")
    page.get_by_role("button", name="Search roles").click()
    expect(page.get_by_role("textbox")).to_be_focused()


def test_names_run_no_script(browser: Browser, addresses: Mapping[str, str]) -> None:
    """The company whose name looks like markup shows it, in the search results too, and nothing runs."""
    context = browser.new_context()
    page = context.new_page()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto(f"{addresses['cyan-and-sons']}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cyan & Sons | B2B/B2C <Labs>")
    _search(page, "Cyan")
    expect(page.locator(".md-search-result")).to_contain_text("<Labs>")
    assert not dialogs
    context.close()


def test_dark_and_light_are_chosen_by_the_reader(visit: Open) -> None:
    """The palette button changes the scheme, and the next page remembers it."""
    page = visit("/")
    before = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
    for _ in range(3):
        page.locator("form[data-md-component=palette] label:not([hidden])").first.click()
        if page.evaluate("document.body.getAttribute('data-md-color-scheme')") != before:
            break
    chosen = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
    assert chosen != before
    page.get_by_role("main").get_by_role("link", name="Senior Backend Engineer").first.click()
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == chosen


def test_the_menu_on_a_phone(visit: Open) -> None:
    """On a phone the menu button opens the navigation, and a link there leads on."""
    page = visit("/roles/backend-engineer/", width=360)
    page.get_by_role("link", name="Menu").click()
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="Backend Lead").first
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Backend Lead")
