"""A field that is taught to the tree, and to nothing else, reaches whatever a reader sees of a role."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from rolebook.model.document import Product
from rolebook.model.handbook import Handbook
from rolebook.model.role import Metric, Section
from rolebook.presentation import presented
from rolebook.presentation.tree import Detail
from rolebook.render.data import RoleData
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup
from rolebook.render.templates import page_context, parts_environment
from rolebook.resources import default_overrides
from rolebook.search.known import KnownHandbook
from rolebook.search.listings import metrics_told
from rolebook.search.parts import section_told
from rolebook_wiki.article import article
from tests.conftest import write_tree
from tests.printing.conftest import COMPANY, Shop

SPEC = "# QA Engineer\n\n## Metrics\n- **Uptime**: 99 %\n"
PAGES = ("roles/qa", "ladders/qa", "checklists/qa")
LINKS = Links({f"{page}.md": f"{page}/" for page in PAGES}, "roles/qa/")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Draw a handbook whose metrics have a field that Rolebook knows nothing of: who keeps them."""

    def with_owner(metric: Metric) -> Iterator[Detail]:
        yield Detail(metric.detail)
        yield Detail("the *reliability* team", "Owner")

    monkeypatch.setattr(presented, "metric_details", with_owner)
    files = {"roles/quality/qa.md": SPEC, "companies/acme.yml": COMPANY}
    return Shop(write_tree(tmp_path / "handbook", files), tmp_path / "print")


def _metrics(handbook: Handbook) -> Section:
    return next(section for section in handbook.roles[0].sections if section.heading == "Metrics")


def _part(name: str, handbook: Handbook) -> str:
    """Return a part of a page; of a section, the metrics."""
    template = parts_environment([default_overrides()], str).get_template(f"parts/{name}.html")
    context = page_context(Lookup.of(handbook), LINKS, "")
    return template.render(role=handbook.roles[0], section=_metrics(handbook), **context)


def test_page_and_wiki(shop: Shop) -> None:
    """The page says it in an element of its own, and a wiki sets it apart."""
    page = _part("section", shop.handbook())
    assert (
        '<span class="rb-metric__detail" data-wiki="apart">Owner: the <em>reliability</em> team</span>'
        in page
    )
    found = article(html.fromstring(f"<article>{page}</article>"), "roles/qa/")
    assert found
    assert "Uptime · 99 % · Owner: the reliability team" in " ".join(found.body.text_content().split())


def test_data(shop: Shop) -> None:
    """Scripts that compare roles are given it."""
    script = RoleData(Lookup.of(shop.handbook()), LINKS).script(shop.handbook().roles[0])
    (metric,) = json.loads(script[script.index("{") : -3])["metrics"]
    assert metric["detail"] == "99 % · Owner: the <em>reliability</em> team"


def test_search(shop: Shop) -> None:
    """The search finds it."""
    handbook = shop.handbook()
    told = section_told(_metrics(handbook), handbook.roles[0], KnownHandbook(Lookup.of(handbook), str))
    assert list(told) == ["Uptime 99 % Owner: the reliability team"]


def test_index(shop: Shop) -> None:
    """The index of metrics says it beside the role, and the search finds it there."""
    handbook = shop.handbook()
    note = '<span class="rb-note" data-wiki="apart">Owner: the <em>reliability</em> team</span>'
    assert note in _part("metric_index", handbook)
    told = metrics_told(KnownHandbook(Lookup.of(handbook), str))
    assert "QA Engineer - 99 % - Owner: the reliability team" in list(told)


def test_document(shop: Shop) -> None:
    """A printed role says it."""
    pages = " ".join(" ".join(shop.pdf(Product.BOOKLET, "qa").pages).split())
    assert "Owner: the reliability team" in pages
