"""Words in angle brackets stay words; what is HTML and no reader sees is told."""

import pytest

from rolebook.reading.plain import plain
from rolebook.reading.tags import hidden_tags
from rolebook.render.text import block_html, inline_html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ask <your manager> before leave", "Ask <your manager> before leave"),
        ("Return a List<String>", "Return a List<String>"),
        ("Alert when x<b and c>d", "Alert when x<b and c>d"),
        ("Send <Vorname Nachname> an <Abteilung/>", "Send <Vorname Nachname> an <Abteilung/>"),
        ("Press <kbd>Esc</kbd><br/>now", "Press Escnow"),
        ("A <b>bold</b> <team> <!-- <aside> -->", "A bold <team>"),
        ("`List<String>` and \\<b>", "List<String> and <b>"),
    ],
)
def test_words_in_angle_brackets(text: str, words: str) -> None:
    """What is no HTML is shown as it is written, in text and wherever only its words count."""
    shown = str(inline_html(text))
    assert plain(text) == words
    for word in ("<your", "<String", "<b and", "<Vorname", "<team>"):
        assert (word in words) == (word.replace("<", "&lt;").replace(">", "&gt;") in shown)


def test_words_on_a_line_of_their_own() -> None:
    """A line that Markdown takes for a block of HTML is shown too, and no script comes alive in it."""
    assert "&lt;your manager&gt;" in block_html("<your manager>\n\nNext")
    shown = block_html("<x onclick=alert(1)>\n<script>alert(1)</script>\n</x>\n")
    assert "<x" not in shown
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask the <title> of it", "<title>"),
        ("Give <time> back", "<time>"),
        ('a\n\n<iframe src="x.html"></iframe>', "<iframe"),
        ("Fill the <form> in", "<form>"),
        ("- one\n- in the <section> below", "<section>"),
    ],
)
def test_what_no_reader_sees(text: str, said: str) -> None:
    """A tag that takes words away is told at its line, with how to print it."""
    (problem,) = hidden_tags(text, "roles/x.md")
    assert said in problem.message
    assert "write \\<" in problem.message
    assert said in text.split("\n")[problem.line - 1]


@pytest.mark.parametrize(
    "text",
    [
        "<section>\n\ntext\n\n</section> a<br>b <img src='x.png'>",
        "Write `<title>` or \\<title>.\n\n```html\n<form>\n```",
        "<!-- <title> --> <https://x.example> <a@b.example> [x](<a title.pdf>)",
        "<details open><summary>More</summary>\n\nx\n\n</details>",
        "Ask <your manager>; a < b > c",
        '<p align="center">x</p> <font color="red">y</font> <o:p></o:p>',
    ],
)
def test_what_readers_see(text: str) -> None:
    """Nothing is told of tags that show their text, of code, and of words."""
    assert list(hidden_tags(text, "roles/x.md")) == []
