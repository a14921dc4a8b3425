"""Files that a spec links to: which of them are published."""

from pathlib import Path

import pytest

from rolebook.load.content import Library
from rolebook.load.library import read_library
from tests.conftest import spec, write_tree
from tests.load.test_svg import ATTACKS, INNOCENT

PAGE = b"<!DOCTYPE html><script>alert(1)</script>"


def library(folder: Path, name: str, data: bytes, shown: str = "[x]({})") -> Library:
    """Read a folder whose spec links, in line 9, to a file beside it."""
    text = spec("Tester", body=f"## Objectives\n\n- See {shown.format(f'<{name}>')}")
    return read_library(write_tree(folder, {"roles/qa/tester.md": text, f"roles/qa/{name}": data}))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "evil.html",
            "evil.HTM",
            "evil.xhtml",
            "evil.shtml",
            "evil.mhtml",
            "evil.js",
            "evil.mjs",
            "evil.svgz",
        ),
        *("evil.xml", "evil.xsl", "evil.swf", "evil.php", "evil.html.drawio", "evil.php.png", "evil.html.de"),
        *("evil", "evil.", "evil.html ", "evil.unknown", ".htaccess", "evil.css", "evil.wasm", "evil.hta"),
    ],
)
@pytest.mark.parametrize("shown", ["[x]({})", "![x]({})"])
def test_what_a_browser_or_server_may_run(tmp_path: Path, name: str, shown: str) -> None:
    """By the ends of its name, in whatever letters and order, linked to or shown: refused at the line."""
    read = library(tmp_path, name, b"GIF89a", shown)
    assert not read.assets
    (found,) = (problem for problem in read.problems if problem.line)
    assert str(found).startswith(f'roles/qa/tester.md:9: the file "{name.rstrip()}')
    assert "is not published" in found.message


@pytest.mark.parametrize(
    "name", ["a.png", "a.pdf", "a.docx", "a.csv", "a.txt", "a.zip", "a.drawio", "a.woff2"]
)
@pytest.mark.parametrize(
    "data",
    [
        PAGE,
        b"\xef\xbb\xbf \n<HTML>",
        b"\t<script src=x>",
        b"<!-- a --><p>",
        b"<svg onload=alert(1)>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><script/></html>",
    ],
)
def test_a_page_by_another_name(tmp_path: Path, name: str, data: bytes) -> None:
    """What begins like a page may be taken for one where a server does not know the name's end."""
    read = library(tmp_path, name, data)
    assert not read.assets
    assert any(problem.line == 9 for problem in read.problems)


@pytest.mark.parametrize("drawing", ATTACKS)
def test_a_drawing_that_is_more(tmp_path: Path, drawing: str) -> None:
    """A drawing that runs or loads something is refused at the line that shows it, with its own line."""
    read = library(tmp_path, "a.SVG", drawing.encode(), "![x]({})")
    assert not read.assets
    (found,) = (problem for problem in read.problems if problem.line)
    assert 'the file "a.SVG" ' in found.message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *(("a.svg", drawing.encode()) for drawing in INNOCENT),
        ("Plan 1.2 (final).pdf", b"%PDF-1.7"),
        ("a.png", b"\x89PNG\r\n"),
        ("a.csv", b"a;b\n<1;2"),
        ("a.drawio", b"<mxfile><diagram name='a'/></mxfile>"),
        ("a.txt", b"Text about <script>"),
    ],
)
def test_what_is_published(tmp_path: Path, name: str, data: bytes) -> None:
    """Pictures, documents, data and texts are published as they are."""
    read = library(tmp_path, name, data)
    assert [*read.assets] == [f"assets/roles/qa/{name}"]
    assert not read.problems


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.svg"])
@pytest.mark.parametrize("spelled", ["\ue0f0X\ue0f1", "\\ue0f0X\\ue0f1", "%EE%83%B0X%EE%83%B1"])
def test_a_file_that_spells_a_token(tmp_path: Path, name: str, spelled: str) -> None:
    """A file whose text would be taken for a fact when the site is stamped is refused."""
    read = library(tmp_path, name, f"<svg><text>{spelled}</text></svg>".encode())
    assert not read.assets
    assert "U+E0F0" in "".join(problem.message for problem in read.problems)
