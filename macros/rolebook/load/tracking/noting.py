"""What this process opens, heard while work goes on: by Python's audit events, and by asking along."""

import os
import site
import sys
import sysconfig
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import local
from types import FrameType
from typing import Any
from urllib.parse import unquote, urlsplit

from rolebook.load.tracking.noter import Noter
from rolebook.load.tracking.opened import VARIABLE

_OF_NO_PAGE = ("NO_MKDOCS_2_WARNING",)
"""Variables that Rolebook sets itself, on which no page depends."""

_OF_TERMINALS = (
    "ANSI_COLORS_DISABLED",
    "COLORTERM",
    "COLUMNS",
    "FORCE_COLOR",
    "LINES",
    "NO_COLOR",
    "TERM",
    "TTY_COMPATIBLE",
)
"""Variables by which installed packages choose how they speak, on which no page depends either."""

_TAKES_ALL = ("__iter__", "copy", "__or__", "__ror__")

_AT_WORK: list[Noter] = []
_SELF = local()
_STAT = os.stat


@cache
def _python() -> str:
    return f"{sysconfig.get_paths()['stdlib']}/"


@cache
def _packages() -> tuple[str, ...]:
    """Return the folders of packages, some of which lie in that of Python's own modules."""
    return tuple(f"{folder}/" for folder in (*site.getsitepackages(), sysconfig.get_paths()["purelib"]))


@contextmanager
def noting(root: Path, ignored: Iterable[Path] = (), known: Collection[str] = ()) -> Iterator[Noter]:
    """Note what this process opens; not what lies in `ignored` folders, nor `known` files of the root.

    What programs open that are run meanwhile is not seen.
    """
    noter = Noter(root, ignored, known)
    _listen()
    _AT_WORK.append(noter)
    try:
        with _asked():
            yield noter
    finally:
        _AT_WORK.remove(noter)


_Environ: Any = type(os.environ)


class _Environment(_Environ):  # type: ignore[misc]
    """The environment variables, as texts or as bytes, of which each that is asked for is noted."""

    def __getitem__(self, name: str | bytes) -> Any:
        _quietly(_variable, os.fsdecode(name), sys._getframe(1))  # noqa: SLF001 - who asks
        return super().__getitem__(name)


def _looking(look: Callable[..., Any]) -> Callable[..., Any]:
    """Return `os.stat` or its like, of which each question is noted."""

    def asked(path: object, *arguments: Any, **named: Any) -> Any:
        try:
            answer = look(path, *arguments, **named)
        except (FileNotFoundError, NotADirectoryError):
            _quietly(_missed, _below(path, named.get("dir_fd")))
            raise
        if look is _STAT:  # the other is asked of each folder on the way to a file
            _quietly(_looked_up, _below(path, named.get("dir_fd")))
        return answer

    return asked


def _trying(look: Callable[..., bool]) -> Callable[..., bool]:
    """Return `os.access`, of which each question is noted: it tells whether something is there."""

    def asked(path: object, mode: int, **named: Any) -> bool:
        answer = look(path, mode, **named)
        _quietly(_looked_up if answer else _missed, _below(path, named.get("dir_fd")))
        return answer

    return asked


def _opening(look: Callable[..., int]) -> Callable[..., int]:
    """Return `os.open`, of which what is opened below an open folder is noted: no event tells of that."""

    def asked(path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        if named.get("dir_fd") is not None:
            _quietly(_open, _below(path, named["dir_fd"]), None, flags)
        return look(path, flags, *arguments, **named)

    return asked


def _below(path: Any, folder: int | None) -> Any:
    """Return the path of something below an open folder; None where the system cannot tell."""
    if folder is None:
        return path
    try:
        return os.path.join(os.readlink(f"/proc/self/fd/{folder}"), os.fsdecode(path))  # noqa: PTH115, PTH118 - as above
    except (OSError, TypeError):
        return None


@contextmanager
def _asked() -> Iterator[None]:
    """Hear of each question for a file that is not there, and for a variable; no event tells of these."""
    stat, lstat, opens, access = os.stat, os.lstat, os.open, os.access
    variables: tuple[Any, ...] = (os.environ, *([os.environb] if os.supports_bytes_environ else []))
    kinds = [one.__class__ for one in variables]
    os.stat, os.lstat, os.open, os.access = (
        _looking(stat),
        _looking(lstat),
        _opening(opens),
        _trying(access),
    )
    for one in variables:
        one.__class__ = _Environment
    try:
        yield
    finally:
        os.stat, os.lstat, os.open, os.access = stat, lstat, opens, access
        for one, kind in zip(variables, kinds, strict=True):
            one.__class__ = kind


@contextmanager
def unnoted() -> Iterator[None]:
    """Open what is kept from other runs, and is no source of anything."""
    before = getattr(_SELF, "busy", False)
    _SELF.busy = True
    try:
        yield
    finally:
        _SELF.busy = before


@cache
def _listen() -> None:
    """Hear of each file that is opened; Python has no way to stop it again."""
    sys.addaudithook(_heard)


def _hearing() -> list[Noter]:
    return [noter for noter in _AT_WORK if noter.hears()]


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _AT_WORK and event in _HEARD:
        _quietly(_HEARD[event], *arguments)


def _quietly(note: Callable[..., None], *arguments: Any) -> None:
    """Note something; what is opened for that is not noted."""
    if not getattr(_SELF, "busy", False):
        with unnoted(), suppress(OSError, ValueError):
            note(*arguments)


def _open(path: object, mode: str | None, flags: int) -> None:
    name = _absolute(path)
    if not name:
        return
    for noter in _hearing():
        if flags & (os.O_WRONLY | os.O_RDWR):
            noter.written(name)
        elif mode is not None or os.path.isfile(name):  # noqa: PTH113 - as above
            noter.read(name)


def _made(path: object, *_mode: object) -> None:
    name = _absolute(path)
    for noter in [] if os.path.lexists(name) else _hearing():
        noter.made(name)


def _list(path: object) -> None:
    name = _absolute(path if path is not None else ".")
    if name:
        frame = sys._getframe(3)  # noqa: SLF001 - below `_list`, `_quietly` and `_heard` stands who asks
        for noter in _hearing():
            noter.listed(name, frame)


def _missed(path: object) -> None:
    name = _absolute(path)
    for noter in _hearing() if name else []:
        noter.read(name)


def _looked_up(path: object) -> None:
    name = _absolute(path)
    for noter in _hearing() if name else []:
        noter.looked_up(name)


def _database(path: object) -> None:
    """Note a database of SQLite, which may be named by a URI."""
    named = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
    _open(unquote(urlsplit(named).path) if named.startswith("file:") else named, "r", 0)


def _variable(name: str, frame: FrameType | None) -> None:
    """Note a variable, unless a module of Python's own asks for it, which look for PATH and TMPDIR.

    Who takes all of them hands them on to a program, and asks for none.
    """
    while frame and frame.f_code.co_filename.startswith("<frozen "):
        if frame.f_code.co_name in _TAKES_ALL:
            return
        frame = frame.f_back
    asking = frame.f_code.co_filename if frame else ""
    if name in _OF_TERMINALS and asking.startswith(_packages()):
        return
    if name not in _OF_NO_PAGE and (not asking.startswith(_python()) or asking.startswith(_packages())):
        for noter in _hearing():
            noter.note(VARIABLE, name)


def _absolute(path: object) -> str:
    if not isinstance(path, str | bytes | os.PathLike):
        return ""
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - as above


_HEARD: Mapping[str, Callable[..., None]] = {
    "open": _open,
    "os.mkdir": _made,
    "os.listdir": _list,
    "os.scandir": _list,
    "sqlite3.connect": _database,
}
