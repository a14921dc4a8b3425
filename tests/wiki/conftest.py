"""A small handbook, built once, and the wikis it is published to."""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.site_pages import wiki_handbook
from tests.conftest import write_tree
from tests.sites import edition
from tests.wiki.mediawiki_server import MediaWikiServer, mediawiki

HARD = "[[Acme]] {{Acme}} | *a* _b_ #c '''d''' <nowiki>e</nowiki> <script>f</script> AT&T &amp; `g` ~~~~ 🎉"
"""A company's name that is markup in every wiki."""

QA_ENGINEER = """\
---
next_roles: [qa-lead]
tags: [quality, testing]
---

# QA Engineer Agent

## Identity
- **Title**: QA Engineer
- **Company**: {{COMPANY_NAME}}
- **Reports To**: QA Lead

## Objectives
- Find what breaks at {{COMPANY_NAME}}
- Read [the style guide](https://style.example/a_b?c={d}&e='''f''')

## Core Responsibilities
1. **Test Strategy**
   - Rank risks with product
   - Keep the plan to one page

2. **Test Automation**
   - Automate checks

## Workflows

### Bug Triage Workflow
1. Reproduce the report
2. Set a severity

## Tools & Technologies

### Automation
- **Playwright**: clicks through `<main>` pages

## Evaluation Matrix
| Competency | Novice | Expert |
|---|---|---|
| Test design | Writes a test | Writes `a \\| b` tests |
| [[Links]] | {{COMPANY_NAME}} | - starts with a dash |

## GOLD_STANDARD References

### Testing
- [Explore It!](https://example.org/explore?a=1&b=2) by Elisabeth Hendrickson

## Self-Assessment Checklist
- [ ] Every defect has a cause
- [ ] `'''quoted'''` names are kept
"""
QA_LEAD = """\
# QA Lead Agent

## Identity
- **Title**: QA Lead

## Objectives
- Decide what quality means

## Evaluation Matrix
| Competency | Novice | Expert |
|---|---|---|
| Test design | Reviews a test | Sets the style |
"""
HARD_ROLE = """\
# [[Role]] {x} & #1 Agent

## Identity
- **Title**: R&D *Lead* [[a|b]] {{x}} <b> #1

## Objectives
- ==none== and ----
- Sign with ~~~~ and \\_\\_TOC\\_\\_

```sh
a = [[ $x ]] && echo '''b'''


    <nowiki>c</nowiki>
```
"""
PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAACgAAAAUCAAAAADaLSBnAAAAFElEQVR4nGNwIBIwjCocVTiqEAQAZfTIAQpzOyEAAAAASUVORK5CYII="
)
DOCS = """\
# How we work

![The way of a change](assets/the%20way.png)

See [the QA Engineer](roles/qa-engineer.md#evaluation-matrix).
"""
COMPANY = """\
name: "{name}"
facts: {{COMPANY_NAME: "{name}"}}
levels: {{Novice: "Level | [[1]]"}}
"""
FILES: Mapping[str, str | bytes] = {
    "roles/quality/qa-engineer.md": QA_ENGINEER,
    "roles/quality/qa-lead.md": QA_LEAD,
    "roles/quality/hard.md": HARD_ROLE,
    "companies/acme.yml": COMPANY.format(name=HARD),
    "docs/how-we-work.md": DOCS,
    "docs/assets/the way.png": PICTURE,
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small handbook with hard words in every place."""
    folder = write_tree(tmp_path_factory.mktemp("wiki") / "handbook", FILES)
    return edition(folder, folder.parent / "site")


@pytest.fixture(scope="session")
def handbook(site: Path) -> WikiHandbook:
    """Read that handbook as a wiki gets it."""
    return wiki_handbook("acme", site)


@pytest.fixture(scope="session")
def mediawiki_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWikiServer]:
    """Run a real MediaWiki."""
    with mediawiki(tmp_path_factory.mktemp("mediawiki")) as server:
        yield server


@pytest.fixture
def server(mediawiki_server: MediaWikiServer) -> MediaWikiServer:
    """Return a MediaWiki in which nothing was ever written."""
    mediawiki_server.restore()
    return mediawiki_server
