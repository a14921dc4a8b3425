"""A site built with the offline setting, opened from a folder."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import build

SPEC = "# QA Engineer Agent\n## Objectives\n- Find what breaks\n\n## Tools\n- **Trackers**: Bugzilla\n"
COMPANY = "name: Acme\nfacts: {}\nsettings: {offline: true}\n"


def test_a_site_from_a_folder(browser: Browser, tmp_path: Path) -> None:
    """From file:// a reader clicks through, and the search finds a tool."""
    site = build(tmp_path, {"roles/qa/qa-engineer.md": SPEC, "companies/acme.yml": COMPANY})
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="QA Engineer").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("QA Engineer")
    page.keyboard.press("/")
    page.get_by_role("textbox").press_sequentially("Bugzilla")
    result = page.locator(".md-search-result__link").first
    result.wait_for()
    result.click()
    expect(page.get_by_text("Bugzilla").first).to_be_visible()
    page.close()
