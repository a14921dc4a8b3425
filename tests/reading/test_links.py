"""Links written out where they stand, and links to files of the handbook found."""

import pytest

from rolebook.reading.links import expand_references, replace_local_links

REFERENCES = {"SRE": {"href": "https://sre.google"}, "A B": {"href": "a b.md"}}


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("[SRE]", "[SRE](<https://sre.google>)"),
        ("[the book][sre] and [sre][]", "[the book](<https://sre.google>) and [sre](<https://sre.google>)"),
        ("[a  b]: a remark", "[a  b](<a b.md>): a remark"),
        ("![alt][SRE]", "![alt](<https://sre.google>)"),
        ("[SRE](other.md)", "[SRE](other.md)"),
        ("`[SRE]` and ``a`[SRE]``", "`[SRE]` and ``a`[SRE]``"),
        (r"\[SRE] [unknown] [x][unknown] [ ]", r"\[SRE] [unknown] [x][unknown] [ ]"),
    ],
)
def test_references_are_written_out(text: str, expanded: str) -> None:
    """Reference links of all forms get their address; code and what is no link stays."""
    assert expand_references(text, REFERENCES) == expanded


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("See [a](../qa/b.md#c) and [d](e.md).", "See [a](<T:../qa/b.md#c>) and [d](<T:e.md>)."),
        ("![logo](<my logo.png>)", "![logo](<T:my logo.png>)"),
        ("[a]: b.md 'Title'", "[a]: <T:b.md> 'Title'"),
        ("[a](b.md 'T') [c]( d(1).md )", "[a](<T:b.md> 'T') [c]( <T:d(1).md> )"),
    ],
)
def test_local_links_are_replaced(text: str, linked: str) -> None:
    """Inline links, images and definitions lead where `target` says."""
    assert replace_local_links(text, lambda link, _: f"T:{link}") == linked


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://b.example) [c](mailto:d@e.example) [f](#g) [h](/i)",
        "[a]({{URL}}/b) [c](${{ secrets.X }}) [d]({% url %})",
        "Write `[a](b.md)` like this.",
        "```md\n[a](b.md)\n```",
        "- ```md\n  [a](b.md)\n  ```",
        "See:\n\n    [a](b.md)",
        "![a](pic one.png) [b](c(d.md) [e](f.md 'g) [h](i<j>.md)",
        "[^1]: See the handbook.",
        "[Note]: bring a pen.",
    ],
)
def test_other_links_stay(text: str) -> None:
    """Addresses, anchors, facts, templates, code and footnotes are no links to files."""
    assert replace_local_links(text, lambda link, _: f"T:{link}") == text


@pytest.mark.parametrize(
    "before",
    ["- ```sh\n  make\n  ```", "1. ~~~\n   make\n", "```make``` builds it.", "-\u00a0```\n  make\n  ```"],
)
def test_code_ends_where_it_ends(before: str) -> None:
    """Neither a fence in a list item nor a code span of three ticks makes code of all that follows."""
    assert replace_local_links(f"{before}\n\n[a](b.md)", lambda *_: "c.md").endswith("[a](<c.md>)")


def test_a_target_is_asked_for_with_its_line() -> None:
    """A link that leads nowhere can be reported where it is."""
    text = "a\n\n[b](c.md)\n[d](e.md)"
    assert (
        replace_local_links(text, lambda link, line: f"{link}:{line}") == "a\n\n[b](<c.md:3>)\n[d](<e.md:4>)"
    )
