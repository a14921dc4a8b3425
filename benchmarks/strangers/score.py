"""How a person's reading of a collection and Rolebook's compare."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from labels import Label
from markdown_it import MarkdownIt

from rolebook.model.role import Matrix, Role
from rolebook.reading.plain import normal, plain

KINDS: Mapping[str, frozenset[str]] = {
    "summary": frozenset({"objectives", "identity", "other"}),
    "responsibilities": frozenset({"responsibilities"}),
    "skills/competencies/requirements": frozenset({"matrix", "other"}),
    "qualifications": frozenset({"matrix", "other"}),
    "tools": frozenset({"tools"}),
    "workflow/process/how we work": frozenset({"workflows"}),
    "metrics/success measures": frozenset({"metrics"}),
    "ladder/levels": frozenset({"matrix"}),
    "references/reading": frozenset({"references"}),
    "checklist": frozenset({"checklist"}),
    "identity (title, department, manager facts)": frozenset({"identity"}),
    "benefits/company": frozenset({"other"}),
    "other": frozenset({"other"}),
}
"""The kinds of section that are right for what a person calls one."""

_SAME = 0.6
"""The share of a person's levels from which on a ladder is taken for the same."""

_WORD = re.compile(r"[^\W_]+")
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Verdict:
    """How one file was read; what does not apply is None.

    `ladder` is "read", "reported", "turned" or "missed"; `kinds` are the headings with what a person and
    Rolebook call them and whether that is right; `lost` are words of the file that the role lacks, `moved`
    tells whether its parts are out of their order.
    """

    label: Label
    is_role: bool
    title: bool | None = None
    ladder: str | None = None
    kinds: tuple[tuple[str, str, str, bool], ...] = ()
    lost: tuple[str, ...] = ()
    moved: bool = False


def verdict(label: Label, role: Role | None, text: str, messages: Sequence[str]) -> Verdict:
    """Return how a file was read; `messages` is what was said of it."""
    if role is None:
        return Verdict(label, is_role=False)
    names = {_compared(role.title), _compared(role.heading)}
    return Verdict(
        label,
        is_role=True,
        title=any(_compared(title) in names for title in label.titles) if label.titles else None,
        ladder=_ladder(label, role, messages) if label.levels else None,
        kinds=tuple(_kinds(label, role)),
        lost=tuple(lost_words(text, role)),
        moved=is_moved(role),
    )


def _compared(name: str) -> str:
    return " ".join(_WORD.findall(plain(name).casefold()))


def _ladder(label: Label, role: Role, messages: Sequence[str]) -> str:
    wanted = {_compared(level) for level in label.levels}
    for axis, result in ((_levels(role), "read"), (_competencies(role), "turned")):
        if len(wanted & axis) >= _SAME * len(wanted):
            return result
    about = re.compile(r"level|ladder|matrix|competenc|table", re.IGNORECASE)
    return "reported" if any(about.search(message) for message in messages) else "missed"


def _levels(role: Role) -> set[str]:
    return {_compared(level) for matrix in role.matrices for level in matrix.levels}


def _competencies(role: Role) -> set[str]:
    return {_compared(one.name) for matrix in role.matrices for one in matrix.competencies}


def _kinds(label: Label, role: Role) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the headings with their kinds; one that is a part of another section has that section's kind."""
    kinds = dict(_kind_of_headings(role))
    for heading, said in label.sections:
        kind = kinds.get(normal(heading)) or kinds.get(_compared(heading), "none")
        right = any(kind in KINDS[name] for name in said if name in KINDS)
        yield heading, min(said), kind, right


def _kind_of_headings(role: Role) -> Iterator[tuple[str, str]]:
    for section in role.sections:
        for text in (section.heading, *_names_in(section.parts)):
            yield normal(text), str(section.kind)
            yield _compared(text), str(section.kind)


def _names_in(parts: Iterable[Any]) -> Iterator[str]:
    for part in parts:
        for name in ("text", "name", "label"):
            if isinstance(text := getattr(part, name, None), str):
                yield text
        yield from getattr(part, "levels", ())
        yield from (one.name for one in getattr(part, "competencies", ()))


def lost_words(text: str, role: Role) -> Iterator[str]:
    """Yield the words of a text without its front matter that the role does not hold.

    Numbers are not asked for: those before steps are counted, not kept.
    """
    has = set(_WORD.findall(" ".join(_texts((role.heading, role.title, role.sections)))))
    return (word for word in dict.fromkeys(_shown(text)) if word not in has and not word.isdigit())


def is_moved(role: Role) -> bool:
    """Return whether some part of a role, but for a matrix, stands before what its spec has above it."""
    lines = [part.line for section in role.sections for part in section.parts if not isinstance(part, Matrix)]
    return lines != sorted(lines)


def _shown(text: str) -> Iterator[str]:
    for token in _MARKDOWN.parse(text):
        if token.type in ("fence", "code_block"):
            yield from _WORD.findall(token.content)
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                yield from _WORD.findall(child.content)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
