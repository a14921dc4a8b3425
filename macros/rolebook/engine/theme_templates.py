"""Templates of the theme that a folder's own: what they name in vain, and what of them shows nothing.

Jinja passes over a block that no template has a place for, over words beside blocks, and over a file that
nothing includes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from jinja2 import nodes
from mkdocs.config.defaults import MkDocsConfig

from rolebook.engine.theme import ThemeContext
from rolebook.engine.theme_renames import renames
from rolebook.engine.theme_trees import Theme, beginning_of, extends, names_in, taken_in
from rolebook.load.files import files_below
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.resources import default_overrides, theme_folders

_NO_THEME = ("pages/", "parts/", "print/")
_PARTIALS = "partials/"
_BESIDE_BLOCKS = (
    "stands outside of blocks in a template that extends another, so nothing shows it; put it into a block"
)


def template_problems(root: Path, config: MkDocsConfig) -> Iterator[Problem]:
    """Yield what is wrong with the theme's templates in a handbook folder, or shows nothing."""
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    theme = Theme(list(dict.fromkeys([*custom, *theme_folders(root), *map(Path, config.theme.dirs)])))
    own = dict(_own(theme, root, [*custom, root / "overrides"]))
    for name, path in own.items():
        yield from _of_template(theme, name, path)
    yield from _shown_nowhere(theme, own)


def _own(theme: Theme, root: Path, folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield the theme's templates in folders of the handbook folder's own: names, and paths from there."""
    for folder in dict.fromkeys(folders):
        if folder.is_relative_to(root) and folder != default_overrides():
            for file in files_below(folder, ".html", within=root):
                name = file.relative_to(folder).as_posix()
                if not name.startswith(_NO_THEME) and theme.file(name) == file:
                    yield name, file.relative_to(root).as_posix()


def _of_template(theme: Theme, name: str, path: str) -> Iterator[Problem]:
    tree = theme.tree(name)
    lineage = theme.lineage(name)
    if not tree:
        return
    yield from _not_there(theme, tree, path)
    yield from renames(tree, path, {each.name for each in fields(ThemeContext)})
    above = next((node for node in tree.body if extends(node)), None)
    if above and name in lineage[1:]:
        yield Problem(path, above.lineno, f"extends itself; extend {_other(name)}")
    elif above and len(lineage) > 1:
        yield from _passed_over(theme, name, tree, path)


def _other(name: str) -> str:
    return '"base.html", which is the frame of every page' if name != "base.html" else '"material/base.html"'


def _not_there(theme: Theme, tree: nodes.Template, path: str) -> Iterator[Problem]:
    for node in taken_in(tree):
        names = names_in(node.template)
        if names and not getattr(node, "ignore_missing", False) and not any(map(theme.file, names)):
            hint = did_you_mean(names[0], theme.names())
            yield Problem(path, node.lineno, f'there is no template "{names[0]}"{hint}')


def _passed_over(theme: Theme, name: str, tree: nodes.Template, path: str) -> Iterator[Problem]:
    """Yield the blocks of a template that nothing shows, and the words that stand beside them."""
    blocks = theme.shown(name).blocks
    above = next(at for at, node in enumerate(tree.body) if extends(node))
    for node in tree.body[above + 1 :]:
        if isinstance(node, nodes.Block) and node.name not in blocks:
            hint = did_you_mean(node.name, blocks) or f"; there are: {', '.join(sorted(blocks))}"
            message = (
                f'no template that it extends has a place for the block "{node.name}", so nothing shows it'
            )
            yield warning(Problem(path, node.lineno, message + hint))
        if isinstance(node, nodes.Output) and (line := _first_line(node)):
            yield warning(Problem(path, line, _BESIDE_BLOCKS))


def _first_line(output: nodes.Output) -> int:
    """Return the line in which words begin; 0 where there are none."""
    for node in output.nodes:
        said = node.data if isinstance(node, nodes.TemplateData) else "x"
        if said.strip():
            return node.lineno + said[: len(said) - len(said.lstrip())].count("\n")
    return 0


def _shown_nowhere(theme: Theme, own: Mapping[str, str]) -> Iterator[Problem]:
    partials = {name: path for name, path in own.items() if name.startswith(_PARTIALS)}
    reached = _reached(theme) if partials else frozenset()
    for name, path in partials.items() if "" not in reached else ():
        if not name.startswith(tuple(reached)):
            hint = did_you_mean(name, reached, 0.9) or "; include it in a template, where you want it shown"
            yield warning(
                Problem(path, 0, f"no template of the theme includes it, so nothing shows it{hint}")
            )


def _reached(theme: Theme) -> frozenset[str]:
    """Return the templates that are shown, or how their names begin: with "" where nobody can know."""
    reached = dict.fromkeys(theme.pages())
    following = list(reached)
    for name in following:
        for node in theme.shown(name).taken_in if theme.tree(name) else ():
            names = names_in(node.template) or (beginning_of(node.template),)
            following += (new for new in names if new not in reached)
            reached.update(dict.fromkeys(names))
    return frozenset(reached)
