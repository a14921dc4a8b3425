"""What Rolebook stands on: locks that need nothing else, and what is reached by private names."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires
from itertools import chain
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
BUILD = [
    line
    for line in (REPOSITORY / "requirements-build.in").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
LOCKS = {
    "requirements.lock": [*PROJECT["project"]["dependencies"], *BUILD],
    "requirements-dev.lock": [
        *PROJECT["project"]["dependencies"],
        *BUILD,
        *PROJECT["dependency-groups"]["dev"],
    ],
}
PLATFORMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
_MKDOCS = {
    "mkdocs.commands.build": {
        "_build_extra_template",
        "_build_page",
        "_build_theme_template",
        "_populate_page",
    },
    "mkdocs.config.config_options:Hooks": {"_load_hook"},
    "mkdocs.config.defaults:MkDocsConfig": {"_current_page"},
    "mkdocs.structure.files:File": {"_content"},
}
PRIVATE = {
    "mkdocs": _MKDOCS,
    "properdocs": {place.replace("mkdocs", "properdocs"): names for place, names in _MKDOCS.items()},
    "mkdocs-macros-plugin": {"mkdocs_macros.plugin:MacrosPlugin": {"_env"}},
}
"""What packages keep to themselves and Rolebook needs all the same: by package, by module and class."""


def _lines(lock: str) -> Iterator[Requirement]:
    text = (REPOSITORY / lock).read_text(encoding="utf-8").replace("\\\n", "")
    for line in text.splitlines():
        if line and not line.lstrip().startswith("#"):
            yield Requirement(line.partition("--hash")[0])


def _met(lock: str, environment: dict[str, str]) -> dict[str, str]:
    """Return the versions that a lock gives in an environment."""
    return {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin in _lines(lock)
        if not pin.marker or pin.marker.evaluate(environment)
    }


def _needed(asked: Requirement, environment: dict[str, str]) -> Iterator[Requirement]:
    """Yield what a package that is installed here needs, for the extras it is asked with."""
    try:
        found = requires(asked.name) or []
    except PackageNotFoundError:
        return
    for text in found:
        needed = Requirement(text)
        extras = [{"extra": extra} for extra in sorted(asked.extras) or [""]]
        if not needed.marker or any(needed.marker.evaluate(environment | extra) for extra in extras):
            yield needed


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_closed(lock: str, platform: str) -> None:
    """Every requirement of every package in a lock, of extras too, is met by the lock: nothing is looked for."""
    environment = {**{key: str(value) for key, value in default_environment().items()}, **PLATFORMS[platform]}
    met = _met(lock, environment)
    waiting = [Requirement(text) for text in LOCKS[lock]]
    seen: set[str] = set()
    while waiting:
        asked = waiting.pop()
        if str(asked) in seen:
            continue
        seen.add(str(asked))
        version = met.get(canonicalize_name(asked.name))
        assert version, f"{lock} lacks {asked}"
        assert asked.specifier.contains(version, prereleases=True), f"{lock} has {asked.name} {version}"
        waiting += _needed(asked, environment)
    assert set(met) <= {canonicalize_name(Requirement(text).name) for text in seen}


def test_both_locks_agree() -> None:
    """The tests run with what Rolebook is installed with."""
    here = {key: str(value) for key, value in default_environment().items()}
    assert _met("requirements.lock", here).items() <= _met("requirements-dev.lock", here).items()


def test_the_set_up_looks_for_nothing() -> None:
    """What is installed from a lock is what stands there, whatever has come out since: no pip resolves it."""
    installs = re.findall(r"pip install.*\.lock", (REPOSITORY / "Makefile").read_text(encoding="utf-8"))
    assert len(installs) == len(LOCKS)
    for command in installs:
        assert "--no-deps" in command
        assert "--require-hashes" in command


def _sources() -> Iterator[ast.Module]:
    for folder in ("macros", "scripts"):
        for file in sorted((REPOSITORY / folder).rglob("*.py")):
            yield ast.parse(file.read_text(encoding="utf-8"))


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _own_names(tree: ast.Module) -> Iterator[str]:
    """Yield the private names that a module gives to what is its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


def _used_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_private(node.attr):
            yield node.attr
        elif isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("rolebook"):
            yield from (alias.name for alias in node.names if _is_private(alias.name))


def test_what_is_reached_by_private_names() -> None:
    """Each private name of another package that Rolebook uses stands in the list above."""
    listed = {name for places in PRIVATE.values() for names in places.values() for name in names}
    own = {name for tree in _sources() for name in _own_names(tree)}
    used = {name for tree in _sources() for name in _used_names(tree)}
    known = {"_Element", "_exit", "_getframe"}  # the only names of a type of lxml, of functions of os and sys
    assert used - own - listed - known == set()
    assert listed - used == set()


@pytest.mark.parametrize("package", PRIVATE)
def test_a_package_with_private_names_is_pinned(package: str) -> None:
    """Whoever installs the wheel gets the very version whose private names were tried."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    listed = chain(PROJECT["project"]["dependencies"], *extras)
    (asked,) = [one for one in map(Requirement, listed) if one.name == package]
    assert [specifier.operator for specifier in asked.specifier] == ["=="]
    for place, names in PRIVATE[package].items():
        module, _, cls = place.partition(":")
        holder = import_module(module)
        source = Path(str(holder.__file__)).read_text(encoding="utf-8")
        for name in names:
            there = hasattr(getattr(holder, cls) if cls else holder, name) or f"self.{name}" in source
            assert there, f"{package} has no {place} {name} any more"
