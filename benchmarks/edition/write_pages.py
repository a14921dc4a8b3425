"""The final Markdown of every page of an edition, as a plain MkDocs project with the same theme features."""

import sys
from pathlib import Path
from typing import Any, cast

import yaml
from mkdocs.commands.build import build
from mkdocs.plugins import event_priority

from rolebook.engine.build import folder_additions, site_configuration
from rolebook.engine.plugin import Given, RolebookPlugin
from rolebook.load.folder import read_folder

folder, scratch, *named = map(Path, sys.argv[1:])
config = site_configuration(folder, site_dir=str(scratch / "unused"))
plugin = cast("RolebookPlugin", config.plugins["rolebook"])
company = str(named[0]) if named else "benchmark"
plugin.provide(Given(read_folder(folder, folder_additions(folder)), company))
plain = scratch / "plain"


@event_priority(-200)
def write(markdown: str, *, page: Any, **_given: Any) -> None:
    """Write a page as it is after its macros ran."""
    file = plain / "docs" / page.file.src_uri
    file.parent.mkdir(parents=True, exist_ok=True)
    front_matter = yaml.safe_dump(dict(page.meta), allow_unicode=True)
    file.write_text(f"---\n{front_matter}---\n{plugin.site.expand(markdown)}", encoding="utf-8")


config.plugins._register_event("page_markdown", write)  # noqa: SLF001 - there is no public way to listen in
build(config)
extensions = [
    {name: {key: value for key, value in config.mdx_configs.get(name, {}).items() if key != "slugify"}}
    for name in config.markdown_extensions
    if isinstance(name, str)
]
settings = {
    "site_name": "Benchmark & Co",
    "site_url": "https://handbook.benchmark.example/",
    "docs_dir": "docs",
    "site_dir": "site",
    "theme": {
        "name": "material",
        "font": False,
        "features": config.theme["features"],
        "palette": config.theme["palette"],
    },
    "plugins": ["search"],
    "markdown_extensions": extensions,
    "nav": config.nav,
    "validation": {"nav": {"omitted_files": "ignore"}, "links": {"unrecognized_links": "ignore"}},
}
(plain / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
print("{}")
