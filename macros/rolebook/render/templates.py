"""The environment in which the parts of a page (`overrides/parts/*.html`) are rendered."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rolebook.facts.token import token
from rolebook.model.handbook import Post
from rolebook.model.role import (
    Area,
    ChecklistItem,
    Field,
    Item,
    Matrix,
    Metric,
    Part,
    Prose,
    Reference,
    Role,
    Section,
    Subheading,
    ToolCategory,
    Workflow,
)
from rolebook.presentation.presented import node_of
from rolebook.presentation.tree import Node
from rolebook.render import anchors
from rolebook.render.changes import with_changes
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup, by_letter
from rolebook.render.prints import print_links
from rolebook.render.text import block_html, inline_html
from rolebook.render.vocabulary import about_handbook, give_vocabulary

PART_TEMPLATES: Mapping[type[Part], str] = MappingProxyType(
    {
        Prose: "prose",
        Subheading: "subheading",
        Item: "item",
        Field: "field",
        Area: "area",
        Workflow: "workflow",
        ToolCategory: "toolcategory",
        Metric: "metric",
        Matrix: "matrix",
        Reference: "reference",
        ChecklistItem: "checklistitem",
    }
)
"""What shows each type of part: a template of `overrides/parts/part/`, whose name folders rely on."""


def parts_environment(
    folders: Sequence[Path], translate: Callable[[str], str], compiled: BytecodeCache | None = None
) -> Environment:
    """Return the environment; templates of an earlier folder win over those of a later one.

    `compiled` is where compiled templates are kept.

    Beside the vocabulary of all templates they know `words(…)`, which hands messages to a script, and
    `anchors`, the ids of places that others name too.
    """
    environment = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    give_vocabulary(environment, translate)
    environment.globals |= {
        "company_name": token("company.name"),
        "runs": runs,
        "posts_in_order": posts_in_order,
        "by_letter": by_letter,
        "host": host,
        "anchors": anchors,
        "words": lambda *messages: messages_for_script(translate, messages),
    }
    return environment


def messages_for_script(translate: Callable[[str], str], messages: Sequence[str]) -> Markup:
    """Return messages in the handbook's language, for a script of the page to say."""
    translated = json.dumps({message: translate(message) for message in messages}, ensure_ascii=False)
    inner = translated.replace("<", "\\u003c")
    return Markup(f'<script type="application/json" data-rb-words>{inner}</script>')  # noqa: S704 - escaped


def runs(section: Section) -> Sequence[tuple[str, Sequence[Part]]]:
    """Return a section's parts in runs of one type, each with the name of its template."""
    grouped = groupby(section.parts, key=lambda part: PART_TEMPLATES[type(part)])
    return [(name, tuple(parts)) for name, parts in grouped]


def posts_in_order(posts: Sequence[Post]) -> Iterator[tuple[Post, Role | None, int]]:
    """Yield the posts of a tree from its top: each with the role above it and how many branches end with it.

    A template that called itself for each branch could not go as deep as people may report.
    """
    waiting: list[tuple[Post, Role | None, int]] = [(post, None, 0) for post in reversed(posts)]
    while waiting:
        post, above, ends = waiting.pop()
        yield post, above, 0 if post.reports else ends
        below = [(report, post.role, 0) for report in post.reports[:-1]]
        below += [(report, post.role, ends + 1) for report in post.reports[-1:]]
        waiting += reversed(below)


def page_context(
    lookup: Lookup,
    links: Links,
    edit_url: str,
    prints: bool = False,
    need: Callable[[Sequence[str]], object] = bool,
    told_by: Callable[[str], Sequence[str]] = lambda _script: (),
    translate: Callable[[str], str] = str,
) -> dict[str, Any]:
    """Return what every part can name: the handbook, and links that start from the current page.

    `prints` tells whether the documents to print lie beside the site; a preview has none. `need` takes the
    names of the scripts and style sheets of `assets/rolebook/` that a part says it `needs(…)`; `told_by`
    returns the messages of a script, which are handed to it in the handbook's language.
    """

    def needs(*names: str) -> Markup:
        need(names)
        messages = [message for name in names for message in told_by(name)]
        return messages_for_script(translate, messages) if messages else Markup()

    def presented(role: Role, parts: Sequence[Part]) -> Sequence[Node]:
        return [node_of(part, role, lookup) for part in parts]

    return {
        **about_handbook(lookup.handbook),
        **_by_name(lookup),
        **_as_html(links),
        "needs": needs,
        "presented": presented,
        "links": links,
        "edit_url": edit_url,
        "print_links": lambda role=None: print_links(lookup, links, role) if prints else (),
    }


def _as_html(links: Links) -> dict[str, Any]:
    """Return what makes HTML of role text, with links that start from the current page."""
    return {
        "inline": lambda text: links.resolve(inline_html(text)),
        "block": lambda markdown: links.resolve(block_html(markdown)),
        "with_changes": lambda cells: with_changes([links.resolve(inline_html(cell)) for cell in cells]),
        "href": links.address,
    }


def _by_name(lookup: Lookup) -> dict[str, Any]:
    """Return what answers by name, or by a role."""
    return {
        "level": lookup.level,
        "level_id": lookup.level_id,
        "level_count": lookup.level_count,
        "level_counts": lookup.level_counts,
        "tool_id": lookup.tool_id,
        "competency_id": lookup.competency_id,
        "workflow_entry": lookup.workflow_entry,
        "section_id": lookup.section_id,
        "checklist_keys": lookup.checklist_keys,
    }


def host(url: str) -> str:
    """Return the host of an address, as a reader would say it."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].removeprefix("www.")
    except ValueError:
        return ""
