"""A role as data, for the scripts that compare roles and keep a reader's self-assessment.

Texts named `html` are clean HTML whose links start one folder below the site's root; all others are
plain words, in which facts stand as data.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from rolebook.assemble.names import name_key
from rolebook.facts.slug import slugify
from rolebook.facts.token import Place, in_place
from rolebook.model.role import Role, Text
from rolebook.presentation.presented import entry_of, group_of, ladder_of, source_of
from rolebook.presentation.tree import Detail, EntryGroup, Ladder, LadderRow, ListEntry, Source
from rolebook.reading.plain import plain
from rolebook.render.changes import with_changes
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup
from rolebook.render.text import inline_html


class RoleData:
    """Writes the roles of one handbook as data; `translate` says a message in its language."""

    def __init__(self, lookup: Lookup, links: Links, translate: Callable[[str], str] = str) -> None:
        self._lookup = lookup
        self._links = links
        self._translate = translate

    def script(self, role: Role) -> str:
        """Return a script that hands a role over; a script, because pages opened as files may load one."""
        given = json.dumps(self.role(role), ensure_ascii=False, separators=(",", ":"))
        return f"rolebook.receive({json.dumps(role.id, ensure_ascii=False)},{given});\n"

    def role(self, role: Role) -> dict[str, Any]:
        """Return what a role expects, does, uses and is measured by."""
        return {
            "id": role.id,
            "title": _plain(role.title),
            "department": _plain(self._lookup.handbook.department_of[role.id].name),
            "url": self._links.role(role),
            "ladder": self._links.ladder(role),
            "checklist": self._links.checklist(role) if role.checklist else "",
            "items": self._lookup.checklist_keys(role),
            "matrices": [self._ladder(ladder_of(each, role, self._lookup)) for each in role.ladders],
            "areas": [self._area(group_of(each, role, self._lookup)) for each in role.areas],
            "tools": [_tools(group_of(each, role, self._lookup)) for each in role.tool_categories],
            "metrics": [self._metric(entry_of(each)) for each in role.metrics],
            "references": [self._source(source_of(each, role, self._lookup)) for each in role.references],
            "learning": [self._item(entry_of(each)) for each in role.learning],
            "leadsTo": [other.id for other in self._lookup.handbook.leads_to[role.id]],
            "comesFrom": [other.id for other in self._lookup.handbook.comes_from.get(role.id, ())],
        }

    def _ladder(self, ladder: Ladder) -> dict[str, Any]:
        levels = [{"id": level.id, "name": in_place(level.name, Place.DATA)} for level in ladder.columns]
        rows = [self._row(row) for row in ladder.rows]
        return {"name": _plain(ladder.name), "levels": levels, "competencies": rows}

    def _row(self, row: LadderRow) -> dict[str, Any]:
        cells = [self._html(cell) for cell in row.cells]
        data = {"id": row.id, "key": row.more.anchor, "name": _plain(row.name), "cells": cells}
        changes = _changes(cells)
        return data | {"changes": changes} if changes else data

    def _area(self, area: EntryGroup) -> dict[str, Any]:
        duties = [self._item(duty) for duty in area.entries]
        return {"key": _key(area.name), "name": _plain(area.name), "duties": duties}

    def _metric(self, metric: ListEntry) -> dict[str, str]:
        texts = {"html": self._html(metric.text), "detail": self._details(metric.details)}
        return {"key": _key(metric.text), **texts}

    def _source(self, source: Source) -> dict[str, str]:
        address = in_place(self._links.address(source.url), Place.DATA)
        return {"title": _plain(source.title), "url": address}

    def _item(self, item: ListEntry) -> dict[str, Any]:
        data = {"key": slugify(plain(item.text)), "html": self._html(item.text)}
        nested = {"items": [self._item(child) for child in item.children]}
        return data | nested if item.children else data

    def _details(self, details: Iterable[Detail]) -> str:
        texts = (f"{escape(detail.lead(self._translate))}{self._html(detail.text)}" for detail in details)
        return " · ".join(texts)

    def _html(self, text: Text) -> Markup:
        return self._links.resolve(inline_html(text))


def _changes(cells: Sequence[Markup]) -> dict[str, Any]:
    """Return, by its place, each cell that keeps words of others: what is new in it, and whose it keeps."""
    return {
        str(at): {"keeps": " ".join(map(str, cell.keeps)), "html": cell.html}
        for at, cell in enumerate(with_changes(cells))
        if cell.keeps
    }


def _tools(category: EntryGroup) -> dict[str, Any]:
    tools = [{"key": tool.to.anchor, "name": _plain(tool.text)} for tool in category.entries if tool.to]
    return {"name": _plain(category.name), "tools": tools}


def _plain(text: Text) -> str:
    return in_place(plain(text), Place.DATA)


def _key(name: Text) -> str:
    """Return what is the same for two parts of one name; empty for a part without one."""
    return name_key(name) if name else ""
