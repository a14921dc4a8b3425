"""What a reader sees of a role, as a tree."""

from rolebook.assemble.handbook import assemble
from rolebook.facts.token import token
from rolebook.model.company import Company
from rolebook.model.role import Role
from rolebook.presentation.presented import presented
from rolebook.presentation.tree import (
    Definition,
    Destination,
    Detail,
    EntryGroup,
    Headline,
    Ladder,
    LadderColumn,
    LadderRow,
    ListEntry,
    Node,
    NodeKind,
    Passage,
    Person,
    Source,
)
from rolebook.render.lookup import Lookup
from tests.conftest import role, spec

BODY = """\
## Objectives
- Find **what** breaks
  1. in time
## Responsibilities
1. **Care**
   - Look
## Workflows
### Release
1. Build
## Tools
- **Editors**
  - Vim: for all
  - Git
## Metrics
- **Uptime**: 99 %
- Speed
## Evaluation Matrix
| Skill | Junior | Senior |
|---|---|---|
| Care | a | |
## References
- [A book](https://books.example/1) - chapter 2
## Checklist
Before all
### Later
- [ ] Done
"""
QA = role("quality/qa", spec("QA", "QA Lead or CTO", BODY))
LEAD = role("quality/lead", spec("QA Lead", "", "## References\n- [The book](https://books.example/1)\n"))


def seen(heading: str, shown: Role = QA) -> tuple[Node, ...]:
    """Return the nodes of a section."""
    names = Lookup.of(assemble((QA, LEAD), Company("a", "companies/a.yml", "A")))
    section = next(section for section in shown.sections if section.heading == heading)
    return presented(section, shown, names).nodes


def test_items_keep_what_is_nested_in_them() -> None:
    """Texts stay role text, and each item its number."""
    nested = ListEntry(NodeKind.ITEM, "in time", number=1)
    assert seen("Objectives") == (ListEntry(NodeKind.ITEM, "Find **what** breaks", children=(nested,)),)


def test_who_is_named_leads_to_their_page() -> None:
    """Managers are known by their roles; one without a spec has no page."""
    lead, cto = Person("QA Lead", Destination("roles/lead.md")), Person("CTO", None, " or ")
    assert Definition("Reports To", "QA Lead or CTO", (lead, cto)) in seen("Identity")


def test_groups() -> None:
    """Duties, steps and tools stand in groups; steps have a page of their own, each tool a place in the index."""
    assert seen("Responsibilities") == (
        EntryGroup(NodeKind.AREA, "Care", (ListEntry(NodeKind.ITEM, "Look"),)),
    )
    steps, page = (ListEntry(NodeKind.ITEM, "Build", number=1),), Destination("workflows/qa/release.md")
    assert seen("Workflows") == (EntryGroup(NodeKind.WORKFLOW, "Release", steps, to=page),)
    vim = ListEntry(NodeKind.ITEM, "Vim", (Detail("for all"),), to=Destination("tools/index.md", "vim"))
    git = ListEntry(NodeKind.ITEM, "Git", to=Destination("tools/index.md", "git"))
    assert seen("Tools") == (EntryGroup(NodeKind.TOOLS, "Editors", (vim, git)),)


def test_metrics_have_details_or_none() -> None:
    """What is said of a metric beside its name is a detail."""
    uptime = ListEntry(NodeKind.METRIC, "Uptime", (Detail("99 %"),))
    assert seen("Metrics") == (uptime, ListEntry(NodeKind.METRIC, "Speed"))


def test_a_ladder_has_the_company_s_levels() -> None:
    """Names of levels are tokens, which each company stamps; a row leads to the whole ladder, and to the index."""
    columns = LadderColumn("junior", token("level.0")), LadderColumn("senior", token("level.1"))
    page = "ladders/qa.md"
    places = Destination(page, "care"), Destination("competencies/index.md", "care")
    care = LadderRow("care", "Care", ("a", ""), *places)
    assert seen("Evaluation Matrix") == (Ladder("", columns, (care,), Destination(page)),)


def test_a_work_is_known_to_the_whole_handbook() -> None:
    """It keeps the title it has here, and knows how many others cite it."""
    (found,) = seen("References")
    assert isinstance(found, Source)
    assert (found.title, found.url, found.details) == (
        "A book",
        "https://books.example/1",
        (Detail("chapter 2"),),
    )
    assert (found.to.page, found.others) == ("references/index.md", 1)


def test_what_no_kind_claims_stays_in_its_place() -> None:
    """Paragraphs and headings stand where the spec has them."""
    before, later, done = seen("Checklist")
    assert (before, done) == (Passage("Before all"), ListEntry(NodeKind.CHECK, "Done"))
    assert isinstance(later, Headline)
    assert (later.text, later.level) == ("Later", 3)


def test_details_are_labelled_in_the_handbook_s_language() -> None:
    """A label is a message; a detail without one begins with its text."""
    assert Detail("99 %", "Target").lead({"Target": "Ziel"}.__getitem__) == "Ziel: "
    assert Detail("99 %").lead(str) == ""
