"""What a folder's `mkdocs.yml` cannot say, or says in vain."""

from collections.abc import Iterator
from posixpath import normpath

import yaml

from rolebook.model.problem import Problem, warning
from rolebook.yaml.nodes import entries, place_of, problem_at, value_at

_NEEDED = ("rolebook", "macros")
_GIVEN_BY_COMPANIES = {("site_url",): "site: {url: …}", ("theme", "language"): "site: {language: …}"}


def refused(own: yaml.MappingNode) -> Iterator[Problem]:
    """Yield what Rolebook cannot do without, or would do otherwise than the file says."""
    folder, theme = value_at(own, "docs_dir"), value_at(own, "theme", "name")
    if folder and normpath(str(folder.value)) != "docs":
        yield problem_at(folder, "docs_dir: hand-written pages lie in docs/; leave this out")
    if theme and theme.value != "material":
        message = f'theme.name must be material, which Rolebook\'s pages need, not "{theme.value}"'
        yield problem_at(theme, message)
    plugins = value_at(own, "plugins")
    for entry in entries(plugins) if plugins else ():
        if entry.name in _NEEDED and entry.is_taken_out:
            message = f"plugins: {entry.name} cannot be taken out; no handbook is built without it"
            yield problem_at(entry.key, message)


def without_effect(own: yaml.MappingNode) -> Iterator[Problem]:
    """Yield what companies say, so that nothing comes of it here."""
    for keys, given in _GIVEN_BY_COMPANIES.items():
        if value_at(own, *keys):
            message = f"{'.'.join(keys)} has no effect; each company gives its own: `{given}`"
            yield warning(problem_at(place_of(own, keys), message))
