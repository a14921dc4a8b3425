"""Scripts and style sheets that parts of a folder's own need and that are not there."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from rolebook.load.files import files_below
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.resources import theme_folders

_ASSETS = "assets/rolebook"
_IN_OTHERS = frozenset(
    {"words.js", "store.js", "data.js", "copy.js"}
    | {f"assessment-{part}.js" for part in ("chart", "keeper", "model", "plan")}
    | {f"assessment-{part}.js" for part in ("questions", "snapshots", "transfer")}
)
"""Scripts of before, which those that used them now hold."""


def needs_in_vain(root: Path) -> Iterator[Problem]:
    """Yield what parts in `overrides/parts/` say they `needs(…)` and no theme folder has."""
    folders = [folder / _ASSETS for folder in theme_folders(root)]
    there = {file.relative_to(folder).as_posix() for folder in folders for file in files_below(folder)}
    for file in files_below(root / "overrides/parts", ".html", within=root):
        path = file.relative_to(root).as_posix()
        for name, line in _needed(file.read_text("utf-8-sig", "replace")):
            if name not in there:
                yield warning(Problem(path, line, f"needs {name}, which is not there{_instead(name, there)}"))


def _needed(template: str) -> Iterator[tuple[str, int]]:
    """Yield the names that a template gives to `needs`; what is no Jinja is told elsewhere."""
    try:
        tree = Environment(autoescape=True).parse(template)
    except (TemplateSyntaxError, RecursionError):
        return
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "needs":
            names = (given.value for given in call.args if isinstance(given, nodes.Const))
            yield from ((str(name), call.lineno) for name in names)


def _instead(name: str, there: set[str]) -> str:
    if name in _IN_OTHERS:
        return "; the scripts that used it hold it now, so take it out"
    return did_you_mean(name, there, 0.8) or f"; put it into overrides/{_ASSETS}/"
