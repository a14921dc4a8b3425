"""What authors wrote, as it reads once it is rendered: a name may come about only there."""

from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from markdown_it import MarkdownIt

from rolebook.isolation.extracted import ExtractedText, Reading

MARKDOWN = (".md", ".markdown")


def texts_in_source(path: str, text: str, heard: Reading | None = None) -> Iterator[ExtractedText]:
    """Yield a source as it stands there, and what it says when its marks and tags are read."""
    from rolebook.isolation.extraction import extracted  # noqa: PLC0415 - a build that refuses nothing reads no sources

    yield ExtractedText(text)
    if PurePosixPath(path).suffix.lower() in MARKDOWN:
        yield from extracted("written.html", _markdown().render(text), heard)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["strikethrough", "table"])
