"""What a browser prints, read from its PDF; and what it should print, read from the HTML of a page."""

import unicodedata
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeAlias

import pypdfium2
from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from playwright.sync_api import Browser, Page

from tests.site.reading import article

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points; a sheet's own left and bottom are 0."""

A4 = (596, 843)
LETTER = (612, 792)
MILLIMETRE = 72 / 25.4
MARGIN = 15 * MILLIMETRE - 1
LADDER_MARGIN = 12 * MILLIMETRE - 1
"""The boxes of lines are a little larger than what is drawn."""

_FOOT = 15 * MILLIMETRE
"""Below this height stands the foot of a sheet."""

_DAY = """{
  const day = Date.UTC(2031, 2, 9, 12);
  window.Date = class extends Date { constructor(...given) { super(...(given.length ? given : [day])) } };
}"""
"""Pages are printed on March 9, 2031."""

_SCRIPTED = {"compare/?": ".rb-compare > *", "assessment/": ".rb-assess > .rb-section"}
"""What a script draws on a page, by a part of the page's address."""

_LEFT_OUT = (
    "script, noscript, template, button, select, datalist, summary, [hidden], .headerlink, .rb-visually-hidden,"
    ".rb-actions, .rb-prints, .rb-more, .rb-letters, .rb-home-search, .rb-ways, .rb-form, .rb-also, .rb-host,"
    ".rb-scriptless, .rb-views, .rb-tabs, .rb-levels, .rb-checking__bar, .rb-checking__tools, .rb-aside a.rb-note,"
    ".rb-way__compare, .rb-compare__ideas"
)
"""What is for screens alone: controls, ways on, and the levels once more below a ladder."""

_HEADINGS = "h1, h2, h3, h4, .rb-rest__title"


@dataclass(frozen=True)
class Sheet:
    """One printed sheet."""

    _page: pypdfium2.PdfPage

    @cached_property
    def size(self) -> tuple[int, int]:
        """The size of the paper, turned as it is printed."""
        width, height = self._page.get_size()
        return round(width), round(height)

    @cached_property
    def body(self) -> str:
        """The text above the foot, squeezed."""
        return self._text(_FOOT, self.size[1])

    @cached_property
    def foot(self) -> str:
        """The text of the foot, squeezed."""
        return self._text(0, _FOOT)

    def _text(self, bottom: float, top: float) -> str:
        return squeezed(self._page.get_textpage().get_text_bounded(bottom=bottom, top=top))

    @cached_property
    def marks(self) -> list[Box]:
        """The boxes of all that is written or drawn above the foot."""
        return self._boxes()

    def _boxes(self, *kinds: int) -> list[Box]:
        boxes = (mark.get_bounds() for mark in self._page.get_objects(filter=kinds or None))
        return [box for box in boxes if box[3] > _FOOT]

    def cut_off(self, margin: float) -> list[Box]:
        """Return the boxes of what stands in the margins, or would, if the sheet did not cut it off."""
        right, top = (length - margin for length in self.size)
        low = _FOOT - 1
        return [
            box for box in self.marks if min(box[0] - margin, box[1] - low, right - box[2], top - box[3]) < 0
        ]

    @cached_property
    def squares(self) -> list[Box]:
        """The boxes to tick."""
        drawn = self._boxes(pypdfium2.raw.FPDF_PAGEOBJ_PATH)
        return [box for box in drawn if all(9 < box[at + 2] - box[at] < 11 for at in (0, 1))]

    @cached_property
    def image(self) -> bytes:
        """How the sheet looks: the grey of each of its points, from 0 to 255."""
        return b"".join(self.seen((0, 0, *self._page.get_size()), scale=1))

    def seen(self, box: Box, scale: int = 4) -> list[bytes]:
        """How a part of the sheet looks, row by row."""
        width, height = self._page.get_size()
        cut = (box[0], box[1], width - box[2], height - box[3])
        bitmap = self._page.render(scale=scale, crop=cut, grayscale=True)
        rows = bytes(bitmap.buffer)
        return [rows[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height)]


@dataclass(frozen=True)
class Paper:
    """What was printed: its sheets."""

    sheets: tuple[Sheet, ...]

    @cached_property
    def body(self) -> str:
        """The text of all sheets without their feet, squeezed."""
        return "".join(sheet.body for sheet in self.sheets)

    def lacks(self, pieces: tuple[str, ...]) -> list[str]:
        """Return the pieces of text that are on no sheet."""
        return [piece for piece in pieces if piece not in self.body]


class Press:
    """Prints pages, each in a way once."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._windows: dict[tuple[str, int, bool], Page] = {}
        self._done: dict[tuple[object, ...], Paper] = {}

    def __call__(
        self, address: str, paper: str = "A4", scheme: str = "light", width: int = 1280, script: bool = True
    ) -> Paper:
        """Print the page at an address, as it is in a window of a width and scheme."""
        way = (scheme, width, script)
        key = (address, paper, *way)
        if key not in self._done:
            self._windows[way] = self._windows.get(way) or self.window(*way)
            self._windows[way].goto(address)
            self._done[key] = printed(self._windows[way], paper)
        return self._done[key]

    def window(self, scheme: str = "light", width: int = 1280, script: bool = True) -> Page:
        """Open a window, on the day of all prints."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        context.add_init_script(_DAY)
        return context.new_page()

    def close(self) -> None:
        """Close what was opened for printing."""
        for page in self._windows.values():
            page.context.close()


def printed(page: Page, paper: str = "A4") -> Paper:
    """Print a page when its fonts and what its script adds are there."""
    for asked, drawn in _SCRIPTED.items():
        if asked in page.url:
            page.locator(drawn).first.wait_for(state="attached")
    page.evaluate("document.fonts.ready.then(() => true)")
    document = pypdfium2.PdfDocument(page.pdf(format=paper, prefer_css_page_size=True))
    return Paper(tuple(Sheet(document[index]) for index in range(len(document))))


def squeezed(text: str) -> str:
    """Return the text without what breaking it into lines adds or takes away."""
    lost = "-\xad\u2010\ufffe\x02"
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c not in lost)


@cache
def promised(file: Path) -> tuple[str, ...]:
    """Return each piece of text of a page's article that paper must show, squeezed."""
    return tuple(filter(None, map(_words, _shown(file))))


@cache
def headings(file: Path) -> tuple[tuple[str, str], ...]:
    """Return the headings of a page's article, each after the piece of text before it, squeezed."""
    found, before = [], ""
    for element in _shown(file):
        if isinstance(element, Tag) and element.css.match(_HEADINGS):
            found.append((before, squeezed(element.get_text())))
        before = _words(element) or before
    return tuple(found)


def _shown(file: Path) -> Iterator[PageElement]:
    content = copy(article(file))
    for left_out in content.select(_LEFT_OUT):
        left_out.extract()
    return content.descendants


def _words(element: PageElement) -> str:
    is_text = isinstance(element, NavigableString) and not isinstance(element, PreformattedString)
    return squeezed(str(element)) if is_text else ""
