"""What is hard to print: large ladders, long words, wide tables, a company with a name that is code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.browser.conftest import build, serve
from tests.browser.paper import (
    A4,
    LADDER_MARGIN,
    LETTER,
    MARGIN,
    Paper,
    Press,
    printed,
    promised,
    squeezed,
)

_LONG = "Principal Member of the Technical Staff for all the Platforms"
_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_COMPANY = 'Söhne "Q" \\ \\22 </style> {} /* & 2 GmbH'


def _matrix(levels: list[str], rows: list[list[str]]) -> str:
    lines = [["Competency", *levels], ["---"] * (len(levels) + 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _sentence(row: int, level: int, length: int) -> str:
    start = f"Cell {row} of {level}"
    return start + "".join(f" and part {part}" for part in range(length // 10))[: length - len(start)]


MANY = [f"Level {level} {_LONG}" for level in range(1, 11)]
FEW = ["Alpha", "Beta", "Gamma", "Delta"]
HARD = {
    "many": _matrix(
        MANY,
        [[f"Skill {row} {_LONG}", *(_sentence(row, level, 30) for level in range(10))] for row in range(30)],
    ),
    "wordy": _matrix(
        FEW, [[f"Skill {row}", *(_sentence(row, level, 400) for level in range(4))] for row in range(12)]
    ),
    "endless": _matrix(
        FEW, [["Skill", "Short", " ".join(f"w{number}" for number in range(3000)), _WORD, _WORD]]
    ),
    "two": "\n".join(
        ["### One", _matrix(FEW, [["A", *FEW]]), "### Two", _matrix(["M1", "M2"], [["B", "Asks", "Decides"]])]
    ),
}
PAGE = f"""\
# Links

A [guide](https://a.example/guide?one=1&two=2), <https://b.example/bare/>, [c.example](https://c.example),
a [letter](mailto:d@example.org), <e@example.org>, [the roles](roles/index.md).

| one | two | three | four | five | six | seven |
|---|---|---|---|---|---|---|
| https://f.example/{"and/on/" * 12} | {_WORD} | {_WORD} | two words | x | y | the end |

```sh
command {"and on " * 30}{_WORD * 3}
```

??? note "Folded"
    Inside what is folded.

=== "First"
    In the first tab.

=== "Second"
    In the second tab.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a handbook of what is hard to print."""
    files = {
        f"roles/x/{name}.md": f"# {name.title()} Agent\n## Evaluation Matrix\n{text}\n"
        for name, text in HARD.items()
    }
    company = yaml.safe_dump({"name": _COMPANY, "facts": {}})
    return build(
        tmp_path_factory.mktemp("hard"), files | {"docs/links.md": PAGE, "companies/acme.yml": company}
    )


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """Serve it; give its address."""
    with serve(site) as served:
        yield served


@pytest.fixture(scope="module")
def press(browser: Browser) -> Iterator[Press]:
    """Print in Chromium."""
    press = Press(browser)
    yield press
    press.close()


@pytest.fixture
def window(press: Press) -> Iterator[Page]:
    """Open a window of a phone."""
    window = press.window(width=360)
    yield window
    window.context.close()


def _sheets_of(paper: Paper, text: str) -> set[int]:
    return {number for number, sheet in enumerate(paper.sheets) if squeezed(text) in sheet.body}


@pytest.mark.parametrize(("name", "levels", "length"), [("many", MANY, 30), ("wordy", FEW, 400)])
@pytest.mark.parametrize(("paper", "size"), [("A4", A4), ("Letter", LETTER)])
def test_rows_stay_whole_below_their_levels(
    press: Press, served: str, name: str, levels: list[str], length: int, paper: str, size: tuple[int, int]
) -> None:
    """A ladder lies on its side; each sheet has the names of all levels, each row stands on one sheet."""
    done = press(f"{served}/ladders/{name}/", paper=paper)
    every = set(range(len(done.sheets)))
    assert len(every) in (3, 4, 5)
    assert {sheet.size for sheet in done.sheets} == {size[::-1]}
    assert [box for sheet in done.sheets for box in sheet.cut_off(LADDER_MARGIN)] == []
    assert _sheets_of(done, "".join(levels)) == every
    for row in range(30 if name == "many" else 12):
        skill = f"Skill {row} {_LONG}" if name == "many" else f"Skill {row}"
        whole = skill + "".join(_sentence(row, level, length) for level in range(len(levels)))
        assert len(_sheets_of(done, whole)) == 1, whole


@pytest.mark.parametrize("name", ["wordy", "many"])
def test_a_role_has_every_level_once(press: Press, served: str, name: str) -> None:
    """Beside the first and the last level stand those between, in their order; where ten are too many, below them."""
    body = press(f"{served}/roles/{name}/").body
    cells = [squeezed(_sentence(1, level, 400 if name == "wordy" else 30)) for level in range(4)]
    assert [body.count(cell) for cell in cells] == [1, 1, 1, 1]
    assert ("".join(cells) in body) == (name == "wordy")


def test_a_row_larger_than_a_sheet(press: Press, served: str) -> None:
    """A row that fits no sheet goes on, without losing a word."""
    done = press(f"{served}/ladders/endless/")
    assert len(done.sheets) > 2
    assert [n for n in range(3000) if not _sheets_of(done, f"w{n}")] == []
    assert _sheets_of(done, _WORD)
    assert [box for sheet in done.sheets for box in sheet.cut_off(LADDER_MARGIN)] == []


@pytest.mark.parametrize("asked", ["", "?level=gamma", "#level--gamma"])
def test_a_level_that_is_shown_alone(window: Page, served: str, asked: str) -> None:
    """A phone shows one level at a time; paper has all of them, of each matrix."""
    window.goto(f"{served}/ladders/two/{asked}")
    done = printed(window)
    assert done.lacks((*FEW, "M1", "M2", "Asks", "Decides")) == []
    assert done.body.count("Gamma") == 2


def test_only_what_changes(window: Page, served: str) -> None:
    """What a reader chose to see is printed, and it is said what it is; the other matrix is whole."""
    window.goto(f"{served}/ladders/two/?from=beta&to=gamma")
    done = printed(window)
    assert done.lacks(("Onlywhatchanges", "BetaGamma", "M1M2")) == []
    assert "Alpha" not in done.body
    assert done.body.count("Onlywhatchanges") == 1
    assert "Wholeladder" not in done.body


def test_a_page_of_long_words(press: Press, served: str, site: Path) -> None:
    """Tables, code, what is folded and what lies behind a tab are all there, within the margins."""
    done = press(f"{served}/links/")
    assert done.lacks(promised(site / "links" / "index.html")) == []
    assert {sheet.size for sheet in done.sheets} == {A4}
    assert [box for sheet in done.sheets for box in sheet.cut_off(MARGIN)] == []


def test_links_say_where_they_lead_once(press: Press, served: str) -> None:
    """A link to elsewhere has its address, except where its words are the address; a link within has none."""
    body = press(f"{served}/links/").body
    start = body[: body.index("onetwothree")]
    assert start == squeezed(
        "Links A guide <https://a.example/guide?one=1&two=2>, https://b.example/bare/, c.example,"
        "a letter <mailto:d@example.org>, e@example.org, the roles."
    )


@pytest.mark.parametrize("script", [True, False])
def test_a_name_that_is_code(press: Press, served: str, script: bool) -> None:
    """The foot of a sheet names the company as it is written, whatever it would mean in a style sheet."""
    for path in ("links", "ladders/two"):
        for sheet in press(f"{served}/{path}/", script=script).sheets:
            assert squeezed(_COMPANY) in sheet.foot
