"""What is kept between builds may be damaged: the site comes out the same, and nobody is alarmed."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolebook.load.unfinished import remove
from rolebook.model.problem import BuildError
from rolebook_build.cache import Cache
from rolebook_build.cluster.shared_cache import SharedCache
from rolebook_build.cluster.store import Store
from tests.building.conftest import Workshop, company, qa_engineer
from tests.damage import DAMAGES

KEPT = (
    "shape.bytes",
    "shape.json",
    "said.txt",
    "phrases.txt",
    ".rolebook-seal",
    "library",
    "readings",
    "pages",
    "companies",
    "ordinary",
)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Draw two companies that share a shape, built into a cache of their own."""
    folder = tmp_path_factory.mktemp("kept")
    drawn = Workshop(folder / "handbook", folder / "site")
    drawn.write(
        {
            "roles/quality/qa-engineer.md": qa_engineer(),
            "companies/acme.yml": company("Acme"),
            "companies/globex.yml": company("Globex"),
            "companies/facts.yml": "COMPANY_NAME: {required: true}\n",
        }
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROLEBOOK_CACHE", str(folder / "cache"))
        assert drawn.build()
        yield drawn


@pytest.fixture(scope="module")
def whole(workshop: Workshop) -> dict[str, bytes]:
    """Return every file as it was built at first."""
    return workshop.editions()


def kept_files() -> list[Path]:
    """Return every file that is kept in the cache."""
    return [file for file in Cache().folder.rglob("*") if file.is_file()]


def kept_file(name: str) -> Path:
    """Return a kept file by its own name, or that of the folder for its kind."""
    (found,) = (file for file in kept_files() if name in (file.name, file.parent.name))
    return found


def builds_the_same(workshop: Workshop, whole: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> None:
    """Build without an edition that stands; hold it to what was built at first, with not a word of alarm."""
    shutil.rmtree(workshop.output / "acme", ignore_errors=True)
    capsys.readouterr()
    assert workshop.build()
    said = capsys.readouterr()
    assert said.err == ""
    assert workshop.editions().keys() == whole.keys()
    assert [path for path, data in workshop.editions().items() if whole[path] != data] == []


@pytest.mark.usefixtures("workshop")
def test_all_kinds_are_kept() -> None:
    """The files that are damaged below are all there are."""
    kinds = {file.parent.name if file.suffix == ".pickle" else file.name for file in kept_files()}
    assert kinds == {*KEPT}


@pytest.mark.parametrize("name", KEPT)
def test_one_damaged_file(
    name: str, workshop: Workshop, whole: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is told from what was kept, though the others are whole; the next build finds all whole again."""
    damaged = [*DAMAGES.values()][KEPT.index(name) % len(DAMAGES)]
    damaged(kept_file(name))
    builds_the_same(workshop, whole, capsys)
    damage_none = {file: file.stat().st_ino for file in kept_files() if file.suffix != ".pickle"}
    builds_the_same(workshop, whole, capsys)
    assert {file: file.stat().st_ino for file in damage_none} == damage_none, "it was kept anew, and once"


@pytest.mark.parametrize("how", DAMAGES)
def test_all_files_are_damaged(
    how: str, workshop: Workshop, whole: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """All of them at once, in every way there is."""
    for file in kept_files():
        DAMAGES[how](file)
    builds_the_same(workshop, whole, capsys)


def test_folders_are_files(
    workshop: Workshop, whole: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a folder of the cache should be lies a file, and where a shape should be, too."""
    shape = kept_file("shape.bytes").parent
    shutil.rmtree(shape)
    shape.write_text("no shape")
    builds_the_same(workshop, whole, capsys)
    for kind in ("shapes", "library", "companies", "ordinary"):
        shutil.rmtree(Cache().folder / kind)
        (Cache().folder / kind).write_text("no folder")
    builds_the_same(workshop, whole, capsys)


def test_isolation_holds_with_damaged_texts(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """A shape whose texts are gone says another company's name: it is not published."""
    workshop.write({"roles/quality/qa-engineer.md": qa_engineer("Test the Globex portal")})
    try:
        assert not workshop.build()
        for name in ("said.txt", "phrases.txt"):
            for shape in Cache().folder.glob(f"shapes/*/{name}"):
                shape.write_bytes(b"")
        capsys.readouterr()
        assert not workshop.build("acme")
        assert 'says "Globex"' in capsys.readouterr().err
    finally:
        workshop.write({"roles/quality/qa-engineer.md": qa_engineer()})
        assert workshop.build()


RECORDS = (
    '{"format": 1, "editions": []}',
    '{"editions": [], "opened": [], "seal": ""}',
    "[]",
    "null",
    "1e999",
    '"',
    "[" * 100_000,
    "\0",
)


@pytest.mark.parametrize("number", range(len(RECORDS)))
def test_a_record_that_is_none(
    number: int, workshop: Workshop, whole: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever stands in its place, all is built again."""
    (workshop.output / ".rolebook.json").write_text(RECORDS[number])
    assert workshop.build()
    assert capsys.readouterr().out.startswith("Built 2 handbooks:")
    assert workshop.editions() == whole


@pytest.mark.parametrize("how", [name for name in DAMAGES if name != "a folder"])
def test_a_damaged_record_and_a_damaged_edition(
    how: str, workshop: Workshop, whole: dict[str, bytes]
) -> None:
    """What stands there is vouched for by nothing: it is built anew, the damaged page included."""
    (workshop.output / "acme/index.html").write_text("damaged")
    DAMAGES[how](workshop.output / ".rolebook.json")
    assert workshop.build()
    assert workshop.editions() == whole


def test_a_record_that_vouches_for_more(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """One that was bent by hand is believed no more than one that was cut."""
    record = workshop.output / ".rolebook.json"
    found = json.loads(record.read_text())
    found["opened"] = [[]]
    record.write_text(json.dumps(found))
    assert workshop.build()
    assert capsys.readouterr().out.startswith("Built 2 handbooks:")


def test_a_folder_in_the_place_of_the_record(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """The build says what stands in the way, and leaves what stands there."""
    record, before = workshop.output / ".rolebook.json", workshop.editions()
    record.unlink()
    record.mkdir()
    with pytest.raises(BuildError, match=r"\.rolebook\.json: Is a directory"):
        workshop.build()
    assert workshop.editions() == before
    record.rmdir()
    assert workshop.build()
    capsys.readouterr()


def test_what_a_killed_build_left(
    workshop: Workshop, whole: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Half-written files beside the kept ones are no kept ones, and go."""
    dead = subprocess.Popen(["true"])
    dead.wait()
    for file in [*kept_files(), workshop.output / ".rolebook.json"]:
        unfinished = file.with_name(
            f".{file.name}.{os.uname().nodename.replace('.', '-')}.{dead.pid}.building"
        )
        unfinished.write_bytes(file.read_bytes()[:20])
    shapes = Cache().folder / "shapes"
    shutil.rmtree(shapes)
    (shapes / f".shape.{os.uname().nodename.replace('.', '-')}.{dead.pid}.building" / "site").mkdir(
        parents=True
    )
    workshop.write({"companies/acme.yml": company("Acme") + "# touched\n"})
    builds_the_same(workshop, whole, capsys)
    assert [*workshop.output.glob(".*.building")] == []
    assert [*(Cache().folder / "companies").glob(".*.building")] == []
    assert [*shapes.glob(".*.building")] == []


@pytest.mark.usefixtures("workshop")
def test_a_damaged_shape_in_a_shared_store(tmp_path: Path) -> None:
    """A machine that lacks a shape takes from the store only one that is whole."""
    mine, store = SharedCache(Store(str(tmp_path / "store")), "handbook"), tmp_path / "store/shapes"
    (shape,) = (Cache().folder / "shapes").iterdir()
    found = mine.find(shape.name)
    assert found
    mine.want(shape.name, found.seal)
    mine.offer([shape.name])
    (sent,) = store.iterdir()
    with pytest.MonkeyPatch.context() as patch:
        for number, damage in enumerate(DAMAGES[how] for how in DAMAGES if how != "a link to nothing"):
            whole = sent.read_bytes()
            damage(sent)
            patch.setenv("ROLEBOOK_CACHE", str(tmp_path / f"cache-{number}"))
            other = SharedCache(Store(str(tmp_path / "store")), "handbook")
            assert other.find(shape.name) is None
            remove(sent)
            sent.write_bytes(whole)
            fetched = other.find(shape.name)
            assert fetched
            assert fetched.seal == found.seal
