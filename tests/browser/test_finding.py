"""Finding roles in a long list, by what a reader knows about them."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_reading import RULES


def _shown(page: Page) -> list[str]:
    return page.locator(".rb-roles > li > a:visible").all_inner_texts()


def _count(page: Page) -> Locator:
    return page.locator(".rb-filter").get_by_role("status")


def test_words(visit: Open) -> None:
    """Titles, aliases, summaries and tags are searched as one types; departments without a match disappear."""
    page = visit("/roles/")
    everything = _shown(page)
    field = page.get_by_role("searchbox", name="Title or words")
    field.focus()
    page.keyboard.type("SRE")
    expect(_count(page)).to_have_text(f"1 of {len(everything)} roles")
    assert _shown(page) == ["Site Reliability Engineer"]
    assert page.locator(".rb-department h2:visible").all_inner_texts() == ["Platform & Reliability"]
    assert page.locator(".rb-outline a:visible").all_inner_texts() == ["Platform & Reliability"]
    page.wait_for_function("location.search === '?words=SRE'")
    field.fill("ENGINEER plátform")
    assert "API Engineer" in _shown(page)
    field.fill("nothing like it")
    expect(page.get_by_text("No role matches. Take one of the filters away")).to_be_visible()
    expect(_count(page)).to_have_text("No role matches.")
    page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show all roles")).to_be_focused()
    page.keyboard.press("Enter")
    assert _shown(page) == everything
    expect(field).to_be_focused()
    expect(page.get_by_role("button", name="Show all roles")).to_be_hidden()
    page.wait_for_function("location.search === ''")


def test_a_tool_a_competency_and_levels(visit: Open) -> None:
    """A tool's name, or a part of it, a competency, a department and a number of levels narrow the list together."""
    page = visit("/roles/")
    tool = page.get_by_role("combobox", name="Tool")
    tool.fill("kafka")
    with_kafka = _shown(page)
    assert "Senior Backend Engineer" in with_kafka
    tool.fill("kaf")
    assert set(with_kafka) <= set(_shown(page))
    tool.fill("c")
    assert "Senior Backend Engineer" not in _shown(page)
    tool.fill("Kafka")
    page.get_by_role("combobox", name="Competency").fill("API Design")
    page.get_by_role("combobox", name="Department").select_option("engineering")
    page.get_by_role("combobox", name="Levels").select_option("4")
    shown = _shown(page)
    assert "Senior Backend Engineer" in shown
    assert len(shown) < len(with_kafka)
    page.wait_for_function(
        "location.search === '?department=engineering&levels=4&tool=kafka&competency=api-design'"
    )
    page.reload()
    assert _shown(page) == shown
    expect(tool).to_have_value("Kafka")
    page.get_by_role("link", name="Senior Backend Engineer").last.click()
    page.go_back()
    assert _shown(page) == shown


def test_an_address_without_a_match(visit: Open) -> None:
    """An address from another company shows what was asked for and that nothing matches."""
    page = visit("/roles/?tool=quantum-abacus&department=nowhere", company="nordlicht", width=320)
    expect(page.get_by_role("combobox", name="Werkzeug")).to_have_value("quantum-abacus")
    expect(_count(page)).to_have_text("Keine Rolle passt.")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("button", name="Alle Rollen zeigen").click()
    assert len(_shown(page)) > 1


def test_from_an_index(visit: Open) -> None:
    """The indexes of tools and competencies lead to the roles they name."""
    for path, entry in (("/tools/", "kafka"), ("/competencies/", "mentoring")):
        page = visit(path, company="cyan-and-sons")
        found = page.locator(f".rb-entry:has(#{entry})")
        found.locator("summary").click() if found.locator("summary").count() else None
        named = set(found.locator(".rb-uses a").all_inner_texts())
        found.get_by_role("link", name="roles").click()
        expect(_count(page)).to_have_text(re.compile(f"^{len(named)} of "))
        assert set(_shown(page)) == named


def test_axe_finds_nothing_in_a_filtered_list(visit: Open) -> None:
    """axe-core finds nothing in a filtered list, nor where nothing matches."""
    for path, scheme in (("/roles/?tool=kafka", "dark"), ("/roles/?words=xyzzy", "light")):
        page = visit(path, company="cyan-and-sons", scheme=scheme)
        page.locator(".rb-filter").wait_for()
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert not [(violation["id"], violation["nodes"][0]["target"]) for violation in found]


def test_the_list_without_javascript(visit: Open) -> None:
    """Without JavaScript the list is whole, and nothing is offered that does not work."""
    page = visit("/roles/?words=SRE", script=False)
    expect(page.get_by_role("searchbox", name="Title or words")).to_have_count(0)
    expect(page.locator("article").get_by_role("button")).to_have_count(0)
    assert "Senior Backend Engineer" in _shown(page)
