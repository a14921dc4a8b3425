"""The reporting tree, post by post."""

from rolebook.model.handbook import Post
from rolebook.render.templates import posts_in_order


def _post(name: str, *reports: Post) -> Post:
    return Post(name, None, reports)


def _outline(*posts: Post) -> str:
    ends = ((post, "(" if post.reports else ")" * ends) for post, _, ends in posts_in_order(posts))
    return " ".join(f"{post.name}{mark}" for post, mark in ends)


def test_posts_in_order() -> None:
    """Each post comes before those that report to it, and branches end where their last post does."""
    tree = _post("a", _post("b", _post("c"), _post("d", _post("e"))), _post("f"))
    assert _outline(tree, _post("g")) == "a( b( c d( e)) f) g"
    assert _outline(_post("a", _post("b", _post("c")))) == "a( b( c))"


def test_a_long_chain() -> None:
    """However many report to each other in a row, the tree can be written."""
    chain = _post("last")
    for number in range(2000):
        chain = _post(str(number), chain)
    assert _outline(chain).endswith("last" + ")" * 2000)
