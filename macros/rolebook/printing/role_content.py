"""A role as data for the typesetter: plain strings, numbers and nodes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rolebook.load.revisions import Revision
from rolebook.model.handbook import Handbook
from rolebook.model.role import (
    Area,
    ChecklistItem,
    Field,
    Item,
    Matrix,
    Metric,
    Part,
    Prose,
    Reference,
    Role,
    Section,
    Subheading,
    ToolCategory,
    Workflow,
)
from rolebook.printing.changes import with_new_words
from rolebook.printing.nodes import Nodes, texts_of
from rolebook.printing.texts import Texts
from rolebook.render.lookup import Lookup

Data = dict[str, Any]

SECTION_LEVEL = 2
"""The level of a section's own heading in a spec."""


class RoleContent:
    """What documents say of one role."""

    def __init__(self, lookup: Lookup, texts: Texts, revisions: Mapping[str, Revision]) -> None:
        self._lookup = lookup
        self._texts = texts
        self._revisions = revisions

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
        found = self._revisions.get(role.path)
        if not found:
            return None
        return {"commit": found.commit, "day": found.day.isoformat(), "changed_since": found.changed_since}

    def ladders(self, role: Role) -> list[Data]:
        """Return the ladders of a role."""
        return [self._ladder(matrix) for matrix in role.ladders]

    def _ladder(self, matrix: Matrix) -> Data:
        texts = self._texts
        levels = [texts.value(self._lookup.level(name)) for name in matrix.levels]
        rows = [
            {"name": texts.plain(row.name), "cells": [texts.inline(cell) for cell in row.expectations]}
            for row in matrix.competencies
        ]
        steps = [
            {"from": levels[at], "to": levels[at + 1], "rows": [_step(row, at) for row in rows]}
            for at in range(len(levels) - 1)
        ]
        return {"name": texts.plain(matrix.name), "levels": levels, "rows": rows, "steps": steps}

    def sections(self, role: Role) -> list[Data]:
        """Return everything a spec says, section by section."""
        return [self._section(section) for section in role.sections]

    def _section(self, section: Section) -> Data:
        parts = [self._part(part) for part in without_skipped_levels(section.parts)]
        return {"kind": section.kind, "heading": self._texts.plain(section.heading), "parts": parts}

    def _part(self, part: Part) -> Data:  # noqa: C901, PLR0911 - one case for each kind of part
        inline, block = self._texts.inline, self._texts.block
        match part:
            case Prose():
                return {"type": "prose", "body": block(part.markdown)}
            case Subheading():
                return {"type": "subheading", "text": self._texts.plain(part.text), "level": part.level}
            case Item():
                return {"type": "item", **self._item(part)}
            case Field():
                return {"type": "field", "label": inline(part.label), "value": inline(part.value)}
            case Area():
                duties = self._items(part.duties)
                return {
                    "type": "area",
                    "name": inline(part.name),
                    "intro": block(part.intro),
                    "items": duties,
                }
            case Workflow():
                return {"type": "workflow", **self._workflow(part)}
            case ToolCategory():
                tools = [{"name": inline(tool.name), "note": inline(tool.note)} for tool in part.tools]
                return {"type": "tools", "name": inline(part.name), "tools": tools}
            case Metric():
                said = {"text": inline(part.name), "detail": inline(part.detail), "body": block(part.body)}
                return {"type": "metric", **said, "items": self._items(part.children)}
            case Matrix():
                return {"type": "ladder", "ladder": self._ladder(part)}
            case Reference():
                return {"type": "reference", **self._reference(part)}
            case ChecklistItem():
                said = {"text": inline(part.text), "body": block(part.body)}
                return {"type": "check", **said, "items": self._items(part.children)}

    def _items(self, items: Sequence[Item]) -> list[Data]:
        return [self._item(item) for item in items]

    def _item(self, item: Item) -> Data:
        inline, block = self._texts.inline, self._texts.block
        said = {"text": inline(item.text), "body": block(item.body), "number": item.number}
        return said | {"items": self._items(item.children)}

    def _workflow(self, workflow: Workflow) -> Data:
        inline, block = self._texts.inline, self._texts.block
        around = {"intro": block(workflow.intro), "outro": block(workflow.outro)}
        return {"name": inline(workflow.name), "steps": self._items(workflow.steps)} | around

    def _reference(self, reference: Reference) -> Data:
        url = self._texts.address(reference.url)
        said = {"title": self._texts.plain(reference.title), "note": self._texts.inline(reference.note)}
        return said | {"url": url, "shown": self._texts.readable(url), "work": self._work(reference)}

    def _work(self, reference: Reference) -> str:
        """Return the title that a work goes by in the whole handbook."""
        return self._texts.plain(self._handbook.work_of_reference[reference].title)


def without_skipped_levels(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield a section's parts, each subheading one level below that which it stands under.

    Whoever hears a document finds their way by its headings, so that PDF/UA lets no level be left out.
    """
    above: list[int] = []
    for part in parts:
        if not isinstance(part, Subheading):
            yield part
            continue
        above = [*(level for level in above if level < part.level), part.level]
        yield replace(part, level=SECTION_LEVEL + len(above))


def _step(row: Data, at: int) -> Data:
    """Return what one competency expects at a level and at the next, the new words of that marked."""
    now, then = row["cells"][at : at + 2]
    same = _said(now) == _said(then)
    marked = then if same else with_new_words(now, then)
    return {"name": row["name"], "now": now, "then": marked, "same": same, "marked": marked != then}


def _said(nodes: Nodes) -> list[str]:
    return " ".join(texts_of(nodes)).split()
