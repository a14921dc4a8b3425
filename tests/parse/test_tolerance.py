"""Specs written by other people, in other editors, for other tools."""

from itertools import product

import pytest

from rolebook.facts.token import token
from rolebook.model.role import Prose, Role
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role
from rolebook.reading.plain import name_of_file

KINDS = kinds_by_name()


def role_of(text: str, path: str = "roles/engineering/engineer.md") -> Role:
    """Return the role of a spec without problems."""
    parsed = parse_role(text, path, KINDS)
    assert parsed.problems == ()
    assert parsed.role
    return parsed.role


@pytest.mark.parametrize(("mark", "indent"), list(product("*-+", ["  ", "   ", "    ", "\t"])))
def test_bullets_and_indents(mark: str, indent: str) -> None:
    """Any bullet nests by any usual indent, under numbers and straight after a paragraph too."""
    role = role_of(
        "## Responsibilities\nAll of these:\n"
        f"1. **Services**\n{indent}{mark} Design\n{indent}{mark} Build\n"
        f"{indent}{indent}{mark} with tests\n\n2. **Data**\n{indent}{mark} Model\n"
    )
    assert [(area.name, [duty.text for duty in area.duties]) for area in role.areas] == [
        ("Services", ["Design", "Build"]),
        ("Data", ["Model"]),
    ]
    assert [child.text for child in role.areas[0].duties[1].children] == ["with tests"]


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_numbers_nest_in_numbers(indent: str) -> None:
    """Numbered steps below numbered names are steps of theirs, numbered anew."""
    role = role_of(
        f"## Workflows\n1. Release\n{indent}1. Build\n{indent}2. Ship\n2. Review\n{indent}1. Read\n"
    )
    found = [(workflow.name, [(s.number, s.text) for s in workflow.steps]) for workflow in role.workflows]
    assert found == [("Release", [(1, "Build"), (2, "Ship")]), ("Review", [(1, "Read")])]


def test_bullets_of_mixed_marks_are_one_list() -> None:
    """A list stays one when its author changes the mark on the way."""
    role = role_of("## Responsibilities\n- Design\n* Build\n+ Ship\n")
    assert [[duty.text for duty in area.duties] for area in role.areas] == [["Design", "Build", "Ship"]]


def test_bullets_pasted_from_a_document() -> None:
    """Typographic bullets make a list as good as any."""
    role = role_of("## Objectives\n• Build\n◦ Ship\n\u00a0\u00a0\u00b7\u00a0Learn\n")
    assert [item.text for item in role.objectives] == ["Build", "Ship"]
    assert [item.text for item in role.objectives[1].children] == ["Learn"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(newline: str) -> None:
    """Line ends of any system leave no trace, and lines count the same."""
    role = role_of(newline.join(["# Engineer", "", "## Objectives", "- Build  ", "- Ship"]))
    assert [(item.text, item.line) for item in role.objectives] == [("Build", 4), ("Ship", 5)]


def test_byte_order_mark_and_invisible_characters() -> None:
    """A BOM, zero-width and no-break spaces around marks hide no heading, item or table."""
    role = role_of(
        "\ufeff# Engineer\n\u200b##\u00a0Obj\u200bectives\n-\u00a0Build\n\u00a0\u00a0- more\n\u00a0\n"
        "## Evaluation\u00a0Matrix\n|\u00a0Skill | A | B |\n"
        "|\u00a0---\u00a0|---|---|\n| Go |\u00a0a\u00a0| b |\n"
    )
    assert role.heading == "Engineer"
    assert [child.text for child in role.objectives[0].children] == ["more"]
    assert role.matrices[0].competencies[0].expectations == ("a", "b")


@pytest.mark.parametrize(
    ("path", "role_id", "folder"),
    [
        ("roles/engineering/backend-engineer.md", "backend-engineer", "engineering"),
        ("roles/R & D/Engineer, Senior (EU).md", "Engineer, Senior (EU)", "R & D"),
        ("roles/日本/エンジニア.md", "エンジニア", "日本"),
        ("roles/engineer.v2.md", "engineer.v2", ""),
    ],
)
def test_file_names(path: str, role_id: str, folder: str) -> None:
    """The id is the stem of any file name, the folder the one below `roles/`."""
    role = role_of("## Objectives\n- Build", path)
    assert (role.id, role.folder) == (role_id, folder)


def test_the_file_name_is_the_last_resort_for_a_title() -> None:
    """A spec without a title in Identity, front matter or heading is titled by its file."""
    assert role_of("## Objectives\n- Build", "roles/x/site_reliability-engineer.md").title == (
        "Site reliability engineer"
    )
    assert role_of("---\ntitle: SRE\n---\n## Objectives\n- Build").title == "SRE"


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("hr", "HR"),
        ("R&D", "R&D"),
        ("HR-bp", "HR BP"),
        ("qa_engineer", "QA engineer"),
        ("data-science", "Data science"),
        ("iOS-engineer", "iOS engineer"),
        ("sales", "Sales"),
        ("美国", "美国"),
        ("-_", ""),
    ],
)
def test_a_file_name_is_spoken_as_its_author_would(name: str, spoken: str) -> None:
    """Upper case stays, what is spoken letter by letter is put in capitals."""
    assert name_of_file(name) == spoken


def test_other_scripts() -> None:
    """Text of any script stays as it is, right down to ids."""
    role = role_of("# مهندس\n## Workflows\n### विकास प्रक्रिया\n1. 設計する\n### Überprüfung 🎉\n1. Читать\n")
    assert role.title == "مهندس"
    assert [(w.id, w.steps[0].text) for w in role.workflows] == [
        ("विकास-प्रक्रिया", "設計する"),
        ("überprüfung", "Читать"),
    ]


TEMPLATES = [
    "${{ secrets.X }}",
    "{{ .Values.x }}",
    "{% raw %}{{ x }}{% endraw %}",
    "{#id} ${#a[@]}",
    "{{{X}}} {{{{X}}}}",
    "{{ lower }} {{Mixed}} {{1X}} {{X.Y}} {{}}",
    "{{< shortcode >}} <%= erb %> #{ruby} $(shell)",
]


@pytest.mark.parametrize("code", TEMPLATES)
def test_other_template_languages_pass_through(code: str) -> None:
    """Nothing but `{{NAME}}` is ours: in prose, items, cells, code spans and blocks."""
    role = role_of(
        f"## Notes\n\nUse {code} here.\n\n```yaml\n\tkey: {code}  # [ref]\n```\n\n"
        f"## Objectives\n- Use {code} and `{code}`\n"
        f"## Evaluation Matrix\n| C | A | B |\n|--|--|--|\n| {code} | `{code}` | x |\n\n[ref]: https://x.example"
    )
    note = role.sections[0].parts[0]
    assert isinstance(note, Prose)
    assert note.markdown == f"Use {code} here.\n\n```yaml\n\tkey: {code}  # [ref]\n```"
    assert role.objectives[0].text == f"Use {code} and `{code}`"
    assert role.matrices[0].competencies[0].name == code
    assert role.matrices[0].competencies[0].expectations[0] == f"`{code}`"
    assert role.facts == ()


def test_facts_are_found_everywhere() -> None:
    """A fact is a token in text, code, links, definitions and front matter; escaped, it is its braces."""
    role = role_of(
        "---\nsummary: {{A}} first\n---\n# {{B}}\n## Objectives\n- `{{ C }}` and \\{{D}}\n"
        "- [x]({{E}}/y) and [z]\n\n```\n{{F}}\n```\n\n[z]: {{G}}\n"
    )
    assert role.meta.summary == f"{token('A')} first"
    assert role.title == token("B")
    assert [item.text for item in role.objectives] == [
        f"`{token('C')}` and {{{{D}}}}",
        f"[x]({token('E')}/y) and [z](<{token('G')}>)",
    ]
    assert [(use.name, use.line) for use in role.facts] == [
        ("A", 2),
        ("B", 4),
        ("C", 6),
        ("E", 7),
        ("F", 10),
        ("G", 13),
    ]


def test_raw_html_is_kept() -> None:
    """HTML stays in the model, to be sanitised where it is rendered."""
    role = role_of(
        "## Notes\n<details open>\n<summary>More</summary>\n</details>\n\n## Goals\n- <b>Build</b>\n"
    )
    assert role.sections[0].parts == (Prose("<details open>\n<summary>More</summary>\n</details>", 2),)
    assert role.objectives[0].text == "<b>Build</b>"


def test_code_in_a_list_keeps_its_tabs_and_indents() -> None:
    """A fenced block below a step is the step's, without the indent of the list and with its own."""
    role = role_of(
        "## Workflows\n### Build\n1. Run\n\n   ```make\n   all:\n   \tgo build\n     x\n   ```\n2. Ship\n"
    )
    assert role.workflows[0].steps[0].body == "```make\nall:\n\tgo build\n  x\n```"


def test_indented_code_is_kept_as_code() -> None:
    """Code by indent becomes code by fences, so that it is still code wherever it is printed."""
    role = role_of("## Objectives\nSee:\n\n    a  {{{b}}}\n      ```\n\n## Notes\n")
    assert role.sections[0].parts == (Prose("See:\n\n````\na  {{{b}}}\n  ```\n````", 2),)


def test_workflow_ids_are_fit_for_addresses() -> None:
    """No id is long, climbs out of its folder, or hides the index of the workflows."""
    role = role_of(
        "## Workflows\n### Index\n1. a\n### X {#../../etc}\n1. b\n### " + "very long " * 30 + "\n1. c\n"
    )
    assert [workflow.id for workflow in role.workflows[:2]] == ["index-2", "etc"]
    assert role.workflows[2].id == "-".join(["very-long"] * 8)


def test_ids_in_a_page_are_unique() -> None:
    """No two headings share an anchor, be they sections, parts, or labels made headings."""
    role = role_of(
        "Reports to: CTO\n\n## Identity\n## Metrics\n**Speed**\n- a\n\n## Speed\n## KPIs\n- Speed:\n  - b\n"
        "## Speed\n"
    )
    ids = [section.id for section in role.sections]
    ids += [part.id for section in role.sections for part in section.parts if hasattr(part, "id")]
    assert sorted(ids) == [
        "identity",
        "identity-2",
        "kpis",
        "metrics",
        "speed",
        "speed-2",
        "speed-3",
        "speed-4",
    ]


def test_what_follows_a_list_within_an_item() -> None:
    """A paragraph after the duties of an area stays after them, with the last one."""
    text = "# R\n## Duties\n1. **Mobilise**\n    - Day 1\n    - Day 2\n\n   Then stairs.\n2. **Notes**\n    - SOAP\n"
    mobilise, notes = role_of(text).areas
    assert [(duty.text, duty.body) for duty in mobilise.duties] == [("Day 1", ""), ("Day 2", "Then stairs.")]
    assert mobilise.intro == ""
    assert [duty.text for duty in notes.duties] == ["SOAP"]
