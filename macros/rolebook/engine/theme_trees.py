"""The theme's templates as Jinja parses them: what extends what, and what of it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from jinja2 import Environment, TemplateSyntaxError, nodes

from rolebook.engine.theme import MATERIAL, material_templates

_SYNTAX = Environment(extensions=["jinja2.ext.i18n"], autoescape=False)  # noqa: S701 - parses, never renders

TakenIn: TypeAlias = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport
_TAKEN_IN = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


@dataclass(frozen=True)
class Shown:
    """What is shown of a template with all that it extends: blocks by name, and what it takes in."""

    blocks: frozenset[str]
    taken_in: tuple[TakenIn, ...]


@dataclass
class Theme:
    """Templates by their names; the first of `folders` that has one wins."""

    folders: Sequence[Path]
    _trees: dict[str, nodes.Template | None] = field(default_factory=dict)

    def file(self, name: str) -> Path | None:
        """Return the file of a template, if there is one."""
        files = [folder / name for folder in self.folders]
        if name.startswith(MATERIAL):
            files.append(material_templates() / name.removeprefix(MATERIAL))
        return next((file for file in files if file.is_file()), None)

    def tree(self, name: str) -> nodes.Template | None:
        """Return what a template says; nothing where it is not there or no Jinja, which is told elsewhere."""
        if name not in self._trees:
            file = self.file(name)
            self._trees[name] = _parsed(file) if file else None
        return self._trees[name]

    def pages(self) -> list[str]:
        """Return the templates that pages are made of."""
        return sorted({file.name for folder in self.folders for file in folder.glob("*.html")})

    def names(self) -> list[str]:
        """Return the names of all templates, for those that are nearly named."""
        files = {(file, folder) for folder in self.folders for file in folder.rglob("*.html")}
        return sorted(file.relative_to(folder).as_posix() for file, folder in files)

    def lineage(self, name: str) -> tuple[str, ...]:
        """Return a template and those that it extends, in their order; one twice where they go round."""
        templates = [name]
        while (above := self._above(templates[-1])) and self.tree(above):
            templates.append(above)
            if above in templates[:-1]:
                break
        return tuple(templates)

    def _above(self, name: str) -> str:
        tree = self.tree(name)
        named = next((extends(node) for node in tree.body if extends(node)), None) if tree else None
        return names_in(named.template)[0] if named and names_in(named.template) else ""

    def shown(self, name: str) -> Shown:
        """Return what is shown of a template, and of those that it extends where it does not replace it."""
        trees = [tree for tree in map(self.tree, dict.fromkeys(self.lineage(name))) if tree]
        blocks: set[str] = set()
        bodies: list[nodes.Node] = [*trees[-1:]]
        taken_in = [node for tree in trees for node in outside_blocks(tree) if isinstance(node, _TAKEN_IN)]
        for body in bodies:
            for node in outside_blocks(body):
                if isinstance(node, nodes.Block) and node.name not in blocks:
                    blocks.add(node.name)
                    bodies += _definitions(node.name, trees)
                elif isinstance(node, _TAKEN_IN):
                    taken_in.append(node)
        return Shown(frozenset(blocks), tuple(taken_in))


def _parsed(file: Path) -> nodes.Template | None:
    return _tree(file.read_text("utf-8-sig", "replace"))


@cache
def _tree(text: str) -> nodes.Template | None:
    try:
        return _SYNTAX.parse(text)
    except TemplateSyntaxError:
        return None


def _definitions(block: str, trees: Sequence[nodes.Template]) -> Iterator[nodes.Block]:
    """Yield what is shown in a block's place: the nearest's, and the next one's where it says `super()`."""
    definitions = (node for tree in trees for node in tree.find_all(nodes.Block) if node.name == block)
    for node in definitions:
        yield node
        if not any(_is_super(inner) for inner in outside_blocks(node)):
            return


def _is_super(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "super"


def outside_blocks(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield all nodes within another, blocks too, but not what these hold."""
    for child in node.iter_child_nodes():
        yield child
        if not isinstance(child, nodes.Block):
            yield from outside_blocks(child)


def taken_in(tree: nodes.Template) -> Iterator[TakenIn]:
    """Yield all that names another template."""
    yield from (node for node in tree.find_all(nodes.Stmt) if isinstance(node, _TAKEN_IN))


def extends(node: nodes.Node) -> nodes.Extends | None:
    """Return a node that says what a template extends."""
    return node if isinstance(node, nodes.Extends) else None


def names_in(named: nodes.Node) -> tuple[str, ...]:
    """Return the templates that an expression names by literals; none where it puts names together."""
    if isinstance(named, nodes.Const):
        return (str(named.value),)
    if isinstance(named, (nodes.List, nodes.Tuple)):
        return tuple(name for item in named.items for name in names_in(item))
    if isinstance(named, nodes.CondExpr) and named.expr2:
        return (*names_in(named.expr1), *names_in(named.expr2))
    return ()


def beginning_of(named: nodes.Node) -> str:
    """Return how the names begin that an expression puts together; nothing where that is not known."""
    if isinstance(named, nodes.Concat):
        return "".join(names_in(named.nodes[0])[:1])
    if isinstance(named, nodes.Add):
        return "".join(names_in(named.left)[:1]) or beginning_of(named.left)
    return ""
