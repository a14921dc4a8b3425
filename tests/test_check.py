"""Every problem of a folder at once, in order, without building anything."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from rolebook.check import problems_of, sound_companies
from rolebook.load.folder import read_folder
from rolebook.model.problem import errors
from tests.conftest import spec, write_tree

FACTS = "COMPANY_NAME: The name\nTEAM: {default: QA}\nOLD: Of long ago\n"
MESSY = {
    "roles/quality/qa-engineer.md": spec(
        "QA Engineer", "QA Led", "## Objectives\n- Know {{COMPANY_NMAE}}\n- See [x](x.md)\n- Call {{PHONE}}\n"
    ),
    "roles/quality/qa-lead.md": spec("QA Lead", front="next_roles: [qa-enginer]"),
    "roles/quality/README.md": "# Quality\n",
    "companies/facts.yml": FACTS + "PHONE: {kind: url}\n",
    "companies/acme.yml": (
        "name: Acme\nfacts: {COMPANY_NAME: Acme, PHONE: 'javascript:alert(1)', TEEM: QA}\n"
        "roles: {exclude: [qa-leed]}\nlevels: {Senior: Sr}\nbrand: {logo: acme/logo.svg}\n"
    ),
    "companies/broken.yml": "name: Broken\nfacts: {A: }\nbrand: {primary: red}\n",
    "companies/initech.yml": "name: Initech\nfacts: {COMPANY_NAME: Initech}\n",
    "docs/page.md": "{{ COMPANY_NAME | upper }}\n\n{{ COMPANYNAME }}\n",
}
EXPECTED = [
    'companies/acme.yml:2: PHONE must be an address such as https://example.com/, not "javascript:alert(1)"',
    'companies/acme.yml:2: TEEM is not declared in companies/facts.yml; did you mean "TEAM"?',
    'companies/acme.yml:3: warning: roles.exclude: "qa-leed" matches no role; did you mean "qa-lead"?',
    'companies/acme.yml:4: warning: levels: no role has a level "Senior"',
    "companies/acme.yml:5: brand.logo: there is no file companies/acme/logo.svg",
    'companies/broken.yml:2: facts.A has no value; put it in quotes if it begins with "#", or write "" if it is meant to be empty',
    'companies/broken.yml:3: brand.primary must be a colour such as "#0b5cad" (in quotes, six hexadecimal digits), not "red"',
    "companies/facts.yml:2: warning: TEAM is declared but used nowhere; use it or remove it",
    "companies/facts.yml:3: warning: OLD is declared but used nowhere; use it or remove it",
    "docs/page.md:1: COMPANY_NAME is a fact: it can be printed, as {{ COMPANY_NAME }}, but not compared, filtered or passed on; use a setting for that (settings: in the company's file)",
    'docs/page.md:3: {{COMPANYNAME}} is not a declared fact; did you mean "COMPANY_NAME"? (to print the braces, write {% raw %}{{COMPANYNAME}}{% endraw %})',
    "roles/quality/README.md: notice: left out: a file called README.md is about its folder, never a role; rename it if it is one",
    'roles/quality/qa-engineer.md:6: warning: Reports To names no role "QA Led"; did you mean "QA Lead"?',
    'roles/quality/qa-engineer.md:9: {{COMPANY_NMAE}} is not a declared fact; did you mean "COMPANY_NAME"? (to print the braces, write \\{{COMPANY_NMAE}})',
    'roles/quality/qa-engineer.md:10: warning: links to "x.md", which is not in this handbook; the link is left out',
    "roles/quality/qa-engineer.md:11: {{PHONE}} has no value for initech; give it in the company's file or a default in companies/facts.yml",
    'roles/quality/qa-lead.md:2: warning: next_roles names no role "qa-enginer"; did you mean "qa-engineer"?',
]


SETTINGS = {
    "roles/quality/qa-engineer.md": spec("QA Engineer"),
    "companies/acme.yml": (
        "name: Acme\nfacts: {}\nsettings:\n  ofline: true\n  pirnt: true\n  offline: no\n  remote: maybe\n"
        "  remot: [a]\n  hubs: {north: [1]}\n  seats: 12\n  Berlin: true\n  tone: formal\n  xyzzy: 1\n"
    ),
    "docs/page.md": "{% if settings.remote %}r{% endif %}{{ settings['hubs'] }}{{ settings.get('seats', 0) }}\n",
    "overrides/parts/own.html": "{% if settings.Berlin %}B{% endif %}",
    "overrides/main.html": "{{ rolebook.handbook.company.settings.tone }}",
}


def check(root: Path, files: dict[str, str], companies: Sequence[str] | None = None) -> list[str]:
    """Return every problem of a folder with these files."""
    return [str(problem) for problem in problems_of(read_folder(write_tree(root, files)), companies)]


def test_a_messy_folder(tmp_path: Path) -> None:
    """Each problem is told once, sorted by place."""
    assert check(tmp_path, MESSY) == EXPECTED


def test_settings_that_nothing_reads(tmp_path: Path) -> None:
    """A flag that no page or template asks for is told with the nearest name, Rolebook's switches among them."""
    unread = "no page or template reads it"
    assert check(tmp_path, SETTINGS) == [
        f'companies/acme.yml:4: warning: settings.ofline: {unread}; did you mean "offline"?',
        f'companies/acme.yml:5: warning: settings.pirnt: {unread}; did you mean "print"?',
        f'companies/acme.yml:8: warning: settings.remot: {unread}; did you mean "remote"?',
        f"companies/acme.yml:13: warning: settings.xyzzy: {unread}; remove it, or ask for it on a page",
    ]


@pytest.mark.parametrize(
    "page",
    ["{% for name in settings %}{{ name }}{% endfor %}", "{{ settings[x] }}", "{% set s = settings %}"],
)
def test_settings_that_a_page_reads_by_other_means(page: str, tmp_path: Path) -> None:
    """Where a page may read any setting, none is said to be unread."""
    found = check(tmp_path, SETTINGS | {"docs/page.md": f"{{% set x = 'xyzzy' %}}{page}\n"})
    assert not [line for line in found if "reads it" in line]


def test_the_problems_of_one_company(tmp_path: Path) -> None:
    """Who builds one company need not hear of the others' files; what all share concerns it too."""
    found = check(tmp_path, MESSY, ["initech"])
    assert [line for line in found if line.startswith("companies/") and "facts.yml" not in line] == []
    assert found == [line for line in EXPECTED if not line.startswith(("companies/acme", "companies/broken"))]


def test_whom_a_problem_concerns(tmp_path: Path) -> None:
    """A problem says which companies it is of, wherever it stands; one of all companies says none."""
    files = {
        "roles/qa/tester.md": spec("Tester", body="## Objectives\n- Call {{PHONE}}, ask {{NOBODY}}\n"),
        "companies/facts.yml": "PHONE:\n",
        "companies/acme.yml": "name: Acme\nfacts: {PHONE: 1}\n",
        "companies/beta.yml": "name: Beta\nfacts: {}\n",
        "companies/zeta.yml": "name: [Zeta]\nfacts: {PHONE: 1}\n",
    }
    write_tree(tmp_path, files)
    content = read_folder(tmp_path)
    found = errors(problems_of(content))
    of_whom = {word: p.companies for p in found for word in ("PHONE", "NOBODY", "zeta") if word in str(p)}
    assert of_whom == {"PHONE": ("beta",), "NOBODY": (), "zeta": ("zeta",)}
    sound = sound_companies(content, ("acme", "beta", "zeta"), [p for p in found if p.companies])
    assert sound == ("acme",)


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without roles or companies is told what to write."""
    assert check(tmp_path, {"roles/x.png": ""}) == [
        "companies: holds no company; write companies/<id>.yml with `name:` and `facts:`",
        "roles: warning: holds no role spec; write roles/<department>/<id>.md",
    ]


def test_a_folder_without_problems(tmp_path: Path) -> None:
    """There is nothing to say of good roles."""
    good = {
        "roles/quality/qa-lead.md": spec("QA Lead", body="## Objectives\n- Know {{COMPANY_NAME}}\n"),
        "companies/acme.yml": "name: Acme\nfacts: {COMPANY_NAME: Acme, UNUSED: x}\n",
    }
    assert of_the_folder(check(tmp_path / "good", good)) == []


def test_a_role_that_a_company_excludes(tmp_path: Path) -> None:
    """A company needs the facts of the roles it reads, and no others."""
    files = {
        "roles/quality/qa-lead.md": spec("QA Lead", body="## Objectives\n- Call {{PHONE}}\n"),
        "roles/quality/tester.md": spec("Tester"),
        "companies/facts.yml": "PHONE:\n",
        "companies/acme.yml": "name: Acme\nfacts: {}\nroles: {exclude: [qa-lead]}\n",
        "companies/initech.yml": "name: Initech\nfacts: {}\n",
    }
    assert of_the_folder(check(tmp_path, files)) == [
        (
            "roles/quality/qa-lead.md:8: {{PHONE}} has no value for initech; "
            "give it in the company's file or a default in companies/facts.yml"
        )
    ]


def test_facts_are_not_judged_before_they_are_known(tmp_path: Path) -> None:
    """Where the file that says which facts there are cannot be read, only that is told."""
    files = {
        "roles/quality/qa-lead.md": spec("QA Lead", body="## Objectives\n- Know {{COMPANY_NAME}}\n"),
        "companies/acme.yml": "name: Acme\nfacts: {COMPANY_NAME: Acme}\nthame: x\n",
    }
    unknown = ['companies/acme.yml:3: unknown key "thame"; did you mean "name"?']
    assert check(tmp_path / "company", files) == unknown
    broken = check(tmp_path / "facts", files | {"companies/facts.yml": "COMPANY_NAME: [\n"})
    assert broken == [
        *unknown,
        (
            "companies/facts.yml:2: not valid YAML: the file ends where a value is expected; "
            'a "[" or "{" may not be closed'
        ),
    ]


def test_what_only_a_company_gives_whose_file_has_errors(tmp_path: Path) -> None:
    """Such a fact is one, and another company that prints it lacks it: nothing is printed in its place."""
    files = {
        "roles/quality/qa-lead.md": spec("QA Lead", body="## Objectives\n- Call {{PHONE}}\n"),
        "companies/acme.yml": "name: Acme\nfacts: {}\n",
        "companies/globex.yml": "name: Globex\nfacts: {PHONE: '12'}\nthame: x\n",
    }
    lacks = (
        "{{PHONE}} has no value for acme; give it in the company's file or a default in companies/facts.yml"
    )
    assert of_the_folder(check(tmp_path, files)) == [
        'companies/globex.yml:3: unknown key "thame"; did you mean "name"?',
        f"roles/quality/qa-lead.md:8: {lacks}",
    ]


def of_the_folder(found: list[str]) -> list[str]:
    """Leave out what the pages that ship with Rolebook use."""
    return [line for line in found if not line.startswith("docs/")]


def test_a_part_is_shown_as_it_is(tmp_path: Path) -> None:
    """A filter or a method that would change a part, and so lose it, is told; what leaves it alone is not."""
    tree = {
        "roles/quality/qa-lead.md": spec("QA Lead"),
        "companies/acme.yml": "name: Acme\nfacts: {}\n",
        "docs/page.md": "{{ org_chart() | upper }}\n{{ checklist('qa-lead').lower() }}\n{{ compare()[:9] }}\n"
        "{{ role_link('qa-lead') | title }}\n{{ tool_index() | trim | indent(4) }}\n"
        "{{ role_link('qa-lead') | striptags }}\n",
    }
    found = [str(problem) for problem in problems_of(read_folder(write_tree(tmp_path, tree)))]
    assert found == [
        f"docs/page.md:{line}: {macro} is shown as it is, or not at all; take “{change}” away"
        for line, macro, change in [
            (1, "org_chart", "| upper"),
            (2, "checklist", ".lower"),
            (3, "compare", "[…]"),
            (4, "role_link", "| title"),
        ]
    ]
