"""How each kind of section is understood: input and outcome side by side in `sections/<kind>.yml`."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from rolebook.model.role import Competency, Item, Part, Tool
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role

FOLDER = Path(__file__).parent / "sections"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted(FOLDER.glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
MAIN = ("name", "text", "label", "title", "markdown")


@pytest.mark.parametrize("case", CASES)
def test_section(case: dict[str, Any]) -> None:
    """The parts of a section are those the case expects, in their order."""
    assert parse(case["input"]) == case["expected"]


def parse(text: str) -> list[Any]:
    """Return the parts of a spec's sections as plain data."""
    parsed = parse_role("# Engineer\n\n## Objectives\n\n" + text, "roles/x/engineer.md", kinds_by_name())
    assert parsed.role
    assert parsed.problems == ()
    return [outcome(part) for section in parsed.role.sections for part in section.parts]


def outcome(part: Part | Tool | Competency) -> Any:
    """Return a part as `{kind: its text, ...}` without its line, an item as `1. text`."""
    if isinstance(part, Item) and not part.body:
        text = f"{part.number}. {part.text}" if part.number else part.text
        return {text: [outcome(child) for child in part.children]} if part.children else text
    if isinstance(part, Tool):
        return {part.name: part.note} if part.note else part.name
    main = next(field.name for field in fields(part) if field.name in MAIN)
    others = [field.name for field in fields(part) if field.name not in ("line", main)]
    shown = {name: _plain(getattr(part, name)) for name in others if getattr(part, name)}
    return {type(part).__name__.lower(): _plain(getattr(part, main)), **shown}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\ue0f0", "{{").replace("\ue0f1", "}}")
    if isinstance(value, tuple):
        return [_plain(entry) if isinstance(entry, str) else outcome(entry) for entry in value]
    return value
