"""What may happen to a file on a disk."""

from collections.abc import Callable, Mapping
from pathlib import Path

Damage = Callable[[Path], None]


def _flipped(at: float) -> Damage:
    def damage(file: Path) -> None:
        data = bytearray(file.read_bytes())
        data[int(at * (len(data) - 1))] ^= 0x10
        file.write_bytes(data)

    return damage


def _written(change: Callable[[bytes], bytes]) -> Damage:
    def damage(file: Path) -> None:
        file.write_bytes(change(file.read_bytes()))

    return damage


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _a_link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


DAMAGES: Mapping[str, Damage] = {
    "flipped at the start": _flipped(0),
    "flipped in the first half": _flipped(0.3),
    "flipped in the middle": _flipped(0.5),
    "flipped at the end": _flipped(1),
    "empty": _written(lambda _: b""),
    "cut": _written(lambda data: data[: len(data) // 2]),
    "cut by a byte": _written(lambda data: data[:-1]),
    "longer": _written(lambda data: data + b"\0"),
    "zeros": _written(lambda data: bytes(len(data))),
    "gone": Path.unlink,
    "a folder": _a_folder,
    "a link to nothing": _a_link_to_nothing,
}
