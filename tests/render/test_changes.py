"""What is new in an expectation against each other level, as a page says it."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from rolebook.render.changes import Cell, with_changes
from rolebook.render.text import inline_html


def changes(*cells: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return the cells of a row as HTML, each with the levels of whose words it keeps some."""
    return [(cell.html, cell.keeps) for cell in with_changes([inline_html(cell) for cell in cells])]


def test_words_are_marked_with_the_levels_that_lack_them() -> None:
    """Against each level that shares words it says which are new; what only one lacks is marked for that one."""
    first, second, third = changes("Reviews small code", "Reviews large code", "Reviews large code daily")
    assert second == ('Reviews <span data-new="0">large</span> code', (0, 2))
    assert third == (
        'Reviews <span data-new="0">large</span> code <span data-new="0 1">daily</span>',
        (0, 1),
    )
    assert first == ('Reviews <span data-new="1 2">small</span> code', (1, 2))


def test_what_is_new_as_a_whole_is_told_by_nothing() -> None:
    """It keeps no level's words; nor does what is the same, or where there is nothing."""
    assert changes("Basic REST", "Advanced patterns") == [("Basic REST", ()), ("Advanced patterns", ())]
    assert changes("Same", "same.") == [("Same", (1,)), ("same.", (0,))]
    assert changes("Same", "Same", "") == [("Same", ()), ("Same", ()), ("", ())]


def test_markup_and_letters_of_html_stay() -> None:
    """Words are told apart within elements; what HTML escapes is a letter like any other."""
    (_, spaced) = changes("Knows&nbsp;all of it", "Knows&nbsp;all of this it")
    assert spaced == ('Knows\xa0all of <span data-new="0">this</span> it', (0,))
    (_, after) = changes("Knows R&D well", "Knows *R&D very* well")
    assert after == ('Knows <em>R&amp;D <span data-new="0">very</span></em> well', (0,))


@given(st.lists(st.text("ab <&*_ \n"), max_size=4))
def test_nothing_but_marks_is_added(cells: list[str]) -> None:
    """Whatever cells say, without the marks they are what they were."""
    given_html = [inline_html(cell) for cell in cells]
    for before, after in zip(given_html, with_changes(given_html), strict=True):
        assert Markup(after.html).striptags() == before.striptags()
        assert isinstance(after, Cell)
