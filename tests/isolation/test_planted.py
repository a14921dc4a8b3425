"""Leaks of every sort that are seen, and texts that only look like one and are let alone.

`leaks.yml` and `innocent.yml` hold one planted file a line; what no line can hold is made here.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
import yaml

from rolebook.isolation.edition import Reader, wrong
from rolebook.isolation.extraction import extracted
from rolebook.isolation.search import Own, Search
from rolebook.isolation.secrets import own_values, secrets
from rolebook.isolation.theme import theme_words
from rolebook.isolation.vocabulary import Vocabulary, vocabulary_of
from rolebook.model.company import Company, WikiTarget

HERE = Path(__file__).parent
READS = "harbor"
PROSE = """\
Reach the target with one apple a day, on the billing platform.
Keep the motion of a linear plan; a promotion is due. Two emotions.
The target of the linear plan, the motion, the apple, a promotion, emotions.
People of senior roles at seven or eleven. At eleven or seven, people.
"""


def companies() -> Mapping[str, Company]:
    """Return the companies of the file."""
    drawn = yaml.safe_load((HERE / "companies.yml").read_text("utf-8"))
    found = {}
    for company, given in drawn.items():
        wiki = {name: WikiTarget(**target) for name, target in given.pop("wiki", {}).items()}
        found[company] = Company(company, f"companies/{company}.yml", wiki=wiki, **given)
    return found


def vocabulary() -> Vocabulary:
    """Return the words of a handbook that uses ordinary ones."""
    lines = PROSE.splitlines()
    written = [(f"roles/{path}.md", number, line) for path in "ab" for number, line in enumerate(lines, 1)]
    return vocabulary_of(written, ["Level 1 (Novice)", "Principal"])


COMPANIES, VOCABULARY = companies(), vocabulary()
SEARCH = Search(secrets(COMPANIES.values(), {}, VOCABULARY), VOCABULARY.small, theme_words)
READER = Reader(READS, tuple(own_values(COMPANIES[READS])), frozenset(), frozenset())


def owners_of(path: str, data: bytes) -> set[str]:
    """Return whose values a file says, though Harbor & Sons reads it."""
    own = Own(READER.own)
    values = {value for text in extracted(path, data) for value, _ in wrong(text, READER, own, SEARCH)}
    secret = {one.text: one.companies for one in SEARCH.secrets.values()}
    return {company for value in values for company in secret[value]}


def cases(name: str) -> list[list[str]]:
    """Return the lines of a file."""
    found: list[list[str]] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return found


@pytest.mark.parametrize(("path", "text", "whose"), cases("leaks.yml"), ids=lambda value: value[:30])
def test_a_leak_is_seen(path: str, text: str, whose: str) -> None:
    """Whatever hides it, and wherever in a file it stands."""
    assert whose in owners_of(path, text.encode())


@pytest.mark.parametrize(("path", "text"), cases("innocent.yml"), ids=lambda value: value[:30])
def test_what_is_no_leak_is_let_alone(path: str, text: str) -> None:
    """An alarm that is none teaches people to overlook alarms."""
    assert owners_of(path, text.encode()) == set()


def zipped(**files: str) -> bytes:
    """Return an archive; `word__document` stands for `word/document.xml`."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", text)
    return data.getvalue()


def png(kind: bytes, content: bytes) -> bytes:
    """Return a picture of one pixel that says something of itself."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (kind, content),
        (b"IEND", b""),
    ]
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def pdf(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return a document of one empty page, changed."""
    data = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(data, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return data.getvalue()


def with_xmp(document: pikepdf.Pdf) -> None:
    """Describe a document in XML."""
    with document.open_metadata() as metadata:
        metadata["dc:description"] = "Made at Quill Robotics"


def with_link(document: pikepdf.Pdf) -> None:
    """Put a link on a page."""
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://quill-robotics.example/")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])


def with_attachment(document: pikepdf.Pdf) -> None:
    """Attach a file."""
    document.attachments["a.txt"] = b"Quill Robotics"


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = (
    f"<w:document xmlns:w='{WORD}'><w:body><w:p><w:r><w:t>Quill Rob</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>"
    "<w:t>otics</w:t></w:r></w:p></w:body></w:document>"
)
FILES: Mapping[str, bytes] = {
    "a.docx": zipped(word__document=DOCX),
    "core.docx": zipped(docProps__core="<a><creator>Quill Robotics</creator></a>"),
    "b.xlsx": zipped(xl__sharedStrings="<sst><si><t>Quill Robotics</t></si></sst>"),
    "named.zip": zipped(quill_robotics__a="<a/>"),
    "comment.zip": b"PK\x05\x06" + bytes(16) + struct.pack("<H", 14) + b"Quill Robotics",
    "text.png": png(b"tEXt", b"Author\0Quill Robotics"),
    "compressed.png": png(b"zTXt", b"Comment\0\0" + zlib.compress(b"for Quill Robotics")),
    "international.png": png(b"iTXt", b"Title\0\1\0de\0Titel\0" + zlib.compress(b"Quill Robotics")),
    "comment.jpg": b"\xff\xd8\xff\xfe\0\x10Quill Robotics\xff\xd9",
    "exif.jpg": b"\xff\xd8\xff\xe1\0\x40Exif\0\0" + "Quill Robotics".encode("utf-16-le") + b"\0\0\xff\xd9",
    "sound.mp3": b"ID3\x03\0\0\0\0\0\x20TIT2\0\0\0\x1f\0\0\x01\xff\xfe"
    + "Quill Robotics".encode("utf-16-le"),
    "info.pdf": pdf(lambda document: document.docinfo.__setitem__("/Author", "Quill Robotics")),
    "xmp.pdf": pdf(with_xmp),
    "link.pdf": pdf(with_link),
    "attached.pdf": pdf(with_attachment),
    "utf16.txt": "at Quill Robotics".encode("utf-16"),
    "utf16-bare.csv": "at Quill Robotics".encode("utf-16-le"),
    "utf16.html": "<p>at Quill<br>Robotics</p>".encode("utf-16-be"),
    "utf32.txt": "at Quill Robotics".encode("utf-32"),
    "packed.svgz": gzip.compress(b"<svg><text>Quill Robotics</text></svg>"),
}
ENCODED: Mapping[str, tuple[str, str]] = {
    "latin-1": ("Bei Müller Möbel", "mueller"),
    "cp1254": ("Işık Yazılım çalışanları", "isik"),
    "cp1251": ("Северная Заря", "severnaya"),
    "koi8-r": ("Северная Заря", "severnaya"),
    "shift-jis": ("これは桜井電機です", "sakura"),
    "euc-kr": ("한빛소프트", "hanbit"),
    "cp1256": ("النخيل للتقنية", "aramis"),
}


@pytest.mark.parametrize("path", FILES)
def test_a_leak_in_a_file_that_is_no_text(path: str) -> None:
    """Documents, archives and pictures say more than what is seen of them."""
    assert owners_of(path, FILES[path]) == {"quill-robotics"}


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_leak_in_a_text_of_another_encoding(encoding: str) -> None:
    """Nobody can tell for sure in which a text is, so it is read in each that it can be."""
    text, whose = ENCODED[encoding]
    assert whose in owners_of("notes.txt", text.encode(encoding))


def test_the_figures_that_operating_gives() -> None:
    """The table says how much is planted; so much is."""
    written = (HERE.parents[1] / "OPERATING.md").read_text("utf-8")
    leaks, innocent = len(cases("leaks.yml")), len(cases("innocent.yml"))
    assert f"{leaks} planted texts and {len(FILES) + len(ENCODED)} planted files" in written
    assert f"{innocent} innocent ones" in written
    assert f"{len(COMPANIES)} companies there" in written
