"""Ids on a page made of parts."""

import pytest

from rolebook.engine.toc import anchors
from rolebook.render.unique_ids import ids_in, with_ids

_PART = (
    '<section aria-labelledby="level--one title"><h2 id="title">“id="title"”</h2>'
    '<a href="#level--one" title="a > b">one</a><a href="#elsewhere">two</a><a href="../#title">three</a>'
    '<label for="field">x</label><input id="field" list="all"><datalist id="all"></datalist>'
    '<input type="radio" name="level--one"><nav aria-label="Letters"></nav><p id="level--one"></p></section>'
)


def test_the_first_keeps_its_ids() -> None:
    """Ids that nothing else has stay as they are, and are taken from then on."""
    taken = {"other"}
    assert with_ids(_PART, taken) == _PART
    assert taken >= {"other", "title", "field", "all", "level--one"}


def test_a_later_part_gets_a_number() -> None:
    """All that is named by an id follows it, and labels that are listed differ; text is nobody's id."""
    taken: set[str] = set()
    with_ids(_PART, taken)
    assert with_ids(_PART, taken) == (
        '<section aria-labelledby="level--one--2 title--2"><h2 id="title--2">“id="title"”</h2>'
        '<a href="#level--one--2" title="a > b">one</a><a href="#elsewhere">two</a>'
        '<a href="../#title">three</a>'
        '<label for="field--2">x</label><input id="field--2" list="all--2">'
        '<datalist id="all--2"></datalist><input type="radio" name="level--one--2">'
        '<nav aria-label="Letters (2)"></nav><p id="level--one--2"></p></section>'
    )


def test_ids_of_one_part_get_one_number() -> None:
    """A number that is taken for one of them is passed over for all; what is not taken keeps its id."""
    taken = {"a", "b", "a--2"}
    assert with_ids('<p id="a"></p><p id="b"></p><p id="c"></p>', taken) == (
        '<p id="a--3"></p><p id="b--3"></p><p id="c"></p>'
    )
    assert taken == {"a", "b", "a--2", "a--3", "b--3", "c"}


def test_labels_of_landmarks_differ() -> None:
    """Two parts that share no id, but what a screen reader calls them, are told apart."""
    taken: set[str] = set()
    parts = [f'<nav class="a" aria-label="Letters"></nav><p id="{name}"></p>' for name in "abc"]
    found = "".join(with_ids(part, taken) for part in parts)
    assert [label in found for label in ('"Letters"', '"Letters (2)"', '"Letters (3)"')] == [True] * 3


def test_many_times_the_same() -> None:
    """However often a part is shown, no id is there twice."""
    taken: set[str] = set()
    page = "".join(with_ids(_PART, taken) for _time in range(5))
    assert len(ids_in(page)) == 5 * len(ids_in(_PART))


@pytest.mark.parametrize("written", ["id='a'", "id=a", 'ID = "a"', "hidden\nid\n=\n'a'", 'title="<b>" id=a'])
def test_ids_however_they_are_written(written: str) -> None:
    """An id of the page or of a part is one in any quotes, or in none."""
    assert ids_in(f"<p {written}>a</p>") == {"a"}
    assert with_ids('<p id="a"></p><a href=#a></a>', {"a"}) == '<p id="a--2"></p><a href=#a--2></a>'
    assert ids_in(with_ids(f"<p {written}>a</p>", {"a"})) == {"a--2"}


@pytest.mark.parametrize("html", ["<!-- <p id='a'> -->", "<script>'<p id=\"a\">'</script>", "<p>id='a'</p>"])
def test_what_is_no_id(html: str) -> None:
    """Comments, scripts and words have no ids, and stay what they are."""
    assert ids_in(html) == set()
    assert with_ids(html, {"a"}) == html


def test_links_may_lead_to_any_of_them() -> None:
    """A link to an id in other quotes, or to the name of an anchor, is not called dead."""
    html = (
        "<b id='a'>a</b> <b id=b>b</b> <b id=\"c\">c</b> <a class='x' name='d'></a> <input name=e data-id=f>"
    )
    assert anchors(html) == {"a", "b", "c", "d"}
