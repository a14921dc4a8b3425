"""A small handbook, made once, and a Confluence to publish it to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from rolebook.model.company import Company, WikiTarget
from rolebook_wiki.confluence.wiki import open_wiki
from rolebook_wiki.page import WikiFile, WikiHandbook, WikiPage
from rolebook_wiki.plan import OnConflict
from rolebook_wiki.publish import PublishOptions, PublishOutcome, publish
from rolebook_wiki.sentences import Sentences
from rolebook_wiki.site_pages import wiki_handbook
from tests.conftest import write_tree
from tests.sites import edition
from tests.wiki.confluence.server import TOKEN, USER, Stub, confluence

COMPANY = "acme"
ROLE = """# QA Engineer

## Identity

- **Title**: QA Engineer

## Objectives

- Find what breaks at {{COMPANY_NAME}}
- Say it kindly

## Workflows

### Release

1. Read the change
   1. its reasons
2. Try it

## Evaluation Matrix

| Competency | Level 1 | Level 2 |
|---|---|---|
| Testing | Runs `a\\|b` | Plans tests |

## Self-Assessment Checklist

- [ ] I read every change
"""
HARD = ROLE.replace("QA Engineer", "C# & [[R]] {{Lead}} `x` <script>").replace(
    "kindly", "with ä, “quotes” and ]]>"
)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> WikiHandbook:
    """Return a handbook of two roles with a document beside them."""
    folder = write_tree(
        tmp_path_factory.mktemp("handbook"),
        {
            "roles/quality/qa-engineer.md": ROLE,
            "roles/quality/lead.md": HARD,
            f"companies/{COMPANY}.yml": "name: Acme & Sons\nfacts: {COMPANY_NAME: Acme & Sons}\n",
        },
    )
    site = edition(folder, tmp_path_factory.mktemp("site"), COMPANY)
    found = wiki_handbook(COMPANY, site)
    document = write_tree(site, {"assets/print/book.pdf": b"%PDF-1.7"}) / "assets/print/book.pdf"
    linked = '<p><a href="file:assets/print/book.pdf">The book</a></p></article>'
    home = replace(found.pages[0], html=found.pages[0].html.replace("</article>", linked))
    file = WikiFile("assets/print/book.pdf", document)
    return replace(found, pages=(home, *found.pages[1:]), files=(file,))


@pytest.fixture
def few(small: WikiHandbook) -> WikiHandbook:
    """Return the few pages of the handbook that show every kind of step."""
    ids = ("index", "roles", "roles/qa-engineer", "ladders/qa-engineer", "roles/lead")
    return replace(small, pages=tuple(page for page in small.pages if page.id in ids))


@dataclass
class Publisher:
    """Publishes handbooks to a Confluence as the command does, and remembers what was shown."""

    stub: Stub
    target: WikiTarget = field(default_factory=lambda: WikiTarget("confluence", "", space="HR"))
    company: str = COMPANY

    def __call__(
        self,
        handbook: WikiHandbook,
        *,
        on_conflict: str = "stop",
        prune: bool = False,
        dry_run: bool = False,
        before_writing: Callable[[], None] = lambda: None,
    ) -> PublishOutcome:
        """Publish a handbook; something may happen between the plan and the first write."""
        company = Company(self.company, "", "Acme")
        wiki = open_wiki(replace(self.target, url=self.stub.url), company, Sentences(), Path())
        options = PublishOptions(OnConflict(on_conflict), prune, dry_run)
        return publish(wiki, handbook, options, lambda _plan: before_writing(), lambda actions: actions)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """Run a Confluence Cloud."""
    monkeypatch.setenv("ROLEBOOK_WIKI_USER", USER)
    monkeypatch.setenv("ROLEBOOK_WIKI_TOKEN", TOKEN)
    with confluence() as found:
        yield found


@pytest.fixture
def publish_to(stub: Stub) -> Publisher:
    """Publish to the Confluence Cloud."""
    return Publisher(stub)


def page_of(handbook: WikiHandbook, page_id: str) -> WikiPage:
    """Return a page by its id."""
    return next(page for page in handbook.pages if page.id == page_id)


def changed(handbook: WikiHandbook, page_id: str, **new: str) -> WikiHandbook:
    """Return a handbook in which a page is another."""
    pages = tuple(replace(page, **new) if page.id == page_id else page for page in handbook.pages)
    return replace(handbook, pages=pages)


def without(handbook: WikiHandbook, *ids: str) -> WikiHandbook:
    """Return a handbook without some pages."""
    return replace(handbook, pages=tuple(page for page in handbook.pages if page.id not in ids))
