"""Links that readers would not get are told, and links that they get are not."""

import pytest

from rolebook.reading.link_slips import link_slips, meant_address


def _told(text: str) -> list[str]:
    return [f"{problem.line}: {problem.message}" for problem in link_slips(text, "roles/x.md")]


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://x.example) and [y](HTTP://Y.example/a_(b)) and [z](mailto:a@b.example)",
        "[x](other.md#there) [y](#here) ![p](pic.png) [t](https://x.example 'Title')",
        "[x](https://x.example\n'Title')",
        "[x](\nhttps://x.example)",
        "[a long\ntext](https://x.example) goes on",
        "[![p](a.png)](https://x.example)",
        "[x](<handbook:roles/x.md#tools>) [y](<my file.pdf>)",
        "Write `[x](htps://y` or `htps://x`.",
        "```\n[x](htps://y\n```",
        r"\[x](not a link) and [x\](neither)",
        "Use s3://bucket, ftp://host, ssh://host, tcp://x and smtp://x.",
        "and//or, 24//7, a://b, https://x.example//y, //x.example",
        "[{{TEAM}}]({{WIKI_URL}}/x) [y](https://{{HOST}}/z) [z]({{ WIKI_URL }})",
        "Agree (or not) [see below] (all of us).",
        "[1]: https://x.example\n[see] (page 4)",
        "- [ ] (optional) Ask\n- [x] (done) Ask",
        "array[0](later)",
        "Read <https://x.example> at www.x.example",
    ],
)
def test_what_is_well(text: str) -> None:
    """Links, code, other schemes in words, and brackets that are no links are left alone."""
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[x](htps://y.example)",
            'links to "htps://y.example", but addresses that begin with "htps:" are not followed; did you mean "https"?',
        ),
        (
            "[x](mailot:a@y.example)",
            'links to "mailot:a@y.example", but addresses that begin with "mailot:" are not followed; did you mean "mailto"?',
        ),
        (
            "[x](ftp://y.example)",
            'links to "ftp://y.example", but addresses that begin with "ftp:" are not followed (http, https, mailto, tel are)',
        ),
        (
            "[x](C:\\docs\\y.pdf)",
            'links to "C:\\docs\\y.pdf", but addresses that begin with "C:" are not followed (http, https, mailto, tel are)',
        ),
        ("[x](https:/y.example)", 'links to "https:/y.example"; did you mean "https://y.example"?'),
        ("[x](https://y.example", 'the link to "https://y.example" is never closed; end it with ")"'),
        (
            "- [本](https://y.example/a_(b)",
            'the link to "https://y.example/a_(b)" is never closed; end it with ")"',
        ),
        ("[x](other.md", 'the link to "other.md" is never closed; end it with ")"'),
        (
            "[x](https://y.example and more",
            '"[x](https://y.example and more" is no link; write [words](address), an address with spaces as <address>',
        ),
        (
            "![p](my pic.png)",
            '"![p](my pic.png)" is no link; write [words](address), an address with spaces as <address>',
        ),
        ("[x]()", '"[x]()" is no link; write [words](address), an address with spaces as <address>'),
        ("[x] (https://y.example)", '"[x] (https://y.example)" is no link; write [words](address)'),
        ("(x)[https://y.example]", '"(x)[https://y.example]" is no link; write [words](address)'),
        (
            "See htps://y.example/a.",
            '"htps://y.example/a." is no address; did you mean "https://y.example/a."?',
        ),
        ("See hhtp://y.example", '"hhtp://y.example" is no address; did you mean "http://y.example"?'),
        ("See https//y.example", '"https//y.example" is no address; did you mean "https://y.example"?'),
        ("See http:/y.example", '"http:/y.example" is no address; did you mean "http://y.example"?'),
        ("[x]: htttps://y.example", '"htttps://y.example" is no address; did you mean "https://y.example"?'),
        (
            '<a href="htps://y.example">x</a>',
            '"htps://y.example" is no address; did you mean "https://y.example"?',
        ),
    ],
)
def test_slips(text: str, said: str) -> None:
    """Each slip is told at its line, once, with what would be right."""
    assert _told(f"Words\n\n{text}\n\nMore") == [f"3: {said}"]


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("https//y.example/a", "https://y.example/a"),
        ("http/y.example", "http://y.example"),
        ("www.y.example", "https://www.y.example"),
    ],
)
def test_an_address_that_looks_like_a_file(link: str, meant: str) -> None:
    """A link that is no file for want of a colon is told with the address it was meant to be."""
    assert meant_address(link) == f'; did you mean "{meant}"?'
    assert meant_address("roles/http.md") == ""
