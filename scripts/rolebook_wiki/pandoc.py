"""The HTML of pages in another markup, by pandoc."""

from collections.abc import Iterator, Sequence

import pypandoc

_AT_ONCE = 50
"""Pages that one run converts; to start pandoc takes longer than most pages do."""

_OPTIONS = ("--wrap=none", "--quiet")


def converted(pages: Sequence[str], markup: str, reader: str, separator: str) -> Iterator[str]:
    """Yield pages in a markup, such as `gfm`; `reader` is HTML as pandoc is to read it.

    `separator` is a character that no page has and that means nothing in the markup.
    """
    for start in range(0, len(pages), _AT_ONCE):
        joined = f"<p>{separator}</p>".join(pages[start : start + _AT_ONCE])
        yield from pypandoc.convert_text(joined, markup, reader, extra_args=_OPTIONS).split(separator)
