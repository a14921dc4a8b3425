"""What the handbook says in a language."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from rolebook.load.languages import near_languages
from rolebook.model.problem import Problem
from rolebook.resources import default_overrides
from rolebook.yaml.text import read_yaml


def messages(folders: Sequence[Path], language: str) -> Mapping[str, str]:
    """Return the translations of English messages; those of an earlier theme folder win.

    For `de-AT` they are those of `de`, and what `de-AT` says otherwise.
    """
    translated: dict[str, str] = {}
    names = reversed(tuple(near_languages(language)))
    for file in (folder / "languages" / f"{name}.yml" for name in names for folder in reversed(folders)):
        if file.is_file():
            source, _ = read_yaml(file.read_text(encoding="utf-8-sig"), file.name)
            translated |= source.data if source else {}
    return MappingProxyType(translated)


def script_messages() -> Mapping[str, Sequence[str]]:
    """Return the English messages that each script of the theme says, as `make scripts` has listed them."""
    listed = default_overrides() / "languages" / "scripts.json"
    return MappingProxyType(json.loads(listed.read_text(encoding="utf-8")))


def message_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield what keeps a file of translations from being read."""
    source, wrong = read_yaml(text, path)
    yield from wrong
    if source and not isinstance(source.data, dict):
        yield Problem(path, 1, "a file of translations holds lines such as `Roles: Rollen`")
    elif source:
        for message, said in source.data.items():
            if not isinstance(said, str):
                line = source.lines.get(message, 0)
                yield Problem(path, line, f'"{message}" must be one text; put it in quotes if it holds ": "')
