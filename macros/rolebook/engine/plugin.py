"""The MkDocs plugin: what happens to a handbook at each event of a build."""

import os
from pathlib import Path
from typing import Any, Literal, cast

from jinja2 import Environment
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from rolebook.assemble.handbook import assemble
from rolebook.check import declared_in, problems_of
from rolebook.docs.front_matter import tokens_in_front_matter
from rolebook.docs.links import relinked
from rolebook.engine.additions import additions_in
from rolebook.engine.build_warnings import PageSources
from rolebook.engine.compiled import compiled_templates
from rolebook.engine.configuration import configure, configure_macros
from rolebook.engine.content import Contents, PageContent
from rolebook.engine.engine import ShapeContext
from rolebook.engine.files import add_files
from rolebook.engine.framed_or_whole import acts_on_pages, is_all_shipped
from rolebook.engine.frames import Frames
from rolebook.engine.framing import PageFraming
from rolebook.engine.generated import FramedFile, pages_built, pages_in
from rolebook.engine.offline import write_search_script
from rolebook.engine.page_template import template_problem
from rolebook.engine.prints import DocumentsError, print_beside
from rolebook.engine.rehearsal import hush_generated, leave_out_generated
from rolebook.engine.rendering import Current
from rolebook.engine.search import add_entries, kinds_read, sort_entries
from rolebook.engine.site import Site
from rolebook.engine.theme import theme_names, with_material
from rolebook.engine.trouble import PagesError
from rolebook.engines import NAMES, TITLES, running, was_chosen
from rolebook.load.content import Content
from rolebook.load.folder import read_folder
from rolebook.macros import Macros
from rolebook.model.problem import Problem, did_you_mean, errors
from rolebook.parse.kinds import kinds_by_name
from rolebook.printing.open_renderer import PrintError
from rolebook.render.prints import documents_on_the_site
from rolebook.render.vocabulary import give_vocabulary
from rolebook.search.known import KnownHandbook
from rolebook.stamp.folder import copy_brand, stamp_folder
from rolebook.stamp.values import Values, values

_FIRST, _LAST = 100, -100


class _SectionsOption(config_options.Type[dict[str, list[str]]]):
    """The names of sections that a folder adds, by kind."""

    def run_validation(self, value: object) -> dict[str, list[str]]:
        validated: dict[str, list[str]] = super().run_validation(value)
        try:
            kinds_by_name(validated)
        except ValueError as error:
            raise base.ValidationError(str(error)) from error
        return validated


class RolebookConfig(base.Config):  # type: ignore[no-untyped-call]
    """`plugins: - rolebook: {...}`.

    `sections` adds names to the kinds of sections; `engine` is read by the command, before there is one.
    """

    company = config_options.Optional(config_options.Type(str))
    engine = config_options.Optional(config_options.Choice(NAMES))
    sections = _SectionsOption(dict, default={})


class RolebookPlugin(BasePlugin[RolebookConfig]):  # type: ignore[no-untyped-call]
    """Turns a folder of role specs into the site of one company."""

    site: Site
    _provided: ShapeContext | None = None
    _context: ShapeContext
    _address = ""
    _nav: Navigation
    _files: Files
    _contents: Contents
    _read: frozenset[str]
    _serves = False

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self.current = Current()
        self._needs: dict[str, tuple[str, ...]] = {}

    def macros(self, env: Any) -> Macros:
        """Return the macros for mkdocs-macros, which is `env`."""
        return Macros(self.site.callable_names, self.current, env)

    def sources(self, root: Path) -> PageSources:
        """Return the files behind the pages, as far as they are known by now."""
        site = getattr(self, "site", None)
        return PageSources(root, site.map.templates if site else {}, site.urls if site else ())

    def provide(self, given: ShapeContext) -> None:
        """Take a shape to be built, in the place of the site of a company that the folder has."""
        self._provided = given

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a live preview."""
        self._serves = command == "serve"

    @event_priority(_FIRST)
    def _assemble(self, config: MkDocsConfig) -> MkDocsConfig:
        """Assemble the handbook, and set what the rest of the build reads from the configuration."""
        self._refuse_other_engine()
        root = Path(config.config_file_path).parent
        given = self._context = self._provided or self._read_company(root, config)
        handbook, library = assemble(given.content.roles, given.company), given.content.roles
        self.site = Site.of(root, handbook, given.declared, prints=not self._serves, library=library)
        self._address = (config.site_url or "") if self._serves else ""
        self._needs.clear()
        self.problems[:] = configure(config, self.site, preview=self._serves)
        return config

    def _refuse_other_engine(self) -> None:
        asked = self.config.engine
        if asked and asked != running() and not was_chosen():
            raise PluginError(
                f"plugins: rolebook: engine: {asked} is asked for, and {TITLES[running()]} runs; "
                f"run `{asked} build` or `rolebook build`"
            )

    def _read_company(self, root: Path, config: MkDocsConfig) -> ShapeContext:
        content = read_folder(root, additions_in(config))
        company_id = self.config.company or os.environ.get("ROLEBOOK_COMPANY", "")
        problems = errors(problems_of(content, [company_id] if company_id else None))
        if problems:
            raise PluginError("\n".join(["the handbook has problems:", *map(str, problems)]))
        company = content.companies[_chosen(content, company_id)]
        return ShapeContext(content, company, declared_in(content))

    @event_priority(_LAST)
    def _sandbox(self, config: MkDocsConfig) -> None:
        configure_macros(config, self.site, self.current)

    on_config = CombinedEvent(_assemble, _sandbox)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, the shipped pages, and the files that specs link to."""
        self._read = kinds_read(config)
        frames = not any(acts_on_pages(config))
        added = add_files(files, config, self.site, self._context.content.assets, frames=frames)
        self.site, self._files = added.site, files
        self.problems += added.problems
        self._contents = Contents(self.site, config, self.current, self._read)
        if self._context.rehearses:
            hush_generated(files)
        return files

    @event_priority(_FIRST)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Say which page comes next, before its macros run."""
        self._contents.begin(page, markdown)
        self.problems += template_problem(page, config)
        for key, value in page.meta.items():
            if isinstance(value, str):
                page.meta[key] = tokens_in_front_matter(value)
        return relinked(markdown, page.file.src_uri, self.site.map.aliases)

    @event_priority(_FIRST)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the parts in their places, and give the page its outline, headings of parts included."""
        self._take(page, self._contents.finish(page, html))
        return page.content or ""

    def _take(self, page: Page, content: PageContent) -> None:
        self._needs[page.file.url] = content.needs
        self.problems += content.problems

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keep the menu, for the frames of pages."""
        self._nav = nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Stop here when a page had errors, all of which are known now; else let the theme compile once."""
        self.refuse_problems()
        if self._context.rehearses:
            self.problems += leave_out_generated(files, config, self._contents)
        give_vocabulary(env, self.site.translate)
        env.bytecode_cache = compiled_templates("theme")
        if env.loader:
            env.loader = with_material(env.loader)
        frames = Frames(config, self._nav, files, env, self.site)
        given = self._nav, self._read, self.problems.extend
        self._frame(files, PageFraming(self.site, self._contents, frames, *given), config)

    def _frame(self, files: Files, framing: PageFraming, config: MkDocsConfig) -> None:
        """Have the pages made that MkDocs leaves alone."""
        framed = [file for file in files if isinstance(file, FramedFile)]
        taken, pages = None, self._context.pages
        if pages:
            # What another process opens or warns of is lost, so what is not Rolebook's own stays here.
            cores = self._context.cores if is_all_shipped(config) else 1
            is_copied = InclusionLevel.is_included
            wanted = [file.own_page for file in framed if is_copied(file.inclusion)]  # type: ignore[no-untyped-call]
            taken = framing.put_into(pages, wanted, cores)
        for file in framed:
            file.framed, file.taken = framing.framed, taken

    def refuse_problems(self) -> None:
        """Raise `PagesError` with the problems of the pages so far, which then are told."""
        problems = sorted(set(self.problems))
        self.problems.clear()
        if problems:
            raise PagesError(problems)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Give the theme the site's map."""
        needs = self._needs.get(page.file.url, ())
        cast("dict[str, Any]", context).update(theme_names(self.site, page, config, needs))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> None:
        """Give templates that are no page's what the frame needs, and all pages, MkDocs' own or not."""
        known = theme_names(self.site, None, config)
        cast("dict[str, Any]", context).update(known, pages=pages_in(self._files))

    @event_priority(_FIRST)
    def _index(self, *, config: MkDocsConfig) -> None:
        """Tell the search of generated pages, before it writes its index."""
        files = self._files
        pages = [(page, url) for page, url in pages_built(files) if page.kind not in self._read]
        add_entries(config, pages, KnownHandbook(self.site.lookup, self.site.translate))
        sort_entries(config, [file.page.url for file in pages_in(files) if file.page])

    @event_priority(_LAST)
    def _finish(self, *, config: MkDocsConfig) -> None:
        """Stamp the finished pages with the company's values, if it is not their shape that is wanted."""
        self._validate_framed(config)
        self.refuse_problems()
        folder = Path(config.site_dir)
        if self.site.handbook.company.settings.get("offline"):
            write_search_script(folder)
        if not self._provided:
            self._stamp(folder)

    def _validate_framed(self, config: MkDocsConfig) -> None:
        """Look at links to places, as MkDocs does on the pages that it renders itself."""
        for file in self._files:
            if isinstance(file, FramedFile):
                level = config.validation.links.anchors
                file.own_page.validate_anchor_links(files=self._files, log_level=level)

    on_post_build = CombinedEvent(_index, _finish)

    def _stamp(self, folder: Path) -> None:
        company = self._context.company
        copy_brand(folder, self.site.root / "companies", company.brand)
        company_values = values(company, self.site.handbook.levels, self._context.declared, self._address)
        stamp_folder(folder, {**company_values, **self._print(folder, company_values)})

    def _print(self, folder: Path, company_values: Values) -> Values:
        if self._serves or not documents_on_the_site(self.site.handbook):
            return {}
        try:
            return print_beside(folder, None, self._context.content, self.site.lookup, company_values)
        except (PrintError, DocumentsError) as error:
            raise PluginError(f"documents cannot be printed:\n{error}") from error


def _chosen(content: Content, company_id: str) -> str:
    known = tuple(content.companies)
    if company_id in content.companies:
        return company_id
    if not company_id and len(known) == 1:
        return known[0]
    listed = ", ".join(known) or "none: write companies/<id>.yml"
    if not company_id:
        raise PluginError(f"which company? Set ROLEBOOK_COMPANY to one of: {listed}")
    raise PluginError(f'no company "{company_id}"{did_you_mean(company_id, known)} (there are: {listed})')
