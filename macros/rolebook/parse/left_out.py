"""Why a file in `roles/` is no role, and what would make it one."""

from pathlib import PurePosixPath

from rolebook.model.problem import Problem, Severity, listed
from rolebook.model.role import SectionKind
from rolebook.parse.kinds import Kinds, kind_of
from rolebook.parse.outline import Outline
from rolebook.reading.labels import without_colon
from rolebook.reading.plain import plain
from rolebook.reading.shapes import Block, Heading, Paragraph

_ABOUT_A_FOLDER = frozenset(
    {"readme", "index", "contributing", "changelog", "license", "licence"}
    | {"code of conduct", "template", "agents", "claude"}
)


_SEVERAL = 3
"""Headings from which on a file looks like a spec in other words or another language."""


def is_about_its_folder(path: str) -> bool:
    """Return whether a file is by its name about the folder it lies in, such as `README.de.md`."""
    name = PurePosixPath(path).name.strip("_").partition(".")[0]
    return " ".join(name.replace("-", " ").replace("_", " ").split()).casefold() in _ABOUT_A_FOLDER


def left_out_by_name(path: str) -> Problem:
    """Return what to say of a file that its name keeps from being a role."""
    name = PurePosixPath(path).name
    message = f"left out: a file called {name} is about its folder, never a role; rename it if it is one"
    return Problem(path, 0, message, Severity.NOTICE)


def left_out_by_headings(
    path: str, outline: Outline, blocks: tuple[Block, ...], kinds: Kinds
) -> Problem | None:
    """Return what to say of a file none of whose headings opens a section that a role has, if it is so."""
    if any(section.kind is not SectionKind.OTHER for section in outline.sections):
        return None
    headings = [f'"{plain(block.text)}"' for block in blocks if isinstance(block, Heading)]
    why = f"none of its headings ({listed(headings)}) names a section that roles have"
    remedy = 'head its sections "Identity", "Core Responsibilities" and so on'
    if not headings:
        why = "it has no headings" if blocks else "it is empty"
    elif bold := _bold_names(blocks, kinds):
        why, remedy = (
            f'"{bold}" is a line in bold, and no heading',
            f'write it as "## {bold}", and so the others',
        )
    elif len(headings) >= _SEVERAL:
        remedy += ", give the names you use to `rolebook: {sections: …}` in mkdocs.yml"
    return Problem(path, 0, f"left out, for {why}; {remedy}, or move it out of roles/", Severity.WARNING)


def _bold_names(blocks: tuple[Block, ...], kinds: Kinds) -> str:
    """Return the first line that names a section and is bold in the place of a heading."""
    lines = (block.text for block in blocks if isinstance(block, Paragraph))
    bold = (without_colon(plain(text)) for text in lines if text.startswith(("**", "__")))
    return next((name for name in bold if kind_of(name, kinds) is not SectionKind.OTHER), "")
