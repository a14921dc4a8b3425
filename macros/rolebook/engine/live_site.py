"""One company's site as a preview serves it: made on demand, from the last good state of its folder."""

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from rolebook.assemble.declared import Declared, declared_facts
from rolebook.engine.live_shape import LiveShape
from rolebook.engine.whole_shape import WholeShape
from rolebook.load.folder import Content
from rolebook.load.inputs import Inputs
from rolebook.model.company import Company
from rolebook.model.problem import BuildError
from rolebook.shape.edition import compressed
from rolebook.shape.faceless import faceless
from rolebook.stamp.folder import brand_pictures
from rolebook.stamp.text import stamped_file
from rolebook.stamp.values import Value, values

_MadeOf: TypeAlias = tuple[str, Company, Declared]
_SITEMAP, _COMPRESSED = "sitemap.xml", "sitemap.xml.gz"


class LiveSite:
    """The files of a site by their paths.

    A change of facts only changes what is stamped; any other change begins a new shape. `failed` takes what
    is wrong with a page that is asked for.
    """

    def __init__(
        self, root: Path, company: str, address: str, scratch: Path, failed: Callable[[str], None]
    ) -> None:
        self._root, self._company, self._address, self._scratch = root, company, address, scratch
        self._failed = failed
        self._whole = WholeShape(root, company, scratch, self._tell)
        self._lock = Lock()
        self._shape: LiveShape | None = None
        self._made_of: _MadeOf | None = None
        self._values: dict[str, Value] = {}
        self._pictures: Mapping[str, str] = {}
        self._good: dict[str, bytes] = {}
        self._told: set[str] = set()

    def show(self, inputs: Inputs, content: Content) -> None:
        """Show what the folder holds, which has been checked; `inputs` was taken before it was read.

        Raises `BuildError` where that is no handbook; what was shown before stays.
        """
        company = content.companies.get(self._company)
        if not company:
            raise BuildError(f"there is no companies/{self._company}.yml any more")
        declared = declared_facts(content.declared, content.companies.values())
        made_of = inputs.library, faceless(company, content.roles), declared
        with self._lock:
            shape = self._shape
            if not shape or made_of != self._made_of:
                shape = LiveShape(self._root, content, made_of[1], declared, self._scratch / "pages")
            # Names that are gone stay: the last whole build may hold them for a while.
            self._values |= values(company, shape.levels, declared, self._address)
            self._pictures = brand_pictures(company.brand)
            self._told.clear()
            self._take(shape, made_of)

    def _take(self, shape: LiveShape, made_of: _MadeOf) -> None:
        if shape is not self._shape or self._whole.is_stale:
            self._whole.follow(shape.paths)
        if self._shape and shape is not self._shape:
            self._shape.close()
        self._shape, self._made_of = shape, made_of

    def __contains__(self, path: str) -> bool:
        """Tell whether there is a file to make at this path."""
        return bool(self._shape and path in self._shape.paths)

    def read(self, path: str) -> bytes | None:
        """Return a file, the last good one where it cannot be made now; None where there is none.

        Raises `BuildError` where there never was a good one.
        """
        shape = self._shape
        if not shape:
            raise BuildError("The handbook has problems; the terminal names them.")
        whole = None if path in self else self._whole.read(path)
        with self._lock:
            try:
                found = self._file(self._shape or shape, path, whole)
            except BuildError as error:
                self._tell(str(error))
                if path not in self._good:
                    raise
                return self._good[path]
            if found is not None and path.endswith(".html"):
                self._good[path] = found
            return found

    def _file(self, shape: LiveShape, path: str, whole: bytes | None) -> bytes | None:
        if path == _COMPRESSED:
            sitemap = self._file(shape, _SITEMAP, None)
            return compressed(sitemap) if sitemap else None
        picture = self._pictures.get(path)
        found = (self._root / "companies" / picture).read_bytes() if picture else shape.read(path)
        found = whole if found is None else found
        return None if found is None else stamped_file(path, found, self._values)

    def _tell(self, message: str) -> None:
        """Say what is wrong, each line once after a change: pages are asked for again and again."""
        new = [line for line in message.splitlines() if line not in self._told]
        self._told.update(new)
        if new:
            self._failed("\n".join(new))

    def close(self) -> None:
        """End what runs beside the preview."""
        self._whole.close()
        if self._shape:
            self._shape.close()
