"""What the handbook says in a language."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import yaml


def messages(folders: Sequence[Path], language: str) -> Mapping[str, str]:
    """Return the translations of English messages; those of an earlier theme folder win."""
    translated: dict[str, str] = {}
    for folder in reversed(folders):
        file = folder / "languages" / f"{language}.yml"
        if file.is_file():
            translated |= yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return MappingProxyType(translated)
