"""A printed document as its reader meets it: pages, words, letters and where they stand."""

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import page
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_MM = 25.4 / 72
_HYPHENS = str.maketrans("", "", "-\ufffe")
"""pdfium reads U+FFFE for a hyphen at the end of a line, whether it is part of the word or not."""


@dataclass(frozen=True)
class Letter:
    """A letter on a page: its size, and its box in points from the bottom left."""

    character: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


class Pdf:
    """A document, opened by two independent readers: pdfium for the eye, pikepdf for what lies behind."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def _document(self) -> Any:
        return pypdfium2.PdfDocument(self.data)

    @cached_property
    def objects(self) -> pikepdf.Pdf:
        """Return the document's objects."""
        return pikepdf.open(io.BytesIO(self.data))

    @cached_property
    def _texts(self) -> tuple[Any, ...]:
        return tuple(found.get_textpage() for found in self._document)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Return the words of each page, in the order of reading, a line for each line of print."""
        return tuple(text.get_text_range().replace("\r\n", "\n") for text in self._texts)

    @cached_property
    def text(self) -> str:
        """Return the words of all pages."""
        return "\n".join(self.pages)

    @cached_property
    def _squeezed(self) -> str:
        return squeezed(self.text)

    def says(self, words: str) -> bool:
        """Tell whether words stand in the document, wherever its lines are broken."""
        return squeezed(words) in self._squeezed

    def pages_that_say(self, words: str) -> list[int]:
        """Return the numbers of the pages, from 1, that words stand on."""
        return [number for number, said in enumerate(self.pages, 1) if squeezed(words) in squeezed(said)]

    def finds(self, words: str) -> bool:
        """Tell whether the search of a PDF viewer finds words."""
        return any(text.search(words, match_case=True).get_next() for text in self._texts)

    @cached_property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """Return the width and height of each page, in millimetres."""
        found = (page.get_size() for page in self._document)
        return tuple((round(width * _MM), round(height * _MM)) for width, height in found)

    def letters(self, number: int) -> Iterator[Letter]:
        """Yield the letters of a page, numbered from 1; spaces are none."""
        text = self._texts[number - 1]
        edges = [ctypes.c_double() for _ in range(4)]
        for at in range(text.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text, at))
            if pdfium.FPDFText_IsGenerated(text, at) or character.isspace():
                continue
            pdfium.FPDFText_GetCharBox(text, at, *map(ctypes.byref, edges))
            left, right, bottom, top = (edge.value for edge in edges)
            yield Letter(character, pdfium.FPDFText_GetFontSize(text, at), left, bottom, right, top)

    def picture(self, number: int) -> Any:
        """Return a page, numbered from 1, as a picture."""
        return self._document[number - 1].render(scale=1).to_pil()

    @property
    def outline(self) -> list[tuple[int, str, int]]:
        """Return the bookmarks: how deep each stands, its title, the number of its page."""
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index() + 1)
            for mark in self._document.get_toc()
        ]

    @property
    def links(self) -> list[str]:
        """Return the addresses that links lead to, those within the document left out."""
        found: Iterator[Any] = (
            note.get("/A", {}) for page in self.objects.pages for note in page.get("/Annots", ())
        )
        return [str(action["/URI"]) for action in found if "/URI" in action]

    @property
    def fonts(self) -> dict[str, bool]:
        """Return the names of the document's fonts, and whether each is embedded."""
        found = (font for font in self.objects.objects if isinstance(font, pikepdf.Dictionary))
        return {
            str(font.FontName): any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            for font in found
            if font.get("/Type") == "/FontDescriptor"
        }

    def failures(self, *profiles: str) -> list[str]:
        """Return what a validator finds wrong: `ua1` is PDF/UA-1, `2a` is PDF/A-2a."""
        return [
            str(failure)
            for profile in profiles or ("ua1", "2a")
            for failure in page.validate_pdf_bytes(self.data, profile=profile).failures
        ]


def squeezed(words: str) -> str:
    """Return words without what depends on where lines are broken."""
    return "".join(words.translate(_HYPHENS).split())
