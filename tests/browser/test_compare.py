"""Two roles, or one role at two levels, side by side, as a reader compares them."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open, build
from tests.browser.test_reading import RULES

TWO = "/compare/?a=backend-engineer&b=site-reliability-engineer"
LEVELS = "/compare/?a=backend-engineer&b=backend-engineer&la=level-1-novice&lb=level-2-competent"

FOLDER = {
    "companies/acme.yml": "name: Acme\nfacts: {}\nsettings: {offline: true}\n",
    "roles/lab/one.md": """\
# One
## Responsibilities
1. **Care**
   - Feed
     - Twice
2. **Only one**
   - Wash
## Tools
- Vim
## Success Metrics
- **Uptime**: 99 %
- Calm
## Evaluation Matrix
| Skill | Junior | Senior |
|--|--|--|
| Code | Writes some | Writes more |
| Talk | Talks | Talks |
""",
    "roles/lab/two.md": """\
# Two
## Responsibilities
1. **Care**
   - Brush
## Tools
- Emacs
- Vim
## Success Metrics
- **Uptime**: 95 %
## Evaluation Matrix
| Skill | Low | Middle | High |
|--|--|--|--|
| Talk | Listens | Speaks | Sings |
""",
    "roles/lab/three.md": "# Three\n## Objectives\n- Rest\n",
}
"""What the shipped roles lack: shared areas and metrics, other levels, a role without a ladder."""


def _compared(page: Page) -> Page:
    page.locator(".rb-compare > *").first.wait_for()
    return page


def _texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def test_two_roles_from_an_address(visit: Open) -> None:
    """An address that was sent shows both roles: what they share first, then what only one has."""
    page = _compared(visit(TWO))
    heading = "Senior Backend Engineer and Site Reliability Engineer"
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert page.title() == f"{heading} - Initech"
    assert _texts(page, ".rb-compare h2") == ["Competencies", "Responsibilities", "Tools", "Metrics"]
    skills = page.locator(".rb-compare section").first
    assert skills.locator("h3").all_inner_texts() == [
        "In both",
        "Only in Senior Backend Engineer",
        "Only in Site Reliability Engineer",
    ]
    shared = skills.get_by_role("table")
    expect(shared.get_by_role("columnheader")).to_have_text(
        ["Senior Backend Engineer", "Site Reliability Engineer"]
    )
    expect(shared).to_contain_text("Performance authority")
    expect(skills).to_contain_text("API standards leader")
    expect(page.get_by_role("status")).to_contain_text("only in Senior Backend Engineer")
    left, right = (skills.locator(".rb-area").nth(at).bounding_box() for at in (0, 1))
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    tools = page.locator(".rb-compare section", has=page.get_by_role("heading", name="Tools"))
    assert "Python" in tools.locator(".rb-shared").inner_text()
    tools.get_by_role("link", name="Kafka").click()
    expect(page.locator("#kafka")).to_be_in_viewport()


def test_what_both_say_alike_stands_once(visit: Open) -> None:
    """An expectation in the same words on both sides stands once, over both columns."""
    page = _compared(visit("/compare/?a=frontend-engineer&b=frontend-lead"))
    row = page.locator("tbody", has=page.get_by_role("rowheader", name="Mentoring"))
    expect(row).to_contain_text("The same on both sides")
    assert row.inner_text().count("Level 4 (Master)") == 1
    lines = page.locator("tbody", has=page.get_by_role("rowheader", name="Accessibility")).locator("tr")
    assert [cell.inner_text().split("\n")[0] for cell in lines.nth(2).locator("td").all()] == [
        "Level 2 (Competent)",
        "Level 2 (Competent)",
    ]


def test_one_role_at_two_levels(visit: Open) -> None:
    """The same role at two levels shows one cell a side in the company's words, the new words marked."""
    page = _compared(visit(LEVELS, company="cyan-and-sons"))
    heading = "Senior Backend Engineer: Associate and Professional"
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    cells = page.locator("tbody", has=page.get_by_role("rowheader", name="API Design")).locator("td")
    assert cells.all_inner_texts() == ["Basic REST", "Advanced patterns"]
    expect(cells.last.locator("mark")).to_have_text("Advanced patterns")
    expect(cells.first.locator("mark")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("What is new at Professional is marked.")
    expect(page.get_by_role("heading", level=2)).to_have_count(0)


def test_ideas_to_begin_with(visit: Open) -> None:
    """Who comes without two roles sees comparisons to begin with, and need not scroll for them."""
    page = visit("/compare/")
    expect(page.locator(".rb-compare__ideas a").first).to_be_in_viewport()


def test_choosing_by_keyboard(visit: Open) -> None:
    """With the keyboard alone a reader chooses, takes levels, swaps; the address follows and survives a reload."""
    page = visit("/compare/")
    expect(page.get_by_role("link", name="Engineering Manager: M1")).to_be_visible()
    first, second = (page.get_by_role("combobox", name=f"{name} role") for name in ("First", "Second"))
    first.focus()
    page.keyboard.type("Backend L")
    expect(page.get_by_text("Choose a second role")).to_be_visible()
    expect(page.get_by_role("link", name="Staff Engineer")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Swap sides")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("QA L")
    _compared(page)
    assert page.evaluate("location.search") == "?a=backend-lead&b=qa-lead&la=level-1-novice"
    swap = page.get_by_role("button", name="Swap sides")
    swap.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("QA Lead and Backend Lead, Level 1 (Novice)")
    expect(swap).to_be_focused()
    page.wait_for_function("location.search === '?a=qa-lead&b=backend-lead&lb=level-1-novice'")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("QA Lead and Backend Lead, Level 1 (Novice)")
    expect(first).to_have_value("qa-lead")
    second.select_option("qa-lead")
    expect(page.get_by_text("These are the same role.")).to_be_visible()
    page.get_by_role("link", name="Level 1 (Novice) – Level 2 (Competent)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "QA Lead: Level 1 (Novice) and Level 2 (Competent)"
    )


def test_what_this_company_lacks(visit: Open) -> None:
    """A role or a level that this company lacks is said plainly, and what is there can be chosen."""
    page = visit("/compare/?a=<b>x</b>&b=qa-lead&lb=level-9", company="cyan-and-sons")
    status = page.get_by_role("status")
    expect(status).to_contain_text("This handbook has no role “<b>x</b>”. Choose another one above.")
    expect(status).to_contain_text("QA Lead has no level “level-9”. Every level is shown.")
    expect(status.get_by_role("link", name="Engineering Manager")).to_be_visible()
    assert page.locator("select[name=a] option[value=frontend-engineer]").count() == 0
    page.get_by_role("combobox", name="First role").select_option("qa-engineer")
    expect(page.get_by_role("heading", level=1)).to_have_text("QA Engineer and QA Lead")
    expect(status).not_to_contain_text("no role")


def test_a_role_that_does_not_load(visit: Open) -> None:
    """When a role's data does not come, that is said; trying again goes on from there."""
    page = visit("/compare/")
    page.route("**/data/roles/qa-lead.js", lambda route: route.abort())
    page.get_by_role("combobox", name="First role").select_option("backend-lead")
    page.get_by_role("combobox", name="Second role").select_option("qa-lead")
    expect(page.get_by_role("status")).to_contain_text("QA Lead could not be loaded. Are you online?")
    page.unroute("**/data/roles/qa-lead.js")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Backend Lead and QA Lead")


def test_the_way_from_a_role(visit: Open) -> None:
    """A role's page leads to a comparison in which that role is chosen already, in the site's language."""
    page = visit("/roles/backend-engineer/", company="nordlicht")
    page.get_by_role("link", name="Vergleichen", exact=True).and_(page.locator("article a")).click()
    expect(page.get_by_role("combobox", name="Erste Rolle")).to_have_value("backend-engineer")
    expect(page.get_by_role("status")).to_contain_text("Wählen Sie eine zweite Rolle")


def test_comparing_on_a_phone(visit: Open) -> None:
    """On a small phone the sides stand one under the other, each cell says whose it is, nothing overflows."""
    page = _compared(visit(f"{TWO}&la=level-2-competent", company="cyan-and-sons", width=320, scheme="dark"))
    cells = page.locator(".rb-both td")
    left, right = (cells.nth(at).bounding_box() for at in (0, 1))
    assert left
    assert right
    assert right["y"] >= left["y"] + left["height"]
    labels = [cell.evaluate("e => getComputedStyle(e, '::before').content") for cell in cells.all()[:2]]
    assert labels == ['"Senior Backend Engineer, Professional"', '"Site Reliability Engineer"']
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_axe_finds_nothing_in_a_comparison(visit: Open) -> None:
    """axe-core finds nothing in a comparison, in one of levels, nor in the empty page."""
    page = _compared(visit(TWO, company="cyan-and-sons"))
    dark = _compared(visit(LEVELS, company="cyan-and-sons", scheme="dark"))
    for shown in (page, dark, visit("/compare/", scheme="dark")):
        found = Axe().run(shown, options={"runOnly": RULES}).response["violations"]
        assert not [(violation["id"], violation["nodes"][0]["target"]) for violation in found]


def test_without_javascript(visit: Open) -> None:
    """Without JavaScript the page says what it needs, and offers nothing that does not work."""
    page = visit("/compare/", script=False)
    expect(page.get_by_text("Comparing needs JavaScript")).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(page.get_by_text("Comparisons to begin with")).to_be_hidden()


def test_a_comparison_on_paper(visit: Open) -> None:
    """In print the comparison stands in two columns below its title, without anything to operate."""
    page = _compared(visit(TWO))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)
    left, right = (page.locator(".rb-both td").nth(at).bounding_box() for at in (0, 1))
    assert left
    assert right
    assert left["y"] == right["y"]


def test_unlike_roles_from_a_folder(browser: Browser, tmp_path: Path) -> None:
    """From file://, areas and metrics of one name stand side by side; other levels and no ladder are fine."""
    site = build(tmp_path, FOLDER)
    page = browser.new_page()
    page.goto((site / "compare" / "index.html").as_uri() + "?a=one&b=two")
    _compared(page)
    assert _texts(page, ".rb-both tbody") == [
        "Talk Junior Talks Senior Talks Low Listens Middle Speaks High Sings",
        "Care Feed Twice Brush",
        "Uptime 99 % 95 %",
    ]
    assert _texts(page, ".rb-area") == [
        "Only in One Code Junior Writes some Senior Writes more",
        "Only in Two Nothing of its own.",
        "Only in One Only one Wash",
        "Only in Two Nothing of its own.",
        "Only in One Nothing of its own.",
        "Only in Two Emacs",
        "Only in One Calm",
        "Only in Two Nothing of its own.",
    ]
    page.get_by_role("combobox", name="First role").select_option("three")
    expect(page.get_by_text("Three has no career ladder yet.")).to_be_visible()
    assert "?a=three&b=two" in page.url
    page.close()
