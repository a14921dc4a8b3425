"""What a PDF document says: on pages, in contents, notes, links and attachments, and of itself."""

import ctypes
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pypdfium2
from pypdfium2 import raw

from rolebook.isolation.bytes_text import decoded, runs
from rolebook.isolation.extracted import FilePart, Reading

_STREAM = re.compile(rb"<<((?:(?!endobj).){0,4000}?)>>\s*stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_OF_WORDS = re.compile(rb"/(?:ObjStm|Metadata|EmbeddedFile)\b")
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")
_NOTES = (b"Contents", b"T", b"TU", b"V", b"DV", b"Subj", b"NM", b"RC", b"CA", b"DA")
_LARGEST = 1 << 26


def in_pdf(data: bytes) -> Reading:
    """Return the texts of a document, and the files in it: those attached, and its description of itself."""
    extracted = list(_said(data))
    reading = Reading(parts={FilePart("", one) for one in extracted if isinstance(one, bytes)})
    reading.add_lines([" ".join(one.split()) for one in extracted if isinstance(one, str) and one.strip()])
    return reading


def _said(data: bytes) -> Iterator[str | bytes]:
    yield from _about(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        yield from document.get_metadata_dict().values()
        yield from (entry.get_title() for entry in document.get_toc())
        for number in range(document.count_attachments()):
            attachment = document.get_attachment(number)
            yield attachment.get_name()
            yield bytes(attachment.get_data())
        for page in document:
            yield from _on_page(page, document)
            page.close()
    finally:
        document.close()


def _about(data: bytes) -> Iterator[str | bytes]:
    """Yield what stands in the file outside its pages: strings, and streams of strings and of XML."""
    yield from runs(data.partition(b"stream")[0])
    for match in _STREAM.finditer(data):
        if _OF_WORDS.search(match[1]):
            content = _inflated(match[2]) if b"FlateDecode" in match[1] else match[2]
            yield from (content,) if b"ObjStm" not in match[1] else _strings(content)
    outside = _STREAM.sub(b"", data)
    yield from _strings(outside)


def _strings(data: bytes) -> Iterator[str]:
    yield from runs(data)
    for match in _HEXADECIMAL.finditer(data):
        digits = re.sub(rb"\s", b"", match[1])
        yield from decoded(bytes.fromhex(digits[: len(digits) // 2 * 2].decode()))


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LARGEST)
    except zlib.error:
        return b""


def _on_page(page: Any, document: Any) -> Iterator[str]:
    text = page.get_textpage()
    yield text.get_text_bounded().replace("\r\n", " ").replace("\ufffe", "")
    text.close()
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        yield from (_wide(partial(raw.FPDFAnnot_GetStringValue, note, key)) for key in _NOTES)
        yield _target(document, note)
        raw.FPDFPage_CloseAnnot(note)


def _target(document: Any, note: Any) -> str:
    """Return the address that a link leads to."""
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
    size = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
    buffer = ctypes.create_string_buffer(size)
    if size:
        raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _wide(call: Callable[[Any, int], int]) -> str:
    """Return what PDFium writes as UTF-16 into a buffer whose size it tells first."""
    size = call(None, 0)
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
