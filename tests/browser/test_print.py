"""Every kind of page on paper, read from the PDFs that Chromium prints."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.paper import (
    A4,
    LADDER_MARGIN,
    LETTER,
    MARGIN,
    Press,
    headings,
    printed,
    promised,
    squeezed,
)
from tests.browser.test_reading import KINDS
from tests.site.reading import address, article

SHEETS = {
    "home": 1,
    "roles": 2,
    "role": 3,
    "six levels": 1,
    "ladder": 1,
    "ladders": 2,
    "workflow": 1,
    "workflows": 4,
    "checklist": 1,
    "checklists": 2,
    "references": 9,
    "competencies": 8,
    "tools": 20,
    "metrics": 9,
    "organization": 1,
    "compare": 1,
    "comparison": 4,
    "assessment": 1,
    "self-assessment": 1,
    "gold standard": 7,
    "how to use": 2,
    "not found": 1,
}
"""How many sheets each kind of page takes at most."""

LADDERS = ("ladder", "six levels")
DRAWN = ("compare", "comparison", "assessment", "self-assessment")
"""Pages that a script draws."""

CONTROLS = (
    *("Skip to content", "Search", "Menu", "Made with", "Edit this page", "Whole ladder", "Level by level"),
    *(
        "Copy as",
        "Start over",
        "Show the",
        "Import a file",
        "Fold all",
        "Find a role",
        "First role",
        "On paper",
    ),
)

every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def press(browser: Browser) -> Iterator[Press]:
    """Print in Chromium."""
    press = Press(browser)
    yield press
    press.close()


@pytest.fixture(scope="module")
def site(addresses: Mapping[str, str]) -> str:
    """Return the address of Initech's handbook."""
    return addresses["initech"]


@pytest.fixture(scope="module")
def files(sites: Mapping[str, Path]) -> Mapping[str, Path]:
    """Return the file of each kind of page."""
    return {kind: address(sites["initech"], path.partition("?")[0]) for kind, path in KINDS.items()}


@every_kind
def test_sheets_are_few_and_lie_as_they_should(press: Press, site: str, kind: str) -> None:
    """A page takes few sheets, each but the last filled by two thirds; a ladder lies on its side, the rest stands."""
    sheets = press(site + KINDS[kind]).sheets
    assert {sheet.size for sheet in sheets} == {A4[::-1] if kind in LADDERS else A4}
    assert len(sheets) <= SHEETS[kind]
    assert sheets[-1].body
    assert all(min(box[1] for box in sheet.marks) < sheet.size[1] / 3 for sheet in sheets[:-1])


@every_kind
def test_nothing_is_missing_or_cut_off(press: Press, site: str, files: Mapping[str, Path], kind: str) -> None:
    """Each piece of text in the HTML is on paper, what is folded on a screen too, and nothing in the margins."""
    paper = press(site + KINDS[kind])
    if kind not in (*DRAWN, "organization"):
        assert paper.lacks(promised(files[kind])) == []
    margin = LADDER_MARGIN if kind in LADDERS else MARGIN
    assert [box for sheet in paper.sheets for box in sheet.cut_off(margin)] == []


@every_kind
def test_no_navigation(press: Press, site: str, files: Mapping[str, Path], kind: str) -> None:
    """Paper begins with the head of the page; menus, buttons and fields are not on it."""
    body = press(site + KINDS[kind]).body
    pieces = promised(files[kind])
    if kind not in DRAWN:
        assert body.startswith(pieces[0])
    controls = [control for control in map(squeezed, CONTROLS) if control not in "".join(pieces)]
    assert [control for control in controls if control in body] == []


@every_kind
def test_the_foot_of_each_sheet(press: Press, site: str, files: Mapping[str, Path], kind: str) -> None:
    """Each sheet names the company, the page and its address, the day and its own number."""
    sheets = press(site + KINDS[kind]).sheets
    own = "" if kind == "not found" else squeezed(f"https://handbook.initech.example{KINDS[kind]}")
    title = "" if kind == "home" else f"·{headings(files[kind])[0][1]}"
    left = ("Initech·", own) if kind in DRAWN else (f"Initech{title}{own}",)
    for number, sheet in enumerate(sheets, start=1):
        expected = (*left, f"{number}/{len(sheets)}", "March9,2031")
        assert [part for part in expected if part not in sheet.foot] == []


@pytest.mark.parametrize("kind", [kind for kind, count in SHEETS.items() if count > 1])
def test_no_heading_is_left_behind(press: Press, site: str, files: Mapping[str, Path], kind: str) -> None:
    """No sheet ends with a heading whose text is on the next."""
    ends = ["".join(heading) for heading in headings(files[kind])]
    for sheet in press(site + KINDS[kind]).sheets[:-1]:
        assert [end for end in ends if sheet.body.endswith(end)] == []


@pytest.mark.parametrize(
    "kind", ["role", "six levels", "checklist", "gold standard", "self-assessment", "organization"]
)
def test_paper_knows_no_window(press: Press, site: str, kind: str) -> None:
    """From a dark page on a phone the same comes out as from a light one on a desk: black on white."""
    sheets = press(site + KINDS[kind], scheme="dark", width=360).sheets
    assert [sheet.image for sheet in sheets] == [sheet.image for sheet in press(site + KINDS[kind]).sheets]
    for sheet in sheets:
        assert sheet.image[0] == 255
        assert min(sheet.image) < 64
        assert sheet.image.count(255) > 0.8 * len(sheet.image)


@pytest.mark.parametrize("kind", ["role", "six levels", "tools"])
def test_letter(press: Press, site: str, files: Mapping[str, Path], kind: str) -> None:
    """On Letter, too, nothing is missing or cut off."""
    paper = press(site + KINDS[kind], paper="Letter")
    assert {sheet.size for sheet in paper.sheets} == {LETTER[::-1] if kind in LADDERS else LETTER}
    assert paper.lacks(promised(files[kind])) == []
    assert [
        box for sheet in paper.sheets for box in sheet.cut_off(LADDER_MARGIN if kind in LADDERS else MARGIN)
    ] == []


def test_without_a_script(press: Press, site: str, files: Mapping[str, Path]) -> None:
    """Without JavaScript too, what is folded lies open, and the company stands on each sheet."""
    paper = press(site + KINDS["role"], script=False)
    assert paper.lacks(promised(files["role"])) == []
    count = len(paper.sheets)
    assert [sheet.foot for sheet in paper.sheets] == [f"Initech{n}/{count}" for n in range(1, count + 1)]


def test_the_day_in_german(press: Press, addresses: Mapping[str, str]) -> None:
    """The day is written in the handbook's language."""
    assert "9.März2031" in press(f"{addresses['nordlicht']}/checklists/backend-engineer/").sheets[0].foot


@pytest.mark.parametrize("kind", ["references", "role", "gold standard", "how to use", "organization"])
def test_links_to_elsewhere(press: Press, site: str, files: Mapping[str, Path], kind: str) -> None:
    """Works and links to elsewhere are printed with their addresses, once; links within a handbook without."""
    links = article(files[kind]).select("a[href^=http]:not([rel=edit])")
    told = tuple(f"<{link['href']}>" for link in links if f"https://{link.get_text()}/" != link["href"])
    paper = press(site + KINDS[kind])
    assert paper.lacks(tuple(map(squeezed, told))) == []
    assert paper.body.count("<http") == len(told)
    assert bool(told) == (kind not in ("how to use", "organization"))


@pytest.mark.parametrize("path", ["/roles/product-manager/", "/gold-standard/"])
def test_a_checklist_stays_whole(press: Press, site: str, sites: Mapping[str, Path], path: str) -> None:
    """The items of a short checklist stand on one sheet."""
    lists = article(address(sites["initech"], path)).select(".rb-boxes, .task-list")
    bodies = [sheet.body for sheet in press(site + path).sheets]
    assert lists
    for found in lists:
        assert any(squeezed(found.get_text()) in body for body in bodies)


@pytest.mark.parametrize("kind", ["checklist", "role"])
def test_boxes_are_empty(press: Press, site: str, kind: str) -> None:
    """Each item of a checklist has an empty box, drawn by its border, whatever was ticked."""
    window = press.window()
    window.goto(site + KINDS[kind])
    for tick in window.get_by_role("main").get_by_role("checkbox").all()[:3]:
        tick.check()
    boxes = [sheet.seen(square) for sheet in printed(window).sheets for square in sheet.squares]
    window.context.close()
    assert len(boxes) == 8
    for rows in boxes:
        middle = rows[len(rows) // 4 : -len(rows) // 4]
        assert {grey for row in middle for grey in row[len(row) // 4 : -len(row) // 4]} == {255}
        assert all(min(row) < 128 for row in middle)


def test_what_was_filtered_says_so(press: Press, site: str) -> None:
    """A list that a reader has filtered is printed as it is seen, with how much of it there is."""
    body = press(f"{site}/roles/?words=lead").body
    assert "QALead" in body
    assert "DataScientist" not in body
    assert "of33roles" in body
