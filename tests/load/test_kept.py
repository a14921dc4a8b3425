"""What is kept is believed only as it was written: whatever happens to it, it counts as absent."""

import shutil
from pathlib import Path

import pytest

from rolebook.load.sealed_files import SEAL, keep, kept, kept_folder, seal_folder, sealed, unsealed
from tests.conftest import write_tree
from tests.damage import DAMAGES, Damage


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file(damage: Damage, tmp_path: Path) -> None:
    """It counts as absent, and can be kept anew."""
    file = tmp_path / "library" / "one"
    keep(file, "library one", b"what was read\n")
    assert kept(file, "library one") == b"what was read\n"
    damage(file)
    assert kept(file, "library one") is None
    keep(file, "library one", b"again")
    assert kept(file, "library one") == b"again"
    assert [path.name for path in file.parent.iterdir()] == ["one"]


@pytest.mark.parametrize("name", [SEAL, "shape.bytes", "deep/er/empty.txt"])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_folder(damage: Damage, name: str, tmp_path: Path) -> None:
    """Each of its files counts, the seal and one that holds hardly anything included."""
    folder = write_tree(
        tmp_path / "shape", {"shape.bytes": bytes(range(256)) * 64, "deep/er/empty.txt": b"\n"}
    )
    seal = seal_folder(folder, "key", {"opened": []})
    whole = kept_folder(folder, "key")
    assert whole
    assert (whole.seal, whole.note) == (seal, {"opened": []})
    damage(folder / name)
    assert kept_folder(folder, "key") is None


def test_another_one(tmp_path: Path) -> None:
    """What was kept as one thing is no other, though it is whole."""
    assert unsealed("library b", sealed("library a", b"data")) is None
    folder = write_tree(tmp_path / "a", {"shape.bytes": b"1"})
    seal_folder(folder, "a", {})
    shutil.copytree(folder, tmp_path / "b")
    assert kept_folder(tmp_path / "b", "b") is None
    write_tree(folder, {"more.txt": b""})
    assert kept_folder(folder, "a") is None


def test_nothing_there(tmp_path: Path) -> None:
    """What was never kept is absent too."""
    assert kept(tmp_path / "no/where", "x") is None
    assert kept_folder(tmp_path / "no/where", "x") is None
