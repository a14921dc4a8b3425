"""Material's search index: the model tells what generated pages say; hand-written pages it reads itself."""

import html
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.defaults import MkDocsConfig

from rolebook.load.files import files_below
from rolebook.pages import INDEXES, GeneratedPage
from rolebook.resources import default_overrides
from rolebook.search.entries import search_entries
from rolebook.search.entry import SearchEntry
from rolebook.search.known import Known

KINDS = frozenset({"role", "ladder", "checklist", "workflow", *INDEXES})
_PLUGINS = ("rolebook", "macros", "search", "material/search")
_ACTS_ON_PAGES = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context")


def kinds_read(config: MkDocsConfig, themes: Sequence[Path]) -> frozenset[str]:
    """Return the kinds of generated pages that Material's search reads, as it does hand-written ones.

    Of others it is told by the model. Where a folder's own templates, plugins or hooks make a page say
    something else, it has to be read; with `--dirty`, the index is pieced together from what is.
    """
    own = [folder for folder in themes if folder.resolve() != default_overrides().resolve()]
    changed = frozenset(name for folder in own for name in _changed(folder))
    dirty = any(plugin.is_dirty for plugin in _searches(config))
    if any(name.startswith("parts/") for name in changed) or _others_act(config) or dirty:
        return KINDS
    return frozenset(kind for kind in KINDS if f"pages/{kind}.md" in changed)


def _changed(folder: Path) -> Iterator[str]:
    """Yield the templates of a theme folder that are not as they ship."""
    for file in files_below(folder, ".html", ".md"):
        name = file.relative_to(folder).as_posix()
        shipped = default_overrides() / name
        if shipped.is_file() and shipped.read_bytes() != file.read_bytes():
            yield name


def _others_act(config: MkDocsConfig) -> bool:
    """Tell whether anything else may change what a page says: a plugin, a hook, a function for macros."""
    known = [config.plugins[name] for name in _PLUGINS if name in config.plugins]
    methods = (method for event in _ACTS_ON_PAGES for method in config.plugins.events[event])
    macros: Any = config.plugins["macros"]
    hooked = [*macros.pre_macro_functions, *macros.post_macro_functions]
    return bool(hooked) or any(getattr(method, "__self__", None) not in known for method in methods)


def _searches(config: MkDocsConfig) -> Sequence[SearchPlugin]:
    """Return Material's search, if there is one that writes an index."""
    found = (plugin for plugin in config.plugins.values() if isinstance(plugin, SearchPlugin))
    return [plugin for plugin in found if plugin.config.enabled]


def add_entries(config: MkDocsConfig, pages: Iterable[tuple[GeneratedPage, str]], known: Known) -> None:
    """Add what the search is told of pages, each with its address, before Material writes its index."""
    for search in _searches(config):
        for page, address in pages:
            for entry in search_entries(page, address, known):
                _write(entry, search.search_index)


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


def _escaped(words: str) -> str:
    return html.escape(words, quote=False)
