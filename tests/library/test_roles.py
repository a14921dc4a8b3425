"""The roles that ship: complete, joined to one organisation, and each its own."""

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from rolebook.assemble.names import name_key
from rolebook.assemble.reporting import managers, role_names
from rolebook.check import problems_of
from rolebook.load.folder import read_folder
from rolebook.model.role import Role, SectionKind
from rolebook.review.advice import advice_on
from tests.site.conftest import REPOSITORY

CONTENT = read_folder(REPOSITORY)
ROLES = {role.id: role for role in CONTENT.roles}
TODAY = date(2026, 11, 26)
SEED = "backend-engineer"
SEED_SHA256 = "c48f085f9a81a1829ffc0a4364924b401071da62982633151b22b56097b76108"
SHARED = ("Delivery", "Communication", "Mentoring")
FOUR_LEVELS = ("Level 1 (Novice)", "Level 2 (Competent)", "Level 3 (Expert)", "Level 4 (Master)")

every_role = pytest.mark.parametrize("role", ROLES.values(), ids=ROLES.keys())
every_other_role = pytest.mark.parametrize(
    "role", [role for role in ROLES.values() if role.id != SEED], ids=[name for name in ROLES if name != SEED]
)


def test_nothing_is_wrong_with_the_library() -> None:
    """Neither an error nor a piece of advice, but for the seed, which has no front matter and ships as it came."""
    assert [str(problem) for problem in (*problems_of(CONTENT), *advice_on(CONTENT.roles, TODAY))] == [
        (
            f"{ROLES[SEED].path}: notice: has no `summary`, no `owner`, no `reviewed`, no `tags` in its front matter, "
            "as most roles here do; add it"
        )
    ]


def test_the_seed_is_as_it_came() -> None:
    """The first role ships byte for byte."""
    assert hashlib.sha256((REPOSITORY / ROLES[SEED].path).read_bytes()).hexdigest() == SEED_SHA256


def test_a_whole_product_organisation() -> None:
    """Every department of a product organisation is there."""
    assert len(ROLES) >= 26
    departments = {role.identity_value("department") for role in ROLES.values()}
    assert departments == {
        "Data & AI",
        "Design",
        "Engineering",
        "Leadership",
        "Platform & Reliability",
        "Product",
        "Quality",
        "Security",
    }


@every_role
def test_a_role_is_complete(role: Role) -> None:
    """Each role has all that the seed has, and no less of it."""
    assert {section.kind for section in role.sections} == set(SectionKind) - {SectionKind.OTHER}
    assert len(role.objectives) == 5
    assert [len(area.duties) for area in role.areas] == [4, 4, 4, 4]
    assert len(role.workflows) == 3
    assert all(5 <= len(workflow.steps) <= 7 for workflow in role.workflows)
    assert len(role.tool_categories) >= 5
    assert 6 <= len(role.metrics) <= 8
    (matrix,) = role.matrices
    assert 5 <= len(matrix.competencies) <= 8
    assert all(all(competency.expectations) for competency in matrix.competencies)
    assert len(role.references) >= 4
    assert len(role.checklist) >= 8
    assert len(role.learning) >= 5


@every_other_role
def test_front_matter(role: Role) -> None:
    """Each role says what it is for, who keeps it, when it was read, and where it leads."""
    titles = {name_key(other.title) for other in ROLES.values()}
    assert 20 <= len(role.meta.summary) <= 120
    assert role.meta.aliases
    assert role.meta.tags
    assert name_key(role.meta.owner) in titles
    assert role.meta.reviewed
    assert role.meta.next_roles


def test_one_chain_up_to_one_root() -> None:
    """Every role reports, role by role, to one and the same."""
    names = role_names(CONTENT.roles)
    above = {role.id: [manager.role for manager in managers(role, names)] for role in ROLES.values()}
    roots = [role_id for role_id, found in above.items() if not found]
    assert roots == ["chief-product-and-technology-officer"]
    for role_id in ROLES:
        steps, at = 0, role_id
        while at not in roots:
            (manager,) = above[at]
            assert manager, f"{at} reports to nobody of the library"
            at, steps = manager.id, steps + 1
            assert steps < 10, f"{role_id} reports in a circle"


def test_ways_between_departments() -> None:
    """Most roles lead to another department too, and both tracks lead to each other."""
    ways = [(role, ROLES[name]) for role in ROLES.values() for name in role.meta.next_roles]
    crossing = {role.id for role, following in ways if role.folder != following.folder}
    assert len(crossing) >= 0.8 * len(ROLES)
    assert "staff-engineer" in ROLES["engineering-manager"].meta.next_roles
    assert "engineering-manager" in ROLES["staff-engineer"].meta.next_roles


def test_ladders() -> None:
    """Most ladders have the seed's four levels, one has six, and what roles share is worded alike."""
    levels = Counter(role.matrices[0].levels for role in ROLES.values())
    assert levels[FOUR_LEVELS] > len(ROLES) / 2
    assert 6 in {len(names) for names in levels}
    shared: dict[str, set[tuple[str, ...]]] = {name: set() for name in SHARED}
    for role in ROLES.values():
        if role.id == SEED or role.matrices[0].levels != FOUR_LEVELS:
            continue
        rows = {competency.name: competency.expectations for competency in role.matrices[0].competencies}
        for name in SHARED:
            shared[name].add(rows[name])
    assert {name: len(wordings) for name, wordings in shared.items()} == dict.fromkeys(SHARED, 1)


def test_every_work_is_noted() -> None:
    """Each work cited stands in the notes, with the address by which it is cited."""
    notes = (REPOSITORY / "docs/references-notes.md").read_text(encoding="utf-8")
    cited = {(work.title, work.url) for role in ROLES.values() for work in role.references}
    assert [work for work in cited if f"| {work[0]} |" not in notes or f"<{work[1]}>" not in notes] == []


def test_where_works_are_cited_at() -> None:
    """Works are cited at secure addresses, papers by their DOI's."""
    urls = [work.url for role in ROLES.values() for work in role.references]
    assert all(url.startswith("https://") for url in urls)
    assert not [url for url in urls if "amazon." in url or "goodreads" in url or "wikipedia" in url]


def test_paths_are_those_of_departments() -> None:
    """A role's folder is its department's own."""
    by_folder: dict[str, set[str]] = {}
    for role in ROLES.values():
        by_folder.setdefault(Path(role.path).parent.name, set()).add(role.identity_value("department"))
    assert all(len(names) == 1 for names in by_folder.values())
