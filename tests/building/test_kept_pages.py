"""A page is made again when what it asked of the handbook has another answer, and never shows a stale byte."""

import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from rolebook.engine.content import Contents, PageContent
from tests.building.conftest import Workshop, company

pytestmark = pytest.mark.no_cover  # many builds, of lines that other tests reach too

SPEC = """\
---
summary: {summary}
aliases: [{alias}]
next_roles: [{next}]
tags: [{tag}]
{front}---
# {title} Agent

## Identity
- **Title**: {title}
- **Department**: {department}
- **Reports To**: {manager}

## Core Responsibilities
### Work
- {duty}
- See [a colleague]({link})

## Workflows
### {flow} Workflow
1. {step}

## Tools and Technologies
- **Editors**: {tool}, Pencil

## Success Metrics
- **{metric}**: less than five

## Evaluation Matrix
| Competency | {low} | {high} |
|---|---|---|
| {craft} | Tries | {cell} |

## GOLD_STANDARD References
- [{work}](https://works.example/{address})

## Self-Assessment Checklist
- [ ] {item}
"""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "summary": ("Finds it", "Makes *it*", "''"),
    "alias": ("Boss", "Maker", "A & B"),
    "next": ("", "Lead", "One", "Two", "Zed"),
    "tag": ("remote",) * 4 + ("field",),
    "front": ("", "status: draft\n", "owner: Ada\n", "id: other\n"),
    "title": ("One", "Two", "Lead", "Zed", "{{COMPANY_NAME}} Guide"),
    "department": ("Quality", "Research & Co"),
    "manager": ("Lead", "One or Two", "Nobody Here", "Zed", "the CEO"),
    "duty": ("Find what breaks", "Mend it for {{COMPANY_NAME}}", "Look `twice`"),
    "link": ("../a/one.md", "../b/three.md", "two.md", "../a/lead.md#tools-and-technologies"),
    "flow": ("Review", "Release", "Review"),
    "step": ("Look", "Look again"),
    "tool": ("Vim", "Emacs", "VIM (for notes)"),
    "metric": ("Lead time", "Defects"),
    "low": ("Junior", "Novice"),
    "high": ("Senior", "Expert"),
    "craft": ("Craft", "Care"),
    "cell": ("Knows", "Teaches"),
    "work": ("The Work", "The Other Work"),
    "address": ("one", "two"),
    "item": ("I look twice", "I ask"),
}
ROLES = ("a/one", "a/lead", "b/two", "b/three", "b/four")
OWN_TEMPLATES = {
    "overrides/pages/checklist.md": "# Ours\n\n{% for id in roles %}- {{ role_link(id) }}\n{% endfor %}\n{{ checklist(role) }}\n",
    "overrides/parts/role_link.html": '<a href="{{ links.role(role) }}">{{ role.meta.owner or role.id }}</a>\n',
    "overrides/parts/page_header.html": '<h1 id="x">{{ handbook.departments | length }} {{ handbook.works[0].title }}</h1>\n',
    "overrides/parts/role_header.html": "<h1>{{ role.title }} {% for m in handbook.managers[role.id] %}"
    "{{ m.role.meta.aliases if m.role else m.name }}{{ m.role.sections | length if m.role }}{% endfor %}</h1>\n",
}


@dataclass
class Folder:
    """A handbook folder that a person edits at random."""

    workshop: Workshop
    chance: random.Random
    roles: dict[str, dict[str, str]] = field(default_factory=dict)

    def begin(self) -> None:
        """Write all roles and a company."""
        self.workshop.write(
            {"companies/acme.yml": company("Acme"), "companies/facts.yml": "COMPANY_NAME: our name\n"}
        )
        for path in ROLES:
            self.roles[path] = {name: self.chance.choice(some) for name, some in CHOICES.items()}
            self.write(path)

    def write(self, path: str) -> None:
        """Write a role."""
        self.workshop.write({f"roles/{path}.md": SPEC.format_map(self.roles[path])})

    def edits(self) -> Iterator[Callable[[], None]]:
        """Yield what may happen, the likeliest most often."""
        yield from [self.change] * 12
        yield from (self.remove_or_add, self.add_page, self.template, self.setting)

    def edit(self) -> None:
        """Do one thing, or two; pages are not kept under a template of one's own, which so goes soon."""
        for _ in range(self.chance.choice((1, 1, 2))):
            self.chance.choice(list(self.edits()))()
        if self.chance.random() < 0.5:
            self.remove_templates()

    def change(self) -> None:
        """Change one thing of a role."""
        path = self.chance.choice(sorted(self.roles))
        name = self.chance.choice(sorted(CHOICES))
        self.roles[path][name] = self.chance.choice(CHOICES[name])
        self.write(path)

    def remove_or_add(self) -> None:
        """Remove a role, or bring one that is gone back, perhaps in another folder."""
        gone = [path for path in ROLES if path not in self.roles]
        if gone and self.chance.random() < 0.7:
            path = self.chance.choice(gone)
            self.roles[path] = {name: self.chance.choice(some) for name, some in CHOICES.items()}
            self.write(path)
        elif len(self.roles) > 2:
            path = self.chance.choice(sorted(self.roles))
            del self.roles[path]
            (self.workshop.root / f"roles/{path}.md").unlink()

    def add_page(self) -> None:
        """Write a page in the place of a generated one, or remove it."""
        page = self.workshop.root / "docs/ladders/one.md"
        page.unlink() if page.is_file() else self.workshop.write({"docs/ladders/one.md": "# By hand\n"})

    def template(self) -> None:
        """Write a template of the folder's own."""
        name = self.chance.choice(sorted(OWN_TEMPLATES))
        self.workshop.write({name: OWN_TEMPLATES[name]})

    def remove_templates(self) -> None:
        """Remove the templates of the folder's own."""
        for name in OWN_TEMPLATES:
            (self.workshop.root / name).unlink(missing_ok=True)

    def setting(self) -> None:
        """Change the language of the handbook."""
        language = self.chance.choice(("en", "en", "de"))
        self.workshop.write({"companies/acme.yml": company("Acme", f"site: {{language: {language}}}\n")})


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("seed", range(2))
def test_edits_at_random(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each edit every byte is what a build from nothing gives, and what that refuses is refused."""
    monkeypatch.setenv("ROLEBOOK_CACHE", str(tmp_path / "cache"))
    workshop = Workshop(tmp_path / "handbook", tmp_path / "site")
    folder = Folder(workshop, random.Random(seed))  # noqa: S311 - the same edits in every run
    folder.begin()
    workshop.build()
    for number in range(10):
        folder.edit()
        scratch = tmp_path / f"scratch-{number}"
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("ROLEBOOK_CACHE", str(tmp_path / f"cache-{number}"))
            is_good = workshop.build(output=scratch)
        assert workshop.build() == is_good, number
        if is_good:
            ours, others = workshop.editions(), workshop.editions(scratch)
            assert [path for path in ours | others if ours.get(path) != others.get(path)] == [], number
        shutil.rmtree(scratch, ignore_errors=True)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the generated pages whose content is made."""
    pages: list[str] = []
    whole = Contents.generated

    def noted(self: Contents, page: object, *given: object, **named: object) -> PageContent:
        pages.append(page.rolebook.source)  # type: ignore[attr-defined]
        return whole(self, page, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Contents, "generated", noted)
    return pages


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Draw a folder of five roles, and a cache of its own."""
    monkeypatch.setenv("ROLEBOOK_CACHE", str(tmp_path / "cache"))
    workshop = Workshop(tmp_path / "handbook", tmp_path / "site")
    folder = Folder(workshop, random.Random(0))  # noqa: S311
    folder.begin()
    for path, title, manager in (("a/one", "Une", "Chief"), ("a/lead", "Chief", "x"), ("b/two", "Deux", "x")):
        changed = {"title": title, "manager": manager, "next": "", "front": "", "flow": title}
        folder.roles[path] |= changed
        folder.write(path)
    for path in ("b/three", "b/four"):
        (workshop.root / f"roles/{path}.md").unlink()
    return workshop


def _replace(workshop: Workshop, path: str, old: str, new: str) -> None:
    text = (workshop.root / path).read_text(encoding="utf-8")
    assert old in text
    workshop.write({path: text.replace(old, new)})


def test_a_changed_step(shop: Workshop, made: list[str]) -> None:
    """Only the pages of its role are made again."""
    assert shop.build()
    made.clear()
    _replace(shop, "roles/b/two.md", "## Tools", "Some words.\n\n## Tools")
    assert shop.build()
    assert {path.split("/")[1].removesuffix(".md") for path in made} == {"two"}


def test_a_longer_ladder(shop: Workshop, made: list[str]) -> None:
    """A role that gets a level leaves the pages of others as they were."""
    assert shop.build()
    made.clear()
    spec = (shop.root / "roles/b/two.md").read_text(encoding="utf-8")
    rows = [line for line in spec.splitlines() if line.startswith("|")]
    for row in rows:
        spec = spec.replace(row, row + ("---|" if "---" in row else " Beyond |"))
    shop.write({"roles/b/two.md": spec})
    assert shop.build()
    assert {path.split("/")[1].removesuffix(".md") for path in made} == {"two"}


def test_a_changed_title(shop: Workshop, made: list[str]) -> None:
    """The pages of those who show it are made again, and no others."""
    assert shop.build()
    made.clear()
    _replace(shop, "roles/a/lead.md", "# Chief Agent", "# Chief of All Agent")
    _replace(shop, "roles/a/lead.md", "- **Title**: Chief", "- **Title**: Chief of All")
    _replace(shop, "roles/a/one.md", "- **Reports To**: Chief", "- **Reports To**: Chief of All")
    assert shop.build()
    assert "roles/one.md" in made
    assert not [path for path in made if "two" in path]


def test_a_template_changed(shop: Workshop, made: list[str]) -> None:
    """All pages are made again; the next time none."""
    assert shop.build()
    every = len(made)
    shop.write({"overrides/parts/home_search.html": "<p>Search</p>"})
    made.clear()
    assert shop.build()
    assert len(made) == every


def test_what_was_kept_is_damaged(shop: Workshop, made: list[str], tmp_path: Path) -> None:
    """Pages are made again where what is known of them is not whole."""
    assert shop.build()
    every = len(made)
    for file in (tmp_path / "cache/pages").iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    made.clear()
    _replace(shop, "roles/b/two.md", "## Tools", "Some words.\n\n## Tools")
    assert shop.build()
    assert len(made) == every
