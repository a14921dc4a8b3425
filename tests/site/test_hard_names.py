"""Names that are markup, templates or code to somebody: here they are just names."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.names import HARD_NAMES
from tests.site.conftest import Build
from tests.site.reading import address, article, page, text

NAMES = (*HARD_NAMES, "a & b &amp; <b>c</b> [d](e) `f` #g 🎉")
SPEC = """\
---
aliases: ["Hand of {{COMPANY_NAME}}"]
---
# {{COMPANY_NAME}} Engineer Agent

## Identity
- **Title**: Engineer at {{COMPANY_NAME}}
- **Company**: {{COMPANY_NAME}}

## Working at {{COMPANY_NAME}}
Prose {{COMPANY_NAME}}, **bold {{COMPANY_NAME}}**, `code {{COMPANY_NAME}}`,
[text fact](https://x.example/?q={{COMPANY_NAME}}), [url fact]({{HELP_URL}}), [deeper]({{HELP_URL}}/deeper).

```sh
fenced {{COMPANY_NAME}}
```

## Evaluation Matrix
| Competency | First | Second |
|---|---|---|
| Know {{COMPANY_NAME}} | cell {{COMPANY_NAME}} | b |

## Workflows
### {{COMPANY_NAME}} Onboarding
1. Say {{COMPANY_NAME}}
"""
DOCS = """\
# About {{ COMPANY_NAME }}

Docs {{ COMPANY_NAME }}, **{{ COMPANY_NAME }}**, [help]({{ HELP_URL }}), [raw](https://x.example/{{ COMPANY_NAME }}).

<a class="html" href="{{ HELP_URL }}" title="{{ COMPANY_NAME }}">html</a>

| a | b |
|---|---|
| {{ COMPANY_NAME }} | z |
"""
HELP = "https://help.example/a?b=1&c=2"


@pytest.fixture(params=NAMES)
def named(request: pytest.FixtureRequest, build: Build) -> tuple[str, Path]:
    """Build a handbook for a company of each name."""
    name = str(request.param)
    company = {
        "name": name,
        "facts": {"COMPANY_NAME": name, "HELP_URL": HELP},
        "levels": {"First": f"Level {name}"},
        "site": {"url": "https://h.example/sub/"},
    }
    site = build(
        {
            "roles/eng/engineer.md": SPEC,
            "companies/acme.yml": yaml.safe_dump(company, allow_unicode=True),
            "docs/about.md": DOCS,
        }
    )
    return name, site


def test_the_name_is_read_as_it_is_written(named: tuple[str, Path]) -> None:
    """In prose, bold, code, headings, tables and titles the reader sees the name and nothing else."""
    name, site = named
    shown = " ".join(name.split())
    role = address(site, "/roles/engineer/")
    read = text(role)
    for place in (
        "Prose {}",
        "bold {}",
        "code {}",
        "fenced {}",
        "Working at {}",
        "cell {}",
        "Engineer at {}",
    ):
        assert place.format(shown) in read, place
    title = page(role).title
    assert title
    assert title.get_text() == f"Engineer at {name} - {name}"
    assert f"Level {shown}" in text(address(site, "/ladders/engineer/"))
    assert f"Say {shown}" in text(address(site, "/workflows/engineer/company-name-onboarding/"))


def test_the_name_makes_no_element(named: tuple[str, Path]) -> None:
    """Whatever the name looks like, it adds no element to a page."""
    _, site = named
    for path in ("/roles/engineer/", "/ladders/engineer/", "/about/"):
        content = article(address(site, path))
        assert not content.select("script:not([data-rb-words]), b, em, i")
        assert not content.find("a", href="e")


def test_links_carry_the_name_encoded(named: tuple[str, Path]) -> None:
    """A text fact is percent-encoded in an address; a url fact stands there as it is."""
    name, site = named
    role = article(address(site, "/roles/engineer/"))
    targets = {anchor.get_text(): anchor["href"] for anchor in role.find_all("a")}
    assert targets["text fact"] == f"https://x.example/?q={quote(name, safe='')}"
    assert targets["url fact"] == HELP
    assert targets["deeper"] == f"{HELP}/deeper"


def test_docs_pages_print_the_name(named: tuple[str, Path]) -> None:
    """A hand-written page prints facts in text, tables, links and its own HTML alike."""
    name, site = named
    about = address(site, "/about/")
    content = article(about)
    assert f"Docs {' '.join(name.split())}" in text(about)
    targets = {anchor.get_text(): anchor["href"] for anchor in content.find_all("a")}
    assert targets["help"] == HELP
    assert targets["raw"] == f"https://x.example/{quote(name, safe='')}"
    assert targets["html"] == HELP
    html = content.find("a", class_="html")
    assert html
    assert html["title"] == name
    row = content.select("tbody tr")[0]
    assert [cell.get_text() for cell in row.find_all("td")] == [name, "z"]


def test_search_reads_the_name(named: tuple[str, Path]) -> None:
    """The search index is valid JSON, holds the name escaped as HTML, and points at ids that exist."""
    name, site = named
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    titles = {
        entry["title"].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        for entry in index["docs"]
    }
    spoken = {title.replace("&#x27;", "'").replace("&amp;", "&") for title in titles}
    assert f"Working at {' '.join(name.split())}" in spoken
    (role,) = (entry for entry in index["docs"] if entry["location"] == "roles/engineer/")
    shown = BeautifulSoup(" ".join(role["tags"]), "html.parser")
    assert (shown.get_text(), shown.find()) == (f"Hand of {name}", None)
    for entry in index["docs"]:
        path, _, fragment = entry["location"].partition("#")
        if path.startswith("roles/engineer"):
            file = address(site, f"/{path}")
            assert file.is_file()
            assert not fragment or page(file).find(id=fragment), entry["location"]
