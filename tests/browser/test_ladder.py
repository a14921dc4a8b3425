"""The career ladder: one level at a time, only what changes, addresses to send."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Open, build, serve
from tests.browser.test_reading import RULES

BACKEND = "/ladders/backend-engineer/"
MANAGER = "/ladders/engineering-manager/"

_LONG = "Principal Member of the Technical Staff for all the Platforms"
_LEVELS = [f"Level {number} {_LONG}" for number in range(1, 11)]
_ROWS = [
    "| Testing | Writes tests | Writes tests for others |" + " Leads |" * 8,
    "| Planning | Plans a week | Plans a week |" + " Leads |" * 8,
    "| Speaking | | Gives talks |" + " Leads |" * 8,
    "| Listening | Hears | |" + " Leads |" * 8,
    *(f"| Competency {number} {_LONG} |" + " Leads |" * 10 for number in range(26)),
]
_SPEC = "\n".join(
    [
        "# Hard Agent",
        "## Identity",
        "- **Title**: Hard",
        "## Evaluation Matrix",
        "### Individual",
        "| Competency | " + " | ".join(_LEVELS) + " |",
        "|---" * 11 + "|",
        *_ROWS,
        "",
        "### Managing",
        "| Competency | M1 | M2 |",
        "|---|---|---|",
        "| Hiring | Interviews | Interviews and decides |",
    ]
)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve a ladder of ten levels and thirty competencies, with a second matrix; give its address."""
    site = build(tmp_path_factory.mktemp("hard"), {"roles/x/hard.md": _SPEC})
    with serve(site) as address:
        yield f"{address}/ladders/hard/"


@pytest.fixture
def open_hard(browser: Browser, hard: str) -> Iterator[Open]:
    """Open the hard ladder in a window of a width."""
    context = browser.new_context(reduced_motion="reduce")

    def open_hard(rest: str = "", width: int = 1280) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{hard}{rest}")
        return page

    yield open_hard
    context.close()


def _row(page: Page, competency: str) -> Locator:
    return page.locator(".rb-ladder tbody tr").filter(has=page.get_by_role("rowheader", name=competency))


def _scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_only_what_changes(visit: Open) -> None:
    """From one level to a later one a reader sees two columns, the later with its new words marked."""
    page = visit(BACKEND)
    expect(page.get_by_label("From", exact=True)).to_be_hidden()
    page.get_by_role("radio", name="Only what changes").check()
    page.get_by_label("From", exact=True).select_option("Level 2 (Competent)")
    heads = page.get_by_role("columnheader")
    expect(heads).to_have_count(3)
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?from=level-2-competent&to=level-3-expert")
    row = _row(page, "Database Skills").get_by_role("cell")
    expect(row.first).to_have_text("Complex optimization")
    expect(row.last.locator("mark")).to_have_text("Database architecture")
    security = _row(page, "Security").get_by_role("cell").last
    expect(security).to_have_text("Security architecture")
    expect(security.locator("mark")).to_have_text("architecture")
    seen = security.locator("mark").evaluate(
        "e => [getComputedStyle(e).textDecorationLine, getComputedStyle(e).fontWeight]"
    )
    assert seen == ["underline", "600"]
    page.get_by_label("to", exact=True).select_option("Level 4 (Master)")
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?from=level-2-competent&to=level-4-master")
    expect(_row(page, "Database Skills").get_by_role("cell").last).to_have_text("Database expert")
    page.get_by_role("radio", name="Whole ladder").check()
    expect(heads).to_have_count(5)
    expect(page.locator(".rb-ladder mark")).to_have_count(0)
    assert "?" not in page.url


def test_the_later_level_is_later(visit: Open) -> None:
    """A level that is not above the first is not offered, and the last choice of an earlier one gives way."""
    page = visit(f"{BACKEND}?from=level-1-novice&to=level-2-competent")
    page.get_by_label("From", exact=True).select_option("Level 3 (Expert)")
    expect(page.get_by_label("to", exact=True)).to_have_value("level-4-master")
    enabled = page.get_by_label("to", exact=True).locator("option:not([disabled])")
    expect(enabled).to_have_text(["Level 4 (Master)"])


def test_changes_can_be_sent(visit: Open) -> None:
    """An address with two levels shows what changes between them, by the company's own names, on a phone too."""
    page = visit(f"{BACKEND}?from=level-2-competent&to=level-3-expert", company="cyan-and-sons", width=320)
    expect(page.get_by_label("From", exact=True)).to_have_value("level-2-competent")
    cells = _row(page, "API Design").locator("td:visible")
    expect(cells).to_have_text(["Advanced patterns", "API architecture"])
    named = cells.evaluate_all("all => all.map(e => getComputedStyle(e, '::before').content)")
    assert named == ['"Professional"', '"Senior"']
    assert not _scrolls_sideways(page)


@pytest.mark.parametrize("asked", ["?from=level-2-competent&to=level-9", "?level=level-9"])
def test_a_level_the_ladder_lacks(visit: Open, asked: str) -> None:
    """An address with a level that the ladder lacks shows the whole ladder and says so."""
    page = visit(f"{BACKEND}{asked}")
    expect(page.get_by_role("status")).to_contain_text("no level “level-9”")
    expect(page.get_by_role("columnheader")).to_have_count(5)
    assert "?" not in page.url


def test_what_does_not_change_says_so(open_hard: Open) -> None:
    """The same words at both levels are no change; where nothing is defined, that is said."""
    page = open_hard()
    page.get_by_role("radio", name="Only what changes").first.check()
    expect(_row(page, "Testing").get_by_role("cell").last.locator("mark")).to_have_text("for others")
    expect(_row(page, "Planning").get_by_role("cell").last).to_have_text("No change")
    speaking, listening = (_row(page, name).get_by_role("cell") for name in ("Speaking", "Listening"))
    expect(speaking).to_have_text(["Not defined", "Gives talks"])
    expect(speaking.last.locator("mark")).to_have_text("Gives talks")
    expect(listening).to_have_text(["Hears", "Not defined"])
    page.get_by_role("radio", name="Whole ladder").first.check()
    expect(_row(page, "Planning").get_by_role("cell").nth(1)).to_have_text("Plans a week")


def test_each_matrix_works_on_its_own(open_hard: Open) -> None:
    """What one matrix shows leaves the other as it was, and the address tells them apart."""
    page = open_hard()
    page.get_by_role("radio", name="Only what changes").last.check()
    first, second = page.locator(".rb-ladder").all()
    expect(second.get_by_role("columnheader")).to_have_count(3)
    expect(first.get_by_role("columnheader")).to_have_count(11)
    assert page.url.endswith("?from-2=m1&to-2=m2")
    page.reload()
    expect(second.locator("mark")).to_have_text("Interviews and decides")
    expect(first.get_by_role("columnheader")).to_have_count(11)


@pytest.mark.parametrize("rest", ["", f"?from=level-1-{_LONG.lower().replace(' ', '-')}"])
def test_a_hard_ladder_fits_a_phone(open_hard: Open, rest: str) -> None:
    """Ten levels, thirty competencies and names of sixty characters make no page scroll sideways."""
    page = open_hard(rest, width=320)
    expect(page.locator(".rb-ladder").first).to_be_visible()
    assert not _scrolls_sideways(page)


def test_one_level_at_a_time_on_a_phone(visit: Open) -> None:
    """On a phone the tabs show one level, by touch and by arrow keys, and the address follows."""
    page = visit(MANAGER, width=360)
    mentoring = _row(page, "Mentoring").locator("td:visible")
    expect(mentoring).to_have_text(
        "Holds a 1:1 with every report each week and writes down one growth goal for each"
    )
    page.get_by_role("radio", name="M5 (Director)").check()
    expect(mentoring).to_have_text(
        "Keeps two managers ready for a wider scope at any time and can show their results"
    )
    assert page.url.endswith("?level=m5-director")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="M4 (Group Manager)")).to_be_checked()
    expect(mentoring).to_contain_text("Coaches other managers")
    expect(page.get_by_role("heading", name="Level by level")).to_be_hidden()
    page.reload()
    expect(mentoring).to_contain_text("Coaches other managers")


_SWIPE = """(element, [from, to]) => {
  const touch = (x) => new Touch({ identifier: 1, target: element, clientX: x, clientY: 300 });
  element.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(from)], changedTouches: [touch(from)] }));
  element.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(to)] }));
}"""


def test_swiping_turns_to_the_next_level(visit: Open) -> None:
    """A swipe to the left shows the next level, one to the right the one before; there is none before the first."""
    page = visit(BACKEND, width=360)
    frame = page.locator(".rb-ladder")
    frame.evaluate(_SWIPE, [250, 100])
    expect(page.get_by_role("radio", name="Level 2 (Competent)")).to_be_checked()
    frame.evaluate(_SWIPE, [100, 130])
    expect(page.get_by_role("radio", name="Level 2 (Competent)")).to_be_checked()
    frame.evaluate(_SWIPE, [100, 250])
    frame.evaluate(_SWIPE, [100, 250])
    expect(page.get_by_role("radio", name="Level 1 (Novice)")).to_be_checked()


@pytest.mark.parametrize(
    "rest", ["#level--level-3-expert", "#expected--level-3-expert", "?level=level-3-expert"]
)
def test_an_address_of_a_level_opens_its_tab(visit: Open, rest: str) -> None:
    """On a phone an address that names a level shows that level."""
    page = visit(f"{BACKEND}{rest}", width=360)
    expect(page.get_by_role("radio", name="Level 3 (Expert)")).to_be_checked()
    expect(_row(page, "API Design").locator("td:visible")).to_have_text("API architecture")


@pytest.mark.parametrize("rest", ["#level--m6-senior-director", "?level=m6-senior-director"])
def test_an_address_of_a_level_stands_out(visit: Open, rest: str) -> None:
    """On a desk the level that an address names is in sight and stands out by tint and weight."""
    page = visit(f"{MANAGER}{rest}", width=900)
    head = page.get_by_role("columnheader", name="M6 (Senior Director)")
    expect(head).to_have_css("font-weight", "700")
    box = head.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 900
    cells = _row(page, "Hiring").get_by_role("cell")
    shadow = "e => getComputedStyle(e).backgroundImage"
    assert cells.last.evaluate(shadow) != cells.first.evaluate(shadow)


def test_an_address_of_a_competency_shows_its_row(visit: Open) -> None:
    """An address that names a competency brings its row below the header row."""
    page = visit(f"{MANAGER}#team-health")
    page.wait_for_load_state("load")
    head = page.get_by_role("columnheader", name="Competency").bounding_box()
    row = page.get_by_role("rowheader", name="Team Health").bounding_box()
    assert head
    assert row
    assert 0 < head["y"] < row["y"] < 800
    assert row["y"] >= head["y"] + head["height"] - 1


def test_addresses_to_copy(visit: Open) -> None:
    """Each level and competency has a link to itself, reached by keyboard, that is copied too."""
    page = visit(f"{BACKEND}?from=level-2-competent&to=level-3-expert")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    plain = page.url.partition("?")[0]
    link = page.get_by_role("link", name="Address of API Design")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Address copied.")
    copied = "navigator.clipboard.readText()"
    assert page.evaluate(copied) == f"{plain}?from=level-2-competent&to=level-3-expert#api-design"
    page.get_by_role("link", name="Address of Level 3 (Expert)").press("Enter")
    page.wait_for_function(f"{copied}.then(text => text === '{plain}#level--level-3-expert')")


def test_the_frame_shows_that_it_goes_on(visit: Open) -> None:
    """A ladder that is wider than its frame fades at the edge, until its end is reached."""
    page = visit(MANAGER, width=900)
    frame = page.locator(".rb-ladder")
    veil = "e => getComputedStyle(e, '::after').opacity"
    page.wait_for_function(f"({veil})(document.querySelector('.rb-ladder')) === '1'")
    frame.evaluate("e => { e.scrollLeft = e.scrollWidth }")
    page.wait_for_function(f"({veil})(document.querySelector('.rb-ladder')) === '0'")
    page.emulate_media(media="print")
    expect(page.get_by_role("cell", name="Writes the multi-year workforce plan")).to_be_visible()


def test_ways_on_from_a_ladder(visit: Open) -> None:
    """The head of a ladder leads to the role's references, to comparing it and to the self-assessment."""
    page = visit(BACKEND)
    actions = page.locator(".rb-actions")
    base = page.url.partition("/ladders/")[0]
    for name, address in {
        "References": "/roles/backend-engineer/#gold_standard-references",
        "Compare": "/compare/?a=backend-engineer",
        "Self-assessment": "/assessment/?role=backend-engineer",
        "Checklist": "/checklists/backend-engineer/",
    }.items():
        link = actions.get_by_role("link", name=name)
        assert link.evaluate("e => e.href") == f"{base}{address}"
        assert page.request.get(f"{base}{address}").ok


@pytest.mark.parametrize(
    ("rest", "width", "scheme"),
    [("?from=m2-manager&to=m3-senior-manager", 1280, "light"), ("?level=m2-manager", 360, "dark")],
)
def test_axe_finds_nothing_in_what_changes(visit: Open, rest: str, width: int, scheme: str) -> None:
    """axe-core finds no violation where only what changes is shown, and none in the tabs of a phone."""
    page = visit(f"{MANAGER}{rest}", width=width, scheme=scheme)
    expect(page.get_by_role("radio", name="Only what changes")).to_be_visible()
    results = Axe().run(page, options={"runOnly": RULES})
    assert [
        f"{found['id']}: {node['target']} {node.get('failureSummary', '')}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ] == []


def test_without_a_script_nothing_is_offered_that_needs_one(visit: Open) -> None:
    """Without JavaScript the whole ladder is there, and no control that would do nothing."""
    page = visit(f"{BACKEND}?from=level-2-competent&to=level-3-expert", script=False)
    expect(page.get_by_role("columnheader")).to_have_count(5)
    expect(page.get_by_role("radio", name="Whole ladder")).to_be_hidden()
    expect(page.get_by_label("From", exact=True)).to_be_hidden()
