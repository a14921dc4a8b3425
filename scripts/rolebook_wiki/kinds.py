"""The kinds of wikis that a handbook can be published to, each a package that is imported on demand."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from rolebook.model.company import Company, WikiTarget
from rolebook_wiki.sentences import Sentences
from rolebook_wiki.wiki import Wiki

_NEEDED = ("lxml", "cssselect", "pypandoc", "mwclient", "requests")


def missing_packages() -> tuple[str, ...]:
    """Return which packages of the extra `rolebook[wiki]` are not installed."""
    return tuple(name for name in _NEEDED if not find_spec(name))


def open_wiki(target: WikiTarget, company: Company, sentences: Sentences, scratch: Path) -> Wiki:
    """Return the wiki of a target; its pages say `sentences`, `scratch` is a folder it may use.

    Raises `WikiError`.
    """
    module = import_module(f"rolebook_wiki.{target.kind}.wiki")
    return cast("Wiki", module.open_wiki(target, company, sentences, scratch))
