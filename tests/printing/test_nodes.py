"""HTML as nodes: what it says, and nothing that a reader of paper cannot use."""

import pytest

from rolebook.printing.nodes import TextNodes, nodes_of, texts_of

CASES: list[tuple[str, TextNodes]] = [
    ("", []),
    ("Research &amp; development", ["Research & development"]),
    ("  a\n  b ", ["a b "]),
    (
        "<p>One <b>two</b>\n <i> three</i></p>",
        [{"t": "p", "c": ["One ", {"t": "strong", "c": ["two"]}, " ", {"t": "em", "c": ["three"]}]}],
    ),
    ("<ul>\n<li>a</li>\n</ul>", [{"t": "ul", "c": [{"t": "li", "c": ["a"]}]}]),
    ('<ol start="3"><li>x</li></ol>', [{"t": "ol", "c": [{"t": "li", "c": ["x"]}], "start": 3}]),
    ("<pre><code>a\n  b</code></pre>", [{"t": "pre", "c": [{"t": "code", "c": ["a\n  b"]}]}]),
    ("a<br> b<hr>", ["a", {"t": "br"}, "b", {"t": "hr"}]),
    (
        '<img src="a.png" alt="A tree"> <img>',
        [{"t": "img", "src": "a.png", "alt": "A tree"}, " ", {"t": "img", "src": "", "alt": ""}],
    ),
    ('<input type="checkbox"> to do', [{"t": "box"}, "to do"]),
    ('<a href="/x">y</a>', [{"t": "a", "c": ["y"], "to": "/x"}]),
    ("<div>a <span>b</span></div>", ["a ", "b"]),
    ("a<script>b</script><style>c</style>d", ["a", "d"]),
    ("</b>x<b>y", ["x", {"t": "strong", "c": ["y"]}]),
]


@pytest.mark.parametrize(("html", "nodes"), CASES, ids=[html for html, _ in CASES])
def test_nodes(html: str, nodes: TextNodes) -> None:
    """Elements become nodes, white space what it is on a page, scripts nothing."""
    assert nodes_of(html) == nodes


def test_order_of_reading() -> None:
    """Strings are met in the order in which they are read."""
    assert list(texts_of(nodes_of("a<b>b<i>c</i></b>d<br>"))) == ["a", "b", "c", "d"]
