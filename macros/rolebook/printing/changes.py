"""What is new in an expectation against that of the level before: words, not whole cells."""

from collections.abc import Iterator, Sequence

from rolebook.presentation.new_words import Levels, compared_words, new_words, runs_of
from rolebook.printing.nodes import TextNode, TextNodes, texts_of

_BEFORE: Levels = frozenset({0})


def with_new_words(before: Sequence[TextNode], after: Sequence[TextNode]) -> TextNodes:
    """Return the nodes of `after` with the words that `before` has not, in order, as `new` nodes.

    An expectation that is new as a whole has none marked.
    """
    new = new_words(_words(before), _words(after))
    if new is None:
        return list(after)
    return list(_marked(after, (_BEFORE if word else frozenset() for word in new)))


def _words(nodes: Sequence[TextNode]) -> list[str]:
    return [word for text in texts_of(nodes) for word in compared_words(text)]


def _marked(nodes: Sequence[TextNode], new: Iterator[Levels]) -> Iterator[TextNode]:
    for node in nodes:
        if isinstance(node, str):
            for levels, run in runs_of(node, new):
                yield {"t": "new", "c": [run]} if levels else run
        elif "c" in node:
            yield {**node, "c": list(_marked(node["c"], new))}
        else:
            yield node
