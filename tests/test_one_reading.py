"""One slip in YAML has one wording, wherever it stands: companies, facts, specs, pages."""

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rolebook.docs.page import read_docs_page
from rolebook.load.company_file import parse_company
from rolebook.load.facts_file import parse_facts
from rolebook.model.problem import Problem
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role
from rolebook.yaml.text import read_nodes

SLIPS = {
    "a quote is not closed": 'tags: "one\nowner: x\n',
    "text after a quote": 'tags: "one" two\n',
    "a key twice": "tags: one\nsummary: x\ntags: two\n",
    "a colon in text": "summary: one: two\n",
    "a bracket": "tags: [one, two\n",
    "braces": "tags: {{x}}\n",
    "an at sign": "tags: @one\n",
    "an ampersand": "summary: &Sons\n",
    "an exclamation mark": "summary: !important\n",
    "a deeper key": "summary: one\n  tags: two\n",
    "a key between": "tags:\n    one: 1\n  two: 2\n",
    "an item off": "tags:\n  - one\n   - two\n",
    "an item between": "tags:\n  - one\n - two\n",
    "a list beside text": "tags: one\n  - two\n",
    "a tab": "tags:\n\tone: 1\n",
    "a tab after a colon": "tags:\n  one:\t two: 3\n",
    "an escape": 'tags: "C:\\dir"\n',
    "a character": 'tags: "\\uffff"\n',
    "a percent sign": "tags: one\n%summary: x\n",
    "a colon at the start": "tags: [: one]\n",
    "a comma at the start": "tags: [, one]\n",
    "text below a list": "- one\ntags: two\n",
    "no colon": "tags\n  one: 1\n",
    "too deep": "tags: " + "[" * 700 + "]" * 700 + "\n",
}
READERS: dict[str, Callable[[str], tuple[Problem, ...]]] = {
    "facts": lambda text: parse_facts(text, "x")[1],
    "spec": lambda text: parse_role(f"---\n{text}---\n## Objectives\n- x\n", "x", kinds_by_name()).problems,
    "page": lambda text: read_docs_page(f"---\n{text}---\n", "x").problems,
}


def first_words(problems: tuple[Problem, ...], above: int = 0) -> tuple[int, str]:
    """Return the line within the YAML, and what is said first of it."""
    return problems[0].line - above, problems[0].message


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("reader", READERS)
def test_one_wording(slip: str, reader: str) -> None:
    """Each file with the slip has the words, and the line, that a company's file with it has."""
    expected = first_words(parse_company(SLIPS[slip], "x")[1])
    assert "expected" not in expected[1], "in a person's words, not in a parser's"
    assert first_words(READERS[reader](SLIPS[slip]), 0 if reader == "facts" else 1) == expected


TYPED = (
    *" \n\t-:'\"{}[]&*!|>#%@`?~,\r\x85\u2028\x00",
    *("- ", ": ", "---\n", "...\n", "<<: ", "? ", "!x ", "\n  ", "{{", "&a ", "*a "),
)
SOUND = "summary: one: two\ntags: [a, b]\nowner:\n  - x: 1\n    y: &a two\n".replace("one: two", "'one: two'")


@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.sampled_from(TYPED)), min_size=1, max_size=4))
def test_whatever_is_typed(slips: list[tuple[int, str]]) -> None:
    """Whatever an author types where, each reader answers, and in words that are not a parser's."""
    text = SOUND
    for place, typed in slips:
        text = text[:place] + typed + text[place:]
    found = [
        problem for read in (*READERS.values(), company_problems, nodes_problems) for problem in read(text)
    ]
    assert not [problem.message for problem in found if "expected" in problem.message]


def company_problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a company's file."""
    return parse_company(text, "x")[1]


def nodes_problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a configuration, as YAML."""
    return read_nodes(text, "x", yaml.Loader)[1]
