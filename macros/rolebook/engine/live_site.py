"""One company's site as a preview serves it: made on demand, from the last good state of its folder."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from rolebook.assemble.declared_facts import Declared
from rolebook.check import declared_in
from rolebook.engine.live_shape import LiveShape
from rolebook.engine.whole_shape import WholeShape
from rolebook.load.content import Content
from rolebook.load.input_digests import Inputs
from rolebook.load.tracking.opened import Opened
from rolebook.model.company import Company
from rolebook.model.problem import BuildError
from rolebook.shape.anonymous import anonymous, exact_choice
from rolebook.stamp.folder import SITEMAP, brand_pictures, compressed
from rolebook.stamp.text import stamped_file
from rolebook.stamp.values import Values, values

_MadeOf: TypeAlias = tuple[str, Company, Declared]
_KEPT = 4
_NOTHING_YET = "The handbook was not shown yet; the terminal says why"
_EVERYWHERE = ""


class LiveSite:
    """The files of a site by their paths.

    A change of facts only changes what is stamped; any other change begins a new shape. `failed` takes what
    is wrong with a page that is asked for; `noticed` is called when something is wrong that no page says yet.
    """

    def __init__(
        self,
        root: Path,
        company: str,
        address: str,
        scratch: Path,
        failed: Callable[[str], None],
        noticed: Callable[[], None] = lambda: None,
    ) -> None:
        self._root, self._company, self._address, self._scratch = root, company, address, scratch
        self._failed, self._noticed = failed, noticed
        self._whole = WholeShape(root, company, scratch, self._take_failure)
        self._lock = Lock()
        self._shape: LiveShape | None = None
        self._made_of: _MadeOf | None = None
        self._values: Values = {}
        self._version = 0
        # The search index is large, and every page asks for it.
        self._filled = lru_cache(maxsize=_KEPT)(self._fill)
        self._pictures: Mapping[str, str] = {}
        self._good: dict[str, bytes] = {}
        self._told: set[str] = set()
        self._wrong: dict[str, str] = {}

    def show(self, inputs: Inputs, content: Content) -> None:
        """Show what the folder holds, which has been checked; `inputs` was taken before it was read.

        Raises `BuildError` where that is no handbook; what was shown before stays.
        """
        company = content.companies.get(self._company)
        if not company:
            raise BuildError(f"there is no companies/{self._company}.yml any more")
        declared = declared_in(content)
        made_of = inputs.library, anonymous(company, exact_choice(company, content.roles)), declared
        with self._lock:
            shape = self._shape
            if not shape or made_of != self._made_of or not shape.is_current:
                self._whole.stop()
                shape = LiveShape(self._root, content, made_of[1], declared, self._scratch / "pages")
            # Names that are gone stay: the last whole build may hold them for a while.
            self._values = {**self._values, **values(company, shape.levels, declared, self._address)}
            self._version += 1
            self._pictures = brand_pictures(company.brand)
            self._told.clear()
            self._wrong.clear()
            self._take(shape, made_of)

    def _take(self, shape: LiveShape, made_of: _MadeOf) -> None:
        if shape is not self._shape or self._whole.is_stale:
            self._whole.follow(shape.paths)
        if self._shape and shape is not self._shape:
            self._shape.close()
        self._shape, self._made_of = shape, made_of

    @property
    def opened(self) -> Opened:
        """Return what was opened for what is shown, wherever it lies."""
        return self._shape.opened if self._shape else ()

    def __contains__(self, path: str) -> bool:
        """Tell whether there is a file to make at this path."""
        return bool(self._shape and path in self._shape.paths)

    def read(self, path: str) -> bytes | None:
        """Return a file, the last good one where it cannot be made now; None where there is none.

        Raises `BuildError` where there never was a good one.
        """
        if path == f"{SITEMAP}.gz":
            sitemap = self.read(SITEMAP)
            return compressed(sitemap) if sitemap else None
        try:
            data = self._made(path)
        except BuildError as error:
            if self._shape:
                self._tell(str(error))
            if path not in self._good:
                raise
            self._wrong[path] = str(error)
            return self._good[path]
        if data is None:
            return self._beside(path)
        filled = stamped_file(path, data, self._values)
        if path.endswith(".html"):
            self._good[path] = filled
        return filled

    def trouble(self, path: str) -> Sequence[str]:
        """Return what is wrong with a file, whose last good state was read, and with the site as a whole."""
        messages = (self._wrong.get(key, "") for key in (path, _EVERYWHERE))
        return [line for message in messages for line in message.splitlines()]

    def _take_failure(self, message: str) -> None:
        """Note what a whole build found wrong."""
        self._wrong[_EVERYWHERE] = message
        self._tell(message)
        self._noticed()

    def _made(self, path: str) -> bytes | None:
        """Return a file of the shape, or a picture that the company gives."""
        if path in self._pictures:
            return _content(self._root / "companies" / self._pictures[path])
        with self._lock:
            if not self._shape:
                raise BuildError(_NOTHING_YET)
            return self._shape.read(path)

    def _beside(self, path: str) -> bytes | None:
        """Return a file that only a whole build makes."""
        file = self._whole.file(path)
        return self._filled(path, file, self._version) if file else None

    def _fill(self, path: str, file: Path, _version: int) -> bytes | None:
        data = _content(file)
        return stamped_file(path, data, self._values) if data is not None else None

    def _tell(self, message: str) -> None:
        """Say what is wrong, each line once after a change: pages are asked for again and again."""
        new = [line for line in message.splitlines() if line not in self._told]
        self._told.update(new)
        if new:
            self._failed("\n".join(new))

    def close(self) -> None:
        """End what runs beside the preview."""
        self._whole.stop()
        if self._shape:
            self._shape.close()


def _content(file: Path) -> bytes | None:
    """Return what a file holds; None when there is none."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
