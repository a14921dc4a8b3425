"""Who needs what: works, tools, competencies, metrics and workflows across roles."""

from rolebook.assemble.handbook import assemble
from rolebook.model.company import Company
from rolebook.model.handbook import Handbook, Work
from tests.conftest import role, spec

COMPANY = Company("initech", "companies/initech.yml", "Initech")


def handbook(*bodies: str) -> Handbook:
    """Return the handbook of roles `a`, `b`, `c` with these bodies."""
    roles = [
        role(f"x/{letter}", spec(letter.upper(), body=body))
        for letter, body in zip("abcd", bodies, strict=False)
    ]
    return assemble(roles, COMPANY)


def citing(*references: str) -> str:
    """Return the references of a spec."""
    return "\n".join(["## GOLD_STANDARD References", *(f"- {reference}" for reference in references)])


def using(*tools: str) -> str:
    """Return the tools of a spec."""
    return "\n".join(["## Tools & Technologies", f"- **Languages**: {', '.join(tools)}"])


def shown(work: Work) -> tuple[str, str, list[str]]:
    """Return what matters of a work: title, address, and who cites it."""
    return work.title, work.url, [citation.role.id for citation in work.citations]


def test_one_address_is_one_work() -> None:
    """Scheme, www, case of the host and a slash at the end do not make another; the query does."""
    found = handbook(
        citing("[SRE](https://sre.google/books/)"),
        citing("[The SRE book](http://www.SRE.google/books)"),
        citing("[SRE, page 2](https://sre.google/books/?page=2)"),
    ).works
    assert list(map(shown, found)) == [
        ("SRE", "https://sre.google/books/", ["a", "b"]),
        ("SRE, page 2", "https://sre.google/books/?page=2", ["c"]),
    ]
    assert found[0].other_titles == ("The SRE book",)


def test_one_title_at_two_addresses() -> None:
    """Two addresses stay two works, and each knows of the other."""
    found = handbook(
        citing("[Clean Code](https://a.example)"), citing("[Clean Code](https://b.example)")
    ).works
    assert [(work.id, work.url, work.also_at) for work in found] == [
        ("clean-code", "https://a.example", ("https://b.example",)),
        ("clean-code-2", "https://b.example", ("https://a.example",)),
    ]


def test_a_work_without_an_address() -> None:
    """It is the work of its title, with the address another role gives; case and markup do not count."""
    found = handbook(
        citing("Clean code", "*Refactoring*"), citing("[Clean Code](https://a.example)", "Refactoring")
    ).works
    assert list(map(shown, found)) == [
        ("Clean code", "https://a.example", ["a", "b"]),
        ("Refactoring", "", ["a", "b"]),
    ]


def test_a_title_without_an_address_among_two() -> None:
    """Where a title has two addresses, one without may be either, and stays apart."""
    found = handbook(citing("X"), citing("[X](https://a.example)"), citing("[X](https://b.example)")).works
    assert [(work.url, work.also_at) for work in found] == [
        ("", ("https://a.example", "https://b.example")),
        ("https://a.example", ("https://b.example",)),
        ("https://b.example", ("https://a.example",)),
    ]


def test_a_work_cited_twice_by_one_role() -> None:
    """The role is named once, and both references know their work."""
    found = handbook(citing("[One](https://a.example)", "[Other](https://a.example/)"))
    (work,) = found.works
    assert shown(work) == ("One", "https://a.example", ["a"])
    assert [found.work_of_reference[reference] for reference in found.roles[0].references] == [work, work]


def test_tools_with_symbols() -> None:
    """C, C++ and C# are three; Git and git are one."""
    found = handbook(using("C", "C++", "C#", "Git"), using("git", "C#", "c++")).tools
    assert [(entry.id, entry.name, [use.role.id for use in entry.uses]) for entry in found] == [
        ("c", "C", ["a"]),
        ("c-2", "C#", ["a", "b"]),
        ("c-3", "C++", ["a", "b"]),
        ("git", "Git", ["a", "b"]),
    ]


def test_a_tool_twice_in_one_role() -> None:
    """A role uses a tool or does not; it is not counted by category."""
    body = "## Tools\n- **Build**: Docker\n- **Run**: docker, Helm\n"
    found = {entry.name: len(entry.uses) for entry in handbook(body).tools}
    assert found == {"Docker": 1, "Helm": 1}


def test_competencies_metrics_and_workflows_are_shared() -> None:
    """Same-named ones of several roles stand together under the first one's name."""
    body = (
        "## Workflows\n1. **Release & Rollback**\n   1. Build\n\n## KPIs\n- Lead time\n\n"
        "## Evaluation Matrix\n| Skill | L1 | L2 |\n|--|--|--|\n| System Design | a | b |\n| C++ | a | b |\n| C# | a | b |\n"
    )
    found = handbook(
        body, body.replace("Release & Rollback", "release and rollback").replace("Lead time", "Lead Time")
    )
    entries = (found.competencies, found.metrics, found.workflows)
    assert [[(entry.name, len(entry.uses)) for entry in kind] for kind in entries] == [
        [("C#", 2), ("C++", 2), ("System Design", 2)],
        [("Lead time", 2)],
        [("Release & Rollback", 2)],
    ]


def test_names_of_symbols_alone() -> None:
    """Names without a letter are names all the same."""
    matrix = "## Evaluation Matrix\n| Skill | L1 | L2 |\n|--|--|--|\n| 🚀 | a | b |\n| 🔥 | a | b |\n"
    found = handbook(matrix).competencies
    assert [entry.name for entry in found] == ["🔥", "🚀"]
    assert len({entry.id for entry in found}) == 2


def test_the_order_of_names() -> None:
    """Accents and case do not move a name to the end."""
    found = handbook(using("Zig", "ämel", "Éclair", "elm", "Ada", "azure")).tools
    assert [entry.name for entry in found] == ["Ada", "ämel", "azure", "Éclair", "elm", "Zig"]
