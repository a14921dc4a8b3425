"""The folders of an edition that was replaced are those of the next one, and nothing else of it is."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rolebook_build.replacing import staging
from tests.building.conftest import Workshop, qa_engineer

Pages = Mapping[str, str]


def _put(folder: Path, pages: Pages) -> None:
    with staging(folder / "acme", folder / "kept" / "acme") as stage:
        for path, text in {"404.html": "lost", **pages}.items():
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            with (stage / path).open("x", encoding="utf-8") as page:
                page.write(text)


def _stands(folder: Path) -> tuple[Pages, set[str]]:
    """Return the pages that stand there, and all folders."""
    found = {path.relative_to(folder / "acme").as_posix(): path for path in (folder / "acme").rglob("*")}
    pages = {name: path.read_text(encoding="utf-8") for name, path in found.items() if path.is_file()}
    del pages["404.html"]
    return pages, {name for name, path in found.items() if path.is_dir()}


def test_folders_are_made_once(workshop: Workshop) -> None:
    """From the third build on, an edition's folders are those that were there two builds before."""
    seen = []
    for objective in ("Sleep well", "Wake early", "Rest"):
        workshop.write({"roles/quality/qa-engineer.md": qa_engineer(objective)})
        assert workshop.build("acme")
        edition = workshop.output / "acme"
        seen.append({path.relative_to(edition): path.stat().st_ino for path in edition.glob("**/")})
        kept = workshop.output / ".rolebook" / "folders"
        assert not [path for path in kept.rglob("*") if not path.is_dir()]
    first, second, third = seen
    assert not set(first.values()) & set(second.values())
    assert first == third


def test_pages_come_and_go(tmp_path: Path) -> None:
    """No folder stays empty, no page of before comes back, and each page is the newest one."""
    for pages in (
        {"a/b/c/index.html": "1", "d/index.html": "1"},
        {"a/b/c/index.html": "2", "e/f/index.html": "2"},
        {"d/index.html": "3"},
        {"a/index.html": "4", "d": "4"},
        {"a/b/c/index.html": "5", "d/index.html": "5"},
    ):
        _put(tmp_path, pages)
        around = {str(place) for path in pages for place in Path(path).parents} - {"."}
        assert _stands(tmp_path) == (pages, around)
        assert sorted(path.name for path in tmp_path.iterdir() if path.name != "kept") == ["acme"]


def _file(folder: Path, _: Path) -> None:
    (folder / "d/index.html").write_text("not from here", encoding="utf-8")


def _link(folder: Path, elsewhere: Path) -> None:
    (folder / "d").rmdir()
    (folder / "d").symlink_to(elsewhere)


def _rights(folder: Path, _: Path) -> None:
    (folder / "a/b").chmod(0o700)


def _all_is_a_link(folder: Path, elsewhere: Path) -> None:
    folder.rename(elsewhere / "moved")
    folder.symlink_to(elsewhere / "moved")


def _all_is_a_file(folder: Path, elsewhere: Path) -> None:
    folder.rename(elsewhere / "moved")
    folder.write_text("not from here", encoding="utf-8")


@pytest.mark.parametrize("spoil", [_file, _link, _rights, _all_is_a_link, _all_is_a_file])
def test_folders_that_somebody_changed(spoil: Callable[[Path, Path], None], tmp_path: Path) -> None:
    """They are not taken: the edition is as from nothing, and nothing is written elsewhere."""
    output, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pages = {"a/b/c/index.html": "1", "d/index.html": "1"}
    for _ in range(2):
        _put(output, pages)
    spoil(output / "kept/acme", elsewhere)
    for _ in range(2):
        _put(output, pages)
        assert _stands(output) == (pages, {"a", "a/b", "a/b/c", "d"})
        assert len({path.stat().st_mode for path in (output / "acme").glob("**/")}) == 1
    assert not [path for path in elsewhere.rglob("*") if path.is_file()]


def test_rights_that_new_folders_have_now(tmp_path: Path) -> None:
    """Whoever builds for nobody else's eyes gets no folder that others may read."""
    for _ in range(3):
        _put(tmp_path, {"a/index.html": "1"})
    before = os.umask(0o077)
    try:
        _put(tmp_path, {"a/index.html": "2"})
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "acme").glob("**/")} == {0o700}


def test_where_no_folders_can_be_kept(tmp_path: Path) -> None:
    """The edition stands, and what was there before is gone."""
    (tmp_path / "kept").write_text("a file", encoding="utf-8")
    for word in ("1", "2", "3"):
        _put(tmp_path, {"a/index.html": word})
        assert _stands(tmp_path) == ({"a/index.html": word}, {"a"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["acme", "kept"]


def test_a_file_that_somebody_wrote_into(workshop: Workshop) -> None:
    """Made again, an edition is as it should be, whatever was written into which of its files."""
    whole = dict[str, bytes]()
    for objective in ("Sleep well", "Wake early", "Sleep well", "Wake early"):
        workshop.write({"roles/quality/qa-engineer.md": qa_engineer(objective)})
        assert workshop.build("acme")
        edition = workshop.editions()
        assert edition == whole or not whole or objective == "Wake early"
        whole = whole or edition
        for name in ("acme/404.html", "acme/index.html", "acme/roles/qa-engineer/index.html"):
            page = workshop.output / name
            before, text = page.stat(), page.read_text(encoding="utf-8")
            with page.open("r+", encoding="utf-8") as opened:
                opened.write("X" * 5)
            os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
            assert page.read_text(encoding="utf-8") != text
