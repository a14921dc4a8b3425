"""Sections of two roles that say nearly the same."""

from rolebook.review.sections import section_problems
from tests.conftest import role

STEPS = ["Read the design", "Ask who is on call for it", "Restore the newest backup", "Release to few users"]


def _found(**specs: str) -> list[str]:
    roles = [role(f"it/{name}", text) for name, text in specs.items()]
    return [str(problem) for problem in section_problems(roles)]


def _workflow(*steps: str) -> str:
    numbered = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    return f"# R\n\n## Workflows\n\n### Go live\n{numbered}\n"


def test_a_copied_workflow() -> None:
    """A workflow most of whose steps are another's is told at its name."""
    assert _found(a=_workflow(*STEPS), b=_workflow(*STEPS[:3], "Write to every customer")) == [
        (
            'roles/it/b.md:5: notice: "Go live" says in 3 of 4 lines what roles/it/a.md:5 says; '
            "say what is particular to this role"
        )
    ]


def test_a_section_copied_with_small_changes() -> None:
    """Lines with a word changed still count as the same."""
    lines = [
        "Ask every owner of a service about its load",
        "Rehearse every restore of the billing data by hand",
        "Tell every customer of the change in plain words",
    ]
    changed = [line.replace("every", "each") for line in lines]
    assert len(_found(a=_workflow(*lines), b=_workflow(*changed))) == 1


def test_one_copied_workflow_of_several() -> None:
    """One workflow taken over from another role is told among others that are this role's own."""
    own = "\n### Hire\n1. Write the advert\n2. Read all letters\n3. Talk to three people\n4. Decide\n"
    copied = _workflow(*STEPS).replace("Go live", "Veröffentlichen")
    (found,) = _found(a=_workflow(*STEPS), b=f"{copied}{own}")
    assert found.startswith(
        'roles/it/b.md:5: notice: "Veröffentlichen" says in 4 of 4 lines what roles/it/a.md:5'
    )


def test_a_copied_list() -> None:
    """A list in which most lines are another role's is told at its section's heading."""
    duties = "\n".join(f"- [ ] {step}" for step in STEPS)
    (found,) = _found(a=f"# R\n## Checklist\n{duties}\n", b=f"# R\n## Checklist\n{duties}\n")
    assert found.startswith('roles/it/b.md:2: notice: "Checklist" says in 4 of 4 lines what roles/it/a.md:2')


def test_what_roles_may_share() -> None:
    """A line or two, the tools and the works are shared with good reason."""
    assert _found(a=_workflow(*STEPS), b=_workflow(*STEPS[:2], "Plan", "Build", "Write")) == []
    tools = "# R\n## Tools\n- **A**: Git\n- **B**: Python\n- **C**: Go\n- **D**: Rust\n"
    assert _found(a=tools, b=tools) == []


def test_sections_of_any_name() -> None:
    """Prose in a section of the author's own name is compared line by line."""
    own = "# R\n## Objectives\n- Be useful\n## How we decide\nWe write.\nWe read.\nWe wait.\n"
    assert [line.partition(":")[0] for line in _found(a=own, b=own)] == ["roles/it/b.md"]
