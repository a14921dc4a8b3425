"""Search entries: what each page of a small handbook tells, place by place."""

from collections.abc import Callable, Sequence

from hypothesis import assume, example, given

from rolebook.assemble.handbook import assemble
from rolebook.facts.token import token
from rolebook.model.company import Company
from rolebook.pages import generated_pages
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role
from rolebook.render.lookup import Lookup
from rolebook.search.entries import search_entries
from rolebook.search.entry import SearchEntry
from rolebook.search.known import KnownHandbook
from tests.conftest import role, spec
from tests.parse.test_properties import ANY_SPEC

_BODY = """\
## Objectives
- Find **what** breaks
  - in `time`
  - & for <your team>
## Working at {{COMPANY_NAME}}
First line
of a paragraph.

- One
- Two

| a | b |
|---|---|
| 1 < 2 | &copy; <b>bold</b>er |
### A subheading
Below it
## Core Responsibilities
1. **Care**
   - Look
- Alone
## Workflows
### Release
Before
1. Build
2. Ship
   - slowly
### Review
1. Read
## Tools
- **Languages**: C, Git (for history)
- Docker
## Metrics
- **Uptime**: 99 %
## Evaluation Matrix
| Skill | One | Two | Three |
|---|---|---|---|
| Care | a | b | c |
| Talk | d |  | f |
## References
- [A *book*](https://www.books.example/1) - chapter 2
- [Bad](javascript:x)
## Checklist
- [ ] Done *well*
### Later
- [ ] Done again
## Continuous Learning
- Read
"""
_FRONT = (
    "summary: What it is for\naliases: [Tester, '*QA*']\nstatus: draft\nowner: Quality\nreviewed: 2025-01-02"
)
_ROLES = (
    role("quality/qa-engineer", spec("QA Engineer", "QA Lead", _BODY, _FRONT)),
    role("quality/qa-lead", spec("QA Lead", "", "## Workflows\n### Release\n1. Decide\n")),
)


def _entries(source: str, translate: Callable[[str], str] = str) -> Sequence[SearchEntry]:
    """Return what is told of the page of a source path, such as `roles/qa-lead.md`."""
    handbook = assemble(_ROLES, Company("a", "companies/a.yml", "A"))
    pages = {page.source: page for page in generated_pages(handbook)}
    found = pages[source]
    return tuple(search_entries(found, "here/", KnownHandbook(Lookup.of(handbook), translate)))


def _told(source: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {entry.location: (entry.title, entry.lines) for entry in _entries(source)}


def test_a_role() -> None:
    """A role's page goes by its title alone; its head, sections and subheadings say their words, a row a line."""
    company, levels = token("COMPANY_NAME"), [token(f"level.{number}") for number in range(3)]
    place = f"here/#working-at-{token('COMPANY_NAME')[:-1]}\ue0f3"
    assert _told("roles/qa-engineer.md") == {
        "here/": ("QA Engineer", ()),
        "here/#role--qa-engineer": (
            "QA Engineer",
            (
                "draft",
                "What it is for",
                "Also called Tester, QA",
                "Reports to QA Lead",
                "Kept by Quality",
                "Reviewed 2025-01-02",
            ),
        ),
        "here/#identity": ("Identity", ("Title QA Engineer", "Reports To QA Lead")),
        "here/#objectives": ("Objectives", ("Find what breaks", "in time", "& for <your team>")),
        place: (
            f"Working at {company}",
            ("First line of a paragraph.", "One", "Two", "a", "b", "1 < 2", "© bolder"),
        ),
        "here/#a-subheading": ("A subheading", ("Below it",)),
        "here/#core-responsibilities": ("Core Responsibilities", ("Care", "Look", "Alone")),
        "here/#workflows": ("Workflows", ("Release", "Build - Ship", "Review", "Read")),
        "here/#tools": ("Tools", ("Languages - C - Git (for history)", "Tools - Docker")),
        "here/#metrics": ("Metrics", ("Uptime 99 %",)),
        "here/#evaluation-matrix": (
            "Evaluation Matrix",
            (f"Competency - {levels[0]} - {levels[2]}", "Care - a - c", "Talk - d - f"),
        ),
        "here/#references": ("References", ("A book - books.example - chapter 2", "Bad")),
        "here/#checklist": ("Checklist", ("Done well",)),
        "here/#later": ("Later", ("Done again",)),
        "here/#continuous-learning": ("Continuous Learning", ("Read",)),
        "here/#career--paths": ("Career paths", ("Where this role leads QA Lead",)),
    }


def test_a_ladder() -> None:
    """A ladder is told by its rows, and level by level; each level is named."""
    entries = _entries("ladders/qa-engineer.md")
    assert [(entry.location, entry.level) for entry in entries] == [
        ("here/", ""),
        ("here/#levels--all", ""),
        ("here/#expected--one", token("level.0")),
        ("here/#expected--two", token("level.1")),
        ("here/#expected--three", token("level.2")),
    ]
    assert entries[0].title == "QA Engineer: Career ladder"
    assert entries[0].lines[1:] == ("Care - a - b - c", "Talk - d - f")
    assert (entries[3].title, entries[3].lines) == (token("level.1"), ("Care - b", "Talk"))


def test_a_checklist_and_a_workflow() -> None:
    """Both are told item by item; a workflow names who else does it, and what else the role does."""
    assert _told("checklists/qa-engineer.md") == {
        "here/": ("QA Engineer: Checklist", ("Done well",)),
        "here/#later": ("Later", ("Done again",)),
    }
    assert _told("workflows/qa-engineer/release.md") == {
        "here/": ("Release", ("Before", "Build", "Ship", "slowly")),
        "here/#page--who": ("Who does this", ("QA Engineer", "QA Lead")),
        "here/#page--others": ("Other workflows of this role", ("Review",)),
    }


def test_indexes() -> None:
    """An index tells what it is for, then each department or entry with the roles it names."""
    release = {
        "here/#release": ("Release", ("QA Engineer", "QA Lead")),
        "here/#review": ("Review", ("QA Engineer",)),
    }
    page, head, *rest = _told("workflows/index.md").items()
    assert page == ("here/", ("Workflows", ()))
    assert head == ("here/#index--workflows", ("Workflows", ("How the work is done, step by step.",)))
    assert dict(rest) == release
    assert _told("tools/index.md")["here/#c"] == ("C", ("QA Engineer - Languages",))
    assert _told("metrics/index.md")["here/#uptime"] == ("Uptime", ("QA Engineer - 99 %",))
    span = f"QA Engineer - {token('level.0')} - {token('level.2')}"
    assert _told("competencies/index.md")["here/#care"] == ("Care", (span,))
    assert _told("references/index.md")["here/#a-book"] == (
        "A book",
        ("books.example", "Cited by QA Engineer"),
    )
    listed = _told("roles/index.md")["here/#department--quality"]
    assert listed == ("Quality", ("QA Engineer - What it is for", "QA Lead"))
    assert _told("organization/index.md")["here/#reporting--tree"][1] == (
        "QA Lead - Quality",
        "QA Engineer - Quality",
    )
    assert _told("assessment/index.md").keys() == {"here/", "here/#index--assessment"}


def test_what_an_entry_is_about() -> None:
    """An entry has the kind of its page or section, its role, a role's other names, and its weight."""
    page, head, identity, *_ = _entries("roles/qa-engineer.md")
    assert (page.kind, head.kind, identity.kind) == ("role", "role", "identity")
    assert {(each.role, each.tags, each.boost) for each in (page, head, identity)} == {
        ("qa-engineer", ("Tester", "QA"), 2)
    }
    tool = _entries("tools/index.md")[2]
    assert (tool.kind, tool.role, tool.tags, tool.boost) == ("tools", "", (), 1)


def test_the_language() -> None:
    """Words of the handbook's own are in its language; those of specs stay."""
    german = {"Career ladder": "Karriereleiter", "Competency": "Können"}
    page = _entries("ladders/qa-engineer.md", lambda message: german.get(message, message))[0]
    assert page.title == "QA Engineer: Karriereleiter"
    assert page.lines[0].startswith("Können - ")


def test_a_page_that_says_nothing() -> None:
    """The ladder and the checklist of a role that has none are not found."""
    assert _entries("ladders/qa-lead.md") == _entries("checklists/qa-lead.md") == ()


@given(ANY_SPEC)
@example("## ![](x.png)\n- One")
@example("## Tools\n- <b>x</b> & &lt;y&gt; <!-- z -->\n<p>one</p><p title='>'>two</p>")
def test_any_spec(text: str) -> None:
    """Whatever a spec says: each place is told once, in one line of words after the other."""
    parsed = parse_role("## Objectives\n- x\n" + text, "roles/x/y.md", kinds_by_name())
    assert parsed.role or parsed.problems
    assume(parsed.role)  # characters that no input may hold make no pages
    handbook = assemble([parsed.role] if parsed.role else [], Company("a", "companies/a.yml", "A"))
    known = KnownHandbook(Lookup.of(handbook), str)
    for page in generated_pages(handbook):
        entries = tuple(search_entries(page, "here/", known))
        places = [entry.location for entry in entries]
        assert len(places) == len(set(places))
        assert all(entry.title for entry in entries)
        for line in (line for entry in entries for line in (entry.title, *entry.lines)):
            assert line == " ".join(line.split())
