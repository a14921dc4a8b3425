"""What work opens, noted while it runs, so that its result is not taken for current when that changes.

Noted are files that are read; files and folders that are looked for, in vain or not; folders that are listed;
environment variables that are asked for. What is installed beside Rolebook is known otherwise (`inputs`)
and left out.
"""

import os
import site
import sys
import sysconfig
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.util import source_from_cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from threading import current_thread, local
from threading import enumerate as enumerate_threads
from types import FrameType
from typing import Any
from urllib.parse import unquote, urlsplit

from rolebook.load.files import RECORD
from rolebook.resources import default_configuration, default_docs, default_overrides

Opened = tuple[tuple[str, str], ...]
"""What was opened, in order, each with what tells its state then: the kind and name, and a digest."""

_FILE, _FOLDER, _MODULES, _THERE, _VARIABLE = "file", "folder", "modules", "there", "variable"
_OF_THE_SYSTEM = ("/proc", "/sys", "/dev")
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
_NEVER_LISTED = "__pycache__"
_IMPORTS, _LOOKS_FOR_PACKAGES = "<frozen importlib._bootstrap_external>", "importlib/metadata/__init__.py"


def is_unchanged(root: Path, opened: Opened) -> bool:
    """Tell whether all that was opened is as it was; `root` is the handbook folder now."""
    return not any(changed(root, opened))


def changed(root: Path, opened: Opened) -> Iterator[str]:
    """Yield what is not as it was when it was opened, by kind and name."""
    return (what.replace(":", " ", 1) for what, state in opened if _state(root, what) != state)


def states(root: Path, opened: Iterable[str]) -> dict[str, str]:
    """Return the states in which things are now that were opened once."""
    return {what: _state(root, what) for what in opened}


def opened_places(root: Path, opened: Opened) -> list[Path]:
    """Return the files and folders that were opened and are there."""
    places = (
        root / what.partition(":")[2]
        for what, state in opened
        if state and not what.startswith((_VARIABLE, f"{_THERE}:/"))
    )
    return [place for place in dict.fromkeys(places) if place.exists()]


def merged(*several: Opened) -> Opened:
    """Return all that was opened; of what was opened twice, the first state."""
    found = {what: state for opened in reversed(several) for what, state in opened}
    return tuple(sorted(found.items()))


def within(opened: Opened, known: Collection[str]) -> Opened:
    """Return what was opened but for files, by their paths in the handbook folder, whose state is known."""
    return tuple((what, state) for what, state in opened if what.partition(":")[2] not in known)


def of_the_folder(opened: Opened) -> Opened:
    """Return what was opened in the handbook folder, and the environment: what is so on any machine."""
    return tuple(one for one in opened if one[0].startswith(_VARIABLE) or ":/" not in one[0])


def _state(root: Path, what: str) -> str:
    kind, _, name = what.partition(":")
    if kind == _VARIABLE:
        return _digest(os.environ[name]) if name in os.environ else ""
    path = os.path.join(root, name)  # noqa: PTH118 - a Path costs more than the question
    try:
        return _STATES[kind](path)
    except OSError:
        return ""


def _file(path: str) -> str:
    found = os.stat(path)  # noqa: PTH116 - as above
    if S_ISDIR(found.st_mode):
        return _FOLDER
    return sha256(Path(path).read_bytes()).hexdigest() if S_ISREG(found.st_mode) else ""


def _folder(path: str) -> str:
    return _digest("\0".join(sorted(name for name in os.listdir(path) if _is_listed(path, name))))  # noqa: PTH208 - names


def _is_listed(folder: str, name: str) -> bool:
    """Tell whether a name counts; hidden ones are those of tools at work, and no pages."""
    if name.startswith(".") or name == _NEVER_LISTED:
        return False
    return not os.path.isfile(f"{folder}/{name}/{RECORD}")  # noqa: PTH113 - as above


def _there(path: str) -> str:
    return _FOLDER if S_ISDIR(os.stat(path).st_mode) else _FILE  # noqa: PTH116 - as above


def _modules(path: str) -> str:
    """Return what tells which modules could be imported from a folder."""
    found = (
        name
        for name in os.listdir(path)  # noqa: PTH208 - names
        if name.endswith((".py", ".so")) or os.path.isfile(f"{path}/{name}/__init__.py")  # noqa: PTH113 - as above
    )
    return _digest("\0".join(sorted(found)))


_STATES: Mapping[str, Callable[[str], str]] = {
    _FILE: _file,
    _FOLDER: _folder,
    _MODULES: _modules,
    _THERE: _there,
}


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


class Noter:
    """Notes what is opened while it is at work."""

    def __init__(self, root: Path, ignored: Iterable[Path], known: Collection[str]) -> None:
        self._root = f"{root}/"
        self._ignored = tuple(f"{folder}/" for folder in (*_installed(), *map(str, ignored), *_OF_THE_SYSTEM))
        self._known = known
        self._others = {*enumerate_threads()} - {current_thread()}
        self._path = frozenset(os.path.abspath(folder) for folder in sys.path)  # noqa: PTH100 - as above
        self._states: dict[str, str] = {}
        self._written: set[str] = set()
        self._seen: set[str] = set()

    def hears(self) -> bool:
        """Tell whether what this thread does is part of the work: others were at something else before."""
        return current_thread() not in self._others

    @property
    def opened(self) -> Opened:
        """What was opened so far."""
        return tuple(sorted(one for one in list(self._states.items()) if self._is_source(one[0])))

    def _is_source(self, what: str) -> bool:
        return what.partition(":")[2] not in self._written or what.startswith(_VARIABLE)

    def note(self, kind: str, name: str) -> None:
        """Note that something is opened, as it is now."""
        path = f"{name}/".removeprefix(self._root).removesuffix("/")
        what = f"{kind}:{path}"
        if what not in self._states and path not in self._known:
            self._states[what] = _state(Path(self._root), what)

    def read(self, path: str) -> None:
        """Note that a file is read, or looked for in vain; of compiled code, its source."""
        if path.endswith(".pyc"):
            with suppress(ValueError):
                path = source_from_cache(path)
        if not self._is_ignored(path):
            self.note(_FILE, path)

    def found(self, path: str) -> None:
        """Note that something was looked for, and is there; the folders in which the root lies go without."""
        if path not in self._seen:
            self._seen.add(path)
            if not self._root.startswith(f"{path}/") and not self._is_ignored(f"{path}/"):
                self.note(_THERE, path)

    def written(self, path: str) -> None:
        """Note that a file is written: what is read of it is no source."""
        self._written.add(path.removeprefix(self._root))

    def made(self, path: str) -> None:
        """Note that a folder is made: what lies in it is no source either."""
        self._ignored = (*self._ignored, f"{path}/")

    def listed(self, path: str, frame: FrameType | None) -> None:
        """Note that a folder is listed."""
        asking = frame.f_code.co_filename if frame else ""
        if asking.endswith(_LOOKS_FOR_PACKAGES) or self._is_ignored(f"{path}/"):
            return
        if asking != _IMPORTS:
            self.note(_FOLDER, path)
        elif path not in self._path or f"{path}/".startswith(self._root):
            self.note(_MODULES, path)

    def _is_ignored(self, path: str) -> bool:
        return path.startswith(self._ignored) or os.path.realpath(path).startswith(self._ignored)


@cache
def _installed() -> tuple[str, ...]:
    """Return the folders of what is installed, Python's own modules and Rolebook included."""
    paths = sysconfig.get_paths()
    modules = (paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    base = (f"{prefix}/lib" for prefix in {sys.prefix, sys.base_prefix})
    packages = (*site.getsitepackages(), site.getusersitepackages())
    own = (Path(__file__).parent.parent, default_docs(), default_overrides(), default_configuration())
    found = dict.fromkeys([*modules, *base, *packages, *map(str, own)])
    return tuple(dict.fromkeys([*found, *map(os.path.realpath, found)]))


@cache
def _python() -> str:
    return f"{sysconfig.get_paths()['stdlib']}/"


@cache
def _packages() -> tuple[str, ...]:
    """Return the folders of packages, some of which lie in that of Python's own modules."""
    return tuple(f"{folder}/" for folder in (*site.getsitepackages(), sysconfig.get_paths()["purelib"]))


def is_installed(path: str) -> bool:
    """Tell whether a file is one of those that are installed."""
    folders = tuple(f"{folder}/" for folder in _installed())
    return path.startswith(folders) or os.path.realpath(path).startswith(folders)


_AT_WORK: list[Noter] = []
_SELF = local()
_STAT = os.stat


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
            _quietly(_found, _below(path, named.get("dir_fd")))
        return answer

    return asked


def _trying(look: Callable[..., bool]) -> Callable[..., bool]:
    """Return `os.access`, of which each question is noted: it tells whether something is there."""

    def asked(path: object, mode: int, **named: Any) -> bool:
        answer = look(path, mode, **named)
        _quietly(_found if answer else _missed, _below(path, named.get("dir_fd")))
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


def _found(path: object) -> None:
    name = _absolute(path)
    for noter in _hearing() if name else []:
        noter.found(name)


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
            noter.note(_VARIABLE, name)


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
