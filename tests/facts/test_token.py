"""Facts in text become tokens, and tokens become values again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.facts.token import (
    OPEN,
    RESERVED,
    Place,
    facts_to_tokens,
    in_place,
    names,
    replace_tokens,
    token,
)
from rolebook.model.role import FactUse

NAME = st.from_regex(r"[A-Z][A-Z0-9_]{0,10}", fullmatch=True)
PROSE = st.text(st.characters(exclude_characters=RESERVED + "{}\\", codec="utf-8"), max_size=20)


@pytest.mark.parametrize(
    "text", ["{{NAME}}", "{{ NAME }}", "{{\tNAME}}", "{{\u00a0NAME\u00a0}}", "{{  NAME}}"]
)
def test_a_fact_may_have_spaces(text: str) -> None:
    """Spaces inside the braces do not count, whatever editor made them."""
    assert facts_to_tokens(f"a {text} b") == (f"a {token('NAME')} b", (FactUse("NAME", 1),))


@pytest.mark.parametrize(
    "text",
    [
        "{{name}}",
        "{{Name}}",
        "{{ NAME",
        "{NAME}",
        "{{{NAME}}}",
        "{{{{NAME}}}}",
        "{{NAME}}}",
        "{{{NAME}}",
        "{{}}",
        "{{ .Values.NAME }}",
        "${{ secrets.NAME }}",
        "{{NAME|upper}}",
        "{{1NAME}}",
        "{{_NAME}}",
        "{{NA ME}}",
        "{{NA-ME}}",
        "{{\nNAME}}",
        "{% NAME %}",
        "{#NAME}",
        "${#NAME[@]}",
        "{{ÄNAME}}",
    ],
)
def test_everything_else_is_none(text: str) -> None:
    """Only upper snake case in exactly two braces is a fact; the rest is left byte for byte."""
    assert facts_to_tokens(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (r"\{{NAME}}", "{{NAME}}"),
        (r"\{{ NAME }}", "{{ NAME }}"),
        (r"\\{{NAME}}", rf"\\{token('NAME')}"),
        (r"\\\{{NAME}}", r"\\{{NAME}}"),
        (r"{\{{NAME}}", "{{{NAME}}"),
        (r"\{{name}}", r"\{{name}}"),
        (r"a\b {{NAME}}", rf"a\b {token('NAME')}"),
    ],
)
def test_a_backslash_prints_the_braces(text: str, printed: str) -> None:
    """An odd backslash before a fact goes and leaves the braces; two stand for one in Markdown."""
    assert facts_to_tokens(text)[0] == printed


def test_uses_have_their_lines_in_order() -> None:
    """Each use is noted, a second one on the same line as well."""
    assert facts_to_tokens("{{A}}\n\n{{B}} {{A}}\n")[1] == (FactUse("A", 1), FactUse("B", 3), FactUse("A", 3))


@given(st.lists(st.tuples(PROSE, NAME)), PROSE)
def test_there_and_back(pieces: list[tuple[str, str]], end: str) -> None:
    """Tokens replaced by their names in braces give the text back."""
    text = "".join(f"{before}{{{{{name}}}}}" for before, name in pieces) + end
    tokens, uses = facts_to_tokens(text)
    assert replace_tokens(tokens, lambda name, _: f"{{{{{name}}}}}") == text
    assert [use.name for use in uses] == [name for _, name in pieces] == list(names(tokens))
    assert "{{" not in tokens


@given(PROSE, NAME, PROSE, st.text())
def test_a_value_is_never_read_again(before: str, name: str, after: str, value: str) -> None:
    """Whatever a value holds, braces and tokens too, it stands in the text as it is."""
    tokens, _ = facts_to_tokens(f"{before}{{{{{name}}}}}{after}")
    assert replace_tokens(tokens, lambda *_: value) == before + value + after


def test_a_token_says_where_it_stands() -> None:
    """Each place has its own closing character, and the value is asked for by name and place."""
    text = token("A") + token("B", Place.URL)
    assert replace_tokens(text, lambda name, place: f"<{name} {place.name}>") == "<A TEXT><B URL>"
    assert in_place(text, Place.DATA) == token("A", Place.DATA) + token("B", Place.DATA)


def test_half_a_token_is_left_alone() -> None:
    """Text cut in the middle of a token raises nothing and replaces nothing."""
    assert replace_tokens(f"{OPEN}NAME and more", lambda *_: "value") == f"{OPEN}NAME and more"
