"""A role as data, for the scripts that compare roles and keep a reader's self-assessment.

Texts named `html` are clean HTML whose links start one folder below the site's root; all others are
plain words, in which facts stand as data.
"""

import json
from typing import Any

from rolebook.assemble.names import name_key
from rolebook.facts.slug import slugify
from rolebook.facts.token import Place, in_place
from rolebook.model.role import Area, Competency, Item, Matrix, Metric, Role, Text, ToolCategory
from rolebook.reading.plain import plain
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup
from rolebook.render.text import inline_html


class RoleData:
    """Writes the roles of one handbook as data."""

    def __init__(self, lookup: Lookup, links: Links) -> None:
        self._lookup = lookup
        self._links = links

    def script(self, role: Role) -> str:
        """Return a script that hands a role over; a script, because pages opened as files may load one."""
        given = json.dumps(self.role(role), ensure_ascii=False, separators=(",", ":"))
        return f"rolebook.receive({json.dumps(role.id, ensure_ascii=False)},{given});\n"

    def role(self, role: Role) -> dict[str, Any]:
        """Return what a role expects, does, uses and is measured by."""
        return {
            "id": role.id,
            "title": _words(role.title),
            "department": _words(self._lookup.handbook.department_of[role.id].name),
            "url": self._links.role(role),
            "ladder": self._links.ladder(role),
            "checklist": self._links.checklist(role) if role.checklist else "",
            "items": self._lookup.checklist_keys(role),
            "matrices": [self._matrix(m) for m in role.matrices if m.levels and m.competencies],
            "areas": [self._area(area) for area in role.areas],
            "tools": [self._tools(category) for category in role.tool_categories],
            "metrics": [self._metric(metric) for metric in role.metrics],
            "references": [
                {"title": _words(work.title), "url": in_place(self._links.address(work.url), Place.DATA)}
                for work in role.references
            ],
            "learning": [self._item(item) for item in role.learning],
            "leadsTo": [other.id for other in self._lookup.handbook.leads_to[role.id]],
            "comesFrom": [other.id for other in self._lookup.handbook.comes_from.get(role.id, ())],
        }

    def _matrix(self, matrix: Matrix) -> dict[str, Any]:
        levels = [
            {"id": self._lookup.level_id(name), "name": in_place(self._lookup.level(name), Place.DATA)}
            for name in matrix.levels
        ]
        return {
            "name": _words(matrix.name),
            "levels": levels,
            "competencies": [self._competency(competency) for competency in matrix.competencies],
        }

    def _competency(self, competency: Competency) -> dict[str, Any]:
        return {
            "id": competency.id,
            "key": self._lookup.competency_id(competency),
            "name": _words(competency.name),
            "cells": [self._html(cell) for cell in competency.expectations],
        }

    def _area(self, area: Area) -> dict[str, Any]:
        return {
            "key": _key(area.name),
            "name": _words(area.name),
            "duties": [self._item(duty) for duty in area.duties],
        }

    def _tools(self, category: ToolCategory) -> dict[str, Any]:
        tools = [{"key": self._lookup.tool_id(tool), "name": _words(tool.name)} for tool in category.tools]
        return {"name": _words(category.name), "tools": tools}

    def _metric(self, metric: Metric) -> dict[str, str]:
        return {
            "key": _key(metric.name),
            "html": self._html(metric.name),
            "detail": self._html(metric.detail),
        }

    def _item(self, item: Item) -> dict[str, Any]:
        found = {"key": slugify(plain(item.text)), "html": self._html(item.text)}
        nested = {"items": [self._item(child) for child in item.children]}
        return found | nested if item.children else found

    def _html(self, text: Text) -> str:
        return str(self._links.resolve(inline_html(text)))


def _words(text: Text) -> str:
    return in_place(plain(text), Place.DATA)


def _key(name: Text) -> str:
    """Return what is the same for two parts of one name; empty for a part without one."""
    return name_key(name) if name else ""
