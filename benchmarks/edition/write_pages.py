"""The final Markdown of every page of an edition: as a plain MkDocs project, and as one for Hugo.

    .venv/bin/python benchmarks/edition/write_pages.py HANDBOOK COMPANY FOLDER

A hook, which is this module once more, sends pages the long way through MkDocs, and writes each as it is
after its macros ran, with what Hugo's layouts must know: its kind, its role, and which menu names that role.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from rolebook.engine.build import plugin_of, site_configuration
from rolebook.engine.generated import generated_page
from rolebook.engine.site import Site
from rolebook.model.handbook import Department
from rolebook.reading.plain import plain
from rolebook.render.nearby_roles import MOST, groups

_HUGO = Path(__file__).parent / "hugo"


def write_pages(handbook: Path, company: str, folder: Path) -> None:
    """Write the folders `mkdocs` and `hugo`, each a whole project."""
    settings = {"hooks": [str(Path(__file__).resolve())], "site_dir": str(folder / "unused")}
    config = site_configuration(handbook, **settings)
    plugin = plugin_of(config)
    plugin.config.company = company
    build(config)
    _write_plain(config, folder / "mkdocs")
    _write_hugo(plugin.site, folder / "mkdocs" / "docs", folder / "hugo")


@event_priority(-200)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_given: Any) -> None:
    """Write a page as it is after its macros ran."""
    plugin = plugin_of(config)
    shown, _needs = plugin.current().expanded(markdown)
    file = Path(config.site_dir).parent / "mkdocs" / "docs" / page.file.src_uri
    file.parent.mkdir(parents=True, exist_ok=True)
    front_matter = yaml.safe_dump({**page.meta, "rolebook": _about(page, plugin.site)}, allow_unicode=True)
    file.write_text(f"---\n{front_matter}---\n{shown}", encoding="utf-8")


def _about(page: Page, site: Site) -> dict[str, Any]:
    found = generated_page(page)
    if not found:
        return {"kind": "home" if page.is_homepage else "page"}
    if not found.role:
        return {"kind": found.kind}
    about = {"kind": found.kind, "role": found.role.id, "menu": site.lookup.near(found.role)[0].id}
    if found.kind != "workflow":
        return about
    return about | {"workflows": [{"id": flow.id, "name": plain(flow.name)} for flow in found.role.workflows]}


def _write_plain(config: MkDocsConfig, project: Path) -> None:
    """Write the configuration of plain MkDocs with the same theme, its features and Markdown extensions."""
    extensions = [
        {name: {key: value for key, value in config.mdx_configs.get(name, {}).items() if key != "slugify"}}
        for name in config.markdown_extensions
        if isinstance(name, str)
    ]
    theme = {key: config.theme[key] for key in ("features", "palette")}
    settings = {
        "site_name": "Benchmark & Co",
        "site_url": "https://handbook.benchmark.example/",
        "theme": {"name": "material", "font": False, **theme},
        "plugins": ["search"],
        "markdown_extensions": extensions,
        "nav": config.nav,
        "validation": {"nav": {"omitted_files": "ignore"}, "links": {"unrecognized_links": "ignore"}},
    }
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def _write_hugo(site: Site, pages: Path, project: Path) -> None:
    """Write the same pages for Hugo, where a folder's own page is `_index.md`, and the roles of each menu."""
    shutil.copytree(_HUGO, project)
    for page in pages.rglob("*.md"):
        path = page.relative_to(pages)
        file = project / "content" / (path.with_name("_index.md") if path.name == "index.md" else path)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, file)
    (project / "data").mkdir()
    menus = dict(_menus(site.handbook.departments))
    (project / "data" / "menus.json").write_text(json.dumps(menus), encoding="utf-8")


def _menus(departments: Sequence[Department]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what Rolebook's menu says on the pages of a group of roles, by the id of the first."""
    entries = [{"slug": department.slug, "name": plain(department.name)} for department in departments]
    for place, department in enumerate(departments):
        others = entries[:place] + entries[place + 1 :]
        whole = {"all": len(department.roles), "departments": len(departments)}
        listed = {"others": others if len(others) <= MOST else []}
        for group in groups(department):
            roles = [{"id": role.id, "title": plain(role.title)} for role in group]
            yield group[0].id, {**entries[place], **whole, **listed, "roles": roles}


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]).resolve(), sys.argv[2], Path(sys.argv[3]).resolve())
