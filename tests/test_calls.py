"""What macros may be called with, before a page is built."""

import pickle

import pytest

from rolebook.calls import lists_all_roles, names_for_calls, written, wrong_call
from rolebook.docs.page import read_docs_page
from rolebook.macros import SIGNATURES, macro_names
from tests.conftest import role, spec
from tests.site.conftest import REPOSITORY

_FLOWS = "## Workflows\n\n### Fix a bug\n1. Look\n\n### Release\n1. Go"
_WORDS = names_for_calls(
    [
        role("engineering/dev", spec("Developer", body=_FLOWS, front="tags: [backend]")),
        role("people/hr-partner", spec("HR Partner", body="## Department\nPeople & Culture")),
    ]
)


def told(call: str) -> str:
    """Return what is wrong with a call as a page in docs/ writes it."""
    (found,) = read_docs_page(f"{{{{ {call} }}}}", "docs/page.md").calls
    return wrong_call(found, SIGNATURES[found.macro], _WORDS)


@pytest.mark.parametrize(
    "call",
    [
        'career_ladder("dev")',
        'career_ladder(role="dev")',
        "career_ladder(anything)",
        'page_header("dev", "ladder")',
        'page_header("dev", "workflow", "release")',
        'page_header("dev", kind="workflow", workflow="fix-a-bug")',
        'workflow("dev", "release")',
        'index_page("tools")',
        "departments()",
        "departments(true)",
        "departments(full=settings.long)",
        'departments(full="")',
        'role_cards(department="engineering")',
        'role_cards("people", "backend")',
        'references("dev")',
        "references()",
        "prints()",
        "tools(*given)",
    ],
)
def test_right_calls(call: str) -> None:
    """What a macro takes, by position or by name, and what only the build knows, passes."""
    calls = read_docs_page(f"{{{{ {call} }}}}", "docs/page.md").calls
    assert {wrong_call(found, SIGNATURES[found.macro], _WORDS) for found in calls} <= {""}


@pytest.mark.parametrize("call", ["career_ladder(anything)", "departments(full=settings.long)"])
def test_what_is_kept_of_a_page_is_read_alike(call: str) -> None:
    """What only the build knows stays unknown in a reading that was kept on disk."""
    (found,) = pickle.loads(pickle.dumps(read_docs_page(f"{{{{ {call} }}}}", "docs/page.md").calls))  # noqa: S301
    assert wrong_call(found, SIGNATURES[found.macro], _WORDS) == ""
    assert lists_all_roles(found) == (found.macro == "departments")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('checklist("dve")', 'no role has the id "dve"; did you mean "dev"?'),
        ("matrix(7)", 'no role has the id "7"'),
        ("objectives()", 'objectives lacks "role"; write objectives(role)'),
        ('tools("dev", "git")', "tools takes one argument, not 2; write tools(role)"),
        ('org_chart("dev")', "org_chart takes nothing, not 1; write org_chart()"),
        (
            'role_cards(departmnt="people")',
            (
                'role_cards has no argument "departmnt"; write role_cards(department="", tag="")'
                '; did you mean "department"?'
            ),
        ),
        ('tools("dev", role="dev")', 'tools is given "role" twice; write tools(role)'),
        ('workflow("dev", "relase")', 'the role "dev" has no workflow "relase"; did you mean "release"?'),
        ('workflow("dev")', 'workflow lacks "workflow"; write workflow(role, workflow)'),
        (
            'page_header("dev", "kindly")',
            'page_header: no kind of page "kindly" (there are: checklist, ladder, workflow)',
        ),
        ('page_header("dev", "lader")', 'page_header: no kind of page "lader"; did you mean "ladder"?'),
        (
            'page_header("dev", "workflow")',
            'page_header of a workflow lacks which one; write page_header(role, "workflow", workflow)',
        ),
        (
            'page_header("dev", "ladder", "release")',
            'page_header of a ladder takes no workflow; write page_header(role, "ladder")',
        ),
        (
            'departments(["all"])',
            "departments: full is true or false, not \"['all']\"; write departments(full=true)",
        ),
        ('index_page(["tools"])', 'index_page: no index "[\'tools\']"; did you mean "tools"?'),
        ('index_page("rolez")', 'index_page: no index "rolez"; did you mean "roles"?'),
        ('index_header(name="tool")', 'index_header: no index "tool"; did you mean "tools"?'),
        (
            'departments(full="yes")',
            'departments: full is true or false, not "yes"; write departments(full=true)',
        ),
        ("departments(1)", 'departments: full is true or false, not "1"; write departments(full=true)'),
        (
            'role_cards("enginering")',
            'role_cards: no department "enginering"; did you mean "engineering"?',
        ),
        ('role_cards(tag="x")', 'role_cards: no tag "x" (there are: backend)'),
    ],
)
def test_wrong_calls(call: str, message: str) -> None:
    """A wrong word is told with the nearest right one, a wrong number of them with how the macro is written."""
    assert told(call) == message


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("{{ departments(full=true) }}", True),
        ("{{ departments(settings.long) }}", True),
        ("{{ departments() }}", False),
        ("{{ departments([true]) }}", False),
        ("{{ role_cards() }}", False),
    ],
)
def test_what_a_filter_has_to_filter(text: str, lists: bool) -> None:
    """Only the full list of departments can be filtered."""
    assert any(map(lists_all_roles, read_docs_page(text, "docs/page.md").calls)) == lists


def test_every_macro_stands_in_contributing() -> None:
    """The table for authors names every macro there is, as it is written."""
    guide = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = guide.partition("| macro | what it shows |")[2].partition("\n\n")[0]
    listed = [code for row in table.splitlines()[2:] for code in row.split("|")[1].split("`")[1::2]]
    assert sorted(listed) == sorted(written(name, SIGNATURES[name]) for name in macro_names())
