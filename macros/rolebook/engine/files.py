"""The files of a site: hand-written pages, generated ones, and what the specs of its roles link to."""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from rolebook.engine.generated import (
    FramedFile,
    GeneratedFile,
    GeneratedMkDocsPage,
    WrittenFile,
    pages_in,
    title_of,
)
from rolebook.engine.own_nav import nav_labels, nav_names, present_in_nav
from rolebook.engine.site import Site, SiteMap
from rolebook.engine.styles import STYLE_PARTS, STYLE_SHEET, style_sheet
from rolebook.load.files import files_below
from rolebook.model.problem import Problem
from rolebook.pages import GeneratedPage, generated_pages
from rolebook.presentation.source_paths import role_page
from rolebook.render.data import RoleData
from rolebook.render.links import Links
from rolebook.resources import default_pages

_MENU = ("index.md", "roles/index.md", "ladders/index.md", "workflows/index.md", "checklists/index.md")
_REFERENCE = (
    "references/index.md",
    "competencies/index.md",
    "tools/index.md",
    "metrics/index.md",
    "organization/index.md",
    "gold-standard.md",
)

_UNPUBLISHED = ("languages/", "print/", "assets/rolebook/src/", *STYLE_PARTS)
"""What lies in a theme folder for Rolebook alone; MkDocs would copy it."""


@dataclass(frozen=True)
class Added:
    """A site that knows where its pages are, and what is wrong with the files of the folder."""

    site: Site
    problems: Sequence[Problem]


def add_files(
    files: Files, config: MkDocsConfig, site: Site, assets: Mapping[str, Path], *, frames: bool
) -> Added:
    """Add all that is not in the folder's own `docs/`; a page there wins over one of the same address.

    With `frames`, the pages of roles go past MkDocs.
    """
    for file in [one for one in files if _is_left_out(one, Path(config.docs_dir))]:
        files.remove(file)
    problems = tuple(_unread(files, config))
    taken = {file.dest_uri for file in files}
    for file in files.documentation_pages():
        file.edit_uri = _edit_uri(file.src_uri, config) if (site.root / "docs").is_dir() else None
    _add(files, _pages(config, site, frames), taken)
    mapped = replace(site, map=_map(files, site, config))
    _excuse_from_menus(files, site)
    _add(files, _data(config, mapped, assets), taken)
    config.nav = _navigation(files, site) if config.nav is None else present_in_nav(config.nav, files)
    return Added(mapped, problems)


def _is_left_out(file: File, docs: Path) -> bool:
    """Tell whether a file is Rolebook's own business, or none that can be read, which `check` has named."""
    path = Path(file.abs_src_path) if file.abs_src_path is not None else None
    if path and path.is_relative_to(docs):
        return not path.is_file()
    return file.src_uri.startswith(_UNPUBLISHED) or (path is not None and not path.is_file())


def _unread(files: Files, config: MkDocsConfig) -> Iterator[Problem]:
    """Yield the pages that lie where nothing looks for them, so that nothing of them was checked."""
    read = {file.relative_to(config.docs_dir).as_posix() for file in files_below(Path(config.docs_dir))}
    for file in files.documentation_pages():
        if file.generated_by is None and file.src_uri not in read:
            message = "lies in a hidden place and is not read; rename it, or leave it out (`exclude_docs:`)"
            yield Problem(f"docs/{file.src_uri}", 0, message)


def _add(files: Files, additions: Iterable[File], taken: set[str]) -> None:
    for file in additions:
        if file.dest_uri not in taken:
            taken.add(file.dest_uri)
            files.append(file)


def _pages(config: MkDocsConfig, site: Site, frames: bool) -> Iterator[File]:
    for name, path in default_pages().items():
        yield File.generated(config, name, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV)
    labels = nav_labels(config.nav)
    named = {name for name, _ in nav_names(config.nav)} if config.nav else frozenset[str]()
    for page in generated_pages(site.handbook):
        # What a menu of the folder's own names is marked there on its own page, which no other page is like.
        alike = bool(page.role) and page.source not in named
        label = html.escape(labels.get(page.source, ""))
        yield _generated(page, config, site, label, frames and alike)


def _data(config: MkDocsConfig, site: Site, assets: Mapping[str, Path]) -> Iterator[File]:
    yield File.generated(config, STYLE_SHEET, content=style_sheet(site.overrides))
    data = RoleData(site.lookup, Links(site.urls, "compare/"), site.translate)
    for role in site.handbook.roles:
        yield WrittenFile.of(f"data/roles/{role.id}.js", config, partial(data.script, role))
    for name in dict.fromkeys(file for role in site.handbook.roles for file in role.files):
        if name in assets:
            yield File.generated(config, name, abs_src_path=str(assets[name]))


def _generated(page: GeneratedPage, config: MkDocsConfig, site: Site, label: str, is_framed: bool) -> File:
    file = (FramedFile if is_framed else GeneratedFile)(
        page.source,
        src_dir=None,
        dest_dir=config.site_dir,
        use_directory_urls=config.use_directory_urls,
        dest_uri=File(page.source, None, config.site_dir, config.use_directory_urls).dest_uri,
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    file.generated_by = "rolebook"
    file.rolebook = page
    file.edit_uri = _edit_uri(f"../{page.spec}", config) if page.spec else None
    if not is_framed:
        file.content_string = page.markdown
    GeneratedMkDocsPage(label or title_of(page, site), file, config)
    return file


def _edit_uri(path: str, config: MkDocsConfig) -> str:
    """Return a path for a link to edit a file, whatever characters are in it; some templates escape it."""
    return path if "!q}" in str(config.edit_uri_template or "") else quote(path)


def _made(files: Files) -> Iterator[GeneratedFile]:
    return (file for file in files if isinstance(file, GeneratedFile))


def _map(files: Files, site: Site, config: MkDocsConfig) -> SiteMap:
    """Return where pages are; links name one by the path it would be generated at, wherever it lies."""
    urls = {file.src_uri: file.url for file in pages_in(files)}
    by_dest = {file.dest_uri: file for file in pages_in(files)}
    aliases: dict[str, str] = {}
    for page in generated_pages(site.handbook):
        if page.source not in urls:
            expected = File(page.source, None, config.site_dir, config.use_directory_urls)
            own = by_dest[expected.dest_uri]
            urls[page.source] = own.url
            aliases[page.source] = own.src_uri
    return SiteMap(
        urls=urls,
        aliases=aliases,
        templates={file.src_uri: f"overrides/pages/{file.rolebook.kind}.md" for file in _made(files)},
        has_own_menu=config.nav is not None,
    )


def _excuse_from_menus(files: Files, site: Site) -> None:
    """Let a page that stands for a generated one be in no menu either, without a warning."""
    generated = {page.source for page in generated_pages(site.handbook)}
    for file in files.documentation_pages():
        if file.src_uri in generated:
            file.inclusion = InclusionLevel.NOT_IN_NAV


def _navigation(files: Files, site: Site) -> list[Any]:
    """Return the navigation: sections, departments and roles; everything else is reached through them."""
    present = {file.src_uri for file in pages_in(files)}
    roles: list[Any] = [_MENU[1]]
    for department in site.handbook.departments:
        pages = [role_page(role.id) for role in department.roles if role_page(role.id) in present]
        roles.append({department.name: pages})
    generated = {page.source for page in generated_pages(site.handbook)}
    known = {*_MENU, *_REFERENCE, *generated}
    others = [file.src_uri for file in files.documentation_pages() if file.src_uri not in known]
    entries: list[Any] = [_MENU[0], {"Roles": roles}, *_MENU[2:], *_REFERENCE, *sorted(others)]
    return [entry for entry in entries if not isinstance(entry, str) or entry in present]
