"""A site that works from `file://`: addresses that name files, and a search that needs no server.

Material's own `offline` plugin does the same, but loads a script from another host.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

_WORKER = "assets/iframe-worker/shim.js"


def configure_offline(config: MkDocsConfig) -> None:
    """Let every link name a file, and ship what stands in for a web worker."""
    config.use_directory_urls = False
    config.extra["polyfills"] = [*config.extra.get("polyfills", []), _WORKER]


def write_search_script(site: Path) -> None:
    """Write the search index as a script too, which a page may load from a file."""
    index = site / "search" / "search_index.json"
    if index.is_file():
        index.with_suffix(".js").write_text(
            f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8"
        )
