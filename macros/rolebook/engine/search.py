"""Material's search index: the model tells what generated pages say; hand-written pages it reads itself."""

import html
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from rolebook.engine.framed_or_whole import own_code, own_templates
from rolebook.pages import INDEXES, GeneratedPage
from rolebook.resources import default_overrides
from rolebook.search.entries import search_entries
from rolebook.search.entry import SearchEntry
from rolebook.search.known import KnownHandbook

_KINDS = frozenset({"role", "ladder", "checklist", "workflow", *INDEXES})


def kinds_read(config: MkDocsConfig) -> frozenset[str]:
    """Return the kinds of generated pages that Material's search reads, as it does hand-written ones.

    Of others it is told by the model. Where code or templates of a folder's own make a page say something
    else, it has to be read; with `--dirty`, the index is pieced together from what is.
    """
    changed = frozenset(path.as_posix() for folder, path in own_templates(config) if _differs(folder, path))
    is_dirty = any(search.is_dirty for search in _searches(config))
    if is_dirty or any(own_code(config)) or any(name.startswith("parts/") for name in changed):
        return _KINDS
    return frozenset(kind for kind in _KINDS if f"pages/{kind}.md" in changed)


def _differs(folder: Path, path: Path) -> bool:
    """Tell whether a template stands in the place of one that ships, and is no copy of it."""
    shipped = default_overrides() / path
    return shipped.is_file() and shipped.read_bytes() != (folder / path).read_bytes()


def _searches(config: MkDocsConfig) -> Sequence[SearchPlugin]:
    """Return Material's search, if there is one that writes an index."""
    plugins = (plugin for plugin in config.plugins.values() if isinstance(plugin, SearchPlugin))
    return [plugin for plugin in plugins if plugin.config.enabled]


def add_entries(
    config: MkDocsConfig, pages: Iterable[tuple[GeneratedPage, str]], known: KnownHandbook
) -> None:
    """Add what the search is told of pages, each with its address, before Material writes its index."""
    for search in _searches(config):
        for page, address in pages:
            for entry in search_entries(page, address, known):
                _write(entry, search.search_index)


def read_page(config: MkDocsConfig, page: Page, nav: Navigation) -> None:
    """Have the search read a page, as MkDocs would before the theme gets it."""
    for search in _searches(config):
        search.on_page_context({}, page=page, config=config, nav=nav)


def sort_entries(config: MkDocsConfig, addresses: Iterable[str]) -> None:
    """Put the entries of the index in the order of pages, whenever each was read or told."""
    order = {address: number for number, address in enumerate(addresses)}
    for search in _searches(config):
        search.search_index.entries.sort(
            key=lambda entry: order.get(entry["location"].partition("#")[0], len(order))
        )


def _write(entry: SearchEntry, index: Any) -> None:
    """Write an entry as Material does with a section of a page that it has read.

    Each line is a paragraph, because a result shows only the paragraphs that were found. What Material's
    script does not know is for other readers.
    """
    text = "".join(f"<p>{_escaped(line)}</p>" for line in entry.lines)
    section = SimpleNamespace(id=None, title=[_escaped(entry.title)], text=[text])
    tags = {"tags": [html.escape(tag) for tag in entry.tags]} if entry.tags else {}
    page = SimpleNamespace(meta={"search": {"boost": entry.boost}} | tags)
    index.create_entry_for_section(section, (), entry.location, page)
    about = {"kind": entry.kind, "role": entry.role, "level": entry.level}
    index.entries[-1].update({name: value for name, value in about.items() if value})


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
