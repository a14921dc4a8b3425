"""The words of block Markdown, as a page shows them."""

import html
import re
from collections.abc import Sequence

from rolebook.model.role import Markdown, Text
from rolebook.render.text import block_html

_WITHIN = r'\b(?:"[^"]*"|[^">])*>'
_BLOCK = re.compile(
    "</?(?:blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hgroup|hr|li|ol|p|pre"
    f"|summary|table|tbody|td|th|thead|tr|ul){_WITHIN}"
)
_TAG = re.compile(f"</?[a-z0-9]+{_WITHIN}")


def block_lines(markdown: Markdown) -> Sequence[Text]:
    """Return the words of each paragraph, item and cell.

    What role text looks like once it is cleaned is well-formed, so that nothing but tags looks like one.
    """
    pieces = (_TAG.sub("", piece) for piece in _BLOCK.split(block_html(markdown)))
    lines = (" ".join(html.unescape(piece).split()) for piece in pieces)
    return tuple(filter(None, lines))
