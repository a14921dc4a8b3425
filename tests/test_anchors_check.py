"""Links in specs to places on pages: those that lead nowhere are told, and no others."""

from pathlib import Path

import pytest

from tests.conftest import spec
from tests.test_check import check

_ACME = {"companies/acme.yml": "name: Acme\nfacts: {COMPANY_NAME: Acme}\n"}
_BODY = """\
## Objectives
- {text}

## Tools & Technologies
- Build: Git

## Über uns
### 動作確認
Prose

## About {{{{COMPANY_NAME}}}}
"""


def _told(root: Path, text: str) -> list[str]:
    files = {
        "roles/qa/lead.md": spec("QA Lead"),
        "roles/qa/tester.md": spec("Tester", body=_BODY.format(text=text)),
    }
    return [line for line in check(root, _ACME | files) if not line.startswith("docs/")]


@pytest.mark.parametrize(
    "link",
    [
        "#tools-technologies",
        "#über-uns",
        "#%C3%BCber-uns",
        "#動作確認",
        "#about-{{COMPANY_NAME}}",
        "#",
        "#top",
        "lead.md",
        "lead.md#identity",
        "../qa/tester.md#objectives",
    ],
)
def test_places_that_are_there(tmp_path: Path, link: str) -> None:
    """Sections and subheadings of this role and of others, in any script, are found."""
    assert _told(tmp_path, f"See [this]({link}).") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See [x](#nowhere)", 'links to "#nowhere", but this role\'s page has no place "nowhere"'),
        (
            "See [x](#tools-technology)",
            (
                'links to "#tools-technology", but this role\'s page has no place "tools-technology"; '
                'did you mean "tools-technologies"?'
            ),
        ),
        (
            "See [y](lead.md#identitty)",
            (
                'links to "lead.md#identitty", but the page roles/lead.md has no place "identitty"; '
                'did you mean "identity"?'
            ),
        ),
        (
            '<a href="#uber-uns">y</a>',
            'links to "#uber-uns", but this role\'s page has no place "uber-uns"; did you mean "über-uns"?',
        ),
    ],
)
def test_places_that_are_not_there(tmp_path: Path, text: str, said: str) -> None:
    """A dead place is told at its line, with the nearest that is there."""
    assert _told(tmp_path, text) == [f"roles/qa/tester.md:8: warning: {said}"]


def test_the_heading_of_a_workflow(tmp_path: Path) -> None:
    """A workflow's heading is no place of its role's page; the section that leads to its own page is named."""
    body = "See [it](#go-live).\n\n## Our workflows\n### Go live\n1. Ask\n"
    files = {"roles/qa/tester.md": spec("Tester", body=f"## Objectives\n{body}")}
    assert [line for line in check(tmp_path, _ACME | files) if "place" in line] == [
        (
            'roles/qa/tester.md:8: warning: links to "#go-live", but this role\'s page has no place "go-live"; '
            'that workflow has a page of its own, to which "#our-workflows" leads'
        )
    ]


@pytest.mark.parametrize("text", ["Write `[x](#nowhere)`", r"Write \[x](#nowhere)", r"Write [x\](#nowhere)"])
def test_what_is_no_link(tmp_path: Path, text: str) -> None:
    """Code and escaped brackets are text."""
    assert _told(tmp_path, text) == []


def test_a_page_of_the_folders_own(tmp_path: Path) -> None:
    """Where a hand-written page replaces a role's, its places are not judged by the role."""
    files = {
        "roles/qa/lead.md": spec("QA Lead"),
        "roles/qa/tester.md": spec("Tester", body="See [it](lead.md#history)\n"),
        "docs/roles/lead.md": "# Lead\n\n## History\n",
    }
    assert [line for line in check(tmp_path, _ACME | files) if "history" in line] == []


_PAGE = """\
# How we work

## Über uns &amp; andere {#own-id}
## We at {{ COMPANY_NAME }}
## Twice
## Twice
Setext
------
<a name="old"></a>
"""


def _linking(root: Path, page: str, *places: str) -> list[str]:
    body = "".join(f"- [x](../../docs/how.md#{place})\n" for place in places)
    files = {"roles/qa/tester.md": spec("Tester", body=f"## Objectives\n{body}"), "docs/how.md": page}
    return [line for line in check(root, _ACME | files) if "how.md" in line]


def test_places_on_hand_written_pages(tmp_path: Path) -> None:
    """Headings, ids of one's own and twins are places of a page in docs/; other names are told."""
    there = ["how-we-work", "own-id", "we-at-{{COMPANY_NAME}}", "twice", "twice_1", "setext", "old"]
    assert _linking(tmp_path / "there", _PAGE, *there) == []
    assert _linking(tmp_path / "dead", _PAGE, "how-we-wrok") == [
        (
            'roles/qa/tester.md:8: warning: links to "../../docs/how.md#how-we-wrok", but the page how.md has no place '
            '"how-we-wrok"; did you mean "how-we-work"?'
        )
    ]


def test_pages_that_show_what_is_not_known_yet(tmp_path: Path) -> None:
    """Where macros or conditions decide what a page shows, nothing is said of its places."""
    assert _linking(tmp_path, "# How\n\n{{ role_sections('tester') }}\n", "objectives") == []
