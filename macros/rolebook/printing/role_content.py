"""A role as data for Typst: plain strings, numbers and nodes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rolebook.load.revisions import Revision
from rolebook.model.handbook import Handbook
from rolebook.model.role import Role, Section
from rolebook.presentation.presented import ladder_of, presented
from rolebook.presentation.tree import (
    Definition,
    Detail,
    EntryGroup,
    Headline,
    Ladder,
    ListEntry,
    Node,
    NodeKind,
    Passage,
    Source,
)
from rolebook.printing.changes import with_new_words
from rolebook.printing.nodes import TextNodes, texts_of
from rolebook.printing.texts import Texts
from rolebook.render.lookup import Lookup

Data = dict[str, Any]

SECTION_LEVEL = 2
"""The level of a section's own heading in a spec."""


class RoleContent:
    """What documents say of one role; `translate` says a message in the handbook's language."""

    def __init__(
        self,
        lookup: Lookup,
        texts: Texts,
        revisions: Mapping[str, Revision],
        translate: Callable[[str], str] = str,
    ) -> None:
        self._lookup = lookup
        self._texts = texts
        self._revisions = revisions
        self._translate = translate

    @property
    def _handbook(self) -> Handbook:
        return self._lookup.handbook

    def head(self, role: Role) -> Data:
        """Return who a role is: its title, where it stands, and how old its words are."""
        texts, handbook = self._texts, self._handbook
        return {
            "id": role.id,
            "title": texts.plain(role.title),
            "department": texts.plain(handbook.department_of[role.id].name),
            "summary": texts.inline(role.meta.summary),
            "status": texts.plain(role.meta.status),
            "owner": texts.plain(role.meta.owner),
            "aliases": [texts.plain(alias) for alias in role.meta.aliases],
            "reports_to": [texts.plain(manager.name) for manager in handbook.managers[role.id]],
            "reports": [texts.plain(report.title) for report in handbook.reports.get(role.id, ())],
            "leads_to": [texts.plain(other.title) for other in handbook.leads_to[role.id]],
            "reviewed": role.meta.reviewed.isoformat() if role.meta.reviewed else "",
            "revision": self._revision(role),
        }

    def _revision(self, role: Role) -> Data | None:
        revision = self._revisions.get(role.path)
        if not revision:
            return None
        return {
            "commit": revision.commit,
            "day": revision.day.isoformat(),
            "changed_since": revision.changed_since,
        }

    def ladders(self, role: Role) -> list[Data]:
        """Return the ladders of a role."""
        return [self._ladder(ladder_of(matrix, role, self._lookup)) for matrix in role.ladders]

    def _ladder(self, ladder: Ladder) -> Data:
        texts = self._texts
        levels = [texts.value(column.name) for column in ladder.columns]
        rows = [
            {"name": texts.plain(row.name), "cells": [texts.inline(cell) for cell in row.cells]}
            for row in ladder.rows
        ]
        steps = [
            {"from": levels[at], "to": levels[at + 1], "rows": [_step(row, at) for row in rows]}
            for at in range(len(levels) - 1)
        ]
        return {"name": texts.plain(ladder.name), "levels": levels, "rows": rows, "steps": steps}

    def sections(self, role: Role) -> list[Data]:
        """Return everything a spec says, section by section."""
        return [self._section(section, role) for section in role.sections]

    def _section(self, section: Section, role: Role) -> Data:
        nodes = without_skipped_levels(presented(section, role, self._lookup).nodes)
        parts = [{"type": node.kind, **self._node(node)} for node in nodes]
        return {"kind": section.kind, "heading": self._texts.plain(section.heading), "parts": parts}

    def _node(self, node: Node) -> Data:  # noqa: PLR0911 - one case for each kind of node
        match node:
            case Passage():
                return {"body": self._texts.block(node.markdown)}
            case Headline():
                return {"text": self._texts.plain(node.text), "level": node.level}
            case Definition():
                return {"label": self._texts.inline(node.label), "value": self._texts.inline(node.written)}
            case ListEntry():
                return self._entry(node)
            case EntryGroup():
                return self._group(node)
            case Ladder():
                return {"ladder": self._ladder(node)}
            case Source():
                return self._source(node)

    def _entries(self, entries: Iterable[ListEntry]) -> list[Data]:
        return [self._entry(entry) for entry in entries]

    def _entry(self, entry: ListEntry) -> Data:
        own = {"text": self._texts.inline(entry.text), "detail": self._details(entry.details)}
        held = {"body": self._texts.block(entry.body), "items": self._entries(entry.children)}
        return {**own, **held, "number": entry.number}

    def _group(self, group: EntryGroup) -> Data:
        name, block = self._texts.inline(group.name), self._texts.block
        if group.kind is NodeKind.TOOLS:
            return {"name": name, "tools": [self._tool(tool) for tool in group.entries]}
        held = "steps" if group.kind is NodeKind.WORKFLOW else "items"
        around = {"intro": block(group.intro), "outro": block(group.outro)}
        return {"name": name, held: self._entries(group.entries), **around}

    def _tool(self, tool: ListEntry) -> Data:
        return {"name": self._texts.inline(tool.text), "note": self._details(tool.details)}

    def _source(self, source: Source) -> Data:
        texts, url = self._texts, self._texts.address(source.url)
        described = {"title": texts.plain(source.title), "note": self._details(source.details)}
        return described | {"url": url, "shown": texts.readable(url), "work": texts.plain(source.known_as)}

    def _details(self, details: Sequence[Detail]) -> TextNodes:
        nodes: TextNodes = []
        for detail in details:
            between = (" · " if nodes else "") + detail.lead(self._translate)
            nodes += [*([between] if between else ()), *self._texts.inline(detail.text)]
        return nodes


def without_skipped_levels(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield a section's nodes, each subheading one level below that which it stands under.

    Whoever hears a document finds their way by its headings, so that PDF/UA lets no level be left out.
    """
    above: list[int] = []
    for node in nodes:
        if not isinstance(node, Headline):
            yield node
            continue
        above = [*(level for level in above if level < node.level), node.level]
        yield replace(node, level=SECTION_LEVEL + len(above))


def _step(row: Data, at: int) -> Data:
    """Return what one competency expects at a level and at the next, the new words of that marked."""
    now, then = row["cells"][at : at + 2]
    same = _words(now) == _words(then)
    marked = then if same else with_new_words(now, then)
    return {"name": row["name"], "now": now, "then": marked, "same": same, "marked": marked != then}


def _words(nodes: TextNodes) -> list[str]:
    return " ".join(texts_of(nodes)).split()
