"""What a text makes a browser ask another host for."""

import pytest

from rolebook.reading.loads import elsewhere, without_code
from rolebook.reading.markup import pieces


@pytest.mark.parametrize(
    "text",
    [
        "![p](https:/host/x.png)",
        "![p](<\thttps://host/x.png>)",
        "![p](/\\host/x.png)",
        "![p](&#47;/host/x.png)",
        "![p](&sol;\\host/x.png)",
        "![p][r]\n\n[r]: //host/x.png",
        "- a\n  - ![p](HTTP:host/x.png 'title')",
        "![p]({{LOGO}})",
        "![p](/{{EMPTY}}/host)",
        '<img src="/\\host/x.png">',
        "<img src=\\\\host\\x.png>",
        "<IMG\nSRC = '/\t/host/x.png'>",
        "<img src='&#x2f;&#47;host/x.png'>",
        "<img alt='>' src='https:host'>",
        "<img srcset='a.png 1x, //host/x.png 2x'>",
        "<svg><image href='//host/x.svg'></svg>",
        "<svg><use xlink:href='https://host/x.svg#a'/></svg>",
        "<p style='background: url( //host/x.png )'>",
        "<p style=\"background: u\\72 l('https:/host/x')\">",
        "<style>@import '//host/x.css';</style>",
        "<style>@import url( //host/x.css );</style>",
        "<style>a { content: '/*'; background: url(//host/x); content: '*/' }</style>",
        "<style>a { background: image-set('a.png' 1x, '//host/x.png' 2x) }</style>",
        "<svg><rect filter='url(//host/x#f)'/></svg>",
        "<svg><g clip-path='u&#114;l(\"https:/host/x#f\")'/></svg>",
        "<meta http-equiv=Refresh content='5; URL=//host/'>",
        "<noscript><img src='//host/x.png'></noscript>",
        "<iframe srcdoc='&lt;img src=//host/x.png&gt;'></iframe>",
        "<iframe srcdoc='&lt;iframe srcdoc=\"&amp;lt;img src=//host/x&amp;gt;\"&gt;'></iframe>",
        "<object data='data:text/html,%3Cimg src=//host/x.png%3E'></object>",
        "<embed src='data:image/svg+xml;base64,PHN2Zz48aW1hZ2UgaHJlZj0nLy9ob3N0Jy8+PC9zdmc+'>",
        "<video poster=//host/x.png></video>",
        "<object data=//host/x></object>",
        "<link rel=stylesheet href=//host/x.css>",
        "<base href='//host/'>",
        "<table><tr><td background='//host/x'></td></tr></table>",
    ],
)
def test_another_host_is_asked(text: str) -> None:
    """However an address is written, entities, white space and other slashes included."""
    (found,) = elsewhere(f"# Role\n\n{text}\n")
    assert found.line >= 3


@pytest.mark.parametrize(
    "text",
    [
        "![p](a.png) ![p](/a.png) ![p](../a//b.png) ![p](%2F%2Fhost)",
        "[a](https://host) <https://host> <a href='//host'>a</a> https://host",
        "`![p](//host/x.png)` ``<img src=//host/x.png>``",
        "```\n![p](//host/x.png)\n<img src=//host/x.png>\n```",
        "\\![p](//host/x.png) \\<img src=//host/x.png>",
        "<img src='a.png' title='//host/x.png'>",
        "<p style='background: url(a.png); content: \"//host\"'>",
        "<img src='data:image/png;base64,AA'>",
        "<style>/* url(//host/x) */ a { background: url(/*//host/x) }</style>",
        "<meta http-equiv=refresh content='5'> <meta name=author content='0;url=//host/'>",
        "<svg><rect fill='url(#a)' filter='blur(2px)'/></svg>",
        "<iframe srcdoc='&lt;a href=//host/&gt;a&lt;/a&gt;'></iframe>",
        "<a href='data:text/html,<img src=//host/x>'>a</a>",
    ],
)
def test_no_other_host_is_asked(text: str) -> None:
    """Links are followed on a click only; code is shown; files of the site's own are its own."""
    assert list(elsewhere(f"# Role\n\n{text}\n")) == []


def test_the_line_of_a_picture() -> None:
    """Each picture is told at its own line, within a paragraph too."""
    text = "a\nb ![p](//host/1)\n\n<p>\n<img src=//host/2>\n</p>\n\n1. x\n   ![p](//host/3)\n"
    assert sorted((found.line, found.address) for found in elsewhere(text)) == [
        (2, "//host/1"),
        (5, "//host/2"),
        (9, "//host/3"),
    ]


def test_a_text_keeps_its_places() -> None:
    """What is no HTML becomes spaces, so that lines and columns stay."""
    text = "a `b\nc` <de:f> [a](<b c>) <f>\n```\ng\n```\n\\<h>"
    found = without_code(text)
    assert found.count("\n") == text.count("\n")
    assert [piece.text for piece in pieces(found)] == ["f"]


@pytest.mark.parametrize(
    "part", ["<a ", '<a b="', "<a b=c ", "<!--", "<!", "<a", "<a b=<a", "<script>", "<a/b=c"]
)
def test_tags_that_never_end(part: str) -> None:
    """A text of nothing but beginnings is read to its end, and soon."""
    *_, last = pieces(part * 5_000 + "--></script>\"'><i>")
    assert (last.kind, last.text) == ("tag", "i")
