"""Whatever a company is called: its stamped edition is the site that MkDocs alone builds for it."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rolebook.assemble.declared_facts import declared_facts
from rolebook.assemble.handbook import assemble
from rolebook.engine.build import build_shape, folder_additions
from rolebook.engine.engine import ShapeContext
from rolebook.facts.token import RESERVED
from rolebook.load.content import Content
from rolebook.load.folder import read_folder
from rolebook.model.company import Brand, Company
from rolebook.shape.anonymous import anonymous, exact_choice
from rolebook.shape.compile import ShapeWriter
from rolebook.shape.compiled import Shape, open_shape
from rolebook.shape.edition import stamp_shape
from rolebook.shape.pages import ShapePages
from rolebook.stamp.values import values
from tests.conftest import write_tree
from tests.site.reading import contents
from tests.sites import plain_site

pytestmark = pytest.mark.no_cover  # many builds, of lines that other tests reach too

SPEC = """\
# QA Engineer at {{COMPANY_NAME}}

## Identity
- **Title**: QA Engineer
- **Mission**: keep **{{COMPANY_NAME}}** and `{{COMPANY_NAME}}` well, see [home]({{HOME}}/qa)

## Working at {{COMPANY_NAME}}
Ask <{{HOME}}>, or [search](https://example.com/?q={{COMPANY_NAME}}).

## Evaluation Matrix
| Competency | Level 1 (Novice) | Level 2 |
|---|---|---|
| {{COMPANY_NAME}} | knows {{COMPANY_NAME}} | `{{HOME}}` |
"""
NAMES = st.text(st.characters(exclude_characters=RESERVED, exclude_categories=["Cs"]), min_size=1).filter(
    str.strip
)
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
ADDRESSES = st.sampled_from(
    ["", "https://a.example/", "https://b.example/some/path/", "https://ü.example/%20/"]
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Draw a folder whose role uses facts wherever one can stand."""
    root = write_tree(
        tmp_path_factory.mktemp("any") / "handbook",
        {
            "roles/quality/qa-engineer.md": SPEC,
            "companies/facts.yml": "COMPANY_NAME: our name\nHOME: {meaning: our address, kind: url}\n",
            "docs/about.md": "# About {{ COMPANY_NAME }}\n\nWe are {{ company.name }}.\n",
        },
    )
    return read_folder(root, folder_additions(root))


@pytest.fixture(scope="module")
def shapes() -> dict[str, Shape]:
    """Keep the shapes of all examples: companies without an address have another than those with one."""
    return {}


def shape_of(company: Company, content: Content, shapes: dict[str, Shape], folder: Path) -> Shape:
    """Return a company's shape, built once."""
    nobody = anonymous(company, exact_choice(company, content.roles))
    if repr(nobody) not in shapes:
        declared = declared_facts(content.declared, [company])
        with ShapeWriter(folder / "shape", hears=True) as writer:
            given = ShapeContext(content, nobody, declared, pages=ShapePages(writer))
            build_shape(content.root, given, folder / "tokens")
            writer.add_site(folder / "tokens")
            writer.finish(assemble(content.roles, nobody).levels)
        shapes[repr(nobody)] = open_shape(folder / "shape")
    return shapes[repr(nobody)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(name=NAMES, fact=NAMES, level=NAMES, colour=COLOURS, url=ADDRESSES)
@example(
    name="<script>alert(1)</script>", fact="{{HOME}}", level="A|B", colour="#000000", url="https://a.example/"
)
@example(name="日本語株式会社", fact="\r\n\t\0", level="\u2028", colour="#ffffff", url="")
def test_any_facts(
    name: str, fact: str, level: str, colour: str, url: str, content: Content, shapes: dict[str, Shape]
) -> None:
    """Byte for byte, in every file: no name, colour, address or level makes a difference."""
    company = Company(
        "any",
        "companies/any.yml",
        name,
        facts={"COMPANY_NAME": fact, "HOME": "https://home.example/~any"},
        url=url,
        brand=Brand(primary=colour),
        levels={"Level 2": level},
    )
    declared = declared_facts(content.declared, [company])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shape = shape_of(company, content, shapes, folder)
        stamp_shape(shape, values(company, shape.levels, declared), folder / "stamped")
        with pytest.MonkeyPatch.context() as patch:  # no company's file may hold some of these characters
            read = replace(content, companies={"any": company})
            patch.setattr("rolebook.engine.plugin.read_folder", lambda *_: read)
            plain_site(content.root, folder / "plain", "any")
        ours, plain = contents(folder / "stamped"), contents(folder / "plain")
    assert [path for path in ours.keys() | plain.keys() if ours.get(path) != plain.get(path)] == []
