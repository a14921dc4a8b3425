"""Which engine makes the pages of this process: MkDocs, or ProperDocs, a fork of it.

Whoever imports `mkdocs`, Rolebook, the theme and plugins alike, gets the one that is chosen; so it is
chosen before any of them is imported, and once for a process; a variable tells the processes that this one
starts.

ProperDocs has the modules and the private names of MkDocs 1.6, but ships no package `mkdocs`: its module
`replacement` answers to those imports, so that Material, mkdocs-macros and any plugin work as they are, and
both packages can lie side by side. It tells templates its own name as `mkdocs_version`, which is all that
differs on pages, and logs by its own name, while plugins go on to log as `mkdocs`.
"""

import os
import sys
from importlib.machinery import PathFinder

from rolebook.model.problem import BuildError

MKDOCS, PROPERDOCS = NAMES = ("mkdocs", "properdocs")
TITLES = {MKDOCS: "MkDocs", PROPERDOCS: "ProperDocs"}
_CHOSEN = "ROLEBOOK_ENGINE"
"""The variable by which the processes that this one starts know what was chosen."""


def running() -> str:
    """Return the engine of this process: the one that runs, else the one that was chosen or is installed."""
    loaded = sys.modules.get(MKDOCS)
    return loaded.__name__ if loaded else os.environ.get(_CHOSEN) or preferred()


def preferred() -> str:
    """Return the engine where nobody asks for one: MkDocs, unless only the other is installed."""
    return next(filter(is_installed, NAMES), MKDOCS)


def is_installed(engine: str) -> bool:
    """Tell whether an engine can be chosen; a folder that only has its name is none."""
    spec = PathFinder.find_spec(engine)
    return bool(spec and spec.origin)


def was_chosen() -> bool:
    """Tell whether an engine was chosen, by this process or by the one that started it."""
    return _CHOSEN in os.environ


def choose(engine: str) -> None:
    """Make the pages of this process, and of those that it starts, with an engine that is installed.

    Raises `BuildError` where another one runs already.
    """
    loaded = sys.modules.get(MKDOCS)
    if loaded and loaded.__name__ != engine:
        runs, asked = TITLES[loaded.__name__], TITLES[engine]
        raise BuildError(f"this process makes pages with {runs}, so it cannot with {asked}; start it anew")
    os.environ[_CHOSEN] = engine
    begin()


def begin() -> None:
    """Have the engine of this process answer to those who import `mkdocs`."""
    if running() == PROPERDOCS:
        import properdocs.replacement  # noqa: F401, PLC0415 - it takes the place of MkDocs
