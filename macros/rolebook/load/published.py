"""Which of the files that a spec links to may be published: such as run nothing in a reader's browser.

Editions of several companies may share a host, and a page there could read what another keeps. So what counts
is what browsers and servers make of a file's name and of how it begins, not what its author calls it.
"""

import re
from pathlib import Path, PurePosixPath

from rolebook.load.links_out import leads_out
from rolebook.load.svg import unsafe_in

_PICTURES = "avif bmp gif ico jpeg jpg png svg tif tiff webp"
_DOCUMENTS = (
    "doc docx dotx drawio epub ics key msg numbers odg odp ods odt pages pdf potx ppt pptx rtf vcf vsd vsdx "
    "xls xlsm xlsx xltx"
)
_TEXTS = (
    "bib c cc cfg conf cpp cs csv diff go graphql h ini ipynb java json kt log patch proto ps1 py r rb rs sh "
    "sql tex tf toml tsv txt yaml yml"
)
_OTHERS = "7z bz2 flac gz m4a m4v mov mp3 mp4 oga ogg opus otf parquet tar tgz ttf wav webm woff woff2 xz zip"
_KINDS = frozenset(f"{_PICTURES} {_DOCUMENTS} {_TEXTS} {_OTHERS}".split())
_STAMPED = frozenset({"svg", "txt", "json"})
_PROGRAMS = re.compile(
    r"(?:[xsp]?html?|xht|mht(?:ml)?|m?js|cjs|svgz|xml|xslt?|rss|atom|swf|wasm|hta|htc|jsp|aspx?|php\d?|phar|cgi|pl)",
    re.IGNORECASE,
)
"""Endings that servers heed within a name too: `plan.html.drawio` may be sent as a page."""

_PAGE = re.compile(
    rb"[\s\0]*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|script|iframe|h1|div|font|table|a|style|title|body|br|b|p|svg)[\s>/]"
    rb"|[\s\0]*(?:\xef\xbb\xbf)?\s*<!--",
    re.IGNORECASE,
)
"""How a file begins that a browser which is not told its kind takes for a page (https://mimesniff.spec.whatwg.org)."""

_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|mxfile)")
_TOKEN = re.compile(rb"\xee\x83[\xb0-\xb4]|\\ue0f[0-4]|%EE%83%B[0-4]", re.IGNORECASE)
_ADVICE = "put it into a .zip, or make a PDF or a picture of it"


def why_not_published(root: Path, file: Path) -> str:
    """Return why a file that a spec links to is not published; nothing where it may be."""
    if leads_out(root, file):
        return "is not published: it is hidden, or lies elsewhere than it seems; put the file itself there"
    name = PurePosixPath(file.name)
    kind = name.suffix.removeprefix(".").lower()
    if kind not in _KINDS or any(_PROGRAMS.fullmatch(part) for part in file.name.split(".")[1:]):
        what = f"files that end in {''.join(name.suffixes) or 'nothing'}"
        return f"is not published: browsers may run {what}; {_ADVICE}"
    return _why_not_read(kind, file.read_bytes())


def why_no_picture(file: Path) -> str:
    """Return why a picture of a brand is not published; nothing where it may be."""
    return _why_not_read("svg", file.read_bytes()) if file.suffix.lower() == ".svg" else ""


def _why_not_read(kind: str, data: bytes) -> str:
    if kind in _STAMPED and _TOKEN.search(data):
        return "holds characters from U+E0F0 to U+E0F4, which cannot be used; remove them"
    if kind == "svg" or _XML.match(data):
        return _why_not_xml(data, kind)
    if _PAGE.match(data):
        return f"is not published: it begins like a web page, whatever its name says; {_ADVICE}"
    return ""


def _why_not_xml(data: bytes, kind: str) -> str:
    drawing = kind == "svg"
    unsafe = unsafe_in(data, drawing=drawing)
    advice = "save it as plain SVG, or as PNG" if drawing else _ADVICE
    return f"is not published, for it {unsafe.what} (line {unsafe.line}); {advice}" if unsafe else ""
