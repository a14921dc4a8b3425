"""A finished shape on disk, before and after it is stamped."""

import gzip
from pathlib import Path

from rolebook.facts.token import Place, token
from rolebook.model.company import Brand
from rolebook.stamp.folder import brand_asset, copy_brand, stamp_folder
from rolebook.stamp.values import Value
from tests.conftest import write_tree

VALUES = {"X": Value("R&D")}
X = token("X")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {
        f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()
    }


def test_every_kind_of_file(tmp_path: Path) -> None:
    """Each file is stamped in its own language, and only at its tokens: line ends stay."""
    shape = {
        "index.html": f"<p>{X}</p>\r\n",
        "roles/qa/index.html": f"<h2 id='{token('X', Place.SLUG)}'>",
        "search/search_index.json": '{"text":"\\ue0f0X\\ue0f1"}',
        "feed.xml": f"<t>{X}</t>",
        "robots.txt": f"# {X}",
    }
    stamp_folder(write_tree(tmp_path, shape), VALUES)
    assert contents(tmp_path) == {
        "feed.xml": b"<t>R&amp;D</t>",
        "index.html": b"<p>R&amp;D</p>\r\n",
        "robots.txt": b"# R&D",
        "roles/qa/index.html": b"<h2 id='rd'>",
        "search/search_index.json": b'{"text":"R\\u0026amp;D"}',
    }


def test_files_without_a_token_are_not_written(tmp_path: Path) -> None:
    """They may be many, and linked from elsewhere; what is no text is not even read as such."""
    binary = b"\xff\xfe" + X.encode() + b"\x00"
    write_tree(
        tmp_path, {"a.html": "<p>R&D</p>", "latin.txt": b"\xe9", "picture.png": binary, "font.woff2": binary}
    )
    before, times = contents(tmp_path), [file.stat().st_mtime_ns for file in sorted(tmp_path.iterdir())]
    stamp_folder(tmp_path, VALUES)
    assert contents(tmp_path) == before
    assert [file.stat().st_mtime_ns for file in sorted(tmp_path.iterdir())] == times


def test_the_compressed_sitemap_is_reproducible(tmp_path: Path) -> None:
    """The same sitemap gives the same bytes, whenever it is stamped, and holds the values."""
    for name in ("one", "two"):
        write_tree(tmp_path / name, {"sitemap.xml": f"<loc>{X}</loc>", "sitemap.xml.gz": name.encode()})
        stamp_folder(tmp_path / name, VALUES)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one == two
    assert gzip.decompress(one["sitemap.xml.gz"]) == one["sitemap.xml"] == b"<loc>R&amp;D</loc>"
    assert one["sitemap.xml.gz"][4:8] == bytes(4)


def test_a_site_without_a_sitemap(tmp_path: Path) -> None:
    """Without a sitemap there is none to compress."""
    stamp_folder(write_tree(tmp_path, {"a.html": X}), VALUES)
    assert list(contents(tmp_path)) == ["a.html"]


def test_brand_pictures(tmp_path: Path) -> None:
    """They lie at one place for every company; the logo is the favicon too where there is no other."""
    companies = write_tree(tmp_path / "companies", {"a/Logo.SVG": "<svg/>", "a/icon.png": "png"})
    copy_brand(tmp_path / "one", companies, Brand(logo="a/Logo.SVG", favicon="a/icon.png"))
    copy_brand(tmp_path / "two", companies, Brand(logo="a/Logo.SVG"))
    copy_brand(tmp_path / "none", companies, Brand())
    assert contents(tmp_path / "one") == {
        "assets/brand/favicon.png": b"png",
        "assets/brand/logo.svg": b"<svg/>",
    }
    assert list(contents(tmp_path / "two")) == ["assets/brand/favicon.svg", "assets/brand/logo.svg"]
    assert contents(tmp_path / "none") == {}
    assert brand_asset("logo", "x/y.PNG") == "assets/brand/logo.png"
