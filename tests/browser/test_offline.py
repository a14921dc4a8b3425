"""A site built with the offline setting, opened from a folder."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from rolebook.engine.build import build_site, folder_additions
from rolebook.load.folder import read_folder

SPEC = "# QA Engineer Agent\n## Objectives\n- Find what breaks\n\n## Tools\n- **Trackers**: Bugzilla\n"
COMPANY = "name: Acme\nfacts: {}\nsettings: {offline: true}\n"


def test_a_site_from_a_folder(browser: Browser, tmp_path: Path) -> None:
    """From file:// a reader clicks through, and the search finds a tool."""
    for name, text in {"roles/qa/qa-engineer.md": SPEC, "companies/acme.yml": COMPANY}.items():
        file = tmp_path / "handbook" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    root = tmp_path / "handbook"
    content = read_folder(root, folder_additions(root))
    build_site(root, content, "acme", tmp_path / "site")
    page = browser.new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="QA Engineer").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("QA Engineer")
    page.keyboard.press("/")
    page.get_by_role("textbox").press_sequentially("Bugzilla")
    result = page.locator(".md-search-result__link").first
    result.wait_for()
    result.click()
    expect(page.get_by_text("Bugzilla").first).to_be_visible()
    page.close()
