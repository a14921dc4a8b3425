"""Where a label ends, and that nothing of a text is lost or torn apart there."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.model.role import Area, Field, Item, Metric, Reference, Role, ToolCategory, Workflow
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role
from rolebook.reading.labels import label_and_value, lead_in_name, name_and_note
from rolebook.reading.lists import split_list

KINDS = kinds_by_name()
WHOLE = [
    "Record time daily (target: 1,450 hours)",
    "Meet the owners at 9: 30 sharp",
    "Until 17 : 45 the desk is staffed",
    "Keep the ratio at 3 : 1 or better",
    "会议9：30开始",
    "全部客户（目标：三）",
    "Say “Done: tested” and mean it",
    "Sag „Fertig: getestet“ und mein es",
    "Dire « Fini : testé » et le penser",
    "Sig »Færdig: testet« og mén det",
    "Say 'Done: tested' and mean it",
    "Run `retry: 3` by default",
    "Read [Scrum: a primer](https://x.example/scrum) first",
    "_Remember: nobody_ is perfect",
    "**Remember: nobody** is perfect",
    "~~Old: rule~~ gone",
    "Bracket left open (target: 5",
    "Time by 17:30 [units of 6 min.: 1,450 hours]",
    "[A]: audits closed",
    "**Cut in (two**: 5)",
    "See https://x.example:8080/a first",
    "A sentence ends. Then: a colon",
]
SPLIT = [
    ("Note: x", "Note", "x"),
    ("**Record (target: 5)**: daily", "Record (target: 5)", "daily"),
    ("Record (target: 5): daily", "Record (target: 5)", "daily"),
    ("Pressure ulcers [cat. 2]: none", "Pressure ulcers [cat. 2]", "none"),
    ("Say “Done: tested”: a habit", "Say “Done: tested”", "a habit"),
    ("<b>Plan: today</b>: daily", "<b>Plan: today</b>", "daily"),
    ("A<br>B <i>c: <b>d: e</i></b>: f", "A<br>B <i>c: <b>d: e</i></b>", "f"),
    ("`retry: 3`: a default", "`retry: 3`", "a default"),
    ("[Scrum: a primer](https://x.example/s): read", "[Scrum: a primer](https://x.example/s)", "read"),
    ("https://x.example/a: the board", "https://x.example/a", "the board"),
    ("From 9:30: stand-up (short: 15 min)", "From 9:30", "stand-up (short: 15 min)"),
    ("A ratio of 3:1: kept", "A ratio of 3:1", "kept"),
    ("Week 1: 30 minutes a day", "Week 1", "30 minutes a day"),
    ("Objectif 2025 : 40 %", "Objectif 2025", "40 %"),
    ("目标（三）：每天", "目标（三）", "每天"),
    ('A 24" screen: two of them', 'A 24" screen', "two of them"),
    ("The teams' plan: don't rush", "The teams' plan", "don't rush"),
    ("a) Plan: do", "a) Plan", "do"),
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_colon_that_belongs_to_something_ends_no_label(text: str) -> None:
    """In brackets, quotes, code, links, emphasis, addresses and times a colon parts nothing."""
    assert label_and_value(text) is None


@pytest.mark.parametrize(("text", "label", "value"), SPLIT, ids=[text for text, *_ in SPLIT])
def test_a_label_ends_at_the_first_colon_that_stands_free(text: str, label: str, value: str) -> None:
    """What stands apart before the colon is part of the label."""
    assert label_and_value(text) == (label, value)


def test_a_dash_parts_as_a_colon_does() -> None:
    """A dash in brackets, or between the numbers of a range, belongs to them."""
    assert name_and_note("Jira (boards - backlog) for plans") is None
    assert name_and_note("Open 9 – 17 Uhr") is None
    assert name_and_note("Jira (old - new) – for plans") == ("Jira (old - new)", "for plans")


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Excel with 1,048,576 rows, Jira", ("Excel with 1,048,576 rows", "Jira")),
        ("“Plan, do” boards; Jira", ("“Plan, do” boards", "Jira")),
        ("Go (1.22, 1.23), `a,b`, [x, y](https://x.example/a,b)", None),
        ("全部（甲，乙），丙", ("全部（甲，乙）", "丙")),
        ("1, 2, 3", ("1", "2", "3")),
    ],
)
def test_entries_of_a_list_are_cut_outside_of_what_stands_apart(
    text: str, entries: tuple[str, ...] | None
) -> None:
    """The commas of a number, of brackets, quotes, code and links part no entries."""
    expected = entries or ("Go (1.22, 1.23)", "`a,b`", "[x, y](https://x.example/a,b)")
    assert split_list(text) == expected


SPEC = """# Engineer

## Identity
- Title: Engineer (level: 3)
- Reports To: the CTO (interim: COO)

## Responsibilities
- Record time daily (target: 1,450 hours)
- Be there at 9: 30 (core time: until 15: 00)

## Tools
- Jira (boards: one per team)
- Excel (sheets: 1,048 rows)

## KPIs
- Utilisation (target: 85 %)
- Answers before 9: 30

## Workflows
1. Plan the week (day: Monday)
2. Report at 17: 15

## Self-Assessment Checklist
- [ ] I record time (target: daily)

## References
- Clean Code (see: https://books.example/clean)
"""


def test_no_section_cuts_at_a_colon_within_brackets_or_times() -> None:
    """Every kind of section reads its labels the same way."""
    role = role_of(SPEC)
    fields = [(part.label, part.value) for part in parts(role) if isinstance(part, Field)]
    assert fields == [("Title", "Engineer (level: 3)"), ("Reports To", "the CTO (interim: COO)")]
    areas = [part for part in parts(role) if isinstance(part, Area)]
    assert [(area.name, [duty.text for duty in area.duties]) for area in areas] == [
        ("", ["Record time daily (target: 1,450 hours)", "Be there at 9: 30 (core time: until 15: 00)"])
    ]
    tools = [tool for part in parts(role) if isinstance(part, ToolCategory) for tool in part.tools]
    assert [tool.name for tool in tools] == ["Jira (boards: one per team)", "Excel (sheets: 1,048 rows)"]
    metrics = [part for part in parts(role) if isinstance(part, Metric)]
    assert [(m.name, m.detail) for m in metrics] == [
        ("Utilisation (target: 85 %)", ""),
        ("Answers before 9: 30", ""),
    ]
    steps = [step.text for part in parts(role) if isinstance(part, Workflow) for step in part.steps]
    assert steps == ["Plan the week (day: Monday)", "Report at 17: 15"]
    works = [part for part in parts(role) if isinstance(part, Reference)]
    assert [(work.title, work.note) for work in works] == [("Clean Code", "see")]


WORD = st.text("abcdefgxyz äéß中ёア0123456789", min_size=1, max_size=6)
PIECE = (
    WORD
    | st.sampled_from(
        [": ", ":", " : ", "：", " - ", ". ", " ", ", ", "9:30", "9: 30", "3 : 1", "https://x.example/a"]
    )
    | st.sampled_from(
        ["**", "*", "_", "~~", "`a: b`", "[a: b](https://x.example)", ":tada:", "\\(", "&", "<b>"]
    )
    | st.sampled_from([*"()[]{}（）【】「」", *"\"'“”„«»‘’", "’s ", "'t "])
)
NESTED = st.recursive(
    st.lists(WORD | st.sampled_from([": ", "：", " - ", " "]), max_size=4).map("".join),
    lambda inner: st.tuples(
        st.sampled_from(["()", "[]", "{}", "（）", "“”", "«»"]), st.lists(inner, max_size=3)
    ).map(lambda pair: f"{pair[0][0]}{''.join(pair[1])}{pair[0][1]}"),
    max_leaves=8,
)
BALANCED = st.lists(NESTED | st.sampled_from([": ", "Goal: ", " "]), max_size=5).map("".join)


def letters(text: str) -> str:
    """Return the letters and digits of a text, in order."""
    return "".join(filter(str.isalnum, text))


def is_balanced(text: str) -> bool:
    """Tell whether brackets close in the order in which they open."""
    brackets = "".join(re.findall(r"[()\[\]{}（）]", text))
    while shorter := re.sub(r"\(\)|\[\]|\{\}|（）", "", brackets):
        if shorter == brackets:
            return False
        brackets = shorter
    return True


@given(st.lists(PIECE, max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
def test_nothing_is_lost_where_a_text_is_parted(text: str) -> None:
    """Label and value together, name and note, entries of a list: they hold what was written, in order."""
    for parted in (label_and_value(text), name_and_note(text), (lead_in_name(text),)):
        assert parted is None or letters("".join(parted)) == letters(text)
    entries = letters("".join(split_list(text)))
    left = iter(letters(text))
    assert all(letter in left for letter in entries)
    assert len(letters(text)) - len(entries) <= 3 * (1 + text.count(","))


@given(BALANCED)
@settings(max_examples=400, deadline=None)
def test_a_label_is_balanced_where_the_text_is(text: str) -> None:
    """No label, name or entry ends within brackets."""
    for parted in (label_and_value(text), name_and_note(text), split_list(text)):
        assert all(map(is_balanced, parted or ()))


@given(st.sampled_from(["Responsibilities", "Tools", "KPIs", "Workflows", "Checklist", "Learning"]), BALANCED)
@settings(max_examples=200, deadline=None)
def test_no_section_tears_brackets_apart(section: str, text: str) -> None:
    """Whatever is said in brackets stays in one piece, in every kind of section."""
    role = role_of(f"# Engineer\n\n## Goals\n\n## {section}\n\n- Do {text} well\n- Read: {text}\n")
    assert all(map(is_balanced, texts(parts(role))))


def texts(value: object) -> Iterator[str]:
    """Yield every text in parts, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for entry in value:
            yield from texts(entry)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def role_of(text: str) -> Role:
    """Return the role of a spec."""
    role = parse_role(text, "roles/x/y.md", KINDS).role
    assert role
    return role


def parts(role: Role) -> list[object]:
    """Return the parts of all sections."""
    return [part for section in role.sections for part in section.parts]


def test_a_step_with_a_colon_in_brackets_keeps_its_remarks() -> None:
    """A step reads on over the bracket, whatever is nested in it."""
    role = role_of("## Goals\n\n## Workflows\n1. Plan (day: Monday)\n   - with the team\n2. Do\n")
    steps = [step for part in parts(role) if isinstance(part, Workflow) for step in part.steps]
    assert steps[0] == Item("Plan (day: Monday)", 4, (Item("with the team", 5),), "", 1)
