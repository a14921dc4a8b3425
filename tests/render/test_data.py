"""A role as data: what scripts are given, and where facts stand in it."""

import json
from typing import Any

from rolebook.assemble.handbook import assemble
from rolebook.facts.token import OPEN, Place, names, token
from rolebook.model.company import Company
from rolebook.model.role import Role
from rolebook.render.data import RoleData
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup
from tests.conftest import role, spec

BODY = """\
## Responsibilities
1. **Service & Care**
   - Build *it* at {{COMPANY_NAME}} <script>alert(1)</script>
     - With <a href='javascript:alert(1)'>care</a>
2. **Other**
   - Rest

## Tools
- **Editors at {{COMPANY_NAME}}**: Vim, `{{COMPANY_NAME}}` Writer
- **More**: vim

## Success Metrics
- **Uptime & speed**: above 99 % <img src=x onerror=alert(1)>

## Evaluation Matrix
| Skill | Level 1 (Novice) | Senior |
|--|--|--|
| Design for {{COMPANY_NAME}} | a **b** | <b onclick="x()">c</b> |
| Code | d | |
"""
ENGINEER = role("x/engineer", spec("Engineer at {{COMPANY_NAME}}", body=BODY, front="next_roles: [lead]"))
LEAD = role("x/lead", spec("Lead", body="## Tools\n- VIM\n"))
FACT, IN_DATA = token("COMPANY_NAME"), token("COMPANY_NAME", Place.DATA)


def written() -> RoleData:
    """Return what writes the two roles."""
    handbook = assemble((ENGINEER, LEAD), Company("a", "companies/a.yml", "A"))
    pages = [f"{kind}/{r.id}" for kind in ("roles", "ladders", "checklists") for r in (ENGINEER, LEAD)]
    return RoleData(Lookup.of(handbook), Links({f"{page}.md": f"{page}/" for page in pages}, "compare/"))


def data(found: Role = ENGINEER) -> dict[str, Any]:
    """Return a role as a browser gets it."""
    script = written().script(found)
    assert script.startswith(f'rolebook.receive("{found.id}",')
    assert script.endswith(");\n")
    read: dict[str, Any] = json.loads(script[script.index("{") : -3])
    return read


def texts(value: object, name: str = "") -> list[tuple[str, str]]:
    """Return every text in data with the name it has there."""
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in texts(inner, key)]
    if isinstance(value, list):
        return [pair for inner in value for pair in texts(inner, name)]
    return [(name, str(value))]


def test_words_hold_facts_as_data() -> None:
    """In plain words a fact is a name like any other: it is stamped without the escapes of HTML."""
    found = data()
    assert found["title"] == f"Engineer at {IN_DATA}"
    assert [group["name"] for group in found["tools"]] == [f"Editors at {IN_DATA}", "More"]
    assert found["tools"][0]["tools"][1]["name"] == f"{IN_DATA} Writer"
    assert found["matrices"][0]["competencies"][0]["name"] == f"Design for {IN_DATA}"
    assert found["matrices"][0]["levels"] == [
        {"id": "level-1-novice", "name": token("level.0", Place.DATA)},
        {"id": "senior", "name": token("level.1", Place.DATA)},
    ]
    for name, text in texts(found):
        if name not in ("html", "detail", "cells"):
            assert FACT not in text, name
            assert names(text) or OPEN not in text


def test_html_is_clean() -> None:
    """Texts with markup are the cleaned HTML of a page: emphasis stays, and nothing in them runs."""
    found = data()
    duty = found["areas"][0]["duties"][0]
    assert duty["html"].startswith(f"Build <em>it</em> at {FACT}")
    assert found["matrices"][0]["competencies"][0]["cells"] == ["a <strong>b</strong>", "<b>c</b>"]
    for name, text in texts(found):
        if name in ("html", "detail", "cells"):
            assert not [bad for bad in ("<script", "onerror", "onclick", "javascript:") if bad in text], text


def test_parts_of_one_name_have_one_key() -> None:
    """What two roles share is found by its key: the entry's in an index, or the name without its dress."""
    engineer, lead = data(), data(LEAD)
    assert [tool["key"] for group in engineer["tools"] for tool in group["tools"]] == [
        "vim",
        f"{token('COMPANY_NAME', Place.SLUG)}-writer",
        "vim",
    ]
    assert lead["tools"][0]["tools"] == [{"key": "vim", "name": "VIM"}]
    assert [area["key"] for area in engineer["areas"]] == ["service and care", "other"]
    assert engineer["metrics"][0]["key"] == "uptime and speed"
    assert engineer["metrics"][0]["detail"].startswith("above 99 %")


def test_nested_duties_are_kept() -> None:
    """A duty keeps what is nested in it."""
    duty, rest = (area["duties"][0] for area in data()["areas"])
    assert [item["html"] for item in duty["items"]] == ["With <a>care</a>"]
    assert "items" not in rest


def test_ways_between_roles() -> None:
    """A role's data names the roles it leads to and those that lead to it, and where its pages are."""
    assert (data()["leadsTo"], data()["comesFrom"]) == (["lead"], [])
    assert (data(LEAD)["leadsTo"], data(LEAD)["comesFrom"]) == ([], ["engineer"])
    assert (data(LEAD)["url"], data(LEAD)["ladder"]) == ("../roles/lead/", "../ladders/lead/")
    assert data(LEAD)["matrices"] == []
