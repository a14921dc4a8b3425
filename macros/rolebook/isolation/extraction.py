"""What a file says: its texts as a reader or a program takes them, in each way that they can be read."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote, unquote_to_bytes

from rolebook.isolation.archive import members
from rolebook.isolation.bytes_text import decoded, runs
from rolebook.isolation.code import in_code, in_json
from rolebook.isolation.extracted import ExtractedText, FilePart, Reading, TextKind
from rolebook.isolation.markup import in_html, in_xml
from rolebook.isolation.pdf import in_pdf
from rolebook.isolation.png import text_chunks
from rolebook.isolation.spellings import spellings

_DATA_ADDRESS = re.compile(r"data:[\w/+.-]*(?:;[\w=.-]+)*;base64,([\w+/%-]+=*)", re.IGNORECASE)
_WRITTEN_ADDRESS = re.compile(r"data:[\w/+.-]*(?:;[\w=.-]+)*,", re.IGNORECASE)
"""Begins an address that may hold a page or a drawing as it is, or percent-encoded."""

_TAG = re.compile("<|%3C", re.IGNORECASE)

_RTF_LETTER = re.compile(r"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,5})(?: ?\\'[0-9a-fA-F]{2}| ?\?|)")
_RTF_BREAK = re.compile(r"\\(?:par|line|cell|row|tab|sect|page)\b ?")
_RTF_COMMAND = re.compile(r"\\(?!(?:par|line|cell|row|tab|sect|page)\b)[a-z]+-?\d* ?|\\\*|[{}]|[\r\n]+")
_FOLD = re.compile(r"\r?\n[ \t]")
_DEEPEST = 5
"""How many files may lie in one another, such as a picture in a page in an archive."""

_AROUND = 5
"""How many words are read together where two texts meet."""


def extracted(
    path: str, data: bytes | str, heard: Reading | None = None, depth: int = 0
) -> Iterator[ExtractedText]:
    """Yield what a file says, its own path first: each text in every way that it is spelled.

    What was `heard` in files before is left out; pages have nearly all of it in common.
    """
    heard = Reading() if heard is None else heard
    yield ExtractedText(path, TextKind.CODE)
    new = _in_file(path, data).news(heard)
    for kind, texts in (
        (TextKind.PROSE, new.prose),
        (TextKind.CODE, new.code),
        (TextKind.BINARY, new.binary),
    ):
        yield from (ExtractedText(spelled, kind) for text in sorted(texts) for spelled in spellings(text))
    yield from (
        ExtractedText(spelled) for texts in sorted(new.meeting) for spelled in spellings(_seam(texts))
    )
    for part in sorted(new.parts, key=repr) if depth < _DEEPEST else ():
        yield from extracted(part.path, part.data, heard, depth + 1)


def _seam(texts: tuple[str, ...]) -> str:
    """Return the words where texts meet; of three, where the last two do and what stands before."""
    first, *between, last = (text.split() for text in texts)
    return " ".join((*first[-_AROUND:], *(word for words in between for word in words), *last[:_AROUND]))


def _in_file(path: str, data: bytes | str) -> Reading:
    if isinstance(data, str):
        return _in_text(path, data)
    if data.startswith(b"%PDF-"):
        return in_pdf(data)
    packed = members(path, data)
    if packed is not None:
        return Reading(parts={FilePart(name, content) for name, content in packed})
    texts = decoded(data)
    if not texts:
        return Reading(binary={*runs(data), *text_chunks(data)})
    if len(texts) == 1:
        return _in_text(path, texts[0])
    return Reading(parts={FilePart(PurePosixPath(path).suffix, text) for text in texts})


def _in_text(path: str, text: str) -> Reading:
    reader = _READERS.get(PurePosixPath(f"x{path}").suffix.lower()) or _sniffed(text)
    if "data:" not in text:
        return reader(text)
    reading = reader(_DATA_ADDRESS.sub("data:", text))
    texts = (text for text in reading.prose | reading.code if "data:" in text)
    written = (held for text in texts for held in _WRITTEN_ADDRESS.split(text)[1:] if _TAG.search(held))
    reading.parts.update(FilePart("", unquote(held)) for held in written)
    reading.parts.update(FilePart("", _inner(match[1])) for match in _DATA_ADDRESS.finditer(text))
    return reading


def _inner(base64: str) -> bytes:
    data = unquote_to_bytes(base64).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    return b64decode(data + b"=" * (-len(data) % 4)) if len(data) % 4 != 1 else b""


def _sniffed(text: str) -> Callable[[str], Reading]:
    start = text[:512].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html")):
        return in_html
    if start.startswith(("{\\rtf", "begin:v")):
        return _in_rtf if start.startswith("{") else _in_folded
    return in_xml if start.startswith(("<?xml", "<svg", "<?xpacket")) else _in_plain


def _in_rtf(text: str) -> Reading:
    """Return what a rich text says: its letters by number, without its commands, which cut no word."""
    spelled = _RTF_LETTER.sub(_letter, text)
    return _in_plain(_RTF_BREAK.sub("\n", _RTF_COMMAND.sub("", spelled)))


def _letter(match: re.Match[str]) -> str:
    if match[1]:
        return bytes.fromhex(match[1]).decode("cp1252", "replace")
    return chr(int(match[2]) % (1 << 16))


def _in_folded(text: str) -> Reading:
    """Return what a calendar or a card says, whose long lines go on after a space."""
    return _in_plain(_FOLD.sub("", text))


def _in_plain(text: str) -> Reading:
    reading = Reading()
    reading.add_lines([line.strip() for line in text.splitlines() if line.strip()])
    return reading


_READERS: Mapping[str, Callable[[str], Reading]] = MappingProxyType(
    {
        **dict.fromkeys((".html", ".htm", ".xhtml"), in_html),
        **dict.fromkeys((".xml", ".svg", ".rels", ".opf", ".rdf", ".xsl", ".rss", ".atom"), in_xml),
        **dict.fromkeys((".json", ".webmanifest", ".map", ".geojson", ".ipynb"), in_json),
        **dict.fromkeys((".js", ".mjs", ".cjs", ".css", ".ts", ".scss"), in_code),
    }
)
