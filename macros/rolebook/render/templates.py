"""The environment in which the parts of a page (`overrides/parts/*.html`) are rendered."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from rolebook.facts.token import token
from rolebook.facts.slug import slugify
from rolebook.model.handbook import Handbook
from rolebook.parse.plain import plain
from rolebook.render.links import Links
from rolebook.render.text import block_html, inline_html


def parts_environment(folders: Sequence[Path], messages: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """Return the environment; templates of an earlier folder win over those of a later one.

    Filters: `inline` and `block` turn role text into HTML, `plain` into bare words, `slug` into
    an id. `_` speaks the handbook's language.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.loopcontrols"],
    )
    environment.filters |= {"plain": plain, "slug": lambda text: slugify(plain(text))}
    environment.globals["_"] = lambda message: messages.get(message, message)
    return environment


def page_context(handbook: Handbook, links: Links) -> dict[str, Any]:
    """Return what every part can name: the handbook, and links that start from the current page."""
    level_index = {name: index for index, name in enumerate(handbook.levels)}
    return {
        "handbook": handbook,
        "settings": handbook.company.settings,
        "links": links,
        "inline": lambda text: links.resolve(inline_html(text)),
        "block": lambda markdown: links.resolve(block_html(markdown)),
        "level": lambda name: token(f"level.{level_index[plain(name)]}"),
        "company_name": Markup(token("company.name")),  # noqa: S704 - stamped with an escaped value
    }
