"""A disk that is full, and a cache that cannot be written: which it is, and what to do; the last good one stays."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from rolebook.model.document import Product
from rolebook.model.paper import Paper
from rolebook.model.problem import BuildError
from rolebook_build.content import content_of
from rolebook_build.disk import CACHE, OUTPUT, TEMPORARY, in_words, temporary_files
from rolebook_cli.isolation import check_isolation
from rolebook_cli.main import cli
from rolebook_cli.print import Order, print_companies
from rolebook_cli.report import Report
from tests.building.conftest import Workshop, company, qa_engineer

_ALL = Order((), tuple(Product), Paper.A4, fillable=False)
_FULL = OSError(ENOSPC, "No space left on device")


@contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """Give a folder on a disk of its own, which is soon full."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("disks cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, left: int = 0) -> None:
    """Leave no room on a disk, or hardly any."""
    with (folder / "fills-it").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            file.truncate(file.tell() - left)


def test_the_output_is_full(workshop: Workshop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named with what chooses it; the edition that stands there stays whole, and is replaced once there is room."""
    with small_disk(tmp_path / "small", "40m") as small:
        assert workshop.build("acme", output=small / "site")
        before = workshop.editions(small / "site")
        workshop.write({"companies/acme.yml": company("Newco")})
        place = small / "site"
        full = f"the disk of {place}, the folder for the output, is full: make room there, or set --output"
        fill(small, 100_000)
        assert not workshop.build("acme", output=place)
        assert f"acme was not built:\n{full}" in capsys.readouterr().err
        (small / "fills-it").unlink()
        fill(small)
        with pytest.raises(BuildError, match=re.escape(full)):
            workshop.build("acme", output=place)
        assert workshop.editions(place) == before
        (small / "fills-it").unlink()
        assert workshop.build("acme", output=small / "site")
        assert workshop.editions(small / "site") != before


def test_the_cache_is_full(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, with the variable that chooses it."""
    assert workshop.build()
    before = workshop.editions()
    workshop.write({"roles/quality/qa-engineer.md": qa_engineer("Sleep well")})
    with small_disk(tmp_path / "small", "2m") as small:
        monkeypatch.setenv("ROLEBOOK_CACHE", str(small / "cache"))
        assert not workshop.build()
        said = capsys.readouterr().err
        assert f"the disk of {small / 'cache'}, the folder for the cache, is full" in said
        assert "set ROLEBOOK_CACHE to a folder on another disk" in said
        assert workshop.editions() == before


@pytest.mark.parametrize("why", ["a file", "read-only", "full"])
def test_a_cache_that_cannot_be_written(
    why: str,
    workshop: Workshop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is named, and building goes on without one; nothing of that is left."""
    place = tmp_path / "cache"
    with small_disk(place) if why != "a file" else tempfile.NamedTemporaryFile(dir=tmp_path) as taken:
        if why == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        elif why == "full":
            fill(place)
        named = place if why != "a file" else Path(taken.name)
        monkeypatch.setenv("ROLEBOOK_CACHE", str(named))
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
        assert workshop.build()
        said = capsys.readouterr()
        assert said.err.startswith(f"the cache {named} cannot be written (")
        assert "the work goes on without one: set ROLEBOOK_CACHE to a folder that can be written" in said.err
        assert said.out.startswith("Built 2 handbooks:")
        assert [*temporary.glob("rolebook-cache-*")] == []


def test_no_room_for_documents(
    workshop: Workshop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The disk of the output is named, or that of temporary files; the documents that stand there stay."""
    printed = partial(print_companies, workshop.root, ["acme"], _ALL, report=Report())
    with small_disk(tmp_path / "small", "4m") as small:
        assert printed(output=small)
        before = {file.name: file.read_bytes() for file in (small / "acme").iterdir()}
        workshop.write({"roles/quality/qa-engineer.md": qa_engineer("Sleep well")})
        content_of.cache_clear()
        fill(small)
        assert not printed(output=small)
        said = capsys.readouterr().err
        assert (
            f"acme was not printed:\nthe disk of {small / 'acme'}, the folder for the output, is full" in said
        )
        assert {file.name: file.read_bytes() for file in (small / "acme").iterdir()} == before
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(small))
            assert not printed(output=tmp_path / "elsewhere")
        assert f"the disk of {small}, the folder for temporary files, is full" in capsys.readouterr().err


def test_checks_without_a_cache(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is built is read all the same, and what would leak is found."""
    assert workshop.build()
    (tmp_path / "taken").touch()
    monkeypatch.setenv("ROLEBOOK_CACHE", str(tmp_path / "taken"))
    assert check_isolation(workshop.root, ("acme", "globex"), workshop.output, Report())
    said = capsys.readouterr()
    assert said.err.startswith(f"the cache {tmp_path / 'taken'} cannot be written (")
    assert said.out.endswith("2 handbooks read: nothing that is another company's\n")
    workshop.write({"roles/quality/qa-engineer.md": qa_engineer("Ask Globex")})
    done = CliRunner().invoke(cli, ["-C", str(workshop.root), "check"])
    assert done.exit_code == 1
    assert "the work goes on without one" in done.output
    assert 'roles/quality/qa-engineer.md:8: says "Globex"' in done.output


def test_which_disk_is_full(tmp_path: Path) -> None:
    """Where an error does not name a file, the disk is looked for that has no room."""
    roomy = {OUTPUT: tmp_path / "site", CACHE: tmp_path / "cache"}
    with small_disk(tmp_path / "full") as small:
        fill(small)
        assert f"the disk of {small}, the folder for the cache" in in_words(_FULL, roomy | {CACHE: small})
        assert f"the disk of {small}, the folder for the output" in in_words(_FULL, roomy | {OUTPUT: small})
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(small))
            said = in_words(_FULL, roomy)
            assert f"the disk of {small}, the folder for temporary files, is full" in said
            assert f"set {TEMPORARY} to" in said


def test_temporary_files_that_are_gone_again(tmp_path: Path) -> None:
    """Their disk is named, though what filled it was removed on the way; other errors stay what they are."""
    full = pytest.raises(BuildError, match="the folder for temporary files, is full")
    with full, temporary_files(), tempfile.TemporaryDirectory(dir=tmp_path):
        raise OSError(ENOSPC, "No space left on device", "what/was/copied")
    with pytest.raises(PermissionError), temporary_files():
        raise PermissionError


def test_another_error(tmp_path: Path) -> None:
    """It is told as the system tells it, with the place; so is a full disk that is none of theirs."""
    assert in_words(_FULL, {}) == "rolebook: No space left on device"
    assert in_words(PermissionError(13, "Permission denied", "x/y"), {}) == "x/y: Permission denied"
    assert (
        in_words(PermissionError(13, "Permission denied"), {CACHE: tmp_path})
        == f"{tmp_path}: Permission denied"
    )
