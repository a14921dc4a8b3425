"""Lists of items as HTML: numbered where their author numbered them."""

from rolebook.model.role import Item
from rolebook.render.templates import parts_environment
from rolebook.render.text import block_html, inline_html
from rolebook.resources import default_overrides

LIST = '{% from "parts/items.html" import list with context %}{{ list(items) }}'


def listed(*items: Item) -> str:
    """Return items as HTML on one line."""
    template = parts_environment([default_overrides()], str).from_string(LIST)
    return " ".join(template.render(items=items, inline=inline_html, block=block_html).split()).replace(
        "> <", "><"
    )


def item(text: str, number: int = 0, *children: Item) -> Item:
    """Return an item."""
    return Item(text, 1, children, number=number)


def test_bullets_and_numbers() -> None:
    """Bullets stay bullets, numbers numbers, nested ones too, from whichever number they begin."""
    assert listed(item("a", 0, item("b", 3), item("c", 4)), item("d")) == (
        '<ul><li>a<ol start="3"><li>b</li><li>c</li></ol></li><li>d</li></ul>'
    )


def test_bullets_before_numbers() -> None:
    """Numbers that follow bullets, or begin anew, are a list of their own."""
    assert listed(item("a"), item("b", 1), item("c", 2), item("d", 1), item("e")) == (
        "<ul><li>a</li></ul><ol><li>b</li><li>c</li></ol><ol><li>d</li></ol><ul><li>e</li></ul>"
    )
