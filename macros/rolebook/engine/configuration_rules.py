"""What a folder's `mkdocs.yml` cannot say, or says in vain."""

from collections.abc import Iterator, Mapping
from posixpath import normpath

import yaml

from rolebook.facts.token import FACT
from rolebook.model.problem import Problem, warning
from rolebook.yaml.nodes import entries, key_node, problem_at, value_at

_NEEDED = ("rolebook", "macros")
_SHOWN = ("copyright", "site_description", "site_author")
_BY_COMPANIES = "each company gives its own: `site: {%s: …}`"
_BY_ROLEBOOK = "Rolebook sets it, so that pages are safe and no mistake goes unseen"
_OF_MACROS = (
    *("on_undefined", "on_error_fail", "include_dir", "render_by_default", "force_render_paths"),
    *(f"j2_{part}_{end}_string" for part in ("block", "variable", "comment") for end in ("start", "end")),
    "j2_extensions",
)
"""What mkdocs-macros is told by its options, and here by Rolebook."""
_IN_VAIN: Mapping[tuple[str, ...], str] = {
    ("site_url",): _BY_COMPANIES % "url",
    ("theme", "language"): _BY_COMPANIES % "language",
    **{("plugins", "macros", name): _BY_ROLEBOOK for name in _OF_MACROS},
    ("markdown_extensions", "toc", "slugify"): "ids of headings are addresses, which Rolebook keeps",
}


def refused(own: yaml.MappingNode) -> Iterator[Problem]:
    """Yield what Rolebook cannot do without, or would do otherwise than the file says."""
    folder, theme = value_at(own, "docs_dir"), value_at(own, "theme", "name")
    if folder and normpath(str(folder.value)) != "docs":
        yield problem_at(folder, "docs_dir: hand-written pages lie in docs/; leave this out")
    if theme and theme.value != "material":
        message = f'theme.name must be material, which Rolebook\'s pages need, not "{theme.value}"'
        yield problem_at(theme, message)
    for key in _SHOWN:
        shown = value_at(own, key)
        if shown and FACT.search(str(shown.value)):
            yield problem_at(
                shown, f"{key}: facts work in roles/ and docs/; here one would be shown as it stands"
            )
    plugins = value_at(own, "plugins")
    for entry in entries(plugins) if plugins else ():
        if entry.name in _NEEDED and entry.is_taken_out:
            message = f"plugins: {entry.name} cannot be taken out; no handbook is built without it"
            yield problem_at(entry.key, message)


def without_effect(own: yaml.MappingNode) -> Iterator[Problem]:
    """Yield what is decided elsewhere, so that nothing comes of it here."""
    for keys, why in _IN_VAIN.items():
        if value_at(own, *keys):
            message = f"{'.'.join(keys)} has no effect; {why}"
            yield warning(problem_at(key_node(own, keys), message))
    yield from _colours(own)


def _colours(own: yaml.MappingNode) -> Iterator[Problem]:
    palette = value_at(own, "theme", "palette")
    for option in palette.value if isinstance(palette, yaml.SequenceNode) else [palette]:
        for name in ("primary", "accent"):
            colour = value_at(option, name) if isinstance(option, yaml.MappingNode) else None
            if colour and colour.value != "custom":
                why = f'each company gives its own: `brand: {{{name}: "#0b5cad"}}`'
                yield warning(problem_at(colour, f"theme.palette.{name} has no effect; {why}"))
