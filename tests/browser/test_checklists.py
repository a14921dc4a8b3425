"""Checklists: ticks that stay, are counted, copied, taken back, and seen by nobody else."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Open, build, serve
from tests.browser.test_reading import RULES

BACKEND = "/checklists/backend-engineer/"
FIRST = "APIs well-designed and documented"

_SPEC = """\
# Hard Agent
## Identity
- **Title**: Hard
## Self-Assessment Checklist
- [ ] Runs `make test` & *reads* it
- [ ] =SUM(A1), "quoted"
- [ ] Same words
- [ ] Same words
  - even nested
### Later
- [ ] 1. [Works](https://a.example/) with a_b
"""


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve a checklist of hard words; give its address."""
    site = build(tmp_path_factory.mktemp("hard"), {"roles/x/hard.md": _SPEC})
    with serve(site) as address:
        yield f"{address}/checklists/hard/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a browser of its own, whose pages share what they save."""
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


def _open(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def _tick(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("checkbox", name=name).check()


def test_ticks_stay_and_are_counted(visit: Open) -> None:
    """What a reader ticks is counted, there after a reload, and on the index of checklists."""
    page = visit(BACKEND)
    expect(page.locator(".rb-checking__count")).to_have_text("0 of 8")
    _tick(page, FIRST, "Tests cover critical paths")
    expect(page.locator(".rb-checking__count")).to_have_text("2 of 8")
    expect(page.get_by_role("progressbar")).to_have_js_property("value", 2)
    page.reload()
    expect(page.get_by_role("checkbox", name=FIRST)).to_be_checked()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.goto(page.url.replace("backend-engineer/", ""))
    lines = page.get_by_role("main").get_by_role("listitem")
    line = lines.filter(has=page.get_by_role("link", name="Senior Backend Engineer", exact=True))
    expect(line.locator(".rb-note")).to_have_text("2 of 8")
    expect(page.locator("progress")).to_have_count(1)
    line.get_by_role("link").click()
    expect(page.locator(".rb-checking__count")).to_have_text("2 of 8")
    for box in page.get_by_role("checkbox").all():
        box.check()
    expect(page.locator(".rb-checking__count")).to_have_text("All 8 done")
    page.go_back()
    expect(line.locator(".rb-note")).to_have_text("All 8 done")


def test_starting_over_can_be_undone(visit: Open) -> None:
    """Starting over takes all ticks, and one key brings them back."""
    page = visit(BACKEND)
    over = page.get_by_role("button", name="Start over")
    expect(over).to_be_hidden()
    _tick(page, FIRST, "Services highly available")
    over.press("Enter")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("All ticks are gone.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    expect(over).to_be_focused()
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    over.click()
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_ticks_belong_to_words(context: BrowserContext, addresses: Mapping[str, str]) -> None:
    """When a spec is put in another order, ticks go with their items; an item that is gone does not count."""
    page = _open(context, f"{addresses['initech']}{BACKEND}")
    _tick(page, FIRST, "Services highly available")
    html = page.content()
    data_address = f"{addresses['initech']}/data/roles/backend-engineer.js"
    data = page.request.get(data_address).text()
    gone, moved = "services-highly-available", "apis-well-designed-and-documented"
    swapped = html.replace(moved, "x").replace("performance-slas-met", moved).replace(gone, "other")
    page.route(f"**{BACKEND}", lambda route: route.fulfill(body=swapped, content_type="text/html"))
    page.route("**/data/roles/*", lambda route: route.fulfill(body=data.replace(gone, "other")))
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Performance SLAs met")).to_be_checked()
    page.goto(f"{addresses['initech']}/checklists/")
    expect(page.get_by_text("1 of 8")).to_be_visible()


def test_another_tab_follows(context: BrowserContext, addresses: Mapping[str, str]) -> None:
    """A tick in one tab appears in the other and on the index, and neither takes away the other's."""
    address = f"{addresses['initech']}{BACKEND}"
    one, other, index = (_open(context, each) for each in (address, address, f"{address}../"))
    _tick(one, FIRST)
    expect(other.get_by_role("checkbox", name=FIRST)).to_be_checked()
    _tick(other, "Services highly available")
    expect(one.locator(".rb-checking__count")).to_have_text("2 of 8")
    expect(index.get_by_text("2 of 8")).to_be_visible()


def test_two_companies_on_one_host(
    context: BrowserContext, sites: Mapping[str, Path], tmp_path: Path
) -> None:
    """Two companies that one host serves below paths of their own do not see each other's ticks."""
    (tmp_path / "a").symlink_to(sites["initech"])
    (tmp_path / "b").symlink_to(sites["nordlicht"])
    with serve(tmp_path) as host:
        one = _open(context, f"{host}/a{BACKEND}")
        other = _open(context, f"{host}/b{BACKEND}")
        _tick(one, FIRST)
        expect(one.locator(".rb-checking__count")).to_have_text("1 of 8")
        expect(other.locator(".rb-checking__count")).to_have_text("0 von 8")
        other.reload()
        expect(other.get_by_role("checkbox", checked=True)).to_have_count(0)
        _tick(other, "Services highly available")
        other.get_by_role("button", name="Von vorn beginnen").click()
        one.reload()
        expect(one.get_by_role("checkbox", name=FIRST)).to_be_checked()
        other.goto(f"{host}/b/checklists/")
        expect(other.locator("progress")).to_have_count(0)


@pytest.mark.parametrize(
    "broken",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    ],
    ids=["full", "forbidden"],
)
def test_ticks_that_cannot_be_saved(
    context: BrowserContext, addresses: Mapping[str, str], broken: str
) -> None:
    """Where nothing can be saved, that is said once, and ticks work until the page is left."""
    page = context.new_page()
    page.add_init_script(broken)
    page.goto(f"{addresses['initech']}{BACKEND}")
    _tick(page, FIRST)
    notice = page.locator(".rb-notice")
    expect(notice).to_contain_text("Ticks cannot be saved in this browser.")
    notice.evaluate("e => e.replaceChildren()")
    _tick(page, "Services highly available")
    expect(page.locator(".rb-checking__count")).to_have_text("2 of 8")
    expect(notice).to_have_text("")


def test_copied_as_markdown_and_csv(context: BrowserContext, hard: str) -> None:
    """The list is copied as Markdown that reads the same, and as CSV that no spreadsheet takes for a formula."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = _open(context, hard)
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_role("checkbox").nth(3).check()
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.get_by_role("status")).to_have_text("Copied as Markdown.")
    assert page.evaluate("navigator.clipboard.readText()").splitlines() == [
        "# Hard Checklist",
        "",
        "- [ ] Runs `make test` & *reads* it",
        '- [x] =SUM(A1), "quoted"',
        "- [ ] Same words",
        "- [x] Same words",
        "  - even nested",
        "",
        "## Later",
        "",
        "- [ ] 1\\. [Works](https://a.example/) with a\\_b",
    ]
    page.get_by_role("button", name="Copy as CSV").click()
    expect(page.get_by_role("status")).to_have_text("Copied as CSV.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert list(csv.reader(io.StringIO(copied))) == [
        ["Section", "Item", "Done"],
        ["", "Runs make test & reads it", "no"],
        ["", '\'=SUM(A1), "quoted"', "yes"],
        ["", "Same words", "no"],
        ["", "Same words even nested", "yes"],
        ["Later", "1. Works with a_b", "no"],
    ]


def test_copying_by_hand(visit: Open) -> None:
    """Where the clipboard is forbidden, the text stands ready to be copied, and Escape leads back."""
    page = visit(BACKEND)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    copy = page.get_by_role("button", name="Copy as CSV")
    copy.press("Enter")
    field = page.locator(".rb-dialog").get_by_role("textbox", name="Copy the text from here")
    expect(field).to_be_focused()
    chosen = field.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert chosen.startswith(f'"Item","Done"\n"{FIRST}","no"\n')
    page.keyboard.press("Escape")
    expect(page.locator(".rb-dialog")).to_have_count(0)
    expect(copy).to_be_focused()
    copy.press("Enter")
    assert not Axe().run(page, options={"runOnly": RULES}).response["violations"]
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".rb-dialog")).to_have_count(0)


def test_print_has_empty_boxes(visit: Open) -> None:
    """On paper every box is empty, every item black, and no control is there."""
    page = visit(BACKEND)
    _tick(page, FIRST)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Copy as CSV")).to_be_hidden()
    expect(page.locator(".rb-checking__count")).to_be_hidden()
    looks = """all => new Set(all.map((box) => {
      const [own, mark] = [getComputedStyle(box), getComputedStyle(box, "::after")];
      const text = getComputedStyle(box.nextElementSibling).color;
      const ticked = box.checked && mark.display !== "none";
      return [own.backgroundColor, own.borderColor, text, ticked].join();
    })).size"""
    assert page.get_by_role("checkbox").evaluate_all(looks) == 1


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_while_ticking(visit: Open, width: int, scheme: str) -> None:
    """axe-core finds no violation in a checklist that is half done, nor in the index; nothing scrolls sideways."""
    page = visit(BACKEND, company="cyan-and-sons", width=width, scheme=scheme)
    _tick(page, FIRST)
    assert not Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.goto(page.url.replace("backend-engineer/", ""))
    expect(page.get_by_text("1 of 8")).to_be_visible()
    assert not Axe().run(page, options={"runOnly": RULES}).response["violations"]
