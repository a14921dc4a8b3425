"""Editions in an object store: a real server that speaks S3's interface."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from fsspec.implementations.local import LocalFileSystem

from rolebook.model.problem import BuildError
from rolebook_build.cluster.store import Store
from rolebook_cli.main import cli
from tests.building.conftest import Workshop, company, qa_engineer
from tests.building.elsewhere import S3, editions_in

_DIES = """
import os, sys
from rolebook_build.cluster import store
from rolebook_cli.main import main

upload, uploads = store.Store.upload, []

def dies(self, found):
    some = dict(list(found.items())[: len(found) // 2]) if len(uploads) == 3 else found
    upload(self, some)
    uploads.append(self)
    if some is not found:
        os._exit(9)

store.Store.upload = dies
main()
"""


def test_same_bytes(workshop: Workshop, s3: S3) -> None:
    """What lies in a bucket is what would lie in a folder, and a browser is told what each file is."""
    url = f"{s3.bucket('bytes')}/handbooks"
    assert workshop.build()
    assert workshop.build(output=url)
    assert editions_in(s3.objects(url)) == workshop.editions()
    assert s3.kind(f"{url}/acme/index.html") == "text/html"


def test_nothing_changed(workshop: Workshop, s3: S3, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written."""
    url = s3.bucket("unchanged")
    assert workshop.build(output=url)
    before = s3.written(url)
    capsys.readouterr()
    assert workshop.build(output=url)
    assert s3.written(url) == before
    assert capsys.readouterr().out.startswith(f"Up to date: 2 handbooks:\n  acme: {url}/acme/index.html\n")


def test_a_role_changed(workshop: Workshop, s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the files that are others now are put there: what caches and browsers keep stays true."""
    url, uploaded, upload = s3.bucket("changed"), list[str](), Store.upload

    def noted(store: Store, found: Mapping[str, Path]) -> None:
        uploaded.extend(f"{store.url.removeprefix(url)}/{name}" for name in found)
        upload(store, found)

    monkeypatch.setattr(Store, "upload", noted)
    assert workshop.build(output=url)
    uploaded.clear()
    workshop.write({"roles/quality/qa-engineer.md": qa_engineer("Sleep well")})
    assert workshop.build()
    assert workshop.build(output=url)
    assert editions_in(s3.objects(url)) == workshop.editions()
    pages = ("roles/qa-engineer/index.html", "search/search_index.json")
    assert sorted(uploaded) == [f"/{name}/{page}" for name in ("acme", "globex") for page in pages]


def test_a_role_is_removed(workshop: Workshop, s3: S3) -> None:
    """Its pages disappear, those of the others are written anew."""
    url = s3.bucket("fewer")
    workshop.write({"roles/quality/tester.md": "# Tester\n\n## Objectives\n- Test\n"})
    assert workshop.build(output=url)
    (workshop.root / "roles/quality/tester.md").unlink()
    assert workshop.build()
    assert workshop.build(output=url)
    assert editions_in(s3.objects(url)) == workshop.editions()


def test_a_company_is_removed(workshop: Workshop, s3: S3) -> None:
    """Its edition disappears, what else lies there stays."""
    url = s3.bucket("gone")
    assert workshop.build(output=url)
    s3.write(f"{url}/notes/mine.txt", b"mine")
    (workshop.root / "companies/globex.yml").unlink()
    assert workshop.build(output=url)
    assert {path.partition("/")[0] for path in editions_in(s3.objects(url))} == {"acme", "notes"}


def test_an_edition_was_deleted(workshop: Workshop, s3: S3) -> None:
    """It is not taken for current because the record knows it."""
    url = s3.bucket("deleted")
    assert workshop.build(output=url)
    before = s3.written(url)
    s3.remove(f"{url}/acme")
    assert workshop.build(output=url)
    assert s3.written(url).keys() == before.keys()


def test_other_things_are_not_removed(workshop: Workshop, s3: S3, capsys: pytest.CaptureFixture[str]) -> None:
    """Where something else lies than a handbook, none is put."""
    url = s3.bucket("foreign")
    s3.write(f"{url}/acme/thesis.txt", b"years of work")
    assert not workshop.build(output=url)
    assert f"{url}/acme holds other things than a handbook" in capsys.readouterr().err
    assert s3.objects(f"{url}/acme") == {"thesis.txt": b"years of work"}


def test_a_build_that_died(workshop: Workshop, s3: S3) -> None:
    """Half of an edition is never taken for one, though its sources are as they were before."""
    url = s3.bucket("died")
    assert workshop.build(output=url)
    assert workshop.build()
    before = workshop.root / "companies/globex.yml", workshop.root / "companies/acme.yml"
    kept = [path.read_text() for path in before]
    workshop.write({"companies/acme.yml": company("Newco"), "companies/globex.yml": company("Hooli")})
    died = subprocess.run(
        [
            sys.executable,
            "-c",
            _DIES,
            "-C",
            workshop.root,
            "build",
            "--output",
            url,
        ],
        check=False,
    )
    assert died.returncode == 9
    pages = [data for path, data in s3.objects(f"{url}/globex").items() if path.endswith(".html")]
    assert any(b"Hooli" in page for page in pages)
    assert any(b"Globex" in page for page in pages)
    for path, text in zip(before, kept, strict=True):
        path.write_text(text)
    assert workshop.build(output=url)
    assert editions_in(s3.objects(url)) == workshop.editions()


def test_no_bucket(workshop: Workshop, s3: S3) -> None:  # noqa: ARG001
    """The command says what the store says."""
    found = CliRunner().invoke(cli, ["-C", str(workshop.root), "build", "--output", "s3://nowhere/site"])
    assert isinstance(found.exception, BuildError)
    assert str(found.exception).startswith("s3://nowhere/site: ")
    assert "bucket does not exist" in str(found.exception)


def test_no_protocol(workshop: Workshop) -> None:
    """The command says which it does not know."""
    found = CliRunner().invoke(cli, ["-C", str(workshop.root), "build", "--output", "s4://a/b"])
    assert found.exit_code == 2
    assert "--output s4://a/b: Protocol not known: s4" in found.output


def test_without_the_extra(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says how to install it."""
    monkeypatch.setattr("rolebook_build.cluster.store.fsspec", None)
    found = CliRunner().invoke(cli, ["-C", str(workshop.root), "build", "--output", "s3://a/b"])
    assert found.exit_code == 2
    assert "needs the cluster extra: pip install 'rolebook[cluster]'" in found.output


def test_a_store_that_is_no_object_store(workshop: Workshop) -> None:
    """The same bytes lie there too."""
    assert workshop.build()
    assert workshop.build(output="memory://handbooks")
    found = Store("memory://handbooks")
    kept = {name: found.read(name) for name in found.names() if not name.startswith(".")}
    assert kept == workshop.editions()


def test_a_file_is_never_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file system is no object store, a file keeps what it held until all is there."""
    store = Store(str(tmp_path))
    store.write("shapes/one", b"whole")

    def fails(_: object, path: str, data: bytes) -> None:
        Path(path).write_bytes(data[:2])
        raise ConnectionError("gone")

    monkeypatch.setattr(LocalFileSystem, "pipe_file", fails)
    with pytest.raises(BuildError, match=f"^{tmp_path}: gone$"):
        store.write("shapes/one", b"other")
    assert store.read("shapes/one") == b"whole"


def test_a_file_url(workshop: Workshop, tmp_path: Path) -> None:
    """It names a folder."""
    place = tmp_path / "with space"
    assert workshop.build(output=place.as_uri())
    assert (place / "acme/index.html").is_file()
