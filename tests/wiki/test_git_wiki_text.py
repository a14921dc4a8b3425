"""Pages as Markdown files: anybody's words print as they are, names are files everywhere."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from rolebook_wiki.git.file_names import file_names
from rolebook_wiki.git.links import linked
from rolebook_wiki.git.mark import Mark, digest, marked, read
from rolebook_wiki.git.markdown import markdown, text
from rolebook_wiki.page import FILE, HOME, LINK, WikiHandbook, WikiPage

_COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_HARD = st.text("[]{}|*_`'\"<>&#!~$^\\@:/.+-=1) ab\u00e9\u65e5", min_size=1, max_size=30)
_TITLES = st.one_of(st.text(min_size=1, max_size=40), _HARD, st.just("日本語" * 60))


def converted(body: str) -> str:
    """Return HTML as Markdown."""
    return markdown([html.fromstring(f"<div>{body}</div>")])[0]


def shown(source: str) -> str:
    """Return the words that a reader of Markdown sees."""
    found: HtmlElement = html.fromstring(f"<div>{_COMMONMARK.render(source)}</div>")
    return " ".join(found.text_content().split())


def handbook(pages: Iterable[tuple[str, str]], kind: str = "") -> WikiHandbook:
    """Draw a handbook of pages below the home page, by id and title."""
    home = WikiPage(HOME, "Acme", "", "<div></div>")
    return WikiHandbook("acme", (home, *(WikiPage(i, t, kind, "<div></div>", HOME) for i, t in pages)), ())


@given(_HARD)
def test_words_print_as_they_are(words: str) -> None:
    """Whatever a role is called, its name is not markup."""
    assert shown(text(words)) == " ".join(words.split())


def test_what_only_some_wikis_read_is_escaped_too() -> None:
    """GitLab makes links of people, merge requests, milestones and addresses."""
    assert text("@team !2 %x https://x www.x.org") == r"\@team \!2 \%x https\://x www\.x.org"


@pytest.mark.parametrize(
    "words",
    ["AT&T", "[[Home]]", "{{x}}", "a|b", "*Star* _Inc_", "<nowiki>", "'''", "<script>alert(1)</script>", "`f`",
     "&amp;", "#1 and !2 and @team", "https://x.example", "www.x.example", "$a$", "~~no~~", "1. one", "- x",
     "\\[", "snake_case_name", "C:\\dir", "===", "+ plus", "^[x]: y", ":smile: 5%"],
)  # fmt: skip
def test_hard_words_survive_in_every_place(words: str) -> None:
    """In prose, lists, tables, headings, links and code."""
    element = html.Element("b")
    element.text = words
    inner = html.tostring(element, encoding="unicode")[3:-4]
    body = (
        f"<h2>{inner}</h2><p>{inner}</p><ul><li>{inner}</li></ul><p><a href='x'>{inner}</a></p>"
        f"<table><tr><th>{inner}</th><th>b</th></tr><tr><td>{inner}</td><td><code>{inner}</code></td></tr></table>"
    )
    found = shown(converted(body))
    assert found == f"{words} {words} {words} {words} {words} b {words} {words}"


def test_a_table_has_lines_in_cells_and_names_of_rows_in_bold() -> None:
    """Markdown has no lists in cells: their items become lines."""
    found = converted(
        "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><th>x</th><td><ul><li>one</li><li>two | three</li></ul></td></tr></tbody></table>"
    )
    assert "one<br>two \\| three |" in found
    assert "| **x**" in found


def test_a_table_of_names_and_values_is_a_list() -> None:
    """Markdown would put an empty head over it."""
    found = converted(
        "<table><tbody><tr><th>Reports to</th><td><a href='x'>QA | Lead</a></td></tr>"
        "<tr><th>Also</th><td><ul><li>one</li><li>two</li></ul></td></tr></tbody></table>"
    )
    assert found == "- **Reports to**: [QA \\| Lead](x)\n- **Also**:\n  - one\n  - two\n"


def test_lists_nest_and_tasks_are_boxes() -> None:
    """A task is a box to tick, on its level."""
    found = converted(
        '<ul><li class="task">one<ul><li class="task">two</li></ul></li></ul><ol><li>x</li></ol>'
    )
    assert re.findall(r"^( *)- \[ \] (\w+)", found, re.MULTILINE) == [("", "one"), ("  ", "two")]
    assert re.search(r"^1\. +x", found, re.MULTILINE)


def test_only_places_that_links_lead_to_have_an_anchor() -> None:
    """Links to pages and files that are not published are words."""
    pages = (
        WikiPage(HOME, "Acme", "", f'<div><a href="{LINK}b#deep">b</a><a href="{LINK}gone">gone</a></div>'),
        WikiPage(
            "b", "B", "", f'<div><h2 id="deep">D</h2><p id="x">x<a href="{FILE}no.pdf">no</a></p></div>'
        ),
    )
    bodies = linked(WikiHandbook("acme", pages, ()), {HOME: "Home", "b": "B"})
    first, second = markdown(list(bodies.values()))
    assert first == "[b](B#deep)gone\n"
    assert second == '## <a id="deep" name="deep"></a>D\n\nxno\n'


@given(st.lists(_TITLES, min_size=1, max_size=8), st.sampled_from(["", "Career ladder"]))
def test_names_of_files_differ_and_are_allowed_everywhere(titles: list[str], kind: str) -> None:
    """Also where capitals make no difference, and where a file is called Home."""
    found = file_names(handbook(((f"roles/{n}", title) for n, title in enumerate(titles)), kind))
    assert found[HOME] == "Home"
    assert len({name.casefold() for name in found.values()}) == len(titles) + 1
    for name in found.values():
        assert re.fullmatch(r"[\w.-]+", name)
        assert not name.startswith((".", "_", "-"))
        assert len(f"{name}.md".encode()) <= 255


def test_names_are_readable() -> None:
    """A name that two pages share tells them apart by what they belong to."""
    found = file_names(
        handbook([("a", "QA Engineer"), ("b", "C++ / Rust"), ("c", "Lead"), ("d", "lead"), ("e", "…")])
    )
    assert (found["a"], found["b"], found["e"]) == ("QA-Engineer", "C-Rust", "page")
    assert re.fullmatch(r"Lead-[0-9a-f]{6}", found["c"])


def test_pages_of_two_roles_that_share_a_title_carry_their_role() -> None:
    """Two roles have a workflow called Review."""
    roles = [WikiPage(f"roles/{name}", name.upper(), "", "<div></div>", "roles") for name in ("qa", "ux")]
    reviews = [
        WikiPage(f"workflows/{role.title}/review", "Review", "", "<div></div>", role.id) for role in roles
    ]
    found = file_names(WikiHandbook("acme", (*roles, *reviews), ()))
    assert [found[page.id] for page in reviews] == ["Review-QA", "Review-UX"]


@given(st.text("-> a%/é\n", max_size=20), _TITLES, st.booleans())
def test_a_mark_is_read_as_it_was_written(page_id: str, words: str, moved: bool) -> None:
    """Whatever an id holds, the comment ends where it should."""
    mark = Mark(page_id, f"{page_id}.md", digest(words), moved)
    body = text(words) + "\n"
    found, known = read(marked(body, mark))
    assert known == mark
    assert digest(found) == digest(body)
    assert marked("", mark).count("--") == 2
