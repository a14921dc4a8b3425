"""Lines that Markdown would keep from readers."""

import pytest

from rolebook.reading.definitions import unused_definitions


@pytest.mark.parametrize(
    ("text", "line", "written"),
    [
        ("## Tools\n- Ledger: Agresso\n- [E5]: reports\n", 3, "[E5]: reports"),
        ("1. [NMC]: registered\n", 1, "[NMC]: registered"),
        ("Text.\n\n[1]: https://law.example/4\n", 3, "[1]: https://law.example/4"),
        ("See [a].\n\n[a]: one.md\n[A]: two.md\n", 4, "[A]: two.md"),
        ("> [§4]: Bescheid\n", 1, "[§4]: Bescheid"),
    ],
)
def test_what_is_not_shown(text: str, line: int, written: str) -> None:
    """A definition that no link uses, in a list too, is told with what would show it."""
    (found,) = map(str, unused_definitions(text, "x.md"))
    assert found == (
        f'x.md:{line}: warning: "{written}" is read as where a link leads, and no link uses it, '
        f'so that it is not shown; write "\\{written}" to show it'
    )
    assert not list(unused_definitions(text.replace(written, f"\\{written}"), "x.md"))


@pytest.mark.parametrize(
    "text",
    [
        '[Policy][p] and [q]\n\n[p]: policy.md\n[Q]: https://a.example/ "Title"\n',
        "[//]: # (a comment)\n\n[comment]: <> (another)\n",
        "- [BMG]: siehe Dienstanweisung Nr. 4\n- cat. [2]: 0\n",
        "```\n[x]: y\n```\n\n    [x]: y\n",
        "![Plan][plan]\n\n[plan]: plan.png\n",
    ],
)
def test_what_is_meant(text: str) -> None:
    """Definitions that links use, comments, code, and text that is none are left alone."""
    assert list(unused_definitions(text, "x.md")) == []
