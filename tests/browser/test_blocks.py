"""Building blocks on hand-written pages: each works where it is put, alone, beside others, and twice."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from rolebook.macros import SIGNATURES
from tests.browser.blocks import OTHER, blocks_site
from tests.browser.conftest import serve
from tests.browser.test_reading import RULES

pytestmark = pytest.mark.no_cover  # many builds, of lines that other tests reach too

ALONE = [f"alone-{macro.replace('_', '-')}" for macro in sorted(SIGNATURES)]
WINDOWS = [(1280, "light"), (360, "dark")]
Visit = Callable[..., Page]

expect.set_options(timeout=60_000)
"""However busy the machine is."""

in_windows = pytest.mark.parametrize(("width", "scheme"), WINDOWS, ids=["wide", "narrow and dark"])


def on(*pages: str) -> pytest.MarkDecorator:
    """Run a test on each of these pages."""
    return pytest.mark.parametrize("name", pages)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of building blocks, or find it built."""
    return blocks_site(tmp_path_factory)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve it."""
    with serve(site) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a page of it in a window of a size and scheme; nothing may go wrong there unless scripts are `lost`."""
    contexts = []
    wrong: list[str] = []

    def visit(
        name: str, width: int = 1280, scheme: str = "light", script: bool = True, lost: str = ""
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        if lost:
            page.route(re.compile(lost), lambda route: route.abort())
        else:
            page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/{name}/")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


def test_no_id_is_there_twice(site: Path) -> None:
    """However many blocks a page has, its ids are unique, and what names one is on the page."""
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        ids = Counter(re.findall(r'\sid="([^"]*)"', html))
        assert [name for name, count in ids.items() if count > 1] == [], file
        named = re.findall(r'\s(?:for|list|aria-labelledby)="([^"]*)"', html)
        named += re.findall(r'href="#([^"]+)"', html.partition("<article")[2])
        assert {name for names in named for name in names.split()} - {*ids} == set(), file


def test_a_page_loads_what_it_needs_and_no_more(site: Path) -> None:
    """Scripts and sheets follow from the blocks on a page, not from what kind of page it is."""

    def loaded(name: str) -> set[str]:
        html = (site / name / "index.html").read_text(encoding="utf-8")
        return set(re.findall(r"assets/rolebook/([\w-]+\.(?:js|css))", html))

    always = {"rolebook.css", "rolebook.js", "print.css"}
    assert loaded("alone-career-ladder") - always == {"ladder.js", "print-ladder.css"}
    assert loaded("alone-checklist") - always == {"checklist.js"}
    assert loaded("alone-objectives") == loaded("roles/qa-engineer") == always
    assert "ladder.js" in loaded(f"ladders/{OTHER}")


@in_windows
@on("all", "two", "inside")
def test_axe_finds_nothing_on_many_blocks(visit: Visit, name: str, width: int, scheme: str) -> None:
    """axe-core finds no violation on a page of many blocks, and it does not scroll sideways."""
    page = visit(name, width, scheme)
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


_SPILLED = """() => {
  const found = [];
  for (const place of document.querySelectorAll("article .admonition, article .grid > div")) {
    const box = place.getBoundingClientRect();
    const clips = (node) => node !== place && (getComputedStyle(node).overflowX !== "visible" || clips(node.parentElement));
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const [text, parent] = [walker.currentNode.data.trim(), walker.currentNode.parentElement];
      if (!text || parent.closest("select, .headerlink") || !parent.checkVisibility() || clips(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const lines = [...range.getClientRects()];
      const spills = lines.some((line) => line.width > 1 && (line.right > box.right + 1 || line.left < box.left - 1));
      if (spills || lines.length > text.split(/\\s+/).length) found.push(text);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [1280, 700, 360])
def test_narrow_places(visit: Visit, width: int) -> None:
    """In a note at the side and in columns, parts keep their text within and break no word; a table widens no page."""
    page = visit("narrow", width)
    assert page.evaluate(_SPILLED) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_axe_finds_nothing_on_one_block(visit: Visit) -> None:
    """axe-core finds no violation on a page of a single block, whichever it is."""
    page = visit(ALONE[0], 360, "dark")
    found = {}
    for name in ALONE:
        page.goto(re.sub(r"[^/]+/$", f"{name}/", page.url))
        if violations := _violations(page):
            found[name] = violations
    assert found == {}


def _violations(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {node['target']}"
        for violation in Axe().run(page, options={"runOnly": RULES}).response["violations"]
        for node in violation["nodes"]
    ]


@in_windows
@on("alone-career-ladder", "all", "inside", "two")
def test_a_ladder_shows_only_what_changes(visit: Visit, name: str, width: int, scheme: str) -> None:
    """The control of a ladder works on any page."""
    page = visit(name, width, scheme)
    ladder = page.locator(".rb-ladders").first
    ladder.get_by_role("radio", name="Only what changes").check()
    expect(ladder.locator("tbody td:visible")).to_have_count(2 * ladder.locator("tbody tr").count())
    expect(ladder.locator("mark").first).to_be_visible()


@on("alone-career-ladder", "all", "inside", f"ladders/{OTHER}")
def test_every_level_is_a_tap_away(visit: Visit, name: str) -> None:
    """On a phone a ladder shows one level, and each of the others by its tab."""
    page = visit(name, 360)
    ladder = page.locator(".rb-ladders").first
    rows = ladder.locator("tbody tr").count()
    for tab in ladder.locator(".rb-tabs input").all():
        tab.check()
        expect(ladder.locator("tbody td:visible")).to_have_count(rows)


@pytest.mark.parametrize("width", [1280, 360])
def test_two_ladders_work_each_by_itself(visit: Visit, width: int) -> None:
    """What is chosen in one ladder changes no other, and the address brings back both."""
    page = visit("two", width)
    first, second, third = page.locator(".rb-ladders").all()
    changes = "Only what changes"
    second.get_by_role("radio", name=changes).check()
    expect(first.get_by_role("radio", name=changes)).not_to_be_checked()
    first.get_by_role("radio", name=changes).check()
    first.get_by_label("From", exact=True).select_option(index=1)
    page.reload()
    expect(first.get_by_role("radio", name=changes)).to_be_checked()
    expect(second.get_by_role("radio", name=changes)).to_be_checked()
    expect(third.get_by_role("radio", name=changes)).not_to_be_checked()
    assert first.get_by_label("From", exact=True).input_value() != ""
    page.goto(f"{page.url.partition('?')[0]}#{third.locator('thead th[id]').last.get_attribute('id')}")
    expect(third.locator("[data-chosen]")).to_have_count(1)
    expect(first.locator("[data-chosen]")).to_have_count(0)


@in_windows
def test_a_checklist_is_one_wherever_it_stands(visit: Visit, width: int, scheme: str) -> None:
    """Ticks are the role's: the same list further down, the index, and the list's own page have them too."""
    page = visit("all", width, scheme)
    item = page.locator(".rb-checking").first.locator("input").first
    item.check()
    expect(page.locator(".rb-checking:has(input)").last.locator("input").first).to_be_checked()
    expect(page.locator(".rb-begun").get_by_text("1 of 10").first).to_be_visible()
    page.goto(page.url.replace("/all/", "/checklists/backend-lead/"))
    expect(page.locator(".rb-checking input").first).to_be_checked()
    expect(page.locator(".rb-checking__count")).to_have_text("1 of 10")
    page.get_by_role("button", name="Start over").click()
    page.goto(page.url.replace("/checklists/backend-lead/", "/alone-checklist/"))
    expect(page.locator(".rb-checking__count")).to_have_text("0 of 10")


@in_windows
@on("alone-role-filter", "all")
def test_roles_are_filtered(visit: Visit, name: str, width: int, scheme: str) -> None:
    """The filter narrows the list below it and keeps its words in the address, beside what others keep there."""
    page = visit(f"{name}/?path=qa-lead".replace("/?", "/?"), width, scheme)
    page.goto(page.url.rstrip("/"))
    filtering = page.locator(".rb-filtering").first
    filtering.get_by_label("Title or words").fill("QA Lead")
    roles = page.locator(".rb-departments--full").first.locator(".rb-roles > li:visible")
    expect(roles).to_have_count(1)
    expect(filtering.get_by_role("status")).to_have_text("1 of 5 roles")
    expect(page).to_have_url(re.compile(r"words=QA\+Lead"))
    assert "path=qa-lead" in page.url


@in_windows
@on("alone-compare", "all", "two")
def test_roles_are_compared(visit: Visit, name: str, width: int, scheme: str) -> None:
    """Two roles stand side by side below the fields; the page keeps its own title."""
    page = visit(name, width, scheme)
    title = page.title()
    comparing = page.locator(".rb-comparing").first
    comparing.get_by_label("First role").select_option("backend-engineer")
    comparing.get_by_label("Second role").select_option("backend-lead")
    expect(comparing.get_by_role("heading", name="Competencies")).to_be_visible()
    expect(comparing.get_by_role("heading", name="Backend Engineer and Backend Lead")).to_be_visible()
    assert page.title() == title
    expect(page.locator("h1").first).not_to_contain_text("and Backend Lead")


def test_two_comparisons_keep_their_own_address(visit: Visit) -> None:
    """A second comparison on a page is chosen and found again by itself."""
    page = visit("two")
    first, second = page.locator(".rb-comparing").all()[:2]
    second.get_by_label("First role").select_option("qa-lead")
    expect(page).to_have_url(re.compile("a-2=qa-lead"))
    page.reload()
    expect(second.get_by_label("First role")).to_have_value("qa-lead")
    expect(first.get_by_label("First role")).to_have_value("")


@in_windows
@on("alone-assessment", "all")
def test_a_self_assessment_anywhere(visit: Visit, name: str, width: int, scheme: str) -> None:
    """A reader begins, answers and comes back; the page keeps its title."""
    page = visit(name, width, scheme)
    title = page.title()
    place = page.locator(".rb-assess").first
    place.get_by_label("Role").select_option("qa-engineer")
    place.get_by_role("button", name="Begin").click()
    place = page.locator(".rb-assess").first
    expect(place.get_by_role("heading", name="Where you stand")).to_be_visible()
    place.get_by_role("radio").nth(1).check()
    expect(place.locator(".rb-assess__status")).to_contain_text("1 of")
    page.reload()
    expect(place.locator(".rb-assess__status")).to_contain_text("1 of")
    assert page.title() == title


@in_windows
@on("alone-org-chart", "all")
def test_the_tree_folds(visit: Visit, name: str, width: int, scheme: str) -> None:
    """The reporting tree folds and unfolds."""
    page = visit(name, width, scheme)
    org = page.locator(".rb-org").first
    org.get_by_role("button", name="Fold all", exact=True).click()
    expect(org.get_by_role("link", name="Backend Engineer")).to_be_hidden()
    org.get_by_role("button", name="Unfold all").click()
    expect(org.get_by_role("link", name="Backend Engineer")).to_be_visible()


@in_windows
@on("alone-career-paths", "all")
def test_the_paths_of_a_role(visit: Visit, name: str, width: int, scheme: str) -> None:
    """The picture of career paths goes round the role that is chosen."""
    page = visit(name, width, scheme)
    paths = page.locator(".rb-paths").first
    paths.get_by_label("Paths of", exact=True).select_option("backend-lead")
    expect(paths.locator(".is-here")).to_contain_text("Backend Lead")
    expect(page).to_have_url(re.compile(r"path=backend-lead#career--paths"))


@on("alone-home-search", "all")
def test_the_search_of_a_home_page(visit: Visit, name: str) -> None:
    """The search opens from wherever its field stands."""
    page = visit(name)
    page.locator(".rb-home-search button").first.click()
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()


_HIDDEN = """() => {
  const shown = (node) => node.checkVisibility({ visibilityProperty: true });
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const [text, parent] = [walker.currentNode.data.trim(), walker.currentNode.parentElement];
    const none = "script, style, .rb-scripted *, .rb-between, [hidden], [hidden] *, .tabbed-block *, details:not([open]) *";
    if (text && !parent.matches(none) && !shown(parent)) found.push(text);
  }
  return found;
}"""


@on("all", "inside", "two")
@pytest.mark.parametrize("width", [1280, 360])
def test_without_scripts_everything_is_there(visit: Visit, name: str, width: int) -> None:
    """Where no script runs, all text is in sight and no control is; every level of a ladder among it."""
    page = visit(name, width, script=False)
    assert page.evaluate(_HIDDEN) == []
    expect(page.locator(".rb-scripted:visible")).to_have_count(0)
    if name != "inside":
        expect(page.locator(".rb-scriptless").first).to_be_visible()


@on("all", "two")
@pytest.mark.parametrize("width", [1280, 360])
def test_a_script_that_fails_takes_only_its_part(visit: Visit, name: str, width: int) -> None:
    """Where a ladder's script does not arrive, its text is all there without controls; a checklist still works."""
    page = visit(name, width, lost=r"/ladder\.js")
    ladder = page.locator(".rb-ladders").first
    cells = ladder.locator("tbody td")
    expect(ladder.locator(".rb-scripted:visible")).to_have_count(0)
    expect(ladder.locator("tbody td:visible")).to_have_count(cells.count())
    page.locator(".rb-checking").first.locator("input").first.check()
    expect(page.locator(".rb-checking__count").first).to_contain_text("1 of")
