"""Where the links of a page in `docs/` lead, and what it would load from elsewhere."""

import pytest

from rolebook.docs.links import foreign_problems, relinked


def test_a_page_under_another_path() -> None:
    """A link to a generated page leads to the page of the folder's own that stands at its address."""
    aliases = {"tools/index.md": "tools.md"}
    assert relinked("[t](tools/index.md#c)", "how.md", aliases) == "[t](<tools.md#c>)"
    assert relinked("[t](../tools/index.md)", "guides/how.md", aliases) == "[t](<../tools.md>)"
    assert relinked("[t](other.md)", "how.md", aliases) == "[t](<other.md>)"


@pytest.mark.parametrize(
    "text",
    [
        "![Chart](https://x.example/a.png)",
        '<img alt="Chart" src="//x.example/a.png">',
        "<script src='https://x.example/a.js'></script>",
        '<iframe width="1" src="https://x.example/a"></iframe>',
    ],
)
def test_what_another_host_would_send(text: str) -> None:
    """A page that would load something from another host is told, at the line."""
    (found,) = foreign_problems(f"# Page\n\n{text}\n", "docs/page.md")
    assert str(found).startswith("docs/page.md:3: ")
    assert "x.example/a" in str(found)


def test_what_a_page_may_do() -> None:
    """Links to other hosts, pictures of the folder's own and code are fine."""
    text = '[a](https://x.example) ![b](b.png) `![c](https://x.example/c.png)`\n<img src="b.png">\n'
    assert list(foreign_problems(text, "docs/page.md")) == []
