"""Links from one page of the site to another."""

from urllib.parse import unquote, urljoin

import pytest
from markupsafe import Markup

from rolebook.facts.token import Place, token
from rolebook.render.links import Links
from rolebook.render.text import inline_html
from tests.conftest import role, spec

NAMES = ["qa-lead", "C (core) & more", "データ", "a b"]
URLS = {
    "index.md": "",
    "how.md": "how/",
    "roles/qa-lead.md": "roles/qa-lead/",
    "ladders/qa-lead.md": "ladders/qa-lead/",
    "checklists/qa-lead.md": "checklists/qa-lead/",
    "workflows/qa-lead/release.md": "workflows/qa-lead/release/",
    "roles/C (core) & more.md": "roles/C%20%28core%29%20%26%20more/",
    "roles/データ.md": "roles/%E3%83%87%E3%83%BC%E3%82%BF/",
    "roles/a b.md": "roles/a%20b/",
}
FLAT = {source: f"{source.removesuffix('.md')}.html" for source in URLS}
X = token("X")


@pytest.mark.parametrize("urls", [URLS, FLAT], ids=["directories", "files"])
@pytest.mark.parametrize("site", ["https://x.example/", "https://x.example/hand/book/"])
def test_from_any_page_to_any_other(urls: dict[str, str], site: str) -> None:
    """A relative link leads to the same page from every depth, at the root and below a path."""
    for current in urls.values():
        for source, url in urls.items():
            assert urljoin(site + current, Links(urls, current).to(source)) == site + url


def test_a_link_to_a_place_on_a_page() -> None:
    """The fragment comes last; a page that is not there is a mistake of ours."""
    assert Links(URLS, "roles/qa-lead/").to("how.md", "people") == "../../how/#people"
    with pytest.raises(KeyError):
        Links(URLS, "").to("nowhere.md")


def test_pages_of_a_role() -> None:
    """Each page of a role is named once, here."""
    lead = role("quality/qa-lead", spec("QA Lead", body="## Workflows\n1. **Release**\n   1. Build\n"))
    links = Links(URLS, "")
    assert links.role(lead, "tools") == "roles/qa-lead/#tools"
    assert links.ladder(lead, "go") == "ladders/qa-lead/#go"
    assert links.checklist(lead) == "checklists/qa-lead/"
    assert links.workflow(lead, lead.workflows[0]) == "workflows/qa-lead/release/"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[a](<handbook:roles/qa-lead.md>)", '<a href="../qa-lead/">a</a>'),
        ("[a](<handbook:roles/qa-lead.md#tools>)", '<a href="../qa-lead/#tools">a</a>'),
        ('[a](<handbook:how.md> "t > u")', '<a href="../../how/" title="t &gt; u">a</a>'),
        (f"[a](<handbook:how.md#{X}>)", f'<a href="../../how/#{token("X", Place.SLUG)}">a</a>'),
        ("[a **b**](<handbook:roles/gone.md>) c", "a <strong>b</strong> c"),
        ("[a](<handbook:>) c", "a c"),
        ("[a](<handbook:roles/C (core) & more.md>)", '<a href="../C%20%28core%29%20%26%20more/">a</a>'),
        (
            "[a](<handbook:roles/C%20%28core%29%20%26%20more.md>)",
            '<a href="../C%20%28core%29%20%26%20more/">a</a>',
        ),
        ("[a](<handbook:roles/データ.md>)", '<a href="../%E3%83%87%E3%83%BC%E3%82%BF/">a</a>'),
        ("[a](<handbook:roles/a%20b.md>)", '<a href="../a%20b/">a</a>'),
        (
            "[a](<handbook:assets/roles/x/my%20file.pdf>)",
            '<a href="../../assets/roles/x/my%20file.pdf">a</a>',
        ),
        ("![a](<handbook:assets/roles/x/c.png>)", '<img src="../../assets/roles/x/c.png" alt="a">'),
        ('![a & "b"](<handbook:>)', "a &amp; &quot;b&quot;"),
        ("![](<handbook:>)", ""),
        (
            "[![a](<handbook:assets/c.png>)](<handbook:how.md>)",
            '<a href="../../how/"><img src="../../assets/c.png" alt="a"></a>',
        ),
        ("[a](https://x.example) handbook: x", '<a href="https://x.example">a</a> handbook: x'),
    ],
)
def test_links_in_role_text(markdown: str, expected: str) -> None:
    """Links to pages become relative; where the handbook has no such page, only the text is left."""
    assert Links(URLS, "roles/other/").resolve(inline_html(markdown)) == Markup(expected)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_file(name: str) -> None:
    """Spaces, parentheses and other scripts in a file's name are no obstacle."""
    links = Links(URLS, "")
    assert unquote(links.to(f"roles/{name}.md")) == f"roles/{name}/"
    assert unquote(links.address(f"handbook:roles/{name}.md")) == f"roles/{name}/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/a", "https://x.example/a"),
        ("HTTP://x.example", "HTTP://x.example"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("#here", "#here"),
        (X, token("X", Place.URL)),
        (f"https://x.example/{X}", f"https://x.example/{token('X', Place.URL)}"),
        ("handbook:how.md#there", "how/#there"),
        ("handbook:assets/x.pdf", "assets/x.pdf"),
        ("handbook:roles/gone.md", ""),
        ("handbook:", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        (f"{X}script:alert(1)", ""),
        ("ftp://x.example", ""),
        ("", ""),
    ],
)
def test_where_a_reference_leads(url: str, expected: str) -> None:
    """Web and mail addresses are followed, and pages of the handbook; nothing else is."""
    assert Links(URLS, "").address(url) == expected
