"""Why a file in `roles/` is no role, and what would make it one."""

from pathlib import PurePosixPath

from rolebook.model.problem import Problem, Severity, listed
from rolebook.model.role import SectionKind
from rolebook.parse.outline import Outline
from rolebook.parse.plain import plain
from rolebook.parse.shapes import Block, Heading

_ABOUT_A_FOLDER = frozenset(
    {"readme", "index", "contributing", "changelog", "license", "licence"}
    | {"code of conduct", "template", "agents", "claude"}
)


def is_about_its_folder(path: str) -> bool:
    """Return whether a file is by its name about the folder it lies in, such as `README.de.md`."""
    name = PurePosixPath(path).name.strip("_").partition(".")[0]
    return " ".join(name.replace("-", " ").replace("_", " ").split()).casefold() in _ABOUT_A_FOLDER


def left_out_by_name(path: str) -> Problem:
    """Return what to say of a file that its name keeps from being a role."""
    name = PurePosixPath(path).name
    message = f"left out: a file called {name} is about its folder, never a role; rename it if it is one"
    return Problem(path, 0, message, Severity.NOTICE)


def left_out_by_headings(path: str, found: Outline, blocks: tuple[Block, ...]) -> Problem | None:
    """Return what to say of a file none of whose headings opens a section that a role has, if it is so."""
    if any(section.kind is not SectionKind.OTHER for section in found.sections):
        return None
    headings = [f'"{plain(block.text)}"' for block in blocks if isinstance(block, Heading)]
    why = f"none of its headings ({listed(headings)}) names a section that roles have"
    if not headings:
        why = "it has no headings" if blocks else "it is empty"
    remedy = 'head its sections "Identity", "Core Responsibilities" and so on, or move it out of roles/'
    return Problem(path, 0, f"left out, for {why}; {remedy}", Severity.WARNING)
