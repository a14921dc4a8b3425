"""Any value at any place is read back as it was given: facts are data, never markup."""

import html
import json
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from rolebook.facts.slug import slugify
from rolebook.facts.token import OPEN, RESERVED, Place, token
from rolebook.model.company import FactKind
from rolebook.model.problem import BuildError
from rolebook.stamp.escape import Format
from rolebook.stamp.text import format_of, stamped
from rolebook.stamp.values import SITE_PATH, SITE_URL, Value, Values

NOT_IN_FILES = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF)]
VALUES = st.text(st.characters(codec="utf-8", exclude_characters=[*RESERVED, *NOT_IN_FILES]), max_size=40)
HARD = (
    *(
        "AT&T",
        "B2B/B2C",
        "A|B",
        "*Star* Inc",
        "<script>alert(1)</script>",
        "</script><!--",
        "{{X}}",
        "{{ Y }}",
    ),
    *(
        r"\1 \g<0> \\ \n",
        "\"double\" and 'single'",
        "&amp; &lt;",
        "🚀 👩‍👩‍👧 é",
        "",
        " ",
        "a\nb\r\nc\td",
        "\u2028",
    ),
    *("%EE%83%B0X%EE%83%B1", r"\ue0f0X\ue0f1", "https://handbook.invalid/", "# no heading", "a%2Fb?c=d&e#f"),
)
X, IN_URL, IN_SLUG, IN_DATA = (token("X", place) for place in (Place.TEXT, Place.URL, Place.SLUG, Place.DATA))

Test = Callable[[str], None]


def any_value(test: Test) -> Test:
    """Run a test with the values that broke other tools, then with any text."""
    for value in HARD:
        test = example(value)(test)
    return given(VALUES)(test)


def put(text: str, value: str, file_format: Format, kind: FactKind = FactKind.TEXT) -> str:
    """Return a text with the fact X stamped."""
    return stamped(text, file_format, {"X": Value(value, kind)})


class Page(HTMLParser):
    """A page as a browser reads it: its text, its elements, and their attributes."""

    def __init__(self, source: str) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


@any_value
def test_in_the_text_of_a_page(value: str) -> None:
    """The page says the value, and has no element more."""
    page = Page(put(f"<p>a{X}b</p>", value, Format.HTML))
    assert (page.text, page.tags) == (f"a{value}b", ["p"])


@any_value
def test_in_an_attribute(value: str) -> None:
    """The attribute is the value, and there is no attribute more; two parsers agree."""
    stamped_page = put(f"<img alt=\"{X}\"><a title='{X}'>t</a>", value, Format.HTML)
    page = Page(stamped_page)
    assert (page.attributes, page.tags, page.text) == ({"alt": value, "title": value}, ["img", "a"], "t")
    image = BeautifulSoup(stamped_page, "html.parser").img
    assert image
    assert image["alt"] == value


@any_value
def test_in_an_address(value: str) -> None:
    """Text is one piece of an address, whatever it holds; a browser decodes it to the value."""
    page = Page(put(f'<a href="https://x.example/{IN_URL}?q={IN_URL}#{IN_URL}">t</a>', value, Format.HTML))
    encoded = quote(value, safe="")
    assert page.attributes == {"href": f"https://x.example/{encoded}?q={encoded}#{encoded}"}
    assert unquote(encoded) == value
    assert page.text == "t"


def test_an_address_as_a_link() -> None:
    """A fact of kind url stands as it is."""
    value = "https://status.example/declare?team=eng&severity=1#now"
    page = Page(put(f'<a href="{IN_URL}">{X}</a>', value, Format.HTML, FactKind.URL))
    assert (page.attributes, page.text) == ({"href": value}, value)


@any_value
def test_percent_encoded(value: str) -> None:
    """A token that a tool encoded as part of an address is an address's all the same."""
    written = f'<a href="https://x.example/{quote(X)}/">t</a><a id="{quote(IN_SLUG)}">'
    attributes = Page(put(written, value, Format.HTML)).attributes
    assert attributes["href"] == f"https://x.example/{quote(value, safe='')}/"
    assert unquote(str(attributes["id"])) == (slugify(value) or "x")


@any_value
def test_in_the_id_of_a_heading(value: str) -> None:
    """An id is a slug; of a value without letters and digits, the name of its fact stands for it."""
    page = Page(put(f'<h2 id="about-{IN_SLUG}">', value, Format.HTML))
    assert page.attributes == {"id": f"about-{slugify(value) or 'x'}"}


@any_value
def test_in_the_search_index(value: str) -> None:
    """Search shows its texts as HTML: the JSON holds the value escaped, in either spelling of the token."""
    for index in (json.dumps({"text": f"a {X}"}), json.dumps({"text": f"a {X}"}, ensure_ascii=False)):
        text = json.loads(put(index, value, Format.JSON))["text"]
        assert html.unescape(text) == f"a {value}"
        assert Page(text).tags == []


@any_value
def test_in_data(value: str) -> None:
    """A data file holds the value itself, and no value ends the script element it may stand in."""
    written = put(json.dumps([f"a {IN_DATA}"]), value, Format.JSON)
    assert json.loads(written) == [f"a {value}"]
    assert "<" not in written


@any_value
def test_in_a_script_of_a_page(value: str) -> None:
    """JSON within a page is JSON, and stays within its element."""
    script = put(f"<script>{json.dumps([IN_DATA])}</script>", value, Format.HTML)
    page = Page(script)
    assert page.tags == ["script"]
    assert json.loads(page.text) == [value]


@any_value
def test_in_xml(value: str) -> None:
    """A feed or a sitemap holds the value, in text and in attributes."""
    root = ET.fromstring(put(f'<a b="{X}">{X}</a>', value, Format.XML))
    assert (root.text or "", root.get("b")) == (value, value)


@any_value
def test_in_plain_text(value: str) -> None:
    """A text file holds the value as it is."""
    assert put(f"a {X} b", value, Format.PLAIN) == f"a {value} b"


@any_value
def test_a_value_is_not_looked_at_again(value: str) -> None:
    """Values that look like tokens, facts or patterns are text, side by side too."""
    values = {"X": Value(value), "Y": Value("{{X}}")}
    assert stamped(f"{X}{token('Y')}{X}", Format.PLAIN, values) == f"{value}{{{{X}}}}{value}"


@pytest.mark.parametrize(
    "url", ["https://people.example/handbook/", "https://people.example/", "http://127.0.0.1:8000/a/b/"]
)
def test_the_address_of_the_site(url: str) -> None:
    """Its path stands between slashes, its whole address where the origin goes before, in any spelling."""
    path = "/" + url.split("/", 3)[3]
    values: Values = {"site.url": Value(url, FactKind.URL), SITE_PATH: Value(path, FactKind.URL)}
    local = f"/{token(SITE_PATH)}/"
    assert stamped(f'<a href="{local}404.html">', Format.HTML, values) == f'<a href="{path}404.html">'
    assert stamped(f"<loc>{SITE_URL}roles/</loc>", Format.XML, values) == f"<loc>{url}roles/</loc>"
    assert json.loads(stamped(json.dumps([SITE_URL, local]), Format.JSON, values)) == [url, path]
    assert stamped(f'"{quote(SITE_URL, safe=":/")}x"', Format.HTML, values) == f'"{url}x"'


def test_what_is_no_token_stays() -> None:
    """A script may hold these characters for reasons of its own."""
    for text in (
        f"[{OPEN}{Place.TEXT}]",
        r"[\ue0f0\ue0f1]",
        f"{OPEN}a b{Place.TEXT}",
        "%EE%83%B0",
        f"{OPEN}",
    ):
        assert stamped(text, Format.JSON, {}) == text


def test_the_format_of_a_file() -> None:
    """The suffix tells; what is unknown is plain."""
    names = (
        "index.html",
        "search/search_index.json",
        "a.js",
        "sitemap.xml",
        "logo.svg",
        "brand.css",
        "robots.txt",
    )
    html_, json_, xml, plain = Format.HTML, Format.JSON, Format.XML, Format.PLAIN
    assert [format_of(name) for name in names] == [html_, json_, json_, xml, xml, plain, plain]


def test_a_token_that_is_no_facts() -> None:
    """What a text spells in a roundabout way is told as such, not as a mistake of the program."""
    with pytest.raises(BuildError, match="prints NOPE, which is no fact"):
        stamped(f"<p>{token('NOPE')}</p>", Format.HTML, {})
