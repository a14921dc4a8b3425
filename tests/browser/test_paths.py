"""Career paths on role pages, and the organization: its reporting tree and the picture of the paths."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_reading import RULES

ORGANIZATION = "/organization/"


def _tree(page: Page) -> Locator:
    return page.locator(".rb-org > .rb-tree")


def _branch(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Who reports to {title}", exact=True)


def _column(page: Page, name: str) -> list[str]:
    return page.locator(f"[data-column={name}] li > a").all_text_contents()


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{violation['id']}: {node['target']}" for violation in found for node in violation["nodes"]]


def test_a_role_names_what_is_new_on_the_way(visit: Open) -> None:
    """Next and earlier roles say what is new, row by row of the ladder that asks for it, and lead to the comparison."""
    page = visit("/roles/backend-lead/", company="cyan-and-sons")
    paths = page.locator(".rb-section--paths")
    step = paths.get_by_role("listitem").filter(has_text="Engineering Manager")
    expect(step).to_contain_text("new:")
    new = step.get_by_role("link", name="Hiring")
    expect(new).to_have_attribute("href", "../../ladders/engineering-manager/#hiring")
    compare = "../../compare/?a=backend-lead&b=engineering-manager"
    expect(step.get_by_role("link", name="compare")).to_have_attribute("href", compare)
    earlier = paths.locator(".rb-area").nth(1)
    expect(earlier).to_contain_text("new here:")
    compare = "../../compare/?a=backend-engineer&b=backend-lead"
    expect(earlier.locator(f'a[href="{compare}"]')).to_have_count(1)


def test_a_role_leads_to_its_picture(visit: Open) -> None:
    """From a role one gets to the picture of its paths, and no path names a role the company lacks."""
    page = visit("/roles/backend-lead/", company="cyan-and-sons")
    page.get_by_role("link", name="See the paths as a picture").click()
    expect(page.get_by_label("Paths of", exact=True)).to_have_value("backend-lead")
    assert _column(page, "here") == ["Backend Lead"]
    expect(page.locator(".rb-paths").get_by_text("Frontend Engineer")).to_have_count(0)


def test_the_tree_folds_by_keyboard(visit: Open) -> None:
    """A branch folds and says how many roles it holds; all fold and unfold at once."""
    page = visit(ORGANIZATION)
    report = _tree(page).get_by_role("link", name="Backend Lead", exact=True)
    branch = _branch(page, "Engineering Manager")
    expect(branch).to_have_attribute("aria-expanded", "true")
    branch.focus()
    page.keyboard.press("Enter")
    expect(report).to_be_hidden()
    row = page.locator(".rb-post").filter(has=branch)
    expect(row).to_contain_text(re.compile(r"\d+ roles below"))
    page.keyboard.press("Space")
    expect(report).to_be_visible()
    page.get_by_role("button", name="Fold all", exact=True).click()
    assert _tree(page).get_by_role("link").locator("visible=true").count() == 1
    page.get_by_role("button", name="Unfold all").click()
    expect(report).to_be_visible()


def test_people_find_their_role(visit: Open) -> None:
    """Typing marks the roles, opens their branches, says how many; Enter goes to the first, Escape puts all back."""
    page = visit(ORGANIZATION)
    page.get_by_role("button", name="Fold all", exact=True).click()
    field = page.get_by_label("Find a role in the tree")
    expect(field).to_have_css("border-top-style", "solid")
    field.fill("LEAD")
    expect(page.get_by_role("status").filter(has_text="3 roles")).to_be_visible()
    assert page.locator(".is-found > a").all_text_contents() == ["Backend Lead", "Frontend Lead", "QA Lead"]
    assert not _violations(page)
    field.press("Enter")
    expect(_tree(page).get_by_role("link", name="Backend Lead", exact=True)).to_be_focused()
    field.fill("nobody at all")
    expect(page.get_by_text("No role matches.")).to_be_visible()
    expect(page.locator(".is-found")).to_have_count(0)
    field.press("Escape")
    expect(_branch(page, "Engineering Manager")).to_be_hidden()


def test_the_picture_follows_the_choice_and_the_address(visit: Open) -> None:
    """The select and the nodes choose a role, the address keeps it, and going back shows the one before."""
    page = visit(f"{ORGANIZATION}?path=backend-engineer")
    assert _column(page, "next1") == ["Backend Lead"]
    assert "Engineering Manager" in _column(page, "next2")
    page.get_by_role("button", name="Show the paths of Backend Lead").click()
    expect(page.locator(".is-here a")).to_be_focused()
    assert page.url.endswith("?path=backend-lead#career--paths")
    assert "Senior Backend Engineer" in _column(page, "from1")
    page.get_by_label("Paths of", exact=True).select_option(label="Staff Engineer")
    assert _column(page, "here") == ["Staff Engineer"]
    more = page.locator("[data-column=from1]").locator(".rb-org-quiet")
    shown = len(_column(page, "from1"))
    more.click()
    assert len(_column(page, "from1")) > shown
    page.go_back()
    expect(page.locator(".is-here a")).to_have_text("Backend Lead")
    page.reload()
    expect(page.locator(".is-here a")).to_have_text("Backend Lead")


def test_lines_join_the_roles(visit: Open) -> None:
    """Each line of the picture ends where a role stands: one for each step between neighbours."""
    page = visit(f"{ORGANIZATION}?path=staff-engineer", scheme="dark")
    ends = page.evaluate(
        """() => [...document.querySelectorAll(".rb-picture__lines .is-near")].map(line => {
          const at = line.getPointAtLength(line.getTotalLength()).matrixTransform(line.getScreenCTM());
          const start = line.getPointAtLength(0).matrixTransform(line.getScreenCTM());
          const here = document.querySelector(".is-here").getBoundingClientRect();
          const near = (point, x) =>
            Math.abs(point.x - x) < 2 && Math.abs(point.y - (here.top + here.bottom) / 2) < 2;
          return near(at, here.left) || near(start, here.right);
        })"""
    )
    assert len(ends) == len(_column(page, "from1")) + len(_column(page, "next1"))
    assert all(ends)
    assert not _violations(page)


def test_a_role_nobody_has(visit: Open) -> None:
    """A link to the paths of a role the company lacks says so, and shows another."""
    page = visit(f"{ORGANIZATION}?path=<b>", company="cyan-and-sons", width=320)
    expect(page.get_by_text('This handbook has no role "<b>".')).to_be_visible()
    assert len(_column(page, "here")) == 1
    node = page.locator(".rb-picture__node").first.bounding_box()
    assert node
    assert node["x"] + node["width"] <= 320


def test_without_javascript_all_is_readable(visit: Open) -> None:
    """Without a script the tree stands open and a table names every way on."""
    page = visit(ORGANIZATION, script=False)
    expect(_tree(page).get_by_role("link", name="Senior Backend Engineer")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Senior Backend Engineer"))
    expect(row.get_by_role("link", name="Backend Lead", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Fold all")).to_have_count(0)


def test_it_prints_whole(visit: Open) -> None:
    """On paper every branch is open, and no control is left."""
    page = visit(ORGANIZATION, width=680)
    page.get_by_role("button", name="Fold all", exact=True).click()
    page.emulate_media(media="print")
    expect(_tree(page).get_by_role("link", name="QA Engineer")).to_be_visible()
    expect(page.locator(".rb-picture__lines")).to_be_visible()
    assert not page.locator("article button:visible, article input:visible, article select:visible").count()
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4"))) <= 2


def test_it_speaks_german(visit: Open) -> None:
    """The scripts say what they say in the handbook's language."""
    page = visit(ORGANIZATION, company="nordlicht")
    page.get_by_label("Eine Rolle im Baum finden").fill("qa")
    expect(page.get_by_role("status").filter(has_text="2 Rollen")).to_be_visible()
    expect(page.get_by_role("heading", name="Wohin diese Rolle führt")).to_be_visible()
