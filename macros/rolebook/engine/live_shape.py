"""A shape whose files are made one by one, when they are asked for.

It is never changed: what changes in its folder begins a new one, and where that cannot be made, the last
one stays.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template, _populate_page
from mkdocs.structure.files import File, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from rolebook.assemble.declared_facts import Declared
from rolebook.engine.build import plugin_of, site_configuration
from rolebook.engine.build_warnings import problems_in
from rolebook.engine.engine import ShapeContext
from rolebook.engine.generated import FramedFile, generated_page
from rolebook.engine.trouble import build_errors
from rolebook.load.content import Content
from rolebook.load.tracking.noting import noting
from rolebook.load.tracking.opened import Opened, is_unchanged, merged
from rolebook.model.company import Company
from rolebook.model.problem import BuildError


class LiveShape:
    """A preview's shape. Each file of it is byte for byte what a whole build writes.

    Hand-written pages are read at once, because menus name them by what they say; generated pages,
    whose titles are known, wait. `paths` are those of all files, made or not; `opened` is what was opened
    so far. The steps are those of
    `mkdocs.commands.build.build`, in their order. Raises `BuildError` with every warning MkDocs had.
    """

    def __init__(
        self, root: Path, content: Content, anonymous: Company, declared: Declared, scratch: Path
    ) -> None:
        self._root, self._scratch = root, scratch
        self.opened: Opened = ()
        with self._noting():
            self._config = site_configuration(root, site_dir=str(scratch), strict=True)
        self._plugin = plugin_of(self._config)
        self._plugin.provide(ShapeContext(content, anonymous, declared))
        self._made: dict[str, bytes | None] = {}
        try:
            with self._strictly():
                self._prepare()
        except BuildError:
            self.close()
            raise

    def _prepare(self) -> None:
        self._config.plugins.on_startup(command="serve", dirty=False)
        self._config = config = self._config.plugins.on_config(self._config)
        config.plugins.on_pre_build(config=config)
        files, env = get_files(config), config.theme.get_env()
        files.add_files_from_theme(env, config)
        self._files = config.plugins.on_files(files, config=config)
        set_exclusions(self._files, config)
        nav = get_navigation(self._files, config)
        self._nav = config.plugins.on_nav(nav, config=config, files=self._files)
        self._pages = self._files.documentation_pages(inclusion=InclusionLevel.is_included)
        for page in map(self._page_of, self._pages):
            if not generated_page(page):
                _populate_page(page, config, self._files)
        self._env = config.plugins.on_env(env, config=config, files=self._files) or env
        self._makers = dict(self._all_makers())
        self.paths = frozenset(self._makers)

    def _all_makers(self) -> Iterator[tuple[str, Callable[[], bytes | None]]]:
        """Yield how to make the file of each path; of one path the last counts, as in a build."""
        config, files, nav, env = self._config, self._files, self._nav, self._env
        for file in files:
            if isinstance(file, FramedFile):
                yield file.dest_uri, partial(self._framed, file)
            elif not file.is_documentation_page() and file.inclusion.is_included():  # type: ignore[no-untyped-call]
                yield file.dest_uri, partial(_content, file)
        for name in config.theme.static_templates:
            build = partial(_build_theme_template, name, env, files, config, nav)
            yield name, partial(self._written, name, build)
        for name in config.extra_templates:
            build = partial(_build_extra_template, str(name), files, config, nav)
            yield str(name), partial(self._written, str(name), build)
        for file in self._pages:
            yield file.dest_uri, partial(self._written, file.dest_uri, partial(self._build, file))

    @property
    def levels(self) -> Sequence[str]:
        """Return the names of all levels, as the specs spell them."""
        return self._plugin.site.handbook.levels

    def read(self, path: str) -> bytes | None:
        """Return a file, made now if it was not before; None where there is no such file."""
        make = self._makers.get(path)
        return make() if make else None

    def _written(self, path: str, build: Callable[[], None]) -> bytes | None:
        """Return what MkDocs writes to a path; it writes nothing for a page without any content."""
        file = Path(self._config.site_dir) / path

        def written() -> bytes | None:
            file.unlink(missing_ok=True)
            build()
            return file.read_bytes() if file.is_file() else None

        return self._once(path, written)

    def _framed(self, file: FramedFile) -> bytes | None:
        def made() -> bytes:
            with self._without_problems():
                return file.content_bytes

        return self._once(file.dest_uri, made)

    def _once(self, path: str, make: Callable[[], bytes | None]) -> bytes | None:
        if path not in self._made:
            with self._strictly():
                self._made[path] = make()
        return self._made[path]

    def _build(self, file: File) -> None:
        page = self._page_of(file)
        if generated_page(page):
            with self._without_problems():
                _populate_page(page, self._config, self._files)
        _build_page(page, self._config, self._pages, self._nav, self._env)

    @contextmanager
    def _without_problems(self) -> Iterator[None]:
        """Refuse a page that has problems; those of other pages are theirs."""
        self._plugin.problems.clear()
        yield
        self._plugin.refuse_problems()

    def _page_of(self, file: File) -> Page:
        return file.page or Page(None, file, self._config)

    @contextmanager
    def _strictly(self) -> Iterator[None]:
        sources = partial(self._plugin.sources, self._root)
        with self._noting(), build_errors(self._root, sources) as messages:
            yield
        if messages:
            raise BuildError(*problems_in(messages, sources()))

    @contextmanager
    def _noting(self) -> Iterator[None]:
        with noting(self._root, [self._scratch]) as noter:
            try:
                yield
            finally:
                self.opened = merged(self.opened, noter.opened)

    @property
    def is_current(self) -> bool:
        """Tell whether all that was opened for it is as it was."""
        return is_unchanged(self._root, self.opened)

    def close(self) -> None:
        """Let the plugins end."""
        self._config.plugins.on_shutdown()


def _content(file: File) -> bytes | None:
    """Return a file as it is; None when it has just been removed."""
    try:
        return file.content_bytes
    except FileNotFoundError:
        return None
