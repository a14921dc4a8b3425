"""Where a page's macros stand, as far as Markdown alone tells: what holds words only takes no block."""

from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rolebook.model.docs_page import MacroCall


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark")


def amid_words(text: str, calls: Sequence[MacroCall]) -> Iterator[tuple[MacroCall, str]]:
    """Yield the calls that stand in a heading or in code, each with what it is.

    Indented code and underlined headings are left to the build, for to MkDocs they are something else: the
    text of a tab, a rule below a block.
    """
    if not calls:
        return
    for token in _markdown().parse(text):
        here = [call for call in calls if token.map and token.map[0] < call.line <= token.map[1]]
        for call in here:
            what = _holds_words(token, call)
            if what:
                yield call, what


def _holds_words(token: Token, call: MacroCall) -> str:
    if token.type == "fence":
        return "code"
    if token.type == "heading_open" and token.markup.startswith("#"):
        return "a heading"
    spans = (child.content for child in token.children or () if child.type == "code_inline")
    return "code" if any(f"{call.macro}(" in span for span in spans) else ""
