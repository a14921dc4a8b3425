"""Pages in Confluence's storage format, and what people added carried over into a new text."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from rolebook_wiki.confluence.carried_over import carried
from rolebook_wiki.confluence.storage_format import StorageContext, carries_mark, storage
from rolebook_wiki.confluence.storage_xml import AC, SPACE, NotStorageError, normal, parsed
from rolebook_wiki.confluence.wanted import page_titles
from rolebook_wiki.page import WikiHandbook, WikiPage

CONTEXT = StorageContext(
    titles={"index": "Handbook", "roles/lead": "Lead & Co", "tools": "Tools"},
    files={"assets/book.pdf": "book.pdf", "assets/logo.png": "logo.png", "assets/a map.png": "a map.png"},
    home="Handbook",
    anchors={"roles/lead": {"duties"}},
)


def content(html: str, page_id: str = "roles/lead") -> str:
    """Return a page's text without the note that it is generated."""
    text = storage(WikiPage(page_id, "", "", f"<article>{html}</article>"), CONTEXT)
    _, note, rest = text.partition("folder.</p>\n</ac:rich-text-body>\n</ac:structured-macro>")
    assert note
    return rest.removeprefix("\n")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Words <b>strong</b></p>", "<p>Words <strong>strong</strong></p>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ('<ol start="3"><li>a</li></ol>', '<ol start="3">\n<li>a</li>\n</ol>'),
        ('<a href="https://x.example/?a=1&amp;b=2">x</a>', '<a href="https://x.example/?a=1&amp;b=2">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="page:nowhere">x</a>', "x"),
    ],
)
def test_html_becomes_storage(html: str, expected: str) -> None:
    """What both know stays, what only HTML knows is renamed, what leads nowhere is words."""
    assert _lines(content(html)) == _lines(expected)


def _lines(text: str) -> str:
    return text.replace("\n", "")


def test_links_lead_to_pages_anchors_and_files() -> None:
    """A link names the page by its title; only places that links lead to get an anchor."""
    assert content('<p><a href="page:tools#git">x</a></p>') == (
        '<p><ac:link ac:anchor="git"><ri:page ri:content-title="Tools"/>'
        "<ac:link-body>x</ac:link-body></ac:link></p>"
    )
    assert 'ri:content-title="Lead &amp; Co"' in content('<p><a href="page:roles/lead">x</a></p>')
    book = '<ri:attachment ri:filename="book.pdf"><ri:page ri:content-title="Handbook"/></ri:attachment>'
    assert book in content('<p><a href="file:assets/book.pdf">x</a></p>')
    assert '<ri:attachment ri:filename="logo.png"/>' in content('<img src="file:assets/logo.png">', "index")
    headings = content('<h2 id="duties">Duties</h2><h2 id="other">Other</h2>')
    assert '<ac:parameter ac:name="">duties</ac:parameter></ac:structured-macro>Duties</h2>' in headings
    assert "<h2>Other</h2>" in headings


def test_tasks_become_a_task_list() -> None:
    """Items with a box are tasks, and other items between them stay items."""
    text = content('<ul><li class="task">a</li><li class="task">b</li><li>c</li></ul>')
    root = parsed(text)
    assert [child.tag for child in root] == [f"{AC}task-list", "ul"]
    assert [body.text for body in root.iter(f"{AC}task-body")] == ["a", "b"]


def test_code_is_verbatim() -> None:
    """Code stands in CDATA, whatever is in it."""
    text = content("<pre><code>a  &lt;b&gt;\n  ]]&gt; &amp;amp;</code></pre>")
    (body,) = parsed(text).iter(f"{AC}plain-text-body")
    assert body.text == "a  <b>\n  ]]> &amp;"
    assert "<![CDATA[" in text


def test_what_can_be_opened_stays_so() -> None:
    """Details become the macro that opens and closes, with their summary as its title."""
    text = content("<details><summary>More <b>words</b></summary><p>Inside</p></details>")
    (macro,) = parsed(text)
    assert macro.get(f"{AC}name") == "expand"
    assert macro.findtext(f"{AC}parameter") == "More words"
    assert macro.findtext(f"{AC}rich-text-body/p") == "Inside"


def test_pictures_from_elsewhere_and_those_that_are_missing() -> None:
    """A picture of the web is shown from there; of one that is not there, the words that describe it stay."""
    assert content('<p><img src="https://x.example/a.png" alt="A"></p>') == (
        '<p><ac:image ac:alt="A"><ri:url ri:value="https://x.example/a.png"/></ac:image></p>'
    )
    assert content('<p><img src="file:missing.png" alt="A map"></p>') == "<p>A map</p>"


def test_names_with_spaces_and_letters_of_all_kinds_are_found() -> None:
    """Links are percent-encoded; what they lead to is not."""
    assert content('<p><a href="file:assets/a%20map.png">x</a></p>').count('ri:filename="a map.png"') == 1
    assert 'ri:filename="a map.png"' in content('<img src="file:assets/a%20map.png" alt="A map">')
    assert 'ac:anchor="Prüfen"' in content('<p><a href="page:tools#Pr%C3%BCfen">x</a></p>')


def test_tables_keep_their_cells_and_what_is_in_them() -> None:
    """Rows of all parts of a table stand in one body; a list may stand in a cell."""
    text = content(
        "<table><thead><tr><th>a</th></tr></thead>"
        '<tbody><tr><td colspan="2"><ul><li>x</li></ul></td></tr></tbody></table>'
    )
    assert [cell.tag for row in parsed(text).iter("tr") for cell in row] == ["th", "td"]
    assert '<td colspan="2">' in text


HARD = st.text(
    alphabet=string.ascii_letters + " \t\n[]{}|*_#`'<>&;:/\\\"!=äß“”\u00a0\u200d😀\x0b]", max_size=40
)


@given(HARD)
def test_anybodys_words_are_printed_as_they_are(words: str) -> None:
    """Words are words: no markup, macro or entity comes of them, and none is lost."""
    source = lxml_html.Element("p")
    source.text = "".join(letter for letter in words if letter != "\x0b")
    text = content(lxml_html.tostring(source, encoding="unicode"))
    root = parsed(text)
    assert _words("".join(map(str, root.itertext()))) == _words(source.text)
    assert {str(element.tag) for element in root.iter()} <= {"storage", "p"}


def _words(text: str) -> list[str]:
    return [found for found in text.translate(str.maketrans(SPACE, " " * len(SPACE))).split(" ") if found]


@given(st.lists(HARD, max_size=4), st.sampled_from(["p", "li", "td", "h2"]))
def test_confluence_writing_it_otherwise_is_no_difference(words: list[str], tag: str) -> None:
    """Lines, numbers, entities and order of attributes that Confluence changes do not count; words do."""
    made = [lxml_html.Element(tag) for _ in words]
    for element, text in zip(made, words, strict=True):
        element.text = "".join(letter for letter in text if letter != "\x0b")
    wrapped = {"li": "<ul>{}</ul>", "td": "<table><tr>{}</tr></table>"}.get(tag, "{}")
    html = wrapped.format("".join(lxml_html.tostring(one, encoding="unicode") for one in made))
    text = storage(WikiPage("roles/lead", "", "", f"<article>{html}</article>"), CONTEXT)
    other = (
        text.replace("\n", "")
        .replace("<ac:structured-macro ", '<ac:structured-macro ac:macro-id="7" ')
        .replace("ä", "&auml;")
        .replace(f"<{tag}>", f'<{tag} local-id="9">')
    )
    assert normal(other) == normal(text)
    assert normal(text) == normal(normal(text))
    assert normal(text.replace("is made from", "comes from")) != normal(text)


@given(HARD)
def test_text_that_is_no_storage_is_compared_as_it_is(text: str) -> None:
    """Whatever stands on a page can be compared."""
    try:
        parsed(text)
    except NotStorageError:
        assert normal(text) == text
    else:
        assert normal(normal(text)) == normal(text)


@given(HARD)
def test_a_page_is_known_by_its_mark(page_id: str) -> None:
    """The note of a page says which page of the handbook it is, whatever is in its id."""
    page_id = "-".join(page_id.replace("\x0b", "").split())
    text = storage(WikiPage(page_id, "", "", "<article></article>"), CONTEXT).replace("ä", "&auml;")
    assert carries_mark(text, page_id)
    assert not carries_mark(text, f"{page_id}x")


def marker(words: str, ref: str = "r1") -> str:
    """Return words with a comment."""
    return f'<ac:inline-comment-marker ac:ref="{ref}">{words}</ac:inline-comment-marker>'


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f"<p>a {marker('b')} c</p>", "<p>a b c</p><p>d</p>", f"<p>a {marker('b')} c</p><p>d</p>"),
        (f"<p>a {marker('b')} a</p>", "<p>so b is</p>", f"<p>so {marker('b')} is</p>"),
        (f"<p>a</p><p>{marker('a')}</p>", "<p>a</p><p>a</p>", f"<p>a</p><p>{marker('a')}</p>"),
        (
            f"<p><strong>{marker('a')}</strong>{marker(' b')}</p>",
            "<p><strong>a</strong> b</p>",
            f"<p><strong>{marker('a')}</strong>{marker(' b')}</p>",
        ),
        (f"<p>x {marker('a  &amp; b')}</p>", "<p>x a &amp; b</p>", f"<p>x {marker('a &amp; b')}</p>"),
    ],
)
def test_a_comment_is_carried_to_its_words(old: str, new: str, expected: str) -> None:
    """A comment stands at the same words: of the same block, or where they are still there once."""
    found = carried(new, old)
    assert (found.text, found.lost) == (expected, ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"<p>a {marker('b')}</p>", "<p>a c</p>"),
        (f"<p>a {marker('b')}</p>", "<p>x b and b</p>"),
    ],
)
def test_a_comment_whose_words_are_gone_is_named(old: str, new: str) -> None:
    """Where the words are gone, or could be any of several, the comment is lost, and it is said."""
    assert carried(new, old).lost == ("r1",)
    assert carried(new, old).text == new


@given(st.lists(st.text(alphabet="ab &<", min_size=1, max_size=8), min_size=1, max_size=4), st.data())
def test_a_comment_in_an_unchanged_text_stays_where_it_is(blocks: list[str], data: st.DataObject) -> None:
    """Whatever the words, a text that did not change keeps its comments where they were."""
    block = data.draw(st.integers(0, len(blocks) - 1))
    start = data.draw(st.integers(0, len(blocks[block]) - 1))
    end = data.draw(st.integers(start + 1, len(blocks[block])))
    if not blocks[block][start:end].strip(SPACE):
        return
    before = [_paragraph(words, 0, 0) for words in blocks]
    after = list(before)
    after[block] = _paragraph(blocks[block], start, end)
    found = carried("".join(before), "".join(after))
    assert found.lost == ()
    assert normal(found.text) == normal("".join(before))
    (kept,) = parsed(found.text).iter(f"{AC}inline-comment-marker")
    assert _words(kept.text or "") == _words(blocks[block][start:end])


def _paragraph(words: str, start: int, end: int) -> str:
    pieces = [words[:start], words[start:end], words[end:]]
    first, marked, last = (piece.replace("&", "&amp;").replace("<", "&lt;") for piece in pieces)
    return f"<p>{first}{marker(marked) if marked else ''}{last}</p>"


def test_ticks_are_carried_to_the_same_words() -> None:
    """A task of the same words keeps its number and its tick; a new one gets a number of its own."""
    old = (
        "<ac:task-list><ac:task><ac:task-id>4</ac:task-id><ac:task-status>complete</ac:task-status>"
        "<ac:task-body>a</ac:task-body></ac:task></ac:task-list>"
    )
    new = (
        "<ac:task-list><ac:task><ac:task-body>b</ac:task-body></ac:task>"
        "<ac:task><ac:task-body>a</ac:task-body></ac:task></ac:task-list>"
    )
    tasks = list(parsed(carried(new, old).text).iter(f"{AC}task"))
    assert [(task.findtext(f"{AC}task-id"), task.findtext(f"{AC}task-status")) for task in tasks] == [
        ("5", "incomplete"),
        ("4", "complete"),
    ]


@given(st.lists(HARD, min_size=1, max_size=5))
def test_titles_are_unique_in_any_case_and_short_enough(titles: list[str]) -> None:
    """Two pages of one title get their ids behind it; no title is longer than Confluence takes."""
    pages = [WikiPage("index", "Home", "", "")]
    pages += [
        WikiPage(f"roles/r{place}", f"{title * 9}", "", "", "roles") for place, title in enumerate(titles)
    ]
    found = list(page_titles(WikiHandbook("acme", tuple(pages), ()), "Handbook").values())
    assert len({title.casefold() for title in found}) == len(pages)
    assert all(title.strip() and len(title) <= 255 for title in found)
